#include "evidence/token.h"

#include <string.h>

void tokens_free(Tokens *tokens)
{
    if (!tokens)
        return;
    g_free(tokens->items);
    g_ptr_array_unref(tokens->rooms);
    g_string_free(tokens->folded, TRUE);
    g_free(tokens);
}

/* Room for a text of so many bytes, which stays where it is until tokens_clear. */
static char *take_room(Tokens *tokens, gsize size)
{
    enum { ROOM_SIZE = 4096 };
    if (size > (gsize)(tokens->room_end - tokens->room)) {
        const gsize room_size = MAX(size, ROOM_SIZE);
        tokens->room = g_malloc(room_size);
        tokens->room_end = tokens->room + room_size;
        g_ptr_array_add(tokens->rooms, tokens->room);
    }
    char *taken = tokens->room;
    tokens->room += size;
    return taken;
}

/* Gives the token a copy of its text. */
static void set_text(Tokens *tokens, Token *token, const char *text, gsize length)
{
    char *copy = take_room(tokens, length + 1);
    guint hash = TOKEN_HASH_START;
    for (gsize i = 0; i < length; i++) {
        copy[i] = text[i];
        hash = token_hash_step(hash, text[i]);
    }
    copy[length] = '\0';
    token->text = copy;
    token->hash = hash;
}

gboolean token_equals(const Token *token, TokenType type, const char *text)
{
    return token->type == type && strcmp(token->text, text) == 0;
}

static gboolean is_space(gunichar c)
{
    if (c < 0x80)
        return g_ascii_isspace((char)c) || c == '\v';
    switch (g_unichar_type(c)) {
    case G_UNICODE_SPACE_SEPARATOR:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR: return TRUE;
    default: return FALSE;
    }
}

/* The ASCII character of a raised digit or sign, or 0. */
static char superscript_value(gunichar c)
{
    if (c < 0x80)
        return '\0';
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
    if (c < 0x80)
        return c;
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
    case 0x301C: return '~';
    case 0x22C5:
    case 0x2219: return 0x00B7; /* dot operators */
    case 0x2715: return 0x00D7; /* multiplication signs */
    case 0x066A: return '%';
    case 0xFFE5: return 0x00A5; /* full-width yen */
    case 0xFF0C: return c;      /* the comma of Chinese sentences groups no digits */
    default: return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c; /* full-width ASCII */
    }
}

static gboolean is_digit(gunichar c)
{
    return c < 0x80 ? g_ascii_isdigit((char)c) : g_unichar_isdigit(c);
}

/* What is a token by itself where words have no blanks between them. */
static gboolean is_han(gunichar c)
{
    return c >= 0x3005 && ((c >= 0x3400 && c <= 0x9FFF) || c == 0x3005 || c == 0x3007 ||
                           (c >= 0x3041 && c <= 0x309F) || (c >= 0xF900 && c <= 0xFAFF) ||
                           (c >= 0x20000 && c <= 0x3FFFF));
}

static gboolean is_katakana(gunichar c)
{
    return c >= 0x30A1 && c <= 0x30FF && c != 0x30FB;
}

static gboolean is_letter(gunichar c)
{
    return c < 0x80 ? g_ascii_isalpha((char)c)
                    : (g_unichar_isalpha(c) || g_unichar_ismark(c)) && !is_han(c);
}

/* The character at text[at]; width 1 and 0xFFFD when it is NUL or no UTF-8. */
static gunichar char_at(const char *text, gsize at, gsize length, gsize *width)
{
    const guchar byte = (guchar)text[at];
    *width = 1;
    if (byte < 0x80)
        return byte ? byte : 0xFFFD;
    const gunichar c = g_utf8_get_char_validated(text + at, (gssize)(length - at));
    if (c == (gunichar)-1 || c == (gunichar)-2)
        return 0xFFFD;
    *width = (gsize)g_utf8_skip[byte];
    return c;
}

/* The bytes of a word as they are compared: composed, but not
 * compatibility-composed, and in lower case. */
