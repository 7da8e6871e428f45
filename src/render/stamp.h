/*
 * stamp: a symbol that comes many times in a row, painted from ready masks: a scatter plot of a
 * million points takes what Cairo needs for a few ten thousand.
 *
 * A mask is painted once for each of 8 x 8 places within a pixel, so that a symbol is at most 1/16
 * of a pixel off its place.
 */
#ifndef FIGTRAIL_RENDER_STAMP_H
#define FIGTRAIL_RENDER_STAMP_H

#include "scene/scene.h"

#include <cairo.h>

/* So few are painted one by one, exactly where they are. */
enum { STAMP_LEAST = 500 };

/* How many of the marks, from the first on, are one filled shape at different places. */
guint stamp_count(const Mark *marks, guint n_marks);

/* Paints that many; FALSE, and nothing is painted, when cr does not paint pixels, or clips them by
 * more than whole ones. */
gboolean stamp_paint(cairo_t *cr, const Mark *marks, guint n_marks);

#endif
