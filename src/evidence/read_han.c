/*
 * read_han: numbers in Chinese characters, alone or after digits.
 *
 * Counted by ten thousands: sections below 10,000 of digits and 十百千, each with
 * 万 亿 兆 behind it: "两万三千五百", "1億2000万", "3万5千", "二〇二四".  One run
 * of digits with its scale ("350万") is read like everywhere (read_numeral.c).
 */
#include "evidence/reader.h"

#include <math.h>
#include <string.h>

typedef struct {
    double total, section, current; /* of closed sections; of this one; digits not yet scaled */
    gboolean any_current;
    guint n_digits; /* Chinese digits in a row: places, "二〇二四" */
    guint n_parts, n_han;
    double step; /* of the last part */
    double last_scale;
} Sum;

static gboolean take_arabic(Reader *reader, Sum *sum)
{
    const Token *token = reader_peek(reader, 0);
    if (!token || token->type != TOKEN_DIGITS || sum->any_current || strlen(token->text) > 8 ||
        (token->spaced && sum->n_parts > 0))
        return FALSE;
    const Token *next = reader_peek(reader, 1);
    if (next && next->type == TOKEN_SYMBOL && !next->spaced &&
        reader_peek_attached(reader, 2, TOKEN_DIGITS))
        return FALSE; /* "1.5万": not ours */
    sum->current = g_ascii_strtod(token->text, NULL);
    sum->any_current = TRUE;
    sum->n_parts++;
    sum->step = 1;
    reader->at++;
    return TRUE;
}

static gboolean take_scale_part(Reader *reader, Sum *sum)
{
    double scale;
    const Token *token = reader_peek(reader, 0);
    if (!token || !token->han || !reader_take(reader, ROLE_SCALE, &scale))
        return FALSE;
    sum->n_han++;
    if (scale < 1e4) {
        if (sum->section > 0 && scale >= sum->last_scale)
            return FALSE;
        sum->section += (sum->any_current ? sum->current : 1) * scale;
        sum->last_scale = scale;
    } else {
        sum->section += sum->any_current ? sum->current : 0;
        if (sum->section == 0)
            return FALSE;
        sum->total += sum->section * scale;
        sum->section = 0;
        sum->last_scale = INFINITY;
    }
    sum->step = scale;
    sum->any_current = FALSE;
    sum->current = 0;
    sum->n_digits = 0;
    return TRUE;
}

static gboolean take_han_digit(Reader *reader, Sum *sum)
{
    double digit;
    const Token *token = reader_peek(reader, 0);
    if (!token || !token->han || !reader_take(reader, ROLE_CARDINAL, &digit) || digit > 9)
        return FALSE;
    if (sum->any_current && (sum->n_digits == 0 || sum->n_digits > 8))
        return FALSE;
    sum->n_parts += sum->n_digits == 0 && digit > 0;
    sum->current = sum->current * 10 + digit;
    /* "一百零五": this zero only says that a place is empty */
    sum->any_current = sum->n_digits > 0 || digit > 0 || (sum->section == 0 && sum->total == 0);
    sum->n_digits += sum->any_current;
    sum->n_han++;
    sum->step = 1;
    return TRUE;
}

gboolean reader_take_han(Reader *reader, Numeral *numeral)
{
    if (!reader->language->han)
        return FALSE;
    Reader ahead = *reader;
    Sum sum = {.last_scale = INFINITY};
    const gboolean digits = reader_peek(reader, 0) && reader_peek(reader, 0)->type == TOKEN_DIGITS;
    for (;;) {
        const Reader before = ahead;
        const Sum was = sum;
        const Token *token = reader_peek(&ahead, 0);
        if (token && ahead.at > reader->at && token->broken)
            break;
        if (take_arabic(&ahead, &sum) || take_scale_part(&ahead, &sum))
            continue;
        ahead = before;
        sum = was;
        if (take_han_digit(&ahead, &sum))
            continue;
        ahead = before;
        sum = was;
        break;
    }
    const double value = sum.total + sum.section + (sum.any_current ? sum.current : 0);
    if (sum.n_han == 0 || (digits && sum.n_parts < 2) || value > 1e18 ||
        (value == 0 && sum.n_han > 1))
        return FALSE;
    *numeral = (Numeral){.factor = 1, .scaled = sum.step > 1};
    double mantissa = value;
    for (double step = sum.step; step >= 10 && fmod(mantissa, 10) == 0; step /= 10) {
        mantissa /= 10;
        numeral->exponent++;
    }
    g_ascii_formatd(numeral->mantissa, sizeof numeral->mantissa, "%.0f", mantissa);
    *reader = ahead;
    return TRUE;
}
