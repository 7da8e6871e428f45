/*
 * encoding: whether a text is UTF-8 that a table can be read from, and texts in
 * other encodings made into UTF-8.
 */
#ifndef FIGTRAIL_TABLE_ENCODING_H
#define FIGTRAIL_TABLE_ENCODING_H

#include "base/finding.h"

/* Adds a finding for each byte that is not UTF-8 and each NUL byte, with its
 * line, column and byte offset; after some, one that counts the rest.  TRUE
 * when there was none. */
gboolean encoding_check(const char *file, const char *text, gsize length, Findings *findings);

/* Whether the name means UTF-8, or ASCII, which is UTF-8 too. */
gboolean encoding_is_utf8(const char *name);

/* Whether iconv knows the name (as Python spells it, too). */
gboolean encoding_is_known(const char *name);

/* The length bytes in that encoding, which is known, as UTF-8 with a NUL behind it; without a byte
 * order mark.  Each byte that is none of the encoding is a finding with its place and offset, and
 * becomes U+FFFD; *faultless is FALSE then. */
char *encoding_decode(const char *file, const char *name, const char *bytes, gsize length,
                      gsize *decoded_length, gboolean *faultless, Findings *findings);

#endif
