/*
 * read_number: a whole text as one number, a range or a bound.
 *
 *   [modifiers] numeral [(to|-) numeral] [+|or more] [unit words]
 */
#include "evidence/reader.h"

#include <math.h>
#include <string.h>
#include <unicode/ucurr.h>

typedef struct {
    Numeral numeral;
    double value, step;
    gboolean negative, percent, at_least;
} End;

static gboolean is_currency_code(const Token *token)
{
    if (token->type != TOKEN_WORD || !token->capital || strlen(token->text) != 3)
        return FALSE;
    UChar code[4] = {0};
    for (int i = 0; i < 3; i++) {
        if (!g_ascii_islower(token->text[i]))
            return FALSE;
        code[i] = (UChar)g_ascii_toupper(token->text[i]);
    }
    return ucurr_getNumericCode(code) > 0;
}

/* "$", "US$", "EUR" */
static void take_currency(Reader *reader)
{
    const Token *token = reader_peek(reader, 0), *next = reader_peek(reader, 1);
    if (!token)
        return;
    if (token->currency || is_currency_code(token))
        reader->at++;
    else if (token->type == TOKEN_WORD && strlen(token->text) <= 3 && next && next->currency &&
             !next->spaced)
        reader->at += 2;
}

/* What may be glued to the digits: a scale was taken before, so a unit or
 * nothing.  "8x7B", "80s" and "18th" are no numbers. */
static gboolean take_glued(Reader *reader)
{
    if (reader_peek_attached(reader, 0, TOKEN_SUPERSCRIPT))
        return FALSE; /* a note, or a power of something other than ten */
    const Token *word = reader_peek_attached(reader, 0, TOKEN_WORD);
    if (!word)
        return TRUE;
    return !reader_sees(reader, ROLE_ORDINAL) && reader_take(reader, ROLE_UNIT, NULL);
}

static gboolean end_compute(End *end)
{
    if (!numeral_value(&end->numeral, &end->value, &end->step))
        return FALSE;
    if (end->negative)
        end->value = -end->value;
    return TRUE;
}

/* "dois milhões e meio", "two and a half million" */
static void take_half(Reader *reader, Numeral *numeral)
{
    if (numeral->decimals || !reader_take(reader, ROLE_AND_HALF, NULL))
        return;
    g_strlcat(numeral->mantissa, ".5", sizeof numeral->mantissa);
    numeral->decimals = 1;
    if (!numeral->scaled)
        reader_take_scale(reader, numeral);
}

/* "30+ trillion" */
static void take_plus_scale(Reader *reader, End *end)
{
    Reader ahead = *reader;
    if (end->numeral.scaled || !reader_take_symbol(&ahead, "+") ||
        !reader_take_scale(&ahead, &end->numeral))
        return;
    end->at_least = TRUE;
    *reader = ahead;
}

/* "two orders of magnitude" */
static gboolean raise_to_magnitude(End *end)
{
    if (end->value != floor(end->value) || end->value < 1 || end->value > 30)
        return FALSE;
    end->numeral =
        (Numeral){.mantissa = "1", .exponent = (int)end->value, .factor = 1, .about = TRUE};
    return end_compute(end);
}

static gboolean take_end(Reader *reader, End *end)
{
    *end = (End){0};
    if (!reader_take_symbol(reader, "+"))
        end->negative = reader_take_symbol(reader, "-");
    take_currency(reader);
    const gboolean digits = reader_take_numeral(reader, &end->numeral);
    if (digits) {
        if (!end->numeral.scaled && !take_glued(reader))
            return FALSE;
        if (end->numeral.scaled && reader_peek_attached(reader, 0, TOKEN_WORD))
            return FALSE;
    } else if (!reader_take_spelled(reader, &end->numeral)) {
        return FALSE;
    }
    take_half(reader, &end->numeral);
    take_plus_scale(reader, end);
    end->percent = reader_take(reader, ROLE_PERCENT, NULL);
    if (!end_compute(end))
        return FALSE;
    return !reader_take(reader, ROLE_MAGNITUDE, NULL) || raise_to_magnitude(end);
}

/* "20 a 25 mil", "$10–15 million": the scale belongs to both ends, unless the
 * first would then exceed the second ("900 to 1 million"). */
