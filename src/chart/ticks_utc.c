/* After d3-time 3 (ticks.js, interval.js) and d3-scale 4 (time.js), in UTC. */
#include "chart/ticks.h"

#include "chart/value_time.h"

#include <math.h>

typedef enum { UNIT_FIXED, UNIT_WEEK, UNIT_MONTH, UNIT_YEAR } Unit;

/* Times at multiples of a step: of milliseconds since 1970 (FIXED; seconds,
 * minutes and hours divide the next larger unit, so they fall on its start;
 * days count from 1970 too), of weeks from Sundays, of months, of years. */
typedef struct {
    Unit unit;
    double step;     /* FIXED: ms; MONTH: months; YEAR: years */
    double duration; /* ms, roughly: to choose by */
} Interval;

static const double year_duration = 365 * TIME_DAY;

static const Interval intervals[] = {
    {UNIT_FIXED, 1 * TIME_SECOND, 1 * TIME_SECOND},
    {UNIT_FIXED, 5 * TIME_SECOND, 5 * TIME_SECOND},
    {UNIT_FIXED, 15 * TIME_SECOND, 15 * TIME_SECOND},
    {UNIT_FIXED, 30 * TIME_SECOND, 30 * TIME_SECOND},
    {UNIT_FIXED, 1 * TIME_MINUTE, 1 * TIME_MINUTE},
    {UNIT_FIXED, 5 * TIME_MINUTE, 5 * TIME_MINUTE},
    {UNIT_FIXED, 15 * TIME_MINUTE, 15 * TIME_MINUTE},
    {UNIT_FIXED, 30 * TIME_MINUTE, 30 * TIME_MINUTE},
    {UNIT_FIXED, 1 * TIME_HOUR, 1 * TIME_HOUR},
    {UNIT_FIXED, 3 * TIME_HOUR, 3 * TIME_HOUR},
    {UNIT_FIXED, 6 * TIME_HOUR, 6 * TIME_HOUR},
    {UNIT_FIXED, 12 * TIME_HOUR, 12 * TIME_HOUR},
    {UNIT_FIXED, 1 * TIME_DAY, 1 * TIME_DAY},
    {UNIT_FIXED, 2 * TIME_DAY, 2 * TIME_DAY},
    {UNIT_WEEK, 1, 7 * TIME_DAY},
    {UNIT_MONTH, 1, 30 * TIME_DAY},
    {UNIT_MONTH, 3, 3 * 30 * TIME_DAY},
    {UNIT_YEAR, 1, 365 * TIME_DAY},
};

/* FALSE: there is none, as for a count that is no number. */
static gboolean choose_interval(double start, double stop, double count, Interval *interval)
{
    const double target = fabs(stop - start) / count;
    guint i = 0;
    while (i < G_N_ELEMENTS(intervals) && intervals[i].duration <= target)
        i++;
    if (i == G_N_ELEMENTS(intervals)) {
        const double years = tick_step(start / year_duration, stop / year_duration, count);
        *interval = (Interval){UNIT_YEAR, floor(years), 0};
    } else if (i == 0) {
        const double step = fmax(tick_step(start, stop, count), 1);
        *interval = (Interval){UNIT_FIXED, floor(step), 0};
    } else {
        const gboolean nearer_below =
            target / intervals[i - 1].duration < intervals[i].duration / target;
        *interval = intervals[nearer_below ? i - 1 : i];
    }
    return isfinite(interval->step) && interval->step > 0;
}

static double floor_to(double number, double step)
{
    return floor(number / step) * step;
}

/* The last of the interval's times that is not after time; NaN when no Date can hold it. */
static double interval_floor(const Interval *interval, double time)
{
    TimeFields fields;
    if (!value_time_split(time, &fields))
        return NAN;
    switch (interval->unit) {
    case UNIT_WEEK: return floor_to(time, TIME_DAY) - fields.weekday * TIME_DAY;
    case UNIT_MONTH:
        return value_time_of_month(fields.year, floor_to(fields.month, interval->step));
    case UNIT_YEAR: return value_time_of_month(floor_to(fields.year, interval->step), 0);
    case UNIT_FIXED: break;
    }
    return floor_to(time, interval->step);
}

/* The time after one that the interval has. */
static double interval_next(const Interval *interval, double time)
{
    TimeFields fields;
    switch (interval->unit) {
    case UNIT_WEEK: return time + 7 * TIME_DAY;
    case UNIT_MONTH:
    case UNIT_YEAR:
        if (!value_time_split(time, &fields))
            return NAN;
        return interval->unit == UNIT_MONTH
                   ? value_time_of_month(fields.year, fields.month + interval->step)
                   : value_time_of_month(fields.year + interval->step, 0);
    case UNIT_FIXED: break;
    }
    return time + interval->step;
}

static double interval_ceil(const Interval *interval, double time)
{
    const double before = interval_floor(interval, time);
    return before < time ? interval_next(interval, before) : before;
}

GArray *ticks_utc(double start, double stop, double count)
{
    GArray *ticks = g_array_new(FALSE, FALSE, sizeof(double));
    const double low = trunc(fmin(start, stop)), high = trunc(fmax(start, stop));
    Interval interval;
    if (!(fabs(start) <= TIME_MAXIMUM && fabs(stop) <= TIME_MAXIMUM) || !(count > 0) ||
        !choose_interval(low, high, fmin(count, TICKS_MAXIMUM), &interval))
        return ticks;
    double time = interval_ceil(&interval, low);
    while (time <= high) {
        g_array_append_val(ticks, time);
        time = interval_next(&interval, time);
    }
    if (stop < start)
        ticks_reverse(ticks);
    return ticks;
}

void nice_utc(double *start, double *stop, double count)
{
    Interval interval;
    if (!(fabs(*start) <= TIME_MAXIMUM && fabs(*stop) <= TIME_MAXIMUM) || !(count > 0) ||
        !choose_interval(*start, *stop, count, &interval))
        return;
    double *low = *stop < *start ? stop : start, *high = *stop < *start ? start : stop;
    const double from = interval_floor(&interval, *low), to = interval_ceil(&interval, *high);
    if (fabs(from) <= TIME_MAXIMUM && fabs(to) <= TIME_MAXIMUM) {
        *low = from;
        *high = to;
    }
}
