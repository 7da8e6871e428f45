#include "trail/markup.h"

#include <string.h>

/* Where an element stands: '<', behind the last attribute, behind its end (0: not seen). */
typedef struct {
    gsize start, tag_end, end;
} Standing;

struct Markup {
    GBytes *bytes;
    xmlDoc *document;
    GArray *places; /* of Standing; an element's _private is its index + 1 */
    xmlSAXHandler parent;
    char *problem; /* the first */
    gboolean is_html;
};

/* ---- places ---------------------------------------------------------------------------------- */

static const char *text_of(const Markup *markup, gsize *length)
{
    return g_bytes_get_data(markup->bytes, length);
}

/* Where the parser is; libxml2 calls back behind the attributes and behind an end tag. */
static gsize byte_position(xmlParserCtxt *context)
{
    const long position = xmlByteConsumed(context);
    const Markup *markup = context->_private;
    return position < 0 ? 0 : MIN((gsize)position, g_bytes_get_size(markup->bytes));
}

/* The '<' of the tag that ends at end.  XML has no '<' inside a tag; a page may have one in the
 * value of an attribute, so there the name must follow it. */
static gboolean find_tag_start(const Markup *markup, gsize end, const char *name, gsize *start)
{
    gsize length;
    const char *text = text_of(markup, &length);
    const gsize name_length = strlen(name);
    for (gsize i = end; i > 0; i--) {
        if (text[i - 1] != '<')
            continue;
        if (!markup->is_html ||
            (i + name_length <= end && g_ascii_strncasecmp(text + i, name, name_length) == 0)) {
            *start = i - 1;
            return TRUE;
        }
    }
    return FALSE;
}

static void note_start(xmlParserCtxt *context, const char *name)
{
    Markup *markup = context->_private;
    Standing place = {0, byte_position(context), 0};
    /* only what could be meant is searched for: others would make a long page slow */
    const gboolean wanted = !markup->is_html || g_ascii_strcasecmp(name, "img") == 0 ||
                            g_ascii_strcasecmp(name, "svg") == 0;
    if (!context->node || !wanted || !find_tag_start(markup, place.tag_end, name, &place.start))
        return;
    g_array_append_val(markup->places, place);
    context->node->_private = GUINT_TO_POINTER(markup->places->len);
}

static void note_end(xmlParserCtxt *context)
{
    const Markup *markup = context->_private;
    const guint index = context->node ? GPOINTER_TO_UINT(context->node->_private) : 0;
    if (index > 0)
        g_array_index(markup->places, Standing, index - 1).end = byte_position(context);
}

static const Standing *place_of(const Markup *markup, const xmlNode *element)
{
    const guint index = GPOINTER_TO_UINT(element->_private);
    return index > 0 ? &g_array_index(markup->places, Standing, index - 1) : NULL;
}

/* ---- callbacks ------------------------------------------------------------------------------- */

static void start_xml(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                      int n_namespaces, const xmlChar **namespaces, int n_attributes,
                      int n_defaulted, const xmlChar **attributes)
{
    xmlParserCtxt *context = data;
    const Markup *markup = context->_private;
    markup->parent.startElementNs(data, name, prefix, uri, n_namespaces, namespaces, n_attributes,
                                  n_defaulted, attributes);
    note_start(context, (const char *)name);
}

static void end_xml(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    xmlParserCtxt *context = data;
    const Markup *markup = context->_private;
    note_end(context);
    markup->parent.endElementNs(data, name, prefix, uri);
}

static void start_html(void *data, const xmlChar *name, const xmlChar **attributes)
{
    xmlParserCtxt *context = data;
    const Markup *markup = context->_private;
    markup->parent.startElement(data, name, attributes);
    note_start(context, (const char *)name);
}

static void end_html(void *data, const xmlChar *name)
{
    xmlParserCtxt *context = data;
    const Markup *markup = context->_private;
    note_end(context);
    markup->parent.endElement(data, name);
}

static void refuse_document_type(void *data, const xmlChar *name, const xmlChar *external,
                                 const xmlChar *system)
{
    (void)name, (void)external, (void)system;
    xmlParserCtxt *context = data;
    Markup *markup = context->_private;
    if (!markup->problem)
        markup->problem = g_strdup("it has a document type, which office documents must not have");
    xmlStopParser(context);
}

