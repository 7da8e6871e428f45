/*
 * escaped: a text whose dialect has an escape character, spelt so that libcsv,
 * which has none, reads it.
 *
 * An escaped character becomes a byte that no UTF-8 text holds, so that it ends
 * nothing; each byte stays in its place, so that places can be told.
 */
#ifndef FIGTRAIL_TABLE_ESCAPED_H
#define FIGTRAIL_TABLE_ESCAPED_H

#include "table/dialect.h"

/* What an escaped line feed becomes: still the end of a physical line. */
#define ESCAPED_LF ((char)0xFB)

typedef struct EscapedText EscapedText;

EscapedText *escaped_text_new(const char *text, gsize length, const Dialect *dialect);
void escaped_text_free(EscapedText *escaped); /* accepts NULL */
const char *escaped_text_bytes(const EscapedText *escaped);

/* Puts the characters back in a cell, in place; gives its new length. */
gsize escaped_text_decode(const Dialect *dialect, char *text, gsize length);

#endif
