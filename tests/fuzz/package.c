/* Data Packages: the input is a Table Schema, a line '---', and the CSV text of its table.  No
 * bytes break the reader; a table without errors has every cell at its place. */
#include "fuzz.h"

#include "base/json.h"
#include "table/package.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

static char *folder; /* of this process, for all inputs */

static void remove_folder(void)
{
    static const char *const names[] = {"datapackage.json", "table.csv"};
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

static void check_table(const Table *table)
{
    for (guint row = 0; row < table->n_rows; row++) {
        for (guint field = 0; field < table->schema->n_fields; field++) {
            const Cell *cell = table_cell(table, row, field);
            g_assert_cmpuint(cell->line, >, 0);
            g_assert_cmpuint(cell->column, >, 0);
            g_assert_true(g_utf8_validate(cell->text, -1, NULL));
        }
    }
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
    g_autoptr(GString) descriptor = g_string_new("{\"name\": \"fuzz\", \"resources\": [{\"name\": "
                                                 "\"t\", \"path\": \"table.csv\", \"schema\": ");
    g_string_append_len(descriptor, text, mark - text);
    g_string_append(descriptor, "}]}\n");
    write_file("datapackage.json", descriptor->str, descriptor->len);
    const char *csv = mark + strlen("\n---\n");
    write_file("table.csv", csv, (gsize)(text + size - csv));

    g_autoptr(Findings) findings = findings_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(Package) package = package_read(folder, findings, &error);
    g_assert_no_error(error); /* the files are there */
    if (findings_count(findings, LEVEL_ERROR) > 0)
        return 0;
    g_assert_nonnull(package);
    for (guint i = 0; i < package->tables->len; i++)
        check_table(package->tables->pdata[i]);
    return 0;
}
