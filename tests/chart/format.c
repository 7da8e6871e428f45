/* Numbers to text.  All expectations are what d3-format 3.1.3 and d3-scale 4.0.3
 * give in Node 20. */
#include "chart/format.h"

#include <math.h>

static const struct {
    const char *specifier;
    double number;
    const char *text;
} numbers[] = {
    {"", 0, "0"},
    {"", 1, "1"},
    {"", 1.5, "1.5"},
    {"", 0.30000000000000004, "0.3"},
    {"", 1234567, "1234567"},
    {"", 1e+21, "1e+21"},
    {"", -42, "−42"},
    {"", NAN, "NaN"},
    {"", INFINITY, "Infinity"},
    {"f", 0, "0.000000"},
    {"f", 1.5, "1.500000"},
    {"f", -1.5, "−1.500000"},
    {".0f", 0.5, "1"},
    {".0f", 1.5, "2"},
    {".0f", 2.5, "3"},
    {".0f", -0.4, "0"},
    {".0f", -0.5, "−1"},
    {".0f", 1e+21, "1e+21"},
    {".1f", 0.05, "0.1"},
    {".1f", 0.15, "0.1"},
    {".1f", 0.25, "0.3"},
    {".1f", 0.35, "0.3"},
    {".1f", 1.45, "1.4"},
    {".1f", 8.345, "8.3"},
    {".2f", 1.005, "1.00"},
    {".2f", 86.4, "86.40"},
    {".2f", 10.235, "10.23"},
    {".2f", -0.001, "0.00"},
    {",.2f", 1234.5678, "1,234.57"},
    {",.2f", -9876543.215, "−9,876,543.21"},
    {"+.1f", 0, "+0.0"},
    {"+.1f", 3.14, "+3.1"},
    {"+.1f", -3.14, "−3.1"},
    {"(.2f", -5, "(5.00)"},
    {"(.2f", 5, "5.00"},
    {" .1f", 5, " 5.0"},
    {" .1f", -5, "−5.0"},
    {",", 600000, "600,000"},
    {",", 20000.25, "20,000.25"},
    {",d", 350000, "350,000"},
    {",d", -350000, "−350,000"},
    {",d", 1e+21, "1,000,000,000,000,000,000,000"},
    {",d", 4.5, "5"},
    {",d", INFINITY, "∞"},
    {"d", 0.5, "1"},
    {"d", -0.5, "−1"},
    {"d", 2.5, "3"},
    {"$,.0f", 1300000000, "$1,300,000,000"},
    {"$.2s", 1300000000, "$1.3G"},
    {"($,.2f", -1234.5, "($1,234.50)"},
    {".2s", 0, "0.0"},
    {".2s", 1, "1.0"},
    {".2s", 42000000, "42M"},
    {".2s", 1500, "1.5k"},
    {".2s", 0.00042, "420µ"},
    {".2s", -25000, "−25k"},
    {".2s", 1e+30, "1000000Y"},
    {".2s", 1e-30, "0.000001y"},
    {".2s", 999999, "1.0M"},
    {"s", 64000, "64.0000k"},
    {"s", 0.000001, "1.00000µ"},
    {"~s", 64000, "64k"},
    {"~s", 1000000, "1M"},
    {"~s", 1234.5, "1.2345k"},
    {"~s", 0, "0"},
    {"~s", 0.5, "500m"},
    {".3~s", 1500, "1.5k"},
    {".3~s", 1000, "1k"},
    {".0s", 9999, "10k"},
    {".0%", 0.864, "86%"},
    {".0%", 0.005, "1%"},
    {".0%", 0.015, "2%"},
    {".1%", 0.8645, "86.5%"},
    {".1%", -0.1234, "−12.3%"},
    {"%", 0.123, "12.300000%"},
    {"~%", 0.5, "50%"},
    {"p", 0.12345, "12.3450%"},
    {".2p", 0.86449, "86%"},
    {".3r", 1234567, "1230000"},
    {".3r", 0.000123456, "0.000123"},
    {".3r", 0, "0"},
    {"r", 86.4, "86.4000"},
    {".3g", 1234, "1.23e+3"},
    {".3g", 0.0001234, "0.000123"},
    {".3g", 1e-7, "1.00e-7"},
    {".3g", 12, "12.0"},
    {"g", 0.1, "0.100000"},
    {".3~g", 1.5, "1.5"},
    {".3~g", 100, "100"},
    {"n", 12345.678, "12,345.7"},
    {"e", 123456, "1.234560e+5"},
    {"e", 0, "0.000000e+0"},
    {".2e", 0.00012345, "1.23e-4"},
    {".2e", -5, "−5.00e+0"},
    {".1~e", 1000, "1e+3"},
    {"b", 5, "101"},
    {"#b", 5, "0b101"},
    {"o", 64, "100"},
    {"#o", 64, "0o100"},
    {"x", 48879, "beef"},
    {"x", -255, "−ff"},
    {"#X", 48879, "0xBEEF"},
    {"c", 65, "65"},
    {"c", 1.5, "1.5"},
    {"08.2f", 3.14159, "00003.14"},
    {"08.2f", -3.14159, "−0003.14"},
    {"010,d", 1234567, "01,234,567"},
    {"010,d", 12, "00,000,012"},
    {"*>8d", 42, "******42"},
    {"*<8d", 42, "42******"},
    {"*^8d", 42, "***42***"},
    {"*^8d", 421, "**421***"},
    {"*=8d", -42, "−*****42"},
    {"0=6d", -42, "−00042"},
    {">5", 7, "    7"},
    {"^7.1f", -2, " −2.0  "},
    {"µ>6d", 7, "µµµµµ7"},
    {"012,.1f", 1234.5, "00,001,234.5"},
    {"<$10.2f", 9.5, "$9.50     "},
    {".30f", 0.1, "0.10000000000000000555"},
    {".25g", 0.1, "0.100000000000000005551"},
    {"z", 1.5, "1.5"},
    {".5E", 0.3333333333333333, "0.33333"},
    {"+,", 1000000, "+1,000,000"},
    {"+d", -0.2, "−0"},
};