static gboolean share_scale(End *low, const End *high)
{
    if (low->numeral.scaled || !high->numeral.scaled)
        return TRUE;
    End scaled = *low;
    scaled.numeral.exponent += high->numeral.exponent;
    scaled.numeral.factor *= high->numeral.factor;
    if (!end_compute(&scaled))
        return FALSE;
    if (scaled.value <= high->value)
        *low = scaled;
    return TRUE;
}

static gboolean sees_another_figure(Reader *reader)
{
    static const Role roles[] = {ROLE_SCALE, ROLE_HALF,   ROLE_AND_HALF, ROLE_SPOILER,
                                 ROLE_MONTH, ROLE_PERIOD, ROLE_AT_LEAST, ROLE_AT_MOST};
    Numeral numeral;
    double value, step;
    Reader ahead = *reader;
    if (reader_take_spelled(&ahead, &numeral))
        return !numeral_value(&numeral, &value, &step) || value != 1; /* "um", "one" */
    for (guint i = 0; i < G_N_ELEMENTS(roles); i++)
        if (reader_sees(reader, roles[i]))
            return TRUE;
    return FALSE;
}

/* The words behind the figure: anything but another figure.  Digits may stand
 * inside a name only ("H100", "A100-80GB"). */
static gboolean take_rest(Reader *reader, Modifiers *modifiers)
{
    gboolean in_name = FALSE;
    for (const Token *token; (token = reader_peek(reader, 0));) {
        if (reader_take(reader, ROLE_OR_MORE, NULL)) {
            modifiers->at_least = TRUE;
        } else if (reader_take(reader, ROLE_OR_LESS, NULL)) {
            modifiers->at_most = TRUE;
        } else if (reader_take(reader, ROLE_OR_SO, NULL)) {
            modifiers->about = TRUE;
        } else if (token->type == TOKEN_WORD) {
            if (sees_another_figure(reader))
                return FALSE;
            in_name = TRUE;
            reader->at++;
            continue;
        } else if (token->type == TOKEN_DIGITS && in_name && !token->spaced) {
            reader->at++;
            continue;
        } else if (token->type == TOKEN_SYMBOL &&
                   (token->currency || strchr("-/.,'()", *token->text))) {
            /* a dash inside a name keeps it open */
            in_name = in_name && !token->spaced && *token->text == '-';
            reader->at++;
            continue;
        } else {
            return FALSE;
        }
        in_name = FALSE;
    }
    return TRUE;
}

static void set_number(Reading *reading, const Modifiers *modifiers, const End *low,
                       const End *high)
{
    const gboolean range = high != NULL;
    reading->percent = low->percent || (range && high->percent);
    reading->precision = range ? MAX(low->step, high->step) : low->step;
    if (modifiers->at_least) {
        reading->kind = KIND_AT_LEAST;
        reading->has_value = reading->has_low = TRUE;
        reading->value = reading->low = low->value;
    } else if (modifiers->at_most) {
        reading->kind = KIND_AT_MOST;
        reading->has_value = reading->has_high = TRUE;
        reading->value = reading->high = range ? high->value : low->value;
    } else if (range) {
        reading->kind = KIND_RANGE;
        reading->has_low = reading->has_high = TRUE;
        reading->low = low->value;
        reading->high = high->value;
    } else {
        reading->kind = modifiers->about || low->numeral.about ? KIND_ABOUT : KIND_EXACT;
        reading->has_value = TRUE;
        reading->value = low->value;
    }
}

gboolean read_number(Reader *reader, Reading *reading)
{
    Modifiers modifiers = {0};
    End low, high;
    reader_take_modifiers(reader, ROLE_AT_LEAST, ROLE_AT_MOST, &modifiers);
    if (!take_end(reader, &low))
        return FALSE;
    Reader ahead = *reader;
    gboolean range = reader_take_join(&ahead, &modifiers) && take_end(&ahead, &high);
    if (range) {
        *reader = ahead;
        if (!share_scale(&low, &high) || low.value > high.value)
            return FALSE;
    }
    if (!take_rest(reader, &modifiers))
        return FALSE;
    modifiers.at_least = modifiers.at_least || low.at_least || (range && high.at_least);
    if (modifiers.at_least && modifiers.at_most)
        return FALSE;
    reading->type = READING_NUMBER;
    set_number(reading, &modifiers, &low, range ? &high : NULL);
    return TRUE;
}
