/*
 * value_time: points of time as JavaScript's Date has them, always in UTC:
 * milliseconds since 1970-01-01T00:00Z in the proleptic Gregorian calendar.
 */
#ifndef FIGTRAIL_CHART_VALUE_TIME_H
#define FIGTRAIL_CHART_VALUE_TIME_H

#include <glib.h>

#define TIME_SECOND 1000.0
#define TIME_MINUTE (60 * TIME_SECOND)
#define TIME_HOUR (60 * TIME_MINUTE)
#define TIME_DAY (24 * TIME_HOUR)
#define TIME_MAXIMUM 8.64e15 /* ECMA-262, 21.4.1.1: no Date lies further from 1970 */

typedef struct {
    int year, month, day; /* month 0..11, as JavaScript counts */
    int hours, minutes, seconds, milliseconds;
    int weekday;     /* 0: Sunday */
    int day_of_year; /* 0: 1 January */
} TimeFields;

/* FALSE when it is NaN or further from 1970 than a Date can be. */
gboolean value_time_split(double milliseconds, TimeFields *fields);

/* Years, months, days, ... milliseconds; fields out of their range carry over
 * (month 12 is January of the next year).  NaN when there is no such time. */
enum { TIME_N_PARTS = 7 };
double value_time_join(const double parts[TIME_N_PARTS]);

/* Midnight of the first day of a month; month may be out of 0..11. */
double value_time_of_month(double year, double month);

/* ISO 8601 as ECMA-262 21.4.1.32 has it ('2024', '2024-04', '2024-04-18T12:30:00.5Z',
 * '+002024-04-18', offsets '+02:00'), also with a blank for the 'T'; a time
 * without an offset is UTC.  NaN when it is none, as on 30 February. */
double value_time_parse(const char *text);

/* By a pattern of d3-time-format ("%d.%m.%Y %H:%M"), as its utcParse reads all of a text; what the
 * pattern does not tell is that of 1 January 1900.  NaN when the text is not so. */
double value_time_parse_pattern(const char *pattern, const char *text);

#endif
