#include "table/scan_keys.h"

/* So many that the table of one bucket stays in a processor's cache. */
enum { BUCKETS_LOG2 = 6, N_BUCKETS = 1 << BUCKETS_LOG2, THREADS_LIMIT = 64 };

struct KeyPart {
    KeyEntry *entries;
    guint starts[N_BUCKETS + 1];
};

static guint bucket_of(guint64 hash)
{
    return (guint)(hash >> (64 - BUCKETS_LOG2));
}

KeyPart *key_part_new(GArray *entries)
{
    KeyPart *part = g_new0(KeyPart, 1);
    part->entries = g_new(KeyEntry, MAX(entries->len, 1));
    const KeyEntry *from = (const KeyEntry *)(void *)entries->data;
    for (guint i = 0; i < entries->len; i++)
        part->starts[bucket_of(from[i].hash) + 1]++;
    for (guint i = 0; i < N_BUCKETS; i++)
        part->starts[i + 1] += part->starts[i];
    guint next[N_BUCKETS];
    memcpy(next, part->starts, sizeof next);
    for (guint i = 0; i < entries->len; i++)
        part->entries[next[bucket_of(from[i].hash)]++] = from[i];
    g_array_unref(entries);
    return part;
}

void key_part_free(KeyPart *part)
{
    g_free(part->entries);
    g_free(part);
}

/* ---- repeated hashes ------------------------------------------------------- */

typedef struct {
    const GPtrArray *parts;
    gint next; /* bucket, to be taken by a thread */
    GMutex lock;
    GArray *repeated; /* of KeyEntry, under the lock */
} Search;

typedef struct {
    const KeyEntry *entry; /* NULL: free */
    gboolean repeated;
} Slot;

static gsize bucket_size(const GPtrArray *parts, guint bucket)
{
    gsize n = 0;
    for (guint i = 0; i < parts->len; i++) {
        const KeyPart *part = g_ptr_array_index(parts, i);
        n += part->starts[bucket + 1] - part->starts[bucket];
    }
    return n;
}

static void add_entry(Slot *slots, gsize mask, const KeyEntry *entry, GArray *repeated)
{
    /* the upper bits are the bucket's */
    gsize i = entry->hash & mask;
    while (slots[i].entry && slots[i].entry->hash != entry->hash)
        i = (i + 1) & mask;
    if (!slots[i].entry) {
        slots[i].entry = entry;
        return;
    }
    if (!slots[i].repeated)
        g_array_append_val(repeated, *slots[i].entry);
    slots[i].repeated = TRUE;
    g_array_append_val(repeated, *entry);
}

static void search_bucket(const GPtrArray *parts, guint bucket, GArray *repeated)
{
    gsize n_slots = 16;
    while (n_slots < bucket_size(parts, bucket) * 2)
        n_slots *= 2;
    g_autofree Slot *slots = g_new0(Slot, n_slots);
    for (guint i = 0; i < parts->len; i++) {
        const KeyPart *part = g_ptr_array_index(parts, i);
        for (guint j = part->starts[bucket]; j < part->starts[bucket + 1]; j++)
            add_entry(slots, n_slots - 1, &part->entries[j], repeated);
    }
}

static gpointer search_run(gpointer data)
{
    Search *search = data;
    g_autoptr(GArray) repeated = g_array_new(FALSE, FALSE, sizeof(KeyEntry));
    guint bucket;
    while ((bucket = (guint)g_atomic_int_add(&search->next, 1)) < N_BUCKETS)
        search_bucket(search->parts, bucket, repeated);
    g_mutex_lock(&search->lock);
    if (repeated->len > 0)
        g_array_append_vals(search->repeated, repeated->data, repeated->len);
    g_mutex_unlock(&search->lock);
    return NULL;
}

static int entry_compare(gconstpointer a, gconstpointer b)
{
    const KeyEntry *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return (x->start > y->start) - (x->start < y->start);
}

GArray *key_parts_repeated(const GPtrArray *parts, guint n_threads)
{
    Search search = {.parts = parts};
    g_mutex_init(&search.lock);
    search.repeated = g_array_new(FALSE, FALSE, sizeof(KeyEntry));
    GThread *threads[THREADS_LIMIT] = {NULL};
    const guint n = parts->len > 4 ? MIN(n_threads, THREADS_LIMIT) : 1;
    for (guint i = 1; i < n; i++)
        threads[i] = g_thread_new("keys", search_run, &search);
    search_run(&search);
    for (guint i = 1; i < n; i++)
        g_thread_join(threads[i]);
    g_mutex_clear(&search.lock);
    g_array_sort(search.repeated, entry_compare);
    return search.repeated;
}
