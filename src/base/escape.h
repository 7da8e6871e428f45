/*
 * escape: text made safe for where it goes.  One function per target.
 */
#ifndef FIGTRAIL_BASE_ESCAPE_H
#define FIGTRAIL_BASE_ESCAPE_H

#include <glib.h>

/* XML 1.0 text and double-quoted attribute values; characters that XML cannot
 * hold become U+FFFD. */
void escape_xml(GString *out, const char *text);

/* One line of a terminal or a log: control characters, line ends and characters
 * that turn the direction of writing become \n, \t, \u001B and the like, bytes
 * that are not UTF-8 U+FFFD. */
void escape_terminal(GString *out, const char *text);

/* What a terminal can show of bytes that claim to be text: each broken sequence, and each NUL,
 * becomes one U+FFFD. */
void escape_broken(GString *out, const char *bytes, gsize length);

/* The byte after the broken sequence at p: such a sequence counts as one character. */
const char *escape_broken_end(const char *p, const char *end);

/* One line of CommonMark, also in a cell of a table: what would be read as markup is escaped
 * (spec section 2.4); line ends become blanks, other control characters U+FFFD. */
void escape_markdown(GString *out, const char *text);

/* One CSV cell by RFC 4180, quoted only when needed; also where it begins or ends with a blank,
 * which many readers trim otherwise, or with a byte order mark. */
void escape_csv(GString *out, const char *text);

#endif
