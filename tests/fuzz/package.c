/* Data Packages: the input is a Table Schema, a line '---', and the CSV text of its table.  No
 * bytes break the reader; a table without errors has every cell at its place. */
#include "folder.h"
#include "fuzz.h"

#include "base/json.h"
#include "table/package.h"

#include <string.h>

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
    folder_open();
    const char *text = (const char *)data;
    const char *mark = g_strstr_len(text, (gssize)size, "\n---\n");
    if (!mark)
        return 0;
    g_autoptr(GString) descriptor = g_string_new("{\"name\": \"fuzz\", \"resources\": [{\"name\": "
                                                 "\"t\", \"path\": \"table.csv\", \"schema\": ");
    g_string_append_len(descriptor, text, mark - text);
    g_string_append(descriptor, "}]}\n");
    folder_put(&folder, "datapackage.json", descriptor->str, (gssize)descriptor->len);
    const char *csv = mark + strlen("\n---\n");
    folder_put(&folder, "table.csv", csv, text + size - csv);

    g_autoptr(Findings) findings = findings_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(Package) package = package_read(folder.path, findings, &error);
    g_assert_no_error(error); /* the files are there */
    if (findings_count(findings, LEVEL_ERROR) > 0)
        return 0;
    g_assert_nonnull(package);
    for (guint i = 0; i < package->tables->len; i++)
        check_table(package->tables->pdata[i]);
    return 0;
}
