/* Pages: pictures in files beside them, in data URIs (RFC 2397), and drawn in the page itself. */
#include "base/output.h"
#include "trail/deck_part.h"

#include <string.h>

enum { FILE_LIMIT = 64 << 20 }; /* bytes of a picture beside the page */

typedef struct {
    Deck *deck;
    DeckPart *part;
    const Markup *markup;
    char *heading;
} Walk;

/* ---- where the bytes are ----------------------------------------------------------------------
 */

/* What a data URI holds; NULL: nothing. */
static GBytes *decode_data_uri(const char *uri)
{
    const char *comma = strchr(uri, ',');
    if (!comma)
        return NULL;
    g_autoptr(GBytes) plain = g_uri_unescape_bytes(comma + 1, -1, NULL, NULL);
    g_autofree char *head = g_ascii_strdown(uri, comma - uri);
    if (!plain || !g_str_has_suffix(head, ";base64"))
        return g_steal_pointer(&plain);
    gsize length;
    const char *data = g_bytes_get_data(plain, &length);
    g_autofree char *code = g_strndup(data, length);
    guchar *bytes = g_base64_decode(code, &length);
    return g_bytes_new_take(bytes, length);
}

/* A file beside the page, by the address that an img gives; NULL: there is none. */
static GBytes *read_file(const Walk *walk, const char *address)
{
    g_autofree char *path = g_strndup(address, strcspn(address, "?#"));
    g_autofree char *name = g_uri_unescape_string(path, NULL);
    g_autofree char *scheme = g_uri_parse_scheme(address);
    if (!walk->deck->folder || !name || !*name || *name == '/' || scheme)
        return NULL;
    g_autofree char *file = g_build_filename(walk->deck->folder, name, NULL);
    gsize length = 0;
    char *bytes = input_read(file, FILE_LIMIT, &length, NULL);
    return bytes ? g_bytes_new_take(bytes, length) : NULL;
}

static Medium *make_medium(const Walk *walk, const xmlNode *image, const char *address)
{
    if (g_ascii_strncasecmp(address, "data:", 5) != 0) {
        g_autoptr(GBytes) bytes = read_file(walk, address);
        return deck_add_medium(walk->deck, address, MEDIA_ELSEWHERE, NULL, (Span){0, 0}, bytes);
    }
    g_autofree char *name = g_strdup_printf("line %ld", xmlGetLineNo(image));
    g_autoptr(GBytes) bytes = decode_data_uri(address);
    Span span = {0, 0};
    const gboolean found = bytes && markup_attribute_span(walk->markup, image, "src", &span);
    return deck_add_medium(walk->deck, name, found ? MEDIA_DATA_URI : MEDIA_ELSEWHERE, walk->part,
                           span, bytes);
}

/* ---- elements -------------------------------------------------------------------------------- */

static void read_image(const Walk *walk, const xmlNode *image)
{
    g_autofree char *address = markup_attribute(image, "src");
    if (!address || !*address)
        return;
    Frame *frame = deck_add_frame(walk->deck, 0, walk->heading);
    frame_add_medium(frame, make_medium(walk, image, g_strstrip(address)));
    frame->picture.alt = markup_attribute(image, "alt");
    frame_add_alt_slot(frame, walk->part, walk->markup, image, "alt");
    frame_add_attribute_slot(frame, SLOT_WIDTH, walk->part, walk->markup, image, "width");
    frame_add_attribute_slot(frame, SLOT_HEIGHT, walk->part, walk->markup, image, "height");
}

/* An SVG says its alt text itself.  In tag soup nobody can tell where it ends: then it is a picture
 * like any other, and stays. */
static void read_inline(const Walk *walk, const xmlNode *svg)
{
    Span span;
    if (!markup_element_span(walk->markup, svg, &span))
        return;
    g_autofree char *name = g_strdup_printf("line %ld", xmlGetLineNo(svg));
    g_autoptr(GBytes) bytes = g_bytes_new_from_bytes(walk->part->bytes, span.start, span.length);
    g_autoptr(Markup) whole = markup_parse_xml(name, bytes, NULL);
    Frame *frame = deck_add_frame(walk->deck, 0, walk->heading);
    frame_add_medium(frame,
                     deck_add_medium(walk->deck, name, whole ? MEDIA_INLINE : MEDIA_ELSEWHERE,
                                     walk->part, span, whole ? bytes : NULL));
}

static gboolean is_heading(const xmlNode *node)
{
    const char *name = (const char *)node->name;
    return (name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && name[2] == '\0') ||
           strcmp(name, "title") == 0;
}

/* The next element that is not inside this one. */
static xmlNode *skip(xmlNode *root, xmlNode *node)
{
    xmlNode *next = node;
    while ((next = markup_next(root, next))) {
        const xmlNode *parent = next->parent;
        while (parent && parent != node)
            parent = parent->parent;
        if (!parent)
            break;
    }
    return next;
}

gboolean deck_read_html(Deck *deck, GBytes *bytes, GError **error)
{
    g_autoptr(Markup) markup = markup_parse_html(deck->path, bytes, error);
    if (!markup)
        return FALSE;
    deck->kind = "page";
    Walk walk = {.deck = deck, .part = deck_add_part(deck, deck->path, bytes), .markup = markup};
    xmlNode *root = markup_root(markup);
    for (xmlNode *node = root; node;) {
        if (markup_is(node, "svg")) {
            read_inline(&walk, node);
            node = skip(root, node);
            continue;
        }
        if (markup_is(node, "img")) {
            read_image(&walk, node);
        } else if (is_heading(node)) {
            g_free(walk.heading);
            walk.heading = markup_text(node, NULL);
        }
        node = markup_next(root, node);
    }
    g_free(walk.heading);
    return TRUE;
}
