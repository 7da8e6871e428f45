#include "claims/extent.h"

#include <string.h>

const char *agreement_name(Agreement agreement)
{
    static const char *const names[] = {"single", "agree", "range", "conflict", "unknown"};
    return names[agreement];
}

/* ---- figures --------------------------------------------------------------------------------- */

static char *figure_key(const Claim *claim)
{
    const char *as_of = claim->metric->timed ? claim->as_of_text : NULL;
    return g_strdup_printf("%s|%s|%s%s%s", claim->subject->id, claim->metric->id, claim->setting,
                           as_of ? "|" : "", as_of ? as_of : "");
}

/* Takes key. */
static Figure *figure_new(char *key, const Claim *claim)
{
    Figure *figure = g_new0(Figure, 1);
    figure->key = key;
    figure->subject = claim->subject;
    figure->metric = claim->metric;
    figure->setting = claim->setting;
    figure->as_of_text = claim->metric->timed ? claim->as_of_text : "";
    figure->agreeing = g_ptr_array_new();
    figure->rivals = g_array_new(FALSE, FALSE, sizeof(Rival));
    figure->set_aside = g_array_new(FALSE, FALSE, sizeof(Rival));
    return figure;
}

static void figure_free(gpointer data)
{
    Figure *figure = data;
    g_free(figure->key);
    g_ptr_array_unref(figure->agreeing);
    g_array_unref(figure->rivals);
    g_array_unref(figure->set_aside);
    g_free(figure);
}

static int figure_compare(gconstpointer a, gconstpointer b)
{
    const Figure *const *x = a, *const *y = b;
    return strcmp((*x)->key, (*y)->key);
}

/* ---- one figure's claims --------------------------------------------------------------------- */

/* A figure while claims are added to it. */
typedef struct {
    Figure *figure;
    const ChoiceOrder *order;
    GArray *extents; /* of Extent: of the chosen claim and those that agree */
} Builder;

static Builder *builder_new(Figure *figure, const ChoiceOrder *order)
{
    Builder *builder = g_new0(Builder, 1);
    builder->figure = figure;
    builder->order = order;
    builder->extents = g_array_new(FALSE, FALSE, sizeof(Extent));
    return builder;
}

static void builder_free(gpointer data)
{
    Builder *builder = data;
    g_array_unref(builder->extents);
    g_free(builder);
}

static gboolean agrees_with_all(const Builder *builder, const Extent *extent)
{
    for (guint i = 0; i < builder->extents->len; i++) {
        const Extent *other = &g_array_index(builder->extents, Extent, i);
        if (extents_relate(other, extent) == RELATION_CONTRADICTION)
            return FALSE;
    }
    return TRUE;
}

/* Claims come in the order of choice, so the first one in use is the chosen one.
 * Those that agree must also agree with each other: "at least 100" is no common
 * ground of 200 and 300. */
static void builder_add(Builder *builder, const Claim *claim)
{
    Figure *figure = builder->figure;
    if (claim->rank == RANK_DEPRECATED) {
        const Rival rival = {claim, *claim->reason ? claim->reason : "deprecated"};
        g_array_append_val(figure->set_aside, rival);
        return;
    }
    const Extent extent = extent_of(claim);
    if (!agrees_with_all(builder, &extent)) {
        const Rival rival = {claim, choice_reason(builder->order, figure->chosen, claim)};
        g_array_append_val(figure->rivals, rival);
        return;
    }
    g_array_append_val(builder->extents, extent);
    if (figure->chosen)
        g_ptr_array_add(figure->agreeing, (gpointer)claim);
    else
        figure->chosen = claim;
}

static void origin_add(GHashTable *origins, const Claim *claim)
{
    g_hash_table_add(origins, (gpointer)source_origin(claim->source)->id);
}

