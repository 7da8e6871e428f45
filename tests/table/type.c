/*
 * types: which cells are values of a type in a format with options, and which
 * values they are.  (tests/table/conformance.c has a peer's own cases.)
 */
#include "table/type.h"

#include <math.h>
#include <string.h>

/* The schema of one field, without faults. */
static Schema *schema_of(const char *field)
{
    g_autofree char *json = g_strdup_printf("{\"fields\":[{\"name\":\"f\",%s}]}", field);
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(JsonDocument) document = json_document_parse("-", json, strlen(json), findings);
    g_assert_nonnull(document);
    Schema *schema = schema_parse(document, json_document_root(document), findings);
    guint n;
    const Finding *items = findings_sorted(findings, &n);
    if (n > 0)
        g_error("%s: %s", field, items[0].message);
    return schema;
}

/* The text in memory of its own, so that a byte read behind it is found. */
static gboolean read_text(const Field *field, const char *text, FieldValue *value)
{
    const gsize length = strlen(text);
    g_autofree char *span = g_memdup2(text, MAX(length, 1));
    *value = (FieldValue){0};
    return field->type->read(field, span, length, value);
}

#define TYPE(type) "\"type\":\"" type "\""
#define FORMAT(type, format) TYPE(type) ",\"format\":\"" format "\""

