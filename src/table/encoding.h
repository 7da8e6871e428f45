/*
 * encoding: whether a text is UTF-8 that a table can be read from.
 */
#ifndef FIGTRAIL_TABLE_ENCODING_H
#define FIGTRAIL_TABLE_ENCODING_H

#include "base/finding.h"

/* Adds a finding for each byte that is not UTF-8 and each NUL byte, with its
 * line, column and byte offset; after some, one that counts the rest.  TRUE
 * when there was none. */
gboolean encoding_check(const char *file, const char *text, gsize length, Findings *findings);

#endif
