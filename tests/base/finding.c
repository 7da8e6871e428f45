#include "base/finding.h"

#include "base/json.h"

#include <string.h>

static const Rule rule_fault = {"some-fault", LEVEL_ERROR, "a fault"};
static const Rule rule_other = {"other-fault", LEVEL_ERROR, "another"};
static const Rule rule_doubt = {"some-doubt", LEVEL_WARNING, "a doubt"};
static const Rule rule_remark = {"some-remark", LEVEL_NOTE, "a remark"};

typedef void (*Print)(Findings *findings, FILE *stream);

static char *printed(Findings *findings, Print print)
{
    FILE *stream = tmpfile();
    g_assert_nonnull(stream);
    print(findings, stream);
    const long length = ftell(stream);
    g_assert_cmpint(length, >=, 0);
    char *text = g_malloc0((gsize)length + 1);
    rewind(stream);
    g_assert_cmpuint(fread(text, 1, (gsize)length, stream), ==, (gsize)length);
    fclose(stream);
    return text;
}

static void test_order(void)
{
    g_autoptr(Findings) findings = findings_new();
    findings_add(findings, &rule_fault, (Place){"b.csv", 2, 3}, "late");
    findings_add(findings, &rule_fault, (Place){"b.csv", 10, 1}, "last");
    findings_add(findings, &rule_fault, (Place){"b.csv", 2, 3}, "%s", "early");
    findings_add(findings, &rule_other, (Place){"b.csv", 2, 3}, "by rule");
    findings_add(findings, &rule_doubt, (Place){"b.csv", 2, 0}, "whole line");
    findings_add(findings, &rule_remark, (Place){"b.csv", 0, 0}, "whole file");
    findings_add(findings, &rule_fault, (Place){"a.csv", 99, 1}, "first");
    findings_add(findings, &rule_fault, (Place){"b.csv", 2, 3}, "late"); /* again */
    g_autofree char *text = printed(findings, findings_print_text);
    g_assert_cmpstr(text, ==,
                    "a.csv:99:1: error: some-fault: first\n"
                    "b.csv: note: some-remark: whole file\n"
                    "b.csv:2: warning: some-doubt: whole line\n"
                    "b.csv:2:3: error: other-fault: by rule\n"
                    "b.csv:2:3: error: some-fault: early\n"
                    "b.csv:2:3: error: some-fault: late\n"
                    "b.csv:10:1: error: some-fault: last\n");
    g_assert_cmpuint(findings_count(findings, LEVEL_ERROR), ==, 5);
    g_assert_cmpuint(findings_count(findings, LEVEL_WARNING), ==, 1);
    g_assert_cmpuint(findings_count(findings, LEVEL_NOTE), ==, 1);
}

static void test_none(void)
{
    g_autoptr(Findings) findings = findings_new();
    guint n = 1;
    findings_sorted(findings, &n);
    g_assert_cmpuint(n, ==, 0);
    g_autofree char *text = printed(findings, findings_print_text);
    g_assert_cmpstr(text, ==, "");
    g_autofree char *json = printed(findings, findings_print_json);
    g_assert_cmpstr(json, ==, "{\n  \"findings\": [],\n  \"errors\": 0,\n  \"warnings\": 0\n}\n");
}

/* The count is of what is printed, also before anything was printed. */
static void test_count_of_equals(void)
{
    g_autoptr(Findings) findings = findings_new();
    for (int i = 0; i < 3; i++)
        findings_add(findings, &rule_fault, (Place){"a", 1, 1}, "same");
    g_assert_cmpuint(findings_count(findings, LEVEL_ERROR), ==, 1);
}

/* A finding is one line, whatever the user's cell holds, and no terminal obeys it. */
static void test_hostile_text(void)
{
    g_autoptr(Findings) findings = findings_new();
    findings_add(findings, &rule_fault, (Place){"a\nb.csv", 1, 1}, "two\nlines \x1B[2J \xFF");
    g_autofree char *text = printed(findings, findings_print_text);
    g_assert_cmpstr(text, ==,
                    "a\\nb.csv:1:1: error: some-fault: two\\nlines \\u001B[2J \xEF\xBF\xBD\n");
}

static void test_json(void)
{
    g_autoptr(Findings) findings = findings_new();
    findings_add(findings, &rule_fault, (Place){"a \"b\".csv", 7, 31}, "x\n\"y\" \xFF \\");
    findings_add(findings, &rule_doubt, (Place){"c", 0, 0}, "z");
    g_autofree char *text = printed(findings, findings_print_json);
    g_autoptr(Findings) faults = findings_new();
    g_autoptr(JsonDocument) document = json_document_parse("-", text, strlen(text), faults);
    g_assert_nonnull(document);
    const cJSON *root = json_document_root(document);
    g_assert_cmpfloat(json_number(root, "errors", -1), ==, 1);
    g_assert_cmpfloat(json_number(root, "warnings", -1), ==, 1);
    const cJSON *first = cJSON_GetArrayItem(json_member(root, "findings"), 0);
    g_assert_cmpstr(json_string(first, "file"), ==, "a \"b\".csv");
    g_assert_cmpfloat(json_number(first, "line", 0), ==, 7);
    g_assert_cmpfloat(json_number(first, "column", 0), ==, 31);
    g_assert_cmpstr(json_string(first, "level"), ==, "error");
    g_assert_cmpstr(json_string(first, "rule"), ==, "some-fault");
    g_assert_cmpstr(json_string(first, "message"), ==, "x\n\"y\" \xEF\xBF\xBD \\");
}

static void test_github(void)
{
    g_autoptr(Findings) findings = findings_new();
    findings_add(findings, &rule_fault, (Place){"a,b:c.csv", 7, 31}, "100%%: x\ny");
    findings_add(findings, &rule_doubt, (Place){"d", 2, 0}, "doubt");
    findings_add(findings, &rule_remark, (Place){"e", 0, 0}, "remark");
    g_autofree char *text = printed(findings, findings_print_github);
    g_assert_cmpstr(text, ==,
                    "::error file=a%2Cb%3Ac.csv,line=7,col=31,title=some-fault::100%25: x%0Ay\n"
                    "::warning file=d,line=2,title=some-doubt::doubt\n"
                    "::notice file=e,title=some-remark::remark\n");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/finding/order", test_order);
    g_test_add_func("/finding/none", test_none);
    g_test_add_func("/finding/count-of-equals", test_count_of_equals);
    g_test_add_func("/finding/hostile-text", test_hostile_text);
    g_test_add_func("/finding/json", test_json);
    g_test_add_func("/finding/github", test_github);
    return g_test_run();
}
