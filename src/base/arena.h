/*
 * arena: memory for very many small things that are given back together.
 *
 * It is taken in pieces that grow, not by a system call for each few pages, as malloc does it on
 * threads.  (Huge pages were tried: they take longer to be cleared than they save.)  For one thread
 * at a time.
 */
#ifndef FIGTRAIL_BASE_ARENA_H
#define FIGTRAIL_BASE_ARENA_H

#include <glib.h>

enum { ARENA_ALIGNMENT = 64 }; /* a line of the processor's cache */

typedef struct {
    GPtrArray *pieces;
    char *next; /* free memory */
    gsize left, piece_size;
} Arena;

void arena_init(Arena *arena);
void arena_clear(Arena *arena);

/* Memory for size bytes, which is not cleared; it begins where the last ended, or as
 * ARENA_ALIGNMENT says. */
gpointer arena_take(Arena *arena, gsize size);
gpointer arena_take_aligned(Arena *arena, gsize size);

#endif
