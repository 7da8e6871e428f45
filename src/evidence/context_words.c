#include "evidence/context_words.h"

#include <string.h>

static const guint64 STATUS_ROLES = ROLE_BIT(ROLE_RUMOURED) | ROLE_BIT(ROLE_ESTIMATED) |
                                    ROLE_BIT(ROLE_TARGET) | ROLE_BIT(ROLE_PLANNED) |
                                    ROLE_BIT(ROLE_BY); /* of a deadline */
static const guint64 BOUND_ROLES = ROLE_BIT(ROLE_ABOUT) | ROLE_BIT(ROLE_AT_LEAST) |
                                   ROLE_BIT(ROLE_AT_MOST) | ROLE_BIT(ROLE_OR_MORE) |
                                   ROLE_BIT(ROLE_OR_LESS) | ROLE_BIT(ROLE_OR_SO) |
                                   ROLE_BIT(ROLE_MAGNITUDE) | ROLE_BIT(ROLE_PART) |
                                   ROLE_BIT(ROLE_SEASON) | ROLE_BIT(ROLE_SINCE) | ROLE_BIT(ROLE_BY);

G_STATIC_ASSERT(N_UNITS <= 64);

typedef struct {
    const Language *language;
    const char *text;
    gsize end;
    Tokens *room;
    gboolean year; /* digits came that may be a year, without which "on" is no "onwards" */
    ContextWords words;
} Scan;

static gboolean any_match(const Tokens *tokens, guint at, guint64 roles)
{
    roles &= tokens->items[at].entry->roles;
    for (guint role = 0; roles; role++, roles >>= 1)
        if ((roles & 1) && language_match(tokens, at, (Role)role, NULL) > 0)
            return TRUE;
    return FALSE;
}

static void add_unit(const Tokens *tokens, guint at, Role role, ContextWords *words)
{
    double unit;
    if (language_match(tokens, at, role, &unit) > 0)
        words->units |= G_GUINT64_CONSTANT(1) << (guint)unit;
}

/* The phrases that begin at a token and say something of figures. */
static void add_phrases(Scan *scan, guint at)
{
    const Tokens *tokens = scan->room;
    ContextWords *words = &scan->words;
    words->status = words->status || any_match(tokens, at, STATUS_ROLES);
    words->bound = words->bound || any_match(tokens, at, BOUND_ROLES) ||
                   (scan->year && any_match(tokens, at, ROLE_BIT(ROLE_ONWARDS)));
    scan->year = scan->year || any_match(tokens, at, ROLE_BIT(ROLE_DECADE));
    if (any_match(tokens, at, ROLE_BIT(ROLE_PERCENT)))
        words->units |= G_GUINT64_CONSTANT(1) << UNIT_PERCENT;
    add_unit(tokens, at, ROLE_CURRENCY, words);
    add_unit(tokens, at, ROLE_MEASURE, words);
}

/* Cuts the token at 'at' like the finder, with as many behind it as a phrase has.
 * Returns its end. */
static gsize read_token(Scan *scan, gsize at)
{
    Tokens *tokens = scan->room;
    tokens_clear(tokens);
    const gsize end = tokens_add(tokens, scan->text, at, scan->end);
    language_resolve(scan->language, tokens, 0);
    const guint n = tokens->n; /* more than one: the parts of a compound word */
    if (n > 0 && tokens->items[0].type == TOKEN_DIGITS)
        scan->year = TRUE;
    for (guint i = 0; i < n; i++) {
        if (!language_begins_any(&tokens->items[i], WATCHED_ROLES))
            continue;
        for (gsize next = end; tokens->n < n + PHRASE_TOKENS - 1 && next < scan->end &&
                               language_may_match(tokens, i, WATCHED_ROLES);)
            next = tokens_add(tokens, scan->text, next, scan->end);
        add_phrases(scan, i);
    }
    return end;
}

/* Digits that are four, or have something at either side: "2024", "'80s", "’80". */
static gboolean may_be_year(const Scan *scan, gsize start, gsize end, gsize first)
{
    const char *text = scan->text;
    return end - start == 4 ||
           (start > first && (text[start - 1] == '\'' || (guchar)text[start - 1] >= 0x80)) ||
           (end < scan->end && (g_ascii_isalpha(text[end]) || (guchar)text[end] >= 0x80));
}

static gboolean is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The end of the ASCII letters and digits, or digits, or of the one sign at 'at'. */
static gsize plain_end(const Scan *scan, gsize at, guint *hash)
{
    const char *text = scan->text;
    const gboolean digits = g_ascii_isdigit(text[at]), word = g_ascii_isalpha(text[at]);
    *hash = TOKEN_HASH_START;
    do {
        const char c = text[at++];
        *hash = token_hash_step(*hash, ascii_lower(c));
    } while (at < scan->end &&
             ((word && g_ascii_isalnum(text[at])) || (digits && g_ascii_isdigit(text[at]))));
    return at;
}

/* Whether the token there is what plain_end takes it for. */
static gboolean is_plain(const Scan *scan, gsize start, gsize end)
{
    const char first = scan->text[start];
    return (guchar)first < 0x80 && (end == scan->end || (guchar)scan->text[end] < 0x80) &&
           !(scan->language->compounds && end - start >= COMPOUND_LEAST);
}

/* Most tokens begin nothing: their hashes tell so.  The others are read as the finder does. */
ContextWords context_words(const Language *language, const char *text, Stretch part, Tokens *room)
{
    const Watched *watched = &language->watched;
    Scan scan = {.language = language, .text = text, .end = part.end, .room = room};
    gsize before = part.start; /* the token before, if plain: where, and its hash */
    guint before_hash = 0;
    gboolean has_before = FALSE;
    for (gsize at = part.start; at < part.end;) {
        if (is_blank(text[at])) {
            at++;
            continue;
        }
        guint hash;
        const gsize start = at, end = plain_end(&scan, at, &hash);
        const gboolean plain = is_plain(&scan, start, end);
        if (has_before && (plain ? hash_set_may_have(&watched->pairs, hash_pair(before_hash, hash))
                                 : hash_set_may_have(&watched->openers, before_hash)))
            read_token(&scan, before);
        if (g_ascii_isdigit(text[start]) && may_be_year(&scan, start, end, part.start))
            scan.year = TRUE;
        at = end;
        if (!plain || hash_set_may_have(&watched->words, hash))
            at = read_token(&scan, start);
        has_before = plain;
        before = start;
        before_hash = hash;
    }
    return scan.words;
}
