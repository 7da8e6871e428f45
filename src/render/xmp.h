/*
 * xmp: what a picture is, and what it rests on, in the words of Dublin Core, as a packet of
 * XMP (ISO 16684-1), which image managers and search engines read from PNG and PDF alike.
 */
#ifndef FIGTRAIL_RENDER_XMP_H
#define FIGTRAIL_RENDER_XMP_H

#include "scene/scene.h"

/* media_type: "image/png"; newly allocated. */
char *xmp_format(const Scene *scene, const char *media_type);

/* The cited sources, one per line (style_append_source). */
char *xmp_sources(const Scene *scene);

#endif
