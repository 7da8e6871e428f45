/* Ticks and nice ends.  Expectations are what d3-array 3.2.5, d3-time 3.1.1 and
 * d3-scale 4.0.3 give in Node 20, unless a comment says otherwise. */
#include "chart/ticks.h"

#include "chart/format.h"
#include "chart/value.h"

#include <math.h>
#include <string.h>

typedef char *(*Writer)(double number);

static char *write_number(double number)
{
    return value_to_text(value_number(number));
}

/* ISO 8601 without the parts that are zero */
static char *write_time(double time)
{
    const gint64 milliseconds = (gint64)time;
    const gint64 of_day = ((milliseconds % 86400000) + 86400000) % 86400000;
    return time_format_apply(of_day == 0          ? "%Y-%m-%d"
                             : of_day % 1000 == 0 ? "%Y-%m-%dT%H:%M:%S"
                             : of_day < 1000      ? "%Y-%m-%d.%L"
                                                  : "%Y-%m-%dT%H:%M:%S.%L",
                             time);
}

static void assert_numbers(const double *numbers, guint n, Writer writer, const char *expected)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < n; i++) {
        g_autofree char *one = writer(numbers[i]);
        g_string_append_printf(text, i > 0 ? " %s" : "%s", one);
    }
    g_assert_cmpstr(text->str, ==, expected);
}

static void assert_ticks(GArray *ticks, Writer writer, const char *expected)
{
    assert_numbers((const double *)(void *)ticks->data, ticks->len, writer, expected);
    g_array_unref(ticks);
}

