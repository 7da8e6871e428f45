/*
 * spoiled: what spreadsheets make of cells, by the type of the field, and what only
 * looks like it.
 */
#include "table/spoiled.h"

#include "table/table.h"

#include <string.h>

static char *check(const char *schema, const char *csv)
{
    g_autoptr(Findings) findings = findings_new();
    Schema *parsed = NULL;
    if (schema) {
        g_autoptr(JsonDocument) document =
            json_document_parse("schema", schema, strlen(schema), findings);
        parsed = schema_parse(document, json_document_root(document), findings);
        g_assert_nonnull(parsed);
    }
    g_autoptr(Table) table = table_read("t", "t.csv", csv, strlen(csv), parsed, findings);
    g_autoptr(GString) out = g_string_new(NULL);
    guint n;
    const Finding *items = findings_sorted(findings, &n);
    for (guint i = 0; i < n; i++)
        g_string_append_printf(out, "%s%u:%u %s: %s", i > 0 ? "\n" : "", items[i].place.line,
                               items[i].place.column, items[i].rule->name, items[i].message);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static const struct {
    const char *type, *text;
    const char *said; /* part of the message; NULL: no damage is named */
} cells[] = {
    {"number", "#REF!", "it is the error of a formula"},
    {"date", "#N/A", "it is the error of a formula"},
    {"number", "Err:508", "it is the error of a formula"},
    {"number", "#1", NULL},
    {"date", "########", "the column was too narrow"},
    {"number", "##", NULL},
    {"number", "Apr-24", "took it for a date"},
    {"number", "18-Apr", "took it for a date"},
    {"date", "18-Apr-24", "took it for a date"},
    {"date", "18-abr-2024", "took it for a date"},
    {"integer", "Mar-9", NULL},
    {"number", "May", NULL},
    {"number", "mayor", NULL},
    {"date", "18/04/2024", "in the order of its country"},
    {"date", "4/18/24", "in the order of its country"},
    {"number", "4/18/24", NULL},
    {"date", "45000", "counts them, 2023-03-15;"},
    {"date", "25569", "counts them, 1970-01-01;"},
    {"date", "450000", NULL},
    {"date", "99999", NULL},
    {"boolean", "45000", NULL},
    {"integer", "3.5E+05", "a spreadsheet shortened the number"},
    {"integer", "1,2E-07", "a spreadsheet shortened the number"},
    {"integer", "3.5e5", NULL},
    {"number", "1,5", "it has a decimal comma"},
    {"number", "-86,45", "it has a decimal comma"},
    {"number", "1,5,6", NULL},
    {"number", "1,500", "its digits are grouped"},
    {"number", "1.234.567,89", "its digits are grouped"},
    {"number", "1 234 567", "its digits are grouped"},
    {"number",
     "1\xC2\xA0"
     "234",
     "its digits are grouped"},
    {"number", "1,23,456", NULL},
    {"date", "1,5", NULL},
    {"integer", "'42", "remove it"},
    {"date", "'2024-04-18", "remove it"},
    {"integer", "'x", NULL},
    {"number",
     "\xE2\x80\x9C"
     "1.5\xE2\x80\x9D",
     "write \" instead"},
    {"number", "x", NULL},
};

static void test_cells(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(cells); i++) {
        g_autofree char *schema =
            g_strdup_printf("{\"fields\":[{\"name\":\"a\",\"type\":\"%s\"}]}", cells[i].type);
        g_autofree char *csv = g_strdup_printf("a\n\"%s\"\n", cells[i].text);
        g_autofree char *found = check(schema, csv);
        g_test_message("%s: %s", cells[i].type, found);
        if (!cells[i].said) {
            g_assert_true(g_str_has_prefix(found, "2:1 type-error: "));
            continue;
        }
        g_assert_true(g_str_has_prefix(found, "2:1 spreadsheet-damage: "));
        g_assert_nonnull(strstr(found, cells[i].said));
        g_assert_null(strchr(found, '\n')); /* one finding for one fault */
    }
}

