/*
 * read: the record back out of a picture, and whether its seal holds.
 */
#ifndef FIGTRAIL_TRAIL_READ_H
#define FIGTRAIL_TRAIL_READ_H

#include "base/json.h"
#include "trail/container.h"
#include "trail/seal.h"

enum { PICTURE_LIMIT = 256 << 20 }; /* bytes */

/* The record in an SVG, PNG or PDF written by figtrail, told by the file's content.
 * NULL with error when the file cannot be read, is none of them, or carries none;
 * NULL with findings when the record is broken. */
JsonDocument *trail_read(const char *path, Findings *findings, GError **error);
/* The same of bytes, such as a picture inside a document; name is for messages. */
JsonDocument *trail_read_bytes(const char *name, const char *bytes, gsize length,
                               Findings *findings, GError **error);

/* What the picture itself shows; *method: how its digest is taken (trail/seal.h), NULL when the
 * bytes are none of those formats. */
PictureFacts trail_inspect(const char *bytes, gsize length, const char **method);

/* Whether a record that was read from these bytes is sealed to them; trust: NULL when it does not
 * matter who signed. */
Seal trail_check_seal(const cJSON *record, const char *bytes, gsize length, const Trust *trust);

#endif
