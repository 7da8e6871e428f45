/*
 * constraints: one cell that breaks each, with what is said of it, and one that
 * keeps it.
 */
#include "table/constraint.h"

#include "table/type.h"

#include <string.h>

static Schema *schema_of(const char *type, const char *constraints)
{
    g_autofree char *json = g_strdup_printf(
        "{\"fields\":[{\"name\":\"f\",\"type\":%s,\"constraints\":{%s}}]}", type, constraints);
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(JsonDocument) document = json_document_parse("-", json, strlen(json), findings);
    Schema *schema = schema_parse(document, json_document_root(document), findings);
    guint n;
    const Finding *items = findings_sorted(findings, &n);
    if (n > 0)
        g_error("%s: %s", json, items[0].message);
    return schema;
}

/* All that is said of the cell, line by line. */
static char *check(const Schema *schema, const char *text)
{
    const Field *field = &schema->fields[0];
    FieldValue value;
    g_assert_true(field->type->read(field, text, strlen(text), &value));
    g_autoptr(GPtrArray) faults = constraints_explain(field, text, strlen(text), &value);
    g_assert_cmpint(faults->len == 0, ==, constraints_hold(field, text, strlen(text), &value));
    g_ptr_array_add(faults, NULL);
    return g_strjoinv("\n", (char **)faults->pdata);
}

