/* Descriptors: the input is a datapackage.json, a line '---', and the bytes of the files a.csv and
 * b.csv beside it.  No bytes break the reader, and checking the tables with and without storing
 * them counts the same errors. */
#include "fuzz.h"

#include "table/package.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[] = {"datapackage.json", "a.csv", "b.csv"};
static char *folder; /* of this process, for all inputs */

static void remove_folder(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_build_filename(folder, names[i], NULL);
        g_unlink(path);
    }
    g_rmdir(folder);
    g_free(folder);
}

static void write_file(const char *name, const char *data, gsize length)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_build_filename(folder, name, NULL);
    if (!g_file_set_contents_full(path, data, (gssize)length, G_FILE_SET_CONTENTS_NONE, 0600,
                                  &error))
        g_error("%s", error->message);
}

static guint count_errors(gboolean stored)
{
    static const char *const none[] = {"no such resource", NULL};
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(Package) package = stored ? package_read(folder, findings, &error)
                                        : package_check(folder, none, findings, &error);
    g_assert_no_error(error); /* the files are there */
    return findings_count(findings, LEVEL_ERROR);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!folder) {
        folder = g_dir_make_tmp("figtrail-fuzz-XXXXXX", NULL);
        if (!folder)
            g_error("cannot make a temporary folder");
        atexit(remove_folder);
    }
    const char *text = (const char *)data;
    const char *mark = g_strstr_len(text, (gssize)size, "\n---\n");
    if (!mark)
        return 0;
    const char *csv = mark + strlen("\n---\n");
    const gsize length = (gsize)(text + size - csv);
    write_file("datapackage.json", text, (gsize)(mark - text));
    write_file("a.csv", csv, length);
    write_file("b.csv", csv, length);
    g_assert_cmpuint(count_errors(TRUE), ==, count_errors(FALSE));
    return 0;
}