static void keep_problem(void *data, xmlErrorPtr problem)
{
    const xmlParserCtxt *context = data;
    Markup *markup = context->_private;
    if (markup->problem || !problem->message || problem->level != XML_ERR_FATAL)
        return;
    g_autofree char *message = g_strchomp(g_strdup(problem->message));
    markup->problem = g_strdup_printf("line %d: %s", problem->line, message);
}

static void ignore_problem(void *data, xmlErrorPtr problem)
{
    (void)data, (void)problem;
}

/* ---- parsing --------------------------------------------------------------------------------- */

static Markup *markup_new(GBytes *bytes, gboolean is_html)
{
    Markup *markup = g_new0(Markup, 1);
    markup->bytes = g_bytes_ref(bytes);
    markup->places = g_array_new(FALSE, FALSE, sizeof(Standing));
    markup->is_html = is_html;
    return markup;
}

static gboolean check_text(const char *name, GBytes *bytes, GError **error)
{
    gsize length;
    const char *text = g_bytes_get_data(bytes, &length);
    if (length > 0 && length <= G_MAXINT && g_utf8_validate(text, (gssize)length, NULL))
        return TRUE;
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "cannot read %s: %s", name,
                length == 0         ? "it is empty"
                : length > G_MAXINT ? "it is too long"
                                    : "it is not in UTF-8");
    return FALSE;
}

Markup *markup_parse_xml(const char *name, GBytes *bytes, GError **error)
{
    if (!check_text(name, bytes, error))
        return NULL;
    g_autoptr(Markup) markup = markup_new(bytes, FALSE);
    gsize length;
    const char *text = text_of(markup, &length);
    xmlParserCtxt *context = xmlCreateMemoryParserCtxt(text, (int)length);
    g_assert(context);
    /* no NOENT, DTDLOAD or HUGE */
    xmlCtxtUseOptions(context, XML_PARSE_NONET);
    markup->parent = *context->sax;
    context->_private = markup;
    context->sax->startElementNs = start_xml;
    context->sax->endElementNs = end_xml;
    context->sax->internalSubset = refuse_document_type;
    context->sax->serror = keep_problem;
    xmlParseDocument(context);
    const gboolean sound = context->wellFormed && !markup->problem;
    markup->document = context->myDoc;
    xmlFreeParserCtxt(context);
    if (sound && markup_root(markup))
        return g_steal_pointer(&markup);
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "cannot read %s as XML: %s", name,
                markup->problem ? markup->problem : "it ends too early");
    return NULL;
}

Markup *markup_parse_html(const char *name, GBytes *bytes, GError **error)
{
    if (!check_text(name, bytes, error))
        return NULL;
    g_autoptr(Markup) markup = markup_new(bytes, TRUE);
    gsize length;
    const char *text = text_of(markup, &length);
    htmlParserCtxt *context = htmlCreateMemoryParserCtxt(text, (int)length);
    g_assert(context);
    /* the bytes are UTF-8, whatever the page says: nothing is decoded, so positions are bytes */
    htmlCtxtUseOptions(context, HTML_PARSE_NONET | HTML_PARSE_RECOVER | HTML_PARSE_IGNORE_ENC);
    context->charset = XML_CHAR_ENCODING_UTF8;
    markup->parent = *context->sax;
    context->_private = markup;
    context->sax->startElement = start_html;
    context->sax->endElement = end_html;
    context->sax->serror = ignore_problem;
    context->sax->initialized = XML_SAX2_MAGIC; /* else serror is not looked at */
    htmlParseDocument(context);
    markup->document = context->myDoc;
    htmlFreeParserCtxt(context);
    return g_steal_pointer(&markup);
}

void markup_free(Markup *markup)
{
    if (!markup)
        return;
    if (markup->document)
        xmlFreeDoc(markup->document);
    g_array_unref(markup->places);
    g_bytes_unref(markup->bytes);
    g_free(markup->problem);
    g_free(markup);
}

xmlNode *markup_root(const Markup *markup)
{
    return markup->document ? xmlDocGetRootElement(markup->document) : NULL;
}

/* ---- spans ----------------------------------------------------------------------------------- */

gboolean markup_element_span(const Markup *markup, const xmlNode *element, Span *span)
{
    const Standing *place = place_of(markup, element);
    if (!place || place->end <= place->start)
        return FALSE;
    *span = (Span){place->start, place->end - place->start};
    return TRUE;
}

