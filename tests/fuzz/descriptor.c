/* Descriptors: the input is a datapackage.json, a line '---', and the bytes of the files a.csv and
 * b.csv beside it.  No bytes break the reader, and checking the tables with and without storing
 * them counts the same errors. */
#include "folder.h"
#include "fuzz.h"

#include "table/package.h"

#include <string.h>

static guint count_errors(gboolean stored)
{
    static const char *const none[] = {"no such resource", NULL};
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(GError) error = NULL;
    package_free(stored ? package_read(folder.path, findings, &error)
                        : package_check(folder.path, none, findings, &error));
    g_assert_no_error(error); /* the files are there */
    return findings_count(findings, LEVEL_ERROR);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    folder_open();
    const char *text = (const char *)data;
    const char *mark = g_strstr_len(text, (gssize)size, "\n---\n");
    if (!mark)
        return 0;
    const char *csv = mark + strlen("\n---\n");
    const gssize length = text + size - csv;
    folder_put(&folder, "datapackage.json", text, mark - text);
    folder_put(&folder, "a.csv", csv, length);
    folder_put(&folder, "b.csv", csv, length);
    g_assert_cmpuint(count_errors(TRUE), ==, count_errors(FALSE));
    return 0;
}
