/*
 * markup: XML or HTML as a tree whose elements know their bytes, so that a value is changed by
 * splicing the text, and every other byte stays.
 *
 * The text comes from strangers: nothing is loaded or expanded, a document type in XML is an
 * error, and libxml2's limits on depth and length hold.
 */
#ifndef FIGTRAIL_TRAIL_MARKUP_H
#define FIGTRAIL_TRAIL_MARKUP_H

#include "evidence/xml_library.h"

typedef struct Markup Markup;

/* A stretch of the text, in bytes. */
typedef struct {
    gsize start, length;
} Span;

/* name: in errors.  NULL with error when the bytes are no well-formed XML in UTF-8. */
Markup *markup_parse_xml(const char *name, GBytes *bytes, GError **error);
/* Whatever is there is read, as browsers do; NULL with error when it is not UTF-8. */
Markup *markup_parse_html(const char *name, GBytes *bytes, GError **error);
void markup_free(Markup *markup); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Markup, markup_free)

xmlNode *markup_root(const Markup *markup); /* NULL: an empty page */

/* The element from its '<' to behind its end; the start tag alone, '>' or '/>' not with it.
 * FALSE: the parser made it up, and it stands nowhere. */
gboolean markup_element_span(const Markup *markup, const xmlNode *element, Span *span);
gboolean markup_tag_span(const Markup *markup, const xmlNode *element, Span *span);

/* The value of an attribute, without quotes, by its name as written ("r:embed"; of HTML in any
 * case).  FALSE when there is none, or its quote does not end. */
gboolean markup_attribute_span(const Markup *markup, const xmlNode *element, const char *name,
                               Span *span);

/* ---- the tree -------------------------------------------------------------------------------- */

/* Whether node is an element of that name, whatever its namespace. */
gboolean markup_is(const xmlNode *node, const char *name);

/* The next element of the tree below root in document order, after node; root itself is first
 * (node NULL).  NULL at the end. */
xmlNode *markup_next(xmlNode *root, xmlNode *node);
/* The first element of that name below root, or NULL. */
xmlNode *markup_find(xmlNode *root, const char *name);

/* The value of the attribute of that local name, or NULL; newly allocated. */
char *markup_attribute(const xmlNode *element, const char *name);

/* All text below, blanks as one; newly allocated.  only: of elements of that name ("t"); NULL: of
 * all. */
char *markup_text(xmlNode *root, const char *only);

#endif
