/* Domains that end on units of time (d3-time's intervals and their every()). */
#include "chart/scale.h"
#include "chart/time_unit.h"
#include "chart/value_time.h"

#include <math.h>
#include <string.h>

enum { DAY = 24 * 60 * 60 * 1000, WEEK = 7 * DAY, SUNDAY = 3 * DAY }; /* 4 January 1970 */

/* part: which of value_time_split's numbers counts the units within the next larger one */
static const struct {
    const char *name;
    TimeUnit floor;
    int part, first;
} intervals[] = {
    {"second", TIME_YEAR | TIME_MONTH | TIME_DATE | TIME_HOURS | TIME_MINUTES | TIME_SECONDS, 5, 0},
    {"minute", TIME_YEAR | TIME_MONTH | TIME_DATE | TIME_HOURS | TIME_MINUTES, 4, 0},
    {"hour", TIME_YEAR | TIME_MONTH | TIME_DATE | TIME_HOURS, 3, 0},
    {"day", TIME_YEAR | TIME_MONTH | TIME_DATE, 2, 1},
    {"week", TIME_WEEK, -1, 0},
    {"month", TIME_YEAR | TIME_MONTH, 1, 0},
    {"year", TIME_YEAR, 0, 0},
};

static int find_interval(const char *unit)
{
    for (gsize i = 0; i < G_N_ELEMENTS(intervals); i++) {
        if (strcmp(intervals[i].name, unit) == 0)
            return (int)i;
    }
    return -1;
}

gboolean scale_interval_known(const char *unit)
{
    return find_interval(unit) >= 0;
}

static double floor_time(int interval, guint step, double time)
{
    if (intervals[interval].part < 0)
        return floor((time - SUNDAY) / WEEK) * WEEK + SUNDAY;
    time = time_unit_floor(intervals[interval].floor, time);
    for (guint i = 0; i < 10000; i++) {
        TimeFields f;
        if (!value_time_split(time, &f))
            break;
        const int parts[] = {f.year, f.month, f.day, f.hours, f.minutes, f.seconds};
        if ((parts[intervals[interval].part] - intervals[interval].first) % (int)step == 0)
            break;
        time = time_unit_before(intervals[interval].floor, time);
    }
    return time;
}

static double next_time(int interval, guint step, double time)
{
    if (intervals[interval].part < 0)
        return time + WEEK;
    const double start = time;
    do
        time = time_unit_next(intervals[interval].floor, time);
    while (floor_time(interval, step, time) <= start);
    return time;
}

void scale_nice_interval(Scale *scale, const char *unit, guint step)
{
    const int interval = find_interval(unit);
    if (interval < 0 || scale->type != SCALE_TIME || step == 0)
        return;
    scale->domain[0] = floor_time(interval, step, scale->domain[0]);
    const double end = floor_time(interval, step, scale->domain[1]);
    if (end < scale->domain[1])
        scale->domain[1] = next_time(interval, step, end);
}
