/*
 * faults: one seeded fault per rule on a table: a minimal input, the finding
 * with its place, and a near miss that is clean.
 */
#include "table/relation.h"

#include <string.h>

static char *report(Findings *findings)
{
    g_autoptr(GString) out = g_string_new(NULL);
    guint n;
    const Finding *items = findings_sorted(findings, &n);
    for (guint i = 0; i < n; i++) {
        g_string_append_printf(out, "%s%u:%u %s: %s", i > 0 ? "\n" : "", items[i].place.line,
                               items[i].place.column, items[i].rule->name, items[i].message);
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static Schema *schema_of(const char *json, Findings *findings)
{
    g_autoptr(JsonDocument) document = json_document_parse("schema", json, strlen(json), findings);
    g_assert_nonnull(document);
    return schema_parse(document, json_document_root(document), findings);
}

/* schema: NULL: none */
static char *check(const char *schema, const char *csv)
{
    g_autoptr(Findings) findings = findings_new();
    findings_limit(findings, 0);
    g_autoptr(Table) table = table_read("t", "t.csv", csv, strlen(csv),
                                        schema ? schema_of(schema, findings) : NULL, findings);
    relation_check_keys(table, findings);
    const GArray *keys = table->schema->foreign_keys;
    for (guint i = 0; i < keys->len; i++)
        relation_check_foreign_key(table, &g_array_index(keys, ForeignKey, i), table, findings);
    return report(findings);
}

#define FIELD(name, rest) "{\"name\":\"" name "\"" rest "}"
#define TYPE(type) ",\"type\":\"" type "\""
#define ONE(rest) "{\"fields\":[" FIELD("a", rest) "]}"
#define CONSTRAINT(type, constraint) ONE(TYPE(type) ",\"constraints\":{" constraint "}")
#define EXACT "{\"fields\":[" FIELD("a", "") "," FIELD("b", "") "]}"
#define KEYED(rest)                                                                                \
    "{\"fieldsMatch\":\"equal\",\"fields\":[" FIELD("a", "") "," FIELD("b", "") "]," rest "}"
#define TWO KEYED("\"title\":\"two\"")

static const struct {
    const char *schema, *csv, *findings;
    const char *clean; /* a near miss */
} cases[] = {
    /* ---- the file */
    {TWO, "a,b\n\xC3\xA9,caf\xE9\n",
     "2:6 encoding-error: byte 0xE9 at byte offset 10 is not UTF-8 (in ISO 8859-1 it is "
     "\"\xC3\xA9\"); save the file as UTF-8, or name its encoding",
     "a,b\n\xC3\xA9,caf\xC3\xA9\n"},
    {TWO, "a,b\n1,\x93x\n",
     "2:3 encoding-error: byte 0x93 at byte offset 6 is not UTF-8; save the file as UTF-8, or name "
     "its encoding",
     NULL},
    {TWO,
     "\xFF\xFE"
     "a",
     "1:1 encoding-error: the file is UTF-16; save it as UTF-8, or name its encoding: "
     "\"encoding\": \"utf-16\" in its resource, or --encoding utf-16",
     "\xEF\xBB\xBF"
     "a,b\n"},
    {TWO, "PK\x03\x04\x14",
     "0:0 encoding-error: the file is a ZIP archive, as workbooks of spreadsheets are; export its "
     "table as CSV",
     "a,b\nPK,\n"},
    {TWO, "a,b\n1,\"x\n",
     "2:3 unclosed-quote: the cell that this quote opens runs on to the end of the file; close it, "
     "and double the quotes inside it",
     "a,b\n1,\"x\n\"\n"},
    {TWO, "a,b\n1,\"x\n2,\"y\"\n",
     "2:3 unclosed-quote: the cell that this quote opens runs on to line 3, column 3, amid other "
     "text; close it, and double the quotes inside it",
     "a,b\n1,\"x\n2,\"\"y\"\"\"\n"},
    {TWO, "a,b\n1,5\"\n",
     "2:4 stray-quote: quote inside a cell that does not begin with one; put the whole cell in "
     "quotes and double the quotes inside it",
     "a,b\n1,\"5\"\"\"\n"},
    {TWO, "a,b\n\"x\"y,1\n",
     "2:3 stray-quote: this quote closes the cell, but text follows it; double the quotes inside "
     "a quoted cell",
     "a,b\n\"x\"\"y\",1\n"},

    /* ---- the header */
    {TWO, "",
     "0:0 blank-header: the first row must hold the labels of the columns; this one is not there",
     "a,b"},
    {TWO, "\na,b\n",
     "1:0 blank-header: the first row must hold the labels of the columns; this one is blank",
     "a,b\n"},
    {TWO, "a,b,\n1,2,3\n", "1:5 blank-label: column 3 has no label; name it, or remove the column",
     "a,b\n1,2\n"},
    {TWO, "a,b,a\n1,2,3\n",
     "1:5 duplicate-label: columns 1 and 3 are both labelled \"a\"; rename or remove one", NULL},
    {TWO, "a\n1\n",
     "1:0 missing-label: there is no column for the field 'b'; add it, or remove the field from "
     "the "
     "schema",
     "b,a\n2,1\n"},
    {EXACT, "b,a\n1,2\n",
     "1:1 incorrect-label: 'b' stands where the schema has 'a'; put the columns in its order, or "
     "say \"fieldsMatch\": \"equal\" there",
     "a,b\n1,2\n"},
    {TWO, "a,b,colour\n1,2,3\n",
     "1:5 extra-label: \"colour\" is no field of the schema; remove the column, or add the field "
     "to the schema",
     NULL},
    {"{\"fields\":[" FIELD("subject", "") "]}", "Subjct\nx\n",
     "1:0 missing-label: there is no column for the field 'subject'; add it, or remove the field "
     "from the schema\n"
     "1:1 extra-label: \"Subjct\" is no field of the schema; did you mean \"subject\"?",
     "subject\nx\n"},

    {"{\"fields\":[" FIELD("a", "") "],\"fieldsMatch\":\"partial\"}", "b\n1\n",
     "1:0 unmatched-header: no column is a field of the schema, which asks for one at least",
     "b,a\n1,2\n"},

    /* ---- the rows */
    {TWO, "a,b\n1,2\n\n3,4\n", "3:0 blank-row: the row is blank; remove it", "a,b\n1,2\n3,4\n"},
    {TWO, "a,b\n1,2\n,\n", "3:0 blank-row: the row is blank; remove it", "a,b\n1,\n,2\n"},
    {TWO, "a,b\n1,2\n\n", "3:0 blank-row: the row is blank; remove it", "a,b\n1,2\n"},
    {TWO, "a,b\n1\n", "2:2 missing-cell: the row has 1 cell, the header 2; add 'b'", "a,b\n1,\n"},
    {TWO, "a,b\n\"1\n2\"\n", "3:3 missing-cell: the row has 1 cell, the header 2; add 'b'",
     "a,b\n\"1\n2\",\n"},
    {TWO, "a,b\n1,2,x y,4\n",
     "2:5 extra-cell: the row has 4 cells, the header 2; remove \"x y\" and what follows it, or "
     "put "
     "a cell that holds commas in quotes",
     "a,b\n1,\"2,x y,4\"\n"},
    {NULL, "a,b\n1\n", "2:2 missing-cell: the row has 1 cell, the header 2; add 'b'", "a,b\n1,2\n"},

    /* ---- types */
    {ONE(TYPE("integer")), "a\n3.5\n",
     "2:1 type-error: \"3.5\" in 'a' is not a whole number such as 42", "a\n-3\n"},
    {ONE(TYPE("number")), "a\n\"86,4\"\n",
     "2:1 spreadsheet-damage: \"86,4\" in 'a' is not a plain number such as 86.4 or 2.1e25: it "
     "has a decimal comma; write a '.', or say \"decimalChar\": \",\" in the schema",
     "a\n86.4\n"},
    {ONE(TYPE("number")), "a\n 1\n",
     "2:1 type-error: \" 1\" in 'a' is not a plain number such as 86.4 or 2.1e25", "a\n.5\n"},
    {ONE(TYPE("number")), "a\n1e999\n",
     "2:1 type-error: \"1e999\" in 'a' is not a plain number such as 86.4 or 2.1e25", "a\n1e99\n"},
    {ONE(TYPE("boolean")), "a\nyes\n",
     "2:1 type-error: \"yes\" in 'a' is not a truth value such as true or false", "a\nTrue\n0\n"},
    {ONE(TYPE("boolean") ",\"trueValues\":[\"yes\"]"), "a\ntrue\n",
     "2:1 type-error: \"true\" in 'a' is not a truth value such as true or false",
     "a\nyes\nfalse\n"},
    {ONE(TYPE("date")), "a\n2023-02-29\n",
     "2:1 type-error: \"2023-02-29\" in 'a' is not a real day such as 2024-04-18",
     "a\n2024-02-29\n"},
    {ONE(TYPE("year")), "a\n24\n", "2:1 type-error: \"24\" in 'a' is not a year such as 2024",
     "a\n2024\n"},
    {ONE(TYPE("yearmonth")), "a\n2024-13\n",
     "2:1 type-error: \"2024-13\" in 'a' is not a month such as 2024-04", "a\n2024-12\n"},

    /* ---- constraints */
    {"{\"fieldsMatch\":\"equal\",\"fields\":[" FIELD(
         "a", ",\"constraints\":{\"required\":true}") "," FIELD("b", "") "]}",
     "b,a\n1,\n", "2:3 constraint-error: 'a' is empty, but required", "b,a\n,1\n"},
    {"{\"fields\":[" FIELD("a",
                           ",\"constraints\":{\"required\":true}") "],\"missingValues\":[\"-\"]}",
     "a\n-\n", "2:1 constraint-error: 'a' is required, but \"-\" stands for a missing value",
     "a\n--\n"},
    {CONSTRAINT("string", "\"enum\":[\"model\",\"event\"]"), "a\nmodl\n",
     "2:1 constraint-error: \"modl\" in 'a' is not one of model, event; did you mean \"model\"?",
     "a\nmodel\n"},
    {CONSTRAINT("integer", "\"enum\":[1,2]"), "a\n3\n",
     "2:1 constraint-error: \"3\" in 'a' is not one of 1, 2", "a\n01\n+2\n"},
    {CONSTRAINT("string", "\"pattern\":\"[a-z]+|x9\""), "a\nab9\n",
     "2:1 constraint-error: \"ab9\" in 'a' does not match the pattern [a-z]+|x9", "a\nab\nx9\n"},
    {CONSTRAINT("string", "\"pattern\":\"[a-z]+\""), "a\n\"ab\n\"\n",
     "2:1 constraint-error: \"ab\n\" in 'a' does not match the pattern [a-z]+", "a\nab\n"},
    {CONSTRAINT("string", "\"pattern\":\"(a+)+b\""), "a\naaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac\n",
     "2:1 constraint-error: \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac\" in 'a' does not match the "
     "pattern (a+)+b",
     "a\nab\n"},
    {CONSTRAINT("number", "\"minimum\":0.5"), "a\n0.4\n",
     "2:1 constraint-error: \"0.4\" in 'a' is below the minimum of 0.5", "a\n0.5\n"},
    {CONSTRAINT("integer", "\"maximum\":\"10\""), "a\n11\n",
     "2:1 constraint-error: \"11\" in 'a' is above the maximum of 10", "a\n10\n"},
    {CONSTRAINT("date", "\"minimum\":\"2024-01-01\""), "a\n2023-12-31\n",
     "2:1 constraint-error: \"2023-12-31\" in 'a' is below the minimum of 2024-01-01",
     "a\n2024-01-01\n"},
    {CONSTRAINT("year", "\"maximum\":2024"), "a\n2025\n",
     "2:1 constraint-error: \"2025\" in 'a' is above the maximum of 2024", "a\n2024\n"},
    {CONSTRAINT("string", "\"minLength\":2"), "a\n\xC3\xA9\n",
     "2:1 constraint-error: \"\xC3\xA9\" in 'a' has 1 character, fewer than the minimum of 2",
     "a\n\xC3\xA9\xC3\xA9\n"},
    {CONSTRAINT("string", "\"maxLength\":2"), "a\nabc\n",
     "2:1 constraint-error: \"abc\" in 'a' has 3 characters, more than the maximum of 2",
     "a\n\xC3\xA9\xC3\xA9\n"},

    /* ---- rows among each other */
    {TWO, "a,b\n1,x\n2,x\n\"1\",x\n1,x\n",
     "4:0 duplicate-row: the row is the same as that in line 2; remove one of the two\n"
     "5:0 duplicate-row: the row is the same as that in line 2; remove one of the two",
     "a,b\n1,x\n1,X\nx,1\n"},
    {TWO, "a,b\n1,\n2,\n1,\n",
     "4:0 duplicate-row: the row is the same as that in line 2; remove one of the two",
     "a,b\n1,\n,1\n"},
    {NULL, "a\n\"x\ny\"\nz\n\"x\ny\"\n",
     "5:0 duplicate-row: the row is the same as that in line 2; remove one of the two",
     "a\nx\ny\n"},
    {ONE(TYPE("number")), "a\n1\n1.0\n1\n",
     "4:0 duplicate-row: the row is the same as that in line 2; remove one of the two",
     "a\n1\n1.0\n"},
    /* what is no field may tell rows apart, and a key that they break has its own finding */
    {"{\"fieldsMatch\":\"subset\",\"fields\":[" FIELD("a", "") "]}", "a,b\n1,\n1\n",
     "3:2 missing-cell: the row has 1 cell, the header 2; add 'b'", "a,b\n1,x\n1,x\n"},
    {KEYED("\"uniqueKeys\":[[\"a\"]]"), "a,b\nx,1\nx,1\n",
     "3:1 unique-error: \"x\" in 'a' stands already in line 2; give each row its own",
     "a,b\n,1\n,1\n"},
    {CONSTRAINT("string", "\"unique\":true"), "a\nx\ny\nx\n",
     "4:1 unique-error: \"x\" in 'a' stands already in line 2; give each row its own", "a\nx\nX\n"},
    {CONSTRAINT("number", "\"unique\":true"), "a\n1\n1.0\n",
     "3:1 unique-error: \"1.0\" in 'a' stands already in line 2; give each row its own",
     "a\n1\n1.1\n"},
    {KEYED("\"uniqueKeys\":[[\"a\",\"b\"]]"), "a,b\nx,1\nx,1\nx,\nx,\n",
     "3:1 unique-error: \"x\", \"1\" in 'a', 'b' stands already in line 2; give each row its own",
     "a,b\nx,1\nx,2\n"},
    {KEYED("\"primaryKey\":\"a\""), "a,b\nx,1\nx,2\n",
     "3:1 primary-key: \"x\" in 'a' stands already in line 2; give each row its own",
     "a,b\nx,1\ny,1\n"},
    {KEYED("\"primaryKey\":[\"a\",\"b\"]"), "b,a\n1,x\n2,x\n1,x\n",
     "4:3 primary-key: \"x\", \"1\" in 'a', 'b' stands already in line 2; give each row its own",
     "a,b\nx,1\nx,2\n1,x\n"},
    {KEYED("\"primaryKey\":[\"a\",\"b\"]"), "a,b\nx,\n",
     "2:3 primary-key: 'b' is empty, but belongs to the primary key", "a,b\nx,1\n"},
    {KEYED("\"foreignKeys\":[{\"fields\":\"b\",\"reference\":{\"fields\":\"a\"}}]"),
     "a,b\ngpt-4,\nllama-3,gpt4\n",
     "3:9 foreign-key: \"gpt4\" in 'b' is no 'a' of t.csv; did you mean \"gpt-4\"? if not, add it "
     "to "
     "t.csv",
     "a,b\ngpt-4,gpt-4\nllama-3,gpt-4\n"},
    {KEYED("\"foreignKeys\":[{\"fields\":[\"b\"],\"reference\":{\"resource\":\"\",\"fields\":["
           "\"a\"]}}]"),
     "a,b\ngpt-4,claude\n",
     "2:7 foreign-key: \"claude\" in 'b' is no 'a' of t.csv; add it to t.csv or correct the "
     "spelling",
     "a,b\ngpt-4,\n"},
};

static void test_faults(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].findings);
        g_autofree char *found = check(cases[i].schema, cases[i].csv);
        g_assert_cmpstr(found, ==, cases[i].findings);
        g_autofree char *none = cases[i].clean ? check(cases[i].schema, cases[i].clean) : NULL;
        g_assert_cmpstr(none ? none : "", ==, "");
    }
}

