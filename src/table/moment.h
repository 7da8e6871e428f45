/*
 * moment: dates and times of day as cells write them, without locale and clock.
 *
 * Read in a fixed form, by a pattern (the directives of C's and Python's strptime,
 * English names), or in whatever common form they have.
 */
#ifndef FIGTRAIL_TABLE_MOMENT_H
#define FIGTRAIL_TABLE_MOMENT_H

#include "table/schema.h"

/* Parts that were not said are 0. */
typedef struct {
    int year, month, day;
    int hour, minute, second, nanosecond;
    int offset;     /* of the time zone, in seconds east of Greenwich */
    guint year_day; /* by %j, from 1 */
    gboolean has_date, has_time;
} Moment;

/* What no real calendar or clock shows is refused: all return FALSE then. */

/* 'yyyy-mm-dd' */
gboolean moment_read_date(const char *text, gsize length, Moment *moment);
/* 'hh:mm:ss', then decimals and 'Z' or '+hh:mm' or neither */
gboolean moment_read_time(const char *text, gsize length, Moment *moment);
/* 'yyyy-mm-ddThh:mm:ss...' */
gboolean moment_read_datetime(const char *text, gsize length, Moment *moment);
/* By a pattern that moment_pattern_fault finds no fault in. */
gboolean moment_read_pattern(const char *pattern, const char *text, gsize length, Moment *moment);
/* In any common form: '10th Jan 1969 9 am', '3:00 am', '4/18/2024'. */
gboolean moment_read_any(const char *text, gsize length, Moment *moment);

/* NULL, or what is wrong with a pattern, to be freed. */
char *moment_pattern_fault(const char *pattern);

/* Days since 1970-01-01; seconds of the day, or since then, at Greenwich. */
FieldValue moment_date_value(const Moment *moment);
FieldValue moment_time_value(const Moment *moment);
FieldValue moment_datetime_value(const Moment *moment);

/* ---- for table/moment*.c --------------------------------------------------- */

/* At most that many digits from *p on; their number. */
int moment_take_digits(const char **p, const char *end, int most, int *number);
/* The decimals of a second: as many digits as there are. */
gboolean moment_take_decimals(const char **p, const char *end, int *nanosecond);
/* Of a list of names, whole or, when short_length > 0, cut to that: index or -1. */
int moment_take_name(const char **p, const char *end, const char *const *names, gsize short_length);
/* 'Z' or '+hh:mm', with colon == FALSE also '+hhmm' */
gboolean moment_take_zone(const char **p, const char *end, gboolean colon, int *offset);
gboolean moment_is_real(const Moment *moment);

extern const char *const moment_months[], *const moment_weekdays[]; /* English; NULL ends them */

#endif
