/*
 * canonical: texts beside their canonical form, and what must be refused.
 */
#include "table/canonical.h"

#include <string.h>

static Schema *schema_of(const char *json)
{
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(JsonDocument) document = json_document_parse("schema", json, strlen(json), findings);
    return schema_parse(document, json_document_root(document), findings);
}

#define PLAIN "{\"fields\":[{\"name\":\"a\"},{\"name\":\"b\"}]}"
#define KEYED "{\"fields\":[{\"name\":\"a\"},{\"name\":\"b\"}],\"primaryKey\":\"a\"}"
#define KEYED_TWICE "{\"fields\":[{\"name\":\"a\"},{\"name\":\"b\"}],\"primaryKey\":[\"b\",\"a\"]}"

static const struct {
    const char *schema, *csv, *canonical;
    const char *faults; /* "" when the text is canonical */
} cases[] = {
    {PLAIN, "a,b\n2,1\n1,2\n", "a,b\n2,1\n1,2\n", ""}, /* no key: rows stay */
    {NULL, "b,a\n2,1\n", "b,a\n2,1\n", ""},
    {KEYED, "a,b\n", "a,b\n", ""},
    {KEYED, "a,b", "a,b\n", "line ends that are no LF, or none at the end"},
    {KEYED, "b,a\n1,x\n", "a,b\nx,1\n", "columns in another order"},
    {KEYED, "c,b,d,a\n1,2,3,4\n", "a,b,c,d\n4,2,1,3\n", "columns in another order"},
    {KEYED, "c,a\n1,2\n", "a,c\n2,1\n", "columns in another order"},
    {KEYED, "a,b\ny,1\nx,2\n", "a,b\nx,2\ny,1\n", "2 rows not sorted by key"},
    /* bytes, not numbers or a language's order */
    {KEYED, "a,b\n9,1\n10,2\nB,3\na,4\n\xC3\xA9,5\nz,6\n",
     "a,b\n10,2\n9,1\nB,3\na,4\nz,6\n\xC3\xA9,5\n", "4 rows not sorted by key"},
    {KEYED, "a,b\nx,2\nx,1\n", "a,b\nx,2\nx,1\n", ""}, /* equal keys keep their order */
    {KEYED_TWICE, "a,b\n1,y\n2,x\n1,x\n", "a,b\n1,x\n2,x\n1,y\n", "2 rows not sorted by key"},
    {KEYED, "b\n2\n1\n", "b\n2\n1\n", ""}, /* the key has no column */
    {KEYED, "a,b\r\n1,2\r\n", "a,b\n1,2\n", "line ends that are no LF, or none at the end"},
    {KEYED, "a,b\r1,2\r", "a,b\n1,2\n", "line ends that are no LF, or none at the end"},
    {KEYED,
     "\xEF\xBB\xBF"
     "a,b\n1,2\n",
     "a,b\n1,2\n", "a byte order mark"},
    {KEYED, "\"a\",b\n\"1\",\"2,3\"\n", "a,b\n1,\"2,3\"\n", "2 rows with needless quotes"},
    {KEYED, "a,b\n1,\"x\"\"y\"\n2,\"l\nm\"\n3,\"c\rd\"\n4,\" x\"\n5,\"\"\n",
     "a,b\n1,\"x\"\"y\"\n2,\"l\nm\"\n3,\"c\rd\"\n4,\" x\"\n5,\n", "1 row with needless quotes"},
    {KEYED, "a,b\n1, x\n", "a,b\n1,\" x\"\n", "1 row with needless quotes"},
    {KEYED, "a,b\n1,\"x\r\ny\"\n", "a,b\n1,\"x\r\ny\"\n", ""}, /* a value's own line end */
    {KEYED, "a,b\n1,e\xCC\x81\n", "a,b\n1,\xC3\xA9\n", "1 cell not in Unicode NFC"},
    /* only NFC: no ligature, no width, no number is rewritten */
    {KEYED, "a,b\n\xEF\xAC\x81,1.50\n\xEF\xBC\xA1,1E5\n",
     "a,b\n\xEF\xAC\x81,1.50\n\xEF\xBC\xA1,1E5\n", ""},
    {"{\"fields\":[{\"name\":\"\xC3\xA9\"},{\"name\":\"b\"}]}", "b,\xC3\xA9\n1,2\n",
     "\xC3\xA9,b\n2,1\n", "columns in another order"},
};

static char *format(const char *json, const char *csv, CanonicalFaults *faults, Findings *findings)
{
    g_autoptr(Schema) schema = json ? schema_of(json) : NULL;
    gsize length = 0;
    char *text = canonical_format("t.csv", csv, strlen(csv), schema, &length, faults, findings);
    g_assert_cmpuint(length, ==, text ? strlen(text) : 0);
    return text;
}

static void test_forms(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Findings) findings = findings_new();
        CanonicalFaults faults;
        g_autofree char *text = format(cases[i].schema, cases[i].csv, &faults, findings);
        g_assert_cmpstr(text, ==, cases[i].canonical);
        g_autofree char *described = canonical_describe(&faults);
        g_assert_cmpstr(described, ==, cases[i].faults);
        g_assert_cmpint(strcmp(text, cases[i].csv) == 0, ==, *described == '\0');
        g_assert_cmpuint(findings_count(findings, LEVEL_ERROR), ==, 0);

        g_autofree char *again = format(cases[i].schema, text, &faults, findings);
        g_assert_cmpstr(again, ==, text); /* twice is once */
    }
}

static const struct {
    const char *csv, *finding;
} refused[] = {
    {"", "0:0 blank-header"},
    {"\n1,2\n", "1:0 blank-header"},
    {"a,\n1,2\n", "1:3 blank-label"},
    {"a,a\n1,2\n", "1:3 duplicate-label"},
    {"a;b\n1;2\n", "1:1 spreadsheet-damage"},
    {"a,b\n1\n", "2:2 missing-cell"},
    {"a,b\n1,2,3\n", "2:5 extra-cell"},
    {"a,b\n1,2\n\n", "3:0 blank-row"},
    {"a,b\n1,\"2\n", "2:3 unclosed-quote"},
    {"a,b\n1,2\"\n", "2:4 stray-quote"},
    {"a,b\n1,\xE9\n", "2:3 encoding-error"},
    /* two keys for validate, one after composing */
    {"a,b\n\xC3\xA9,1\nf,2\ne\xCC\x81,3\n", "4:0 key-clash"},
};

static void test_refused(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(refused); i++) {
        g_autoptr(Findings) findings = findings_new();
        CanonicalFaults faults;
        g_autofree char *text = format(KEYED, refused[i].csv, &faults, findings);
        g_assert_null(text);
        guint n;
        const Finding *found = findings_sorted(findings, &n);
        g_assert_cmpuint(n, ==, 1);
        g_autofree char *line =
            g_strdup_printf("%u:%u %s", found->place.line, found->place.column, found->rule->name);
        g_assert_cmpstr(line, ==, refused[i].finding);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/canonical/forms", test_forms);
    g_test_add_func("/canonical/refused", test_refused);
    return g_test_run();
}