/* What is a value of its field was meant so. */
static void test_values(void)
{
    static const char *const clean[][2] = {
        {"string", "Apr-24"}, {"string", "1,5"}, {"number", "3.5E+05"},
        {"integer", "45000"}, {"year", "2024"},  {"string", "'x"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(clean); i++) {
        g_autofree char *schema =
            g_strdup_printf("{\"fields\":[{\"name\":\"a\",\"type\":\"%s\"}]}", clean[i][0]);
        g_autofree char *csv = g_strdup_printf("a\n\"%s\"\n", clean[i][1]);
        g_autofree char *found = check(schema, csv);
        g_assert_cmpstr(found, ==, "");
    }
}

#define TWO "{\"fields\":[{\"name\":\"a\"},{\"name\":\"b\"}]}"

static const struct {
    const char *schema, *csv, *found;
} files[] = {
    {TWO, "a;b\n1;2\n",
     "1:1 spreadsheet-damage: \"a;b\" is read as one label, since its cells are separated by "
     "semicolons, not by commas; save the file with commas, or name the delimiter: \"dialect\": "
     "{\"delimiter\": \";\"} in its resource, or --delimiter ';'"},
    {NULL, "sep=;\na;b\n1;2\n",
     "1:1 spreadsheet-damage: the first line tells a spreadsheet how cells are separated, and is "
     "no row of labels; remove it, or say \"headerRows\": [2] in the dialect"},
    {NULL, "SEP=,\na,b\n1,2\n",
     "1:1 spreadsheet-damage: the first line tells a spreadsheet how cells are separated, and is "
     "no row of labels; remove it, or say \"headerRows\": [2] in the dialect"},
    {NULL, "sep=1,b\n1,2\n", ""},
    {NULL, "separator\n1\n", ""},
    {NULL, "a\tb\n1\t2\n",
     "1:1 spreadsheet-damage: \"a\tb\" is read as one label, since its cells are separated by "
     "tabs, not by commas; save the file with commas, or name the delimiter: \"dialect\": "
     "{\"delimiter\": \"\\t\"} in its resource, or --delimiter '\\t'"},
    {"{\"fields\":[{\"name\":\"a;b\"}]}", "a;b\n1\n", ""},
    {NULL, "a\n1;2\n", ""},
    {NULL, "a;\n1\n", ""},
    {TWO, "a,b\n1,\xE2\x80\x9Cx, y\xE2\x80\x9D\n",
     "2:3 spreadsheet-damage: the row has 3 cells, the header 2: the quotes of this cell are "
     "typographic ones, which keep no commas inside it; write \" instead"},
};

static void test_files(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *found = check(files[i].schema, files[i].csv);
        g_assert_cmpstr(found, ==, files[i].found);
    }
}

/* Of texts, only what breaks a constraint is looked at. */
static const struct {
    const char *constraint, *text;
    const char *found; /* its end; NULL: nothing */
} texts[] = {
    {"\"pattern\":\"[A-Z]+[0-9]+\"", "Mar-01",
     "format the column as text, and enter the value again"},
    {"\"pattern\":\"[0-9]+-[0-9]+\"", "4-Jan",
     "format the column as text, and enter the value again"},
    {"\"pattern\":\"[0-9]+\"", "3.5E+05", "(or as text), and enter the value again"},
    {"\"pattern\":\"[0-9]+\"", "'0042", "and is no part of the value; remove it"},
    {"\"pattern\":\"[0-9]+\"", "'x", "does not match the pattern [0-9]+"},
    {"\"enum\":[\"a\",\"b\"]", "#REF!", "mend the formula and export the value again"},
    {"\"maxLength\":3", "#N/A", "mend the formula and export the value again"},
    {"\"pattern\":\"[a-z]+\"", "May", "does not match the pattern [a-z]+"},
    {"\"pattern\":\"[a-z]+\"", "12/5/24", "does not match the pattern [a-z]+"},
    {"\"minLength\":1", "Mar-01", NULL},
    {"\"minLength\":1", "#REF!", NULL},
};

static void test_texts(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *schema = g_strdup_printf(
            "{\"fields\":[{\"name\":\"a\",\"constraints\":{%s}}]}", texts[i].constraint);
        g_autofree char *csv = g_strdup_printf("a\n%s\n", texts[i].text);
        g_autofree char *found = check(schema, csv);
        g_test_message("%s", found);
        if (!texts[i].found) {
            g_assert_cmpstr(found, ==, "");
            continue;
        }
        g_assert_true(g_str_has_prefix(found, "2:1 constraint-error: "));
        g_assert_true(g_str_has_suffix(found, texts[i].found));
        g_assert_null(strchr(found, '\n'));
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/spoiled/cells", test_cells);
    g_test_add_func("/spoiled/values", test_values);
    g_test_add_func("/spoiled/files", test_files);
    g_test_add_func("/spoiled/texts", test_texts);
    return g_test_run();
}
