/* Times by a pattern of d3-time-format ('%d.%m.%Y'), as its utcParse reads them. */
#include "chart/value_time.h"

#include <math.h>
#include <string.h>

/* What was read; a part that is set is no NAN. */
typedef struct {
    double year, month, day, hours, minutes, seconds, milliseconds;
    double half;             /* 0: AM, 1: PM */
    double quarter_month;    /* the month that a quarter begins with */
    double unix_ms, unix_s;  /* since 1970 */
    double weekday, iso_day; /* from Sunday (0), from Monday (1) */
    double week_sunday, week_monday, week_iso;
    double offset; /* minutes to add for UTC */
} Reading;

typedef struct {
    char directive;
    guint digits; /* at most */
    gsize member; /* of Reading */
} Number;

#define MEMBER(name) offsetof(Reading, name)
static const Number numbers[] = {
    {'d', 2, MEMBER(day)},           {'e', 2, MEMBER(day)},          {'H', 2, MEMBER(hours)},
    {'I', 2, MEMBER(hours)},         {'L', 3, MEMBER(milliseconds)}, {'M', 2, MEMBER(minutes)},
    {'S', 2, MEMBER(seconds)},       {'w', 1, MEMBER(weekday)},      {'u', 1, MEMBER(iso_day)},
    {'U', 2, MEMBER(week_sunday)},   {'V', 2, MEMBER(week_iso)},     {'W', 2, MEMBER(week_monday)},
    {'Y', 4, MEMBER(year)},          {'G', 4, MEMBER(year)},         {'y', 2, MEMBER(year)},
    {'g', 2, MEMBER(year)},          {'m', 2, MEMBER(month)},        {'j', 3, MEMBER(day)},
    {'q', 1, MEMBER(quarter_month)}, {'f', 6, MEMBER(milliseconds)}, {'Q', 18, MEMBER(unix_ms)},
    {'s', 18, MEMBER(unix_s)},
};

static const char *const weekdays[] = {"Sunday",   "Monday", "Tuesday",  "Wednesday",
                                       "Thursday", "Friday", "Saturday", NULL};
static const char *const months[] = {"January",  "February", "March",  "April",     "May",
                                     "June",     "July",     "August", "September", "October",
                                     "November", "December", NULL};
static const char *const halves[] = {"AM", "PM", NULL};

/* Blanks count as digits do, as in d3. */
static gboolean read_number(const char **text, const Number *number, Reading *reading)
{
    guint used = 0;
    const char *p = *text;
    double value = 0;
    while (used < number->digits && g_ascii_isspace(*p))
        p++, used++;
    if (used == number->digits || !g_ascii_isdigit(*p))
        return FALSE;
    for (; used < number->digits && g_ascii_isdigit(*p); used++)
        value = value * 10 + (*p++ - '0');
    switch (number->directive) {
    case 'y':
    case 'g': value += value > 68 ? 1900 : 2000; break;
    case 'm': value -= 1; break;
    case 'q': value = 3 * value - 3; break;
    case 'f': value = floor(value / 1000); break;
    case 'j': reading->month = 0; break;
    default: break;
    }
    *text = p;
    memcpy((char *)reading + number->member, &value, sizeof value);
    return TRUE;
}

/* letters: how much of each word is written; 0: all of it */
static gboolean read_word(const char **text, const char *const *words, gsize letters, double *index)
{
    for (int i = 0; words[i]; i++) {
        const gsize length = letters > 0 ? letters : strlen(words[i]);
        if (g_ascii_strncasecmp(*text, words[i], length) != 0)
            continue;
        *text += length;
        *index = i;
        return TRUE;
    }
    return FALSE;
}

/* 'Z', '+02', '+0200' or '+02:00' */
static gboolean read_zone(const char **text, Reading *reading)
{
    const char *p = *text;
    const double sign = *p == '-' ? 1 : -1;
    double minutes = 0;
    if (*p == 'Z') {
        reading->offset = 0;
        *text = p + 1;
        return TRUE;
    }
    if ((*p != '+' && *p != '-') || !g_ascii_isdigit(p[1]) || !g_ascii_isdigit(p[2]))
        return FALSE;
    const double hours = (p[1] - '0') * 10 + (p[2] - '0');
    p += 3;
    const char *more = *p == ':' ? p + 1 : p;
    if (g_ascii_isdigit(more[0]) && g_ascii_isdigit(more[1])) {
        minutes = (more[0] - '0') * 10 + (more[1] - '0');
        p = more + 2;
    }
    reading->offset = sign * (hours * 60 + minutes);
    *text = p;
    return TRUE;
}

