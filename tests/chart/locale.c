/* Numbers and times in the reader's language; expected texts are CLDR's, looked up by hand. */
#include "chart/locale.h"

#include "chart/format.h"

#include <string.h>

static void test_numbers(void)
{
    static const struct {
        const char *language, *english, *expected;
    } cases[] = {
        {"en", "20,000", "20,000"},
        {"pt", "86.4", "86,4"},
        {"pt", "86.4%", "86,4\u202F%"},
        {"pt", "20,000", "20.000"},
        {"pt", "350k", "350\u202Fmil"},
        {"pt", "1M", "1\u202Fmi"},
        {"pt", "1.5M", "1,5\u202Fmi"},
        {"pt", "1.50M", "1,5\u202Fmi"},
        {"pt", "\u22123.5", "\u22123,5"},
        {"pt", "+0.05", "+0,05"},
        {"pt", "$1,000.25", "$1.000,25"},
        {"pt", "12345", "12345"},
        {"pt", "1e+21", "1e+21"},
        {"pt", "2.5µ", "2,5µ"},
        {"pt", "(1,200)", "(1.200)"},
        {"pt", "0", "0"},
        {"pt", "0k", "0"},
        {"pt", "", ""},
        {"pt", "NaN", "NaN"},
        {"pt", "null", "null"},
        {"pt-PT", "20,000", "20\u202F000"},
        {"es", "2,048", "2048"}, /* four digits stay together */
        {"es", "20,000", "20.000"},
        {"es", "350k", "350\u202Fmil"},
        {"de", "100k", "100.000"},
        {"de", "1M", "1\u202FMio."},
        {"de-CH", "20,000", "20\u2019000"},
        {"fr", "20,000", "20\u202F000"},
        {"fr", "100k", "100\u202Fk"},
        {"hi", "1,000,000", "10,00,000"},
        {"ja", "350k", "35万"},
        {"tlh", "20,000", "20,000"}, /* not in CLDR */
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = locale_number(locale_find(cases[i].language), cases[i].english);
        g_test_message("%s %s", cases[i].language, cases[i].english);
        g_assert_cmpstr(text, ==, cases[i].expected);
    }
}

static void test_times(void)
{
    static const struct {
        const char *language, *specifier, *expected;
    } cases[] = {
        {"en", "%-d %b %Y", "4 Mar 2024"},
        {"pt", "%b %Y", "mar. de 2024"},
        {"pt", "%B", "março"},
        {"pt", "%Y", "2024"},
        {"pt", "%-d %b %Y", "4 de mar. de 2024"},
        {"pt", NULL, "seg., 4"}, /* a Monday: "Mon 04" */
        {"de", "%-d %b %Y", "4. März 2024"},
        {"de", "%b %Y", "März 2024"},
        {"fr", "%B %Y", "mars 2024"},
        {"ja", "%b %Y", "2024年3月"},
        {"pt", "%Y, day %j", "2024, day 064"}, /* no pattern of CLDR's has it */
        {"pt", "no field", "no field"},
    };
    const double monday = 1709510400000; /* 2024-03-04T00:00Z */
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text =
            locale_time(locale_find(cases[i].language), cases[i].specifier, monday);
        g_test_message("%s %s", cases[i].language, cases[i].specifier);
        g_assert_cmpstr(text, ==, cases[i].expected);
    }
}

static void test_names(void)
{
    static const char *const known[] = {"en", "pt", "pt-BR", "de-CH", "zh-Hant-TW", "sw"};
    static const char *const unknown[] = {"",    "tlh",   "p",      "portuguese",
                                          "pt-", "../pt", "pt_BR!", "xx"};
    for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
        g_assert_true(locale_exists(known[i]));
    for (gsize i = 0; i < G_N_ELEMENTS(unknown); i++)
        g_assert_false(locale_exists(unknown[i]));
    g_assert_null(locale_find("en"));
    g_assert_true(locale_find("pt") == locale_find("pt"));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/locale/numbers", test_numbers);
    g_test_add_func("/locale/times", test_times);
    g_test_add_func("/locale/names", test_names);
    return g_test_run();
}
