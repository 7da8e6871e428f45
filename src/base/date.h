/*
 * date: calendar dates of reduced precision (ISO 8601: 2024, 2024-04,
 * 2024-04-18), proleptic Gregorian.  A date of a month is the whole month.
 */
#ifndef FIGTRAIL_BASE_DATE_H
#define FIGTRAIL_BASE_DATE_H

#include <glib.h>

/* month 0: precision is the year; day 0: precision is the month; year 0: no date */
typedef struct {
    int year, month, day;
} Date;

enum { DATE_TEXT_SIZE = 16 };

/* 'YYYY', 'YYYY-MM' or 'YYYY-MM-DD', a real day, year 1..9999. */
gboolean date_parse(const char *text, Date *date);
const char *date_format(Date date, char buffer[DATE_TEXT_SIZE]);

gboolean date_equal(Date a, Date b);
/* Whether b lies in the span of a or the other way round (2024 and 2024-04). */
gboolean date_overlaps(Date a, Date b);

/* Days since 1970-01-01 of the first day that the date names, and of the day
 * after the last one: the date's extent is [first, after). */
gint64 date_first_day(Date date);
gint64 date_after_day(Date date);
Date date_from_days(gint64 days); /* of day precision */

int date_days_in_month(int year, int month);

#endif
