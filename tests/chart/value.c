/* Conversions.  Expectations are what String(), Number() and Date.parse() give in
 * Node 20, unless a comment says otherwise. */
#include "chart/value.h"

#include <math.h>

static void assert_same_number(double a, double b)
{
    g_assert_true(isnan(a) ? isnan(b) : a == b);
}

static void test_to_text(void)
{
    static const struct {
        double number;
        const char *text;
    } cases[] = {
        {0, "0"},
        {-0.0, "0"},
        {1, "1"},
        {-1.5, "-1.5"},
        {0.1, "0.1"},
        {0.30000000000000004, "0.30000000000000004"},
        {100, "100"},
        {100000000000000000000.0, "100000000000000000000"},
        {1e+21, "1e+21"},
        {123456789012345680000.0, "123456789012345680000"},
        {0.000001, "0.000001"},
        {1e-7, "1e-7"},
        {1.5e-7, "1.5e-7"},
        {5e-324, "5e-324"},
        {1.7976931348623157e+308, "1.7976931348623157e+308"},
        {9007199254740992, "9007199254740992"},
        {2.9802322387695312e-8, "2.9802322387695312e-8"},
        {5.684341886080802e-14, "5.684341886080802e-14"},
        {0.3333333333333333, "0.3333333333333333"},
        {NAN, "NaN"},
        {INFINITY, "Infinity"},
        {-INFINITY, "-Infinity"},
        {86.4, "86.4"},
        {1e+300, "1e+300"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = value_to_text(value_number(cases[i].number));
        g_assert_cmpstr(text, ==, cases[i].text);
        assert_same_number(value_to_number(value_string(text)), cases[i].number);
    }
    g_autofree char *nothing = value_to_text(VALUE_NOTHING);
    g_autofree char *boolean = value_to_text(value_boolean(TRUE));
    g_assert_cmpstr(nothing, ==, "null");
    g_assert_cmpstr(boolean, ==, "true");
}

static void test_to_number(void)
{
    static const struct {
        const char *text;
        double number;
    } cases[] = {
        {"", 0},
        {"  ", 0},
        {" 12 ", 12},
        {"1.", 1},
        {".5", 0.5},
        {"+.5e3", 500},
        {"1e", NAN},
        {"0x1F", 31},
        {"0b101", 5},
        {"0o17", 15},
        {"-0x10", NAN},
        {"Infinity", INFINITY},
        {"-Infinity", -INFINITY},
        {"infinity", NAN},
        {"1_000", NAN},
        {"12px", NAN},
        {".", NAN},
        {"1e400", INFINITY},
        {"1,000", NAN},
        {"-", NAN},
        {"\u00a07\ufeff", 7},
        {"1e5 ", 100000},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_same_number(value_to_number(value_string(cases[i].text)), cases[i].number);
    assert_same_number(value_to_number(VALUE_NOTHING), 0);
    assert_same_number(value_to_number(value_boolean(TRUE)), 1);
}

static void test_to_time(void)
{
    static const struct {
        const char *text;
        double time;
    } cases[] = {
        {"2024", 1704067200000},
        {"2024-04", 1711929600000},
        {"2024-04-18", 1713398400000},
        {"2024-13", NAN},
        {"2024-00", NAN},
        {"2024-04-00", NAN},
        {"2024-04-18T12:30Z", 1713443400000},
        {"2024-04-18T12:30:15.5Z", 1713443415500},
        {"2024-04-18T12:30:15.123456Z", 1713443415123},
        {"2024-04-18T12:30:00+02:00", 1713436200000},
        {"2024-04-18T12:30:00-05:30", 1713463200000},
        {"2024-04-18T12:30", 1713443400000},
        {"2024-04-18 12:30:15", 1713443415000},
        {"2024-04-18T24:00Z", 1713484800000},
        {"2024-04-18T24:01Z", NAN},
        {"2024-04-18T12:60Z", NAN},
        {"+002024-04-18", 1713398400000},
        {"-000001-01-01T00:00Z", -62198755200000},
        {"24", NAN},
        {"hello", NAN},
        {"", NAN},
        {"1969-12-31", -86400000},
        {"0000-01-01", -62167219200000},
        {"2024-04-18T", NAN},
        {"2024-02-29", 1709164800000},
        {"2023-06-31T", NAN},
        /* not ISO 8601, or no real day: V8 guesses, this does not */
        {"2024-02-30", NAN},
        {"2023-02-29", NAN},
        {"2024-4-1", NAN},
        {"2024-", NAN},
        {"-000000-01-01", NAN},
        {"2024-04-18Z", NAN},
        {"2024-04-18T12", NAN},
        {"2024-04-18T12:30:00Z+02:00", NAN},
        {"2024-04-18T12:30:00+24:00", NAN},
        {"2024-04-18T12:30:00.Z", NAN},
        {"+275760-09-13", 8.64e15},
        {"+275760-09-14", NAN},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].text);
        assert_same_number(value_to_time(value_string(cases[i].text)), cases[i].time);
    }
    assert_same_number(value_to_time(value_number(5)), 5);
    assert_same_number(value_to_time(value_number(1e300)), NAN);
    assert_same_number(value_to_time(VALUE_NOTHING), NAN);
    assert_same_number(value_to_time(value_boolean(TRUE)), NAN);
}

static void test_truth(void)
{
    g_assert_false(value_truth(VALUE_NOTHING));
    g_assert_false(value_truth(value_number(0)));
    g_assert_false(value_truth(value_number(NAN)));
    g_assert_true(value_truth(value_number(-1)));
    g_assert_false(value_truth(value_string("")));
    g_assert_true(value_truth(value_string("0")));
    g_assert_true(value_truth(value_boolean(TRUE)));
}

/* each value comes before all below it */
static void test_order(void)
{
    const Value values[] = {
        VALUE_NOTHING,
        value_boolean(FALSE),
        value_boolean(TRUE),
        value_number(NAN),
        value_number(-INFINITY),
        value_number(-1),
        value_number(0),
        value_number(2),
        value_number(10),
        value_string(""),
        value_string("10"),
        value_string("2"),
        value_string("B"),
        value_string("a"),
        value_string("ab"),
        value_string("b"),
        value_string("\u00e9"),
        value_string("\ud7ff"),
        value_string("\U0001F600"), /* JavaScript compares its surrogates */
        value_string("\ue000"),
        value_string("\uffee"),
    };
    for (gsize i = 0; i < G_N_ELEMENTS(values); i++)
        for (gsize j = 0; j < G_N_ELEMENTS(values); j++) {
            g_assert_cmpint(value_compare(values[i], values[j]), ==, (i > j) - (i < j));
            g_assert_cmpint(value_equal(values[i], values[j]), ==, i == j);
        }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/value/to-text", test_to_text);
    g_test_add_func("/value/to-number", test_to_number);
    g_test_add_func("/value/to-time", test_to_time);
    g_test_add_func("/value/truth", test_truth);
    g_test_add_func("/value/order", test_order);
    return g_test_run();
}
