/*
 * time_unit: parts of a date, as Vega-Lite's timeUnit names them
 * (https://vega.github.io/vega-lite/docs/timeunit.html).  All in UTC.
 */
#ifndef FIGTRAIL_CHART_TIME_UNIT_H
#define FIGTRAIL_CHART_TIME_UNIT_H

#include <glib.h>

/* A set of parts, of which the last is the unit's length; 0: none. */
typedef enum {
    TIME_YEAR = 1 << 0,
    TIME_QUARTER = 1 << 1,
    TIME_MONTH = 1 << 2,
    TIME_WEEK = 1 << 3,
    TIME_DAY_OF_WEEK = 1 << 4,
    TIME_DAY_OF_YEAR = 1 << 5,
    TIME_DATE = 1 << 6,
    TIME_HOURS = 1 << 7,
    TIME_MINUTES = 1 << 8,
    TIME_SECONDS = 1 << 9,
    TIME_MILLISECONDS = 1 << 10
} TimePart;
typedef guint TimeUnit;

/* Of a name such as "yearmonthdate", "utcquarter"; 0 when it is none. */
TimeUnit time_unit_parse(const char *name);

/* The parts, joined by '-', as titles write them: "year-month". */
char *time_unit_text(TimeUnit unit);

/* The time cut down to the unit; what is left out is that of 1 January 2012
 * 00:00 (as in Vega, whose weeks begin on Sunday).  NaN stays NaN. */
double time_unit_floor(TimeUnit unit, double milliseconds);
/* The beginning of the next unit, and of the one before; without a year in the unit they may
 * lie in another one: before January 2012 comes December 2011. */
double time_unit_next(TimeUnit unit, double milliseconds);
double time_unit_before(TimeUnit unit, double milliseconds);
/* Length of the unit in milliseconds from January 2001 on (months, years are
 * not all alike); NAN for days of the week. */
double time_unit_duration(TimeUnit unit);

/* What a "timeUnit" says beyond its parts. */
typedef struct {
    TimeUnit unit;   /* 0: none */
    guint step;      /* how many of the last part make one interval */
    guint maxbins;   /* at most so many intervals; the unit follows from the data; 0: as told */
    gboolean binned; /* the data are beginnings of intervals already */
} TimeBins;

/* Of a name such as "yearmonth", "utcyear", "binnedyearmonth"; unit 0 when it is none. */
TimeBins time_bins_parse(const char *name);
double time_bins_floor(const TimeBins *bins, double milliseconds);
double time_bins_next(const TimeBins *bins, double milliseconds);
/* The same time so many intervals later, as the calendar has them; it is not cut down. */
double time_bins_offset(const TimeBins *bins, double milliseconds, int n);
/* Chooses unit and step for times from low to high, when it has maxbins. */
void time_bins_fit_extent(TimeBins *bins, double low, double high);

gboolean time_unit_is_single(TimeUnit unit);
/* The time of a single unit's number as people count: 2006, or 3 for March. */
double time_unit_of_number(TimeUnit unit, double number);

/* The d3 time format of a value of that unit: "%b %Y". */
char *time_unit_format(TimeUnit unit);

#endif
