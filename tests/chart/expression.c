/* Expressions over the row of 'lookup' below.  The expectations of test_values are
 * what vega-expression 6.2.2 and vega-functions 6.2.0 give in Node 20. */
#include "chart/expression.h"

#include <math.h>
#include <string.h>

static const struct {
    const char *field;
    Value value;
} row[] = {
    {"a", {VALUE_NUMBER, {.number = 1}}},
    {"b", {VALUE_NUMBER, {.number = 2.5}}},
    {"neg", {VALUE_NUMBER, {.number = -3.7}}},
    {"a.b", {VALUE_NUMBER, {.number = 7}}},
    {"t", {VALUE_NUMBER, {.number = 1713443400123}}},
    {"s", {VALUE_STRING, {.string = "Hello World"}}},
    {"u", {VALUE_STRING, {.string = "S\u00e3o Paulo"}}},
    {"d", {VALUE_STRING, {.string = "2024-04-18"}}},
    {"p q", {VALUE_STRING, {.string = "12"}}},
    {"e", {VALUE_STRING, {.string = ""}}},
    {"y", {VALUE_BOOLEAN, {.boolean = TRUE}}},
    {"n", {VALUE_NULL, {0}}},
};

static Value lookup(const char *field, gpointer context)
{
    (void)context;
    for (gsize i = 0; i < G_N_ELEMENTS(row); i++)
        if (strcmp(row[i].field, field) == 0)
            return row[i].value;
    return VALUE_NOTHING;
}

/* 'TYPE VALUE', or the message of the fault */
static char *evaluate(const char *source)
{
    static const char *const types[] = {"null", "boolean", "number", "string"};
    g_autoptr(Findings) findings = findings_new();
    Expression *expression = expression_parse(source, (Place){"x.vl.json", 3, 7}, NULL, findings);
    if (!expression) {
        guint n;
        const Finding *found = findings_sorted(findings, &n);
        g_assert_cmpuint(n, ==, 1);
        g_assert_true(found->rule == &rule_expression);
        g_assert_cmpuint(found->place.line, ==, 3);
        return g_strdup(found->message);
    }
    GStringChunk *strings = g_string_chunk_new(64);
    const Value value = expression_evaluate(expression, lookup, NULL, strings);
    expression_free(expression); /* the result must not need it */
    g_autofree char *text = value_to_text(value);
    g_string_chunk_free(strings);
    return g_strdup_printf("%s %s", types[value.type], text);
}

typedef struct {
    const char *source, *result;
} Case;

static void check(const Case *cases, gsize n_cases)
{
    for (gsize i = 0; i < n_cases; i++) {
        g_autofree char *result = evaluate(cases[i].source);
        g_autofree char *shown = g_strescape(cases[i].source, NULL);
        g_test_message("%s", shown);
        g_assert_cmpstr(result, ==, cases[i].result);
    }
}

