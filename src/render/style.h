/*
 * style: what a scene leaves to the renderers, said once for all formats.
 */
#ifndef FIGTRAIL_RENDER_STYLE_H
#define FIGTRAIL_RENDER_STYLE_H

#include "scene/scene.h"

/* As SVG has it; Cairo's own is 10. */
#define STYLE_MITER_LIMIT 4.0

/* px, of the line around the letters, half of which lies under them */
double style_halo_width(const MarkText *text);

/* Whether a picture may link there: http, https or mailto. */
gboolean style_link_is_safe(const char *href);

/* 'Title. Publisher. URL': a source in one line of plain text. */
void style_append_source(GString *out, const Source *source);

#endif