static const struct {
    const char *field, *text;
    double number; /* NAN: no value of the type */
} values[] = {
    {TYPE("number"), "86.4", 86.4},
    {TYPE("number"), "-1e-3", -0.001},
    {TYPE("number"), "+.5", 0.5},
    {TYPE("number"), "5.", 5},
    {TYPE("number"), "007", 7},
    {TYPE("number"), "0.1", 0.1},
    {TYPE("number"), "123456789012345678901234567890", 123456789012345678901234567890.0},
    {TYPE("number"), "0.30000000000000004", 0.30000000000000004},
    {TYPE("number"), "1.7976931348623157e308", 1.7976931348623157e308},
    {TYPE("number"), "INF", INFINITY},
    {TYPE("number"), "-inf", -INFINITY},
    {TYPE("number"), "", NAN},
    {TYPE("number"), ".", NAN},
    {TYPE("number"), "1e", NAN},
    {TYPE("number"), "1.2.3", NAN},
    {TYPE("number"), "0x10", NAN},
    {TYPE("number"), "1,5", NAN},
    {TYPE("number"), "1 000", NAN},
    {TYPE("number"), " 1", NAN},
    {TYPE("number"), "1e999", NAN},
    {TYPE("number"), "86%", NAN},
    {TYPE("number") ",\"bareNumber\":false", "86%", 86},
    {TYPE("number") ",\"bareNumber\":false", "EUR 95", 95},
    {TYPE("number") ",\"bareNumber\":false", "EUR", NAN},
    {TYPE("number") ",\"groupChar\":\",\"", "1,234,567.5", 1234567.5},
    {TYPE("number") ",\"groupChar\":\",\"", "1,,000", NAN},
    {TYPE("number") ",\"groupChar\":\",\"", ",1", NAN},
    {TYPE("number") ",\"groupChar\":\",\"", "1,", NAN},
    {TYPE("number") ",\"groupChar\":\",\"", "1.000,5", NAN},
    {TYPE("number") ",\"decimalChar\":\",\"", "3,14", 3.14},
    {TYPE("number") ",\"decimalChar\":\",\"", "3.14", NAN},
    {TYPE("number") ",\"decimalChar\":\",\"", "3,1,4", NAN},
    {TYPE("number") ",\"decimalChar\":\"\xC2\xB7\"",
     "3\xC2\xB7"
     "14",
     3.14},
    {TYPE("integer"), "42", 42},
    {TYPE("integer"), "-042", -42},
    {TYPE("integer"), "+7", 7},
    {TYPE("integer"), "123456789012345678901234567890", 123456789012345678901234567890.0},
    {TYPE("integer"), "1.0", NAN},
    {TYPE("integer"), "1e3", NAN},
    {TYPE("integer"), "", NAN},
    {TYPE("integer"), "-", NAN},
    {TYPE("integer") ",\"groupChar\":\" \"", "1 000", 1000},
    {TYPE("boolean"), "TRUE", 1},
    {TYPE("boolean"), "0", 0},
    {TYPE("boolean"), "yes", NAN},
    {TYPE("boolean"), "tRUE", NAN},
    {TYPE("boolean"), "tru", NAN},
    {TYPE("boolean") ",\"trueValues\":[\"sim\"]", "sim", 1},

    {TYPE("date"), "1970-01-02", 1},
    {TYPE("date"), "2024-04", NAN},
    {TYPE("date"), "2023-02-29", NAN},
    {TYPE("date"), "2024", NAN},
    {TYPE("date"), "1970-1-2", NAN},
    {FORMAT("date", "%d/%m/%Y"), "2/1/1970", 1},
    {FORMAT("date", "%d/%m/%Y"), "31/02/1970", NAN},
    {FORMAT("date", "%b %d, %Y"), "Jan 02, 1970", 1},
    {FORMAT("date", "%B %e %Y"), "january  2 1970", 1},
    {FORMAT("date", "%Y%m%d"), "19700102", 1},
    {FORMAT("date", "%Y-%j"), "1970-032", 31},
    {FORMAT("date", "%Y-%j"), "1970-366", NAN},
    {FORMAT("date", "%d%m%y"), "020170", 1},
    {FORMAT("date", "%D"), "01/02/70", 1},
    {FORMAT("date", "%d%%%m%%%Y"), "2%1%1970", 1},
    {FORMAT("date", "any"), "2 Jan 1970", 1},
    {FORMAT("date", "any"), "January 2nd, 1970", 1},
    {FORMAT("date", "any"), "1/2/1970", 1},
    {FORMAT("date", "any"), "13/1/1970", 12},
    {FORMAT("date", "any"), "19700102", 1},
    {FORMAT("date", "any"), "2 Jan", NAN},
    {FORMAT("date", "any"), "3:00 am", NAN},
    {FORMAT("date", "any"), "Jan Feb 1970", NAN},
    {FORMAT("date", "any"), "1 2 3 4", NAN},
    {TYPE("year"), "2024", 2024},
    {TYPE("year"), "2024-01", NAN},
    {TYPE("year"), "24", NAN},
    {TYPE("yearmonth"), "1970-02", 31},
    {TYPE("yearmonth"), "1970-13", NAN},
    {TYPE("yearmonth"), "1970-02-01", NAN},
    {TYPE("time"), "06:00:01", 21601},
    {TYPE("time"), "06:00:00+01:00", 18000},
    {TYPE("time"), "06:00:00.25", 21600},
    {TYPE("time"), "06:00:00.", NAN},
    {TYPE("time"), "06:00", NAN},
    {TYPE("time"), "24:00:00", NAN},
    {TYPE("time"), "23:59:60", NAN},
    {FORMAT("time", "%I:%M %p"), "3:05 PM", 54300},
    {FORMAT("time", "%H:%M:%S.%f"), "00:00:01.500", 1},
    {FORMAT("time", "any"), "3 pm", 54000},
    {FORMAT("time", "any"), "13 pm", NAN},
    {FORMAT("time", "any"), "12:30 a.m.", 1800},
    {TYPE("datetime"), "1970-01-02T00:00:01Z", 86401},
    {TYPE("datetime"), "1970-01-01T01:00:00.5+01:00", 0},
    {TYPE("datetime"), "1970-01-02 00:00:01", NAN},
    {TYPE("datetime"), "1970-01-02", NAN},
    {TYPE("datetime"), "1970-01-02T25:00:00Z", NAN},
    {FORMAT("datetime", "%Y-%m-%d %H:%M:%S"), "1970-01-02 00:00:01", 86401},
    {FORMAT("datetime", "%Y-%m-%dT%H:%M:%S%z"), "1970-01-01T00:00:00-0100", 3600},
    {FORMAT("datetime", "%a %d %b %Y %H:%M %Z"), "Fri 02 Jan 1970 00:01 UTC", 86460},
    {FORMAT("datetime", "any"), "Fri, 02 Jan 1970 00:01:00 GMT", 86460},
    {FORMAT("datetime", "any"), "1970-01-02T00:01:00+0000", 86460},
    {FORMAT("datetime", "any"), "00:01", NAN},

    {TYPE("duration"), "PT1S", 1},
    {TYPE("duration"), "P1DT1H1M1.5S", 90061.5},
    {TYPE("duration"), "-P1D", -86400},
    {TYPE("duration"), "P1Y", 31556952},
    {TYPE("duration"), "P2W", 1209600},
    {TYPE("duration"), "P", NAN},
    {TYPE("duration"), "PT", NAN},
    {TYPE("duration"), "P1", NAN},
    {TYPE("duration"), "P1DT", NAN},
    {TYPE("duration"), "P1.5D", NAN},
    {TYPE("duration"), "PT1S1M", NAN},
    {TYPE("duration"), "P1S", NAN},
    {TYPE("duration"), "1D", NAN},
};

