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
    return g_strconcat(claim->subject->id, "|", claim->metric->id, "|", claim->setting,
                       as_of ? "|" : NULL, as_of, NULL);
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

/* ---- one figure's claims --------------------------------------------------------------------- */

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

/* claims: all of the figure's (const Claim*), in the order of choice, the deprecated ones last. */
static void figure_resolve(Figure *figure, const GPtrArray *claims, const ChoiceOrder *order)
{
    g_autofree Contender *contenders = g_new(Contender, claims->len);
    guint n = 0;
    for (; n < claims->len; n++) {
        const Claim *claim = g_ptr_array_index(claims, n);
        if (claim->rank == RANK_DEPRECATED)
            break;
        contenders[n] = (Contender){extent_of(claim), (gpointer)source_origin(claim->source), 0};
    }
    const Resolution resolution = contenders_resolve(contenders, n, *figure->setting != '\0');
    figure->agreement = resolution.agreement;
    figure->n_sources = resolution.n_sources;
    for (guint i = 0; i < n; i++)
        add_contender(figure, g_ptr_array_index(claims, i), contenders[i].agreeing, order);
    for (guint i = n; i < claims->len; i++)
        set_aside(figure, g_ptr_array_index(claims, i));
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

/* A figure's key and claims. */
typedef struct {
    char *key;
    GPtrArray *claims; /* of const Claim* */
} Group;

static void group_clear(gpointer data)
{
    Group *group = data;
    g_free(group->key);
    g_ptr_array_unref(group->claims);
}

static int group_compare(gconstpointer a, gconstpointer b)
{
    return strcmp(((const Group *)a)->key, ((const Group *)b)->key);
}

/* The claims of each figure, sorted by its key; of Group. */
static GArray *group_claims(const GArray *ordered)
{
    GArray *groups = g_array_new(FALSE, FALSE, sizeof(Group));
    g_array_set_clear_func(groups, group_clear);
    g_autoptr(GHashTable) by_key = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < ordered->len; i++) {
        const Claim *claim = g_array_index(ordered, Weighed, i).claim;
        g_autofree char *key = figure_key(claim);
        GPtrArray *of_figure = g_hash_table_lookup(by_key, key);
        if (!of_figure) {
            of_figure = g_ptr_array_new();
            const Group group = {g_steal_pointer(&key), of_figure};
            g_hash_table_insert(by_key, group.key, of_figure);
            g_array_append_val(groups, group);
        }
        g_ptr_array_add(of_figure, (gpointer)claim);
    }
    g_array_sort(groups, group_compare);
    return groups;
}

static FigureSet *set_new(const ChoiceOrder *order)
{
    FigureSet *set = g_new0(FigureSet, 1);
    set->order = *order;
    set->figures = g_ptr_array_new_with_free_func(figure_free);
    set->by_claim = g_hash_table_new(NULL, NULL);
    return set;
}

/* Takes key. */
static void set_add(FigureSet *set, char *key, const GPtrArray *claims)
{
    Figure *figure = figure_new(key, g_ptr_array_index(claims, 0));
    figure_resolve(figure, claims, &set->order);
    for (guint i = 0; i < claims->len; i++)
        g_hash_table_insert(set->by_claim, g_ptr_array_index(claims, i), figure);
    g_ptr_array_add(set->figures, figure);
    set->n_read += claims->len;
    set->n_set_aside += figure->set_aside->len;
    set->n_used += claims->len - figure->set_aside->len;
}

FigureSet *figures_merge(const ClaimSet *claims, const ChoiceOrder *order)
{
    FigureSet *set = set_new(order ? order : &claims->order);
    g_autoptr(GArray) ordered = order_claims(claims, &set->order);
    g_autoptr(GArray) groups = group_claims(ordered);
    for (guint i = 0; i < groups->len; i++) {
        Group *group = &g_array_index(groups, Group, i);
        set_add(set, g_steal_pointer(&group->key), group->claims);
    }
    g_assert(set->n_read == claims->claims->len); /* no claim is lost */
    return set;
}

FigureSet *figures_merge_groups(const GPtrArray *groups, const ChoiceOrder *order)
{
    FigureSet *set = set_new(order);
    for (guint i = 0; i < groups->len; i++) {
        const GPtrArray *claims = g_ptr_array_index(groups, i);
        set_add(set, figure_key(g_ptr_array_index(claims, 0)), claims);
    }
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
