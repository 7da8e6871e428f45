#include "table/key_set.h"

#include <string.h>

typedef struct {
    gsize start; /* in bytes */
    gsize length;
} Value;

/* A short value lies in its slot, so that one look at the memory is enough.  length 0: free. */
typedef KeyProbe Slot;

enum { LONG = 0xFF };

G_STATIC_ASSERT(sizeof(Slot) == 32); /* two in a line of the processor's cache */

struct KeySet {
    Slot *slots;
    gsize mask; /* number of slots, a power of two, less one */
    GArray *values;
    GByteArray *bytes;
};

/* ---- hash ------------------------------------------------------------------ */

static guint64 read_word(const char *p, gsize length)
{
    guint64 word = 0;
    memcpy(&word, p, length);
    return word;
}

guint64 key_hash_bytes(const char *bytes, gsize length)
{
    guint64 hash = length;
    const char *p = bytes, *end = bytes + length;
    for (; end - p > 8; p += 8)
        hash = key_hash_mix(hash, read_word(p, 8));
    /* the last bytes, some of them again */
    if (length >= 8)
        hash = key_hash_mix(hash, read_word(end - 8, 8));
    else if (length >= 4)
        hash = key_hash_mix(hash, read_word(p, 4) << 32 | read_word(end - 4, 4));
    else
        hash = key_hash_mix(hash, read_word(p, length));
    /* the finish of MurmurHash3 (https://github.com/aappleby/smhasher) */
    hash = (hash ^ hash >> 33) * G_GUINT64_CONSTANT(0xFF51AFD7ED558CCD);
    return hash ^ hash >> 33;
}

/* ---- the set --------------------------------------------------------------- */

KeySet *key_set_new(void)
{
    KeySet *set = g_new0(KeySet, 1);
    set->mask = 15;
    set->slots = g_aligned_alloc0(set->mask + 1, sizeof(Slot), 64);
    set->values = g_array_new(FALSE, FALSE, sizeof(Value));
    set->bytes = g_byte_array_new();
    return set;
}

void key_set_free(KeySet *set)
{
    if (!set)
        return;
    g_aligned_free(set->slots);
    g_array_unref(set->values);
    g_byte_array_unref(set->bytes);
    g_free(set);
}

void key_probe_init(KeyProbe *probe, const char *bytes, gsize length, guint64 hash)
{
    *probe = (KeyProbe){.hash = (guint32)hash,
                        .number = KEY_NONE,
                        .length = length <= KEY_SHORT_LIMIT ? (guint8)(length + 1) : LONG};
    if (length <= KEY_SHORT_LIMIT)
        memcpy(probe->text, bytes, length);
}

static gboolean is_long_value(const KeySet *set, const Slot *slot, const char *bytes, gsize length)
{
    const Value *value = &g_array_index(set->values, Value, slot->number);
    return value->length == length && memcmp(set->bytes->data + value->start, bytes, length) == 0;
}

/* The slot that holds the value, or the free one where it belongs. */
static Slot *find_slot(const KeySet *set, const KeyProbe *probe, const char *bytes, gsize length)
{
    for (gsize i = probe->hash & set->mask;; i = (i + 1) & set->mask) {
        Slot *slot = &set->slots[i];
        if (slot->length == 0)
            return slot;
        if (slot->hash != probe->hash || slot->length != probe->length)
            continue;
        if (probe->length == LONG ? is_long_value(set, slot, bytes, length)
                                  : memcmp(slot->text, probe->text, KEY_SHORT_LIMIT) == 0)
            return slot;
    }
}

static void grow(KeySet *set)
{
    const gsize n = (set->mask + 1) * 2;
    Slot *slots = g_aligned_alloc0(n, sizeof(Slot), 64);
    for (gsize i = 0; i <= set->mask; i++) {
        gsize to = set->slots[i].hash & (n - 1);
        if (set->slots[i].length == 0)
            continue;
        while (slots[to].length > 0)
            to = (to + 1) & (n - 1);
        slots[to] = set->slots[i];
    }
    g_aligned_free(set->slots);
    set->slots = slots;
    set->mask = n - 1;
}

void key_set_add(KeySet *set, const char *bytes, gsize length)
{
    KeyProbe probe;
    key_probe_init(&probe, bytes, length, key_hash_bytes(bytes, length));
    if ((gsize)set->values->len * 3 / 2 > set->mask)
        grow(set);
    Slot *slot = find_slot(set, &probe, bytes, length);
    if (slot->length > 0)
        return;
    *slot = probe;
    slot->number = set->values->len;
    const Value value = {set->bytes->len, length};
    g_byte_array_append(set->bytes, (const guint8 *)bytes, (guint)length);
    g_array_append_val(set->values, value);
}

void key_set_prefetch(const KeySet *set, const KeyProbe *probe)
{
    __builtin_prefetch(&set->slots[probe->hash & set->mask]);
}

guint32 key_set_find(const KeySet *set, const KeyProbe *probe, const char *bytes, gsize length)
{
    const Slot *slot = find_slot(set, probe, bytes, length);
    return slot->length > 0 ? slot->number : KEY_NONE;
}

gsize key_set_size(const KeySet *set)
{
    return set->values->len;
}

const char *key_set_value(const KeySet *set, gsize i, gsize *length)
{
    const Value *value = &g_array_index(set->values, Value, i);
    *length = value->length;
    return (const char *)set->bytes->data + value->start;
}