static const Case values[] = {
    {"1 + 2 * 3", "number 7"},
    {"(1 + 2) * 3", "number 9"},
    {"2 - 3 - 4", "number -5"},
    {"7 % 4", "number 3"},
    {"-7 % 4", "number -3"},
    {"5.5 % 2", "number 1.5"},
    {"1 / 0", "number Infinity"},
    {"0 / 0", "number NaN"},
    {"'a' + 1", "string a1"},
    {"1 + 'a'", "string 1a"},
    {"1 + 2 + 'x'", "string 3x"},
    {"'3' * '4'", "number 12"},
    {"'3' + 4", "string 34"},
    {"null + 1", "number 1"},
    {"true + true", "number 2"},
    {"'' + null", "string null"},
    {"-'3'", "number -3"},
    {"+'abc'", "number NaN"},
    {"+''", "number 0"},
    {"!0", "boolean true"},
    {"!'a'", "boolean false"},
    {"~5", "number -6"},
    {"~~3.7", "number 3"},
    {"1 << 4", "number 16"},
    {"-8 >> 1", "number -4"},
    {"-8 >>> 28", "number 15"},
    {"5 & 3", "number 1"},
    {"5 | 3", "number 7"},
    {"5 ^ 3", "number 6"},
    {"1 << 33", "number 2"},
    {"4294967297 | 0", "number 1"},
    {"1 < 2", "boolean true"},
    {"'10' < '9'", "boolean true"},
    {"'10' < 9", "boolean false"},
    {"'a' < 'b'", "boolean true"},
    {"'a' < 1", "boolean false"},
    {"null < 1", "boolean true"},
    {"null >= 0", "boolean true"},
    {"NaN <= NaN", "boolean false"},
    {"1 == '1'", "boolean true"},
    {"1 === '1'", "boolean false"},
    {"null == 0", "boolean false"},
    {"null == null", "boolean true"},
    {"true == 1", "boolean true"},
    {"'1' == true", "boolean true"},
    {"'' == 0", "boolean true"},
    {"NaN == NaN", "boolean false"},
    {"'a' != 'b'", "boolean true"},
    {"1 !== 1", "boolean false"},
    {"0 || 'x'", "string x"},
    {"0 && 'x'", "number 0"},
    {"'a' || 'b'", "string a"},
    {"1 && 2", "number 2"},
    {"null || 0", "number 0"},
    {"1 ? 2 : 3", "number 2"},
    {"0 ? 1 : 0 ? 2 : 3", "number 3"},
    {"true ? false ? 1 : 2 : 3", "number 2"},
    {"1 < 2 == true", "boolean true"},
    {"1 + 1 == 2 && 'y' || 'n'", "string y"},
    {"datum.a", "number 1"},
    {"datum.a + datum.b", "number 3.5"},
    {"datum.s", "string Hello World"},
    {"datum['p q']", "string 12"},
    {"datum[\"a.b\"] * 2", "number 14"},
    {"datum['p' + ' q']", "string 12"},
    {"datum.s.length", "number 11"},
    {"datum.s['length']", "number 11"},
    {"datum.s[4]", "string o"},
    {"datum.d", "string 2024-04-18"},
    {"datum.y", "boolean true"},
    {"datum.n", "null null"},
    {"datum.neg", "number -3.7"},
    {"datum.n == null", "boolean true"},
    {"isNaN(NaN)", "boolean true"},
    {"isNaN('x')", "boolean false"},
    {"isFinite(1/0)", "boolean false"},
    {"isFinite(12)", "boolean true"},
    {"abs(datum.neg)", "number 3.7"},
    {"ceil(datum.neg)", "number -3"},
    {"floor(datum.neg)", "number -4"},
    {"round(datum.neg)", "number -4"},
    {"round(2.5)", "number 3"},
    {"round(-2.5)", "number -2"},
    {"round(0.49999999999999994)", "number 0"},
    {"sqrt(2)", "number 1.4142135623730951"},
    {"pow(2, 10)", "number 1024"},
    {"pow(1, 1/0)", "number NaN"},
    {"min(3, 1, 2)", "number 1"},
    {"max(3, 'x')", "number NaN"},
    {"max('5', 3)", "number 5"},
    {"clamp(15, 0, 10)", "number 10"},
    {"clamp(-5, 0, 10)", "number 0"},
    {"if(datum.a > 0, 'pos', 'neg')", "string pos"},
    {"log(E)", "number 1"},
    {"exp(0)", "number 1"},
    {"length('abc')", "number 3"},
    {"length([1,2,3])", "number 3"},
    {"upper(datum.u)", "string SÃO PAULO"},
    {"lower(datum.s)", "string hello world"},
    {"substring('hello', 1, 3)", "string el"},
    {"substring('hello', 3, 1)", "string el"},
    {"substring('hello', -2)", "string hello"},
    {"substring('hello', 2)", "string llo"},
    {"slice('hello', -3)", "string llo"},
    {"slice('hello', 1, -1)", "string ell"},
    {"slice([1,2,3,4], 1, 3)", "string 2,3"},
    {"indexof('hello', 'l')", "number 2"},
    {"lastindexof('hello', 'l')", "number 3"},
    {"indexof('hello', 'z')", "number -1"},
    {"indexof([1,2,3], 2)", "number 1"},
    {"indexof(['a','b'], 'b')", "number 1"},
    {"indexof([1,2], '2')", "number -1"},
    {"lastindexof([1,2,1], 1)", "number 2"},
    {"replace('a.b.a', 'a', 'x')", "string x.b.a"},
    {"replace('abc', 'b', '[$&]')", "string a[b]c"},
    {"replace('abc', 'b', '$$')", "string a$c"},
    {"replace('abc', 'z', 'y')", "string abc"},
    {"split('a,b,c', ',')[1]", "string b"},
    {"split('abc', '')", "string a,b,c"},
    {"split('', ',')", "string "},
    {"length(split('a b c', ' '))", "number 3"},
    {"split('a,b,c', ',', 2)", "string a,b"},
    {"join([1,null,'x'], '-')", "string 1--x"},
    {"join([1,2])", "string 1,2"},
    {"[1,[2,3]]", "string 1,2,3"},
    {"[1,2] + ''", "string 1,2"},
    {"[5] * 2", "number 10"},
    {"trim('  a b  ')", "string a b"},
    {"pad('7', 3, '0', 'left')", "string 007"},
    {"pad('ab', 5)", "string ab   "},
    {"pad('ab', 5, '*', 'center')", "string *ab**"},
    {"pad('abc', 2)", "string abc"},
    {"truncate('hello world', 6)", "string hello…"},
    {"truncate('hello world', 6, 'left')", "string …world"},
    {"truncate('hello world', 6, 'center')", "string hel…ld"},
    {"truncate('hello world', 6, 'right', '..')", "string hell.."},
    {"truncate('hi', 6)", "string hi"},
    {"parseFloat('12.5px')", "number 12.5"},
    {"parseFloat('.5e1x')", "number 5"},
    {"parseFloat('x')", "number NaN"},
    {"parseFloat(' -3')", "number -3"},
    {"parseInt('12px')", "number 12"},
    {"parseInt('0x1F')", "number 31"},
    {"parseInt('101', 2)", "number 5"},
    {"parseInt('z', 36)", "number 35"},
    {"parseInt('9', 8)", "number NaN"},
    {"toNumber('12')", "number 12"},
    {"toNumber('')", "null null"},
    {"toNumber(null)", "null null"},
    {"toString(12)", "string 12"},
    {"toString('')", "null null"},
    {"toBoolean('false')", "boolean false"},
    {"toBoolean('0')", "boolean false"},
    {"toBoolean('x')", "boolean true"},
    {"toBoolean(0)", "boolean false"},
    {"toBoolean(null)", "null null"},
    {"isValid(null)", "boolean false"},
    {"isValid(NaN)", "boolean false"},
    {"isValid(0)", "boolean true"},
    {"isNumber(1)", "boolean true"},
    {"isNumber('1')", "boolean false"},
    {"isString('')", "boolean true"},
    {"isBoolean(false)", "boolean true"},
    {"isArray([1])", "boolean true"},
    {"inrange(5, [0, 10])", "boolean true"},
    {"inrange(10, [0, 10], true, false)", "boolean false"},
    {"inrange(0, [0, 10], false)", "boolean false"},
    {"inrange(5, [10, 0])", "boolean true"},
    {"format(1234.5678, ',.2f')", "string 1,234.57"},
    {"format(0.256, '.1%')", "string 25.6%"},
    {"format(1500000, '.2s')", "string 1.5M"},
    {"format(datum.neg, '+.1f')", "string −3.7"},
    {"format(null, 'd')", "string null"},
    {"utcFormat(datum.t, '%Y-%m-%d %H:%M')", "string 2024-04-18 12:30"},
    {"utcFormat(null, '%Y')", "string null"},
    {"utcFormat(datum.t, '%b %-d, %Y')", "string Apr 18, 2024"},
    {"timeFormat(datum.t, '%B')", "string April"},
    {"utcyear(datum.t)", "number 2024"},
    {"utcquarter(datum.t)", "number 2"},
    {"utcmonth(datum.t)", "number 3"},
    {"utcdate(datum.t)", "number 18"},
    {"utcday(datum.t)", "number 4"},
    {"utchours(datum.t)", "number 12"},
    {"utcminutes(datum.t)", "number 30"},
    {"utcseconds(datum.t)", "number 0"},
    {"utcmilliseconds(datum.t)", "number 123"},
    {"year('2024-04-18')", "number 2024"},
    {"month('2024-04-18')", "number 3"},
    {"date('2024-04-18')", "number 18"},
    {"day('2024-04-18')", "number 4"},
    {"quarter('2024-11-30')", "number 4"},
    {"hours(datum.t)", "number 12"},
    {"dayofyear('2024-12-31')", "number 366"},
    {"toDate('2024-04-18')", "number 1713398400000"},
    {"toDate('')", "null null"},
    {"toDate('nonsense')", "number NaN"},
    {"toDate(5)", "number 5"},
    {"utc(2024, 3, 18)", "number 1713398400000"},
    {"utc(2024, 12)", "number 1735689600000"},
    {"utc(99, 0)", "number 915148800000"},
    {"utc(2024, 0, 1, 12, 30, 15, 250)", "number 1704112215250"},
    {"time('2024-04-18')", "number 1713398400000"},
    {"datetime(2024, 3, 18) - 0", "number 1713398400000"},
    {"datetime('2024-04-18') - 0", "number 1713398400000"},
    {"year(datetime(2024, 11, 31))", "number 2024"},
    {"monthFormat(3)", "string April"},
    {"monthAbbrevFormat(11)", "string Dec"},
    {"dayFormat(0)", "string Sunday"},
    {"dayAbbrevFormat(6)", "string Sat"},
    {"monthFormat('x')", "string "},
    {"monthFormat(14)", "string March"},
    {"PI", "number 3.141592653589793"},
    {"SQRT2", "number 1.4142135623730951"},
    {"LN10", "number 2.302585092994046"},
    {"MAX_VALUE", "number 1.7976931348623157e+308"},
    {"MIN_VALUE", "number 5e-324"},
    {"0x1F", "number 31"},
    {".5", "number 0.5"},
    {"5.", "number 5"},
    {"1e3", "number 1000"},
    {"1.5e-7", "number 1.5e-7"},
    {"'it\\'s'", "string it's"},
    {"\"\\u00e9\\x41\\n|\"", "string éA\n|"},
    {"'\\ud83d\\ude00'", "string 😀"},
    {"hypot(3, 4)", "number 5"},
    {"atan2(1, 1)", "number 0.7853981633974483"},
    {"1e21", "number 1e+21"},
    {"123456789012345680000", "number 123456789012345680000"},
    {"0.000001", "number 0.000001"},
    {"0.0000001", "number 1e-7"},
    {"0.1 + 0.2", "number 0.30000000000000004"},
    {"100 / 3", "number 33.333333333333336"},
    {"5e-324", "number 5e-324"},
    {"1/3 > 0.333 && 'ok'", "string ok"},
    {"datum.a === 1 ? 'one' : 'other'", "string one"},
    {"(datum.a)", "number 1"},
    {"- - 1", "number 1"},
    {"!!datum.s", "boolean true"},
    {"-datum.b", "number -2.5"},
    {"datum.t - datum.t % 86400000", "number 1713398400000"},
    {"datum.e ? 1 : 2", "number 2"},
    {"datum.e + datum.e", "string "},
    {"isValid(datum.n) ? 1 : 'none'", "string none"},
    /* regular expressions, where a value is expected */
    {"6 / 3 / 2", "number 1"},
    {"test(/^he/i, datum.s)", "boolean true"},
    {"test('o W', datum.s)", "boolean true"},
    {"test(/[/]/, 'a/b') && !test(/^b$/, 'a\\nb')", "boolean true"},
    {"test(/^b$/m, 'a\\nb')", "boolean true"},
    {"replace(datum.s, /o/g, '0')", "string Hell0 W0rld"},
    {"replace(datum.s, /o/, '[$&]')", "string Hell[o] World"},
    {"replace('a-b', /(\\w)-(\\w)/, '$2$1$3')", "string ba$3"},
    {"replace('a.b', '.', '$$')", "string a$b"},
    {"split('a1b22c', /\\d+/)[2]", "string c"},
    {"length(split('abc', /(?:)/))", "number 3"},
    {"regexp('l+', 'g') + ''", "string /l+/g"},
    {"isRegExp(/x/) && isObject(/x/)", "boolean true"},
    /* arrays and objects */
    {"join(sequence(3), '-')", "string 0-1-2"},
    {"join(sequence(1, 10, 4), '-')", "string 1-5-9"},
    {"length(sequence(1, 1))", "number 0"},
    {"join(sort([3, null, 1]), '-')", "string 1-3-"},
    {"join(reverse(['a', 'b']))", "string b,a"},
    {"extent([4, null, 1])[1]", "number 4"},
    {"span([2, 7]) + peek([1, 9])", "number 14"},
    {"lerp([0, 10], 0.25)", "number 2.5"},
    {"clampRange([-2, 3], 0, 9)[1]", "number 5"},
    {"{a: 1, 'b': {c: 2}}.b.c", "number 2"},
    {"merge({a: 1}, {a: 2, b: 3}).a", "number 2"},
    {"pluck([{a: 1}, {a: 2}], 'a')[1]", "number 2"},
    {"{a: 1}['b']", "null null"},
    {"{a: 1} + ''", "string [object Object]"},
    {"isObject({}) && isObject([]) && !isObject(1)", "boolean true"},
    {"datum.a.b", "number 7"}, /* nested data lie in columns of their own */
};

