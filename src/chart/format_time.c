/* After d3-time-format 4 (https://d3js.org/d3-time-format), utcFormat in en-US. */
#include "chart/format.h"

#include "chart/format_decimal.h"
#include "chart/value_time.h"

#include <math.h>
#include <string.h>

static const char *const weekdays[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                       "Thursday", "Friday", "Saturday"};
static const char *const months[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};

/* fill: '0', ' ' or 0 for none */
static void append_padded(GString *out, int number, char fill, int width)
{
    char digits[16];
    const int length = g_snprintf(digits, sizeof digits, "%d", ABS(number));
    if (number < 0)
        g_string_append_c(out, '-');
    for (int i = length; fill && i < width; i++)
        g_string_append_c(out, fill);
    g_string_append(out, digits);
}

/* The Thursday of the same ISO 8601 week: its year is the week's year. */
static TimeFields thursday_of(double time)
{
    TimeFields fields;
    value_time_split(time, &fields);
    const int from_monday = (fields.weekday + 6) % 7;
    /* at the two ends of time the Thursday may not exist: then the day itself */
    value_time_split(time + (3 - from_monday) * TIME_DAY, &fields);
    return fields;
}

static void append_fields(GString *out, const char *specifier, double time);

/* One line per directive; FALSE when it is none. */
static gboolean append_directive(GString *out, char directive, char fill, double time,
                                 const TimeFields *t)
{
    const int from_monday = (t->weekday + 6) % 7;
    switch (directive) {
    case 'a': g_string_append_len(out, weekdays[t->weekday], 3); break;
    case 'A': g_string_append(out, weekdays[t->weekday]); break;
    case 'b': g_string_append_len(out, months[t->month], 3); break;
    case 'B': g_string_append(out, months[t->month]); break;
    case 'c': append_fields(out, "%x, %X", time); break;
    case 'd':
    case 'e': append_padded(out, t->day, fill, 2); break;
    case 'f':
        append_padded(out, t->milliseconds, fill, 3);
        g_string_append(out, "000");
        break;
    case 'g': append_padded(out, thursday_of(time).year % 100, fill, 2); break;
    case 'G': append_padded(out, thursday_of(time).year % 10000, fill, 4); break;
    case 'H': append_padded(out, t->hours, fill, 2); break;
    case 'I': append_padded(out, t->hours % 12 ? t->hours % 12 : 12, fill, 2); break;
    case 'j': append_padded(out, t->day_of_year + 1, fill, 3); break;
    case 'L': append_padded(out, t->milliseconds, fill, 3); break;
    case 'm': append_padded(out, t->month + 1, fill, 2); break;
    case 'M': append_padded(out, t->minutes, fill, 2); break;
    case 'p': g_string_append(out, t->hours >= 12 ? "PM" : "AM"); break;
    case 'q': append_padded(out, t->month / 3 + 1, 0, 0); break;
    case 'Q': decimal_append_text(out, trunc(time)); break;
    case 's': decimal_append_text(out, floor(trunc(time) / 1000)); break;
    case 'S': append_padded(out, t->seconds, fill, 2); break;
    case 'u': append_padded(out, from_monday + 1, 0, 0); break;
    case 'U': append_padded(out, (t->day_of_year + 7 - t->weekday) / 7, fill, 2); break;
    case 'V': append_padded(out, thursday_of(time).day_of_year / 7 + 1, fill, 2); break;
    case 'w': append_padded(out, t->weekday, 0, 0); break;
    case 'W': append_padded(out, (t->day_of_year + 7 - from_monday) / 7, fill, 2); break;
    case 'x': append_fields(out, "%-m/%-d/%Y", time); break;
    case 'X': append_fields(out, "%-I:%M:%S %p", time); break;
    case 'y': append_padded(out, t->year % 100, fill, 2); break;
    case 'Y': append_padded(out, t->year % 10000, fill, 4); break;
    case 'Z': g_string_append(out, "+0000"); break;
    case '%': g_string_append_c(out, '%'); break;
    default: return FALSE;
    }
    return TRUE;
}

static void append_fields(GString *out, const char *specifier, double time)
{
    TimeFields fields;
    if (!value_time_split(time, &fields)) {
        g_string_append(out, "Invalid Date"); /* what JavaScript calls it */
        return;
    }
    for (const char *p = specifier; *p; p++) {
        if (*p != '%') {
            g_string_append_c(out, *p);
            continue;
        }
        p++;
        char fill = '0';
        if (*p == 'e' || *p == '_')
            fill = ' ';
        else if (*p == '-')
            fill = 0;
        if (*p == '-' || *p == '_' || *p == '0')
            p++;
        if (*p == '\0')
            return;
        if (!append_directive(out, *p, fill, time, &fields))
            g_string_append_c(out, *p);
    }
}

char *time_format_apply(const char *specifier, double milliseconds)
{
    GString *out = g_string_new(NULL);
    append_fields(out, specifier, milliseconds);
    return g_string_free(out, FALSE);
}

/* The coarsest unit that still tells a time, each with its format: d3-scale's time.js,
 * 'tickFormat', in the words of vega-time's timeMultiFormat. */
static const struct {
    const char *unit, *format;
} levels[] = {{"milliseconds", ".%L"}, {"seconds", ":%S"}, {"minutes", "%I:%M"},
              {"hours", "%I %p"},      {"date", "%a %d"},  {"week", "%b %d"},
              {"month", "%B"},         {"quarter", "%B"},  {"year", "%Y"}};

static gsize level_of(double milliseconds)
{
    TimeFields t = {0};
    value_time_split(milliseconds, &t);
    return t.milliseconds ? 0
           : t.seconds    ? 1
           : t.minutes    ? 2
           : t.hours      ? 3
           : t.day > 1    ? (t.weekday ? 4 : 5)
           : t.month      ? (t.month % 3 ? 6 : 7)
                          : 8;
}

const char *time_format_multi_specifier(double milliseconds)
{
    return levels[level_of(milliseconds)].format;
}

const char *time_format_multi_unit(double milliseconds)
{
    return levels[level_of(milliseconds)].unit;
}

char *time_format_multi(double milliseconds)
{
    return time_format_apply(time_format_multi_specifier(milliseconds), milliseconds);
}
