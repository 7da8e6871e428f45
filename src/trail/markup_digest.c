#include "trail/markup_digest.h"

#include "base/number.h"
#include "base/output.h"
#include "trail/xml_reader.h"

#include <string.h>

#define SVG_NAMESPACE "http://www.w3.org/2000/svg"
#define XML_NAMESPACE "http://www.w3.org/XML/1998/namespace"

typedef struct {
    Digest *digest;
    GString *text;  /* since the last tag, blanks folded; digested with the next tag */
    GString *title; /* of the root; NULL before it */
    gboolean in_title;
    int texts;    /* elements open whose blanks count */
    int depth;    /* elements open */
    int skipping; /* depth in the element that is left out; 0: none */
    double width, height;
} Walk;

typedef struct {
    const char *namespace, *name;
} Element;

/* ---- the stream that is digested ------------------------------------------------------------- */

/* A kind and a text; no text can look like two. */
static void put(Walk *walk, char kind, const char *text)
{
    digest_add(walk->digest, &kind, 1);
    digest_add(walk->digest, text ? text : "", text ? strlen(text) + 1 : 1);
}

static void flush_text(Walk *walk)
{
    if (walk->text->len > 0 && (walk->texts > 0 || strcmp(walk->text->str, " ") != 0))
        put(walk, '\'', walk->text->str);
    g_string_truncate(walk->text, 0);
}