static void fold(const char *word, gsize length, GString *out)
{
    g_autofree char *composed = g_utf8_normalize(word, (gssize)length, G_NORMALIZE_DEFAULT_COMPOSE);
    g_string_truncate(out, 0);
    for (const char *p = composed; p && *p; p = g_utf8_next_char(p))
        g_string_append_unichar(out, g_unichar_tolower(unify(g_utf8_get_char(p))));
}

static gboolean is_letter_at(const char *text, gsize at, gsize length)
{
    gsize width;
    return at < length && is_letter(char_at(text, at, length, &width));
}

static gsize read_word(const char *text, gsize at, gsize length, Token *token, GString *out)
{
    const gsize start = at;
    gboolean marks = FALSE;
    gsize width;
    const gboolean katakana = is_katakana(char_at(text, at, length, &width));
    token->type = TOKEN_WORD;
    token->capital = TRUE;
    while (at < length) {
        const char byte = text[at];
        if (g_ascii_isalnum(byte) && !katakana) { /* the quick way */
            const gboolean upper = g_ascii_isupper(byte);
            token->capital = token->capital && upper;
            token->title = token->title || (at == start && upper);
            token->mixed = token->mixed || g_ascii_isdigit(byte);
            g_string_append_c(out, upper ? byte + ('a' - 'A') : byte);
            at++;
            continue;
        }
        if ((guchar)byte < 0x80)
            break;
        const gunichar c = unify(char_at(text, at, length, &width));
        if (g_unichar_type(c) == G_UNICODE_FORMAT && is_letter_at(text, at + width, length)) {
            at += width; /* a soft hyphen */
            continue;
        }
        if (!is_letter(c) && !is_digit(c))
            break;
        if (is_katakana(c) != katakana)
            break;
        const gboolean upper = g_unichar_isupper(c);
        token->capital = token->capital && upper;
        token->title = token->title || (at == start && upper);
        token->mixed = token->mixed || is_digit(c);
        marks = marks || g_unichar_ismark(c);
        g_string_append_unichar(out, g_unichar_tolower(c));
        at += width;
    }
    if (marks)
        fold(text + start, at - start, out);
    return at;
}

/* Reads the token at text[at] (no blank).  Returns its end. */
static gsize read_token(const char *text, gsize at, gsize length, Token *token, GString *out)
{
    gsize width;
    if (g_ascii_isalpha(text[at]))
        return read_word(text, at, length, token, out);
    const gunichar first = unify(char_at(text, at, length, &width));
    if (is_digit(first)) {
        token->type = TOKEN_DIGITS;
        for (gunichar c = first; is_digit(c); c = char_at(text, at, length, &width)) {
            g_string_append_c(out, c < 0x80 ? (char)c : (char)('0' + g_unichar_digit_value(c)));
            at += width;
            if (at >= length)
                break;
        }
        return at;
    }
    if (is_letter(first))
        return read_word(text, at, length, token, out);
    if (superscript_value(first)) {
        token->type = TOKEN_SUPERSCRIPT;
        for (char raised;
             at < length && (raised = superscript_value(char_at(text, at, length, &width)));
             at += width)
            g_string_append_c(out, raised);
        return at;
    }
    token->type = is_han(first) ? TOKEN_WORD : TOKEN_SYMBOL;
    token->han = token->type == TOKEN_WORD;
    token->currency =
        first >= 0x80 ? g_unichar_type(first) == G_UNICODE_CURRENCY_SYMBOL : first == '$';
    g_string_append_unichar(out, first);
    return at + width;
}

Tokens *tokens_new_empty(void)
{
    Tokens *tokens = g_new0(Tokens, 1);
    tokens->rooms = g_ptr_array_new_with_free_func(g_free);
    tokens->folded = g_string_new(NULL);
    return tokens;
}

void tokens_clear(Tokens *tokens)
{
    tokens->n = 0;
    if (tokens->rooms->len == 0)
        return;
    if (tokens->rooms->len > 1) /* the last one is the one in use */
        g_ptr_array_remove_range(tokens->rooms, 0, tokens->rooms->len - 1);
    tokens->room = g_ptr_array_index(tokens->rooms, 0);
}

