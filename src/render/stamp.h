/*
 * stamp: symbols that come many times, painted from ready masks: a scatter plot of a million
 * points takes what Cairo needs for a few ten thousand.
 *
 * A mask is painted once for each of 8 x 8 places within a pixel, so that a symbol is at most 1/16
 * of a pixel off its place.  The picture is cut into bands that are painted at the same time, each
 * with all symbols in their order: so the pixels do not depend on the number of bands.
 */
#ifndef FIGTRAIL_RENDER_STAMP_H
#define FIGTRAIL_RENDER_STAMP_H

#include "scene/drawing_library.h"
#include "scene/scene.h"

/* So few are painted one by one, exactly where they are. */
enum { STAMP_LEAST = 500 };

/* Paints all symbols, in n_bands bands (0: one per processor).  FALSE, and nothing is painted, when
 * they are few, or of too many looks; or cr does not paint pixels, or clips them by more than whole
 * ones. */
gboolean stamp_paint(cairo_t *cr, const MarkSymbols *symbols, guint n_bands);

#endif