static void add_text(Walk *walk, const char *text, gsize length)
{
    for (const char *p = text; p < text + length; p++) {
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

static gboolean is_svg(const Element *element, const char *name)
{
    return g_strcmp0(element->name, name) == 0 && g_strcmp0(element->namespace, SVG_NAMESPACE) == 0;
}

static gboolean holds_text(const Element *element)
{
    static const char *const names[] = {"text", "title", "desc", "style", "script"};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        if (is_svg(element, names[i]))
            return TRUE;
    }
    return FALSE;
}

static int compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static char *attribute_text(const char *namespace, const char *name, const char *value)
{
    return g_strconcat(namespace ? namespace : "", "}", name, "=", value ? value : "", NULL);
}

static void read_view_box(Walk *walk, const char *box)
{
    g_auto(GStrv) parts = g_strsplit_set(box ? box : "", " ,", -1);
    if (g_strv_length(parts) == 4 &&
        !(number_parse(parts[2], &walk->width) && number_parse(parts[3], &walk->height)))
        walk->width = walk->height = 0;
}

/* FALSE: it shows nothing; its attributes need not be digested. */
static gboolean begin_element(Walk *walk, const Element *element)
{
    walk->depth++;
    if (walk->skipping > 0)
        return FALSE;
    flush_text(walk);
    if (is_svg(element, "metadata") || is_of_editors(element->namespace)) {
        walk->skipping = walk->depth;
        return FALSE;
    }
    put(walk, '<', element->namespace);
    put(walk, '}', element->name);
    walk->texts += holds_text(element);
    if (walk->depth == 2 && !walk->title && is_svg(element, "title")) {
        walk->title = g_string_new(NULL);
        walk->in_title = TRUE;
    }
    return TRUE;
}

/* attributes: of attribute_text; sorted here. */
static void put_attributes(Walk *walk, GPtrArray *attributes)
{
    g_ptr_array_sort(attributes, compare_texts);
    for (guint i = 0; i < attributes->len; i++)
        put(walk, '@', g_ptr_array_index(attributes, i));
}

static void end_element(Walk *walk, const Element *element)
{
    walk->depth--;
    if (walk->skipping > 0) {
        if (walk->depth < walk->skipping)
            walk->skipping = 0;
        return;
    }
    flush_text(walk);
    put(walk, '/', NULL);
    walk->texts -= holds_text(element);
    walk->in_title = FALSE;
}

/* ---- what strangers wrote, as libxml2 reads it ----------------------------------------------- */

static Element current_element(xmlTextReaderPtr reader)
{
    return (Element){(const char *)xmlTextReaderConstNamespaceUri(reader),
                     (const char *)xmlTextReaderConstLocalName(reader)};
}

static void visit_attributes(Walk *walk, xmlTextReaderPtr reader)
{
    g_autoptr(GPtrArray) attributes = g_ptr_array_new_with_free_func(g_free);
    for (int more = xmlTextReaderMoveToFirstAttribute(reader); more == 1;
         more = xmlTextReaderMoveToNextAttribute(reader)) {
        const Element attribute = current_element(reader);
        if (xmlTextReaderIsNamespaceDecl(reader) != 1 && !is_of_editors(attribute.namespace))
            g_ptr_array_add(attributes,
                            attribute_text(attribute.namespace, attribute.name,
                                           (const char *)xmlTextReaderConstValue(reader)));
    }
    xmlTextReaderMoveToElement(reader);
    put_attributes(walk, attributes);
}

static void visit_element(Walk *walk, xmlTextReaderPtr reader)
{
    const Element element = current_element(reader);
    if (walk->depth == 0) {
        xmlChar *box = xmlTextReaderGetAttribute(reader, (const xmlChar *)"viewBox");
        read_view_box(walk, (const char *)box);
        xmlFree(box);
    }
    const gboolean empty = xmlTextReaderIsEmptyElement(reader) == 1;
    if (begin_element(walk, &element))
        visit_attributes(walk, reader);
    if (empty)
        end_element(walk, &element);
}

static void visit_content(Walk *walk, xmlTextReaderPtr reader, int type)
{
    const char *text;
    switch (type) {
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_WHITESPACE:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
        text = (const char *)xmlTextReaderConstValue(reader);
        add_text(walk, text, strlen(text));
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

static void visit(Walk *walk, xmlTextReaderPtr reader)
{
    const int type = xmlTextReaderNodeType(reader);
    if (type == XML_READER_TYPE_ELEMENT) {
        visit_element(walk, reader);
    } else if (type == XML_READER_TYPE_END_ELEMENT) {
        const Element element = current_element(reader);
        end_element(walk, &element);
    } else if (walk->skipping == 0) {
        visit_content(walk, reader, type);
    }
}

MarkupFacts markup_inspect(const char *bytes, gsize length)
{
    MarkupFacts facts = {0};
    g_autoptr(XmlInput) input = xml_input_open(bytes, length);
    if (!input)
        return facts;
    g_autoptr(GString) text = g_string_new(NULL);
    Walk walk = {.digest = digest_new(), .text = text};
    int status;
    while ((status = xmlTextReaderRead(xml_input_reader(input))) == 1)
        visit(&walk, xml_input_reader(input));
    if (status == 0)
        facts.content = digest_finish(walk.digest);
    facts.title = walk.title ? g_strstrip(g_string_free(walk.title, FALSE)) : NULL;
    facts.width = walk.width;
    facts.height = walk.height;
    digest_free(walk.digest);
    return facts;
}

/* ---- what we wrote --------------------------------------------------------------------------- */

/* Our markup has one namespace, and xml: before the attributes that every document has. */
static void begin_own(GMarkupParseContext *context G_GNUC_UNUSED, const char *name,
                      const char **names, const char **values, gpointer data, GError **error)
{
    (void)error;
    if (!begin_element(data, &(Element){SVG_NAMESPACE, name}))
        return;
    g_autoptr(GPtrArray) attributes = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; names[i]; i++) {
        const gboolean of_xml = g_str_has_prefix(names[i], "xml:");
        if (strcmp(names[i], "xmlns") != 0)
            g_ptr_array_add(attributes,
                            attribute_text(of_xml ? XML_NAMESPACE : NULL,
                                           names[i] + (of_xml ? strlen("xml:") : 0), values[i]));
    }
    put_attributes(data, attributes);
}

static void end_own(GMarkupParseContext *context G_GNUC_UNUSED, const char *name, gpointer data,
                    GError **error)
{
    (void)error;
    end_element(data, &(Element){SVG_NAMESPACE, name});
}

static void add_own_text(GMarkupParseContext *context G_GNUC_UNUSED, const char *text, gsize length,
                         gpointer data, GError **error)
{
    (void)error;
    Walk *walk = data;
    if (walk->skipping == 0)
        add_text(walk, text, length);
}

char *markup_digest_own(const char *bytes, gsize length)
{
    static const GMarkupParser parser = {begin_own, end_own, add_own_text, NULL, NULL};
    g_autoptr(GString) text = g_string_new(NULL);
    Walk walk = {.digest = digest_new(), .text = text};
    g_autoptr(GMarkupParseContext) context =
        g_markup_parse_context_new(&parser, (GMarkupParseFlags)0, &walk, NULL);
    GError *error = NULL;
    if (!g_markup_parse_context_parse(context, bytes, (gssize)length, &error) ||
        !g_markup_parse_context_end_parse(context, &error))
        g_error("an SVG of ours is no XML: %s", error->message);
    char *digest = digest_finish(walk.digest);
    if (walk.title)
        g_string_free(walk.title, TRUE);
    digest_free(walk.digest);
    return digest;
}