static Agreement figure_agreement(Figure *figure)
{
    if (!figure->chosen)
        return AGREEMENT_SINGLE;
    g_autoptr(GHashTable) origins = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) equals = g_hash_table_new(g_str_hash, g_str_equal);
    origin_add(origins, figure->chosen);
    origin_add(equals, figure->chosen);
    for (guint i = 0; i < figure->agreeing->len; i++) {
        const Claim *claim = g_ptr_array_index(figure->agreeing, i);
        origin_add(origins, claim);
        if (claims_relate(figure->chosen, claim) == RELATION_EQUAL)
            origin_add(equals, claim);
    }
    figure->n_sources = g_hash_table_size(origins);
    if (!*figure->setting && (figure->rivals->len > 0 || figure->n_sources > 1))
        return AGREEMENT_UNKNOWN;
    if (figure->rivals->len > 0)
        return AGREEMENT_CONFLICT;
    if (g_hash_table_size(equals) > 1)
        return AGREEMENT_AGREE;
    return figure->n_sources > 1 ? AGREEMENT_RANGE : AGREEMENT_SINGLE;
}

/* ---- all figures ----------------------------------------------------------------------------- */

typedef struct {
    guint64 weight;
    const Claim *claim;
} Weighed;

static int weighed_compare(gconstpointer a, gconstpointer b)
{
    const Weighed *x = a, *y = b;
    return x->weight != y->weight ? (x->weight > y->weight) - (x->weight < y->weight)
                                  : strcmp(x->claim->id, y->claim->id);
}

/* The claims in the order of choice, the deprecated ones last; of Weighed. */
static GArray *order_claims(const ClaimSet *claims, const ChoiceOrder *order)
{
    GArray *ordered = g_array_sized_new(FALSE, FALSE, sizeof(Weighed), claims->claims->len);
    for (guint i = 0; i < claims->claims->len; i++) {
        const Claim *claim = g_ptr_array_index(claims->claims, i);
        const Weighed weighed = {choice_weigh(order, claim), claim};
        g_array_append_val(ordered, weighed);
    }
    g_array_sort(ordered, weighed_compare);
    return ordered;
}

FigureSet *figures_merge(const ClaimSet *claims, const ChoiceOrder *order)
{
    FigureSet *set = g_new0(FigureSet, 1);
    set->order = order ? *order : claims->order;
    set->figures = g_ptr_array_new_with_free_func(figure_free);
    set->by_claim = g_hash_table_new(NULL, NULL);
    set->n_read = claims->claims->len;

    g_autoptr(GArray) ordered = order_claims(claims, &set->order);
    g_autoptr(GHashTable) by_key =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, builder_free);
    for (guint i = 0; i < ordered->len; i++) {
        const Claim *claim = g_array_index(ordered, Weighed, i).claim;
        g_autofree char *key = figure_key(claim);
        Builder *builder = g_hash_table_lookup(by_key, key);
        if (!builder) {
            Figure *figure = figure_new(g_steal_pointer(&key), claim);
            builder = builder_new(figure, &set->order);
            g_hash_table_insert(by_key, figure->key, builder);
            g_ptr_array_add(set->figures, figure);
        }
        builder_add(builder, claim);
        g_hash_table_insert(set->by_claim, (gpointer)claim, builder->figure);
    }
    g_ptr_array_sort(set->figures, figure_compare);

    for (guint i = 0; i < set->figures->len; i++) {
        Figure *figure = g_ptr_array_index(set->figures, i);
        figure->agreement = figure_agreement(figure);
        set->n_set_aside += figure->set_aside->len;
        set->n_used += (figure->chosen != NULL) + figure->agreeing->len + figure->rivals->len;
    }
    g_assert(set->n_read == set->n_used + set->n_set_aside); /* no claim is lost */
    return set;
}

void figures_free(FigureSet *figures)
{
    if (!figures)
        return;
    g_hash_table_unref(figures->by_claim);
    g_ptr_array_unref(figures->figures);
    g_free(figures);
}
