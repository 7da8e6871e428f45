/*
 * chunk: the rows of a long CSV text, read on several threads.
 *
 * The text is cut into chunks.  Where a chunk's first row begins follows from the
 * number of quotes before it: outside quotes it is even.  That holds as long as
 * quotes are as RFC 4180 has them, which libcsv in strict mode proves for one
 * chunk after the other; so the chunks up to the first that breaks the rule are
 * right, and the reading stops there.  Every row is also accounted for byte by
 * byte: what libcsv would trim or skip shows as a difference, and such a row is
 * given as 'irregular', to be read by rows.h.  Where a cell ends is for libcsv to say: it
 * is given every byte, but for what lies between two quotes of a long cell that nobody
 * looks at, where it does nothing but copy.
 *
 * A consumer has one worker per thread that sees the cells of whole rows, and
 * gets the chunks' results in the order of the text.  So what it makes of them
 * does not depend on the number of threads.
 */
#ifndef FIGTRAIL_TABLE_CHUNK_H
#define FIGTRAIL_TABLE_CHUNK_H

#include "base/mapping.h"

#include <string.h>

enum { CHUNK_CELL_ROOM = 32 };

/* A stretch of whole lines of the text that begins where a row does. */
typedef struct {
    gsize start, end; /* offsets in the text; end: behind the line end */
    guint line;       /* physical, from 0 at the chunk's first row */
} ChunkStretch;

/* What is left in hand when a chunk is done, for the one that commits it. */
typedef struct {
    gsize start, end; /* offsets of its first row and behind its last */
    guint n_lines;
    gboolean broken; /* the row at end cannot be told from quotes alone */
} ChunkExtent;

/* Account of the row being read: the first member of a consumer's worker. */
typedef struct {
    gsize n_cells; /* given so far */
    guint n_rows;  /* that have ended */
    gsize n_bytes; /* of the cells */
} ChunkWorker;

typedef struct {
    /* At most one worker per thread; data is chunk_read's. */
    ChunkWorker *(*worker_new)(gpointer data);
    void (*worker_free)(ChunkWorker *worker);

    /* A chunk begins: what comes belongs to a new result. */
    void (*begin)(ChunkWorker *worker, gpointer data);
    /* libcsv's callback for a cell, worker as its data; text is borrowed, unquoted, without NUL;
     * CHUNK_CELL_ROOM bytes from it on may be read, however short it is.  It must begin with
     * chunk_count. */
    void (*cell)(void *text, size_t length, void *worker);
    /* Whether only the first byte of a long cell of that column matters, and that it is long: its
     * length is then another.  NULL: never. */
    gboolean (*skips)(const ChunkWorker *worker, gsize column);
    /* The cells since the last row or irregular make a row. */
    void (*row)(ChunkWorker *worker, const ChunkStretch *stretch);
    /* Those cells are void: one or more rows in this stretch are to be read by rows.h. */
    void (*irregular)(ChunkWorker *worker, const ChunkStretch *stretch);
    /* The chunk is done: its result. */
    gpointer (*end)(ChunkWorker *worker);

    /* Takes a result; in the order of the text, never two at a time, on any thread.  FALSE: to
     * stop here. */
    gboolean (*commit)(gpointer data, gpointer result, const ChunkExtent *extent);
    void (*discard)(gpointer data, gpointer result); /* of a chunk behind a stop */
} ChunkConsumer;

typedef struct {
    const char *text; /* the whole file */
    gsize length;
    char delimiter, quote;
    const Mapping *mapping; /* that text is of, so that it need not be touched; NULL: none */
    guint n_threads;        /* 0: one per processor */
    gsize chunk_size;       /* bytes; 0: the default */
} ChunkText;

typedef enum {
    CHUNK_DONE,    /* all rows were given */
    CHUNK_STOPPED, /* a commit was the last: it was broken, or said so */
    CHUNK_ENCODING /* there are bytes that are not UTF-8, or NUL bytes */
} ChunkStatus;

/* Reads from an offset where a row begins. */
ChunkStatus chunk_read(const ChunkText *text, gsize start, const ChunkConsumer *consumer,
                       gpointer data);

/* Whether the text from start to end (moved to whole characters) is UTF-8 without NUL. */
gboolean chunk_is_text(const ChunkText *text, gsize start, gsize end);

static inline void chunk_count(ChunkWorker *worker, gsize length)
{
    worker->n_cells++;
    worker->n_bytes += length;
}

#endif
