/* What an import is made of: numbers, slugs, foreign rows, text rules, maps. */
#include "project.h"

#include "import/amount.h"

#include <string.h>

/* ---- numbers and slugs -------------------------------------------------------------------------
 */

static void test_amount(void)
{
    static const struct {
        double number;
        int shift;
        const char *text;
    } cases[] = {
        {86.4, 0, "86.4"},
        {0.864, 2, "86.4"}, /* times 100 it would be 86.4 only by luck */
        {0.57, 2, "57"},    /* 0.57 * 100 = 56.99999999999999 */
        {0.0001, 2, "0.01"},
        {1.1, 1, "11"},
        {64000, -3, "64"},
        {65, -3, "0.065"},
        {0, 5, "0"},
        {-0.05, 2, "-5"},
        {5e20, 0, "500000000000000000000"},
        {1e21, 0, "1e21"},
        {2.1e25, 0, "2.1e25"},
        {1.6400009999999998e+25, 0, "1.6400009999999998e25"},
        {0.5, 26, "5e25"},
        {1e-7, 0, "0.0000001"},
        {123456789012, 0, "123456789012"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = amount_format(cases[i].number, cases[i].shift);
        g_assert_cmpstr(text, ==, cases[i].text);
    }
}

static void test_slug(void)
{
    static const struct {
        const char *text, *keep, *slug;
    } cases[] = {
        {"GPT-4", "", "gpt-4"},
        {"Qwen2.5-72B", "", "qwen2-5-72b"},
        {"Qwen2.5-72B", ".", "qwen2.5-72b"},
        {"cot@32", ".@", "cot@32"},
        {"  Agent S2 w/ Claude 3.7 (50 steps)", "", "agent-s2-w-claude-3-7-50-steps"},
        {"Café ﬁne", "", "cafe-fine"}, /* marks go, ligatures are letters */
        {"通义千问", "", ""},
        {"..a..", ".", "a"},
        {"--", "", ""},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *slug = slug_make(cases[i].text, cases[i].keep);
        g_assert_cmpstr(slug, ==, cases[i].slug);
    }
}

/* ---- foreign rows ------------------------------------------------------------------------------
 */

static TestProject project;

/* Rows as 'record@line|cell@line:column+offset of its text|...'; '-' is a cell that is not there.
 */
static char *describe_rows(ForeignReader *reader)
{
    GString *out = g_string_new(NULL);
    ForeignRow row;
    while (foreign_reader_next(reader, &row)) {
        g_string_append_printf(out, "%u@%u", row.record, row.line);
        if (row.blank || row.fault)
            g_string_append_printf(out, " %s", row.blank ? "blank" : row.fault);
        for (guint i = 0; i < foreign_reader_columns(reader)->len && !row.blank && !row.fault;
             i++) {
            const ForeignCell *cell = &row.cells[i];
            if (cell->text)
                g_string_append_printf(out, "|%s@%u:%u+%d", cell->text, cell->line, cell->column,
                                       (int)foreign_cell_find(reader, &row, i, cell->text));
            else
                g_string_append(out, "|-");
        }
        g_string_append_c(out, '\n');
    }
    return g_string_free(out, FALSE);
}

static void test_foreign(void)
{
    static const struct {
        const char *name, *way, *text, *columns, *rows;
    } cases[] = {
        {"a.csv", NULL, "x,y\n1,2\n\n3\n", "x,y",
         "2@2|1@2:1+4|2@2:3+6\n3@3 blank\n4@4 the row has 1 cell, but there are 2 columns\n"},
        {"a.csv", NULL, "\xEF\xBB\xBFx,y\r\n\"a, b\",\"2\r\n3\"\r\né,4\r\n", "x,y",
         "2@2|a, b@2:1+9|2\r\n3@2:8+16\n3@4|é@4:1+23|4@4:3+26\n"},
        /* a doubled quote is not what the file holds */
        {"a.csv", NULL, "x,y\n\"a\"\"b\",3\n", "x,y", "2@2|a\"b@2:1+-1|3@2:8+11\n"},
        {"a.json", NULL, "[{\"x\": 86.40, \"y\": \"1,5\"},\n {\"y\": null, \"z\": {\"w\": true}}]",
         "x,y,z.w", "1@1|86.40@1:3+7|1,5@1:15+20|-\n2@2|-|@2:3+34|true@2:20+51\n"},
        {"a.json", "data.rows", "{\"data\":{\"rows\":[{\"x\":1},2,{}]}}", "x",
         "1@1|1@1:19+22\n2@1 it is no object: a row is {\"column\": value, ...}\n3@1 blank\n"},
        {"a.jsonl", NULL, "{\"x\": \"é\"}\n\n{\"y\": -1e3}\r\n", "x,y",
         "1@1|é@1:2+7|-\n2@2 blank\n3@3|-|-1e3@3:2+19\n"},
        {"a.jsonl", NULL, "{\"x\": 1}\n{\"x\": }\n5\n", "x",
         "1@1|1@1:2+6\n2@2 the line is not valid JSON: at column 7, not a JSON value\n3@3 it is no "
         "object: a row is {\"column\": value, ...}\n"},
        {"a.json", NULL, "[]", "", ""},
        {"a.jsonl", NULL, "", "", ""},
        {"a.csv", NULL, "x\n", "x", ""},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path = test_file_write(&project, cases[i].name, cases[i].text);
        const ForeignSource source = {.path = path, .rows = cases[i].way};
        g_autoptr(Findings) findings = findings_new();
        GError *error = NULL;
        g_autoptr(ForeignReader) reader = foreign_reader_open(&source, findings, &error);
        g_assert_no_error(error);
        g_autofree char *faults = test_findings_text(findings);
        g_assert_cmpstr(faults, ==, "");
        g_assert_nonnull(reader);
        const GPtrArray *columns = foreign_reader_columns(reader);
        g_autoptr(GPtrArray) names = g_ptr_array_new();
        for (guint j = 0; j < columns->len; j++)
            g_ptr_array_add(names, g_ptr_array_index(columns, j));
        g_ptr_array_add(names, NULL);
        g_autofree char *joined = g_strjoinv(",", (char **)names->pdata);
        g_assert_cmpstr(joined, ==, cases[i].columns);
        g_autofree char *rows = describe_rows(reader);
        g_assert_cmpstr(rows, ==, cases[i].rows);
    }
}

static void test_foreign_faults(void)
{
    static const struct {
        const char *name, *way, *text, *findings;
    } cases[] = {
        {"a.json", NULL, "{\"x\": 1}",
         "1:1: import-table: it is no array of rows: say in the map's 'rows' which member holds "
         "them\n"},
        {"a.json", "a.b", "{\"a\": {}}",
         "1:1: import-table: there is no array of rows at \"a.b\": correct 'rows' of the map\n"},
        {"a.json", NULL, "[{\"x\": 01}]", "1:8: json-syntax: not a JSON value\n"},
        {"a.csv", NULL, "x\n\xff\n", NULL},
        {"a.csv", NULL, "", NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path = test_file_write(&project, cases[i].name, cases[i].text);
        const ForeignSource source = {.path = path, .rows = cases[i].way};
        g_autoptr(Findings) findings = findings_new();
        GError *error = NULL;
        g_autoptr(ForeignReader) reader = foreign_reader_open(&source, findings, &error);
        g_assert_no_error(error);
        g_autofree char *faults = test_findings_text(findings);
        if (cases[i].findings)
            g_assert_cmpstr(faults, ==, cases[i].findings);
        else
            g_assert_cmpuint(findings_count(findings, LEVEL_ERROR), >, 0);
    }
    const ForeignSource nowhere = {.path = "nowhere/at.csv"};
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(GError) error = NULL;
    g_assert_null(foreign_reader_open(&nowhere, findings, &error));
    g_assert_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

/* ---- text rules --------------------------------------------------------------------------------
 */

static const char *const row_columns[] = {"Model", "Shots", "Score", "Empty", "Date"};
static const ForeignCell row_cells[] = {{" GPT-4\n (new) ", 2, 1, 0},
                                        {"5-shot", 2, 9, 0},
                                        {"86,4%", 2, 16, 0},
                                        {"-", 2, 22, 0},
                                        {"5/4/2025", 2, 24, 0}};

static void test_rules(void)
{
    static const struct {
        const char *rule, *text, *fault; /* fault NULL: none */
        int column;
    } cases[] = {
        {"\"{Model}\"", "GPT-4 (new)", NULL, 0},
        {"\"row {#row} of {#file}\"", "row 7 of a.csv", NULL, -1},
        {"\"{{{Score}}}\"", "{86,4%}", NULL, 2},
        {"\"{Shots}, {Score}\"", "5-shot, 86,4%", NULL, 1},
        {"\"constant\"", "constant", NULL, -1},
        {"\"x {Empty}\"", "", NULL, 3}, /* '-' is missing; words alone say nothing */
        {"[\"{Empty}\", \"{Nowhere?}\", \"{Score}\"]", "86,4%", NULL, 2},
        {"{\"text\": \"{Shots}\", \"map\": {\"5-shot\": \"five\"}}", "five", NULL, 1},
        {"{\"text\": \"{Shots}\", \"map\": {\"5-shot\": null}}", "", NULL, 1},
        {"{\"text\": \"{Shots}\", \"map\": {\"0\": \"none\"}}", NULL,
         "the map does not say what \"5-shot\" means", 1},
        {"{\"text\": \"{Shots}\", \"map\": {}, \"otherwise\": \"keep\"}", "5-shot", NULL, 1},
        {"{\"text\": \"{Shots}\", \"map\": {}, \"otherwise\": \"empty\"}", "", NULL, 1},
        {"{\"text\": \"{Empty}\", \"map\": {}}", "", NULL, 3},
        {"{\"text\": \"{Empty}\", \"map\": {\"\": \"not said\"}}", "not said", NULL, 3},
        {"{\"text\": \"{Shots}\", \"match\": [[\"^x\", \"\"], [\"^([0-9]+)-shot$\", \"\\\\1\"]]}",
         "5", NULL, 1},
        {"{\"text\": \"{Shots}\", \"match\": [[\"^x\", \"\"]]}", NULL,
         "the map does not say what \"5-shot\" means", 1},
        {"{\"text\": \"{Model}\", \"slug\": true}", "gpt-4-new", NULL, 0},
        {"{\"text\": \"{Date}\", \"date\": \"en-GB\"}", "2025-04-05", NULL, 4},
        {"{\"text\": \"{Date}\", \"date\": \"en-US\"}", "2025-05-04", NULL, 4},
        {"{\"text\": \"{Shots}\", \"date\": \"en\"}", NULL, "\"5-shot\" does not read as a date",
         1},
    };
    g_autoptr(GPtrArray) columns = g_ptr_array_new();
    for (gsize i = 0; i < G_N_ELEMENTS(row_columns); i++)
        g_ptr_array_add(columns, (gpointer)row_columns[i]);
    g_autoptr(GHashTable) missing = g_hash_table_new(g_str_hash, g_str_equal);
    g_hash_table_add(missing, (gpointer) "-");
    const ForeignRow row = {.cells = row_cells, .record = 7};
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Findings) findings = findings_new();
        g_autoptr(JsonDocument) document =
            json_document_parse("map", cases[i].rule, strlen(cases[i].rule), findings);
        g_assert_nonnull(document);
        g_autoptr(TextRule) rule =
            text_rule_parse(document, json_document_root(document), findings);
        text_rule_bind(rule, columns, "a.csv", findings);
        g_autofree char *faults = test_findings_text(findings);
        g_assert_cmpstr(faults, ==, "");
        const RowView view = {.row = &row, .file = "a.csv", .missing = missing, .part_column = -1};
        g_autoptr(GString) text = g_string_new(NULL);
        g_autofree char *fault = NULL;
        int column;
        const gboolean good = text_rule_evaluate(rule, &view, TEXT_ONE_LINE, text, &column, &fault);
        g_assert_cmpstr(good ? text->str : NULL, ==, cases[i].text);
        g_assert_cmpstr(fault, ==, cases[i].fault);
        g_assert_cmpint(column, ==, cases[i].column);
    }
}

/* ---- maps --------------------------------------------------------------------------------------
 */

/* Each fault at its place in the map. */
static void test_map_faults(void)
{
#define SOURCE "\"source\": {\"url\": \"{u}\"}"
#define CLAIM "\"subject\": \"{s}\", \"metric\": \"mmlu\", \"printed\": \"{p}\""
    static const struct {
        const char *map, *findings;
    } cases[] = {
        {"{" SOURCE ", \"claim\": {" CLAIM "}}", ""},
        {"[]", "1:1: import-map: a map must be an object\n"},
        {"{}", "1:1: import-map: 'claims' must be a list of at least one claim\n"},
        {"{" SOURCE ",\n \"clams\": []}",
         "1:1: import-map: 'claims' must be a list of at least one claim\n"
         "2:2: import-map: 'clams' means nothing in a map; did you mean 'claims'?\n"},
        {"{" SOURCE ",\n \"claims\": [{\"subject\": \"{s}\", \"printd\": \"{p}\"}]}",
         "2:13: import-map: the claim lacks its 'metric'\n"
         "2:13: import-map: the claim lacks its 'printed'\n"
         "2:32: import-map: 'printd' means nothing in a claim; did you mean 'printed'?\n"},
        {"{\n\"claim\": {" CLAIM "}}",
         "2:1: import-map: the claim lacks its 'source': an id of sources.csv, or rules for new "
         "rows in the table's 'source'\n"},
        {"{" SOURCE ", \"claim\": {" CLAIM ",\n \"note\": 5}}",
         "2:2: import-map: a text must be a string such as \"{Column}\", a list of them, or an "
         "object with a member 'text'\n"},
        {"{" SOURCE ", \"claim\": {" CLAIM ",\n \"note\": \"{x\"}}",
         "2:2: import-map: the text \"{x\" has a '{' without a column and '}': write '{{' for the "
         "sign itself\n"},
        {"{" SOURCE ", \"claim\": {" CLAIM ",\n \"note\": {\"text\": \"{n}\", \"match\": "
         "[[\"(\", \"\"]]}}}",
         NULL}, /* PCRE's own words */
        {"{" SOURCE ", \"claim\": {" CLAIM ",\n \"note\": {\"text\": \"{n}\", \"otherwise\": "
         "\"drop\"}}}",
         "2:26: import-map: 'otherwise' must be \"reject\", \"keep\" or \"empty\"\n"},
        {"{" SOURCE ", \"claim\": {" CLAIM ",\n \"setting\": {\"Shots\": \"{n}\"}}}",
         "2:14: import-map: 'Shots' is no key of settings: small letters, joined by '-'\n"},
        {"{" SOURCE ", \"claim\": {" CLAIM ",\n \"shift\": 1.5}}",
         "2:2: import-map: 'shift' must be a whole number of decimal places, -30 to 30\n"},
        {"{" SOURCE ", \"claim\": {" CLAIM ",\n \"split\": {\"text\": \"{p}\"}}}",
         "2:2: import-map: 'split' needs a 'text' and what separates its parts: 'by'\n"},
        {"{" SOURCE ", \"claim\": {" CLAIM "},\n\"skip\": [{\"text\": \"{s}\", \"is\": \"\"}]}",
         "2:10: import-map: an item of 'skip' needs a 'text', what it 'is' or a 'match' (a regular "
         "expression), and a 'reason'\n"},
        {"{" SOURCE ", \"claim\": {" CLAIM "},\n\"format\": \"xls\"}",
         "2:1: import-map: 'format' must be \"csv\", \"json\" or \"jsonl\"\n"},
        {"{" SOURCE ", \"claim\": {" CLAIM "},\n\"tables\": []}",
         "2:1: import-map: 'tables' must be a list of at least one table\n"},
        {"{" SOURCE ", \"claim\": {" CLAIM "},\n\"metrics\": {\"m\": {\"unit\": \"percent\"}}}",
         "2:13: import-map: metric \"m\": name is empty\n"},
        {"{\"a\": 1, \"a\": 2}", "1:10: json-syntax: this key stands twice in the object\n"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        TestImport test;
        test_import(&project, &test, cases[i].map, "a.csv", "s,p,u,n\n", FALSE);
        g_autofree char *faults = test_findings_text(test.findings);
        if (cases[i].findings)
            g_assert_cmpstr(faults, ==, cases[i].findings);
        else
            g_assert_cmpuint(findings_count(test.findings, LEVEL_ERROR), ==, 1);
        test_import_clear(&test);
    }
}

static void test_columns(void)
{
    TestImport test;
    test_import(&project, &test,
                "{" SOURCE ",\n \"claim\": {\"subject\": \"{Model}\", \"metric\": \"mmlu\",\n"
                " \"printed\": [\"{Scores}\", \"{Other?}\"]}}",
                "a.csv", "Model,Score,u\n", FALSE);
    g_autofree char *faults = test_findings_text(test.findings);
    g_autofree char *expected = g_strdup_printf(
        "3:14: import-map: %s/a.csv has no column \"Scores\"; did you mean \"Score\"?\n",
        project.folder.path);
    g_assert_cmpstr(faults, ==, expected);
    test_import_clear(&test);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_project_read(&project);
    g_test_add_func("/import/amount", test_amount);
    g_test_add_func("/import/slug", test_slug);
    g_test_add_func("/import/foreign", test_foreign);
    g_test_add_func("/import/foreign-faults", test_foreign_faults);
    g_test_add_func("/import/rules", test_rules);
    g_test_add_func("/import/map-faults", test_map_faults);
    g_test_add_func("/import/columns", test_columns);
    const int status = g_test_run();
    test_project_clear(&project);
    return status;
}
