#include "base/number.h"

#include <math.h>
#include <string.h>

static void assert_round_trip(double number)
{
    char text[NUMBER_TEXT_SIZE];
    double read;
    g_test_message("%.17g", number);
    g_assert_true(number_parse(number_format(number, text), &read));
    g_assert_cmpmem(&read, sizeof read, &number, sizeof number);
}

static void test_round_trip(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(20240418);
    for (int i = 0; i < 100000; i++) {
        /* any bits, so that every magnitude comes up alike */
        const guint64 bits = (guint64)g_rand_int(random) << 32 | g_rand_int(random);
        double number;
        memcpy(&number, &bits, sizeof number);
        if (isfinite(number))
            assert_round_trip(number);
        assert_round_trip(g_rand_double_range(random, -1000, 1000));
    }
}

/* The quick way says what printf says. */
static void test_append_as_printf(void)
{
    static const double steps[] = {0.125, 0.01, 0.005, 0.0005, 1.0 / 3, 12345.678};
    for (gsize s = 0; s < G_N_ELEMENTS(steps); s++) {
        for (int i = -3000; i <= 3000; i++) {
            for (int decimals = 0; decimals <= 4; decimals++) {
                char text[64], format[] = {'%', '.', (char)('0' + decimals), 'f', '\0'};
                g_ascii_formatd(text, sizeof text, format, i * steps[s]);
                if (decimals > 0) { /* zeros at the end are left out */
                    gsize length = strlen(text);
                    while (text[length - 1] == '0')
                        text[--length] = '\0';
                    if (text[length - 1] == '.')
                        text[length - 1] = '\0';
                }
                g_autoptr(GString) out = g_string_new(NULL);
                number_append(out, i * steps[s], decimals);
                g_assert_cmpstr(out->str, ==, strcmp(text, "-0") == 0 ? "0" : text);
            }
        }
    }
}

/* Numbers of few decimals take a quick way. */
static void test_format_as_printf(void)
{
    static const double sizes[] = {1e3, 1e6, 1e9, 1e12, 1e15};
    g_autoptr(GRand) random = g_rand_new_with_seed(20240418);
    for (int i = 0; i < 100000; i++) {
        const double units =
            trunc(g_rand_double_range(random, -1, 1) * sizes[i % (int)G_N_ELEMENTS(sizes)]);
        char text[NUMBER_TEXT_SIZE], other[NUMBER_TEXT_SIZE];
        g_ascii_formatd(other, sizeof other, "%.15g", units / 1000);
        g_assert_cmpstr(number_format(units / 1000, text), ==, other);
    }
}

static void test_format(void)
{
    static const struct {
        double number;
        const char *text;
    } cases[] = {
        {0, "0"},
        {-0.0, "-0"},
        {86.4, "86.4"},
        {0.1 + 0.2, "0.30000000000000004"},
        {1.0 / 3, "0.3333333333333333"},
        {350000, "350000"},
        {-64, "-64"},
        {999999999999999, "999999999999999"},
        {-999999999999999, "-999999999999999"},
        {1e15, "1e15"},
        {0.001, "0.001"},
        {-1234567890.05, "-1234567890.05"},
        {2.1e25, "2.1e25"},
        {1.6400009999999998e25, "1.6400009999999998e25"},
        {1e-7, "1e-7"},
        {9007199254740993.0, "9007199254740992"},
        {5e-324, "5e-324"},
        {1.7976931348623157e308, "1.7976931348623157e308"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        char text[NUMBER_TEXT_SIZE];
        g_assert_cmpstr(number_format(cases[i].number, text), ==, cases[i].text);
    }
}

static void test_parse(void)
{
    static const struct {
        const char *text;
        gboolean valid;
        double number;
    } cases[] = {
        {"0", TRUE, 0},         {"-1.5", TRUE, -1.5}, {"+2", TRUE, 2},     {"2.1e25", TRUE, 2.1e25},
        {"1E-3", TRUE, 1e-3},   {"007", TRUE, 7},     {"1e-999", TRUE, 0}, {"", FALSE, 0},
        {"-", FALSE, 0},        {".5", FALSE, 0},     {"5.", FALSE, 0},    {"1e", FALSE, 0},
        {"1e+", FALSE, 0},      {"1e999", FALSE, 0},  {"inf", FALSE, 0},   {"nan", FALSE, 0},
        {"0x10", FALSE, 0},     {" 1", FALSE, 0},     {"1 ", FALSE, 0},    {"1,5", FALSE, 0},
        {"1,000", FALSE, 0},    {"--1", FALSE, 0},    {"1.2.3", FALSE, 0}, {"86%", FALSE, 0},
        {"\xD9\xA1", FALSE, 0}, /* an Arabic-Indic digit */
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        double number = 0;
        g_test_message("%s", cases[i].text);
        g_assert_cmpint(number_parse(cases[i].text, &number), ==, cases[i].valid);
        if (cases[i].valid)
            g_assert_cmpfloat(number, ==, cases[i].number);
    }
}

static void test_append(void)
{
    static const struct {
        double number;
        int decimals;
        const char *text;
    } cases[] = {
        {1, 2, "1"},
        {1.5, 2, "1.5"},
        {1.005, 3, "1.005"},
        {0.126, 2, "0.13"},
        {-0.001, 2, "0"},
        {-0.0, 0, "0"},
        {100, 0, "100"},
        {1e21, 2, "1000000000000000000000"},
        {-12.3400, 4, "-12.34"},
        {1e-9, 3, "0"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        number_append(out, cases[i].number, cases[i].decimals);
        g_assert_cmpstr(out->str, ==, cases[i].text);
    }
    g_autoptr(GString) out = g_string_new("x ");
    number_append(out, 1.7976931348623157e308, 6);
    g_assert_cmpuint(out->len, ==, 2 + 309);
}

static void test_append_grouped(void)
{
    static const char *const cases[][2] = {
        {"2024", "2024"},         {"12345", "12,345"},
        {"350000", "350,000"},    {"-1234567", "-1,234,567"},
        {"2.1e25", "2.1e25"},     {"29827341.92", "29,827,341.92"},
        {"0.123456", "0.123456"}, {"", ""},
        {"12345e3", "12345e3"},   {"20241231x", "20241231x"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        number_append_grouped(out, cases[i][0]);
        g_assert_cmpstr(out->str, ==, cases[i][1]);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/number/round-trip", test_round_trip);
    g_test_add_func("/number/append-as-printf", test_append_as_printf);
    g_test_add_func("/number/format", test_format);
    g_test_add_func("/number/format-as-printf", test_format_as_printf);
    g_test_add_func("/number/parse", test_parse);
    g_test_add_func("/number/append", test_append);
    g_test_add_func("/number/append-grouped", test_append_grouped);
    return g_test_run();
}
