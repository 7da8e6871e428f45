/*
 * read_words: numbers in words.
 *
 * The language gives the words ("vinte", "dois", "mil"); putting them together
 * is the same everywhere: smaller after larger adds, a scale multiplies what
 * stands before it.
 */
#include "evidence/reader.h"

#include <math.h>

static const double SPELLED_LIMIT = 1e18; /* sums of whole numbers stay exact in their text */

typedef struct {
    double total; /* of the closed groups: 22000 after "vinte e dois mil" */
    double group; /* of the open one */
    double scale; /* the last one; 0: none yet */
    gboolean any;
} Sum;

/* The largest power of ten that divides number: what may still be added below. */
static double room_below(double number)
{
    double power = 1;
    while (power < SPELLED_LIMIT && fmod(number, power * 10) == 0)
        power *= 10;
    return power;
}

static gboolean add_cardinal(Sum *sum, double cardinal)
{
    if (cardinal >= 1000) { /* "mil" alone is a number and a scale */
        if (sum->any)
            return FALSE;
        sum->total = cardinal;
        sum->scale = cardinal;
    } else {
        if (sum->any && (cardinal == 0 || (sum->group == 0 && sum->scale == 0)))
            return FALSE; /* zero is not added, nor is anything to it */
        /* "soixante-dix", "quatre-vingt-onze" */
        const double tens = fmod(sum->group, 100);
        const gboolean score = (tens == 60 || tens == 80) && cardinal >= 10 && cardinal < 20;
        if (sum->group > 0 && !score && cardinal >= room_below(sum->group))
            return FALSE;
        if (sum->scale > 0 && cardinal >= sum->scale)
            return FALSE;
        sum->group += cardinal;
    }
    sum->any = TRUE;
    return TRUE;
}

static gboolean add_scale(Sum *sum, double scale)
{
    if (!sum->any)
        return FALSE;
    if (scale < 1000 && sum->group > 0) { /* "two hundred", "two dozen" */
        if (sum->group >= 100)
            return FALSE;
        sum->group *= scale;
    } else if (sum->group > 0) {
        if (sum->scale > 0 && scale >= sum->scale)
            return FALSE;
        sum->total += sum->group * scale;
        sum->group = 0;
        sum->scale = scale;
    } else { /* "mil milhões" */
        if (sum->scale == 0 || scale <= sum->scale)
            return FALSE;
        sum->total *= scale;
        sum->scale *= scale;
    }
    return sum->total < SPELLED_LIMIT;
}

/* "twenty-two", "vinte e dois", "mil": one more word of a number */
static gboolean take_word(Reader *reader, Sum *sum)
{
    Reader ahead = *reader;
    Sum next = *sum;
    double value;
    if (reader_peek_attached(&ahead, 0, TOKEN_SYMBOL))
        reader_take_symbol(&ahead, "-"); /* "five-hundred" */
    if (reader_take(&ahead, ROLE_SCALE, &value) && add_scale(&next, value)) {
        *reader = ahead;
        *sum = next;
        return TRUE;
    }
    ahead = *reader;
    next = *sum;
    if (sum->scale > 0 && sum->group == 0)
        reader_take_symbol(&ahead, ","); /* "two thousand, five hundred" */
    if (sum->any)
        reader_take(&ahead, ROLE_LINK, NULL);
    if (!reader_take(&ahead, ROLE_CARDINAL, &value) || !add_cardinal(&next, value))
        return FALSE;
    *reader = ahead;
    *sum = next;
    return TRUE;
}

/* "a million", "half a million"; the factor before the scale */
static gboolean take_article(Reader *reader, Sum *sum, double *half)
{
    Reader ahead = *reader;
    *half = reader_take(&ahead, ROLE_HALF, NULL) ? 0.5 : 1;
    if (*half == 1 && !reader_take(&ahead, ROLE_ARTICLE, NULL))
        return FALSE;
    if (!reader_sees(&ahead, ROLE_SCALE) && (*half < 1 || !reader_sees(&ahead, ROLE_MAGNITUDE)))
        return FALSE;
    sum->group = 1;
    sum->any = TRUE;
    *reader = ahead;
    return TRUE;
}

gboolean reader_take_spelled(Reader *reader, Numeral *numeral)
{
    Reader ahead = *reader;
    Sum sum = {0};
    double half = 1;
    take_article(&ahead, &sum, &half);
    while (take_word(&ahead, &sum))
        continue;
    if (!sum.any)
        return FALSE;
    double total = sum.total + sum.group;
    total *= half;
    *numeral = (Numeral){.factor = 1, .scaled = sum.scale > 0};
    /* the last printed digit: "vinte e dois mil" is 22 thousands */
    while (total >= 1000 && fmod(total, 1000) == 0) {
        total /= 1000;
        numeral->exponent += 3;
    }
    g_ascii_formatd(numeral->mantissa, sizeof numeral->mantissa, "%.0f", total);
    *reader = ahead;
    return TRUE;
}