static void test_values(void)
{
    check(values, G_N_ELEMENTS(values));
}

/* where JavaScript would throw, or its answer would be an accident */
static void test_differences(void)
{
    static const Case cases[] = {
        {"length(null)", "null null"},
        {"length(5)", "null null"},
        {"datum.n.length", "null null"},
        {"datum.s[99]", "null null"},
        {"datum.s[-1]", "null null"},
        {"indexof(5, 5)", "null null"},
        {"format(1, datum.s)", "null null"},
        {"year(null)", "number NaN"},
        {"datum.missing", "null null"},
        {"length('\\ud83d\\ude00')", "number 1"},
        {"'\\ud83d'", "string \ufffd"},
        {"timeFormat(0)", "string 1970"},
        {"utcFormat('x', '%Y')", "string Invalid Date"},
        {"Infinity", "number Infinity"},
        {"length(pad('', 1e4))", "number 10000"},
        {"pad('', 1e9)", "null null"},
        {"join(split(pad('', 60000, 'x'), ''), pad('', 1000, 'y'))", "null null"},
    };
    check(cases, G_N_ELEMENTS(cases));
}

static void test_faults(void)
{
    static const Case cases[] = {
        {"", "at character 1: it ends where a value is expected"},
        {"1 +", "at character 4: it ends where a value is expected"},
        {"(1", "at character 3: it ends where ')' is expected"},
        {"1 2", "at character 3: '2' stands where an operator or the end is expected"},
        {"\u00e9 + )", "at character 1: unknown name '\u00e9'; a field is datum.\u00e9"},
        {"'\u00e9' + )", "at character 7: ')' stands where a value is expected"},
        {"a = 1", "at character 1: unknown name 'a'; a field is datum.a"},
        {"datum.a = 1", "at character 9: nothing can be assigned; compare with '=='"},
        {"datun.x", "at character 1: unknown name 'datun'; did you mean 'datum'? (a field is "
                    "datum.datun)"},
        {"fomat(1, 'f')", "at character 1: unknown function 'fomat'; did you mean 'format'?"},
        {"1 + isnan(2)", "at character 5: unknown function 'isnan'; did you mean 'isNaN'?"},
        {"data('x')", "at character 1: unknown function 'data'; did you mean 'date'?"},
        {"geoArea(1)", "at character 1: unknown function 'geoArea'"},
        {"now()", "at character 1: now is not supported: the same input must give the same chart"},
        {"clamp(1, 2)", "at character 1: clamp takes 3 arguments, not 2"},
        {"abs()", "at character 1: abs takes 1 argument, not 0"},
        {"max()", "at character 1: max takes at least 1 arguments, not 0"},
        {"slice('a', 1, 2, 3)", "at character 1: slice takes 2 to 3 arguments, not 4"},
        {"format(1, 'q!')", "at character 11: 'q!' is no number format of d3; write one such as "
                            "',.1f'"},
        {"abs + 1", "at character 1: abs is a function; give it its arguments: abs(...)"},
        {"datum", "at character 1: datum is no value; name a field: datum.NAME"},
        {"datum.", "at character 7: it ends where the name of a field is expected"},
        {"/a", "at character 1: the regular expression has no end; its slash is missing"},
        {"/a/y", "at character 1: a regular expression has no flag 'y'; write g, i, m, s"},
        {"{a 1}", "at character 4: '1' stands where ':' is expected"},
        {"{1: 1}", "at character 2: '1' stands where the name of a member is expected"},
        {"'abc", "at character 1: the text has no end; its quote is missing"},
        {"'\\u12'", "at character 2: bad escape; write \\uXXXX or \\xXX"},
        {"'\\u0000'", "at character 2: a text cannot hold U+0000"},
        {"'\\u{110000}'", "at character 2: bad escape; write \\uXXXX or \\xXX"},
        {"'\\8'", "at character 2: octal escapes are not allowed; write \\xXX"},
        {"010", "at character 1: a number must not begin with a needless zero"},
        {"1e", "at character 1: a number must not run into a name"},
        {"0x", "at character 1: no digits after '0x'"},
        {"1 # 2", "at character 3: this character has no meaning here"},
        {"x => 1", "at character 1: unknown name 'x'; a field is datum.x"},
        {"[1, ]", "at character 5: ']' stands where a value is expected"},
        {"datum.a ? 1", "at character 12: it ends where ':' is expected"},
        {"\xff", "an expression is UTF-8 text of at most 65536 bytes"},
    };
    check(cases, G_N_ELEMENTS(cases));
}

