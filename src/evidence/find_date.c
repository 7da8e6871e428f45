/*
 * find_date: dates in a sentence, and words that mean one.
 */
#include "evidence/find_text.h"

#include <string.h>

static const guint64 DATE_ROLES = ROLE_BIT(ROLE_MONTH) | ROLE_BIT(ROLE_WEEKDAY) |
                                  ROLE_BIT(ROLE_PERIOD) | ROLE_BIT(ROLE_SEASON) |
                                  ROLE_BIT(ROLE_PART) | ROLE_BIT(ROLE_DECADE);

static gboolean is_year(const Reading *reading)
{
    return reading->has_value && !reading->date_value.month;
}

/* "em", "since", "(": what makes the number behind it a year. */
static gboolean introduces_year(const Sentence *sentence, guint at)
{
    const Token *before = at > 0 ? sentence_token(sentence, at - 1) : NULL;
    static const guint64 roles = ROLE_BIT(ROLE_FILLER) | ROLE_BIT(ROLE_OF) | ROLE_BIT(ROLE_SINCE) |
                                 ROLE_BIT(ROLE_BY) | ROLE_BIT(ROLE_PART);
    return before && (language_begins_any(before, roles) || token_is(before, '('));
}

/* "2048 GPUs", "2048.0", "1900 mil": a number after all. */
static gboolean is_counted(const Sentence *sentence, guint at, guint end)
{
    Reader reader = sentence_reader(sentence, at);
    Modifiers modifiers = {0};
    Reading reading = {.unit = ""};
    if (reader_take_number(&reader, &modifiers, &reading) && reader.at > end &&
        reading.kind != KIND_RANGE)
        return TRUE;
    const Token *next = sentence_token(sentence, end);
    return next && !next->broken &&
           language_begins_any(next, ROLE_BIT(ROLE_MEASURE) | ROLE_BIT(ROLE_CURRENCY)) &&
           !language_begins(next, ROLE_YEAR_MARK);
}

gboolean find_date(const Sentence *sentence, guint at, Found *found)
{
    const Token *token = sentence_token(sentence, at);
    if (token->type != TOKEN_DIGITS && !token_is(token, '\'') &&
        !language_begins_any(token, DATE_ROLES))
        return FALSE;
    Modifiers modifiers = {0};
    const guint start = sentence_modifiers(sentence, at, ROLE_SINCE, ROLE_BY, &modifiers);
    Reader reader = sentence_reader(sentence, at);
    Reading reading = {.unit = ""};
    if (!reader_take_date(&reader, &modifiers, &reading))
        return FALSE;
    const Token *next = sentence_token(sentence, reader.at);
    if (next && !next->spaced && next->type != TOKEN_SYMBOL && !next->han &&
        !(next->mixed && *next->text == 't') && !sentence->language->han)
        return FALSE;
    /* one number that may be a year */
    const gboolean bare_year = reader.at == at + 1 && token->type == TOKEN_DIGITS;
    if (bare_year && !introduces_year(sentence, at)) {
        const Token *before = at > 0 ? sentence_token(sentence, at - 1) : NULL;
        if (before && !token->spaced &&
            (before->currency || token_is(before, '-') || token_is(before, '.')))
            return FALSE;
        reading.ambiguous = TRUE;
    }
    if (bare_year && is_counted(sentence, at, reader.at))
        return FALSE;
    if (bare_year && is_year(&reading)) {
        /* so that a number can be compared too */
        reading.value = reading.low = reading.high = reading.date_value.year;
        reading.precision = 1;
    }
    *found = (Found){.type = MENTION_DATE,
                     .start = start,
                     .core = at,
                     .core_end = reader.at,
                     .end = reader.at,
                     .has_reading = TRUE,
                     .reading = reading};
    return TRUE;
}

/* "March", "quinta-feira" alone; not "may", "mar", "sex". */
static guint named_day(const Sentence *sentence, guint at)
{
    const Token *token = sentence_token(sentence, at);
    if (strlen(token->text) < 4 || (sentence->language->titles && !token->title))
        return 0;
    const guint month = language_match(sentence->tokens, at, ROLE_MONTH, NULL);
    return MAX(month, language_match(sentence->tokens, at, ROLE_WEEKDAY, NULL));
}

gboolean find_relative(const Sentence *sentence, guint at, Found *found)
{
    static const guint64 roles = ROLE_BIT(ROLE_RELATIVE) | ROLE_BIT(ROLE_PART) |
                                 ROLE_BIT(ROLE_MONTH) | ROLE_BIT(ROLE_WEEKDAY);
    const Token *token = sentence_token(sentence, at);
    if (token->type != TOKEN_DIGITS && !language_begins_any(token, roles))
        return FALSE;
    Reader reader = sentence_reader(sentence, at);
    guint end = at;
    if (reader_take_yearless(&reader)) {
        end = reader.at;
    } else if (language_begins_any(token, roles)) {
        const guint part = language_match(sentence->tokens, at, ROLE_PART, NULL);
        /* "início deste ano"; "final do ano" is a part "final do" of "do ano" */
        for (guint begin = at + part; begin + 1 > at && end == at; begin--) {
            const guint n = language_match(sentence->tokens, begin, ROLE_RELATIVE, NULL);
            if (n > 0)
                end = begin + n;
            if (begin == at || part == 0)
                break;
        }
        if (end == at)
            end += named_day(sentence, at);
    }
    if (end == at)
        return FALSE;
    Modifiers modifiers = {0};
    *found = (Found){.type = MENTION_RELATIVE,
                     .start = sentence_modifiers(sentence, at, ROLE_SINCE, ROLE_BY, &modifiers),
                     .core = at,
                     .core_end = end,
                     .end = end};
    found->reading.unit = "";
    found->reading.kind = modifiers.at_most ? KIND_AT_MOST : KIND_EXACT;
    return TRUE;
}
