/*
 * cover: letters filled by FreeType's rasteriser, for surfaces of pixels.
 *
 * FreeType computes how much of a pixel an outline covers.  Cairo counts samples, with the care
 * that shapes which cut themselves need, and takes four times as long; nine tenths of the painting
 * of a chart are letters.
 */
#ifndef FIGTRAIL_RENDER_COVER_H
#define FIGTRAIL_RENDER_COVER_H

#include "scene/drawing_library.h"
#include "scene/scene.h"

typedef struct {
    MarkPath path;         /* borrowed */
    cairo_matrix_t matrix; /* makes pixels of the surface of its points */
    double box[4];         /* around these: left, top, right, bottom; of a blank left > right */
} CoverLetter;

/* Its box comes from the other two. */
CoverLetter cover_letter(MarkPath path, const cairo_matrix_t *matrix);

/* Fills the letters (of CoverLetter) in the colour of cr.  FALSE, and nothing is painted: they are
 * larger than FreeType takes. */
gboolean cover_fill(cairo_t *cr, const GArray *letters);

#endif
