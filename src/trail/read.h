/*
 * read: the record back out of a picture.
 */
#ifndef FIGTRAIL_TRAIL_READ_H
#define FIGTRAIL_TRAIL_READ_H

#include "base/json.h"

/* The record in an SVG or PNG written by figtrail, told by the file's content.
 * NULL with error when the file cannot be read, is neither, or carries none;
 * NULL with findings when the record is broken. */
JsonDocument *trail_read(const char *path, Findings *findings, GError **error);

/* The same of bytes, such as a picture inside a document; name is for messages. */
JsonDocument *trail_read_bytes(const char *name, const char *bytes, gsize length,
                               Findings *findings, GError **error);

#endif
