#include "trail/deck_part.h"

#include <string.h>

/* ---- what a picture is ------------------------------------------------------------------------
 */

gboolean deck_begins_with(GBytes *bytes, const char *text, gsize n)
{
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);
    return length >= n && memcmp(data, text, n) == 0;
}

char *deck_beginning(GBytes *bytes)
{
    enum { ENOUGH = 4096 };
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);
    if (length == 0)
        return g_strdup("");
    const gsize skipped = deck_begins_with(bytes, "\xef\xbb\xbf", 3) ? 3 : 0;
    g_autofree char *text = g_strndup(data + skipped, MIN(length - skipped, ENOUGH));
    return g_ascii_strdown(g_strchug(text), -1);
}

const char *deck_find_type(GBytes *bytes)
{
    if (deck_begins_with(bytes, "\x89PNG\r\n\x1a\n", 8))
        return "png";
    g_autofree char *text = deck_beginning(bytes);
    return *text == '<' && strstr(text, "<svg") ? "svg" : NULL;
}

gboolean deck_media_is_inside(const DeckMedia *media)
{
    return ((const Medium *)media)->form != MEDIA_ELSEWHERE;
}

static gboolean read_png_size(const guint8 *data, gsize length, double *width, double *height)
{
    enum { WIDTH = 16, HEIGHT = 20, ENOUGH = 24 }; /* of IHDR, which is the first chunk */
    guint32 w, h;
    if (length < ENOUGH)
        return FALSE;
    memcpy(&w, data + WIDTH, sizeof w);
    memcpy(&h, data + HEIGHT, sizeof h);
    *width = GUINT32_FROM_BE(w);
    *height = GUINT32_FROM_BE(h);
    return TRUE;
}

static gboolean read_svg_size(GBytes *bytes, double *width, double *height)
{
    static const char name[] = "viewbox=";
    g_autofree char *text = deck_beginning(bytes);
    const char *box = strstr(text, name);
    if (!box || !box[strlen(name)])
        return FALSE;
    char *rest = (char *)box + strlen(name) + 1;
    double numbers[4];
    for (int i = 0; i < 4; i++)
        numbers[i] = g_ascii_strtod(rest + strspn(rest, " ,"), &rest);
    *width = numbers[2];
    *height = numbers[3];
    return TRUE;
}

gboolean deck_media_size(const DeckMedia *media, double *width, double *height)
{
    gsize length;
    const guint8 *data = media->type ? g_bytes_get_data(media->bytes, &length) : NULL;
    const gboolean read =
        data && (strcmp(media->type, "png") == 0 ? read_png_size(data, length, width, height)
                                                 : read_svg_size(media->bytes, width, height));
    /* also no NaN */
    return read && *width > 0 && *height > 0 && *width < 1e6 && *height < 1e6;
}

/* ---- building -------------------------------------------------------------------------------- */

static void edit_clear(gpointer data)
{
    g_bytes_unref(((DeckEdit *)data)->text);
}

static void part_free(gpointer data)
{
    DeckPart *part = data;
    g_free(part->name);
    g_bytes_unref(part->bytes);
    g_array_unref(part->edits);
    g_free(part);
}

static void medium_free(gpointer data)
{
    Medium *medium = data;
    g_free(medium->media.name);
    if (medium->media.bytes)
        g_bytes_unref(medium->media.bytes);
    g_free(medium);
}

static void slot_clear(gpointer data)
{
    Slot *slot = data;
    g_free(slot->before);
    g_free(slot->after);
}

static void frame_free(gpointer data)
{
    Frame *frame = data;
    g_free(frame->picture.heading);
    g_free(frame->picture.alt);
    g_ptr_array_unref(frame->picture.media);
    g_array_unref(frame->slots);
    g_free(frame);
}

void deck_init(Deck *deck)
{
    deck->frames = g_ptr_array_new_with_free_func(frame_free);
    deck->media = g_ptr_array_new_with_free_func(medium_free);
    deck->entries = g_hash_table_new(g_str_hash, g_str_equal);
    deck->parts = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, part_free);
}

DeckPart *deck_add_part(Deck *deck, const char *name, GBytes *bytes)
{
    DeckPart *part = g_new0(DeckPart, 1);
    part->name = g_strdup(name);
    part->bytes = g_bytes_ref(bytes);
    part->edits = g_array_new(FALSE, FALSE, sizeof(DeckEdit));
    g_array_set_clear_func(part->edits, edit_clear);
    g_hash_table_replace(deck->parts, part->name, part);
    return part;
}

