/*
 * chunk_marks: where the quotes and line feeds of a text are, a bit for each byte, and the rows
 * that follow from them.
 *
 * Private to table/chunk*.c.
 */
#ifndef FIGTRAIL_TABLE_CHUNK_MARKS_H
#define FIGTRAIL_TABLE_CHUNK_MARKS_H

#include <glib.h>

enum { MARKS_BLOCK = 64 };

typedef struct {
    guint64 quotes, feeds;
} MarksBlock;

/* Of the bytes of a text from start to end; behind that no bit is set. */
typedef struct {
    gsize start, end;
    MarksBlock *blocks;
    gsize capacity; /* of blocks */
} Marks;

/* A stretch up to a line feed outside quotes, or all that there is. */
typedef struct {
    gsize end;     /* behind the line feed */
    gsize n_eaten; /* quotes that are no part of a cell's text: all but one of each doubled pair */
    guint n_feeds;
    gboolean ended;  /* by a line feed */
    gboolean quoted; /* likewise not: it ends inside quotes */
} MarksStretch;

void marks_clear(Marks *marks);

/* The marks of n bytes of a text that begin at its offset start. */
void marks_read(Marks *marks, const char *bytes, gsize n, gsize start, char quote);

/* Whether the number of quotes is odd up to an offset. */
gboolean marks_is_odd(const Marks *marks, gsize end);

/* The offset of the first quote from there on, before an end; else the end. */
static inline gsize marks_next_quote(const Marks *marks, gsize offset, gsize end)
{
    const gsize from = offset - marks->start, n = end - marks->start;
    guint64 wanted = ~(guint64)0 << from % MARKS_BLOCK;
    for (gsize i = from / MARKS_BLOCK; i * MARKS_BLOCK < n; i++, wanted = ~(guint64)0) {
        const guint64 quotes = marks->blocks[i].quotes & wanted;
        if (quotes)
            return MIN(end, marks->start + i * MARKS_BLOCK + (gsize)__builtin_ctzll(quotes));
    }
    return end;
}

/* The stretch from an offset among the marks on; quoted: it begins inside quotes. */
MarksStretch marks_stretch(const Marks *marks, gsize offset, gboolean quoted);

#endif
