/*
 * container: the text of a record out of the bytes of a picture, one function
 * per format.  What is read is hostile: sizes have limits, nothing is fetched.
 */
#ifndef FIGTRAIL_TRAIL_CONTAINER_H
#define FIGTRAIL_TRAIL_CONTAINER_H

#include <glib.h>

enum { CONTAINER_RECORD_LIMIT = 64 << 20 }; /* bytes of a record, unpacked */

/* NULL with error (naming path) when the picture is broken or carries none. */
char *container_read_png(const char *path, const char *bytes, gsize length, GError **error);
char *container_read_svg(const char *path, const char *bytes, gsize length, GError **error);

#endif
