/* Office Open XML (ECMA-376): PowerPoint's decks, Word's documents. */
#include "trail/deck_part.h"

#include <string.h>

/* ---- relationships --------------------------------------------------------------------------- */

typedef struct {
    char *target; /* name of an entry; of external ones an address */
    char *type;   /* the last word of its type: "image", "slide" */
} Relation;

static void relation_free(gpointer data)
{
    Relation *relation = data;
    g_free(relation->target);
    g_free(relation->type);
    g_free(relation);
}

/* The name of the entry that a part's relationship leads to. */
static char *resolve_target(const char *part, const char *target)
{
    g_autofree char *folder = g_path_get_dirname(part);
    g_autofree char *joined = *target == '/' ? g_strdup(target)
                              : strcmp(folder, ".") == 0
                                  ? g_strconcat("/", target, NULL)
                                  : g_strconcat("/", folder, "/", target, NULL);
    g_autofree char *whole = g_canonicalize_filename(joined, "/");
    return g_strdup(whole + strspn(whole, "/"));
}

static void add_relation(GHashTable *relations, const char *part, const xmlNode *node)
{
    g_autofree char *id = markup_attribute(node, "Id");
    g_autofree char *target = markup_attribute(node, "Target");
    g_autofree char *type = markup_attribute(node, "Type");
    g_autofree char *mode = markup_attribute(node, "TargetMode");
    if (!id || !target || !type)
        return;
    const char *word = strrchr(type, '/');
    Relation *relation = g_new0(Relation, 1);
    relation->type = g_strdup(word ? word + 1 : type);
    relation->target =
        g_strcmp0(mode, "External") == 0 ? g_steal_pointer(&target) : resolve_target(part, target);
    g_hash_table_replace(relations, g_steal_pointer(&id), relation);
}

/* char *id -> Relation* of a part ("" is the package); one without any has none. */
static GHashTable *read_relations(Deck *deck, const char *part, GError **error)
{
    g_autoptr(GHashTable) relations =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, relation_free);
    g_autofree char *folder = g_path_get_dirname(part);
    g_autofree char *base = *part ? g_path_get_basename(part) : g_strdup("");
    g_autofree char *name = strcmp(folder, ".") == 0
                                ? g_strdup_printf("_rels/%s.rels", base)
                                : g_strdup_printf("%s/_rels/%s.rels", folder, base);
    if (!archive_has(deck->archive, name))
        return g_steal_pointer(&relations);
    const DeckPart *file = deck_part(deck, name, error);
    g_autoptr(Markup) markup = file ? markup_parse_xml(name, file->bytes, error) : NULL;
    if (!markup)
        return NULL;
    xmlNode *root = markup_root(markup);
    for (xmlNode *node = root; node; node = markup_next(root, node)) {
        if (markup_is(node, "Relationship"))
            add_relation(relations, part, node);
    }
    return g_steal_pointer(&relations);
}

/* The one that an attribute names: "r:id", which may stand beside an "id" of the element's own. */
static const Relation *find_relation(GHashTable *relations, const xmlNode *node, const char *name)
{
    for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next) {
        const xmlNode *value = attribute->children;
        if (attribute->ns && strcmp((const char *)attribute->name, name) == 0 && value &&
            value->content)
            return g_hash_table_lookup(relations, value->content);
    }
    return NULL;
}

/* ---- one part with pictures -------------------------------------------------------------------
 */

/* A walk through a slide or a document. */
typedef struct {
    Deck *deck;
    DeckPart *part;
    const Markup *markup;
    GHashTable *relations;
    GHashTable *headings; /* ids of the styles of headings; NULL: a slide */
    guint slide;
    char *heading;
    Frame *last;
    const xmlNode *last_choice; /* the alternatives that the last frame stands in */
} Walk;

static xmlNode *ancestor(const xmlNode *node, const char *name)
{
    xmlNode *parent = node->parent;
    while (parent && !markup_is(parent, name))
        parent = parent->parent;
    return parent;
}

static gboolean has_several(xmlNode *root, const char *name)
{
    guint n = 0;
    for (xmlNode *node = root; node && n < 2; node = markup_next(root, node))
        n += markup_is(node, name);
    return n == 2;
}

/* The frame's alt text, and where it stands. */
static void add_alt(const Walk *walk, Frame *frame, const xmlNode *properties)
{
    if (!properties)
        return;
    if (!frame->picture.alt) {
        g_autofree char *alt = markup_attribute(properties, "descr");
        if (alt && *alt)
            frame->picture.alt = g_steal_pointer(&alt);
    }
    frame_add_alt_slot(frame, walk->part, walk->markup, properties, "descr");
}

