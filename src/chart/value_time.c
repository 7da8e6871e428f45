#include "chart/value_time.h"

#include "base/date.h"

#include <math.h>

/* ---- the calendar --------------------------------------------------------------------------- */

gboolean value_time_split(double milliseconds, TimeFields *fields)
{
    if (!(fabs(milliseconds) <= TIME_MAXIMUM))
        return FALSE;
    const gint64 time = (gint64)milliseconds;
    const gint64 per_day = (gint64)TIME_DAY;
    gint64 rest = time % per_day;
    if (rest < 0)
        rest += per_day;
    const gint64 days = (time - rest) / per_day;
    const Date date = date_from_days(days);
    *fields = (TimeFields){
        .year = date.year,
        .month = date.month - 1,
        .day = date.day,
        .hours = (int)(rest / 3600000),
        .minutes = (int)(rest / 60000 % 60),
        .seconds = (int)(rest / 1000 % 60),
        .milliseconds = (int)(rest % 1000),
        .weekday = (int)(((days + 4) % 7 + 7) % 7), /* 1970-01-01 was a Thursday */
        .day_of_year = (int)(days - date_first_day((Date){date.year, 1, 1})),
    };
    return TRUE;
}

double value_time_of_month(double year, double month)
{
    const double years = year + floor(month / 12);
    if (!(fabs(years) <= 300000))
        return NAN;
    const int in_year = (int)(month - floor(month / 12) * 12);
    return (double)date_first_day((Date){(int)years, in_year + 1, 1}) * TIME_DAY;
}

double value_time_join(const double parts[TIME_N_PARTS])
{
    static const double units[TIME_N_PARTS] = {0,           0,           TIME_DAY, TIME_HOUR,
                                               TIME_MINUTE, TIME_SECOND, 1};
    double time = value_time_of_month(trunc(parts[0]), trunc(parts[1])) - TIME_DAY;
    for (int i = 2; i < TIME_N_PARTS; i++)
        time += trunc(parts[i]) * units[i];
    return fabs(time) <= TIME_MAXIMUM ? time : NAN;
}

/* ---- reading -------------------------------------------------------------------------------- */

static gboolean read_digits(const char **p, int n, double *number)
{
    *number = 0;
    for (int i = 0; i < n; i++, (*p)++) {
        if (!g_ascii_isdigit(**p))
            return FALSE;
        *number = *number * 10 + (**p - '0');
    }
    return TRUE;
}

static gboolean read_part(const char **p, char mark, double *number)
{
    (*p)++;
    return (*p)[-1] == mark && read_digits(p, 2, number);
}

/* 'YYYY' or '+YYYYYY', '-YYYYYY' */
static gboolean read_year(const char **p, double *year)
{
    if (**p != '+' && **p != '-')
        return read_digits(p, 4, year);
    const gboolean negative = **p == '-';
    (*p)++;
    if (!read_digits(p, 6, year) || (negative && *year < 1)) /* there is no -000000 */
        return FALSE;
    if (negative)
        *year = -*year;
    return TRUE;
}

static gboolean read_date(const char **p, double parts[TIME_N_PARTS])
{
    double month = 1, day = 1;
    if (!read_year(p, &parts[0]))
        return FALSE;
    if (**p == '-') {
        if (!read_part(p, '-', &month))
            return FALSE;
        if (**p == '-' && !read_part(p, '-', &day))
            return FALSE;
    }
    if (month < 1 || month > 12 || day < 1 || day > date_days_in_month((int)parts[0], (int)month))
        return FALSE;
    parts[1] = month - 1;
    parts[2] = day;
    return TRUE;
}

/* 'HH:mm', 'HH:mm:ss' or 'HH:mm:ss.s'; digits beyond milliseconds are dropped */
static gboolean read_clock(const char **p, double parts[TIME_N_PARTS])
{
    if (!read_digits(p, 2, &parts[3]) || !read_part(p, ':', &parts[4]))
        return FALSE;
    if (**p == ':' && !read_part(p, ':', &parts[5]))
        return FALSE;
    if (**p == '.') {
        (*p)++;
        if (!g_ascii_isdigit(**p))
            return FALSE;
        for (int unit = 100; g_ascii_isdigit(**p); (*p)++, unit /= 10)
            parts[6] += (**p - '0') * unit;
    }
    const gboolean midnight = parts[3] == 24 && parts[4] == 0 && parts[5] == 0 && parts[6] == 0;
    return midnight || (parts[3] < 24 && parts[4] < 60 && parts[5] < 60);
}

/* 'Z', '+HH:mm', '-HH:mm' or nothing */
static gboolean read_offset(const char **p, double *offset)
{
    double hours, minutes;
    *offset = 0;
    if (**p == 'Z')
        (*p)++;
    if (**p != '+' && **p != '-')
        return TRUE;
    const double sign = **p == '-' ? -1 : 1;
    if ((*p)[-1] == 'Z')
        return FALSE;
    (*p)++;
    if (!read_digits(p, 2, &hours) || !read_part(p, ':', &minutes) || hours > 23 || minutes > 59)
        return FALSE;
    *offset = sign * (hours * TIME_HOUR + minutes * TIME_MINUTE);
    return TRUE;
}

double value_time_parse(const char *text)
{
    double parts[TIME_N_PARTS] = {0}, offset = 0;
    const char *p = text;
    if (!read_date(&p, parts))
        return NAN;
    if (*p == 'T' || *p == ' ') {
        p++;
        if (!read_clock(&p, parts) || !read_offset(&p, &offset))
            return NAN;
    }
    if (*p)
        return NAN;
    const double time = value_time_join(parts) - offset;
    return fabs(time) <= TIME_MAXIMUM ? time : NAN;
}