gboolean markup_tag_span(const Markup *markup, const xmlNode *element, Span *span)
{
    const Standing *place = place_of(markup, element);
    if (!place)
        return FALSE;
    *span = (Span){place->start, place->tag_end - place->start};
    return TRUE;
}

static const char *skip_blanks(const char *p, const char *end)
{
    while (p < end && g_ascii_isspace(*p))
        p++;
    return p;
}

static const char *skip_name(const char *p, const char *end)
{
    while (p < end && !g_ascii_isspace(*p) && *p != '=' && *p != '/' && *p != '>')
        p++;
    return p;
}

/* The value that begins at p; *next is behind it with its quotes.  NULL: its quote does not end. */
static const char *value_end(const char **p, const char *end, const char **next)
{
    if (*p < end && (**p == '"' || **p == '\'')) {
        const char quote = *(*p)++;
        const char *close = memchr(*p, quote, (gsize)(end - *p));
        *next = close ? close + 1 : end;
        return close;
    }
    const char *close = *p;
    while (close < end && !g_ascii_isspace(*close) && *close != '>')
        close++;
    *next = close;
    return close;
}

gboolean markup_attribute_span(const Markup *markup, const xmlNode *element, const char *name,
                               Span *span)
{
    Span tag;
    if (!markup_tag_span(markup, element, &tag))
        return FALSE;
    gsize length;
    const char *text = text_of(markup, &length);
    const char *end = text + tag.start + tag.length;
    const char *p = skip_name(text + tag.start + 1, end);
    while ((p = skip_blanks(p, end)) < end) {
        const char *name_start = p;
        const char *name_end = p = skip_name(p, end);
        if (name_end == name_start) { /* a stray '/' */
            p++;
            continue;
        }
        const char *value = skip_blanks(p, end);
        if (value >= end || *value != '=')
            continue; /* HTML: a name alone */
        value = skip_blanks(value + 1, end);
        const char *close = value_end(&value, end, &p);
        const gsize name_length = (gsize)(name_end - name_start);
        const gboolean same =
            name_length == strlen(name) &&
            (markup->is_html ? g_ascii_strncasecmp(name_start, name, name_length) == 0
                             : memcmp(name_start, name, name_length) == 0);
        if (same && close) {
            *span = (Span){(gsize)(value - text), (gsize)(close - value)};
            return TRUE;
        }
    }
    return FALSE;
}

/* ---- the tree -------------------------------------------------------------------------------- */

gboolean markup_is(const xmlNode *node, const char *name)
{
    return node && node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

/* In document order, all kinds of nodes. */
static xmlNode *next_node(const xmlNode *root, xmlNode *node)
{
    if (node->children && node->type == XML_ELEMENT_NODE)
        return node->children;
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}

xmlNode *markup_next(xmlNode *root, xmlNode *node)
{
    if (!node)
        return root;
    do
        node = next_node(root, node);
    while (node && node->type != XML_ELEMENT_NODE);
    return node;
}

xmlNode *markup_find(xmlNode *root, const char *name)
{
    for (xmlNode *node = root; node; node = markup_next(root, node)) {
        if (node != root && markup_is(node, name))
            return node;
    }
    return NULL;
}

char *markup_attribute(const xmlNode *element, const char *name)
{
    for (xmlAttr *attribute = element->properties; attribute; attribute = attribute->next) {
        if (strcmp((const char *)attribute->name, name) == 0) {
            xmlChar *value = xmlNodeListGetString(element->doc, attribute->children, 1);
            char *copy = g_strdup(value ? (const char *)value : "");
            xmlFree(value);
            return copy;
        }
    }
    return NULL;
}

static void append_text(GString *out, const char *text)
{
    for (const char *p = text; *p; p++) {
        if (!g_ascii_isspace(*p))
            g_string_append_c(out, *p);
        else if (out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c(out, ' ');
    }
}

char *markup_text(xmlNode *root, const char *only)
{
    GString *out = g_string_new(NULL);
    for (xmlNode *node = root; node; node = next_node(root, node)) {
        const gboolean is_text =
            node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
        if (is_text && node->content && (!only || markup_is(node->parent, only)))
            append_text(out, (const char *)node->content);
        else if (markup_is(node, "p") || markup_is(node, "br"))
            append_text(out, " "); /* paragraphs are words apart */
    }
    return g_strchomp(g_string_free(out, FALSE));
}
