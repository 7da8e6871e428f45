#include "table/schema.h"

#include "table/type.h"

#include <string.h>

static Schema *parse(const char *json, char **report)
{
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(JsonDocument) document = json_document_parse("d", json, strlen(json), findings);
    g_assert_nonnull(document);
    Schema *schema = schema_parse(document, json_document_root(document), findings);
    g_autoptr(GString) out = g_string_new(NULL);
    guint n;
    const Finding *items = findings_sorted(findings, &n);
    for (guint i = 0; i < n; i++)
        g_string_append_printf(out, "%s%u:%u %s: %s", i > 0 ? "\n" : "", items[i].place.line,
                               items[i].place.column, items[i].rule->name, items[i].message);
    *report = g_string_free(g_steal_pointer(&out), FALSE);
    return schema;
}

/* The schema owns what it says: the document and its text are gone by now. */
static Schema *parse_whole(void)
{
    g_autofree char *report = NULL;
    Schema *schema = parse(
        "{\"fields\": [\n"
        "  {\"name\": \"id\", \"type\": \"string\", \"title\": \"Id\",\n"
        "   \"constraints\": {\"required\": true, \"unique\": true, \"pattern\": \"[a-z]+\",\n"
        "                   \"minLength\": 1, \"maxLength\": 9}},\n"
        "  {\"name\": \"n\", \"type\": \"number\", \"decimalChar\": \".\", \"bareNumber\": true,\n"
        "   \"constraints\": {\"minimum\": -0.5, \"maximum\": \"1e3\", \"enum\": [1, \"2\"]}},\n"
        "  {\"name\": \"d\", \"type\": \"date\", \"format\": \"default\",\n"
        "   \"constraints\": {\"minimum\": \"1970-01-02\"}},\n"
        "  {\"name\": \"t\", \"type\": \"boolean\", \"trueValues\": [\"x\"], \"falseValues\": "
        "[\"\"]},\n"
        "  {\"name\": \"free\"}\n"
        " ],\n"
        " \"fieldsMatch\": \"equal\", \"missingValues\": [\"\", \"NA\"], \"primaryKey\": [\"id\", "
        "\"d\"],\n"
        " \"foreignKeys\": [{\"fields\": \"n\", \"reference\": {\"resource\": \"r\", \"fields\": "
        "[\"m\"]}}]}",
        &report);
    g_assert_cmpstr(report, ==, "");
    return schema;
}

static void test_fields(void)
{
    g_autoptr(Schema) schema = parse_whole();
    g_assert_cmpuint(schema->n_fields, ==, 5);
    const Field *id = &schema->fields[0], *n = &schema->fields[1], *d = &schema->fields[2];
    g_assert_cmpstr(id->name, ==, "id");
    g_assert_cmpstr(id->type->name, ==, "string");
    g_assert_cmpstr(id->place.file, ==, "d");
    g_assert_cmpuint(id->place.line, ==, 2);
    g_assert_cmpuint(id->place.column, ==, 3);
    g_assert_true(id->required && id->unique);
    g_assert_nonnull(id->pattern);
    g_assert_cmpuint(id->minimum_length, ==, 1);
    g_assert_cmpuint(id->maximum_length, ==, 9);
    g_assert_true(!id->minimum.text && !id->maximum.text);
    g_assert_cmpfloat(n->minimum.value.number, ==, -0.5);
    g_assert_cmpfloat(n->maximum.value.number, ==, 1000);
    g_assert_nonnull(n->enumeration);
    g_assert_cmpuint(n->constraints->len, ==, 3);
    g_assert_cmpuint(n->maximum_length, ==, G_MAXUINT);
    g_assert_cmpfloat(d->minimum.value.number, ==, 1);
    g_assert_cmpstr(d->minimum.text, ==, "1970-01-02");
    g_assert_cmpuint(schema->fields[3].true_values->len, ==, 1);
    g_assert_cmpint(schema_field_find(schema, "free"), ==, 4);
    g_assert_cmpint(schema_field_find(schema, "Free"), ==, -1);
}

static void test_keys(void)
{
    g_autoptr(Schema) schema = parse_whole();
    g_assert_cmpuint(schema->missing_values->len, ==, 2);
    g_assert_cmpuint(schema->n_primary_key, ==, 2);
    g_assert_cmpuint(schema->primary_key[1], ==, 2);
    const ForeignKey *key = &g_array_index(schema->foreign_keys, ForeignKey, 0);
    g_assert_cmpstr(key->resource, ==, "r");
    g_assert_cmpuint(key->fields[0], ==, 1);
    g_assert_cmpstr(g_ptr_array_index(key->other_fields, 0), ==, "m");
    g_assert_cmpuint(key->place.line, ==, 13);
}

