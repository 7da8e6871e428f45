#include "evidence/token.h"

#include <string.h>

void tokens_free(Tokens *tokens)
{
    if (!tokens)
        return;
    g_free(tokens->items);
    g_string_chunk_free(tokens->texts);
    g_free(tokens);
}

gboolean token_equals(const Token *token, TokenType type, const char *text)
{
    return token->type == type && strcmp(token->text, text) == 0;
}

static gboolean is_space(gunichar c)
{
    switch (g_unichar_type(c)) {
    case G_UNICODE_SPACE_SEPARATOR:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR: return TRUE;
    default: return c < 0x80 && g_ascii_isspace((char)c);
    }
}

/* The ASCII character of a raised digit or sign, or 0. */
static char superscript_value(gunichar c)
{
    switch (c) {
    case 0x00B9: return '1';
    case 0x00B2: return '2';
    case 0x00B3: return '3';
    case 0x207A: return '+';
    case 0x207B: return '-';
    default: break;
    }
    if (c == 0x2070 || (c >= 0x2074 && c <= 0x2079))
        return "0123456789"[c - 0x2070];
    return '\0';
}

/* Characters that print the same thing become one. */
static gunichar unify(gunichar c)
{
    switch (c) {
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2212: return '-';
    case 0x2018:
    case 0x2019:
    case 0x02BC: return '\'';
    case 0x223C:
    case 0xFF5E: return '~';
    case 0x22C5:
    case 0x2219: return 0x00B7; /* dot operators */
    case 0x2715: return 0x00D7; /* multiplication signs */
    case 0xFF05:
    case 0x066A: return '%';
    case 0xFF0B: return '+';
    default: return c;
    }
}

static gboolean is_word_start(gunichar c)
{
    return g_unichar_isalpha(c) || g_unichar_ismark(c);
}

/* Reads the token at p (no blank); its folded text goes to out.  Returns its end. */
static const char *read_token(const char *p, Token *token, GString *out)
{
    const gunichar first = unify(g_utf8_get_char(p));
    const char *start = p;
    if (superscript_value(first)) {
        token->type = TOKEN_SUPERSCRIPT;
        for (char c; (c = superscript_value(g_utf8_get_char(p))); p = g_utf8_next_char(p))
            g_string_append_c(out, c);
    } else if (g_unichar_isdigit(first)) {
        token->type = TOKEN_DIGITS;
        for (gunichar c; g_unichar_isdigit(c = g_utf8_get_char(p)); p = g_utf8_next_char(p))
            g_string_append_c(out, (char)('0' + g_unichar_digit_value(c)));
    } else if (is_word_start(first)) {
        token->type = TOKEN_WORD;
        token->capital = TRUE;
        for (gunichar c; c = g_utf8_get_char(p), is_word_start(c) || g_unichar_isdigit(c);) {
            token->capital = token->capital && g_unichar_isupper(c);
            p = g_utf8_next_char(p);
        }
        g_autofree char *folded = g_utf8_casefold(start, p - start);
        g_string_append(out, folded);
    } else {
        token->type = TOKEN_SYMBOL;
        p = g_utf8_next_char(p);
        g_string_append_unichar(out, first);
        token->currency = g_unichar_type(first) == G_UNICODE_CURRENCY_SYMBOL;
    }
    return p;
}

Tokens *tokens_new(const char *text)
{
    const gsize length = strlen(text);
    if (length > TOKENS_TEXT_LIMIT || !g_utf8_validate(text, (gssize)length, NULL))
        return NULL;
    /* composed, but not compatibility-composed: that would make 10²⁵ into 1025 */
    g_autofree char *composed = g_utf8_normalize(text, -1, G_NORMALIZE_DEFAULT_COMPOSE);
    g_autoptr(Tokens) tokens = g_new0(Tokens, 1);
    tokens->items = g_new0(Token, TOKENS_LIMIT);
    tokens->texts = g_string_chunk_new(256);
    g_autoptr(GString) folded = g_string_new(NULL);
    gboolean spaced = FALSE;
    for (const char *p = composed; *p;) {
        const gunichar c = g_utf8_get_char(p);
        if (is_space(c) || g_unichar_type(c) == G_UNICODE_FORMAT) {
            spaced = spaced || is_space(c); /* soft hyphens, joiners and marks print nothing */
            p = g_utf8_next_char(p);
            continue;
        }
        if (tokens->n == TOKENS_LIMIT)
            return NULL;
        Token *token = &tokens->items[tokens->n++];
        g_string_truncate(folded, 0);
        p = read_token(p, token, folded);
        token->text = g_string_chunk_insert_const(tokens->texts, folded->str);
        token->spaced = spaced;
        spaced = FALSE;
    }
    return g_steal_pointer(&tokens);
}
