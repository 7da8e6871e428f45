/*
 * places: of each kind of finding in a table, the extent of what is meant and the
 * number of its row, by both ways of reading.
 */
#include "table/relation.h"
#include "table/scan.h"

#include <string.h>

static Schema *schema_of(const char *json, Findings *findings)
{
    g_autoptr(JsonDocument) document = json_document_parse("schema", json, strlen(json), findings);
    g_assert_nonnull(document);
    return schema_parse(document, json_document_root(document), findings);
}

/* "RULE LINE:COLUMN-LINE:COLUMN #RECORD", one line each. */
static char *report(Findings *findings)
{
    g_autoptr(GString) out = g_string_new(NULL);
    guint n;
    const Finding *items = findings_sorted(findings, &n);
    for (guint i = 0; i < n; i++) {
        const Place *place = &items[i].place;
        g_string_append_printf(out, "%s%s %u:%u-%u:%u #%u", i > 0 ? "\n" : "", items[i].rule->name,
                               place->line, place->column, place->end_line, place->end_column,
                               place->record);
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static char *check_stored(const char *schema, const char *csv)
{
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(Table) table =
        table_read("t", "t.csv", csv, strlen(csv), schema_of(schema, findings), findings);
    relation_check_keys(table, findings);
    return report(findings);
}

static char *check_scanned(const char *schema, const char *csv)
{
    g_autoptr(Findings) findings = findings_new();
    ScanTable table = {.name = "t", .file = "t.csv", .text = csv, .length = strlen(csv)};
    table.schema = schema_of(schema, findings);
    scan_tables(&table, 1, NULL, findings);
    schema_unref(table.schema);
    return report(findings);
}

#define SCHEMA                                                                                     \
    "{\"fields\":[{\"name\":\"n\",\"type\":\"integer\"},{\"name\":\"s\"}],\"primaryKey\":\"n\"}"

static const struct {
    const char *csv, *places;
} cases[] = {
    {"n,s\n1,a\n", ""},
    {"n,s\nx\xC3\xA9,a\n", "type-error 2:1-2:3 #2"},
    {"n,s\n\"x\"\"\",a\n", "type-error 2:1-2:6 #2"}, /* with its quotes */
    {"n,s\r\n1,\"a\r\nb\"\r\n\"x\ny\",\"\n\"\r\n", "type-error 4:1-5:3 #3"},
    {"n,s\n1,a\nx,", "type-error 3:1-3:2 #3"},
    {"n,s\n1,a\n,b", "primary-key 3:1-3:1 #3"}, /* an empty cell */
    {"n,s\n1,a\n1,b", "primary-key 3:1-3:2 #3"},
    {"n,s\n1\n", "missing-cell 2:2-0:0 #2"},
    {"n,s\n1,a,b,c\n", "extra-cell 2:5-2:8 #2"}, /* up to the row's end */
    {"n,s\n1,a,b,\"c\nd\"\n", "extra-cell 2:5-3:3 #2"},
    {"n,s\n1,a\n\n", "blank-row 3:0-0:0 #3"},
    {"n,s,t\n1,a,b\n", "extra-label 1:5-1:6 #1"},
    {"n,s,\"n\"\n1,a,b\n", "duplicate-label 1:5-1:8 #1"},
    {"n\n1\n", "missing-label 1:0-0:0 #1"},
    {"n,s\n1,a\"b\n", "stray-quote 2:4-2:5 #2"},
    {"n,s\n1,\"a\" b\n", "stray-quote 2:5-2:6 #2"},
    {"n,s\n1,a\n2,\"b\n", "unclosed-quote 3:3-3:4 #3"},
    {"n,s\n1,a\xFF\n", "encoding-error 2:4-2:5 #0"},
};

/* Without a key. */
static void test_rows(void)
{
    const char *csv = "n,s\r\n1,\"a\r\nb\"\r\nx,\r\n1,\"a\r\nb\"\r\n\"x\",\r\nx";
    const char *schema = "{\"fields\":[{\"name\":\"n\"},{\"name\":\"s\"}]}";
    g_autofree char *stored = check_stored(schema, csv);
    g_autofree char *scanned = check_scanned(schema, csv);
    g_assert_cmpstr(stored, ==,
                    "duplicate-row 5:0-0:0 #4\nduplicate-row 7:0-0:0 #5\nmissing-cell 8:2-0:0 #6");
    g_assert_cmpstr(scanned, ==, stored);
}

static void test_places(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].csv);
        g_autofree char *stored = check_stored(SCHEMA, cases[i].csv);
        g_autofree char *scanned = check_scanned(SCHEMA, cases[i].csv);
        g_assert_cmpstr(stored, ==, cases[i].places);
        g_assert_cmpstr(scanned, ==, cases[i].places);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/places/places", test_places);
    g_test_add_func("/places/rows", test_rows);
    return g_test_run();
}
