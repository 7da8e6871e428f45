/*
 * findings_format: each format, with texts that each must escape in its own way.
 */
#include "base/findings_format.h"
#include "base/json.h"
#include "folder.h"

#include <string.h>

static const Rule rule_fault = {"some-fault", LEVEL_ERROR, "a fault"};
static const Rule rule_doubt = {"some-doubt", LEVEL_WARNING, "a doubt"};
static const Rule rule_remark = {"some-remark", LEVEL_NOTE, "a remark"};

static char *formatted(Findings *findings, const char *name, const FindingsReader *reader)
{
    GString *out = g_string_new(NULL);
    const FindingsReader pipe = {0};
    findings_format_find(name)->append(out, findings, reader ? reader : &pipe);
    return g_string_free(out, FALSE);
}

static JsonDocument *parsed(Findings *findings, const char *name, const FindingsReader *reader)
{
    g_autofree char *text = formatted(findings, name, reader);
    g_autoptr(Findings) faults = findings_new();
    JsonDocument *document = json_document_parse("-", text, strlen(text), faults);
    findings_print_text(faults, stderr);
    g_assert_nonnull(document);
    return document;
}

static const cJSON *at(const cJSON *json, const char *path)
{
    g_auto(GStrv) steps = g_strsplit(path, "/", -1);
    for (char **step = steps; *step; step++) {
        json = g_ascii_isdigit(**step)
                   ? cJSON_GetArrayItem(json, (int)g_ascii_strtoll(*step, NULL, 10))
                   : json_member(json, *step);
        if (!json)
            g_error("no %s of %s", *step, path);
    }
    return json;
}

static const char *text_at(const cJSON *json, const char *path)
{
    return at(json, path)->valuestring;
}

static int number_at(const cJSON *json, const char *path)
{
    return at(json, path)->valueint;
}

static void test_names(void)
{
    g_assert_cmpstr(findings_format_names(), ==, "text, json, github or sarif");
    g_assert_null(findings_format_find("xml"));
}

/* ---- json ----------------------------------------------------------------- */

static void test_json(void)
{
    g_autoptr(Findings) findings = findings_new();
    findings_limit(findings, 2);
    findings_add(findings, &rule_fault, (Place){"a \"b\".csv", 7, 31, 5, 8, 2}, "x\n\"y\" \xFF \\");
    findings_add(findings, &rule_fault, (Place){"a \"b\".csv", 8, 31, 6}, "again");
    findings_add(findings, &rule_doubt, (Place){"c", 0, 0}, "z");
    g_autoptr(JsonDocument) document = parsed(findings, "json", NULL);
    const cJSON *root = json_document_root(document);
    g_assert_cmpint(number_at(root, "errors"), ==, 2);
    g_assert_cmpint(number_at(root, "warnings"), ==, 1);
    g_assert_cmpint(number_at(root, "notes"), ==, 0);
    g_assert_cmpint(number_at(root, "not_shown"), ==, 1);
    g_assert_cmpstr(text_at(root, "findings/0/file"), ==, "a \"b\".csv");
    g_assert_cmpint(number_at(root, "findings/0/line"), ==, 7);
    g_assert_cmpint(number_at(root, "findings/0/column"), ==, 31);
    g_assert_cmpint(number_at(root, "findings/0/end_line"), ==, 8);
    g_assert_cmpint(number_at(root, "findings/0/end_column"), ==, 2);
    g_assert_cmpint(number_at(root, "findings/0/record"), ==, 5);
    g_assert_cmpstr(text_at(root, "findings/0/level"), ==, "error");
    g_assert_cmpstr(text_at(root, "findings/0/rule"), ==, "some-fault");
    g_assert_cmpstr(text_at(root, "findings/0/message"), ==, "x\n\"y\" \xEF\xBF\xBD \\");
    g_assert_null(json_member(at(root, "findings/1"), "record"));
    g_assert_null(json_member(at(root, "findings/1"), "end_column"));
    g_assert_cmpstr(text_at(root, "counts/0/rule"), ==, "some-fault");
    g_assert_cmpint(number_at(root, "counts/0/found"), ==, 2);
    g_assert_cmpint(number_at(root, "counts/0/shown"), ==, 1);
}

static void test_json_of_none(void)
{
    g_autoptr(Findings) findings = findings_new();
    g_autofree char *text = formatted(findings, "json", NULL);
    g_assert_cmpstr(text, ==,
                    "{\n  \"findings\": [],\n  \"counts\": [],\n  \"errors\": 0,\n"
                    "  \"warnings\": 0,\n  \"notes\": 0,\n  \"not_shown\": 0\n}\n");
}