#define IN_FIELD(rest) "{\"fields\":[{\"name\":\"a\"," rest "}]}"
#define IN_SCHEMA(rest) "{\"fields\":[{\"name\":\"a\"}]," rest "}"

static const struct {
    const char *json;
    gboolean usable;
    const char *findings;
} faults[] = {
    {"[]", FALSE,
     "1:1 schema-error: a schema must be an object, or the path of a JSON file with one"},
    {"{}", FALSE, "1:1 schema-error: a schema must have a list 'fields' with at least one field"},
    {"{\"fields\":[]}", FALSE,
     "1:2 schema-error: a schema must have a list 'fields' with at least one field"},
    {"{\"fields\":[{\"type\":\"string\"},7]}", FALSE,
     "1:12 field-error: a field must be an object with a 'name'\n"
     "1:30 field-error: a field must be an object with a 'name'"},
    {"{\"fields\":[{\"name\":\"a\"},\n{\"name\":\"a\"}]}", FALSE,
     "2:1 schema-error: a field 'a' stands before; give each field its own name"},

    {IN_FIELD("\"type\":\"integr\",\"constraints\":{\"minimum\":\"2024\"}"), TRUE,
     "1:24 field-error: there is no type 'integr' for 'a'; did you mean 'integer'?"},
    {IN_FIELD("\"type\":\"money\""), TRUE,
     "1:24 field-error: there is no type 'money' for 'a'; take one of string, number, integer, "
     "boolean, object, array, list, datetime, date, time, year, yearmonth, duration, geopoint, "
     "geojson, any"},
    {IN_FIELD("\"type\":\"datetime\",\"constraints\":{\"minimum\":\"2024\"}"), TRUE,
     "1:57 field-error: the constraint 'minimum' of 'a' must be a time such as "
     "2024-04-18T15:00:00Z"},
    {IN_FIELD("\"type\":3"), TRUE, "1:24 field-error: the type of 'a' must be a string"},
    {IN_FIELD("\"format\":\"email\""), TRUE, ""},
    {IN_FIELD("\"format\":7"), TRUE, "1:24 field-error: the format of 'a' must be a string"},
    {IN_FIELD("\"format\":\"emial\""), TRUE,
     "1:24 field-error: the type 'string' has no format 'emial'; did you mean 'email'?"},
    {IN_FIELD("\"format\":\"phone\""), TRUE,
     "1:24 field-error: the type 'string' has no format 'phone'; it has default, email, uri, "
     "binary, uuid, wkt"},
    {IN_FIELD("\"type\":\"year\",\"format\":\"any\""), TRUE,
     "1:38 unknown-property: the type 'year' has no formats, so 'any' means nothing; leave it out"},
    {IN_FIELD("\"type\":\"date\",\"format\":\"YYYY-MM-DD\""), TRUE,
     "1:38 field-error: the type 'date' has no format 'YYYY-MM-DD'; it has default, any, or a "
     "pattern such as %d/%m/%Y"},
    {IN_FIELD("\"type\":\"date\",\"format\":\"%Y-%Q\""), TRUE,
     "1:38 field-error: the pattern '%Y-%Q' has a directive %Q, which is not known; see the "
     "directives of strptime"},
    {IN_FIELD("\"type\":\"date\",\"format\":\"%Y-%\""), TRUE,
     "1:38 field-error: the pattern '%Y-%' ends with a lone '%'"},
    {IN_FIELD("\"type\":\"number\",\"groupChar\":\",\",\"decimalChar\":\".\",\"bareNumber\":false"),
     TRUE, ""},
    {IN_FIELD("\"type\":\"number\",\"groupChar\":1"), TRUE,
     "1:40 field-error: 'groupChar' must be a string of characters that are no digits or signs"},
    {IN_FIELD("\"type\":\"number\",\"decimalChar\":\"\""), TRUE,
     "1:40 field-error: 'decimalChar' must be a string of characters that are no digits or signs"},
    {IN_FIELD("\"type\":\"number\",\"constraints\":{\"minimum\":2,\"maximum\":1}"), TRUE,
     "1:67 field-error: no value of 'a' keeps both 'minimum' 2 and 'maximum' 1"},
    {IN_FIELD("\"type\":\"date\",\"constraints\":{\"exclusiveMinimum\":\"2024-01-01\",\"maximum\":"
              "\"2024-01-01\"}"),
     TRUE,
     "1:85 field-error: no value of 'a' keeps both 'exclusiveMinimum' 2024-01-01 and 'maximum' "
     "2024-01-01"},
    {IN_FIELD("\"type\":\"number\",\"constraints\":{\"minimum\":1,\"maximum\":1.0}"), TRUE, ""},
    {IN_FIELD("\"constraints\":{\"maxLength\":1,\"minLength\":2}"), TRUE,
     "1:39 field-error: no value of 'a' keeps both 'minLength' 2 and 'maxLength' 1"},
    {IN_FIELD("\"type\":\"integer\",\"decimalChar\":\",\""), TRUE,
     "1:41 unknown-property: 'decimalChar' means nothing in fields of type 'integer'; leave it "
     "out"},
    {IN_FIELD("\"type\":\"number\",\"bareNumber\":1"), TRUE,
     "1:40 field-error: 'bareNumber' must be true or false"},
    {IN_FIELD("\"type\":\"list\",\"delimiter\":\"\",\"itemType\":\"object\""), TRUE,
     "1:38 field-error: 'delimiter' must be a string that separates items\n"
     "1:53 field-error: 'itemType' must be string, integer, boolean, number, datetime, date or "
     "time"},
    {IN_FIELD("\"missingValues\":[\"-\",{\"value\":\"x\",\"label\":\"X\"}]"), TRUE, ""},
    {IN_FIELD("\"missingValues\":[\"-\",7]"), TRUE,
     "1:45 schema-error: 'missingValues' must be a list of strings, or of objects with 'value' "
     "and "
     "'label'"},
    {IN_FIELD("\"missingValues\":[\"-\",\"-\"]"), TRUE,
     "1:45 schema-error: the missing value \"-\" stands before; list each once"},
    {IN_FIELD(
         "\"categories\":[\"x\",{\"value\":\"y\",\"label\":\"Y\"}],\"categoriesOrdered\":true"),
     TRUE, ""},
    {IN_FIELD("\"categories\":[]"), TRUE,
     "1:24 field-error: the categories of 'a' must be a list of values, or of objects with "
     "'value' "
     "and 'label'"},
    {IN_FIELD("\"type\":\"integer\",\"categories\":[1,\"x\"]"), TRUE,
     "1:41 field-error: the categories of 'a' must be values, each a whole number such as 42, or "
     "objects with such a 'value'"},
    {IN_FIELD(
         "\"categories\":[{\"value\":\"x\",\"label\":\"L\"},{\"value\":\"y\",\"label\":\"L\"}]"),
     TRUE, "1:24 field-error: the categories of 'a' have the label \"L\" twice"},
    {IN_FIELD("\"categories\":[\"x\"],\"constraints\":{\"enum\":[\"x\",\"z\"]}"), TRUE,
     "1:58 field-error: the constraint 'enum' of 'a' lists \"z\", which is none of the field's "
     "categories"},
    {IN_FIELD("\"type\":\"date\",\"categories\":[\"x\"]"), TRUE,
     "1:38 unknown-property: 'categories' means nothing in fields of type 'date'; leave it out"},
    {IN_FIELD("\"trueValues\":[\"y\"]"), TRUE,
     "1:24 unknown-property: 'trueValues' means nothing in fields of type 'string'; leave it out"},
    {IN_FIELD("\"constrains\":{\"required\":true}"), TRUE,
     "1:24 unknown-property: 'constrains' means nothing in a field; did you mean "
     "'constraints'?"},
    {IN_FIELD("\"constraints\":[]"), TRUE,
     "1:24 field-error: the constraints of 'a' must be an object"},
    {IN_FIELD("\"x-own\":1"), TRUE, ""},

    {IN_FIELD("\"constraints\":{\"exclusiveMinimum\":1}"), TRUE,
     "1:39 field-error: the constraint 'exclusiveMinimum' does not apply to fields of type "
     "'string'"},
    {IN_FIELD("\"constraints\":{\"requird\":true}"), TRUE,
     "1:39 field-error: there is no constraint 'requird'; did you mean 'required'?"},
    {IN_FIELD("\"constraints\":{\"sorted\":true}"), TRUE,
     "1:39 field-error: there is no constraint 'sorted', so it is not checked; leave it out"},
    {IN_FIELD("\"type\":\"object\",\"constraints\":{\"jsonSchema\":{\"type\":\"object\",\n"
              "\"properties\":{\"p\":{\"patternProperties\":{}}}}}"),
     TRUE,
     "2:20 field-error: the constraint 'jsonSchema' of 'a' has a keyword "
     "'patternProperties', "
     "which is not supported yet; leave it out"},
    {IN_FIELD("\"type\":\"array\",\"constraints\":{\"jsonSchema\":{\"minItms\":1}}"), TRUE,
     "1:68 field-error: the constraint 'jsonSchema' of 'a' has a keyword 'minItms', which is "
     "not "
     "known; did you mean 'minItems'?"},
    {IN_FIELD("\"type\":\"array\",\"constraints\":{\"jsonSchema\":{\"type\":\"text\"}}"), TRUE,
     "1:68 field-error: the constraint 'jsonSchema' of 'a' has a 'type' that JSON Schema "
     "does not "
     "allow"},
    {IN_FIELD("\"constraints\":{\"jsonSchema\":{}}"), TRUE,
     "1:39 field-error: the constraint 'jsonSchema' does not apply to fields of type "
     "'string'"},
    {IN_FIELD("\"constraints\":{\"required\":\"yes\"}"), TRUE,
     "1:39 field-error: the constraint 'required' of 'a' must be true or false"},
    {IN_FIELD("\"constraints\":{\"minimum\":1}"), TRUE,
     "1:39 field-error: the constraint 'minimum' does not apply to fields of type 'string'"},
    {IN_FIELD("\"type\":\"any\",\"constraints\":{\"minLength\":1}"), TRUE,
     "1:52 field-error: the constraint 'minLength' does not apply to fields of type 'any'"},
    {IN_FIELD("\"type\":\"date\",\"constraints\":{\"minimum\":\"2024\"}"), TRUE,
     "1:53 field-error: the constraint 'minimum' of 'a' must be a real day such as "
     "2024-04-18"},
    {IN_FIELD("\"type\":\"integer\",\"constraints\":{\"enum\":[1,1.5]}"), TRUE,
     "1:66 field-error: the constraint 'enum' of 'a' must list values that are each a whole "
     "number "
     "such as 42"},
    {IN_FIELD("\"constraints\":{\"enum\":\"x\"}"), TRUE,
     "1:39 field-error: the constraint 'enum' of 'a' must be a list of values"},
    {IN_FIELD("\"constraints\":{\"maxLength\":-1}"), TRUE,
     "1:39 field-error: the constraint 'maxLength' of 'a' must be a count of characters or "
     "items"},
    {IN_FIELD("\"constraints\":{\"maxLength\":1e300}"), TRUE,
     "1:39 field-error: the constraint 'maxLength' of 'a' must be a count of characters or "
     "items"},
    {IN_FIELD("\"constraints\":{\"pattern\":7}"), TRUE,
     "1:39 field-error: the constraint 'pattern' of 'a' must be a regular expression in a "
     "string"},

    {IN_SCHEMA("\"uniqueKeys\":[[\"a\"]]"), TRUE, ""},
    {IN_SCHEMA("\"uniqueKeys\":[]"), TRUE,
     "1:26 schema-error: 'uniqueKeys' must be a list of lists of names of fields"},
    {IN_SCHEMA("\"uniqueKeys\":[[\"a\"],[\"b\"],7]"), TRUE,
     "1:46 schema-error: a unique key names a field 'b', which the schema lacks\n"
     "1:52 schema-error: a unique key must be a name of a field or a list of them"},
    {IN_SCHEMA("\"fieldsMatch\":\"subset\""), TRUE, ""},
    {IN_SCHEMA("\"fieldsMatch\":[\"partial\"]"), TRUE, ""},
    {IN_SCHEMA("\"fieldsMatch\":\"some\""), TRUE,
     "1:26 schema-error: 'fieldsMatch' must be \"exact\", \"equal\", \"subset\", "
     "\"superset\" or "
     "\"partial\""},
    {IN_SCHEMA("\"missingValues\":[{\"value\":\"\"}]"), TRUE, ""},
    {IN_SCHEMA("\"missingValues\":[{\"value\":0}]"), TRUE,
     "1:43 schema-error: 'missingValues' must be a list of strings, or of objects with "
     "'value' and "
     "'label'"},
    {IN_SCHEMA("\"missingValues\":\"\""), TRUE,
     "1:26 schema-error: 'missingValues' must be a list of strings, or of objects with "
     "'value' and "
     "'label'"},
    {IN_SCHEMA("\"primaryKey\":[\"a\",\"b\"]"), TRUE,
     "1:26 schema-error: the primary key names a field 'b', which the schema lacks"},
    {IN_SCHEMA("\"primaryKey\":{}"), TRUE,
     "1:26 schema-error: the primary key must be a name of a field or a list of them"},
    {IN_SCHEMA("\"primaryKeys\":[\"a\"]"), TRUE,
     "1:26 unknown-property: 'primaryKeys' means nothing in a schema; did you mean "
     "'primaryKey'?"},
    {IN_SCHEMA("\"foreignKeys\":{}"), TRUE, "1:26 schema-error: 'foreignKeys' must be a list"},
    {IN_SCHEMA("\"foreignKeys\":[{\"fields\":\"a\"}]"), TRUE,
     "1:41 schema-error: a foreign key must have 'fields' and a 'reference' with 'resource' "
     "and "
     "'fields'"},
    {IN_SCHEMA("\"foreignKeys\":[{\"fields\":\"b\",\"reference\":{\"fields\":\"a\"}}]"), TRUE,
     "1:42 schema-error: the foreign key names a field 'b', which the schema lacks"},
    {IN_SCHEMA("\"foreignKeys\":[{\"fields\":\"a\",\"reference\":{\"fields\":[\"a\",\"b\"]}}]"),
     TRUE,
     "1:68 schema-error: the foreign key has 1 fields here and 2 in its reference; they must "
     "pair"},
};

