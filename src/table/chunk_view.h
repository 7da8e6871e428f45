/*
 * chunk_view: the part of a text that one thread looks at.
 *
 * Of a mapped file it is a copy that stays in the processor's cache: to touch each page of a file
 * for the first time costs more than to have the system copy it.
 *
 * Private to table/chunk*.c.
 */
#ifndef FIGTRAIL_TABLE_CHUNK_VIEW_H
#define FIGTRAIL_TABLE_CHUNK_VIEW_H

#include "table/chunk.h"

typedef struct {
    const ChunkText *text;
    const char *bytes; /* of the text from start to end */
    gsize start, end;
    char *buffer; /* NULL: bytes are the text's own */
    gsize capacity;
} ChunkView;

void chunk_view_init(ChunkView *view, const ChunkText *text);
void chunk_view_clear(ChunkView *view);

/* Moves to the text from start to end. */
void chunk_view_move(ChunkView *view, gsize start, gsize end);
/* Takes in more behind the end, at least as much again; FALSE when that is the text's. */
gboolean chunk_view_extend(ChunkView *view);

static inline const char *chunk_view_at(const ChunkView *view, gsize offset)
{
    return view->bytes + (offset - view->start);
}

#endif
