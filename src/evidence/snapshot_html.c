#include "evidence/snapshot_html.h"

#include "evidence/xml_library.h"

#include <string.h>

/* How an element parts its text from the rest. */
typedef enum { FLOW_INLINE, FLOW_HIDDEN, FLOW_LINE, FLOW_BLOCK, FLOW_CELL, FLOW_PRE } Flow;

static const struct {
    Flow flow;
    const char *names; /* between blanks */
} flows[] = {
    {FLOW_HIDDEN, " head script style noscript template iframe object svg math button select "},
    {FLOW_LINE, " br li tr dt dd option caption figcaption summary div section article aside nav "},
    {FLOW_LINE, " header footer main form fieldset address legend details thead tbody tfoot "},
    {FLOW_BLOCK, " p h1 h2 h3 h4 h5 h6 ul ol dl table blockquote figure hr body "},
    {FLOW_CELL, " td th "},
    {FLOW_PRE, " pre textarea "},
};

static Flow flow_of(const xmlNode *node)
{
    g_autofree char *name = g_strdup_printf(" %s ", (const char *)node->name);
    for (guint i = 0; i < G_N_ELEMENTS(flows); i++)
        if (strstr(flows[i].names, name))
            return flows[i].flow;
    return FLOW_INLINE;
}

/* The text so far: never two blanks in a row, never more than one empty line. */
typedef struct {
    GString *out;
    guint breaks;   /* line ends wanted before the next character */
    gboolean blank; /* a blank is wanted */
    guint pre;      /* depth of elements that keep their blanks */
} Page;

/* Not at the beginning of a cell, which stays in the row. */
static void want_breaks(Page *page, guint n)
{
    if (page->out->len > 0 && page->out->str[page->out->len - 1] == '\t')
        return;
    page->breaks = MAX(page->breaks, n);
    page->blank = FALSE;
}

static void append_char(Page *page, const char *p, gsize n)
{
    if (page->breaks > 0 && page->out->len > 0)
        g_string_append(page->out, page->breaks > 1 ? "\n\n" : "\n");
    else if (page->blank && page->out->len > 0)
        g_string_append_c(page->out, ' ');
    page->breaks = 0;
    page->blank = FALSE;
    g_string_append_len(page->out, p, (gssize)n);
}

static void append_text(Page *page, const char *text)
{
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        const gboolean space = g_ascii_isspace(*p);
        if (page->pre > 0 && *p == '\n')
            want_breaks(page, page->breaks + 1);
        else if (space && page->pre == 0)
            page->blank = page->breaks == 0;
        else
            append_char(page, p, (gsize)(g_utf8_next_char(p) - p));
    }
}

/* Whether a cell stands before this one in its row. */
static gboolean follows_cell(const xmlNode *node)
{
    for (const xmlNode *before = node->prev; before; before = before->prev)
        if (before->type == XML_ELEMENT_NODE && flow_of(before) == FLOW_CELL)
            return TRUE;
    return FALSE;
}

static void edge(Page *page, const xmlNode *node, Flow flow, gboolean begins)
{
    switch (flow) {
    case FLOW_LINE: want_breaks(page, 1); break;
    case FLOW_BLOCK: want_breaks(page, 2); break;
    case FLOW_PRE:
        want_breaks(page, 2);
        page->pre += begins ? 1 : -1U;
        break;
    case FLOW_CELL:
        if (begins && follows_cell(node)) {
            page->breaks = 0; /* blocks inside a cell do not break its row */
            page->blank = FALSE;
            append_char(page, "\t", 1);
        }
        break;
    case FLOW_INLINE:
    case FLOW_HIDDEN: break;
    }
}

/* Without recursion: pages nest as deep as they like. */
static void walk(Page *page, xmlNode *root)
{
    for (xmlNode *node = root; node;) {
        const gboolean element = node->type == XML_ELEMENT_NODE;
        const Flow flow = element ? flow_of(node) : FLOW_INLINE;
        if (element)
            edge(page, node, flow, TRUE);
        if ((node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) && node->content)
            append_text(page, (const char *)node->content);
        if (node->children && flow != FLOW_HIDDEN && element) {
            node = node->children;
            continue;
        }
        if (element)
            edge(page, node, flow, FALSE);
        while (node && node != root && !node->next) {
            node = node->parent;
            if (node && node->type == XML_ELEMENT_NODE)
                edge(page, node, flow_of(node), FALSE);
        }
        node = node == root || !node ? NULL : node->next;
    }
}

static xmlNode *find_element(xmlNode *root, const char *name)
{
    xmlNode *node = root;
    while (node) {
        if (node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0)
            return node;
        if (node->children && node->type == XML_ELEMENT_NODE) {
            node = node->children;
            continue;
        }
        while (node != root && !node->next && node->parent)
            node = node->parent;
        node = node == root ? NULL : node->next;
    }
    return NULL;
}

static char *title_of(xmlNode *root)
{
    const xmlNode *title = find_element(root, "title");
    xmlChar *content = title ? xmlNodeGetContent(title) : NULL;
    Page page = {.out = g_string_new(NULL)};
    if (content)
        append_text(&page, (const char *)content);
    xmlFree(content);
    return g_string_free(page.out, FALSE);
}

static char *language_of(const xmlNode *root)
{
    xmlChar *value = xmlGetProp(root, (const xmlChar *)"lang");
    char *language = g_strdup(value ? (const char *)value : "");
    xmlFree(value);
    return language;
}

/* libxml2 takes pages that name no encoding for Latin-1; today they are UTF-8. */
static const char *guess_charset(const char *html, gsize length)
{
    enum { HEAD = 4096 };
    g_autofree char *head = g_ascii_strdown(html, (gssize)MIN(length, HEAD));
    return !strstr(head, "charset") && g_utf8_validate(html, (gssize)length, NULL) ? "UTF-8" : NULL;
}

char *html_to_text(const char *html, gsize length, const char *charset, char **title,
                   char **language, GError **error)
{
    *title = *language = NULL;
    const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                        HTML_PARSE_NONET | HTML_PARSE_COMPACT;
    xmlDoc *document =
        length > G_MAXINT
            ? NULL
            : htmlReadMemory(html, (int)length, NULL,
                             charset ? charset : guess_charset(html, length), options);
    xmlNode *root = document ? xmlDocGetRootElement(document) : NULL;
    if (!root) {
        g_set_error_literal(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "it is no HTML page");
        xmlFreeDoc(document);
        return NULL;
    }
    Page page = {.out = g_string_new(NULL)};
    walk(&page, root);
    if (page.out->len > 0)
        g_string_append_c(page.out, '\n');
    *title = title_of(root);
    *language = language_of(root);
    xmlFreeDoc(document);
    return g_string_free(page.out, FALSE);
}
