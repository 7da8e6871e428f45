/*
 * read_date: a whole text as one date, a span of dates or a bound.
 *
 *   [modifiers] [early|end of] (decade | quarter | date [(to|-) date]) [onwards]
 */
#include "evidence/reader.h"

#include <string.h>

/* A bare number in running text is a year only between these. */
enum { YEAR_FIRST = 1800, YEAR_LAST = 2099 };
enum { PART_NONE, PART_EARLY, PART_MIDDLE, PART_LATE };

/* What was said: one date, or a span when last differs. */
typedef struct {
    Date first, last;
    gboolean span, about;
    gboolean ambiguous; /* "4/5/2025" */
} Span;

/* The number at the cursor plus offset if it has that many digits (0: one or
 * two), or -1. */
static int digits_at(const Reader *reader, guint offset, gsize length)
{
    const Token *token = reader_peek(reader, offset);
    if (!token || token->type != TOKEN_DIGITS)
        return -1;
    const gsize n = strlen(token->text);
    if (length ? n != length : n > 2)
        return -1;
    return (int)g_ascii_strtoll(token->text, NULL, 10);
}

/* FALSE for 31 April and the like; parts that are 0 are unknown. */
static gboolean is_real(Date date)
{
    if (date.year > 9999 || date.month < 0 || date.month > 12 || date.day < 0 || date.day > 31)
        return FALSE;
    const int year = date.year ? date.year : 2000; /* a leap year */
    return date.day == 0 || date.month == 0 || date.day <= date_days_in_month(year, date.month);
}

/* Whether digits before the cursor plus offset go on: "20" of "20,000", or "20%". */
static gboolean is_cut(const Reader *reader, guint offset)
{
    const Token *next = reader_peek(reader, offset);
    if (!reader->running || !next || next->spaced)
        return FALSE;
    if (next->type == TOKEN_DIGITS || token_is(next, '%'))
        return TRUE;
    return next->type == TOKEN_SYMBOL && strchr(".,/-'", *next->text) &&
           reader_peek_attached(reader, offset + 1, TOKEN_DIGITS);
}

/* "2024-04-18", "2024.02.05", "2024-04", "7/18/2023", "18.04.2024", "4/2024" */
static gboolean take_numeric(Reader *reader, Date *date, gboolean *ambiguous)
{
    const Token *separator = reader_peek_attached(reader, 1, TOKEN_SYMBOL);
    if (!separator || !strchr("-./", *separator->text) ||
        !reader_peek_attached(reader, 2, TOKEN_DIGITS))
        return FALSE;
    const Token *second = reader_peek_attached(reader, 3, TOKEN_SYMBOL);
    const gboolean three = second && strcmp(second->text, separator->text) == 0 &&
                           reader_peek_attached(reader, 4, TOKEN_DIGITS);
    const int a = digits_at(reader, 0, 0), b = digits_at(reader, 2, 0), c = digits_at(reader, 4, 0);
    const int year = MAX(digits_at(reader, 0, 4), digits_at(reader, three ? 4 : 2, 4));
    if (year < 1)
        return FALSE;
    Date read = {0};
    if (digits_at(reader, 0, 4) == year) {
        if (three ? b > 0 && c > 0 : *separator->text == '-' && digits_at(reader, 2, 2) > 0)
            read = (Date){year, b, three ? c : 0};
    } else if (three && a > 0 && b > 0) {
        /* by the language, but 18 can only be a day */
        const gboolean month_first = (reader->language->month_first && a <= 12) || b > 12;
        read = month_first ? (Date){year, a, b} : (Date){year, b, a};
        *ambiguous = a <= 12 && b <= 12 && a != b;
    } else if (!three && *separator->text == '/' && a > 0) {
        read = (Date){year, a, 0};
    }
    if (read.month < 1 || !is_real(read) || is_cut(reader, three ? 5 : 3))
        return FALSE;
    *date = read;
    reader->at += three ? 5 : 3;
    return TRUE;
}

static gboolean take_day(Reader *reader, Date *date)
{
    const int day = digits_at(reader, 0, 0);
    if (date->day || day < 1 || day > 31)
        return FALSE;
    const Token *next = reader_peek(reader, 1);
    if (reader->running && next && !next->spaced &&
        ((is_cut(reader, 1) && !(next && token_is(next, '-'))) ||
         (next->type == TOKEN_WORD && !language_begins(next, ROLE_ORDINAL) &&
          !language_begins(next, ROLE_MONTH))))
        return FALSE; /* "April 20,000", "5k" */
    date->day = day;
    reader->at++;
    if (reader_take_symbol(reader, ".") && !reader_sees(reader, ROLE_ORDINAL))
        return TRUE; /* "18. April" */
    reader_take(reader, ROLE_ORDINAL, NULL);
    return TRUE;
}

