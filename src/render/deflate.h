/*
 * deflate: bytes and repetitions, which somebody has found, as a deflate stream (RFC 1951).
 *
 * Every block has codes of its own.
 */
#ifndef FIGTRAIL_RENDER_DEFLATE_H
#define FIGTRAIL_RENDER_DEFLATE_H

#include <glib.h>

enum { DEFLATE_SHORTEST = 3, DEFLATE_FARTHEST = 1 << 15 };

typedef struct Deflate Deflate;

Deflate *deflate_new(void);

void deflate_add_literal(Deflate *deflate, guint8 byte);

/* n times the same byte. */
void deflate_add_run(Deflate *deflate, guint8 byte, guint n);

/* As many bytes as before, at least DEFLATE_SHORTEST, beginning 'distance' before the next. */
void deflate_add_match(Deflate *deflate, guint length, guint distance);

/* Frees it, and gives the stream, which ends with a whole byte.  last FALSE: another follows. */
GByteArray *deflate_finish(Deflate *deflate, gboolean last);

#endif
