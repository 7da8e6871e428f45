#include "claims/selection.h"

#include <string.h>

/* The four tables begin with an id; so does a figure, with its key. */
static const char *object_id(gconstpointer object)
{
    const char *id;
    memcpy(&id, object, sizeof id);
    return id;
}
G_STATIC_ASSERT(offsetof(Claim, id) == 0 && offsetof(Source, id) == 0);
G_STATIC_ASSERT(offsetof(Subject, id) == 0 && offsetof(Metric, id) == 0);
G_STATIC_ASSERT(offsetof(Figure, key) == 0);

static int compare_ids(gconstpointer a, gconstpointer b)
{
    return strcmp(object_id(*(const gconstpointer *)a), object_id(*(const gconstpointer *)b));
}

static gboolean is_listed(const char *const *ids, const char *id)
{
    return !ids || !*ids || g_strv_contains(ids, id);
}

static gboolean is_filter(const char *const *ids)
{
    return ids && *ids;
}

/* Those of all that are wanted, NULL: every one; sorted by id. */
static GPtrArray *pick(const GPtrArray *all, GHashTable *wanted)
{
    GPtrArray *picked = g_ptr_array_sized_new(wanted ? g_hash_table_size(wanted) : all->len);
    for (guint i = 0; i < all->len; i++) {
        gpointer object = g_ptr_array_index(all, i);
        if (!wanted || g_hash_table_contains(wanted, object))
            g_ptr_array_add(picked, object);
    }
    g_ptr_array_sort(picked, compare_ids);
    return picked;
}

/* What claims refer to; the objects themselves are the keys. */
typedef struct {
    GHashTable *sources, *subjects, *metrics;
} References;

static void collect(References *references, const Claim *claim)
{
    g_hash_table_add(references->subjects, (gpointer)claim->subject);
    g_hash_table_add(references->metrics, (gpointer)claim->metric);
    for (const Source *source = claim->source; source; source = source->relays) {
        if (!g_hash_table_add(references->sources, (gpointer)source))
            break; /* the rest of the chain is there */
    }
}

static void pick_claims(Selection *selection, const ClaimSet *claims)
{
    g_autoptr(GHashTable) figures = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < selection->figures->len; i++)
        g_hash_table_add(figures, g_ptr_array_index(selection->figures, i));
    selection->claims = g_ptr_array_new();
    for (guint i = 0; i < claims->claims->len; i++) {
        gpointer claim = g_ptr_array_index(claims->claims, i);
        if (g_hash_table_contains(figures, g_hash_table_lookup(selection->set->by_claim, claim)))
            g_ptr_array_add(selection->claims, claim);
    }
    g_ptr_array_sort(selection->claims, compare_ids);
}

Selection *selection_new(const ClaimSet *claims, const FigureSet *figures,
                         const SelectionFilter *filter)
{
    Selection *selection = g_new0(Selection, 1);
    selection->set = figures;
    selection->figures = g_ptr_array_new();
    for (guint i = 0; i < figures->figures->len; i++) {
        Figure *figure = g_ptr_array_index(figures->figures, i);
        if (is_listed(filter->metrics, figure->metric->id) &&
            is_listed(filter->subjects, figure->subject->id))
            g_ptr_array_add(selection->figures, figure);
    }
    pick_claims(selection, claims);

    g_autoptr(GHashTable) sources = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) subjects = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) metrics = g_hash_table_new(NULL, NULL);
    References references = {sources, subjects, metrics};
    for (guint i = 0; i < selection->claims->len; i++)
        collect(&references, g_ptr_array_index(selection->claims, i));
    const gboolean all = !is_filter(filter->metrics) && !is_filter(filter->subjects);
    selection->sources = pick(claims->sources, all ? NULL : sources);
    selection->subjects = pick(claims->subjects, all ? NULL : subjects);
    selection->metrics = pick(claims->metrics, all ? NULL : metrics);
    return selection;
}

void selection_free(Selection *selection)
{
    if (!selection)
        return;
    g_ptr_array_unref(selection->figures);
    g_ptr_array_unref(selection->claims);
    g_ptr_array_unref(selection->sources);
    g_ptr_array_unref(selection->subjects);
    g_ptr_array_unref(selection->metrics);
    g_free(selection);
}
