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

/* Quotes from an offset on, one after the other. */
typedef struct {
    const MarksBlock *block;
    guint64 left; /* of the block */
    gsize start;  /* likewise */
    gsize end;    /* of the stretch that is asked for */
} MarksQuotes;

static inline MarksQuotes marks_quotes(const Marks *marks, gsize start, gsize end)
{
    const gsize from = start - marks->start;
    const MarksBlock *block = &marks->blocks[from / MARKS_BLOCK];
    return (MarksQuotes){block, block->quotes & (~(guint64)0 << from % MARKS_BLOCK),
                         start - from % MARKS_BLOCK, end};
}

/* The offset of the next one; the end, or one behind it, when there are no more. */
static inline gsize marks_next_quote(MarksQuotes *quotes)
{
    while (quotes->left == 0) {
        if (quotes->start + MARKS_BLOCK >= quotes->end)
            return quotes->end;
        quotes->left = (++quotes->block)->quotes;
        quotes->start += MARKS_BLOCK;
    }
    const gsize offset = quotes->start + (gsize)__builtin_ctzll(quotes->left);
    quotes->left &= quotes->left - 1;
    return offset;
}

/* The stretch from an offset among the marks on; quoted: it begins inside quotes. */
MarksStretch marks_stretch(const Marks *marks, gsize offset, gboolean quoted);

#endif
