#include "claims/resolve.h"

#include <string.h>

const char *agreement_name(Agreement agreement)
{
    static const char *const names[] = {"single", "agree", "range", "conflict", "unknown"};
    return names[agreement];
}

gboolean figure_passes(const Figure *figure, const FigureFilter *filter)
{
    const gboolean open =
        figure->agreement == AGREEMENT_CONFLICT || figure->agreement == AGREEMENT_UNKNOWN;
    return (!filter->metric || figure->metric == filter->metric) &&
           (!filter->subject || figure->subject == filter->subject) && (!filter->open || open);
}

void figure_count(FigureCounts *counts, Agreement agreement, guint n_used, guint n_set_aside)
{
    counts->n_figures++;
    counts->n_used += n_used;
    counts->n_set_aside += n_set_aside;
    counts->n_conflicts += agreement == AGREEMENT_CONFLICT;
    counts->n_unknown += agreement == AGREEMENT_UNKNOWN;
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

/* A figure and all its claims (const Claim*), in the order of choice. */
typedef struct {
    Figure *figure;
    GPtrArray *claims;
} Group;

static void group_free(gpointer data)
{
    Group *group = data;
    g_ptr_array_unref(group->claims);
    g_free(group);
}

static void set_aside(Figure *figure, const Claim *claim)
{
    const Rival rival = {claim, *claim->reason ? claim->reason : "deprecated"};
    g_array_append_val(figure->set_aside, rival);
}

static void add_contender(Figure *figure, const Claim *claim, gboolean agreeing,
                          const ChoiceOrder *order)
{
    if (!figure->chosen) {
        figure->chosen = claim;
    } else if (agreeing) {
        g_ptr_array_add(figure->agreeing, (gpointer)claim);
    } else {
        const Rival rival = {claim, choice_reason(order, figure->chosen, claim)};
        g_array_append_val(figure->rivals, rival);
    }
}

static void group_resolve(const Group *group, const ChoiceOrder *order)
{
    Figure *figure = group->figure;
    g_autofree Contender *contenders = g_new(Contender, group->claims->len);
    guint n = 0;
    for (; n < group->claims->len; n++) { /* the deprecated ones come last */
        const Claim *claim = g_ptr_array_index(group->claims, n);
        if (claim->rank == RANK_DEPRECATED)
            break;
        contenders[n] = (Contender){extent_of(claim), (gpointer)source_origin(claim->source), 0};
    }
    const Resolution resolution = contenders_resolve(contenders, n, *figure->setting != '\0');
    figure->agreement = resolution.agreement;
    figure->n_sources = resolution.n_sources;
    for (guint i = 0; i < n; i++)
        add_contender(figure, g_ptr_array_index(group->claims, i), contenders[i].agreeing, order);
    for (guint i = n; i < group->claims->len; i++)
        set_aside(figure, g_ptr_array_index(group->claims, i));
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

/* Makes the figures of claims in the order of choice; of Group*. */
static GPtrArray *group_claims(FigureSet *set, const GArray *ordered)
{
    GPtrArray *groups = g_ptr_array_new_with_free_func(group_free);
    g_autoptr(GHashTable) by_key = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < ordered->len; i++) {
        const Claim *claim = g_array_index(ordered, Weighed, i).claim;
        g_autofree char *key = figure_key(claim);
        Group *group = g_hash_table_lookup(by_key, key);
        if (!group) {
            group = g_new0(Group, 1);
            group->figure = figure_new(g_steal_pointer(&key), claim);
            group->claims = g_ptr_array_new();
            g_hash_table_insert(by_key, group->figure->key, group);
            g_ptr_array_add(set->figures, group->figure);
            g_ptr_array_add(groups, group);
        }
        g_ptr_array_add(group->claims, (gpointer)claim);
        g_hash_table_insert(set->by_claim, (gpointer)claim, group->figure);
    }
    return groups;
}

FigureSet *figures_merge(const ClaimSet *claims, const ChoiceOrder *order)
{
    FigureSet *set = g_new0(FigureSet, 1);
    set->order = order ? *order : claims->order;
    set->figures = g_ptr_array_new_with_free_func(figure_free);
    set->by_claim = g_hash_table_new(NULL, NULL);
    set->n_read = claims->claims->len;

    g_autoptr(GArray) ordered = order_claims(claims, &set->order);
    g_autoptr(GPtrArray) groups = group_claims(set, ordered);
    g_ptr_array_sort(set->figures, figure_compare);
    for (guint i = 0; i < groups->len; i++) {
        const Group *group = g_ptr_array_index(groups, i);
        group_resolve(group, &set->order);
        set->n_set_aside += group->figure->set_aside->len;
        set->n_used += group->claims->len - group->figure->set_aside->len;
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