/* ---- github --------------------------------------------------------------- */

static void test_github(void)
{
    g_autoptr(Findings) findings = findings_new();
    findings_limit(findings, 4);
    findings_add(findings, &rule_fault, (Place){"a,b:c.csv", 7, 31, 0, 7, 33}, "100%%: x\ny");
    findings_add(findings, &rule_fault, (Place){"a,b:c.csv", 8, 31, 0, 9, 33}, "two lines");
    findings_add(findings, &rule_doubt, (Place){"d", 2, 0}, "doubt");
    findings_add(findings, &rule_doubt, (Place){"d", 3, 0}, "doubt");
    findings_add(findings, &rule_remark, (Place){"e", 0, 0}, "remark");
    g_autofree char *text = formatted(findings, "github", NULL);
    g_assert_cmpstr(text, ==,
                    "::error file=a%2Cb%3Ac.csv,line=7,col=31,endColumn=33,title=some-fault::"
                    "100%25: x%0Ay\n"
                    "::error file=a%2Cb%3Ac.csv,line=8,col=31,title=some-fault::two lines\n"
                    "::warning file=d,line=2,title=some-doubt::doubt\n"
                    "::notice file=e,title=some-remark::remark\n"
                    "::warning file=d,title=some-doubt::1 more not shown\n");
}

/* ---- sarif ---------------------------------------------------------------- */

static void test_sarif(void)
{
    static const Rule *const rules[] = {&rule_remark, &rule_fault};
    const FindingsReader reader = {.rules = rules, .n_rules = 2};
    g_autoptr(Findings) findings = findings_new();
    findings_limit(findings, 4);
    findings_set_level(findings, &rule_fault, LEVEL_WARNING);
    findings_add(findings, &rule_fault, (Place){"data/caf\xC3\xA9 1.csv", 7, 31, 5, 8, 2},
                 "x \"y\"");
    findings_add(findings, &rule_fault, (Place){"/tmp/a.csv", 8, 0}, "whole line");
    findings_add(findings, &rule_doubt, (Place){"c", 0, 0}, "whole file");
    findings_add(findings, &rule_doubt, (Place){"d", 1, 1}, "first");
    findings_add(findings, &rule_doubt, (Place){"d", 2, 1}, "hidden");
    g_autoptr(JsonDocument) document = parsed(findings, "sarif", &reader);
    const cJSON *root = json_document_root(document);
    g_assert_cmpstr(text_at(root, "version"), ==, "2.1.0");
    const cJSON *run = at(root, "runs/0");
    g_assert_cmpstr(text_at(run, "columnKind"), ==, "unicodeCodePoints");
    const cJSON *driver = at(run, "tool/driver");
    g_assert_cmpstr(text_at(driver, "name"), ==, "figtrail");
    g_assert_cmpstr(text_at(driver, "rules/0/id"), ==, "some-remark");
    g_assert_cmpstr(text_at(driver, "rules/0/defaultConfiguration/level"), ==, "note");
    g_assert_cmpstr(text_at(driver, "rules/1/shortDescription/text"), ==, "a fault");
    g_assert_cmpstr(text_at(driver, "rules/2/id"), ==, "some-doubt"); /* not listed, but found */
    g_assert_cmpint(cJSON_GetArraySize(at(run, "results")), ==, 4);

    const cJSON *root_path = at(run, "results/0"); /* '/tmp' sorts first */
    g_assert_cmpstr(text_at(root_path, "locations/0/physicalLocation/artifactLocation/uri"), ==,
                    "file:///tmp/a.csv");
    const cJSON *region = at(root_path, "locations/0/physicalLocation/region");
    g_assert_cmpint(number_at(region, "startLine"), ==, 8);
    g_assert_null(json_member(region, "startColumn"));
    g_assert_null(json_member(region, "endColumn"));

    const cJSON *whole_file = at(run, "results/1");
    g_assert_cmpint(number_at(whole_file, "ruleIndex"), ==, 2);
    g_assert_null(json_member(at(whole_file, "locations/0/physicalLocation"), "region"));

    const cJSON *cell = at(run, "results/3");
    g_assert_cmpstr(text_at(cell, "ruleId"), ==, "some-fault");
    g_assert_cmpint(number_at(cell, "ruleIndex"), ==, 1);
    g_assert_cmpstr(text_at(cell, "level"), ==, "warning");
    g_assert_cmpstr(text_at(cell, "message/text"), ==, "x \"y\"");
    g_assert_cmpstr(text_at(cell, "locations/0/physicalLocation/artifactLocation/uri"), ==,
                    "data/caf%C3%A9%201.csv");
    g_assert_cmpint(number_at(cell, "locations/0/physicalLocation/region/startColumn"), ==, 31);
    g_assert_cmpint(number_at(cell, "locations/0/physicalLocation/region/endLine"), ==, 8);
    g_assert_cmpint(number_at(cell, "locations/0/physicalLocation/region/endColumn"), ==, 2);
    g_assert_cmpint(number_at(cell, "properties/record"), ==, 5);

    g_assert_cmpstr(text_at(run, "invocations/0/toolExecutionNotifications/0/message/text"), ==,
                    "d: some-doubt: 1 more not shown");
}