static void test_linear(void)
{
    static const struct {
        double start, stop, count;
        const char *ticks;
    } cases[] = {
        {0, 1, 10, "0 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 1"},
        {0, 10, 5, "0 2 4 6 8 10"},
        {0, 100, 7, "0 20 40 60 80 100"},
        {80, 92, 6, "80 82 84 86 88 90 92"},
        {0, 350000, 5, "0 50000 100000 150000 200000 250000 300000 350000"},
        {-1, 1, 4, "-1 -0.5 0 0.5 1"},
        {10, 0, 5, "10 8 6 4 2 0"},
        {0.1, 0.35, 5, "0.1 0.15 0.2 0.25 0.3 0.35"},
        {0, 1, 1, "0 1"},
        {0, 1, 0.5, "0"},
        {0, 1, 1.5, "0 0.5 1"},
        {0, 0.0001, 3, "0 0.00005 0.0001"},
        {3, 3, 5, "3"},
        {10000000000, 50000000000, 3,
         "10000000000 20000000000 30000000000 40000000000 50000000000"},
        {-7.5, -2.25, 8, "-7.5 -7 -6.5 -6 -5.5 -5 -4.5 -4 -3.5 -3 -2.5"},
        {0, 0, 10, "0"},
        {86.4, 92, 10, "86.5 87 87.5 88 88.5 89 89.5 90 90.5 91 91.5 92"},
        {0, 1, 0, ""},
        {0, 2.1e+25, 5,
         "0 4.999999999999999e+24 9.999999999999999e+24 1.4999999999999998e+25 "
         "1.9999999999999998e+25"},
        {2019.5, 2024.2, 5, "2020 2021 2022 2023 2024"},
        {NAN, 1, 10, ""},
        {0, INFINITY, 10, ""},
        {0, 1, NAN, ""},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_ticks(ticks_linear(cases[i].start, cases[i].stop, cases[i].count), write_number,
                     cases[i].ticks);
    g_autoptr(GArray) many = ticks_linear(0, 1, 1e300);
    g_assert_cmpuint(many->len, <=, 2U * TICKS_MAXIMUM + 1);
}

static void test_log(void)
{
    static const struct {
        double start, stop, base, count;
        const char *ticks;
    } cases[] = {
        {1, 10, 10, 10, "1 2 3 4 5 6 7 8 9 10"},
        {1, 1000, 10, 10,
         "1 2 3 4 5 6 7 8 9 10 20 30 40 50 60 70 80 90 100 200 300 400 500 600 700 800 900 1000"},
        {1, 1000, 10, 3, "1 10 100 1000"},
        {1000, 600000, 10, 10,
         "1000 2000 3000 4000 5000 6000 7000 8000 9000 10000 20000 30000 40000 50000 60000 70000 "
         "80000 90000 100000 200000 300000 400000 500000 600000"},
        {1000, 1e+25, 10, 10,
         "10000 1000000 100000000 10000000000 1000000000000 100000000000000 10000000000000000 "
         "1000000000000000000 100000000000000000000 1e+22 1e+24"},
        {1000, 1e+25, 10, 4, "100000 10000000000 1000000000000000 100000000000000000000 1e+25"},
        {0.001, 10, 10, 10,
         "0.001 0.002 0.003 0.004 0.005 0.006 0.007 0.008 0.009 0.01 0.02 0.03 0.04 0.05 0.06 0.07 "
         "0.08 0.09 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 1 2 3 4 5 6 7 8 9 10"},
        {20, 30, 10, 10, "20 21 22 23 24 25 26 27 28 29 30"},
        {1, 64, 2, 10, "1 2 4 8 16 32 64"},
        {1, 1000000, 2, 5, "1 32 1024 32768"},
        {1000, 1, 10, 3, "1000 100 10 1"},
        {-1000, -1, 10, 10,
         "-1000 -900 -800 -700 -600 -500 -400 -300 -200 -100 -90 -80 -70 -60 -50 -40 -30 -20 -10 "
         "-9 -8 -7 -6 -5 -4 -3 -2 -1"},
        {-0.01, -10, 10, 3, "-0.01 -0.1 -1 -10"},
        {5000, 8000, 10, 5, "5000 6000 7000 8000"},
        {1, 100, 2.718281828459045, 3, "1 7.38905609893065 54.598150033144236"},
        {64000, 600000, 10, 5, "70000 80000 90000 100000 200000 300000 400000 500000 600000"},
        /* no logarithm: d3 gives NaN or nothing */
        {0, 10, 10, 10, ""},
        {-1, 10, 10, 10, ""},
        {1, 10, 1, 10, ""},
        {1, NAN, 10, 10, ""},
        {1, 10, 10, 0, ""},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_ticks(ticks_log(cases[i].start, cases[i].stop, cases[i].base, cases[i].count),
                     write_number, cases[i].ticks);
    g_autoptr(GArray) wide = ticks_log(1e-300, 1e300, 10, 10);
    g_assert_cmpuint(wide->len, <, 20);
}

static void test_utc(void)
{
    static const struct {
        double start, stop, count;
        const char *ticks;
    } cases[] = {
        {1546300800000, 1735689600000, 5,
         "2019-01-01 2020-01-01 2021-01-01 2022-01-01 2023-01-01 2024-01-01 2025-01-01"},
        {1669766400000, 1726099200000, 10,
         "2023-01-01 2023-04-01 2023-07-01 2023-10-01 2024-01-01 2024-04-01 2024-07-01"},
        {1669766400000, 1726099200000, 5,
         "2023-01-01 2023-04-01 2023-07-01 2023-10-01 2024-01-01 2024-04-01 2024-07-01"},
        {1704067200000, 1709251200000, 10,
         "2024-01-07 2024-01-14 2024-01-21 2024-01-28 2024-02-04 2024-02-11 2024-02-18 2024-02-25"},
        {1711929600000, 1714435200000, 8,
         "2024-04-01 2024-04-03 2024-04-05 2024-04-07 2024-04-09 2024-04-11 2024-04-13 2024-04-15 "
         "2024-04-17 2024-04-19 2024-04-21 2024-04-23 2024-04-25 2024-04-27 2024-04-29"},
        {1711929600000, 1712707200000, 10,
         "2024-04-01 2024-04-02 2024-04-03 2024-04-04 2024-04-05 2024-04-06 2024-04-07 2024-04-08 "
         "2024-04-09 2024-04-10"},
        {1711929600000, 1712016000000, 8,
         "2024-04-01 2024-04-01T03:00:00 2024-04-01T06:00:00 2024-04-01T09:00:00 "
         "2024-04-01T12:00:00 2024-04-01T15:00:00 2024-04-01T18:00:00 2024-04-01T21:00:00 "
         "2024-04-02"},
        {1711929600000, 1711940400000, 10,
         "2024-04-01 2024-04-01T00:15:00 2024-04-01T00:30:00 2024-04-01T00:45:00 "
         "2024-04-01T01:00:00 2024-04-01T01:15:00 2024-04-01T01:30:00 2024-04-01T01:45:00 "
         "2024-04-01T02:00:00 2024-04-01T02:15:00 2024-04-01T02:30:00 2024-04-01T02:45:00 "
         "2024-04-01T03:00:00"},
        {1711929600000, 1711929900000, 10,
         "2024-04-01 2024-04-01T00:00:30 2024-04-01T00:01:00 2024-04-01T00:01:30 "
         "2024-04-01T00:02:00 2024-04-01T00:02:30 2024-04-01T00:03:00 2024-04-01T00:03:30 "
         "2024-04-01T00:04:00 2024-04-01T00:04:30 2024-04-01T00:05:00"},
        {1711929600000, 1711929601000, 5,
         "2024-04-01 2024-04-01.200 2024-04-01.400 2024-04-01.600 2024-04-01.800 "
         "2024-04-01T00:00:01"},
        {1711929600000, 1711929600005, 10,
         "2024-04-01 2024-04-01.001 2024-04-01.002 2024-04-01.003 2024-04-01.004 2024-04-01.005"},
        {-2208988800000, 1704067200000, 10,
         "1900-01-01 1910-01-01 1920-01-01 1930-01-01 1940-01-01 1950-01-01 1960-01-01 1970-01-01 "
         "1980-01-01 1990-01-01 2000-01-01 2010-01-01 2020-01-01"},
        {1735689600000, 1546300800000, 5,
         "2025-01-01 2024-01-01 2023-01-01 2022-01-01 2021-01-01 2020-01-01 2019-01-01"},
        {1705276800000, 1734220800000, 4, "2024-04-01 2024-07-01 2024-10-01"},
        {-302486400000, 170812800000, 3, "1965-01-01 1970-01-01 1975-01-01"},
        {1704067200000, 1704067200000, 5, "2024-01-01"},
        {1704240000000, 1709078400000, 5,
         "2024-01-07 2024-01-14 2024-01-21 2024-01-28 2024-02-04 2024-02-11 2024-02-18 2024-02-25"},
        {1711929600000, 1712188800000, 6,
         "2024-04-01 2024-04-01T12:00:00 2024-04-02 2024-04-02T12:00:00 2024-04-03 "
         "2024-04-03T12:00:00 2024-04-04"},
        {NAN, 0, 10, ""},
        {0, 9e15, 10, ""},
        {0, 1000, 0, ""},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_ticks(ticks_utc(cases[i].start, cases[i].stop, cases[i].count), write_time,
                     cases[i].ticks);
}

static void test_step(void)
{
    static const struct {
        double start, stop, count, step, increment;
    } cases[] = {
        {0, 1, 10, 0.1, -10},         {0, 10, 3, 5, 5},
        {1, 0, 10, -0.1, -10},        {0, 0.03, 4, 0.01, -100},
        {0, 350000, 5, 50000, 50000},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        const double low = MIN(cases[i].start, cases[i].stop);
        const double high = MAX(cases[i].start, cases[i].stop);
        g_assert_true(tick_step(cases[i].start, cases[i].stop, cases[i].count) == cases[i].step);
        g_assert_true(tick_increment(low, high, cases[i].count) == cases[i].increment);
    }
}

static void test_nice_linear(void)
{
    static const struct {
        double ends[2], count;
        const char *nice;
    } cases[] = {
        {{0.13, 0.91}, 10, "0.1 1"},
        {{1.1, 10.9}, 10, "1 11"},
        {{0, 350001}, 5, "0 400000"},
        {{10.9, 1.1}, 10, "11 1"},
        {{-3.3, 7.7}, 10, "-4 8"},
        {{5, 5}, 10, "5 5"},
        {{0, 0.00049}, 10, "0 0.0005"},
        {{86.4, 92}, 10, "86 92"},
        {{-0.12, -0.01}, 5, "-0.12 0"},
        {{123.1, 456.7}, 2, "0 600"},
        {{NAN, 1}, 10, "NaN 1"},
        {{0, INFINITY}, 10, "0 Infinity"},
        {{0, 1}, 0, "0 1"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        double ends[2] = {cases[i].ends[0], cases[i].ends[1]};
        nice_linear(&ends[0], &ends[1], cases[i].count);
        assert_numbers(ends, 2, write_number, cases[i].nice);
    }
}

static void test_nice_log(void)
{
    static const struct {
        double ends[2], base;
        const char *nice;
    } cases[] = {
        {{3, 800}, 10, "1 1000"},
        {{800, 3}, 10, "1000 1"},
        {{-3, -800}, 10, "-1 -1000"},
        {{1, 1000}, 10, "1 1000"},
        {{0.02, 0.5}, 10, "0.01 1"},
        {{3, 100}, 2, "2 128"},
        {{20000, 600000}, 10, "10000 1000000"},
        {{0, 5}, 10, "0 5"},
        {{2, 1.5e308}, 10, "2 1.5e+308"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        double ends[2] = {cases[i].ends[0], cases[i].ends[1]};
        nice_log(&ends[0], &ends[1], cases[i].base);
        assert_numbers(ends, 2, write_number, cases[i].nice);
    }
}

static void test_nice_utc(void)
{
    static const struct {
        double ends[2], count;
        const char *nice;
    } cases[] = {
        {{1669766400000, 1726099200000}, 10, "2022-10-01 2024-10-01"},
        {{1669766400000, 1726099200000}, 5, "2022-10-01 2024-10-01"},
        {{1550102400000, 1726099200000}, 5, "2019-01-01 2025-01-01"},
        {{1713398400000, 1714176000000}, 5, "2024-04-17 2024-04-27"},
        {{1713423600000, 1713466800000}, 5, "2024-04-18T06:00:00 2024-04-18T21:00:00"},
        {{1726099200000, 1669766400000}, 5, "2024-10-01 2022-10-01"},
        {{-18144000000, 44928000000}, 3, "1969-01-01 1972-01-01"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        double ends[2] = {cases[i].ends[0], cases[i].ends[1]};
        nice_utc(&ends[0], &ends[1], cases[i].count);
        assert_numbers(ends, 2, write_time, cases[i].nice);
    }
    double start = -8.64e15, stop = 8.64e15; /* no year that is round lies further out */
    nice_utc(&start, &stop, 1);
    g_assert_true(start == -8.64e15 && stop == 8.64e15);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/ticks/linear", test_linear);
    g_test_add_func("/ticks/log", test_log);
    g_test_add_func("/ticks/utc", test_utc);
    g_test_add_func("/ticks/step", test_step);
    g_test_add_func("/ticks/nice-linear", test_nice_linear);
    g_test_add_func("/ticks/nice-log", test_nice_log);
    g_test_add_func("/ticks/nice-utc", test_nice_utc);
    return g_test_run();
}
