/* memmem: linear, unlike strstr it goes past NUL bytes (POSIX.1-2024, glibc). */
#define _GNU_SOURCE
#include "evidence/quote.h"

#include <string.h>

static gboolean digit_at(const char *text, gsize length, gsize at)
{
    return at < length && g_ascii_isdigit(text[at]);
}

gboolean quote_cuts_number(const char *text, gsize length, gsize start, gsize end)
{
    if (start >= end || end > length)
        return FALSE;
    /* A comma also parts the cells of a CSV, so only digits and points join. */
    const gboolean before =
        start > 0 && (digit_at(text, length, start - 1) ||
                      (text[start - 1] == '.' && start > 1 && digit_at(text, length, start - 2)));
    const gboolean after = digit_at(text, length, end) ||
                           (end < length && text[end] == '.' && digit_at(text, length, end + 1));
    return (before && g_ascii_isdigit(text[start])) || (after && g_ascii_isdigit(text[end - 1]));
}

gboolean quote_stands_at(const Snapshot *snapshot, const char *quote, gint64 at)
{
    const gsize length = strlen(quote);
    return length > 0 && at >= 0 && (guint64)at <= snapshot->length &&
           length <= snapshot->length - (gsize)at &&
           memcmp(snapshot->text + at, quote, length) == 0 &&
           !quote_cuts_number(snapshot->text, snapshot->length, (gsize)at, (gsize)at + length);
}

/* What to search for, and in what: bytes, or bytes of a folded text. */
typedef struct {
    const char *text, *quote;
    gsize text_length, quote_length;
    const QuoteFold *fold; /* NULL: text is the snapshot's own */
} Search;

static gsize place_start(const Search *search, gsize found)
{
    return search->fold ? search->fold->starts[found] : found;
}

static gsize place_end(const Search *search, gsize found)
{
    const gsize end = found + search->quote_length;
    return search->fold ? search->fold->ends[end - 1] : end;
}

/* Counts the places; *place becomes the nearest to at. */
static guint search_all(const Search *search, gint64 at, QuotePlace *place)
{
    guint n = 0;
    gint64 best = 0;
    const char *end = search->text + search->text_length;
    /* Snapshots may hold NUL bytes, so no strstr. */
    for (const char *p = search->text;
         (p = memmem(p, (gsize)(end - p), search->quote, search->quote_length)); p++) {
        const gsize found = (gsize)(p - search->text);
        if (quote_cuts_number(search->text, search->text_length, found,
                              found + search->quote_length))
            continue;
        const gint64 start = (gint64)place_start(search, found);
        const gint64 distance = at < 0 ? 0 : ABS(start - at);
        if (n++ > 0 && (at < 0 || distance >= best))
            continue;
        best = distance;
        place->at = start;
        place->length = place_end(search, found) - (gsize)start;
    }
    return n;
}

static QuoteState search_state(const Search *search, gint64 at, QuotePlace *place)
{
    const guint n = search_all(search, at, place);
    if (n == 0)
        return QUOTE_MISSING;
    if (at >= 0 && place->at == at)
        return QUOTE_FOUND; /* alike: byte for byte it was looked for before */
    return n == 1 ? QUOTE_MOVED : QUOTE_REPEATED;
}

/* With blanks, dashes and quotation marks alike. */
static QuoteState locate_alike(Snapshot *snapshot, const char *quote, gint64 at, QuotePlace *place)
{
    const gsize length = strlen(quote);
    if (snapshot->length > QUOTE_FOLD_LIMIT || length > QUOTE_FOLD_LIMIT)
        return QUOTE_MISSING;
    if (!snapshot->fold)
        snapshot->fold = quote_fold_new(snapshot->text, snapshot->length);
    g_autoptr(QuoteFold) folded = quote_fold_new(quote, length);
    if (folded->text->len == 0 || strcmp(folded->text->str, " ") == 0)
        return QUOTE_MISSING;
    const Search search = {.text = snapshot->fold->text->str,
                           .text_length = snapshot->fold->text->len,
                           .quote = folded->text->str,
                           .quote_length = folded->text->len,
                           .fold = snapshot->fold};
    const QuoteState state = search_state(&search, at, place);
    place->alike = state != QUOTE_MISSING;
    return state;
}

QuoteState quote_locate(Snapshot *snapshot, const char *quote, gint64 at, QuotePlace *place)
{
    const gsize length = strlen(quote);
    *place = (QuotePlace){.at = -1};
    if (quote_stands_at(snapshot, quote, at)) {
        *place = (QuotePlace){.at = at, .length = length};
        return QUOTE_FOUND;
    }
    if (length == 0)
        return QUOTE_MISSING;
    const Search search = {.text = snapshot->text,
                           .text_length = snapshot->length,
                           .quote = quote,
                           .quote_length = length};
    const QuoteState state = search_state(&search, at, place);
    return state == QUOTE_MISSING ? locate_alike(snapshot, quote, at, place) : state;
}
