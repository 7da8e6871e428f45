/* Times in any common form, as "any parsable representation of the value"
 * (https://datapackage.org/standard/table-schema/#datetime).  Nothing is filled in from a clock:
 * a date must say its year. */
#include "table/moment.h"

#include <string.h>

enum { NUMBERS_LIMIT = 3 };

typedef struct {
    const char *p, *end;
    Moment *moment;
    int numbers[NUMBERS_LIMIT]; /* of the date, in the text's order */
    int digits[NUMBERS_LIMIT];  /* how many each has */
    int n_numbers;
    int month_before; /* numbers before the month's name; -1: it has none */
    gboolean zone;
} Reader;

/* ---- times ------------------------------------------------------------------ */

static gboolean take_half(Reader *reader, Moment *moment)
{
    static const char *const names[] = {"a.m.", "p.m.", "am", "pm", NULL};
    const char *p = reader->p;
    while (p < reader->end && *p == ' ')
        p++;
    const int half = moment_take_name(&p, reader->end, names, 0);
    if (half < 0 || (p < reader->end && g_ascii_isalpha(*p)) || moment->hour < 1 ||
        moment->hour > 12)
        return FALSE;
    moment->hour = moment->hour % 12 + (half % 2 == 1 ? 12 : 0);
    reader->p = p;
    return TRUE;
}

/* ':mm', ':ss', decimals; the hour has been read */
static gboolean take_clock(Reader *reader, int hour)
{
    Moment *moment = reader->moment;
    if (moment->has_time)
        return FALSE;
    moment->has_time = TRUE;
    moment->hour = hour;
    reader->p++; /* the colon */
    if (moment_take_digits(&reader->p, reader->end, 2, &moment->minute) != 2)
        return FALSE;
    if (reader->p < reader->end && *reader->p == ':') {
        reader->p++;
        if (moment_take_digits(&reader->p, reader->end, 2, &moment->second) != 2)
            return FALSE;
        if (reader->p < reader->end && (*reader->p == '.' || *reader->p == ',')) {
            reader->p++;
            if (!moment_take_decimals(&reader->p, reader->end, &moment->nanosecond))
                return FALSE;
        }
    }
    (void)take_half(reader, moment);
    return TRUE;
}

/* ---- dates ------------------------------------------------------------------ */

static gboolean add_number(Reader *reader, int number, int digits)
{
    if (reader->n_numbers == NUMBERS_LIMIT)
        return FALSE;
    reader->digits[reader->n_numbers] = digits;
    reader->numbers[reader->n_numbers++] = number;
    return TRUE;
}

static gboolean take_number(Reader *reader)
{
    static const char *const ordinals[] = {"st", "nd", "rd", "th", NULL};
    int number;
    const char *start = reader->p;
    const int digits = moment_take_digits(&reader->p, reader->end, 8, &number);
    if (reader->p < reader->end && g_ascii_isdigit(*reader->p))
        return FALSE;
    if (digits <= 2 && reader->p < reader->end && *reader->p == ':')
        return take_clock(reader, number);
    if (digits == 8 && reader->n_numbers == 0) /* 20240418 */
        return add_number(reader, number / 10000, 4) && add_number(reader, number / 100 % 100, 2) &&
               add_number(reader, number % 100, 2);
    Moment hour = {.hour = number};
    if (digits <= 2 && !reader->moment->has_time && take_half(reader, &hour)) {
        reader->moment->hour = hour.hour;
        reader->moment->has_time = TRUE;
        return TRUE;
    }
    const char *p = reader->p;
    if (digits <= 2 && moment_take_name(&p, reader->end, ordinals, 0) >= 0)
        reader->p = p;
    return (digits <= 2 || digits == 4) && reader->p > start && add_number(reader, number, digits);
}

/* Year, month and day of the numbers; a month by name is known already. */
static gboolean place_numbers(Reader *reader)
{
    Moment *moment = reader->moment;
    int *n = reader->numbers, count = reader->n_numbers;
    if (count == 0 && reader->month_before < 0)
        return TRUE; /* no date at all */
    int year = -1;
    for (int i = 0; i < count; i++) {
        if (reader->digits[i] == 4)
            year = i;
    }
    if (year < 0 && count == (reader->month_before < 0 ? 3 : 2)) {
        year = count - 1; /* the last one, of two digits */
        n[year] += n[year] >= 69 ? 1900 : 2000;
    }
    if (year < 0)
        return FALSE;
    moment->year = n[year];
    moment->has_date = TRUE;
    int rest[NUMBERS_LIMIT], n_rest = 0;
    for (int i = 0; i < count; i++) {
        if (i != year)
            rest[n_rest++] = n[i];
    }
    moment->day = 1;
    if (reader->month_before >= 0) {
        if (n_rest > 0)
            moment->day = rest[0];
        return n_rest <= 1;
    }
    moment->month = n_rest > 0 ? rest[0] : 1;
    if (n_rest == 2) {
        moment->day = rest[1];
        if (year != 0 && moment->month > 12) { /* 18/4/2024; 4/18/2024 otherwise */
            moment->day = rest[0];
            moment->month = rest[1];
        }
    }
    return TRUE;
}

/* ---- words ------------------------------------------------------------------ */

static gboolean take_word(Reader *reader)
{
    static const char *const zones[] = {"utc", "gmt", "z", NULL};
    static const char *const fillers[] = {"t", "at", "on", "of", "the", "and", "sept", NULL};
    const char *start = reader->p;
    while (reader->p < reader->end && g_ascii_isalpha(*reader->p))
        reader->p++;
    const char *p = start, *end = reader->p;
    const int month = moment_take_name(&p, end, moment_months, 3);
    if (month >= 0 && p == end) {
        const gboolean first = reader->month_before < 0;
        reader->month_before = reader->n_numbers;
        reader->moment->month = month + 1;
        return first;
    }
    p = start;
    if (moment_take_name(&p, end, moment_weekdays, 3) >= 0 && p == end)
        return TRUE;
    p = start;
    if (reader->moment->has_time && moment_take_name(&p, end, zones, 0) >= 0 && p == end) {
        reader->zone = TRUE;
        return TRUE;
    }
    p = start;
    const int filler = moment_take_name(&p, end, fillers, 0);
    if (filler < 0 || p != end)
        return FALSE;
    if (strcmp(fillers[filler], "sept") == 0) {
        reader->month_before = reader->n_numbers;
        reader->moment->month = 9;
    }
    return TRUE;
}

gboolean moment_read_any(const char *text, gsize length, Moment *moment)
{
    *moment = (Moment){0};
    Reader reader = {.p = text, .end = text + length, .moment = moment, .month_before = -1};
    while (reader.p < reader.end) {
        const char c = *reader.p;
        gboolean taken = TRUE;
        if (g_ascii_isdigit(c))
            taken = take_number(&reader);
        else if (g_ascii_isalpha(c))
            taken = take_word(&reader);
        else if ((c == '+' || c == '-') && moment->has_time && !reader.zone)
            taken = reader.zone = moment_take_zone(&reader.p, reader.end, FALSE, &moment->offset);
        else if (c != '\0' && strchr(" ,/-.\t", c))
            reader.p++;
        else
            taken = FALSE;
        if (!taken)
            return FALSE;
    }
    return place_numbers(&reader) && (moment->has_date || moment->has_time) &&
           moment_is_real(moment);
}
