#include "table/table.h"

#include <string.h>

static Table *read_table(const char *schema, const char *csv, Findings *findings)
{
    g_autoptr(JsonDocument) document = json_document_parse("-", schema, strlen(schema), findings);
    return table_read("t", "dir/t.csv", csv, strlen(csv),
                      schema_parse(document, json_document_root(document), findings), findings);
}

/* Fields in another order than the columns, and every sort of cell. */
static Table *read_mixed(Findings *findings)
{
    return read_table(
        "{\"fields\":[{\"name\":\"n\",\"type\":\"number\"},{\"name\":\"text\"},"
        "{\"name\":\"flag\",\"type\":\"boolean\"},{\"name\":\"day\",\"type\":\"date\"}],"
        "\"missingValues\":[\"\",\"NA\"],\"fieldsMatch\":\"equal\"}",
        "text,day,n,flag\r\n\"two\r\nlines, \"\"quoted\"\"\",1970-01-11,86.40,true\r\nNA,,NA,\r\n",
        findings);
}

static void test_cells(void)
{
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(Table) table = read_mixed(findings);
    guint n;
    findings_sorted(findings, &n);
    g_assert_cmpuint(n, ==, 0);
    g_assert_cmpstr(table->name, ==, "t");
    g_assert_cmpuint(table->n_rows, ==, 2);
    g_assert_true(table_is_whole(table));
    /* fields come in the schema's order, texts as in the file */
    g_assert_cmpstr(table_text(table, 0, 0), ==, "86.40");
    g_assert_cmpfloat(table_cell(table, 0, 0)->number, ==, 86.4);
    g_assert_cmpstr(table_text(table, 0, 1), ==, "two\r\nlines, \"quoted\"");
    g_assert_cmpfloat(table_cell(table, 0, 2)->number, ==, 1);
    g_assert_cmpfloat(table_cell(table, 0, 3)->number, ==, 10);
    const Place place = table_place(table, 0, 2);
    g_assert_cmpstr(place.file, ==, "dir/t.csv");
    g_assert_cmpuint(place.line, ==, 3);
    g_assert_cmpuint(place.column, ==, 37);
}

static void test_missing_values(void)
{
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(Table) table = read_mixed(findings);
    for (guint i = 0; i < 4; i++) {
        g_assert_true(table_cell(table, 1, i)->missing);
        g_assert_null(table_text(table, 1, i));
    }
    g_assert_cmpstr(table_cell(table, 1, 1)->text, ==, "NA");
}

static void test_lacking_cells(void)
{
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(Table) table =
        read_table("{\"fields\":[{\"name\":\"a\"},{\"name\":\"b\"},{\"name\":\"c\"}]}",
                   "b,a\n12\n3,4,5\n", findings);
    g_assert_cmpuint(table->n_rows, ==, 2);
    g_assert_cmpstr(table_text(table, 0, 1), ==, "12");
    g_assert_null(table_text(table, 0, 0));
    g_assert_cmpuint(table_place(table, 0, 0).column, ==, 3); /* at the row's end */
    g_assert_null(table_text(table, 1, 2));
    g_assert_cmpuint(table_place(table, 1, 2).column, ==, 6);
    g_assert_true(table_has_field(table, 0));
    g_assert_false(table_has_field(table, 2));
}

/* Many fields in the schema and many rows of one cell: memory must go with the
 * file, not with their product (a thousand million cells here). */
static void test_wide_schema_short_rows(void)
{
    g_autoptr(GString) schema = g_string_new("{\"fields\":[{\"name\":\"f\"}");
    for (int i = 0; i < 5000; i++)
        g_string_append_printf(schema, ",{\"name\":\"f%d\"}", i);
    g_string_append(schema, "]}");
    g_autoptr(GString) csv = g_string_new("f\n");
    for (int i = 0; i < 200000; i++)
        g_string_append(csv, "x\n");
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(Table) table = read_table(schema->str, csv->str, findings);
    g_assert_cmpuint(table->n_rows, ==, 200000);
    g_assert_cmpuint(findings_count(findings, LEVEL_ERROR), ==, 5000); /* missing-label */
}

static void test_without_schema(void)
{
    g_autoptr(Findings) findings = findings_new();
    static const char csv[] = "a,b\n1,\n";
    g_autoptr(Table) table = table_read("t", "t.csv", csv, strlen(csv), NULL, findings);
    g_assert_cmpuint(findings_count(findings, LEVEL_ERROR), ==, 0);
    g_assert_cmpuint(table->schema->n_fields, ==, 2);
    g_assert_cmpstr(table->schema->fields[1].name, ==, "b");
    g_assert_cmpstr(table_text(table, 0, 0), ==, "1");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/table/cells", test_cells);
    g_test_add_func("/table/missing-values", test_missing_values);
    g_test_add_func("/table/lacking-cells", test_lacking_cells);
    g_test_add_func("/table/wide-schema-short-rows", test_wide_schema_short_rows);
    g_test_add_func("/table/without-schema", test_without_schema);
    return g_test_run();
}
