/*
 * One order out of three.
 *
 * What the versions share stands in the order of the one that changed it (ours, if both or
 * none did).  What only the other has follows the entry that it stands behind there; at one
 * place it comes last.
 */
#include "table/three_way_part.h"

static gboolean is_shared(const Entry *entry)
{
    return entry->at[VERSION_BASE] >= 0 && entry->at[VERSION_OURS] >= 0 &&
           entry->at[VERSION_THEIRS] >= 0;
}

gboolean entries_keep_order(const Entry *entries, const GArray *sequence)
{
    int last = -1;
    for (guint i = 0; i < sequence->len; i++) {
        const Entry *entry = &entries[g_array_index(sequence, guint, i)];
        if (!is_shared(entry))
            continue;
        if (entry->at[VERSION_BASE] < last)
            return FALSE;
        last = entry->at[VERSION_BASE];
    }
    return TRUE;
}

typedef struct {
    const Entry *entries;
    VersionKind main, other;
    GHashTable *followers; /* entry of both + 1 (0: the beginning) -> GArray of guint: those
                              that only the other version has */
} Order;

static gpointer follower_key(int entry)
{
    return GUINT_TO_POINTER((guint)(entry + 1));
}

/* The kept entries that only the other version has, by the one of both before them. */
static void find_followers(Order *order, const GArray *sequence)
{
    int anchor = -1;
    for (guint i = 0; i < sequence->len; i++) {
        const guint index = g_array_index(sequence, guint, i);
        const Entry *entry = &order->entries[index];
        if (!entry->kept)
            continue;
        if (entry->at[order->main] >= 0) {
            anchor = (int)index;
            continue;
        }
        GArray *followers = g_hash_table_lookup(order->followers, follower_key(anchor));
        if (!followers) {
            followers = g_array_new(FALSE, FALSE, sizeof(guint));
            g_hash_table_insert(order->followers, follower_key(anchor), followers);
        }
        g_array_append_val(followers, index);
    }
}

static void append_followers(const Order *order, GArray *out, int anchor)
{
    const GArray *followers = g_hash_table_lookup(order->followers, follower_key(anchor));
    if (followers)
        g_array_append_vals(out, followers->data, followers->len);
}

GArray *entries_order(const Entry *entries, const GArray *const sequences[N_VERSIONS])
{
    const gboolean theirs = entries_keep_order(entries, sequences[VERSION_OURS]) &&
                            !entries_keep_order(entries, sequences[VERSION_THEIRS]);
    g_autoptr(GHashTable) followers =
        g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
    Order order = {entries, theirs ? VERSION_THEIRS : VERSION_OURS,
                   theirs ? VERSION_OURS : VERSION_THEIRS, followers};
    find_followers(&order, sequences[order.other]);
    GArray *out = g_array_new(FALSE, FALSE, sizeof(guint));
    const GArray *main = sequences[order.main];
    int anchor = -1; /* whose followers are still to come: behind what only main has there */
    for (guint i = 0; i < main->len; i++) {
        const guint index = g_array_index(main, guint, i);
        if (!entries[index].kept)
            continue;
        if (entries[index].at[order.other] >= 0) {
            append_followers(&order, out, anchor);
            anchor = (int)index;
        }
        g_array_append_val(out, index);
    }
    append_followers(&order, out, anchor);
    return out;
}
