#include "base/escape.h"
#include "base/number.h"
#include "trail/deck_part.h"

#include <math.h>
#include <string.h>

/* ---- changes --------------------------------------------------------------------------------- */

/* Of the same stretch the last change holds.  Takes text. */
static void part_edit(DeckPart *part, Span span, GBytes *text)
{
    for (guint i = 0; i < part->edits->len; i++) {
        DeckEdit *edit = &g_array_index(part->edits, DeckEdit, i);
        if (edit->span.start == span.start && edit->span.length == span.length) {
            g_bytes_unref(edit->text);
            edit->text = text;
            return;
        }
    }
    const DeckEdit edit = {span, text};
    g_array_append_val(part->edits, edit);
}

gboolean deck_set_media(Deck *deck, const DeckMedia *media, GBytes *bytes)
{
    (void)deck;
    const Medium *medium = (const Medium *)media;
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);
    switch (medium->form) {
    case MEDIA_ELSEWHERE: return FALSE;
    case MEDIA_WHOLE: part_edit(medium->part, medium->span, g_bytes_ref(bytes)); break;
    case MEDIA_DATA_URI: {
        g_autofree char *code = g_base64_encode((const guchar *)data, length);
        const char *page = g_bytes_get_data(medium->part->bytes, NULL);
        const char *quote = strchr("\"'", page[medium->span.start - 1]) ? "" : "\"";
        char *uri =
            g_strdup_printf("%sdata:image/%s;base64,%s%s", quote,
                            strcmp(media->type, "svg") == 0 ? "svg+xml" : media->type, code, quote);
        part_edit(medium->part, medium->span, g_bytes_new_take(uri, strlen(uri)));
        break;
    }
    case MEDIA_INLINE: { /* without the declaration of XML, which a page must not have inside */
        const char *start = g_strstr_len(data, (gssize)length, "<svg");
        if (!start)
            return FALSE;
        char *element = g_strchomp(g_strndup(start, length - (gsize)(start - data)));
        part_edit(medium->part, medium->span, g_bytes_new_take(element, strlen(element)));
        break;
    }
    }
    return TRUE;
}

gboolean deck_set_alt(Deck *deck, const DeckPicture *picture, const char *alt)
{
    (void)deck;
    const Frame *frame = (const Frame *)picture;
    gboolean set = FALSE;
    for (guint i = 0; i < frame->slots->len; i++) {
        const Slot *slot = &g_array_index(frame->slots, Slot, i);
        if (slot->kind != SLOT_ALT)
            continue;
        GString *text = g_string_new(slot->before);
        escape_xml(text, alt);
        g_string_append(text, slot->after);
        part_edit(slot->part, slot->span, g_string_free_to_bytes(text));
        set = TRUE;
    }
    return set;
}

/* ---- the frame ------------------------------------------------------------------------------- */

/* A number with its unit, as it stands: "4320000", "23.5cm"; newly allocated unit, NULL when it
 * is none (or "50%", which is not a size of the frame's own). */
static char *parse_size(const Slot *slot, double *number)
{
    const char *text = (const char *)g_bytes_get_data(slot->part->bytes, NULL) + slot->span.start;
    g_autofree char *value = g_strndup(text, slot->span.length);
    char *unit;
    *number = g_ascii_strtod(value, &unit);
    const gboolean sound = unit != value && isfinite(*number) && fabs(*number) < 1e12 &&
                           strspn(unit, "abcdefghijklmnopqrstuvwxyz") == strlen(unit);
    return sound ? g_strdup(unit) : NULL;
}

static void set_size(const Slot *slot, double number, const char *unit)
{
    /* English metric units and pixels are whole, LibreOffice writes three digits */
    GString *text = g_string_new(NULL);
    number_append(text, number, *unit ? 3 : 0);
    g_string_append(text, unit);
    part_edit(slot->part, slot->span, g_string_free_to_bytes(text));
}

/* Sizes of one direction become factor times what they are, and positions move by half of what the
 * first of them loses; only tried: nothing is changed.  FALSE: a size cannot be read. */
