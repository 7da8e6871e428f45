#include "chart/time_unit.h"

#include "chart/ticks.h"
#include "chart/value_time.h"

#include <math.h>
#include <string.h>

/* In the order of TimePart, with vega-time's formats. */
static const struct {
    const char *name, *format;
} parts[] = {
    {"year", "%Y "},      {"quarter", "Q%q "},  {"month", "%b "},        {"week", "W%U "},
    {"day", "%a "},       {"dayofyear", "%j "}, {"date", "%d "},         {"hours", "%H:00"},
    {"minutes", "00:%M"}, {"seconds", ":%S"},   {"milliseconds", ".%L"},
};

/* Formats of several parts together; the longest that begins at a part wins. */
static const struct {
    TimeUnit unit;
    const char *format;
} joined[] = {
    {TIME_YEAR | TIME_MONTH | TIME_DATE, "%b %d, %Y "},
    {TIME_YEAR | TIME_MONTH, "%b %Y "},
    {TIME_HOURS | TIME_MINUTES, "%H:%M"},
};

TimeUnit time_unit_parse(const char *name)
{
    TimeUnit unit = 0;
    if (g_str_has_prefix(name, "utc"))
        name += strlen("utc");
    while (*name) {
        gsize best = G_N_ELEMENTS(parts), length = 0; /* "dayofyear" before "day" */
        for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
            if (g_str_has_prefix(name, parts[i].name) && strlen(parts[i].name) > length) {
                best = i;
                length = strlen(parts[i].name);
            }
        }
        if (best == G_N_ELEMENTS(parts) || unit >= 1U << best) /* unknown, or out of order */
            return 0;
        unit |= 1U << best;
        name += length;
    }
    return unit;
}

char *time_unit_text(TimeUnit unit)
{
    GString *text = g_string_new(NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (unit & (1U << i))
            g_string_append_printf(text, "%s%s", text->len > 0 ? "-" : "", parts[i].name);
    }
    return g_string_free(text, FALSE);
}

/* Sundays since the first of the year, as d3 counts weeks (%U). */
static int week_of_year(const TimeFields *fields)
{
    return (fields->day_of_year + 7 - fields->weekday) / 7;
}

static double join(double year, double month, double day, const TimeFields *clock, TimeUnit unit)
{
    const double when[TIME_N_PARTS] = {
        year,
        month,
        day,
        unit & TIME_HOURS ? clock->hours : 0,
        unit & TIME_MINUTES ? clock->minutes : 0,
        unit & TIME_SECONDS ? clock->seconds : 0,
        unit & TIME_MILLISECONDS ? clock->milliseconds : 0,
    };
    return value_time_join(when);
}

/* The day of the year (from 0) on which a week begins. */
static double week_start(double year, double week)
{
    TimeFields first;
    if (!value_time_split(value_time_of_month(year, 0), &first))
        return NAN;
    const double first_sunday = (7 - first.weekday) % 7;
    return week * 7 + first_sunday - 7;
}

/* Down to a whole number of steps, counted from where the part begins. */
static double cut(double number, double first, guint step)
{
    return step > 1 ? first + floor((number - first) / step) * step : number;
}

/* step: how many of the smallest part make one interval; add: how many of them to go on. */
static double floor_and_add(TimeUnit unit, guint step, double milliseconds, int add)
{
    TimeFields fields;
    if (!value_time_split(milliseconds, &fields))
        return NAN;
    TimeUnit smallest = 1;
    while (unit >> 1 >= smallest)
        smallest <<= 1;
    double year = unit & TIME_YEAR ? fields.year : 2012, month = 0, day = 1;
    if (unit & TIME_MONTH)
        month = fields.month;
    else if (unit & TIME_QUARTER)
        month = fields.month - fields.month % 3;
    if (unit & TIME_DATE)
        day = fields.day;
    else if (unit & TIME_DAY_OF_YEAR)
        day = 1 + fields.day_of_year;
    else if (unit & TIME_WEEK)
        day = 1 + week_start(year, week_of_year(&fields)) +
              (unit & TIME_DAY_OF_WEEK ? fields.weekday : 0);
    else if (unit & TIME_DAY_OF_WEEK)
        day = 1 + fields.weekday; /* 1 January 2012 is a Sunday */
    switch (smallest) {
    case TIME_YEAR: year = cut(year, 0, step) + add; break;
    case TIME_QUARTER: month = cut(month, 0, 3 * step) + 3 * add; break;
    case TIME_MONTH: month = cut(month, 0, step) + add; break;
    case TIME_WEEK: day += 7 * add; break;
    case TIME_DAY_OF_WEEK:
    case TIME_DAY_OF_YEAR:
    case TIME_DATE: day = cut(day, 1, step) + add; break;
    case TIME_HOURS: fields.hours = (int)cut(fields.hours, 0, step) + add; break;
    case TIME_MINUTES: fields.minutes = (int)cut(fields.minutes, 0, step) + add; break;
    case TIME_SECONDS: fields.seconds = (int)cut(fields.seconds, 0, step) + add; break;
    default: fields.milliseconds = (int)cut(fields.milliseconds, 0, step) + add;
    }
    return join(year, month, day, &fields, unit);
}

