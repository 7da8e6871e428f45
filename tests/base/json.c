#include "base/json.h"

#include <math.h>
#include <string.h>

static JsonDocument *parse(const char *text, gsize length, char **report)
{
    g_autoptr(Findings) findings = findings_new();
    JsonDocument *document = json_document_parse("f", text, length, findings);
    guint n;
    const Finding *found = findings_sorted(findings, &n);
    g_assert_cmpuint(n, ==, document ? 0 : 1); /* a fault ends the reading */
    *report = n ? g_strdup_printf("%u:%u %s", found[0].place.line, found[0].place.column,
                                  found[0].message)
                : NULL;
    return document;
}

/* After the y_ files of JSONTestSuite (https://github.com/nst/JSONTestSuite). */
static void test_accepted(void)
{
    static const char *const cases[] = {
        "[]",
        "{}",
        "\"\"",
        "0",
        "-0",
        "[-0.0]",
        "1e5",
        "1E+2",
        "0.1e-7",
        "true",
        "false",
        "null",
        " [ ] ",
        "[1,\n2\r\n,\t3]",
        "[[]   ]",
        "{\"a\":{\"b\":[]}}",
        "{\"\":0}",
        "\"\\u0061\\u30af\\uD834\\uDD1E\"",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
        "\"\x7F\"",
        "\"\xE2\x82\xAC\xF0\x9D\x84\x9E\"",
        "\"\xEF\xBF\xBF\"",
        "{\"a\":1,\"A\":2}",
        "\xEF\xBB\xBF{}",
        "[123456789012345678901234567890]",
        "1e-999",
        "[1,2] \n",
        "\"\xE2\x80\xA8\"",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i]);
        g_autofree char *report = NULL;
        g_autoptr(JsonDocument) document = parse(cases[i], strlen(cases[i]), &report);
        g_assert_cmpstr(report, ==, NULL);
        g_assert_nonnull(json_document_root(document));
    }
}

/* After its n_ files, and what cJSON alone would let pass. */
static void test_refused(void)
{
    static const struct {
        const char *text, *report;
    } cases[] = {
        {"", "1:1 the text ends where a value should stand"},
        {" \n ", "2:2 the text ends where a value should stand"},
        {"01", "1:1 not a JSON value"},
        {"-01", "1:1 not a JSON value"},
        {"1.", "1:1 a number needs a digit after its point"},
        {"[1.e3]", "1:2 a number needs a digit after its point"},
        {".5", "1:1 not a JSON value"},
        {"+1", "1:1 not a JSON value"},
        {"-", "1:1 not a JSON value"},
        {"1e", "1:1 a number needs a digit after its exponent sign"},
        {"0x1F", "1:2 something stands after the end of the value"},
        {"NaN", "1:1 not a JSON value"},
        {"Infinity", "1:1 not a JSON value"},
        {"True", "1:1 not a JSON value"},
        {"nul", "1:1 not a JSON value"},
        {"1e999", "1:1 a number beyond all that can be counted with (at most about 1.8e308)"},
        {"[1,]", "1:4 not a JSON value"},
        {"[,1]", "1:2 not a JSON value"},
        {"[1 2]", "1:4 expected ',' or ']'"},
        {"[1", "1:3 expected ',' or ']'"},
        {"[1}", "1:3 expected ',' or ']'"},
        {"{\"a\":1,}", "1:8 expected a key in double quotes"},
        {"{a:1}", "1:2 expected a key in double quotes"},
        {"{'a':1}", "1:2 expected a key in double quotes"},
        {"{\"a\" 1}", "1:6 expected ':' after the key"},
        {"{\"a\":}", "1:6 not a JSON value"},
        {"{\"a\":1", "1:7 expected ',' or '}'"},
        {"{\"a\":1}x", "1:8 something stands after the end of the value"},
        {"[] []", "1:4 something stands after the end of the value"},
        {"// no\n1", "1:1 not a JSON value"},
        {"[1]//", "1:4 something stands after the end of the value"},
        {"{\"a\":1,\n \"a\":2}", "2:2 this key stands twice in the object"},
        {"{\"a\":1,\"\\u0061\":2}", "1:8 this key stands twice in the object"},
        {"\"a", "1:1 string without its closing quote"},
        {"[\"a\nb\"]", "1:2 string without its closing quote"},
        {"\"\t\"", "1:2 control character in a string; escape it"},
        {"\"\x1F\"", "1:2 control character in a string; escape it"},
        {"\"\\x41\"", "1:2 unknown escape in a string"},
        {"\"\\u12\"", "1:2 \\u needs four hexadecimal digits"},
        {"\"\\u0000\"", "1:2 \\u0000 is not allowed in a string here"},
        {"\"\\uD800\"", "1:2 lone high surrogate in a string"},
        {"\"\\uD800\\u0041\"", "1:2 lone high surrogate in a string"},
        {"\"\\uDC00\"", "1:2 lone low surrogate in a string"},
        {"\"\\", "1:2 unknown escape in a string"},
        {"[\n\"caf\xE9\"]", "2:5 byte that is not UTF-8"},
        {"\"\xED\xA0\x80\"", "1:2 byte that is not UTF-8"},
        {"\"\xC0\xAF\"", "1:2 byte that is not UTF-8"},
        {"\"\xF4\x90\x80\x80\"", "1:2 byte that is not UTF-8"},
        {"\"\xE2\x82", "1:2 byte that is not UTF-8"},
        {"\xEF\xBB\xBF\xEF\xBB\xBF{}", "1:1 not a JSON value"},
        {"[\xC2\xA0]", "1:2 not a JSON value"},
        {"[\"\xC3\xA9\xC3\xA9\", x]", "1:8 not a JSON value"}, /* characters, not bytes */
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].text);
        g_autofree char *report = NULL;
        g_autoptr(JsonDocument) document = parse(cases[i].text, strlen(cases[i].text), &report);
        g_assert_null(document);
        g_assert_cmpstr(report, ==, cases[i].report);
    }
    g_autofree char *report = NULL;
    g_assert_null(parse("[\0]", 3, &report));
    g_assert_cmpstr(report, ==, "1:2 NUL byte in the text");
}

