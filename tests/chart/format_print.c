/* Numbers as newspapers print them. */
#include "chart/format_print.h"

#define THIN "\u202F"
#define WORD "\u00A0"

static void test_print(void)
{
    static const struct {
        const char *language;
        double number;
        const char *full, *round, *power;
    } cases[] = {
        {"en", 0, "0", "0", "0"},
        {"en", 1, "1", "1", "1"},
        {"en", 10, "10", "10", "10"},
        {"en", 2024, "2024", "2,024", "2.024" THIN "×" THIN "10³"}, /* full: it may be a year */
        {"en", 12500, "12,500", "12,500", "1.25" THIN "×" THIN "10⁴"},
        {"en", 0.1 + 0.2, "0.3", "0.3", "3" THIN "×" THIN "10⁻¹"},
        {"en", 999999, "999,999", "999,999", "9.99999" THIN "×" THIN "10⁵"},
        {"en", 1e6, "1,000,000", "1" WORD "million", "10⁶"},
        {"en", 2.5e6, "2,500,000", "2.5" WORD "million", "2.5" THIN "×" THIN "10⁶"},
        {"en", 999999.9999999999, "1,000,000", "1" WORD "million", "10⁶"},
        {"en", 3.5e11, "350,000,000,000", "350" WORD "billion", "3.5" THIN "×" THIN "10¹¹"},
        {"en", 2e12, "2,000,000,000,000", "2" WORD "trillion", "2" THIN "×" THIN "10¹²"},
        {"en", 5.999999999999999e25, "6" THIN "×" THIN "10²⁵", NULL, "6" THIN "×" THIN "10²⁵"},
        {"en", 1e26, "10²⁶", NULL, "10²⁶"},
        {"en", -1e24, "−10²⁴", NULL, "−10²⁴"},
        {"en", -3.2e-9, "−3.2" THIN "×" THIN "10⁻⁹", NULL, "−3.2" THIN "×" THIN "10⁻⁹"},
        {"en", 0.0001, "0.0001", "0.0001", "10⁻⁴"},
        {"en", 0.00001, "10⁻⁵", NULL, "10⁻⁵"},
        {"en", 1.7976931348623157e308, NULL, NULL, "1.79769313486" THIN "×" THIN "10³⁰⁸"},
        {"pt", 12500.5, "12.500,5", "12.500,5", "1,25005" THIN "×" THIN "10⁴"},
        {"pt", 1e6, "1.000.000", "1" WORD "milhão", "10⁶"},
        {"pt", 2.5e6, "2.500.000", "2,5" WORD "milhões", "2,5" THIN "×" THIN "10⁶"},
        {"pt", 0.5, "0,5", "0,5", "5" THIN "×" THIN "10⁻¹"},
        {"de", 1.5e9, "1.500.000.000", "1,5" WORD "Milliarden", "1,5" THIN "×" THIN "10⁹"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Locale *locale = locale_find(cases[i].language);
        g_autofree char *full = number_print(locale, cases[i].number);
        g_autofree char *round = number_print_round(locale, cases[i].number);
        g_autofree char *power = number_print_power(locale, cases[i].number);
        if (cases[i].full)
            g_assert_cmpstr(full, ==, cases[i].full);
        if (cases[i].round)
            g_assert_cmpstr(round, ==, cases[i].round);
        g_assert_cmpstr(power, ==, cases[i].power);
    }
}

static void test_wants_power(void)
{
    g_assert_false(number_wants_power(0, 0));
    g_assert_false(number_wants_power(1, 9e14));
    g_assert_true(number_wants_power(1, 1e15));
    g_assert_false(number_wants_power(1e-4, 1));
    g_assert_true(number_wants_power(9e-5, 1));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/format-print/print", test_print);
    g_test_add_func("/format-print/wants-power", test_wants_power);
    return g_test_run();
}