static void add_size(const Walk *walk, Frame *frame, const xmlNode *extent)
{
    if (!extent)
        return;
    frame_add_attribute_slot(frame, SLOT_WIDTH, walk->part, walk->markup, extent, "cx");
    frame_add_attribute_slot(frame, SLOT_HEIGHT, walk->part, walk->markup, extent, "cy");
}

static void add_place(const Walk *walk, Frame *frame, xmlNode *picture)
{
    xmlNode *transform = markup_find(picture, "xfrm");
    const xmlNode *offset = transform ? markup_find(transform, "off") : NULL;
    add_size(walk, frame, transform ? markup_find(transform, "ext") : NULL);
    if (offset && walk->slide > 0) { /* in a document it is 0 and means nothing */
        frame_add_attribute_slot(frame, SLOT_X, walk->part, walk->markup, offset, "x");
        frame_add_attribute_slot(frame, SLOT_Y, walk->part, walk->markup, offset, "y");
    }
}

/* Word has a second frame around the picture, with an alt text and a size of its own. */
static void add_word_frame(const Walk *walk, Frame *frame, const xmlNode *picture)
{
    xmlNode *around = ancestor(picture, "inline");
    around = around ? around : ancestor(picture, "anchor");
    if (!around || has_several(around, "pic"))
        return;
    add_alt(walk, frame, markup_find(around, "docPr"));
    add_size(walk, frame, markup_find(around, "extent"));
}

/* The frame of a picture: a new one, unless it is the alternative to the last one for programs that
 * cannot show that. */
static Frame *make_frame(Walk *walk, const xmlNode *node)
{
    const xmlNode *fallback = ancestor(node, "Fallback");
    if (fallback && walk->last && walk->last_choice == fallback->parent)
        return walk->last;
    Frame *frame = deck_add_frame(walk->deck, walk->slide, walk->heading);
    const xmlNode *choice = ancestor(node, "Choice");
    walk->last = frame;
    walk->last_choice = choice ? choice->parent : NULL;
    xmlNode *picture = ancestor(node, "pic");
    xmlNode *shape = picture ? picture : ancestor(node, "sp");
    if (shape)
        add_alt(walk, frame, markup_find(shape, "cNvPr"));
    if (picture) { /* a shape filled with a picture keeps its form */
        add_place(walk, frame, picture);
        add_word_frame(walk, frame, picture);
    }
    return frame;
}

static gboolean add_picture(const Walk *walk, Frame *frame, const xmlNode *node, const char *name,
                            GError **error)
{
    const Relation *relation = find_relation(walk->relations, node, name);
    if (!relation)
        return TRUE;
    Medium *medium = deck_entry_medium(walk->deck, relation->target, error);
    if (medium)
        frame_add_medium(frame, medium);
    return medium != NULL;
}

/* A picture, and the same as SVG, which PowerPoint keeps in an extension of it. */
static gboolean read_blip(Walk *walk, xmlNode *blip, GError **error)
{
    const gboolean embedded = find_relation(walk->relations, blip, "embed") != NULL;
    const char *name = embedded ? "embed" : "link";
    const xmlNode *svg = markup_find(blip, "svgBlip");
    const gboolean has_svg = svg && find_relation(walk->relations, svg, "embed");
    if (!has_svg && !find_relation(walk->relations, blip, name))
        return TRUE;
    Frame *frame = make_frame(walk, blip);
    return (!has_svg || add_picture(walk, frame, svg, "embed", error)) &&
           add_picture(walk, frame, blip, name, error);
}

static void note_heading(Walk *walk, xmlNode *paragraph)
{
    xmlNode *style = markup_find(paragraph, "pStyle");
    g_autofree char *id = style ? markup_attribute(style, "val") : NULL;
    if (!id || !g_hash_table_contains(walk->headings, id))
        return;
    g_free(walk->heading);
    walk->heading = markup_text(paragraph, "t");
}

static gboolean walk_part(Walk *walk, GError **error)
{
    xmlNode *root = markup_root(walk->markup);
    for (xmlNode *node = root; node; node = markup_next(root, node)) {
        if (walk->headings && markup_is(node, "p"))
            note_heading(walk, node);
        else if (markup_is(node, "blip")) {
            if (!read_blip(walk, node, error))
                return FALSE;
        } else if (markup_is(node, "imagedata") && find_relation(walk->relations, node, "id")) {
            if (!add_picture(walk, make_frame(walk, node), node, "id", error))
                return FALSE;
        }
    }
    return TRUE;
}