DeckPart *deck_part(Deck *deck, const char *name, GError **error)
{
    DeckPart *known = g_hash_table_lookup(deck->parts, name);
    if (known)
        return known;
    g_autoptr(GBytes) bytes = archive_read(deck->archive, name, error);
    return bytes ? deck_add_part(deck, name, bytes) : NULL;
}

Frame *deck_add_frame(Deck *deck, guint slide, const char *heading)
{
    Frame *frame = g_new0(Frame, 1);
    g_ptr_array_add(deck->frames, frame);
    frame->picture.slide = slide;
    frame->picture.number = deck->frames->len;
    frame->picture.heading = heading && *heading ? g_strdup(heading) : NULL;
    frame->picture.media = g_ptr_array_new();
    frame->slots = g_array_new(FALSE, FALSE, sizeof(Slot));
    g_array_set_clear_func(frame->slots, slot_clear);
    return frame;
}

Medium *deck_add_medium(Deck *deck, const char *name, MediaForm form, DeckPart *part, Span span,
                        GBytes *bytes)
{
    Medium *medium = g_new0(Medium, 1);
    medium->media = (DeckMedia){g_strdup(name), bytes ? g_bytes_ref(bytes) : NULL,
                                bytes ? deck_find_type(bytes) : NULL};
    medium->form = form;
    medium->part = part;
    medium->span = span;
    g_ptr_array_add(deck->media, medium);
    return medium;
}

Medium *deck_entry_medium(Deck *deck, const char *name, GError **error)
{
    Medium *known = g_hash_table_lookup(deck->entries, name);
    if (known)
        return known;
    Medium *medium;
    if (archive_has(deck->archive, name)) {
        DeckPart *part = deck_part(deck, name, error);
        if (!part)
            return NULL;
        medium = deck_add_medium(deck, name, MEDIA_WHOLE, part,
                                 (Span){0, g_bytes_get_size(part->bytes)}, part->bytes);
    } else {
        medium = deck_add_medium(deck, name, MEDIA_ELSEWHERE, NULL, (Span){0, 0}, NULL);
    }
    g_hash_table_insert(deck->entries, medium->media.name, medium);
    return medium;
}

void frame_add_medium(Frame *frame, Medium *medium)
{
    if (!g_ptr_array_find(frame->picture.media, medium, NULL))
        g_ptr_array_add(frame->picture.media, medium);
}

void frame_add_slot(Frame *frame, SlotKind kind, DeckPart *part, Span span, const char *before,
                    const char *after)
{
    const Slot slot = {kind, part, span, g_strdup(before), g_strdup(after)};
    g_array_append_val(frame->slots, slot);
}

gboolean frame_add_attribute_slot(Frame *frame, SlotKind kind, DeckPart *part, const Markup *markup,
                                  const xmlNode *element, const char *name)
{
    Span span;
    if (!markup_attribute_span(markup, element, name, &span))
        return FALSE;
    frame_add_slot(frame, kind, part, span, "", "");
    return TRUE;
}

/* Takes the quotes in, whichever they are, or none. */
static void add_quoted_slot(Frame *frame, DeckPart *part, Span span)
{
    const char *text = g_bytes_get_data(part->bytes, NULL);
    const char before = text[span.start - 1];
    if (before == '"' || before == '\'')
        span = (Span){span.start - 1, span.length + 2};
    frame_add_slot(frame, SLOT_ALT, part, span, "\"", "\"");
}

void frame_add_alt_slot(Frame *frame, DeckPart *part, const Markup *markup, const xmlNode *element,
                        const char *name)
{
    Span span, tag;
    if (markup_attribute_span(markup, element, name, &span)) {
        add_quoted_slot(frame, part, span);
        return;
    }
    if (!markup_tag_span(markup, element, &tag))
        return;
    /* behind the element's name */
    const char *text = (const char *)g_bytes_get_data(part->bytes, NULL) + tag.start + 1;
    gsize n = 0;
    while (n + 1 < tag.length && !g_ascii_isspace(text[n]) && text[n] != '/' && text[n] != '>')
        n++;
    g_autofree char *before = g_strdup_printf(" %s=\"", name);
    frame_add_slot(frame, SLOT_ALT, part, (Span){tag.start + 1 + n, 0}, before, "\"");
}