double time_unit_floor(TimeUnit unit, double milliseconds)
{
    return floor_and_add(unit, 1, milliseconds, 0);
}

double time_unit_next(TimeUnit unit, double milliseconds)
{
    return floor_and_add(unit, 1, milliseconds, 1);
}

double time_unit_before(TimeUnit unit, double milliseconds)
{
    return floor_and_add(unit, 1, milliseconds, -1);
}

double time_bins_floor(const TimeBins *bins, double milliseconds)
{
    return floor_and_add(bins->unit, bins->step, milliseconds, 0);
}

double time_bins_next(const TimeBins *bins, double milliseconds)
{
    return floor_and_add(bins->unit, bins->step, milliseconds, (int)bins->step);
}

static TimeUnit smallest_part(TimeUnit unit)
{
    TimeUnit smallest = 1;
    while (unit >> 1 >= smallest)
        smallest <<= 1;
    return smallest;
}

double time_bins_offset(const TimeBins *bins, double milliseconds, int n)
{
    TimeFields fields;
    if (!value_time_split(milliseconds, &fields))
        return NAN;
    const double by = (double)n * bins->step;
    double when[TIME_N_PARTS] = {fields.year,    fields.month,   fields.day,         fields.hours,
                                 fields.minutes, fields.seconds, fields.milliseconds};
    switch (smallest_part(bins->unit)) {
    case TIME_YEAR: when[0] += by; break;
    case TIME_QUARTER: when[1] += 3 * by; break;
    case TIME_MONTH: when[1] += by; break;
    case TIME_WEEK: when[2] += 7 * by; break;
    case TIME_DAY_OF_WEEK:
    case TIME_DAY_OF_YEAR:
    case TIME_DATE: when[2] += by; break;
    case TIME_HOURS: when[3] += by; break;
    case TIME_MINUTES: when[4] += by; break;
    case TIME_SECONDS: when[5] += by; break;
    default: when[6] += by;
    }
    return value_time_join(when);
}

TimeBins time_bins_parse(const char *name)
{
    const gboolean binned = g_str_has_prefix(name, "binned");
    return (TimeBins){time_unit_parse(binned ? name + strlen("binned") : name), 1, 0, binned};
}