static gboolean shrink(const Frame *frame, SlotKind size_kind, SlotKind position_kind,
                       double factor, gboolean try)
{
    double lost = 0;
    g_autofree char *unit = NULL;
    for (guint i = 0; i < frame->slots->len; i++) {
        const Slot *slot = &g_array_index(frame->slots, Slot, i);
        if (slot->kind != size_kind)
            continue;
        double size;
        g_autofree char *own = parse_size(slot, &size);
        if (!own)
            return FALSE;
        if (!try)
            set_size(slot, size * factor, own);
        if (!unit) {
            lost = size * (1 - factor);
            unit = g_steal_pointer(&own);
        }
    }
    for (guint i = 0; i < frame->slots->len; i++) {
        const Slot *slot = &g_array_index(frame->slots, Slot, i);
        if (slot->kind != position_kind)
            continue;
        double position;
        g_autofree char *own = parse_size(slot, &position);
        if (!own || g_strcmp0(own, unit) != 0)
            return FALSE;
        if (!try)
            set_size(slot, position + lost / 2, own);
    }
    return unit != NULL;
}

gboolean deck_fit_frame(Deck *deck, const DeckPicture *picture, double ratio)
{
    (void)deck;
    const Frame *frame = (const Frame *)picture;
    const gboolean wider = ratio > 1;
    const SlotKind size = wider ? SLOT_HEIGHT : SLOT_WIDTH;
    const SlotKind position = wider ? SLOT_Y : SLOT_X;
    const double factor = wider ? 1 / ratio : ratio;
    return shrink(frame, size, position, factor, TRUE) &&
           shrink(frame, size, position, factor, FALSE);
}

/* ---- writing --------------------------------------------------------------------------------- */

static int compare_edits(gconstpointer a, gconstpointer b)
{
    const gsize first = ((const DeckEdit *)a)->span.start,
                second = ((const DeckEdit *)b)->span.start;
    return first < second ? -1 : first > second;
}

static GBytes *splice(const DeckPart *part)
{
    gsize length, done = 0;
    const char *data = g_bytes_get_data(part->bytes, &length);
    GByteArray *out = g_byte_array_new();
    g_array_sort(part->edits, compare_edits);
    for (guint i = 0; i < part->edits->len; i++) {
        const DeckEdit *edit = &g_array_index(part->edits, DeckEdit, i);
        if (edit->span.start < done) /* inside another one: a picture within a picture */
            continue;
        g_assert(edit->span.start + edit->span.length <= length);
        gsize n;
        const guint8 *text = g_bytes_get_data(edit->text, &n);
        g_byte_array_append(out, (const guint8 *)data + done, (guint)(edit->span.start - done));
        g_byte_array_append(out, text, (guint)n);
        done = edit->span.start + edit->span.length;
    }
    g_byte_array_append(out, (const guint8 *)data + done, (guint)(length - done));
    return g_byte_array_free_to_bytes(out);
}

/* Of a page whose tags or quotes do not end, every reader makes something else: what was changed
 * must read as before. */
static GBytes *write_page(const Deck *deck, const DeckPart *part, GError **error)
{
    g_autoptr(GBytes) bytes = splice(part);
    g_autoptr(Deck) again = deck_read_again(deck, bytes, NULL);
    if (again && deck_pictures(again)->len == deck_pictures(deck)->len)
        return g_steal_pointer(&bytes);
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                "%s cannot be changed: a tag or a quote in it does not end", deck->path);
    return NULL;
}

GBytes *deck_write(Deck *deck, GError **error)
{
    GHashTableIter iter; /* the order does not show: parts do not depend on each other */
    gpointer value;
    g_hash_table_iter_init(&iter, deck->parts);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        DeckPart *part = value;
        if (!deck->archive)
            return write_page(deck, part, error); /* it is one part */
        if (part->edits->len == 0)
            continue;
        g_autoptr(GBytes) bytes = splice(part);
        if (!archive_replace(deck->archive, part->name, bytes, error))
            return NULL;
    }
    return archive_write(deck->archive, error);
}