/* The text of the slide's title. */
static char *find_title(xmlNode *slide)
{
    for (xmlNode *node = slide; node; node = markup_next(slide, node)) {
        g_autofree char *type = markup_is(node, "ph") ? markup_attribute(node, "type") : NULL;
        xmlNode *shape = type && (strcmp(type, "title") == 0 || strcmp(type, "ctrTitle") == 0)
                             ? ancestor(node, "sp")
                             : NULL;
        if (shape)
            return markup_text(shape, "t");
    }
    return NULL;
}

/* headings: NULL for a slide. */
static gboolean read_part(Deck *deck, const char *name, guint slide, GHashTable *headings,
                          GError **error)
{
    DeckPart *part = deck_part(deck, name, error);
    g_autoptr(Markup) markup = part ? markup_parse_xml(name, part->bytes, error) : NULL;
    g_autoptr(GHashTable) relations = markup ? read_relations(deck, name, error) : NULL;
    if (!relations)
        return FALSE;
    Walk walk = {.deck = deck,
                 .part = part,
                 .markup = markup,
                 .relations = relations,
                 .headings = headings,
                 .slide = slide,
                 .heading = slide > 0 ? find_title(markup_root(markup)) : NULL};
    const gboolean whole = walk_part(&walk, error);
    g_free(walk.heading);
    return whole;
}

/* ---- the whole ------------------------------------------------------------------------------- */

static gboolean read_slides(Deck *deck, xmlNode *presentation, GHashTable *relations,
                            GError **error)
{
    deck->kind = "PowerPoint deck";
    for (xmlNode *node = presentation; node; node = markup_next(presentation, node)) {
        if (!markup_is(node, "sldId"))
            continue;
        const Relation *slide = find_relation(relations, node, "id");
        deck->n_slides++;
        if (slide && !read_part(deck, slide->target, deck->n_slides, NULL, error))
            return FALSE;
    }
    return TRUE;
}

/* Word names styles in the reader's language, but "heading 1" stays their name inside. */
static GHashTable *read_headings(Deck *deck, GHashTable *relations, GError **error)
{
    g_autoptr(GHashTable) headings = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GHashTableIter iter;
    gpointer value;
    const char *name = NULL;
    g_hash_table_iter_init(&iter, relations);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const Relation *relation = value;
        if (strcmp(relation->type, "styles") == 0 && archive_has(deck->archive, relation->target))
            name = relation->target;
    }
    if (!name)
        return g_steal_pointer(&headings);
    const DeckPart *part = deck_part(deck, name, error);
    g_autoptr(Markup) markup = part ? markup_parse_xml(name, part->bytes, error) : NULL;
    if (!markup)
        return NULL;
    xmlNode *root = markup_root(markup);
    for (xmlNode *node = root; node; node = markup_next(root, node)) {
        xmlNode *label = markup_is(node, "style") ? markup_find(node, "name") : NULL;
        g_autofree char *id = label ? markup_attribute(node, "styleId") : NULL;
        g_autofree char *text = label ? markup_attribute(label, "val") : NULL;
        if (id && text &&
            (g_ascii_strncasecmp(text, "heading ", 8) == 0 ||
             g_ascii_strcasecmp(text, "title") == 0))
            g_hash_table_add(headings, g_steal_pointer(&id));
    }
    return g_steal_pointer(&headings);
}

static gboolean read_document(Deck *deck, const char *name, GHashTable *relations, GError **error)
{
    deck->kind = "Word document";
    g_autoptr(GHashTable) headings = read_headings(deck, relations, error);
    return headings && read_part(deck, name, 0, headings, error);
}

static char *find_main_part(Deck *deck, GError **error)
{
    g_autoptr(GHashTable) relations = read_relations(deck, "", error);
    if (!relations)
        return NULL;
    GHashTableIter iter;
    gpointer value;
    g_hash_table_iter_init(&iter, relations);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const Relation *relation = value;
        if (strcmp(relation->type, "officeDocument") == 0)
            return g_strdup(relation->target);
    }
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s has no main part", deck->path);
    return NULL;
}

gboolean deck_read_ooxml(Deck *deck, GError **error)
{
    g_autofree char *name = find_main_part(deck, error);
    const DeckPart *part = name ? deck_part(deck, name, error) : NULL;
    g_autoptr(Markup) markup = part ? markup_parse_xml(name, part->bytes, error) : NULL;
    g_autoptr(GHashTable) relations = markup ? read_relations(deck, name, error) : NULL;
    if (!relations)
        return FALSE;
    xmlNode *root = markup_root(markup);
    if (markup_is(root, "presentation"))
        return read_slides(deck, root, relations, error);
    if (markup_is(root, "document"))
        return read_document(deck, name, relations, error);
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                "%s is neither a PowerPoint deck nor a Word document", deck->path);
    return FALSE;
}
