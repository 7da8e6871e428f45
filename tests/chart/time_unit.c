/* Time units: names, cutting down, neighbours, formats. */
#include "chart/time_unit.h"

#include "chart/format.h"
#include "chart/value_time.h"

#include <glib.h>
#include <math.h>

static void test_names(void)
{
    static const char *const good[] = {"year",      "yearmonth", "yearmonthdate",
                                       "dayofyear", "monthdate", "hoursminutesseconds",
                                       "yearweek"};
    static const char *const bad[] = {"", "century", "monthyear", "yearyear", "year month", "utc"};
    for (gsize i = 0; i < G_N_ELEMENTS(good); i++)
        g_assert_cmpuint(time_unit_parse(good[i]), !=, 0);
    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++)
        g_assert_cmpuint(time_unit_parse(bad[i]), ==, 0);
    g_assert_cmpuint(time_unit_parse("utcyearmonth"), ==, TIME_YEAR | TIME_MONTH);
    g_autofree char *text = time_unit_text(TIME_YEAR | TIME_MONTH | TIME_DATE);
    g_assert_cmpstr(text, ==, "year-month-date");
}

/* The expectations are Vega's (vega-time's timeFloor), written as it prints them. */
static void test_floor(void)
{
    static const struct {
        const char *unit, *time, *floor, *next, *before;
    } cases[] = {
        {"year", "2024-05-17T10:20:30Z", "2024-01-01", "2025-01-01", "2023-01-01"},
        {"yearquarter", "2024-05-17", "2024-04-01", "2024-07-01", "2024-01-01"},
        {"yearmonth", "2024-02-29", "2024-02-01", "2024-03-01", "2024-01-01"},
        {"month", "2024-01-31", "2012-01-01", "2012-02-01", "2011-12-01"},
        {"monthdate", "2023-03-01", "2012-03-01", "2012-03-02", "2012-02-29"},
        {"yearmonthdate", "2023-03-01T23:59:59Z", "2023-03-01", "2023-03-02", "2023-02-28"},
        {"day", "2024-05-17", "2012-01-06", "2012-01-07", "2012-01-05"}, /* a Friday */
        {"yearweek", "2024-01-10", "2024-01-07", "2024-01-14", "2023-12-31"},
        {"yeardayofyear", "2023-12-31", "2023-12-31", "2024-01-01", "2023-12-30"},
        {"hours", "2024-05-17T10:20:30Z", "2012-01-01T10:00:00Z", "2012-01-01T11:00:00Z",
         "2012-01-01T09:00:00Z"},
        {"minutesseconds", "2024-05-17T10:20:30Z", "2012-01-01T00:20:30Z", "2012-01-01T00:20:31Z",
         "2012-01-01T00:20:29Z"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        const TimeUnit unit = time_unit_parse(cases[i].unit);
        const double floor = time_unit_floor(unit, value_time_parse(cases[i].time));
        g_test_message("%s", cases[i].unit);
        g_assert_cmpfloat(floor, ==, value_time_parse(cases[i].floor));
        g_assert_cmpfloat(time_unit_floor(unit, floor), ==, floor);
        g_assert_cmpfloat(time_unit_next(unit, floor), ==, value_time_parse(cases[i].next));
        g_assert_cmpfloat(time_unit_before(unit, floor), ==, value_time_parse(cases[i].before));
    }
    g_assert_true(isnan(time_unit_floor(TIME_YEAR, NAN)));
    g_assert_true(isnan(time_unit_duration(TIME_DAY_OF_WEEK)));
    g_assert_cmpfloat(time_unit_duration(TIME_MONTH), ==, 31 * TIME_DAY);
    g_assert_cmpfloat(time_unit_duration(TIME_YEAR | TIME_MONTH | TIME_DATE), ==, TIME_DAY);
}

static void test_formats(void)
{
    static const struct {
        const char *unit, *format;
    } cases[] = {
        {"year", "%Y"},
        {"yearmonth", "%b %Y"},
        {"yearmonthdate", "%b %d, %Y"},
        {"month", "%b"},
        {"yearquarter", "%Y Q%q"},
        {"hours", "%H:00"},
        {"hoursminutes", "%H:%M"},
        {"day", "%a"},
        {"monthdate", "%b %d"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *format = time_unit_format(time_unit_parse(cases[i].unit));
        g_assert_cmpstr(format, ==, cases[i].format);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/time-unit/names", test_names);
    g_test_add_func("/time-unit/floor", test_floor);
    g_test_add_func("/time-unit/formats", test_formats);
    return g_test_run();
}
