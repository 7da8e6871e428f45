/* Times by patterns: the directives of C's strptime and of Python's
 * (https://docs.python.org/3/library/datetime.html#strftime-and-strptime-format-codes), in English.
 * As there, case does not matter, and blanks in the pattern stand for one or more blanks. */
#include "table/moment.h"

#include "base/date.h"

#include <string.h>

typedef struct {
    const char *p, *end;
    Moment *moment;
    int half; /* of the day, by %p: 0 not said, 1 am, 2 pm */
    int depth;
} Reader;

static gboolean take_pattern(Reader *reader, const char *pattern);

/* One or two digits (a blank may stand for the first) that lie between least and most. */
static gboolean take_pair(Reader *reader, int least, int most, int *number)
{
    const char *p = reader->p;
    if (p < reader->end && *p == ' ')
        p++;
    const char *first = p;
    int n = moment_take_digits(&p, reader->end, 2, number);
    if (n == 2 && *number > most) { /* '%d%m' reads '411' as the 4th of November */
        p = first;
        n = moment_take_digits(&p, reader->end, 1, number);
    }
    reader->p = p;
    return n > 0 && *number >= least && *number <= most;
}

static gboolean take_two_digit_year(Reader *reader)
{
    int year;
    if (moment_take_digits(&reader->p, reader->end, 2, &year) != 2)
        return FALSE;
    reader->moment->year = year + (year >= 69 ? 1900 : 2000); /* POSIX, strptime, %y */
    return TRUE;
}

static gboolean take_year_day(Reader *reader)
{
    int day;
    const int n = moment_take_digits(&reader->p, reader->end, 3, &day);
    reader->moment->year_day = n > 0 ? (guint)day : 0;
    return n > 0 && day >= 1 && day <= 366;
}

static gboolean take_half(Reader *reader)
{
    static const char *const halves[] = {"am", "pm", NULL};
    reader->half = moment_take_name(&reader->p, reader->end, halves, 0) + 1;
    return reader->half > 0;
}

static gboolean take_month_name(Reader *reader)
{
    reader->moment->month = moment_take_name(&reader->p, reader->end, moment_months, 3) + 1;
    return reader->moment->month > 0;
}

static gboolean take_zone_name(Reader *reader)
{
    static const char *const zones[] = {"utc", "gmt", "z", NULL};
    return moment_take_name(&reader->p, reader->end, zones, 0) >= 0;
}

static gboolean take_seconds(Reader *reader)
{
    int digits;
    return moment_take_digits(&reader->p, reader->end, 2, &digits) > 0 && digits <= 59 &&
           ((reader->moment->second = digits), TRUE);
}

/* At most nine decimals. */
static gboolean take_fraction(Reader *reader)
{
    const char *end = MIN(reader->end, reader->p + 9);
    return moment_take_decimals(&reader->p, end, &reader->moment->nanosecond);
}

/* A directive that says nothing we keep: a weekday or a week by its number. */
static gboolean take_number(Reader *reader, int least, int most)
{
    int ignored;
    return take_pair(reader, least, most, &ignored);
}

