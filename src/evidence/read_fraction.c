/*
 * read_fraction: "1/2", "3/4", "½", "2½".
 *
 * Two numbers with a slash are a fraction only when it is a proper one with a
 * small denominator: "24/7" is not.
 */
#include "evidence/reader.h"

#include <string.h>

enum { DENOMINATOR_LIMIT = 100 };

/* Numerator * 100 + denominator of a character that is a fraction; 0: it is none. */
static int vulgar_fraction(const Token *token)
{
    static const struct {
        gunichar character;
        int fraction;
    } known[] = {
        {0x00BC, 104}, {0x00BD, 102}, {0x00BE, 304}, {0x2150, 107}, {0x2151, 109}, {0x2152, 110},
        {0x2153, 103}, {0x2154, 203}, {0x2155, 105}, {0x2156, 205}, {0x2157, 305}, {0x2158, 405},
        {0x2159, 106}, {0x215A, 506}, {0x215B, 108}, {0x215C, 308}, {0x215D, 508}, {0x215E, 708},
    };
    if (!token || token->type != TOKEN_SYMBOL || (guchar)token->text[0] < 0x80)
        return 0;
    const gunichar character = g_utf8_get_char(token->text);
    for (guint i = 0; i < G_N_ELEMENTS(known); i++)
        if (known[i].character == character)
            return known[i].fraction;
    return 0;
}

/* The number at the cursor plus offset if it has at most three digits, or -1. */
static int small_at(const Reader *reader, guint offset)
{
    const Token *token = reader_peek(reader, offset);
    if (!token || token->type != TOKEN_DIGITS || strlen(token->text) > 3)
        return -1;
    return (int)g_ascii_strtoll(token->text, NULL, 10);
}

static void set_fraction(Numeral *numeral, int numerator, int denominator)
{
    *numeral = (Numeral){.factor = 1.0 / denominator};
    g_snprintf(numeral->mantissa, sizeof numeral->mantissa, "%d", numerator);
}

static gboolean take_slashed(Reader *reader, Numeral *numeral)
{
    const Token *slash = reader_peek_attached(reader, 1, TOKEN_SYMBOL);
    if (!slash || !(token_is(slash, '/') || strcmp(slash->text, "\xe2\x81\x84") == 0) ||
        !reader_peek_attached(reader, 2, TOKEN_DIGITS))
        return FALSE;
    const int numerator = small_at(reader, 0), denominator = small_at(reader, 2);
    const Token *next = reader_peek(reader, 3),
                *further = reader_peek_attached(reader, 4, TOKEN_DIGITS);
    if (numerator < 1 || denominator <= numerator || denominator > DENOMINATOR_LIMIT)
        return FALSE;
    if (next && !next->spaced &&
        (next->type == TOKEN_DIGITS || (next->type == TOKEN_WORD && !next->han) ||
         (next->type == TOKEN_SYMBOL && strchr("/-.,:", *next->text) && further)))
        return FALSE;
    set_fraction(numeral, numerator, denominator);
    numeral->ambiguous = denominator <= 31; /* or a day and its month */
    reader->at += 3;
    return TRUE;
}

gboolean reader_take_fraction(Reader *reader, Numeral *numeral)
{
    if (take_slashed(reader, numeral))
        return TRUE;
    const int whole = small_at(reader, 0);
    const gboolean mixed = whole >= 0;
    const Token *token = reader_peek(reader, mixed);
    const int fraction = vulgar_fraction(token);
    if (!fraction || (mixed && token->spaced))
        return FALSE;
    const int denominator = fraction % 100;
    set_fraction(numeral, MAX(whole, 0) * denominator + fraction / 100, denominator);
    reader->at += mixed + 1U;
    reader_take_scale(reader, numeral); /* "2½ million" */
    return TRUE;
}
