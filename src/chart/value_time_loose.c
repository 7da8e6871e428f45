/* Dates in the forms that people's files have and Date.parse understands. */
#include "chart/value.h"
#include "chart/value_time.h"

#include <math.h>
#include <string.h>

enum { MOST_NUMBERS = 3 };

/* The month that a word of at least three letters begins, 0..11; -1: none. */
static int month_of_word(const char *word, gsize length)
{
    static const char *const months[] = {"january",   "february", "march",    "april",
                                         "may",       "june",     "july",     "august",
                                         "september", "october",  "november", "december"};
    for (int i = 0; length >= 3 && i < 12; i++) {
        if (length <= strlen(months[i]) && g_ascii_strncasecmp(word, months[i], length) == 0)
            return i;
    }
    return -1;
}

static double join_day(double year, double month, double day)
{
    const double parts[TIME_N_PARTS] = {year, month, day, 0, 0, 0, 0};
    return month >= 0 && month < 12 && day >= 1 && day <= 31 ? value_time_join(parts) : NAN;
}

/* Numbers and at most one month name, parted by blanks, commas and slashes. */
static double parse_loosely(const char *text)
{
    double numbers[MOST_NUMBERS];
    guint n = 0;
    int month = -1;
    for (const char *p = text; *p;) {
        const char *start = p;
        if (g_ascii_isdigit(*p)) {
            while (g_ascii_isdigit(*p))
                p++;
            if (n == MOST_NUMBERS || p - start > 4)
                return NAN;
            numbers[n++] = g_ascii_strtod(start, NULL);
        } else if (g_ascii_isalpha(*p)) {
            while (g_ascii_isalpha(*p))
                p++;
            if (month >= 0 || (month = month_of_word(start, (gsize)(p - start))) < 0)
                return NAN;
        } else if (*p == ' ' || *p == ',' || *p == '/' || *p == '-' || *p == '.') {
            p++;
        } else {
            return NAN;
        }
    }
    if (month >= 0 && n == 2) /* 'Jan 1 2000', '1 Jan 2000' */
        return join_day(fmax(numbers[0], numbers[1]), month, fmin(numbers[0], numbers[1]));
    if (month >= 0 && n == 1) /* 'Jan 2000' */
        return join_day(numbers[0], month, 1);
    if (month < 0 && n == 3)
        return numbers[0] > 31 ? join_day(numbers[0], numbers[1] - 1, numbers[2])
                               : join_day(numbers[2], numbers[0] - 1, numbers[1]);
    return NAN;
}

double value_to_time_loosely(Value value)
{
    const double time = value_to_time(value);
    return isnan(time) && value.type == VALUE_STRING ? parse_loosely(value.as.string) : time;
}