/* One fault must not be said in several ways. */
static void test_no_cascades(void)
{
    static const struct {
        const char *schema, *csv, *findings;
    } single[] = {
        {"{\"fields\":[" FIELD("a", ",\"constraints\":{\"required\":true}") "," FIELD(
             "b", ",\"constraints\":{\"required\":true}") "],\"primaryKey\":\"b\"}",
         "a\n1\n2\n",
         "1:0 missing-label: there is no column for the field 'b'; add it, or remove the field "
         "from the schema"},
        {"{\"fields\":[" FIELD("a", "") "," FIELD(
             "b", ",\"constraints\":{\"required\":true}") "],\"primaryKey\":\"a\"}",
         "a,b\n1\n", "2:2 missing-cell: the row has 1 cell, the header 2; add 'b'"},
        {"{\"fields\":[" FIELD(
             "a", ",\"constraints\":{\"required\":true,\"unique\":true}") "],\"primaryKey\":\"a\"}",
         "a\nx\nx\n",
         "3:1 primary-key: \"x\" in 'a' stands already in line 2; give each row its own"},
        {CONSTRAINT("integer", "\"minimum\":1,\"pattern\":\"[0-9]+\""), "a\nx\n",
         "2:1 type-error: \"x\" in 'a' is not a whole number such as 42"},
        /* the row that is left out may be the one that is referred to */
        {KEYED("\"foreignKeys\":[{\"fields\":\"b\",\"reference\":{\"fields\":\"a\"}}]"),
         "a,b\n\"x\" ,\ny,x\n",
         "2:3 stray-quote: this quote closes the cell, but text follows it; double the quotes "
         "inside a quoted cell"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(single); i++) {
        g_autofree char *found = check(single[i].schema, single[i].csv);
        g_assert_cmpstr(found, ==, single[i].findings);
    }
}

static void test_nul_byte(void)
{
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(Table) table = table_read("t", "t.csv", "a\nx\0y\n", 6, NULL, findings);
    g_autofree char *found = report(findings);
    g_assert_cmpstr(found, ==,
                    "2:2 encoding-error: NUL byte at byte offset 3; the file is damaged, or no "
                    "text in UTF-8");
    g_assert_cmpuint(table->n_rows, ==, 0);
}

/* A file in another encoding is named once, not once per letter. */
static void test_many_bad_bytes(void)
{
    g_autoptr(GString) csv = g_string_new("a\n");
    for (int i = 0; i < 1000; i++)
        g_string_append(csv, "\xE9\n");
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(Table) table = table_read("t", "t.csv", csv->str, csv->len, NULL, findings);
    g_assert_cmpuint(findings_count(findings, LEVEL_ERROR), ==, 11);
    guint n;
    const Finding *items = findings_sorted(findings, &n);
    g_assert_cmpstr(items[0].message, ==,
                    "990 more bytes are not UTF-8; save the file as UTF-8, or name its encoding");
    g_assert_cmpuint(items[10].place.line, ==, 11);
}

/* Near misses are looked for while that is cheap, and findings go on after it. */
static void test_many_dangling_keys(void)
{
    g_autoptr(GString) csv = g_string_new("a,b\n");
    for (int i = 0; i < 5000; i++)
        g_string_append_printf(csv, "key-%d,kee-%d\n", i, i);
    g_autofree char *found = check(
        KEYED("\"foreignKeys\":[{\"fields\":\"b\",\"reference\":{\"fields\":\"a\"}}]"), csv->str);
    g_auto(GStrv) lines = g_strsplit(found, "\n", -1);
    g_assert_cmpuint(g_strv_length(lines), ==, 5000);
    g_assert_nonnull(strstr(lines[7], "did you mean \"key-7\"?"));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/faults/faults", test_faults);
    g_test_add_func("/faults/no-cascades", test_no_cascades);
    g_test_add_func("/faults/nul-byte", test_nul_byte);
    g_test_add_func("/faults/many-bad-bytes", test_many_bad_bytes);
    g_test_add_func("/faults/many-dangling-keys", test_many_dangling_keys);
    return g_test_run();
}