static void test_values(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(values); i++) {
        g_test_message("%s %s", values[i].field, values[i].text);
        g_autoptr(Schema) schema = schema_of(values[i].field);
        FieldValue value;
        const gboolean valid = read_text(&schema->fields[0], values[i].text, &value);
        g_assert_cmpint(valid, ==, !isnan(values[i].number));
        if (valid)
            g_assert_cmpfloat(value.number, ==, values[i].number);
    }
    g_autoptr(Schema) schema = schema_of(TYPE("number"));
    FieldValue value;
    g_assert_true(read_text(&schema->fields[0], "nan", &value) && isnan(value.number));
}

/* Types without a number: only whether a cell is one. */
static const struct {
    const char *field;
    const char *valid[5], *invalid[8];
} texts[] = {
    {TYPE("string"), {"", "x"}, {NULL}},
    {TYPE("any"), {"", "x"}, {NULL}},
    {FORMAT("string", "email"),
     {"name@gmail.com", "a.b+c@x-y.example.org", "caf\xC3\xA9@ex\xC3\xA4mple.de"},
     {"", "name", "name@host", "@x.org", "a..b@x.org", ".a@x.org", "a b@x.org", "a@x..org"}},
    {FORMAT("string", "uri"),
     {"http://google.com", "urn:isbn:0451450523", "mailto:a@b.c", "https://x.org/%20?a=b#c"},
     {"", "string", "://no-scheme.test", "http://x.org/a b", "1x:y", "http://x/%2",
      "x:", "a\tb:c"}},
    {FORMAT("string", "uuid"),
     {"123e4567-e89b-12d3-a456-426614174000", "123E4567-E89B-12D3-A456-426614174000"},
     {"", "123e4567e89b12d3a456426614174000", "123e4567-e89b-12d3-a456-42661417400",
      "123e4567-e89b-12d3-a456-42661417400g"}},
    {FORMAT("string", "binary"),
     {"dGVzdA==", "", "dGVz"},
     {"string", "dGVzdA=", "dG=zdA==", "dGVzdA===", "====", "d\xC3\xA9zz"}},
    {FORMAT("string", "wkt"),
     {"POINT (30 10)", "point z (1 2 3)", "CIRCULARSTRING EMPTY", "MULTIPOINT (10 40, 40 30)",
      "GEOMETRYCOLLECTION(POINT(4 6),LINESTRING(4 6,7 10))"},
     {"", "POINT", "POINT (30)", "POINT (30 10", "POINT (30 10) x", "POINTS (1 2)", "POINT ((1 2))",
      "POLYGON ((30 10, x))"}},
    {TYPE("object"),
     {"{}", " {\"a\": [1]}"},
     {"", "[]", "{\"a\":1", "{a:1}", "{\"a\":1,\"a\":2}", "{} x", "{\"a\":01}"}},
    {TYPE("array"), {"[]", "[1, \"x\"]"}, {"", "{}", "[1,]", "1", "[1] 2"}},
    {TYPE("list"), {"", "a", "a,b", ","}, {NULL}},
    {TYPE("list") ",\"itemType\":\"integer\",\"delimiter\":\"; \"",
     {"1", "1; 2"},
     {"", "1;2", "1; x", "1; ", "; 1"}},
    {TYPE("geopoint"),
     {"90.50, 45.50", "-180,-90", "1e1,2"},
     {"", "90.50", "181,0", "0,91", "a,b", "1,2,3", "NaN,1", "[1,2]"}},
    {FORMAT("geopoint", "array"), {"[90.5, 45.5]"}, {"", "90.5,45.5", "[1]", "[1,2,3]", "[181,2]"}},
    {FORMAT("geopoint", "object"),
     {"{\"lon\": 90.5, \"lat\": 45.5}"},
     {"", "{\"lon\":1}", "{\"lon\":1,\"lat\":2,\"x\":3}", "{\"lon\":1,\"lat\":\"2\"}"}},
    {TYPE("geojson"),
     {"{\"type\":\"Point\",\"coordinates\":[1,2]}",
      "{\"type\":\"Feature\",\"geometry\":null,\"properties\":null}",
      "{\"type\":\"FeatureCollection\",\"features\":[]}",
      "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,0]]]}"},
     {"", "{}", "{\"type\":\"Point\",\"coordinates\":[1]}",
      "{\"type\":\"LineString\",\"coordinates\":[[1,2]]}",
      "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,1]]]}",
      "{\"type\":\"Feature\",\"geometry\":null}", "{\"type\":\"Square\"}",
      "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Point\"}]}"}},
    {FORMAT("geojson", "topojson"),
     {"{\"type\":\"LineString\",\"arcs\":[42]}",
      "{\"type\":\"Topology\",\"objects\":{},\"arcs\":[]}",
      "{\"type\":\"Polygon\",\"arcs\":[[0,-1]]}"},
     {"", "string", "{\"type\":\"LineString\",\"arcs\":[0.5]}", "{\"type\":\"Topology\"}",
      "{\"type\":\"Topology\",\"objects\":{},\"arcs\":[[[0,0]]]}"}},
};