static void assert_repeated(const char *text, guint n, const char *tail, const char *result)
{
    g_autoptr(GString) source = g_string_new(NULL);
    for (guint i = 0; i < n; i++)
        g_string_append(source, text);
    g_string_append(source, tail);
    g_autofree char *got = evaluate(source->str);
    g_assert_cmpstr(got, ==, result);
}

static void test_limits(void)
{
    assert_repeated("(", 5000, "", "at character 201: nested more than 200 deep");
    assert_repeated("[", 5000, "", "at character 201: nested more than 200 deep");
    assert_repeated("-", 5000, "1", "at character 200: nested more than 200 deep");
    assert_repeated("1?", 5000, "1", "at character 401: nested more than 200 deep");
    assert_repeated("abs(", 5000, "", "at character 801: nested more than 200 deep");
    assert_repeated("1+", 900, "1", "number 901");
    assert_repeated("1+", 5000, "1",
                    "at character 2000: more than 1000 operations build on each "
                    "other; split the expression");
    assert_repeated(" ", 70000, "1", "an expression is UTF-8 text of at most 65536 bytes");
}

static void test_fields(void)
{
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(Expression) expression =
        expression_parse("datum.b + datum['a b'] * datum.b - datum['x' + 1] + datum.a.length",
                         (Place){0}, NULL, findings);
    const GPtrArray *fields = expression_fields(expression);
    g_assert_cmpuint(fields->len, ==, 3);
    g_assert_cmpstr(g_ptr_array_index(fields, 0), ==, "b");
    g_assert_cmpstr(g_ptr_array_index(fields, 1), ==, "a b");
    g_assert_cmpstr(g_ptr_array_index(fields, 2), ==, "a");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/expression/values", test_values);
    g_test_add_func("/expression/differences", test_differences);
    g_test_add_func("/expression/faults", test_faults);
    g_test_add_func("/expression/limits", test_limits);
    g_test_add_func("/expression/fields", test_fields);
    return g_test_run();
}