/* vega-time's bin.js: the interval whose length comes nearest, by ratio, to an even share. */
void time_bins_fit_extent(TimeBins *bins, double low, double high)
{
    enum { DAY = TIME_YEAR | TIME_MONTH | TIME_DATE, HOUR = DAY | TIME_HOURS };
    enum { MINUTE = HOUR | TIME_MINUTES, SECOND = MINUTE | TIME_SECONDS };
    static const struct {
        TimeUnit unit;
        guint step;
        double length;
    } intervals[] = {
        {SECOND, 1, TIME_SECOND},
        {SECOND, 5, 5 * TIME_SECOND},
        {SECOND, 15, 15 * TIME_SECOND},
        {SECOND, 30, 30 * TIME_SECOND},
        {MINUTE, 1, TIME_MINUTE},
        {MINUTE, 5, 5 * TIME_MINUTE},
        {MINUTE, 15, 15 * TIME_MINUTE},
        {MINUTE, 30, 30 * TIME_MINUTE},
        {HOUR, 1, TIME_HOUR},
        {HOUR, 3, 3 * TIME_HOUR},
        {HOUR, 6, 6 * TIME_HOUR},
        {HOUR, 12, 12 * TIME_HOUR},
        {DAY, 1, TIME_DAY},
        {TIME_YEAR | TIME_WEEK, 1, 7 * TIME_DAY},
        {TIME_YEAR | TIME_MONTH, 1, 30 * TIME_DAY},
        {TIME_YEAR | TIME_MONTH, 3, 90 * TIME_DAY},
        {TIME_YEAR, 1, 365 * TIME_DAY},
    };
    if (bins->maxbins == 0 || !(high >= low))
        return;
    const double share = (high - low) / bins->maxbins;
    gsize i = 0;
    while (i < G_N_ELEMENTS(intervals) && intervals[i].length <= share)
        i++;
    if (i == G_N_ELEMENTS(intervals)) {
        const double year = 365 * TIME_DAY;
        const double step = tick_step(low / year, high / year, bins->maxbins);
        *bins = (TimeBins){TIME_YEAR, (guint)fmax(1, step), bins->maxbins, FALSE};
    } else if (i == 0) {
        const double step = tick_step(low, high, bins->maxbins);
        *bins = (TimeBins){SECOND | TIME_MILLISECONDS, (guint)fmax(1, step), bins->maxbins, FALSE};
    } else {
        i -= share / intervals[i - 1].length < intervals[i].length / share ? 1 : 0;
        *bins = (TimeBins){intervals[i].unit, intervals[i].step, bins->maxbins, FALSE};
    }
}

double time_unit_duration(TimeUnit unit)
{
    TimeUnit smallest = 1;
    while (unit >> 1 >= smallest)
        smallest <<= 1;
    if (smallest == TIME_DAY_OF_WEEK)
        return NAN;
    /* Vega-Lite measures from January of a year that is no leap year */
    const TimeUnit whole =
        smallest == TIME_YEAR || smallest == TIME_WEEK || smallest == TIME_DAY_OF_YEAR
            ? TIME_YEAR | smallest
            : (smallest - 1) &
                  ~(TimeUnit)(TIME_WEEK | TIME_DAY_OF_WEEK | TIME_DAY_OF_YEAR | TIME_QUARTER);
    const double start = value_time_of_month(2001, 0);
    if (smallest == TIME_WEEK)
        return 7 * TIME_DAY;
    if (smallest == TIME_YEAR)
        return value_time_of_month(2002, 0) - start;
    if (smallest == TIME_QUARTER)
        return value_time_of_month(2001, 3) - start;
    return time_unit_next(whole | smallest, start) - start;
}

gboolean time_unit_is_single(TimeUnit unit)
{
    return unit != 0 && (unit & (unit - 1)) == 0;
}

double time_unit_of_number(TimeUnit unit, double number)
{
    double when[TIME_N_PARTS] = {2012, 0, 1, 0, 0, 0, 0};
    switch (unit) {
    case TIME_YEAR: when[0] = number; break;
    case TIME_QUARTER: when[1] = 3 * (number - 1); break;
    case TIME_MONTH: when[1] = number - 1; break;
    case TIME_DAY_OF_WEEK: when[2] = 1 + fmod(number, 7); break;
    case TIME_WEEK:
    case TIME_DAY_OF_YEAR: break; /* Vega-Lite's dates have no such part */
    case TIME_DATE: when[2] = number; break;
    case TIME_HOURS: when[3] = number; break;
    case TIME_MINUTES: when[4] = number; break;
    case TIME_SECONDS: when[5] = number; break;
    default: when[6] = number;
    }
    return value_time_join(when);
}

char *time_unit_format(TimeUnit unit)
{
    GString *format = g_string_new(NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        const TimeUnit part = 1U << i;
        if (!(unit & part))
            continue;
        const char *text = parts[i].format;
        for (gsize j = 0; j < G_N_ELEMENTS(joined); j++) {
            /* the parts from here on must be exactly those: year-date is no year-month-date */
            if ((joined[j].unit & part) && (unit & joined[j].unit) == joined[j].unit &&
                joined[j].unit % part == 0) {
                text = joined[j].format;
                unit &= ~joined[j].unit;
                break;
            }
        }
        g_string_append(format, text);
    }
    g_strchomp(format->str);
    format->len = strlen(format->str);
    return g_string_free(format, FALSE);
}
