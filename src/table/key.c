#include "table/key.h"

#include "table/suggest.h"
#include "table/type.h"

#include <string.h>

typedef struct {
    guint32 hash;
    guint32 row; /* + 1; 0: free */
} Slot;

struct KeyIndex {
    const Key *key;
    const gboolean *numeric;
    Slot *slots;
    gsize mask; /* number of slots, a power of two, less one */
};

char *key_format(const Key *key, guint row)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < key->n_fields; i++) {
        g_autofree char *quoted = text_quote(table_cell(key->table, row, key->fields[i])->text);
        g_string_append_printf(out, "%s%s", i > 0 ? ", " : "", quoted);
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

gboolean key_is_missing(const Key *key, guint row)
{
    for (guint i = 0; i < key->n_fields; i++) {
        const Cell *cell = table_cell(key->table, row, key->fields[i]);
        const FieldType *type = key->table->schema->fields[key->fields[i]].type;
        if (cell->missing || (cell->faulty && type->numeric))
            return TRUE;
    }
    return FALSE;
}

/* FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/), 64 bits */
static guint64 hash_bytes(guint64 hash, const void *bytes, gsize length)
{
    const guint8 *p = bytes;
    for (gsize i = 0; i < length; i++)
        hash = (hash ^ p[i]) * G_GUINT64_CONSTANT(1099511628211);
    return hash;
}

/* All that the type knows of a cell, of whole numbers every digit; -0 is 0. */
static FieldValue cell_value(const Key *key, guint i, const Cell *cell)
{
    const Field *field = &key->table->schema->fields[key->fields[i]];
    FieldValue value = {0};
    field->type->read(field, cell->text, strlen(cell->text), &value);
    if (value.number == 0)
        value.number = 0;
    return value;
}

static guint32 key_hash(const KeyIndex *index, const Key *key, guint row)
{
    guint64 hash = G_GUINT64_CONSTANT(14695981039346656037);
    for (guint i = 0; i < key->n_fields; i++) {
        const Cell *cell = table_cell(key->table, row, key->fields[i]);
        if (index->numeric[i]) {
            const FieldValue value = cell_value(key, i, cell);
            hash = hash_bytes(hash, &value.number, sizeof value.number);
            hash = hash_bytes(hash, &value.units, sizeof value.units);
        } else {
            hash = hash_bytes(hash, cell->text, strlen(cell->text) + 1);
        }
    }
    return (guint32)(hash ^ hash >> 32);
}

static gboolean key_equal(const KeyIndex *index, guint row, const Key *other, guint other_row)
{
    for (guint i = 0; i < other->n_fields; i++) {
        const Cell *a = table_cell(index->key->table, row, index->key->fields[i]);
        const Cell *b = table_cell(other->table, other_row, other->fields[i]);
        const FieldValue x = cell_value(index->key, i, a), y = cell_value(other, i, b);
        if (index->numeric[i] ? field_value_compare(&x, &y) != 0 : strcmp(a->text, b->text) != 0)
            return FALSE;
    }
    return TRUE;
}

/* The slot that holds an equal key, or the free one where it belongs. */
static Slot *find_slot(const KeyIndex *index, const Key *key, guint row, guint32 hash)
{
    for (gsize i = hash & index->mask;; i = (i + 1) & index->mask) {
        Slot *slot = &index->slots[i];
        if (slot->row == 0 || (slot->hash == hash && key_equal(index, slot->row - 1, key, row)))
            return slot;
    }
}

KeyIndex *key_index_new(const Key *key, const gboolean *numeric)
{
    KeyIndex *index = g_new0(KeyIndex, 1);
    index->key = key;
    index->numeric = numeric;
    gsize n = 16;
    while (n < (gsize)key->table->n_rows * 2)
        n *= 2;
    index->slots = g_new0(Slot, n);
    index->mask = n - 1;
    return index;
}

void key_index_free(KeyIndex *index)
{
    if (!index)
        return;
    g_free(index->slots);
    g_free(index);
}

gint64 key_index_add(KeyIndex *index, guint row)
{
    const guint32 hash = key_hash(index, index->key, row);
    Slot *slot = find_slot(index, index->key, row, hash);
    if (slot->row > 0)
        return slot->row - 1;
    *slot = (Slot){hash, row + 1};
    return -1;
}

gint64 key_index_find(const KeyIndex *index, const Key *other, guint row)
{
    return (gint64)find_slot(index, other, row, key_hash(index, other, row))->row - 1;
}