static gboolean take_month(Reader *reader, Date *date)
{
    double month;
    if (date->month || !reader_take(reader, ROLE_MONTH, &month))
        return FALSE;
    date->month = (int)month;
    const Token *dot = reader_peek(reader, 0), *after = reader_peek(reader, 1);
    /* in running text the dot of "in April." ends a sentence */
    if (!reader->running || (dot && token_is(dot, '.') && after && after->type == TOKEN_DIGITS &&
                             reader_peek(reader, 0)->start > 0 && after->spaced))
        reader_take_symbol(reader, ".");
    return TRUE;
}

static gboolean take_year(Reader *reader, Date *date)
{
    const int year = digits_at(reader, 0, 4);
    const Token *next = reader_peek(reader, 1);
    const gboolean marked = next && language_begins(next, ROLE_YEAR_MARK);
    if (date->year || year < 1000 ||
        (next && !marked && !next->spaced && next->type != TOKEN_SYMBOL &&
         !(reader->language->han && next->type == TOKEN_WORD && !next->mixed)) || /* "1980s" */
        (is_cut(reader, 1) && !(next && token_is(next, '-'))))
        return FALSE;
    if (reader->running && !date->month && (year < YEAR_FIRST || year > YEAR_LAST))
        return FALSE;
    date->year = year;
    reader->at++;
    reader_take(reader, ROLE_YEAR_MARK, NULL);
    return TRUE;
}

/* A date, maybe without its year or month yet: "27", "27 de setembro",
 * "April 18th, 2024". */
static gboolean take_date(Reader *reader, Date *date, gboolean *ambiguous)
{
    *date = (Date){0};
    if (reader_take(reader, ROLE_WEEKDAY, NULL)) {
        reader_take_symbol(reader, ".");
        reader_take(reader, ROLE_OF, NULL);
        reader_take(reader, ROLE_FILLER, NULL);
    }
    if (take_numeric(reader, date, ambiguous))
        return TRUE;
    gboolean any = FALSE;
    for (;;) {
        Reader ahead = *reader;
        const Token *of = reader_peek(reader, 0);
        while (any && reader_take(&ahead, ROLE_OF, NULL))
            continue;
        /* "in October, 15 of them": behind a comma only a year goes on with a date */
        if (reader->running && any && ahead.at > reader->at && of->type == TOKEN_SYMBOL) {
            if (date->year || !(date->month || date->day) || !take_year(&ahead, date))
                return any;
            *reader = ahead;
            return TRUE;
        }
        if (any && reader_peek_attached(&ahead, 0, TOKEN_SYMBOL))
            reader_take_symbol(&ahead, "-"); /* "18-Apr-2024" */
        const gboolean year_first = date->year && !date->month && reader->language->han;
        if ((!date->year || year_first || (date->month && !date->day && reader->language->han)) &&
            (take_month(&ahead, date) || take_year(&ahead, date) || take_day(&ahead, date))) {
            any = TRUE;
            *reader = ahead;
        } else {
            return any;
        }
    }
}

/* "September 27-28, 2023", "abril a junho de 2024": what one end leaves out, the
 * other one says. */
static gboolean take_dates(Reader *reader, const Modifiers *modifiers, Span *span)
{
    if (!take_date(reader, &span->first, &span->ambiguous))
        return FALSE;
    span->last = span->first;
    Reader ahead = *reader;
    Date last;
    if (reader_take_join(&ahead, modifiers)) {
        reader_take(&ahead, ROLE_FILLER, NULL);
        if (take_date(&ahead, &last, &span->ambiguous)) {
            Date *first = &span->first;
            if (!last.month && last.day)
                last.month = first->month;
            if (!first->month && first->day)
                first->month = last.month;
            if (!first->year)
                first->year = last.year;
            span->last = last;
            span->span = TRUE;
            *reader = ahead;
        }
    }
    return TRUE;
}

/* "anos 80", "década de 1980", "the 1980s", "'80s" */
static gboolean take_decade(Reader *reader, Span *span)
{
    Reader ahead = *reader;
    const gboolean before = reader_take(&ahead, ROLE_DECADE, NULL);
    reader_take_symbol(&ahead, "'");
    const Token *token = reader_peek(&ahead, 0);
    int year = digits_at(&ahead, 0, 4);
    if (year < 0 && token && token->type == TOKEN_DIGITS && strlen(token->text) == 2) {
        year = digits_at(&ahead, 0, 2);
        year += year >= 30 ? 1900 : 2000; /* the "20s" are ours, the "30s" not yet */
    }
    if (year < 1000 || year % 10 != 0)
        return FALSE;
    ahead.at++;
    const Token *suffix = reader_peek(&ahead, 0);
    const gboolean after =
        suffix && !suffix->spaced && reader_take(&ahead, ROLE_DECADE_SUFFIX, NULL);
    if (!before && !after)
        return FALSE;
    *span = (Span){.first = {year, 0, 0}, .last = {year + 9, 0, 0}, .span = TRUE};
    *reader = ahead;
    return TRUE;
}

