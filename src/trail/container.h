/*
 * container: what the bytes of a picture carry and show, one file per format.
 *
 * What is read is hostile: sizes have limits, nothing is fetched.
 */
#ifndef FIGTRAIL_TRAIL_CONTAINER_H
#define FIGTRAIL_TRAIL_CONTAINER_H

#include <glib.h>

enum { CONTAINER_RECORD_LIMIT = 64 << 20 }; /* bytes of a record, unpacked */

/* What a picture shows, apart from its record. */
typedef struct {
    char *content;        /* digest, by the container's method; NULL: it cannot be taken */
    char *title;          /* what the file itself calls the picture; NULL: nothing */
    double width, height; /* in the units in which people say where something is: pixels of
                             a PNG, user units of an SVG, points of a PDF; 0: not known */
} PictureFacts;

void picture_facts_clear(PictureFacts *facts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PictureFacts, picture_facts_clear)

/* The text of the record.  NULL with error (naming path) when the picture is broken or
 * carries none. */
char *container_read_png(const char *path, const char *bytes, gsize length, GError **error);
char *container_read_svg(const char *path, const char *bytes, gsize length, GError **error);
char *container_read_pdf(const char *path, const char *bytes, gsize length, GError **error);

/* What of a broken picture cannot be told is left out. */
PictureFacts container_inspect_png(const char *bytes, gsize length);
PictureFacts container_inspect_svg(const char *bytes, gsize length);
PictureFacts container_inspect_pdf(const char *bytes, gsize length);

#endif
