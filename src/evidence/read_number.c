/*
 * read_number: a whole text as one number, a range or a bound.
 *
 *   [modifiers] numeral [(to|-) numeral] [+|or more] [unit words]
 */
#include "evidence/reader.h"

#include <math.h>
#include <string.h>

typedef struct {
    Numeral numeral;
    double value, step, more, less; /* more, less: of "± 0.02", "+5/-4" */
    const char *unit;
    gboolean negative, percent, at_least;
} End;

/* What may be glued to the digits: a scale was taken before, so a unit or
 * nothing.  "8x7B", "80s" and "18th" are no numbers. */
static gboolean take_glued(Reader *reader, const char **unit)
{
    if (reader_peek_attached(reader, 0, TOKEN_SUPERSCRIPT))
        return FALSE; /* a note, or a power of something other than ten */
    const Token *word = reader_peek_attached(reader, 0, TOKEN_WORD);
    if (!word || (reader->language->han && !word->mixed))
        return TRUE; /* no blanks there */
    double measure;
    if (!**unit && language_match(reader->tokens, reader->at, ROLE_MEASURE, &measure) > 0)
        *unit = word_unit_name((WordUnit)measure);
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

/* "± 0.02", "+/- 3", "+5/-4" behind a number */
static gboolean take_error(Reader *reader, End *end)
{
    Reader ahead = *reader;
    Numeral more, less;
    double step;
    const gboolean both = reader_take_symbol(&ahead, "±") ||
                          (reader_take_symbol(&ahead, "+") && reader_take_symbol(&ahead, "/") &&
                           reader_take_symbol(&ahead, "-"));
    if (!both) {
        ahead = *reader;
        if (!reader_take_symbol(&ahead, "+"))
            return FALSE;
    }
    if (!reader_take_numeral(&ahead, &more) || !numeral_value(&more, &end->more, &step))
        return FALSE;
    end->less = end->more;
    if (!both) {
        reader_take(&ahead, ROLE_PERCENT, NULL);
        if (!reader_take_symbol(&ahead, "/") || !reader_take_symbol(&ahead, "-") ||
            !reader_take_numeral(&ahead, &less) || !numeral_value(&less, &end->less, &step))
            return FALSE;
    }
    *reader = ahead;
    return TRUE;
}

/* "two thirds" */
static void take_spelled_fraction(Reader *reader, End *end)
{
    double denominator;
    if (!end->numeral.scaled && !end->numeral.decimals && end->numeral.factor == 1 &&
        reader_take(reader, ROLE_FRACTION, &denominator))
        end->numeral.factor = 1 / denominator;
}

static gboolean take_digits(Reader *reader, End *end)
{
    if (!reader_take_numeral(reader, &end->numeral))
        return FALSE;
    if (!end->numeral.scaled && !take_glued(reader, &end->unit))
        return FALSE;
    return !end->numeral.scaled || reader->language->han ||
           !reader_peek_attached(reader, 0, TOKEN_WORD);
}

static gboolean take_end(Reader *reader, End *end)
{
    *end = (End){.unit = ""};
    if (!reader_take_symbol(reader, "+"))
        end->negative = reader_take_symbol(reader, "-");
    reader_take_currency(reader, &end->unit);
    const Token *token = reader_peek(reader, 0);
    if (reader_take_han(reader, &end->numeral)) {
        if (reader_peek_attached(reader, 0, TOKEN_DIGITS))
            return FALSE;
    } else if (token && (token->type == TOKEN_DIGITS || token->type == TOKEN_SYMBOL)) {
        if (!take_digits(reader, end))
            return FALSE;
    } else if (!reader_take_spelled(reader, &end->numeral)) {
        return FALSE;
    }
    take_spelled_fraction(reader, end);
    take_half(reader, &end->numeral);
    take_plus_scale(reader, end);
    end->percent = reader_take(reader, ROLE_PERCENT, NULL);
    if (!end_compute(end))
        return FALSE;
    if (take_error(reader, end))
        end->percent = reader_take(reader, ROLE_PERCENT, NULL) || end->percent;
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
        if (low->more > 0 || low->less > 0) {
            reading->has_low = reading->has_high = TRUE;
            reading->low = low->value - low->less;
            reading->high = low->value + low->more;
        }
    }
}

/* A running text has two figures in "grew 20% to 50 million". */
static gboolean are_ends(const Reader *reader, const End *low, const End *high)
{
    if (low->more > 0 || high->more > 0)
        return FALSE;
    return !reader->running || !low->percent || high->percent;
}

/* "5+", "100 ou mais" */
static void take_postfix(Reader *reader, Modifiers *modifiers)
{
    if (reader_take(reader, ROLE_OR_MORE, NULL))
        modifiers->at_least = TRUE;
    else if (reader_take(reader, ROLE_OR_LESS, NULL))
        modifiers->at_most = TRUE;
    else if (reader_take(reader, ROLE_OR_SO, NULL))
        modifiers->about = TRUE;
}

gboolean reader_take_number(Reader *reader, Modifiers *modifiers, Reading *reading)
{
    End low, high;
    if (!take_end(reader, &low))
        return FALSE;
    Reader ahead = *reader;
    gboolean range = reader_take_join(&ahead, modifiers) && take_end(&ahead, &high) &&
                     are_ends(reader, &low, &high);
    if (range && (!share_scale(&low, &high) || low.value > high.value)) {
        if (!reader->running)
            return FALSE;
        range = FALSE;
    }
    if (range)
        *reader = ahead;
    take_postfix(reader, modifiers);
    modifiers->at_least = modifiers->at_least || low.at_least || (range && high.at_least);
    if (modifiers->at_least && modifiers->at_most)
        return FALSE;
    reading->type = READING_NUMBER;
    reading->unit = *low.unit || !range ? low.unit : high.unit;
    reading->ambiguous = low.numeral.ambiguous || (range && high.numeral.ambiguous);
    set_number(reading, modifiers, &low, range ? &high : NULL);
    if (reading->percent)
        reading->unit = "percent";
    return TRUE;
}

gboolean read_number(Reader *reader, Reading *reading)
{
    Modifiers modifiers = {0};
    reader_take_modifiers(reader, ROLE_AT_LEAST, ROLE_AT_MOST, &modifiers);
    const Modifiers before = modifiers;
    const guint start = reader->at;
    if (!reader_take_number(reader, &modifiers, reading))
        return FALSE;
    Reader behind = *reader;
    if (!*reading->unit)
        reader_take_unit(&behind, &reading->unit);
    const Modifiers within = modifiers;
    if (!take_rest(reader, &modifiers) || (modifiers.at_least && modifiers.at_most))
        return FALSE;
    if (memcmp(&within, &modifiers, sizeof within) == 0)
        return TRUE;
    /* "100 GPUs or fewer": read again, now that it is known */
    const char *unit = reading->unit;
    reader->at = start;
    modifiers.about = modifiers.about || before.about;
    if (!reader_take_number(reader, &modifiers, reading))
        return FALSE;
    reading->unit = unit;
    return TRUE;
}
