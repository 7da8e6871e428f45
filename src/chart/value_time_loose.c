/*
 * Dates in the forms that people's files have and Date.parse understands: after the "legacy"
 * parser of V8 (src/date/dateparser-inl.h), which browsers share: numbers, month names, clocks, AM
 * and PM, time zones, text in parentheses, and any words before the first number.
 */
#include "chart/value.h"
#include "chart/value_time.h"

#include <math.h>
#include <string.h>

enum { MOST_DAY_PARTS = 3, MOST_CLOCK_PARTS = 4 };

typedef struct {
    const char *rest;
    double day[MOST_DAY_PARTS];
    guint n_day;
    int month; /* by its name, 0..11; -1: none */
    double clock[MOST_CLOCK_PARTS];
    guint n_clock;
    int half;                  /* 0: AM, 12: PM; -1: neither */
    gboolean zoned, zone_open; /* a time zone was told; its minutes may follow */
    double zone_sign, zone_hours, zone_minutes;
    gboolean numbers; /* one was read */
} Reading;

/* The month that a word of at least three letters begins, 0..11; -1: none. */
static int month_of_word(const char *word, gsize length)
{
    static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                         "jul", "aug", "sep", "oct", "nov", "dec"};
    for (int i = 0; length >= 3 && i < 12; i++) {
        if (g_ascii_strncasecmp(word, months[i], 3) == 0)
            return i;
    }
    return -1;
}

/* Hours from UTC of the zones that Date.parse has names for; NAN: none. */
static double zone_of_word(const char *word, gsize length)
{
    static const struct {
        const char *name;
        int hours;
    } zones[] = {{"z", 0},    {"ut", 0},   {"utc", 0},  {"gmt", 0},  {"est", -5}, {"edt", -4},
                 {"cst", -6}, {"cdt", -5}, {"mst", -7}, {"mdt", -6}, {"pst", -8}, {"pdt", -7}};
    for (gsize i = 0; i < G_N_ELEMENTS(zones); i++) {
        if (strlen(zones[i].name) == length &&
            g_ascii_strncasecmp(word, zones[i].name, length) == 0)
            return zones[i].hours;
    }
    return NAN;
}

static gboolean skip(Reading *reading, char symbol)
{
    if (*reading->rest != symbol)
        return FALSE;
    reading->rest++;
    return TRUE;
}

/* Nine digits are more than any date has. */
static double read_number(Reading *reading, guint *length)
{
    double number = 0;
    const char *start = reading->rest;
    for (; g_ascii_isdigit(*reading->rest); reading->rest++)
        number = number < 1e9 ? number * 10 + (*reading->rest - '0') : number;
    *length = (guint)(reading->rest - start);
    return number;
}

static gboolean add_clock(Reading *reading, double number)
{
    if (reading->n_clock == MOST_CLOCK_PARTS)
        return FALSE;
    reading->clock[reading->n_clock++] = number;
    return TRUE;
}

/* Whether a number without a colon behind it ends the clock. */
static gboolean clock_expects(const Reading *reading, double number)
{
    return (reading->n_clock == 1 && number < 60) || (reading->n_clock == 2 && number < 60) ||
           (reading->n_clock == 3 && number < 1000);
}

static gboolean finish_clock(Reading *reading, double number)
{
    gboolean good = add_clock(reading, number);
    while (good && reading->n_clock < MOST_CLOCK_PARTS)
        reading->clock[reading->n_clock++] = 0;
    return good;
}

/* Behind "12:30:15.": digits of a second. */
static gboolean read_milliseconds(Reading *reading)
{
    guint length;
    if (!g_ascii_isdigit(*reading->rest))
        return FALSE;
    const double number = read_number(reading, &length);
    return finish_clock(reading, floor(number * pow(10, 3 - (int)MIN(length, 9))));
}

static gboolean take_number(Reading *reading)
{
    guint length;
    const double number = read_number(reading, &length);
    reading->numbers = TRUE;
    if (skip(reading, ':')) {
        if (*reading->rest == ':') { /* "10::": no minutes */
            reading->rest++;
            return reading->n_clock == 0 && add_clock(reading, number) && add_clock(reading, 0);
        }
        if (!add_clock(reading, number))
            return FALSE;
        skip(reading, '.');
        return TRUE;
    }
    if (*reading->rest == '.') {
        reading->rest++;
        if (clock_expects(reading, number))
            return add_clock(reading, number) && read_milliseconds(reading);
    }
    if (reading->zone_open && number < 60) {
        reading->zone_minutes = number;
        reading->zone_open = FALSE;
        return TRUE;
    }
    if (clock_expects(reading, number)) {
        const char next = *reading->rest;
        return finish_clock(reading, number) &&
               (!next || g_ascii_isspace(next) || strchr("Zz+-", next));
    }
    if (reading->n_day == MOST_DAY_PARTS)
        return FALSE;
    reading->day[reading->n_day++] = number;
    skip(reading, '-');
    return TRUE;
}

