#include "base/date.h"

static void test_all_days(void)
{
    const gint64 first = date_first_day((Date){1900, 1, 1});
    const gint64 last = date_first_day((Date){2100, 12, 31});
    g_assert_cmpint(last - first + 1, ==, 201 * 365 + 49); /* leap years: 1904 to 2096 */
    Date before = {1899, 12, 31};
    for (gint64 day = first; day <= last; day++) {
        const Date date = date_from_days(day);
        g_assert_cmpint(date_first_day(date), ==, day);
        g_assert_cmpint(date_after_day(date), ==, day + 1);
        /* the calendar goes on by one day, by its own rules */
        const gboolean month_ends = before.day == date_days_in_month(before.year, before.month);
        const gboolean year_ends = month_ends && before.month == 12;
        g_assert_cmpint(date.day, ==, month_ends ? 1 : before.day + 1);
        g_assert_cmpint(date.month, ==, year_ends ? 1 : before.month + month_ends);
        g_assert_cmpint(date.year, ==, before.year + year_ends);
        char text[DATE_TEXT_SIZE];
        Date read;
        g_assert_true(date_parse(date_format(date, text), &read));
        g_assert_true(date_equal(read, date));
        before = date;
    }
}

static void test_known_days(void)
{
    static const struct {
        Date date;
        gint64 first, after;
    } cases[] = {
        {{1970, 1, 1}, 0, 1},          {{1969, 12, 31}, -1, 0},
        {{2000, 2, 29}, 11016, 11017}, {{2024, 4, 0}, 19814, 19844},
        {{2024, 12, 0}, 20058, 20089}, {{2024, 0, 0}, 19723, 20089},
        {{1, 1, 1}, -719162, -719161}, {{9999, 12, 31}, 2932896, 2932897},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_assert_cmpint(date_first_day(cases[i].date), ==, cases[i].first);
        g_assert_cmpint(date_after_day(cases[i].date), ==, cases[i].after);
    }
}

static void test_parse(void)
{
    static const struct {
        const char *text;
        Date date; /* year 0: no date */
    } cases[] = {
        {"2024", {2024, 0, 0}},
        {"2024-04", {2024, 4, 0}},
        {"2024-04-18", {2024, 4, 18}},
        {"2024-02-29", {2024, 2, 29}},
        {"2000-02-29", {2000, 2, 29}},
        {"0001", {1, 0, 0}},
        {"9999-12-31", {9999, 12, 31}},
        {"2023-02-29", {0}},
        {"1900-02-29", {0}},
        {"2024-04-31", {0}},
        {"2024-13", {0}},
        {"2024-00", {0}},
        {"2024-04-00", {0}},
        {"0000", {0}},
        {"24", {0}},
        {"20240418", {0}},
        {"2024-4-18", {0}},
        {"2024-04-1", {0}},
        {"2024-", {0}},
        {"2024-04-", {0}},
        {"2024-04-18 ", {0}},
        {" 2024", {0}},
        {"-2024", {0}},
        {"2024-04-18T00:00", {0}},
        {"", {0}},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].text);
        Date date = {1, 1, 1};
        g_assert_cmpint(date_parse(cases[i].text, &date), ==, cases[i].date.year > 0);
        /* a text that is no date leaves the place alone */
        g_assert_true(date_equal(date, cases[i].date.year ? cases[i].date : (Date){1, 1, 1}));
    }
}

static void test_overlaps(void)
{
    static const struct {
        Date a, b;
        gboolean overlap;
    } cases[] = {
        {{2024, 0, 0}, {2024, 4, 0}, TRUE},   {{2024, 4, 18}, {2024, 4, 0}, TRUE},
        {{2024, 4, 30}, {2024, 5, 0}, FALSE}, {{2024, 12, 31}, {2025, 0, 0}, FALSE},
        {{2024, 0, 0}, {2024, 0, 0}, TRUE},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_assert_cmpint(date_overlaps(cases[i].a, cases[i].b), ==, cases[i].overlap);
        g_assert_cmpint(date_overlaps(cases[i].b, cases[i].a), ==, cases[i].overlap);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/date/all-days", test_all_days);
    g_test_add_func("/date/known-days", test_known_days);
    g_test_add_func("/date/parse", test_parse);
    g_test_add_func("/date/overlaps", test_overlaps);
    return g_test_run();
}