/* Texts longer than their literal: depth, digits, one long line. */
static char *repeat(const char *before, const char *unit, guint n, const char *after)
{
    g_autoptr(GString) out = g_string_new(before);
    for (guint i = 0; i < n; i++)
        g_string_append(out, unit);
    g_string_append(out, after);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static void test_limits(void)
{
    const struct {
        char *text;
        const char *report; /* NULL: accepted */
    } cases[] = {
        {repeat("", "[", 200, "]"), "1:202 expected ',' or ']'"},
        {repeat("", "[", 201, ""), "1:201 nested more than 200 levels deep"},
        {repeat("", "[", 100000, ""), "1:201 nested more than 200 levels deep"},
        {repeat("", "{\"a\":", 100000, ""), "1:1001 nested more than 200 levels deep"},
        {repeat("", "1", 63, ""), NULL},
        {repeat("", "1", 64, ""), "1:1 a number of more than 63 characters"},
        {repeat("[0.", "1", 1000, "]"), "1:2 a number of more than 63 characters"},
        {repeat("[\"", "x", 100000, "\"]"), NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *report = NULL;
        g_autoptr(JsonDocument) document = parse(cases[i].text, strlen(cases[i].text), &report);
        g_assert_cmpstr(report, ==, cases[i].report);
        g_assert_cmpint(document != NULL, ==, cases[i].report == NULL);
        g_free(cases[i].text);
    }
}

static void test_number_of_values(void)
{
    static const char text[] = "{\"a\":[0,1],\n\"b\":2}";
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(JsonDocument) enough =
        json_document_parse_limited("f", text, strlen(text), 5, findings);
    g_assert_nonnull(enough);
    g_autoptr(JsonDocument) none =
        json_document_parse_limited("f", text, strlen(text), 4, findings);
    g_assert_null(none);
    guint n;
    const Finding *found = findings_sorted(findings, &n);
    g_assert_cmpuint(n, ==, 1);
    g_assert_cmpstr(found[0].message, ==, "more values than the 4 that are read here");
    g_assert_cmpuint(found[0].place.line, ==, 2);
}

/* A document on one line must not cost its length squared. */
static void test_one_long_line(void)
{
    g_autofree char *text = repeat("[", "{\"k\": \"\xC3\xA9\"},", 200000, "0]");
    g_autofree char *report = NULL;
    g_autoptr(JsonDocument) document = parse(text, strlen(text), &report);
    g_assert_cmpstr(report, ==, NULL);
    const cJSON *last = json_document_root(document)->child->prev;
    g_assert_cmpuint(json_document_place(document, last).column, ==, 2 + 200000 * 11);
}

static void test_places(void)
{
    static const char text[] = "\xEF\xBB\xBF{ \"a\": [1,\n  {\"\xC3\xA9\": 2, \"b\" :\n3}],\r\n"
                               "\"c\": null}";
    g_autofree char *report = NULL;
    g_autoptr(JsonDocument) document = parse(text, strlen(text), &report);
    const cJSON *root = json_document_root(document);
    const cJSON *array = json_member(root, "a");
    const cJSON *object = cJSON_GetArrayItem(array, 1);
    const struct {
        const cJSON *item;
        guint line, column;
    } cases[] = {
        {root, 1, 1},
        {array, 1, 3},
        {array->child, 1, 9},
        {object, 2, 3},
        {json_member(object, "\xC3\xA9"), 2, 4},
        {json_member(object, "b"), 2, 12},
        {json_member(root, "c"), 4, 1},
        {NULL, 0, 0},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Place place = json_document_place(document, cases[i].item);
        g_assert_cmpstr(place.file, ==, "f");
        g_assert_cmpuint(place.line, ==, cases[i].line);
        g_assert_cmpuint(place.column, ==, cases[i].column);
    }
}

static void test_members(void)
{
    g_autofree char *report = NULL;
    static const char text[] = "{\"a\": \"x\", \"n\": 2.5, \"t\": true, \"N\": 3, \"z\": null}";
    g_autoptr(JsonDocument) document = parse(text, strlen(text), &report);
    const cJSON *root = json_document_root(document);
    g_assert_cmpstr(json_string(root, "a"), ==, "x");
    g_assert_null(json_string(root, "A"));
    g_assert_null(json_string(root, "n"));
    g_assert_cmpfloat(json_number(root, "n", 7), ==, 2.5);
    g_assert_cmpfloat(json_number(root, "N", 7), ==, 3);
    g_assert_cmpfloat(json_number(root, "a", 7), ==, 7);
    g_assert_true(json_flag(root, "t", FALSE));
    g_assert_true(json_flag(root, "z", TRUE));
    g_assert_null(json_member(NULL, "a"));
}

/* Numbers come out as they went in, to the last bit; keys keep their order. */
static void test_print(void)
{
    static const char text[] =
        "{\n  \"b\": [\n    1,\n    0.30000000000000004,\n    1.6400009999999998e25,\n"
        "    9007199254740991,\n    -0.1\n  ],\n  \"a\": {},\n  \"c\": [],\n"
        "  \"d\\\"\": \"x\\ny\xC3\xA9\",\n  \"e\": [\n    true,\n    false,\n"
        "    null\n  ]\n}\n";
    g_autofree char *report = NULL;
    g_autoptr(JsonDocument) document = parse(text, strlen(text), &report);
    g_autofree char *printed = json_print(json_document_root(document));
    g_assert_cmpstr(printed, ==, text);
    g_autofree char *compact = json_print_compact(json_document_root(document));
    g_assert_cmpstr(compact, ==,
                    "{\"b\":[1,0.30000000000000004,1.6400009999999998e25,9007199254740991,-0.1],"
                    "\"a\":{},\"c\":[],\"d\\\"\":\"x\\ny\xC3\xA9\",\"e\":[true,false,null]}");
}

static void test_print_not_finite(void)
{
    g_autoptr(cJSON) number = cJSON_CreateNumber(NAN);
    g_autofree char *text = json_print_compact(number);
    g_assert_cmpstr(text, ==, "null"); /* JSON has no word for it */
}

static void test_string(void)
{
    g_autoptr(GString) out = g_string_new(NULL);
    json_append_string(out, "a\"\\\b\x01\n\xC3\xA9\xFF/");
    g_assert_cmpstr(out->str, ==, "\"a\\\"\\\\\\u0008\\u0001\\n\xC3\xA9\xEF\xBF\xBD/\"");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/json/accepted", test_accepted);
    g_test_add_func("/json/refused", test_refused);
    g_test_add_func("/json/limits", test_limits);
    g_test_add_func("/json/number-of-values", test_number_of_values);
    g_test_add_func("/json/one-long-line", test_one_long_line);
    g_test_add_func("/json/places", test_places);
    g_test_add_func("/json/members", test_members);
    g_test_add_func("/json/print", test_print);
    g_test_add_func("/json/print-not-finite", test_print_not_finite);
    g_test_add_func("/json/string", test_string);
    return g_test_run();
}