static Token *append(Tokens *tokens)
{
    if (tokens->n == tokens->allocated) {
        tokens->allocated = tokens->allocated ? tokens->allocated * 2 : 16;
        tokens->items = g_renew(Token, tokens->items, tokens->allocated);
    }
    return &tokens->items[tokens->n++];
}

void tokens_split(Tokens *tokens, guint at, const gsize *ends, guint n)
{
    const Token whole = tokens->items[at];
    for (guint i = 1; i < n; i++)
        append(tokens);
    memmove(&tokens->items[at + n], &tokens->items[at + 1],
            (tokens->n - at - n) * sizeof *tokens->items);
    gsize start = 0;
    for (guint i = 0; i < n; i++) {
        Token *part = &tokens->items[at + i];
        *part = whole;
        set_text(tokens, part, whole.text + start, ends[i] - start);
        part->spaced = i == 0 && whole.spaced;
        part->broken = i == 0 && whole.broken;
        start = ends[i];
    }
}

/* Most words, quickly: ASCII letters and digits up to something else in ASCII.  Returns
 * their end; at: it is no such word. */
static gsize add_plain_word(Tokens *tokens, const char *text, gsize at, gsize length, Token *token)
{
    gsize end = at;
    while (end < length && g_ascii_isalnum(text[end]))
        end++;
    if (end < length && (guchar)text[end] >= 0x80)
        return at;
    char *copy = take_room(tokens, end - at + 1);
    guint hash = TOKEN_HASH_START;
    gboolean capital = TRUE, mixed = FALSE;
    for (gsize i = at; i < end; i++) {
        const char c = text[i];
        const gboolean upper = c >= 'A' && c <= 'Z';
        capital &= upper;
        mixed |= c <= '9';
        copy[i - at] = ascii_lower(c);
        hash = token_hash_step(hash, copy[i - at]);
    }
    copy[end - at] = '\0';
    *token = (Token){.type = TOKEN_WORD,
                     .spaced = token->spaced,
                     .broken = token->broken,
                     .capital = capital,
                     .title = g_ascii_isupper(text[at]),
                     .mixed = mixed,
                     .text = copy,
                     .hash = hash,
                     .start = at,
                     .end = end};
    return end;
}

/* Passes over what prints nothing. */
static gsize skip_blanks(const char *text, gsize at, gsize length, Token *token)
{
    for (; at < length && g_ascii_isspace(text[at]); at++) { /* most of them, quickly */
        token->spaced = 1;
        token->broken |= text[at] == '\n';
    }
    gsize width;
    for (; at < length; at += width) {
        if (g_ascii_isgraph(text[at]))
            break;
        const gunichar c = char_at(text, at, length, &width);
        const gboolean space = is_space(c);
        /* soft hyphens, joiners and marks print nothing */
        if (!space && (c < 0x80 || g_unichar_type(c) != G_UNICODE_FORMAT))
            break;
        token->spaced |= space;
        token->broken |= c == '\n' || c == 0x2028 || c == 0x2029;
    }
    return at;
}

gsize tokens_add(Tokens *tokens, const char *text, gsize at, gsize length)
{
    Token *token = append(tokens);
    *token = (Token){0};
    at = skip_blanks(text, at, length, token);
    if (at >= length) {
        tokens->n--;
        return length;
    }
    if (g_ascii_isalpha(text[at])) {
        const gsize end = add_plain_word(tokens, text, at, length, token);
        if (end > at)
            return end;
    }
    token->start = at;
    g_string_truncate(tokens->folded, 0);
    token->end = read_token(text, at, length, token, tokens->folded);
    set_text(tokens, token, tokens->folded->str, tokens->folded->len);
    return token->end;
}

Tokens *tokens_new(const char *text)
{
    const gsize length = strlen(text);
    if (length > TOKENS_TEXT_LIMIT || !g_utf8_validate(text, (gssize)length, NULL))
        return NULL;
    g_autoptr(Tokens) tokens = tokens_new_empty();
    for (gsize at = 0; at < length;) {
        at = tokens_add(tokens, text, at, length);
        if (tokens->n > TOKENS_LIMIT)
            return NULL;
    }
    return g_steal_pointer(&tokens);
}