static void test_number(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++) {
        g_autoptr(NumberFormat) format = number_format_parse(numbers[i].specifier);
        g_assert_nonnull(format);
        g_autofree char *text = number_format_apply(format, numbers[i].number);
        g_test_message("'%s' of %g", numbers[i].specifier, numbers[i].number);
        g_assert_cmpstr(text, ==, numbers[i].text);
    }
}

static void test_no_specifier(void)
{
    g_autofree char *plain = number_format_apply(NULL, -1234.5);
    g_assert_cmpstr(plain, ==, "−1234.5");
    static const char *const cases[] = {"q!",
                                        ".",
                                        ".f",
                                        "5.f",
                                        ",,f",
                                        "ff",
                                        "%%",
                                        "-5-",
                                        "\xff>5",
                                        "\U0001F600>5",
                                        "\n>5",
                                        "99999f",
                                        "99999999999999999999f"};
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_null(number_format_parse(cases[i]));
}

/* one SI prefix for all numbers of a scale */
static void test_prefix(void)
{
    static const struct {
        const char *specifier;
        double reference, number;
        const char *text;
    } cases[] = {
        {",.0", 0.000001, 0.00042, "420µ"},
        {".1f", 1000000, 1234567, "1.2M"},
        {".2", 1000000000, 64000000, "0.06G"},
        {"$,.0", 1000, 350000, "$350k"},
        {"~", 1000000, 2500000, "2.5M"},
        {".1", 1, 42, "42.0"},
        {".0", 1e+30, 5e+24, "5Y"},
        /* d3 gives NaN here */
        {".1", 0, 5, "5.0"},
        {".1", NAN, 5, "5.0"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(NumberFormat) format = number_format_parse(cases[i].specifier);
        g_autofree char *text =
            number_format_apply_prefix(format, cases[i].reference, cases[i].number);
        g_assert_cmpstr(text, ==, cases[i].text);
    }
}

static void test_ticks(void)
{
    static const struct {
        double start, stop, count;
        const char *specifier;
        double number;
        const char *text;
    } cases[] = {
        {0, 1, 10, NULL, 0.2, "0.2"},
        {0, 100, 10, NULL, 20, "20"},
        {0, 350000, 5, NULL, 150000, "150,000"},
        {0, 0.01, 5, NULL, 0.004, "0.004"},
        {0, 1, 10, "%", 0.3, "30%"},
        {0, 0.05, 10, "%", 0.015, "1.5%"},
        {0, 1000000, 5, "s", 400000, "0.4M"},
        {0, 2500000000, 10, "s", 500000000, "0.5G"},
        {0, 3000, 6, "~s", 1500, "1.5k"},
        {80, 92, 6, ".1f", 86.4, "86.4"},
        {0, 1, 5, "+f", 0.4, "+0.4"},
        {1000, 2000, 4, "e", 1500, "1.5e+3"},
        {0, 10, 10, "g", 3, "3"},
        {0, 350, 5, "", 50, "50"},
        {-1, 1, 10, "p", 0.4, "40%"},
        {0, 10, 5, "r", 4, "4"},
        {10, 0, 5, "f", 4, "4"},
        {0, 100000, 5, "$,.2r", 20000, "$20,000"},
        {5, 5, 10, "f", 5, "5.000000"},
        {2019.5, 2024.2, 5, "d", 2021, "2021"},
        {0, 0, 10, "s", 0, "0.000000"}, /* d3 gives NaN */
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(NumberFormat) format = number_format_for_ticks(
            cases[i].start, cases[i].stop, cases[i].count, cases[i].specifier);
        g_autofree char *text = number_format_apply(format, cases[i].number);
        g_assert_cmpstr(text, ==, cases[i].text);
    }
    g_assert_null(number_format_for_ticks(0, 1, 10, "q!"));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/format/number", test_number);
    g_test_add_func("/format/no-specifier", test_no_specifier);
    g_test_add_func("/format/prefix", test_prefix);
    g_test_add_func("/format/ticks", test_ticks);
    return g_test_run();
}
