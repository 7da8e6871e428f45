#include "base/date.h"

#include <string.h>

static gboolean is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int date_days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

static gboolean parse_digits(const char **p, int n, int *number)
{
    *number = 0;
    for (int i = 0; i < n; i++, (*p)++) {
        if (!g_ascii_isdigit(**p))
            return FALSE;
        *number = *number * 10 + (**p - '0');
    }
    return TRUE;
}

gboolean date_parse(const char *text, Date *date)
{
    Date read = {0};
    const char *p = text;
    if (!parse_digits(&p, 4, &read.year) || read.year < 1)
        return FALSE;
    if (*p == '-') {
        p++;
        if (!parse_digits(&p, 2, &read.month) || read.month < 1 || read.month > 12)
            return FALSE;
        if (*p == '-') {
            p++;
            if (!parse_digits(&p, 2, &read.day) || read.day < 1 ||
                read.day > date_days_in_month(read.year, read.month))
                return FALSE;
        }
    }
    if (*p)
        return FALSE;
    *date = read;
    return TRUE;
}

const char *date_format(Date date, char buffer[DATE_TEXT_SIZE])
{
    if (date.day)
        g_snprintf(buffer, DATE_TEXT_SIZE, "%04d-%02d-%02d", date.year, date.month, date.day);
    else if (date.month)
        g_snprintf(buffer, DATE_TEXT_SIZE, "%04d-%02d", date.year, date.month);
    else if (date.year)
        g_snprintf(buffer, DATE_TEXT_SIZE, "%04d", date.year);
    else
        buffer[0] = '\0';
    return buffer;
}

gboolean date_equal(Date a, Date b)
{
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

gboolean date_overlaps(Date a, Date b)
{
    return date_first_day(a) < date_after_day(b) && date_first_day(b) < date_after_day(a);
}

/* Days from civil, after Howard Hinnant, "chrono-Compatible Low-Level Date
 * Algorithms" (public domain). */
static gint64 days_from_civil(int year, int month, int day)
{
    year -= month <= 2;
    const int era = (year >= 0 ? year : year - 399) / 400;
    const int year_of_era = year - era * 400;
    const int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return (gint64)era * 146097 + day_of_era - 719468;
}

gint64 date_first_day(Date date)
{
    return days_from_civil(date.year, date.month ? date.month : 1, date.day ? date.day : 1);
}

gint64 date_after_day(Date date)
{
    if (date.day)
        return date_first_day(date) + 1;
    if (date.month == 12 || date.month == 0)
        return days_from_civil(date.year + 1, 1, 1);
    return days_from_civil(date.year, date.month + 1, 1);
}

Date date_from_days(gint64 days)
{
    days += 719468;
    const gint64 era = (days >= 0 ? days : days - 146096) / 146097;
    const int day_of_era = (int)(days - era * 146097);
    const int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const int shifted_month = (5 * day_of_year + 2) / 153;
    Date date;
    date.day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    date.month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
    date.year = (int)(year_of_era + era * 400) + (date.month <= 2);
    return date;
}
