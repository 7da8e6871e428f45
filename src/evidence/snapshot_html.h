/*
 * snapshot_html: the text of a web page, as a snapshot keeps it.
 *
 * Blocks (paragraphs, headings, list items, rows of tables) stand on lines of
 * their own, cells are parted by tabs, blanks are one; scripts, styles and what
 * else is not shown is left out.  The same page gives the same text.
 */
#ifndef FIGTRAIL_EVIDENCE_SNAPSHOT_HTML_H
#define FIGTRAIL_EVIDENCE_SNAPSHOT_HTML_H

#include <glib.h>

/* charset: as the server says, NULL: the page says, or it is UTF-8.  *title and
 * *language (of the element html) are newly allocated, "" when not there.  NULL
 * with error when nothing of it can be read. */
char *html_to_text(const char *html, gsize length, const char *charset, char **title,
                   char **language, GError **error);

#endif
