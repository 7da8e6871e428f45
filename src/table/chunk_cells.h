/*
 * chunk_cells: the cells of a plain row, found without libcsv.
 *
 * A row is plain when its cells cannot be read in two ways: each is quoted as a whole, quotes in it
 * doubled, or has no quote and no blank at its ends.  Of such a row libcsv gives the very cells
 * that are found here, in several times the time (tests/table/chunk.c holds one against the other).
 * All other rows are libcsv's.
 *
 * Private to table/chunk*.c.
 */
#ifndef FIGTRAIL_TABLE_CHUNK_CELLS_H
#define FIGTRAIL_TABLE_CHUNK_CELLS_H

#include <glib.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { PLAIN_CELLS_LIMIT = 256 };

typedef struct {
    const char *start, *end; /* without the quotes around it */
    gboolean doubled;        /* there are doubled quotes in it */
} PlainCell;

/* The first of the bytes c from p on, or end.  limit: up to where bytes can be read. */
static inline const char *plain_find(const char *p, const char *end, const char *limit, char c)
{
#ifdef __SSE2__
    const __m128i wanted = _mm_set1_epi8(c);
    for (; p < end && limit - p >= 16; p += 16) {
        const __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)p);
        const int found = _mm_movemask_epi8(_mm_cmpeq_epi8(bytes, wanted));
        if (found)
            return MIN(p + __builtin_ctz((guint)found), end);
    }
#else
    (void)limit;
#endif
    while (p < end && *p != c)
        p++;
    return MIN(p, end);
}

/* The end of the quoted cell whose text begins at p: its closing quote; NULL: there is none. */
static inline const char *plain_quoted_end(const char *p, const char *end, char quote,
                                           gboolean *doubled)
{
    while ((p = memchr(p, quote, (gsize)(end - p)))) {
        if (p + 1 == end || p[1] != quote)
            return p;
        *doubled = TRUE;
        p += 2;
    }
    return NULL;
}

static inline gboolean plain_is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Cuts the row from p to end (its line end left out) into cells; gives their number, 0 when the row
 * is not plain.  quoted: there are quotes in it.  limit: up to where bytes can be read. */
static inline guint plain_cut(const char *p, const char *end, const char *limit, char delimiter,
                              char quote, gboolean quoted, PlainCell cells[PLAIN_CELLS_LIMIT])
{
    guint n = 0;
    if (p == end)
        return 0;
    for (;; p++) { /* over the delimiter */
        if (n == PLAIN_CELLS_LIMIT)
            return 0;
        PlainCell *cell = &cells[n++];
        cell->doubled = FALSE;
        if (p < end && *p == quote) {
            cell->start = p + 1;
            cell->end = plain_quoted_end(p + 1, end, quote, &cell->doubled);
            if (!cell->end || (cell->end + 1 < end && cell->end[1] != delimiter))
                return 0;
            p = cell->end + 1;
        } else {
            cell->start = p;
            cell->end = p = plain_find(p, end, limit, delimiter);
            if (p > cell->start &&
                (plain_is_blank(*cell->start) || plain_is_blank(p[-1]) ||
                 (quoted && memchr(cell->start, quote, (gsize)(p - cell->start)))))
                return 0;
        }
        if (p == end)
            return n;
    }
}

#endif