static gboolean read_pattern(const char **text, const char *pattern, Reading *reading);

static gboolean read_directive(const char **text, char directive, Reading *reading)
{
    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++) {
        if (numbers[i].directive == directive)
            return read_number(text, &numbers[i], reading);
    }
    switch (directive) {
    case 'a': return read_word(text, weekdays, 3, &reading->weekday);
    case 'A': return read_word(text, weekdays, 0, &reading->weekday);
    case 'b': return read_word(text, months, 3, &reading->month);
    case 'B': return read_word(text, months, 0, &reading->month);
    case 'p': return read_word(text, halves, 0, &reading->half);
    case 'c': return read_pattern(text, "%x, %X", reading);
    case 'x': return read_pattern(text, "%-m/%-d/%Y", reading);
    case 'X': return read_pattern(text, "%-I:%M:%S %p", reading);
    case 'Z': return read_zone(text, reading);
    case '%': return *(*text)++ == '%';
    default: return FALSE;
    }
}

static gboolean read_pattern(const char **text, const char *pattern, Reading *reading)
{
    for (const char *p = pattern; *p; p++) {
        if (**text == '\0')
            return FALSE;
        if (*p != '%') {
            if (*p != *(*text)++)
                return FALSE;
            continue;
        }
        p++;
        if (*p == '-' || *p == '_' || *p == '0')
            p++;
        if (*p == '\0' || !read_directive(text, *p, reading))
            return FALSE;
    }
    return TRUE;
}

static double or_else(double number, double fallback)
{
    return isnan(number) ? fallback : number;
}

/* Day of the week on which a year begins: 0 is Sunday. */
static double first_weekday(double year)
{
    TimeFields first = {0};
    value_time_split(value_time_of_month(year, 0), &first);
    return first.weekday;
}

/* Month and day (of the year) by a week and a day in it. */
static gboolean place_week(Reading *reading)
{
    const double start = first_weekday(reading->year);
    const gboolean iso = !isnan(reading->week_iso), monday = !isnan(reading->week_monday);
    const double by_week = iso || monday ? 1 : 0;
    const double weekday = or_else(
        reading->weekday, iso || isnan(reading->iso_day) ? by_week : fmod(reading->iso_day, 7));
    reading->month = 0;
    if (iso) { /* the first week is that of the first Thursday */
        const double from_monday = fmod(start + 6, 7);
        reading->day = 1 + (from_monday <= 3 ? 0 : 7) - from_monday + (reading->week_iso - 1) * 7 +
                       fmod(weekday + 6, 7);
        return reading->week_iso >= 1 && reading->week_iso <= 53;
    }
    reading->day = monday ? fmod(weekday + 6, 7) + reading->week_monday * 7 - fmod(start + 5, 7)
                          : weekday + reading->week_sunday * 7 - fmod(start + 6, 7);
    return TRUE;
}

double value_time_parse_pattern(const char *pattern, const char *text)
{
    Reading reading;
    double *const parts = (double *)&reading;
    for (gsize i = 0; i < sizeof reading / sizeof(double); i++)
        parts[i] = NAN;
    if (!read_pattern(&text, pattern, &reading) || *text)
        return NAN;
    if (!isnan(reading.unix_ms))
        return fabs(reading.unix_ms) <= TIME_MAXIMUM ? reading.unix_ms : NAN;
    if (!isnan(reading.unix_s))
        return reading.unix_s * TIME_SECOND + or_else(reading.milliseconds, 0);
    reading.hours = or_else(reading.hours, 0);
    reading.year = or_else(reading.year, 1900);
    if (!isnan(reading.half))
        reading.hours = fmod(reading.hours, 12) + 12 * reading.half;
    if (isnan(reading.month))
        reading.month = or_else(reading.quarter_month, 0);
    const gboolean weeks =
        !isnan(reading.week_iso) || !isnan(reading.week_monday) || !isnan(reading.week_sunday);
    if (weeks && !place_week(&reading))
        return NAN;
    const double when[TIME_N_PARTS] = {
        reading.year,
        reading.month,
        or_else(reading.day, 1),
        reading.hours,
        or_else(reading.minutes, 0) + or_else(reading.offset, 0),
        or_else(reading.seconds, 0),
        or_else(reading.milliseconds, 0),
    };
    return value_time_join(when);
}
