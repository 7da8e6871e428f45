/*
 * read_unit: currencies, and what the words behind a number count.
 */
#include "evidence/reader.h"

#include "evidence/icu_library.h"

#include <string.h>

/* Words that may stand between a number and its unit: "13B active parameters". */
enum { WORDS_BEFORE_UNIT = 4 };

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

static const char *intern_code(const Token *token)
{
    char code[4] = "";
    for (int i = 0; i < 3; i++)
        code[i] = g_ascii_toupper(token->text[i]);
    return g_intern_string(code);
}

gboolean reader_take_currency(Reader *reader, const char **unit)
{
    const Token *token = reader_peek(reader, 0), *next = reader_peek(reader, 1);
    double value;
    if (!token)
        return FALSE;
    if (reader_take(reader, ROLE_CURRENCY, &value)) {
        *unit = word_unit_name((WordUnit)value);
    } else if (!reader->running && is_currency_code(token)) {
        /* in running text "AMD" makes chips, and is no dram */
        *unit = intern_code(token);
        reader->at++;
    } else if (token->currency) {
        reader->at++;
    } else if (token->type == TOKEN_WORD && strlen(token->text) <= 3 && next && next->currency &&
               !next->spaced) {
        reader->at += 2;
    } else {
        return FALSE;
    }
    return TRUE;
}

/* Where a unit cannot go on: words that begin something else. */
static gboolean ends_unit(const Token *token)
{
    static const guint64 roles =
        ROLE_BIT(ROLE_AND) | ROLE_BIT(ROLE_TO) | ROLE_BIT(ROLE_BY) | ROLE_BIT(ROLE_SINCE) |
        ROLE_BIT(ROLE_CARDINAL) | ROLE_BIT(ROLE_SCALE) | ROLE_BIT(ROLE_MONTH) |
        ROLE_BIT(ROLE_AT_LEAST) | ROLE_BIT(ROLE_RELATIVE) | ROLE_BIT(ROLE_PLANNED);
    return token->broken || language_begins_any(token, roles);
}

static gboolean is_quotation(const Token *token)
{
    if ((guchar)*token->text < 0x80)
        return FALSE;
    const gunichar c = g_utf8_get_char(token->text);
    return c == 0xAB || c == 0xBB || (c >= 0x201A && c <= 0x201F) || c == 0x2122 || c == 0xAE;
}

gboolean reader_take_unit(Reader *reader, const char **unit)
{
    Reader ahead = *reader;
    if (ahead.at > 0 && language_begins(&ahead.tokens->items[ahead.at - 1], ROLE_SCALE))
        reader_take_symbol(&ahead, "."); /* "5 Mio. Euro" */
    for (guint i = 0; i <= WORDS_BEFORE_UNIT; i++) {
        double value;
        const Token *token = reader_peek(&ahead, 0);
        if (!token || (i > 0 && ends_unit(token)))
            return FALSE;
        /* "equivalentes em H100" is longer than what it begins or ends with */
        const guint currency = language_match(ahead.tokens, ahead.at, ROLE_CURRENCY, &value);
        const guint measure = language_match(ahead.tokens, ahead.at, ROLE_MEASURE, &value);
        if (MAX(currency, measure) > 0) {
            /* "H100 training cluster", "Nvidia H100 GPUs": the last of them */
            if (currency > measure)
                language_match(ahead.tokens, ahead.at, ROLE_CURRENCY, &value);
            ahead.at += MAX(currency, measure);
            *unit = word_unit_name((WordUnit)value);
            double next;
            while (language_match(ahead.tokens, ahead.at, ROLE_MEASURE, &next) > 0 &&
                   (next == value || value == UNIT_ACCELERATORS)) {
                value = next;
                *unit = word_unit_name((WordUnit)value);
                reader_take(&ahead, ROLE_MEASURE, NULL);
            }
            *reader = ahead;
            return TRUE;
        }
        /* "“Hopper”", "24,576-GPU", "de dólares", "GPUs" */
        const gboolean filler =
            language_begins(token, ROLE_FILLER) || language_begins(token, ROLE_OF);
        if (token->type == TOKEN_SYMBOL
                ? strchr("-\"'(*`", *token->text) == NULL && !is_quotation(token)
                : token->type != TOKEN_WORD || (filler && i > 0))
            return FALSE;
        if (token_is(token, '(') && i > 0)
            return FALSE;
        ahead.at++;
    }
    return FALSE;
}
