/*
 * style: what a scene leaves to the renderers, said once for all formats.
 */
#ifndef FIGTRAIL_RENDER_STYLE_H
#define FIGTRAIL_RENDER_STYLE_H

#include "scene/scene.h"

/* Hatching: lines x + y = n * HATCH_PERIOD in px of the scene, over a tint of
 * the same colour, so that a hatched bar still reads as one area. */
#define HATCH_PERIOD 6.0
#define HATCH_WIDTH 1.6 /* px, of a line */
#define HATCH_TINT 0.16 /* alpha */

/* As SVG has it; Cairo's own is 10. */
#define STYLE_MITER_LIMIT 4.0

/* px, of the line around the letters, half of which lies under them */
double style_halo_width(const MarkText *text);

/* Whether a picture may link there: http, https or mailto. */
gboolean style_link_is_safe(const char *href);

/* 'Title. Publisher. URL': a source in one line of plain text. */
void style_append_source(GString *out, const Source *source);

#endif