static void test_faults(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(faults); i++) {
        g_test_message("%s", faults[i].json);
        g_autofree char *report = NULL;
        g_autoptr(Schema) schema = parse(faults[i].json, &report);
        g_assert_cmpstr(report, ==, faults[i].findings);
        g_assert_cmpint(schema != NULL, ==, faults[i].usable);
    }
}

static void test_missing_values(void)
{
    g_autofree char *report = NULL;
    g_autoptr(Schema) schema =
        parse("{\"fields\":[{\"name\":\"a\"},{\"name\":\"b\",\"missingValues\":[\"-\"]}],"
              "\"missingValues\":[\"\",{\"value\":\"NA\",\"label\":\"none\"}]}",
              &report);
    const Field *a = &schema->fields[0], *b = &schema->fields[1];
    g_assert_true(field_is_missing(a, "", 0) && field_is_missing(a, "NAN", 2));
    g_assert_false(field_is_missing(a, "N", 1) || field_is_missing(a, "NAN", 3));
    g_assert_false(field_is_missing(a, "-", 1));
    g_assert_true(field_is_missing(b, "-", 1));
    g_assert_false(field_is_missing(b, "", 0));
    g_autoptr(GPtrArray) other = g_ptr_array_new();
    g_ptr_array_add(other, (gpointer) "x");
    schema_default_missing_values(schema, other);
    g_assert_false(field_is_missing(a, "x", 1));

    g_autofree char *none = NULL;
    g_autoptr(Schema) plain = parse("{\"fields\":[{\"name\":\"a\"}]}", &none);
    schema_default_missing_values(plain, other);
    g_assert_true(field_is_missing(&plain->fields[0], "x", 1));
    g_assert_false(field_is_missing(&plain->fields[0], "", 0));
}

