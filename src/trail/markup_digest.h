/*
 * markup_digest: a digest of what an SVG shows, apart from its metadata.
 *
 * SHA-256 of the document as libxml2 reads it: elements with their namespace, attributes
 * sorted, texts, and what else could change the picture (entities, document types,
 * stylesheet instructions).  Left out is what never shows: the element 'metadata',
 * comments, blanks between elements, and whatever editors write in their own namespaces
 * (Inkscape, Sodipodi).  So an SVG that is only indented or encoded otherwise has the same
 * digest; one whose paths or styles were written anew has not.
 */
#ifndef FIGTRAIL_TRAIL_MARKUP_DIGEST_H
#define FIGTRAIL_TRAIL_MARKUP_DIGEST_H

#include <glib.h>

typedef struct {
    char *content;        /* lower-case hexadecimal; NULL: the markup is broken */
    char *title;          /* of the root's first 'title'; NULL: none */
    double width, height; /* of the root's viewBox; 0: none */
} MarkupFacts;

/* All members are the caller's. */
MarkupFacts markup_inspect(const char *bytes, gsize length);

/* The same digest of an SVG that we have just written, by GLib's parser: libxml2 would have to be
 * loaded for it, which takes as long as drawing the chart. */
char *markup_digest_own(const char *bytes, gsize length);

#endif