/* ---- text ----------------------------------------------------------------- */

static void test_hidden(void)
{
    g_autoptr(Findings) findings = findings_new();
    findings_limit(findings, 2);
    for (guint line = 1; line <= 9; line++)
        findings_add(findings, &rule_fault, (Place){"a.csv", line, 1}, "bad");
    g_autofree char *text = formatted(findings, "text", NULL);
    g_assert_cmpstr(text, ==,
                    "a.csv:1:1: error: some-fault: bad\n"
                    "a.csv:2:1: error: some-fault: bad\n"
                    "a.csv: 7 more not shown: error: some-fault\n"
                    "7 more not shown; all of them: figtrail validate --max-errors 0\n");
}

/* The offending line, on a terminal of some width. */
static const struct {
    const char *text; /* of the file */
    guint line, column, width;
    const char *shown; /* behind the finding */
} lines[] = {
    {"a,b\n1,x\n", 2, 3, 80, "     2 | 1,x\n       |   ^\n"},
    {"a,b\n1,x\n", 1, 1, 80, "     1 | a,b\n       | ^\n"},
    {"\xEF\xBB\xBF"
     "a,b\r\n1\r\n",
     1, 3, 80, "     1 | a,b\n       |   ^\n"},
    {"a,b\r\n1\r\n", 2, 2, 80, "     2 | 1\n       |  ^\n"}, /* just behind the line */
    {"a\r1\r2", 3, 1, 80, "     3 | 2\n       | ^\n"},
    {"a,b\n1,x\n", 2, 0, 80, ""}, /* the whole line needs no caret */
    {"a,b\n1,x\n", 3, 1, 80, ""}, /* no such line any more */
    {"a,b\n1,x\n", 2, 9, 80, ""},
    {"\xC3\xA9\xC3\xA9,b\n", 1, 4, 80, "     1 | \xC3\xA9\xC3\xA9,b\n       |    ^\n"},
    /* two columns each, and a mark without a column of its own */
    {"\xE6\xBC\xA2\xE5\xAD\x97,e\xCC\x81,b\n", 1, 7, 80,
     "     1 | \xE6\xBC\xA2\xE5\xAD\x97,e\xCC\x81,b\n       |        ^\n"},
    {"a\tb\n", 1, 3, 80, "     1 | a b\n       |   ^\n"},
    {"a\x1B[2Jb\n", 1, 6, 80, "     1 | a\xEF\xBF\xBD[2Jb\n       |      ^\n"},
    /* what is no text is one mark wide: a byte, a sequence that breaks off, a NUL */
    {"a\xFF,b\n", 1, 4, 80, "     1 | a\xEF\xBF\xBD,b\n       |    ^\n"},
    {"\xE6\xBC,b\n", 1, 3, 80, "     1 | \xEF\xBF\xBD,b\n       |   ^\n"},
    {"\xFF\xFE-\n", 1, 1, 80, ""}, /* UTF-16 */
    {"0123456789012345678901234567890123456789x,b\n", 1, 41, 29,
     "     1 | \xE2\x80\xA6"
     "567890123456789x,b\n       |                 ^\n"},
    {"x,0123456789012345678901234567890123456789\n", 1, 1, 29,
     "     1 | x,01234567890123456\xE2\x80\xA6\n       | ^\n"},
};

static void test_lines(void)
{
    g_auto(Folder) folder = folder_make();
    g_autofree char *path = g_build_filename(folder.path, "t.csv", NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(lines); i++) {
        folder_put(&folder, "t.csv", lines[i].text, -1);
        g_autoptr(Findings) findings = findings_new();
        findings_add(findings, &rule_fault, (Place){path, lines[i].line, lines[i].column}, "bad");
        const FindingsReader terminal = {.width = lines[i].width};
        g_autofree char *text = formatted(findings, "text", &terminal);
        g_assert_cmpstr(strchr(text, '\n') + 1, ==, lines[i].shown);
    }
}

