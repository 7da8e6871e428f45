#include "table/moment.h"

#include "base/date.h"

#include <string.h>

const char *const moment_months[] = {"january",  "february", "march",  "april",     "may",
                                     "june",     "july",     "august", "september", "october",
                                     "november", "december", NULL};
const char *const moment_weekdays[] = {"monday", "tuesday",  "wednesday", "thursday",
                                       "friday", "saturday", "sunday",    NULL};

/* ---- parts ----------------------------------------------------------------- */

int moment_take_digits(const char **p, const char *end, int most, int *number)
{
    int n = 0;
    *number = 0;
    while (n < most && *p < end && g_ascii_isdigit(**p)) {
        *number = *number * 10 + (**p - '0');
        (*p)++;
        n++;
    }
    return n;
}

gboolean moment_take_decimals(const char **p, const char *end, int *nanosecond)
{
    int scale = 100000000;
    const char *start = *p;
    *nanosecond = 0;
    for (; *p < end && g_ascii_isdigit(**p); (*p)++, scale /= 10)
        *nanosecond += (**p - '0') * scale;
    return *p > start;
}

int moment_take_name(const char **p, const char *end, const char *const *names, gsize short_length)
{
    const gsize rest = (gsize)(end - *p);
    for (int i = 0; names[i]; i++) {
        const gsize whole = strlen(names[i]);
        const gsize lengths[] = {whole, short_length};
        for (gsize j = 0; j < G_N_ELEMENTS(lengths); j++) {
            if (lengths[j] > 0 && rest >= lengths[j] &&
                g_ascii_strncasecmp(*p, names[i], lengths[j]) == 0) {
                *p += lengths[j];
                return i;
            }
        }
    }
    return -1;
}

gboolean moment_take_zone(const char **p, const char *end, gboolean colon, int *offset)
{
    *offset = 0;
    if (*p < end && (**p == 'Z' || **p == 'z')) {
        (*p)++;
        return TRUE;
    }
    if (*p == end || (**p != '+' && **p != '-'))
        return FALSE;
    const int sign = *(*p)++ == '-' ? -1 : 1;
    int hours, minutes;
    if (moment_take_digits(p, end, 2, &hours) != 2)
        return FALSE;
    if (*p < end && **p == ':')
        (*p)++;
    else if (colon)
        return FALSE;
    if (moment_take_digits(p, end, 2, &minutes) != 2 || minutes > 59 || hours > 23)
        return FALSE;
    *offset = sign * (hours * 3600 + minutes * 60);
    return TRUE;
}

gboolean moment_is_real(const Moment *moment)
{
    const int year = moment->year;
    if (moment->has_date &&
        (year < 1 || year > 9999 || moment->month < 1 || moment->month > 12 || moment->day < 1 ||
         moment->day > date_days_in_month(year, moment->month)))
        return FALSE;
    /* no leap seconds: hardly a file has them, and 60 is mostly a slip */
    return moment->hour <= 23 && moment->minute <= 59 && moment->second <= 59;
}

/* ---- fixed forms ------------------------------------------------------------ */

static gboolean take_date(const char **p, const char *end, Moment *moment)
{
    if (moment_take_digits(p, end, 4, &moment->year) != 4 || *p == end || *(*p)++ != '-' ||
        moment_take_digits(p, end, 2, &moment->month) != 2 || *p == end || *(*p)++ != '-' ||
        moment_take_digits(p, end, 2, &moment->day) != 2)
        return FALSE;
    moment->has_date = TRUE;
    return TRUE;
}

/* XML Schema part 2, section 3.2.8: the zone is 'Z' or has a colon. */
static gboolean take_time(const char **p, const char *end, Moment *moment)
{
    if (moment_take_digits(p, end, 2, &moment->hour) != 2 || *p == end || *(*p)++ != ':' ||
        moment_take_digits(p, end, 2, &moment->minute) != 2 || *p == end || *(*p)++ != ':' ||
        moment_take_digits(p, end, 2, &moment->second) != 2)
        return FALSE;
    moment->has_time = TRUE;
    if (*p < end && **p == '.') {
        (*p)++;
        if (!moment_take_decimals(p, end, &moment->nanosecond))
            return FALSE;
    }
    return *p == end || moment_take_zone(p, end, TRUE, &moment->offset);
}

gboolean moment_read_date(const char *text, gsize length, Moment *moment)
{
    const char *p = text, *end = text + length;
    *moment = (Moment){0};
    return take_date(&p, end, moment) && p == end && moment_is_real(moment);
}

gboolean moment_read_time(const char *text, gsize length, Moment *moment)
{
    const char *p = text, *end = text + length;
    *moment = (Moment){0};
    return take_time(&p, end, moment) && p == end && moment_is_real(moment);
}

gboolean moment_read_datetime(const char *text, gsize length, Moment *moment)
{
    const char *p = text, *end = text + length;
    *moment = (Moment){0};
    return take_date(&p, end, moment) && p < end && *p++ == 'T' && take_time(&p, end, moment) &&
           p == end && moment_is_real(moment);
}

/* ---- values ----------------------------------------------------------------- */

FieldValue moment_date_value(const Moment *moment)
{
    return (FieldValue){(double)date_first_day((Date){moment->year, moment->month, moment->day}),
                        0};
}

FieldValue moment_time_value(const Moment *moment)
{
    const int seconds = moment->hour * 3600 + moment->minute * 60 + moment->second;
    return (FieldValue){seconds - moment->offset, (guint64)moment->nanosecond};
}

FieldValue moment_datetime_value(const Moment *moment)
{
    const FieldValue time = moment_time_value(moment);
    return (FieldValue){moment_date_value(moment).number * 86400 + time.number, time.units};
}