static void test_texts(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(Schema) schema = schema_of(texts[i].field);
        FieldValue value;
        for (gsize j = 0; j < G_N_ELEMENTS(texts[i].valid) && texts[i].valid[j]; j++) {
            g_test_message("%s takes %s", texts[i].field, texts[i].valid[j]);
            g_assert_true(read_text(&schema->fields[0], texts[i].valid[j], &value));
        }
        for (gsize j = 0; j < G_N_ELEMENTS(texts[i].invalid) && texts[i].invalid[j]; j++) {
            g_test_message("%s refuses %s", texts[i].field, texts[i].invalid[j]);
            g_assert_false(read_text(&schema->fields[0], texts[i].invalid[j], &value));
        }
    }
}

/* a < b, a == b or a > b */
static const struct {
    const char *field, *a, *b;
    int order;
} orders[] = {
    {TYPE("integer"), "9007199254740993", "9007199254740992", 1},
    {TYPE("integer"), "-9007199254740993", "-9007199254740992", -1},
    {TYPE("integer"), "9223372036854775808", "9223372036854775807", 1},
    {TYPE("integer"), "123456789012345678901234567890", "123456789012345678901234567891", -1},
    {TYPE("integer"), "-18446744073709551617", "-18446744073709551616", -1},
    {TYPE("integer"), "007", "7", 0},
    {TYPE("integer"), "-0", "0", 0},
    {TYPE("number"), "1.0", "1", 0},
    {TYPE("number"), "9007199254740992.0", "9007199254740992", 0},
    {TYPE("number"), "1e30", "1000000000000000019884624838656", 0},
    {TYPE("number"), "NaN", "-INF", -1},
    {TYPE("datetime"), "2024-01-01T00:00:00.3Z", "2024-01-01T00:00:00.25Z", 1},
    {TYPE("datetime"), "2024-01-01T01:00:00+01:00", "2024-01-01T00:00:00Z", 0},
    {TYPE("duration"), "P1Y", "P12M", 0},
    {TYPE("duration"), "P31D", "P1M", 1},
    {TYPE("duration"), "PT60M", "PT1H", 0},
};

static void test_orders(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(orders); i++) {
        g_test_message("%s: %s, %s", orders[i].field, orders[i].a, orders[i].b);
        g_autoptr(Schema) schema = schema_of(orders[i].field);
        FieldValue a, b;
        g_assert_true(read_text(&schema->fields[0], orders[i].a, &a));
        g_assert_true(read_text(&schema->fields[0], orders[i].b, &b));
        g_assert_cmpint(field_value_compare(&a, &b), ==, orders[i].order);
        g_assert_cmpint(field_value_compare(&b, &a), ==, -orders[i].order);
    }
}

static void test_names(void)
{
    g_assert_null(field_type_find("String"));
    g_assert_null(field_type_find("email"));
    g_assert_true(field_type_format(field_type_find("string"), "email") == &field_type_email);
    g_assert_true(field_type_format(field_type_find("date"), "%Y") == &field_type_date_pattern);
    g_assert_null(field_type_format(field_type_find("date"), "yyyy"));
    for (const FieldType *const *type = field_types; *type; type++) {
        g_assert_nonnull((*type)->read);
        g_assert_cmpuint(strlen((*type)->expected), >, 0);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/type/values", test_values);
    g_test_add_func("/type/texts", test_texts);
    g_test_add_func("/type/orders", test_orders);
    g_test_add_func("/type/names", test_names);
    return g_test_run();
}