static const struct {
    const char *type, *constraints;
    const char *text, *faults;
    const char *clean;
} cases[] = {
    {"\"integer\"", "\"minimum\":9007199254740992", "9007199254740991",
     "\"9007199254740991\" in 'f' is below the minimum of 9007199254740992", "9007199254740992"},
    {"\"integer\"", "\"maximum\":\"9007199254740993\"", "9007199254740994",
     "\"9007199254740994\" in 'f' is above the maximum of 9007199254740993", "9007199254740993"},
    {"\"number\"", "\"exclusiveMinimum\":0", "0.0",
     "\"0.0\" in 'f' is not above the exclusive minimum of 0", "1e-300"},
    {"\"number\"", "\"exclusiveMaximum\":1", "1",
     "\"1\" in 'f' is not below the exclusive maximum of 1", "0.9999999999999999"},
    {"\"number\"", "\"maximum\":1", "NaN", "\"NaN\" in 'f' is no number within the bound of 1",
     "-INF"},
    {"\"number\",\"decimalChar\":\",\"", "\"maximum\":1.5", "1,6",
     "\"1,6\" in 'f' is above the maximum of 1.5", "1,5"},
    {"\"number\",\"decimalChar\":\",\"", "\"maximum\":\"1,5\"", "1,6",
     "\"1,6\" in 'f' is above the maximum of 1,5", "1,5"},
    {"\"date\"", "\"minimum\":\"2024-01-02\"", "2024-01-01",
     "\"2024-01-01\" in 'f' is below the minimum of 2024-01-02", "2024-01-02"},
    {"\"date\",\"format\":\"%d/%m/%Y\"", "\"minimum\":\"02/01/2024\"", "01/01/2024",
     "\"01/01/2024\" in 'f' is below the minimum of 02/01/2024", "02/01/2024"},
    {"\"datetime\"", "\"maximum\":\"2024-01-01T00:00:00Z\"", "2024-01-01T00:00:00.001Z",
     "\"2024-01-01T00:00:00.001Z\" in 'f' is above the maximum of 2024-01-01T00:00:00Z",
     "2024-01-01T01:00:00+01:00"},
    {"\"duration\"", "\"maximum\":\"P1D\"", "PT25H", "\"PT25H\" in 'f' is above the maximum of P1D",
     "PT24H"},
    {"\"year\"", "\"minimum\":2000", "1999", "\"1999\" in 'f' is below the minimum of 2000",
     "2000"},

    {"\"string\"", "\"minLength\":2", "\xC3\xA9",
     "\"\xC3\xA9\" in 'f' has 1 character, fewer than the minimum of 2", "\xC3\xA9\xC3\xA9"},
    {"\"string\"", "\"maxLength\":2", "abc",
     "\"abc\" in 'f' has 3 characters, more than the maximum of 2", "\xC3\xA9\xC3\xA9"},
    {"\"array\"", "\"maxLength\":1", "[1, 2]",
     "\"[1, 2]\" in 'f' has 2 items, more than the maximum of 1", "[12345]"},
    {"\"object\"", "\"minLength\":1", "{}",
     "\"{}\" in 'f' has 0 items, fewer than the minimum of 1", "{\"a\":1}"},
    {"\"list\"", "\"maxLength\":2", "a,b,c",
     "\"a,b,c\" in 'f' has 3 items, more than the maximum of 2", "aaaaa,b"},

    {"\"string\"", "\"pattern\":\"[a-z]+\"", "aB",
     "\"aB\" in 'f' does not match the pattern [a-z]+", "ab"},
    {"\"integer\"", "\"pattern\":\"[0-9]{4}\"", "12",
     "\"12\" in 'f' does not match the pattern [0-9]{4}", "0012"},

    {"\"string\"", "\"enum\":[\"red\",\"green\"]", "gren",
     "\"gren\" in 'f' is not one of red, green; did you mean \"green\"?", "red"},
    {"\"string\"", "\"enum\":[1,2]", "3", "\"3\" in 'f' is not one of 1, 2", "1"},
    {"\"number\"", "\"enum\":[1,\"2\"]", "3", "\"3\" in 'f' is not one of 1, 2", "2.0"},
    {"\"integer\"", "\"enum\":[9007199254740993,\"9007199254740993\"]", "9007199254740994",
     "\"9007199254740994\" in 'f' is not one of 9007199254740992, 9007199254740993",
     "+9007199254740993"},
    {"\"boolean\"", "\"enum\":[true]", "0", "\"0\" in 'f' is not one of true", "TRUE"},
    {"\"date\"", "\"enum\":[\"2024-01-01\"]", "2024-01-02",
     "\"2024-01-02\" in 'f' is not one of 2024-01-01", "2024-01-01"},
    {"\"array\"", "\"enum\":[[1,2],[3]]", "[2,1]", "\"[2,1]\" in 'f' is not one of [1,2], [3]",
     "[1.0, 2]"},
    {"\"object\"", "\"enum\":[{\"a\":1,\"b\":2}]", "{}",
     "\"{}\" in 'f' is not one of {\"a\":1,\"b\":2}", "{\"b\": 2, \"a\": 1}"},
    {"\"integer\",\"categories\":[{\"value\":0,\"label\":\"apple\"},1]", "", "2",
     "\"2\" in 'f' is not one of the categories 0, 1", "01"},

    {"\"object\"", "\"jsonSchema\":{\"properties\":{\"value\":{\"type\":\"integer\"}}}",
     "{\"value\":\"bad\"}",
     "\"{\"value\":\"bad\"}\" in 'f' breaks its JSON Schema: at '/value' is no integer",
     "{\"value\":100}"},
    {"\"object\"",
     "\"jsonSchema\":{\"required\":[\"a\"],\"additionalProperties\":false,"
     "\"properties\":{\"a\":{}}}",
     "{\"a\":1,\"b\":2}",
     "\"{\"a\":1,\"b\":2}\" in 'f' breaks its JSON Schema: has 'b', which is none of the "
     "properties",
     "{\"a\":null}"},
    {"\"object\"", "\"jsonSchema\":{\"required\":[\"a\"]}", "{}",
     "\"{}\" in 'f' breaks its JSON Schema: lacks 'a'", "{\"a\":1}"},
    {"\"array\"", "\"jsonSchema\":{\"items\":{\"minimum\":1,\"maximum\":3},\"uniqueItems\":true}",
     "[1,4]", "\"[1,4]\" in 'f' breaks its JSON Schema: at '/1' is 4, but 'maximum' is 3", "[1,3]"},
    {"\"array\"", "\"jsonSchema\":{\"uniqueItems\":true}", "[{\"a\":1},{\"a\":1}]",
     "\"[{\"a\":1},{\"a\":1}]\" in 'f' breaks its JSON Schema: has an item twice", "[1,2]"},
    {"\"array\"", "\"jsonSchema\":{\"oneOf\":[{\"minItems\":1},{\"maxItems\":2}]}", "[1]",
     "\"[1]\" in 'f' breaks its JSON Schema: keeps 2 of the schemas of 'oneOf', not one", "[]"},
    {"\"geojson\"", "\"jsonSchema\":{\"properties\":{\"type\":{\"const\":\"Point\"}}}",
     "{\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4]]}",
     "\"{\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4]]}\" in 'f' breaks its JSON Schema: "
     "at "
     "'/type' is not the value of 'const'",
     "{\"type\":\"Point\",\"coordinates\":[1,2]}"},

    /* all that it breaks */
    {"\"string\"", "\"pattern\":\"[a-z]+\",\"maxLength\":2,\"enum\":[\"ab\"]", "ABC",
     "\"ABC\" in 'f' does not match the pattern [a-z]+\n"
     "\"ABC\" in 'f' has 3 characters, more than the maximum of 2\n"
     "\"ABC\" in 'f' is not one of ab; did you mean \"ab\"?",
     "ab"},
};

static void test_cases(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s {%s} %s", cases[i].type, cases[i].constraints, cases[i].text);
        g_autoptr(Schema) schema = schema_of(cases[i].type, cases[i].constraints);
        g_autofree char *faults = check(schema, cases[i].text);
        g_assert_cmpstr(faults, ==, cases[i].faults);
        g_autofree char *none = check(schema, cases[i].clean);
        g_assert_cmpstr(none, ==, "");
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/constraint/cases", test_cases);
    return g_test_run();
}