static void test_bad_pattern(void)
{
    static const char *const patterns[] = {"[a", "(", "a)(b", "*", "\\\\p{Nonsense}"};
    for (gsize i = 0; i < G_N_ELEMENTS(patterns); i++) {
        g_autofree char *json =
            g_strdup_printf(IN_FIELD("\"constraints\":{\"pattern\":\"%s\"}"), patterns[i]);
        g_autofree char *report = NULL;
        g_autoptr(Schema) schema = parse(json, &report);
        g_assert_true(g_str_has_prefix(report, "1:39 field-error: the constraint 'pattern' of 'a' "
                                               "is no regular expression: "));
        g_assert_null(schema->fields[0].pattern);
    }
}

static void test_any(void)
{
    static const char *const names[] = {"x", "y"};
    g_autoptr(Schema) schema = schema_new_any(names, 2);
    g_assert_cmpuint(schema->n_fields, ==, 2);
    g_assert_cmpstr(schema->fields[1].name, ==, "y");
    g_autoptr(Schema) none = schema_new_any(NULL, 0);
    g_assert_cmpint(schema_field_find(none, "x"), ==, -1);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/schema/fields", test_fields);
    g_test_add_func("/schema/keys", test_keys);
    g_test_add_func("/schema/faults", test_faults);
    g_test_add_func("/schema/missing-values", test_missing_values);
    g_test_add_func("/schema/bad-pattern", test_bad_pattern);
    g_test_add_func("/schema/any", test_any);
    return g_test_run();
}
