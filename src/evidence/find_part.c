#include "evidence/find_part.h"

/* A longer word before a full stop is no abbreviation ("Sept.", "approx."; find.c,
 * is_abbreviation). */
enum { WORD_LEAST = 6 };

static gboolean is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r' && c != '\v');
}

/* Whether lower-case ASCII letters enough stand right before 'at'. */
static gboolean is_long_word(const char *text, gsize at)
{
    if (at < WORD_LEAST)
        return FALSE;
    for (gsize i = at - WORD_LEAST; i < at; i++)
        if (!g_ascii_islower(text[i]))
            return FALSE;
    return TRUE;
}

/* Whether find.c's is_boundary is sure to see one before 'at', where blanks end: a
 * capital letter behind the end of a sentence, or any sign on a new line.  In
 * languages that glue numbers ("zweitausend.") a word's length proves nothing, its
 * last number may be short. */
static gboolean begins_sentence(const char *text, gsize at, const Language *language)
{
    const gboolean capital = g_ascii_isupper(text[at]);
    if (!capital && !g_ascii_ispunct(text[at]))
        return FALSE;
    gsize end = at;
    for (; end > 0 && is_blank(text[end - 1]); end--)
        if (text[end - 1] == '\n')
            return TRUE;
    if (end == 0 || !capital)
        return FALSE;
    switch (text[end - 1]) {
    case '!':
    case '?': return TRUE;
    case '.': return !language->compounds && is_long_word(text, end - 1);
    default: return FALSE;
    }
}

static gboolean may_cut(const char *text, gsize length, gsize at, const Language *language)
{
    return at == 0 || at >= length ||
           (is_blank(text[at - 1]) && begins_sentence(text, at, language));
}

Stretch mentions_part(const char *text, gsize length, const Language *language, Stretch inside)
{
    Stretch part = inside;
    if (part.start >= length)
        part.start = length ? length - 1 : 0;
    while (!may_cut(text, length, part.start, language))
        part.start--;
    part.end = MAX(part.end, part.start + 1);
    while (!may_cut(text, length, part.end, language))
        part.end++;
    return (Stretch){part.start, MIN(part.end, length)};
}
