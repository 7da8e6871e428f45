/* OpenDocument (ISO/IEC 26300): LibreOffice's presentations, drawings and texts. */
#include "trail/deck_part.h"

#include <string.h>

#define SVG_NAMESPACE "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"

typedef struct {
    Deck *deck;
    DeckPart *part;
    const Markup *markup;
    char *heading;
    gboolean has_slides;
} Walk;

/* ---- one frame ------------------------------------------------------------------------------- */

/* The name of an attribute or element of SVG's namespace as this file writes it. */
static char *svg_name(const xmlNode *node, const char *name)
{
    const xmlNs *space =
        xmlSearchNsByHref(node->doc, (xmlNode *)node, (const xmlChar *)SVG_NAMESPACE);
    return space && space->prefix ? g_strdup_printf("%s:%s", (const char *)space->prefix, name)
                                  : NULL;
}

static xmlNode *child(const xmlNode *parent, const char *name)
{
    xmlNode *node = parent->children;
    while (node && !markup_is(node, name))
        node = node->next;
    return node;
}

/* The text of an element that has only text, or the whole of one that is empty. */
static void add_text_slot(const Walk *walk, Frame *frame, const xmlNode *element,
                          const char *opening, const char *closing)
{
    Span whole, tag;
    if (!markup_element_span(walk->markup, element, &whole) ||
        !markup_tag_span(walk->markup, element, &tag))
        return;
    const char *text = g_bytes_get_data(walk->part->bytes, NULL);
    gsize end = whole.start + whole.length;
    if (text[end - 2] == '/') {
        frame_add_slot(frame, SLOT_ALT, walk->part, whole, opening, closing);
        return;
    }
    while (text[--end] != '<') /* the end tag's */
        ;
    const gsize start = tag.start + tag.length + 1;
    frame_add_slot(frame, SLOT_ALT, walk->part, (Span){start, end - start}, "", "");
}

static void add_alt(const Walk *walk, Frame *frame, const xmlNode *element)
{
    g_autofree char *name = svg_name(element, "desc");
    if (!name)
        return;
    g_autofree char *opening = g_strdup_printf("<%s>", name);
    g_autofree char *closing = g_strdup_printf("</%s>", name);
    xmlNode *description = child(element, "desc");
    if (description) {
        g_autofree char *alt = markup_text(description, NULL);
        if (*alt)
            frame->picture.alt = g_steal_pointer(&alt);
        add_text_slot(walk, frame, description, opening, closing);
        return;
    }
    /* the schema wants it behind the pictures and the title */
    const xmlNode *before = NULL;
    for (const xmlNode *node = element->children; node; node = node->next) {
        if (markup_is(node, "image") || markup_is(node, "title"))
            before = node;
    }
    Span span;
    if (before && markup_element_span(walk->markup, before, &span))
        frame_add_slot(frame, SLOT_ALT, walk->part, (Span){span.start + span.length, 0}, opening,
                       closing);
}

static void add_place(const Walk *walk, Frame *frame, const xmlNode *element)
{
    static const struct {
        SlotKind kind;
        const char *name;
        gboolean on_slide; /* in a text a frame moves with the text */
    } sizes[] = {
        {SLOT_X, "x", TRUE},
        {SLOT_Y, "y", TRUE},
        {SLOT_WIDTH, "width", FALSE},
        {SLOT_HEIGHT, "height", FALSE},
    };
    g_autofree char *transform = markup_attribute(element, "transform");
    if (transform) /* a turned frame has its place in there */
        return;
    for (gsize i = 0; i < G_N_ELEMENTS(sizes); i++) {
        g_autofree char *name = svg_name(element, sizes[i].name);
        if (name && (walk->has_slides || !sizes[i].on_slide))
            frame_add_attribute_slot(frame, sizes[i].kind, walk->part, walk->markup, element, name);
    }
}

/* What has no address stands as text in the element itself: a picture that stays as it is. */
static Medium *read_image(const Walk *walk, const xmlNode *image, GError **error)
{
    g_autofree char *target = markup_attribute(image, "href");
    if (target)
        return deck_entry_medium(walk->deck, g_str_has_prefix(target, "./") ? target + 2 : target,
                                 error);
    g_autofree char *name = g_strdup_printf("line %ld", xmlGetLineNo(image));
    return deck_add_medium(walk->deck, name, MEDIA_ELSEWHERE, NULL, (Span){0, 0}, NULL);
}

/* A frame shows the first of its pictures that a program can draw. */
static gboolean read_frame(const Walk *walk, const xmlNode *element, GError **error)
{
    if (!child(element, "image") || child(element, "object") || child(element, "object-ole"))
        return TRUE;
    Frame *frame = deck_add_frame(walk->deck, walk->deck->n_slides, walk->heading);
    for (const xmlNode *node = element->children; node; node = node->next) {
        if (!markup_is(node, "image"))
            continue;
        Medium *medium = read_image(walk, node, error);
        if (!medium)
            return FALSE;
        frame_add_medium(frame, medium);
    }
    add_alt(walk, frame, element);
    add_place(walk, frame, element);
    return TRUE;
}

/* ---- the whole ------------------------------------------------------------------------------- */

static char *find_title(xmlNode *page)
{
    for (xmlNode *node = page; node; node = markup_next(page, node)) {
        g_autofree char *role = markup_is(node, "frame") ? markup_attribute(node, "class") : NULL;
        if (g_strcmp0(role, "title") == 0)
            return markup_text(node, NULL);
    }
    return NULL;
}

static gboolean walk_body(Walk *walk, xmlNode *body, GError **error)
{
    for (xmlNode *node = body; node; node = markup_next(body, node)) {
        if (walk->has_slides && markup_is(node, "page")) {
            walk->deck->n_slides++;
            g_free(walk->heading);
            walk->heading = find_title(node);
        } else if (!walk->has_slides && markup_is(node, "h")) {
            g_free(walk->heading);
            walk->heading = markup_text(node, NULL);
        } else if (markup_is(node, "frame") && !read_frame(walk, node, error)) {
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean is_encrypted(Deck *deck)
{
    static const char manifest[] = "META-INF/manifest.xml";
    if (!archive_has(deck->archive, manifest))
        return FALSE;
    g_autoptr(GBytes) bytes = archive_read(deck->archive, manifest, NULL);
    gsize length = 0;
    const char *text = bytes ? g_bytes_get_data(bytes, &length) : NULL;
    return text && g_strstr_len(text, (gssize)length, "encryption-data") != NULL;
}

gboolean deck_read_odf(Deck *deck, GError **error)
{
    static const char content[] = "content.xml";
    if (is_encrypted(deck)) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                    "cannot read %s: it is encrypted; save it without a password", deck->path);
        return FALSE;
    }
    DeckPart *part = deck_part(deck, content, error);
    g_autoptr(Markup) markup = part ? markup_parse_xml(content, part->bytes, error) : NULL;
    if (!markup)
        return FALSE;
    xmlNode *body = markup_find(markup_root(markup), "body");
    xmlNode *kind = body ? markup_next(body, body) : NULL;
    Walk walk = {.deck = deck, .part = part, .markup = markup};
    walk.has_slides = markup_is(kind, "presentation") || markup_is(kind, "drawing");
    if (!walk.has_slides && !markup_is(kind, "text")) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                    "%s is neither a presentation nor a text document", deck->path);
        return FALSE;
    }
    deck->kind = walk.has_slides ? "OpenDocument deck" : "OpenDocument text";
    const gboolean whole = walk_body(&walk, body, error);
    g_free(walk.heading);
    return whole;
}
