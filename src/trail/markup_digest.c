#include "trail/markup_digest.h"

#include "base/number.h"
#include "trail/xml_reader.h"

#include <string.h>

#define SVG_NAMESPACE "http://www.w3.org/2000/svg"

typedef struct {
    GChecksum *checksum;
    GString *text;  /* since the last tag, blanks folded; digested with the next tag */
    GString *title; /* of the root; NULL before it */
    gboolean in_title;
    int texts;    /* elements open whose blanks count */
    int skipping; /* depth of the element that is left out; -1: none */
    double width, height;
} Walk;

/* ---- the stream that is digested ------------------------------------------------------------- */

/* A kind and a text; no text can look like two. */
static void put(Walk *walk, char kind, const char *text)
{
    g_checksum_update(walk->checksum, (const guchar *)&kind, 1);
    g_checksum_update(walk->checksum, (const guchar *)(text ? text : ""),
                      text ? (gssize)strlen(text) + 1 : 1);
}

static void flush_text(Walk *walk)
{
    if (walk->text->len > 0 && (walk->texts > 0 || strcmp(walk->text->str, " ") != 0))
        put(walk, '\'', walk->text->str);
    g_string_truncate(walk->text, 0);
}

static void add_text(Walk *walk, const char *text)
{
    for (const char *p = text; *p; p++) {
        const gboolean blank = g_ascii_isspace(*p);
        if (!blank)
            g_string_append_c(walk->text, *p);
        else if (walk->text->len == 0 || walk->text->str[walk->text->len - 1] != ' ')
            g_string_append_c(walk->text, ' ');
        if (walk->in_title)
            g_string_append_c(walk->title, blank ? ' ' : *p);
    }
}

/* ---- elements -------------------------------------------------------------------------------- */

/* Namespaces that only editors read. */
static gboolean is_of_editors(const char *namespace)
{
    static const char *const prefixes[] = {"http://www.inkscape.org/namespaces/",
                                           "http://sodipodi.sourceforge.net/"};
    for (gsize i = 0; namespace && i < G_N_ELEMENTS(prefixes); i++) {
        if (g_str_has_prefix(namespace, prefixes[i]))
            return TRUE;
    }
    return FALSE;
}

static gboolean is_svg(xmlTextReaderPtr reader, const char *name)
{
    return g_strcmp0((const char *)xmlTextReaderConstLocalName(reader), name) == 0 &&
           g_strcmp0((const char *)xmlTextReaderConstNamespaceUri(reader), SVG_NAMESPACE) == 0;
}

static gboolean holds_text(xmlTextReaderPtr reader)
{
    static const char *const names[] = {"text", "title", "desc", "style", "script"};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        if (is_svg(reader, names[i]))
            return TRUE;
    }
    return FALSE;
}

static char *attribute_text(xmlTextReaderPtr reader)
{
    const char *namespace = (const char *)xmlTextReaderConstNamespaceUri(reader);
    const char *name = (const char *)xmlTextReaderConstLocalName(reader);
    const char *value = (const char *)xmlTextReaderConstValue(reader);
    return g_strdup_printf("%s}%s=%s", namespace ? namespace : "", name, value ? value : "");
}

static int compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void put_attributes(Walk *walk, xmlTextReaderPtr reader)
{
    g_autoptr(GPtrArray) attributes = g_ptr_array_new_with_free_func(g_free);
    for (int more = xmlTextReaderMoveToFirstAttribute(reader); more == 1;
         more = xmlTextReaderMoveToNextAttribute(reader)) {
        if (xmlTextReaderIsNamespaceDecl(reader) != 1 &&
            !is_of_editors((const char *)xmlTextReaderConstNamespaceUri(reader)))
            g_ptr_array_add(attributes, attribute_text(reader));
    }
    xmlTextReaderMoveToElement(reader);
    g_ptr_array_sort(attributes, compare_texts);
    for (guint i = 0; i < attributes->len; i++)
        put(walk, '@', g_ptr_array_index(attributes, i));
}

static void read_view_box(Walk *walk, xmlTextReaderPtr reader)
{
    xmlChar *box = xmlTextReaderGetAttribute(reader, (const xmlChar *)"viewBox");
    g_auto(GStrv) parts = g_strsplit_set(box ? (const char *)box : "", " ,", -1);
    if (g_strv_length(parts) == 4 &&
        !(number_parse(parts[2], &walk->width) && number_parse(parts[3], &walk->height)))
        walk->width = walk->height = 0;
    xmlFree(box);
}

static void end_element(Walk *walk, xmlTextReaderPtr reader)
{
    flush_text(walk);
    put(walk, '/', NULL);
    walk->texts -= holds_text(reader);
    walk->in_title = FALSE;
}

static void begin_element(Walk *walk, xmlTextReaderPtr reader)
{
    flush_text(walk);
    const int depth = xmlTextReaderDepth(reader);
    const gboolean empty = xmlTextReaderIsEmptyElement(reader) == 1;
    const char *namespace = (const char *)xmlTextReaderConstNamespaceUri(reader);
    if (is_svg(reader, "metadata") || is_of_editors(namespace)) {
        walk->skipping = empty ? -1 : depth;
        return;
    }
    if (depth == 0)
        read_view_box(walk, reader);
    put(walk, '<', namespace);
    put(walk, '}', (const char *)xmlTextReaderConstLocalName(reader));
    put_attributes(walk, reader);
    walk->texts += holds_text(reader);
    if (depth == 1 && !walk->title && is_svg(reader, "title")) {
        walk->title = g_string_new(NULL);
        walk->in_title = TRUE;
    }
    if (empty)
        end_element(walk, reader);
}

/* ---- the walk -------------------------------------------------------------------------------- */

static void visit(Walk *walk, xmlTextReaderPtr reader)
{
    const int type = xmlTextReaderNodeType(reader);
    const int depth = xmlTextReaderDepth(reader);
    if (walk->skipping >= 0) {
        if (type == XML_READER_TYPE_END_ELEMENT && depth == walk->skipping)
            walk->skipping = -1;
        return;
    }
    switch (type) {
    case XML_READER_TYPE_ELEMENT: begin_element(walk, reader); break;
    case XML_READER_TYPE_END_ELEMENT: end_element(walk, reader); break;
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_WHITESPACE:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
        add_text(walk, (const char *)xmlTextReaderConstValue(reader));
        break;
    case XML_READER_TYPE_ENTITY_REFERENCE:
    case XML_READER_TYPE_PROCESSING_INSTRUCTION:
    case XML_READER_TYPE_DOCUMENT_TYPE:
        flush_text(walk);
        put(walk, '!', (const char *)xmlTextReaderConstName(reader));
        put(walk, '!', (const char *)xmlTextReaderConstValue(reader));
        break;
    default: break;
    }
}

MarkupFacts markup_inspect(const char *bytes, gsize length)
{
    MarkupFacts facts = {0};
    g_autoptr(XmlInput) input = xml_input_open(bytes, length);
    if (!input)
        return facts;
    g_autoptr(GString) text = g_string_new(NULL);
    Walk walk = {.checksum = g_checksum_new(G_CHECKSUM_SHA256), .text = text, .skipping = -1};
    int status;
    while ((status = xmlTextReaderRead(xml_input_reader(input))) == 1)
        visit(&walk, xml_input_reader(input));
    if (status == 0)
        facts.content = g_strdup(g_checksum_get_string(walk.checksum));
    facts.title = walk.title ? g_strstrip(g_string_free(walk.title, FALSE)) : NULL;
    facts.width = walk.width;
    facts.height = walk.height;
    g_checksum_free(walk.checksum);
    return facts;
}