static gboolean take_word(Reading *reading)
{
    const char *word = reading->rest;
    while (g_ascii_isalpha(*reading->rest) || (guchar)*reading->rest >= 0x80)
        reading->rest++;
    const gsize length = (gsize)(reading->rest - word);
    const int month = month_of_word(word, length);
    const double zone = zone_of_word(word, length);
    const gboolean half = length == 2 && (g_ascii_strncasecmp(word, "am", 2) == 0 ||
                                          g_ascii_strncasecmp(word, "pm", 2) == 0);
    if (half && reading->n_clock > 0) {
        reading->half = g_ascii_tolower(*word) == 'p' ? 12 : 0;
    } else if (month >= 0) {
        reading->month = month;
        skip(reading, '-');
    } else if (!isnan(zone) && reading->numbers) {
        reading->zoned = TRUE;
        reading->zone_sign = zone < 0 ? -1 : 1;
        reading->zone_hours = fabs(zone);
        reading->zone_minutes = 0;
        reading->zone_open = FALSE;
    } else {
        return !reading->numbers && !g_ascii_isdigit(*reading->rest);
    }
    return TRUE;
}

/* "+0200", "-8", "+02:00", behind a clock or "GMT" */
static gboolean take_sign(Reading *reading)
{
    const gboolean utc = reading->zoned && reading->zone_hours <= 0 && reading->zone_minutes <= 0;
    const double sign = *reading->rest++ == '-' ? -1 : 1;
    guint length = 0;
    if (!utc && reading->n_clock == 0)
        return !reading->numbers;
    const double number = read_number(reading, &length);
    reading->numbers = reading->zoned = TRUE;
    reading->zone_sign = sign;
    reading->zone_open = skip(reading, ':');
    const gboolean minutes = !reading->zone_open && length >= 3;
    reading->zone_hours = minutes ? floor(number / 100) : number;
    reading->zone_minutes = minutes ? fmod(number, 100) : 0;
    return length >= 1 && length <= 4;
}

static gboolean skip_parentheses(Reading *reading)
{
    guint depth = 0;
    do {
        depth += *reading->rest == '(' ? 1 : 0;
        depth -= *reading->rest == ')' ? 1 : 0;
        reading->rest++;
    } while (depth > 0 && *reading->rest);
    return TRUE;
}

static gboolean take(Reading *reading)
{
    const char c = *reading->rest;
    if (g_ascii_isdigit(c))
        return take_number(reading);
    if (g_ascii_isalpha(c) || (guchar)c >= 0x80)
        return take_word(reading);
    if (c == '+' || c == '-')
        return take_sign(reading);
    if (c == '(')
        return skip_parentheses(reading);
    reading->rest++;
    return c != ')' || !reading->numbers;
}

/* Month, day and year in the order that their sizes tell. */
static gboolean place_day(const Reading *reading, double when[TIME_N_PARTS])
{
    double part[MOST_DAY_PARTS] = {1, 1, 1};
    for (guint i = 0; i < reading->n_day; i++)
        part[i] = reading->day[i];
    const gboolean first_is_day = part[0] >= 1 && part[0] <= 31;
    double year, month = reading->month + 1, day;
    if (reading->n_day == 0)
        return FALSE;
    if (reading->month < 0 && !first_is_day)
        year = part[0], month = part[1], day = part[2];
    else if (reading->month < 0)
        month = part[0], day = part[1], year = part[2];
    else if (first_is_day)
        day = part[0], year = part[1];
    else
        year = part[0], day = part[1];
    if (year < 100)
        year += year < 50 ? 2000 : 1900;
    when[0] = year;
    when[1] = month - 1;
    when[2] = day;
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

static gboolean place_clock(const Reading *reading, double when[TIME_N_PARTS])
{
    double hours = reading->clock[0];
    if (reading->half >= 0) {
        if (hours > 12)
            return FALSE;
        hours = fmod(hours, 12) + reading->half;
    }
    when[3] = hours;
    for (int i = 1; i < MOST_CLOCK_PARTS; i++)
        when[3 + i] = reading->clock[i];
    const gboolean midnight = hours <= 24 && when[4] + when[5] + when[6] <= 0;
    return midnight || (hours < 24 && when[4] < 60 && when[5] < 60 && when[6] < 1000);
}

static double parse_loosely(const char *text)
{
    Reading reading = {.rest = text, .month = -1, .half = -1};
    double when[TIME_N_PARTS] = {0};
    while (*reading.rest) {
        if (!take(&reading))
            return NAN;
    }
    if (!place_day(&reading, when) || !place_clock(&reading, when))
        return NAN;
    const double offset = reading.zone_hours * TIME_HOUR + reading.zone_minutes * TIME_MINUTE;
    return value_time_join(when) - (reading.zoned ? reading.zone_sign * offset : 0);
}

double value_to_time_loosely(Value value)
{
    const double time = value_to_time(value);
    return isnan(time) && value.type == VALUE_STRING ? parse_loosely(value.as.string) : time;
}