static gboolean take_directive(Reader *reader, char directive)
{
    Moment *moment = reader->moment;
    switch (directive) {
    case 'Y': return moment_take_digits(&reader->p, reader->end, 4, &moment->year) == 4;
    case 'y': return take_two_digit_year(reader);
    case 'm': return take_pair(reader, 1, 12, &moment->month);
    case 'b':
    case 'h':
    case 'B': return take_month_name(reader);
    case 'd':
    case 'e': return take_pair(reader, 1, 31, &moment->day);
    case 'j': return take_year_day(reader);
    case 'H':
    case 'k': return take_pair(reader, 0, 23, &moment->hour);
    case 'I':
    case 'l': return take_pair(reader, 1, 12, &moment->hour);
    case 'p': return take_half(reader);
    case 'M': return take_pair(reader, 0, 59, &moment->minute);
    case 'S': return take_seconds(reader);
    case 'f': return take_fraction(reader);
    case 'z': return moment_take_zone(&reader->p, reader->end, FALSE, &moment->offset);
    case 'Z': return take_zone_name(reader);
    case 'a':
    case 'A': return moment_take_name(&reader->p, reader->end, moment_weekdays, 3) >= 0;
    case 'w': return take_number(reader, 0, 6);
    case 'u': return take_number(reader, 1, 7);
    case 'U':
    case 'V':
    case 'W': return take_number(reader, 0, 53);
    case 'D':
    case 'x': return take_pattern(reader, "%m/%d/%y");
    case 'F': return take_pattern(reader, "%Y-%m-%d");
    case 'T':
    case 'X': return take_pattern(reader, "%H:%M:%S");
    case 'R': return take_pattern(reader, "%H:%M");
    case 'r': return take_pattern(reader, "%I:%M:%S %p");
    case 'c': return take_pattern(reader, "%a %b %d %H:%M:%S %Y");
    case '%': return reader->p < reader->end && *reader->p++ == '%';
    default: return FALSE;
    }
}

static const char directives[] = "YymbhBdejHkIlpMSfzZaAwuUVWDxFTXRrc%nt";

static gboolean take_blanks(Reader *reader)
{
    const char *start = reader->p;
    while (reader->p < reader->end && g_ascii_isspace(*reader->p))
        reader->p++;
    return reader->p > start;
}

static gboolean take_pattern(Reader *reader, const char *pattern)
{
    for (const char *q = pattern; *q; q++) {
        if (g_ascii_isspace(*q) || (*q == '%' && (q[1] == 'n' || q[1] == 't'))) {
            q += *q == '%';
            while (g_ascii_isspace(q[1]))
                q++;
            if (!take_blanks(reader))
                return FALSE;
        } else if (*q == '%') {
            if (!take_directive(reader, *++q))
                return FALSE;
        } else if (reader->p == reader->end ||
                   g_ascii_tolower(*reader->p++) != g_ascii_tolower(*q)) {
            return FALSE;
        }
    }
    return TRUE;
}

/* What was not said is as in Python: the first day of 1900. */
static gboolean complete(Moment *moment, int half)
{
    moment->has_date = moment->has_time = TRUE;
    if (moment->year == 0)
        moment->year = 1900;
    if (moment->year_day > 0 && moment->month == 0) {
        const Date date =
            date_from_days(date_first_day((Date){moment->year, 1, 1}) + moment->year_day - 1);
        if (date.year != moment->year)
            return FALSE;
        moment->month = date.month;
        moment->day = date.day;
    }
    moment->month += moment->month == 0;
    moment->day += moment->day == 0;
    if (half > 0)
        moment->hour = moment->hour % 12 + (half == 2 ? 12 : 0);
    return moment_is_real(moment);
}

static const char *bare_pattern(const char *pattern)
{
    /* 'fmt:PATTERN' is how version 0 of the standard had it */
    return g_str_has_prefix(pattern, "fmt:") ? pattern + strlen("fmt:") : pattern;
}

gboolean moment_read_pattern(const char *pattern, const char *text, gsize length, Moment *moment)
{
    *moment = (Moment){0};
    Reader reader = {.p = text, .end = text + length, .moment = moment};
    return take_pattern(&reader, bare_pattern(pattern)) && reader.p == reader.end &&
           complete(moment, reader.half);
}

char *moment_pattern_fault(const char *pattern)
{
    for (const char *p = bare_pattern(pattern); *p; p++) {
        if (*p != '%')
            continue;
        p++;
        if (*p == '\0')
            return g_strdup("ends with a lone '%'");
        if (!strchr(directives, *p)) {
            const gsize length = (gsize)(g_utf8_next_char(p) - p);
            return g_strdup_printf("has a directive %%%.*s, which is not known; see the directives "
                                   "of strptime",
                                   (int)length, p);
        }
    }
    return NULL;
}