/* What is meant, underlined: its end as a place of its own. */
static const struct {
    const char *text;
    guint column, end_line, end_column, width;
    const char *shown;
} extents[] = {
    {"ab,cde,f\n", 4, 1, 7, 80, "     1 | ab,cde,f\n       |    ^~~\n"},
    {"ab,c,f\n", 4, 1, 5, 80, "     1 | ab,c,f\n       |    ^\n"},
    {"ab,\n", 4, 1, 4, 80, "     1 | ab,\n       |    ^\n"}, /* an empty cell */
    {"a,\"b\nc\"\n", 3, 2, 3, 80, "     1 | a,\"b\n       |   ^~\n"},
    {"ab,c\n", 4, 1, 99, 80, "     1 | ab,c\n       |    ^\n"}, /* the file has changed */
    {"\xE6\xBC\xA2,\xE6\xBC\xA2\xE5\xAD\x97,x\n", 3, 1, 5, 80,
     "     1 | \xE6\xBC\xA2,\xE6\xBC\xA2\xE5\xAD\x97,x\n       |    ^~~~\n"},
    {"a,e\xCC\x81"
     "e\xCC\x81,x\n",
     3, 1, 7, 80,
     "     1 | a,e\xCC\x81"
     "e\xCC\x81,x\n       |   ^~\n"},
    {"a,b\tc,x\n", 3, 1, 6, 80, "     1 | a,b c,x\n       |   ^~~\n"},
    {"a,b\xFF"
     "c,x\n",
     3, 1, 6, 80,
     "     1 | a,b\xEF\xBF\xBD"
     "c,x\n       |   ^~~\n"},
    {"x,0123456789012345678901234567890123456789\n", 3, 1, 43, 29,
     "     1 | x,01234567890123456\xE2\x80\xA6\n       |   ^~~~~~~~~~~~~~~~~~\n"},
};

static void test_extents(void)
{
    g_auto(Folder) folder = folder_make();
    g_autofree char *path = g_build_filename(folder.path, "t.csv", NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(extents); i++) {
        folder_put(&folder, "t.csv", extents[i].text, -1);
        g_autoptr(Findings) findings = findings_new();
        const Place place = {
            path, 1, extents[i].column, 0, extents[i].end_line, extents[i].end_column};
        findings_add(findings, &rule_fault, place, "bad");
        const FindingsReader terminal = {.width = extents[i].width};
        g_autofree char *text = formatted(findings, "text", &terminal);
        g_assert_cmpstr(strchr(text, '\n') + 1, ==, extents[i].shown);
    }
}

/* A line that is not there, or a file that is none, says nothing. */
static void test_no_file(void)
{
    g_autoptr(Findings) findings = findings_new();
    findings_add(findings, &rule_fault, (Place){"no such file.csv", 1, 1}, "bad");
    findings_add(findings, &rule_fault, (Place){"/dev/zero", 1, 1}, "bad");
    const FindingsReader terminal = {.width = 80};
    g_autofree char *text = formatted(findings, "text", &terminal);
    g_assert_cmpstr(text, ==,
                    "/dev/zero:1:1: error: some-fault: bad\n"
                    "no such file.csv:1:1: error: some-fault: bad\n");
}

static void test_colors(void)
{
    g_autoptr(Findings) findings = findings_new();
    findings_add(findings, &rule_doubt, (Place){"a", 1, 1}, "bad");
    const FindingsReader terminal = {.width = 80, .colors = TRUE};
    g_autofree char *text = formatted(findings, "text", &terminal);
    g_assert_cmpstr(text, ==, "\x1B[1ma:1:1\x1B[0m: \x1B[1;35mwarning\x1B[0m: some-doubt: bad\n");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/findings-format/names", test_names);
    g_test_add_func("/findings-format/json", test_json);
    g_test_add_func("/findings-format/json-of-none", test_json_of_none);
    g_test_add_func("/findings-format/github", test_github);
    g_test_add_func("/findings-format/sarif", test_sarif);
    g_test_add_func("/findings-format/hidden", test_hidden);
    g_test_add_func("/findings-format/lines", test_lines);
    g_test_add_func("/findings-format/extents", test_extents);
    g_test_add_func("/findings-format/no-file", test_no_file);
    g_test_add_func("/findings-format/colors", test_colors);
    return g_test_run();
}