/* "Q4 2024", "2024 Q4", "primeiro semestre de 2024", "summer 2024" */
static gboolean take_period(Reader *reader, Span *span)
{
    Reader ahead = *reader;
    Date date = {0};
    double months = 0;
    gboolean known = FALSE, season = FALSE;
    for (int i = 0; i < 2; i++) {
        while (reader_take(&ahead, ROLE_OF, NULL))
            continue;
        if (take_year(&ahead, &date))
            continue;
        if (!known && !season) {
            known = reader_take(&ahead, ROLE_PERIOD, &months);
            season = !known && reader_take(&ahead, ROLE_SEASON, NULL);
        }
    }
    if (!date.year || (!known && !season))
        return FALSE;
    *span = (Span){.first = date, .last = date, .span = known, .about = season};
    if (known) {
        span->first.month = (int)months / 100;
        span->last.month = (int)months % 100;
    }
    *reader = ahead;
    return TRUE;
}

static void set_date(Reading *reading, const Modifiers *modifiers, const Span *span)
{
    if (modifiers->at_least) {
        reading->kind = KIND_AT_LEAST;
        reading->has_value = reading->has_low = TRUE;
        reading->date_value = reading->date_low = span->first;
    } else if (modifiers->at_most) {
        reading->kind = KIND_AT_MOST;
        reading->has_value = reading->has_high = TRUE;
        reading->date_value = reading->date_high = span->last;
    } else if (span->span) {
        reading->kind = KIND_RANGE;
        reading->has_low = reading->has_high = TRUE;
        reading->date_low = span->first;
        reading->date_high = span->last;
    } else {
        reading->kind = modifiers->about || span->about ? KIND_ABOUT : KIND_EXACT;
        reading->has_value = TRUE;
        reading->date_value = span->first;
    }
}

static gboolean span_is_valid(const Span *span)
{
    const Date *ends[] = {&span->first, &span->last};
    for (guint i = 0; i < G_N_ELEMENTS(ends); i++)
        if (ends[i]->year < 1 || !is_real(*ends[i]) || (ends[i]->day && !ends[i]->month))
            return FALSE;
    return date_first_day(span->first) <= date_first_day(span->last);
}

gboolean reader_take_yearless(Reader *reader)
{
    Reader ahead = *reader;
    Span span = {0};
    const Modifiers none = {0};
    if (!take_dates(&ahead, &none, &span) || !span.first.month || !span.first.day ||
        span.first.year || span.last.year)
        return FALSE;
    *reader = ahead;
    return TRUE;
}

gboolean reader_take_date(Reader *reader, Modifiers *modifiers, Reading *reading)
{
    Span span = {0};
    double part = PART_NONE;
    if (reader_take(reader, ROLE_PART, &part)) {
        reader_take_symbol(reader, "-"); /* "mid-2023" */
        while (reader_take(reader, ROLE_FILLER, NULL))
            continue;
    }
    if (!take_decade(reader, &span) && !take_period(reader, &span) &&
        !take_dates(reader, modifiers, &span))
        return FALSE;
    if (reader->language->han) { /* "2024年初", "4月18日星期四" */
        reader_take(reader, ROLE_WEEKDAY, NULL);
        if (part == PART_NONE)
            reader_take(reader, ROLE_PART, &part);
    }
    if (reader_take(reader, ROLE_ONWARDS, NULL))
        modifiers->at_least = TRUE;
    if ((modifiers->at_least && modifiers->at_most) || !span_is_valid(&span))
        return FALSE;
    if (part != PART_NONE)
        span.about = TRUE;
    if (part == PART_LATE && !span.span && !span.first.month)
        span.first.month = span.last.month = 12;
    reading->type = READING_DATE;
    reading->ambiguous = span.ambiguous;
    set_date(reading, modifiers, &span);
    return TRUE;
}

gboolean read_date(Reader *reader, Reading *reading)
{
    Modifiers modifiers = {0};
    reader_take_modifiers(reader, ROLE_SINCE, ROLE_BY, &modifiers);
    if (!reader_take_date(reader, &modifiers, reading))
        return FALSE;
    reader_take_symbol(reader, ".");
    return reader_peek(reader, 0) == NULL;
}
