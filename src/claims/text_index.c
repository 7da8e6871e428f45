#include "claims/text_index.h"

#include "table/key_set.h"

#include <string.h>

enum { FIRST_SLOTS = 64 };

void text_index_init(TextIndex *index)
{
    *index = (TextIndex){g_new0(TextSlot, FIRST_SLOTS), FIRST_SLOTS, 0};
}

void text_index_clear(TextIndex *index)
{
    g_clear_pointer(&index->slots, g_free);
}

static const char *slot_text(const TextSlot *slot)
{
    return slot->length_after <= TEXT_NEAR_LIMIT + 1 ? slot->text.near : slot->text.far;
}

/* Where the text is, or would be. */
static TextSlot *find_slot(const TextIndex *index, const char *text, gsize length, guint64 hash)
{
    const gsize mask = index->n_slots - 1;
    for (gsize i = hash & mask;; i = (i + 1) & mask) {
        TextSlot *slot = &index->slots[i];
        if (slot->length_after == 0 || (slot->hash == hash && slot->length_after == length + 1 &&
                                        memcmp(slot_text(slot), text, length) == 0))
            return slot;
    }
}

static void grow(TextIndex *index)
{
    const TextIndex old = *index;
    index->n_slots *= 2;
    index->slots = g_new0(TextSlot, index->n_slots);
    for (gsize i = 0; i < old.n_slots; i++) {
        const TextSlot *slot = &old.slots[i];
        if (slot->length_after > 0)
            *find_slot(index, slot_text(slot), slot->length_after - 1, slot->hash) = *slot;
    }
    g_free(old.slots);
}

void text_index_add(TextIndex *index, const char *text, gsize length, guint32 number)
{
    const guint64 hash = key_hash_bytes(text, length);
    TextSlot *slot = find_slot(index, text, length, hash);
    if (slot->length_after > 0)
        return;
    *slot = (TextSlot){.hash = hash, .length_after = (guint32)length + 1, .number = number};
    if (length <= TEXT_NEAR_LIMIT)
        memcpy(slot->text.near, text, length);
    else
        slot->text.far = text;
    if (++index->n_texts * 2 > index->n_slots)
        grow(index);
}

gboolean text_index_find(const TextIndex *index, const char *text, gsize length, guint32 *number)
{
    const TextSlot *slot = find_slot(index, text, length, key_hash_bytes(text, length));
    *number = slot->number;
    return slot->length_after > 0;
}
