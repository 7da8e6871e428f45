/*
 * Grouping a bulk's claims by figure, bucket by bucket, and resolving each.
 */
#include "claims/bulk_figures.h"
#include "claims/resolve.h"

#include <string.h>

enum { FEW = 8 }; /* so many that comparing all pairs is quickest */

typedef struct {
    const Bulk *bulk;
    const FigureFilter *filter;
    gboolean listed;
    GMutex lock;
    BulkFigures *figures; /* under the lock */
    gint repeated;        /* a source seems to state one thing twice */
} Merge;

/* What one bucket has. */
typedef struct {
    Merge *merge;
    GPtrArray *group; /* of const BulkClaim*: of the figure at hand */
    GArray *contenders;
    BulkFigures *figures;
} Bucket;

/* ---- order of choice ------------------------------------------------------------------------- */

static int compare_choice(gconstpointer a, gconstpointer b, gpointer data)
{
    const BulkClaim *x = *(const BulkClaim *const *)a, *y = *(const BulkClaim *const *)b;
    if (x->weight != y->weight)
        return x->weight < y->weight ? -1 : 1;
    if (x == y)
        return 0;
    g_autofree char *id = bulk_row_id(data, x->row);
    g_autofree char *other = bulk_row_id(data, y->row);
    return strcmp(id, other);
}

/* Most figures have few claims, most of them of different weight. */
static void sort_group(const Bucket *bucket)
{
    GPtrArray *group = bucket->group;
    gpointer bulk = (gpointer)bucket->merge->bulk;
    if (group->len > FEW) {
        g_qsort_with_data(group->pdata, (gint)group->len, sizeof(gpointer), compare_choice, bulk);
        return;
    }
    for (guint i = 1; i < group->len; i++) {
        gpointer claim = group->pdata[i];
        guint j = i;
        for (; j > 0 && compare_choice(&group->pdata[j - 1], &claim, bulk) > 0; j--)
            group->pdata[j] = group->pdata[j - 1];
        group->pdata[j] = claim;
    }
}

/* ---- one figure ------------------------------------------------------------------------------ */

static int compare_statements(gconstpointer a, gconstpointer b)
{
    const guint64 x = *(const guint64 *)a, y = *(const guint64 *)b;
    return (x > y) - (x < y);
}

/* Two rows of one source that seem to be one statement are an error, which is told elsewhere. */
static gboolean has_repeated(const GPtrArray *group)
{
    if (group->len <= FEW) {
        for (guint i = 1; i < group->len; i++) {
            const BulkClaim *a = group->pdata[i];
            for (guint j = 0; j < i; j++) {
                const BulkClaim *b = group->pdata[j];
                if (a->source == b->source && a->statement == b->statement)
                    return TRUE;
            }
        }
        return FALSE;
    }
    g_autoptr(GArray) statements = g_array_sized_new(FALSE, FALSE, sizeof(guint64), group->len);
    for (guint i = 0; i < group->len; i++) {
        const BulkClaim *claim = g_ptr_array_index(group, i);
        const guint64 statement = (guint64)claim->source << 32 | claim->statement;
        g_array_append_val(statements, statement);
    }
    g_array_sort(statements, compare_statements);
    for (guint i = 1; i < group->len; i++) {
        if (g_array_index(statements, guint64, i) == g_array_index(statements, guint64, i - 1))
            return TRUE;
    }
    return FALSE;
}

static Contender contender_of(const Bulk *bulk, const BulkClaim *claim)
{
    const Metric *metric = g_ptr_array_index(bulk->model->metrics, claim->metric);
    return (Contender){
        .extent = {(ExtentKind)claim->extent, metric->kind, claim->low, claim->high, claim->value},
        .origin = bulk->origins[claim->source],
    };
}

static void list_figure(Bucket *bucket, Agreement agreement)
{
    const BulkClaim *claim = g_ptr_array_index(bucket->group, 0);
    const BulkFigure figure = {
        .subject = claim->subject,
        .setting = claim->setting,
        .as_of = claim->as_of,
        .metric = claim->metric,
        .agreement = (guint8)agreement,
        .first = bucket->figures->rows->len,
        .n = bucket->group->len,
    };
    g_array_append_val(bucket->figures->list, figure);
    for (guint i = 0; i < bucket->group->len; i++)
        g_array_append_val(bucket->figures->rows,
                           ((const BulkClaim *)g_ptr_array_index(bucket->group, i))->row);
}

static gboolean is_wanted(const Merge *merge, const BulkClaim *claim)
{
    const ClaimSet *model = merge->bulk->model;
    const FigureFilter *filter = merge->filter;
    return (!filter->metric ||
            filter->metric == g_ptr_array_index(model->metrics, claim->metric)) &&
           (!filter->subject ||
            filter->subject == g_ptr_array_index(model->subjects, claim->subject));
}

static void resolve_group(Bucket *bucket)
{
    Merge *merge = bucket->merge;
    const Bulk *bulk = merge->bulk;
    GPtrArray *group = bucket->group;
    const BulkClaim *first = g_ptr_array_index(group, 0);
    if (group->len > 1 && has_repeated(group))
        g_atomic_int_set(&merge->repeated, TRUE);
    if (!is_wanted(merge, first))
        return;
    sort_group(bucket);
    g_array_set_size(bucket->contenders, 0);
    for (guint i = 0; i < group->len; i++) {
        const BulkClaim *claim = g_ptr_array_index(group, i);
        if (claim->weight == G_MAXUINT64)
            break;
        const Contender contender = contender_of(bulk, claim);
        g_array_append_val(bucket->contenders, contender);
    }
    const guint n_used = bucket->contenders->len;
    const char *setting = g_ptr_array_index(bulk->settings, first->setting);
    const Resolution resolution =
        contenders_resolve((Contender *)(void *)bucket->contenders->data, n_used, *setting != '\0');
    const gboolean open =
        resolution.agreement == AGREEMENT_CONFLICT || resolution.agreement == AGREEMENT_UNKNOWN;
    if (merge->filter->open && !open)
        return;
    figure_count(&bucket->figures->counts, resolution.agreement, n_used, group->len - n_used);
    if (merge->listed)
        list_figure(bucket, resolution.agreement);
}

/* ---- one bucket ------------------------------------------------------------------------------ */

static gboolean same_figure(const BulkClaim *a, const BulkClaim *b)
{
    return a->subject == b->subject && a->metric == b->metric && a->setting == b->setting &&
           a->as_of == b->as_of;
}

/* The bucket's claims (const BulkClaim*), of all threads. */
static GPtrArray *claims_of_bucket(const Bulk *bulk, guint bucket)
{
    GPtrArray *claims = g_ptr_array_new();
    for (guint i = 0; i < bulk->parts->len; i++) {
        const BulkPart *part = g_ptr_array_index(bulk->parts, i);
        guint n = part->n_last[bucket];
        for (BulkBlock *block = part->blocks[bucket]; block; block = block->before) {
            const guint before = claims->len;
            g_ptr_array_set_size(claims, (gint)(before + n));
            for (guint j = 0; j < n; j++)
                claims->pdata[before + j] = &block->claims[j];
            n = BULK_BLOCK;
        }
    }
    return claims;
}

/* Chains the claims of each figure; heads: the first of each chain, plus one, in its slot. */
static void chain_claims(const GPtrArray *claims, guint *chain, guint *heads, gsize n_slots)
{
    for (guint i = 0; i < claims->len; i++) {
        const BulkClaim *claim = g_ptr_array_index(claims, i);
        gsize slot = bulk_claim_hash(claim) & (n_slots - 1);
        while (heads[slot] > 0 && !same_figure(g_ptr_array_index(claims, heads[slot] - 1), claim))
            slot = (slot + 1) & (n_slots - 1);
        chain[i] = heads[slot];
        heads[slot] = i + 1;
    }
}

static void merge_claims(Bucket *bucket, const GPtrArray *claims)
{
    gsize n_slots = 1;
    while (n_slots < (gsize)claims->len * 2)
        n_slots *= 2;
    g_autofree guint *chain = g_new(guint, MAX(claims->len, 1));
    g_autofree guint *heads = g_new0(guint, n_slots);
    chain_claims(claims, chain, heads, n_slots);
    for (gsize slot = 0; slot < n_slots; slot++) {
        if (heads[slot] == 0)
            continue;
        g_ptr_array_set_size(bucket->group, 0);
        for (guint i = heads[slot]; i > 0; i = chain[i - 1])
            g_ptr_array_add(bucket->group, g_ptr_array_index(claims, i - 1));
        resolve_group(bucket);
    }
}

static BulkFigures *figures_new(void)
{
    BulkFigures *figures = g_new0(BulkFigures, 1);
    figures->list = g_array_new(FALSE, FALSE, sizeof(BulkFigure));
    figures->rows = g_array_new(FALSE, FALSE, sizeof(guint64));
    return figures;
}

void bulk_figures_free(BulkFigures *figures)
{
    if (!figures)
        return;
    g_array_unref(figures->list);
    g_array_unref(figures->rows);
    g_free(figures);
}

static void figures_take(BulkFigures *into, const BulkFigures *from)
{
    into->counts.n_figures += from->counts.n_figures;
    into->counts.n_used += from->counts.n_used;
    into->counts.n_set_aside += from->counts.n_set_aside;
    into->counts.n_conflicts += from->counts.n_conflicts;
    into->counts.n_unknown += from->counts.n_unknown;
    for (guint i = 0; i < from->list->len; i++)
        g_array_index(from->list, BulkFigure, i).first += into->rows->len;
    if (from->list->len > 0) {
        g_array_append_vals(into->list, from->list->data, from->list->len);
        g_array_append_vals(into->rows, from->rows->data, from->rows->len);
    }
}

static void merge_bucket(gpointer data, guint number)
{
    Merge *merge = data;
    g_autoptr(GPtrArray) claims = claims_of_bucket(merge->bulk, number);
    g_autoptr(GPtrArray) group = g_ptr_array_new();
    g_autoptr(GArray) contenders = g_array_new(FALSE, FALSE, sizeof(Contender));
    g_autoptr(BulkFigures) figures = figures_new();
    Bucket bucket = {merge, group, contenders, figures};
    merge_claims(&bucket, claims);
    g_mutex_lock(&merge->lock);
    figures_take(merge->figures, figures);
    g_mutex_unlock(&merge->lock);
}

/* ---- all figures ----------------------------------------------------------------------------- */

/* As the texts with a '|' behind each compare; no id or setting has one in it. */
static int compare_parts(const char *a, const char *b, unsigned char behind)
{
    while (*a && *a == *b) {
        a++;
        b++;
    }
    const unsigned char x = *a ? (unsigned char)*a : behind, y = *b ? (unsigned char)*b : behind;
    return *a == *b ? 0 : x < y ? -1 : 1;
}

/* As figures_merge sorts by their keys. */
static int compare_keys(gconstpointer a, gconstpointer b, gpointer data)
{
    const Bulk *bulk = data;
    const BulkFigure *x = a, *y = b;
    const Subject *const *subjects = (const Subject *const *)(void *)bulk->model->subjects->pdata;
    const Metric *const *metrics = (const Metric *const *)(void *)bulk->model->metrics->pdata;
    const char *const *settings = (const char *const *)(void *)bulk->settings->pdata;
    if (x->subject != y->subject)
        return compare_parts(subjects[x->subject]->id, subjects[y->subject]->id, '|');
    if (x->metric != y->metric)
        return compare_parts(metrics[x->metric]->id, metrics[y->metric]->id, '|');
    if (x->setting != y->setting)
        return compare_parts(settings[x->setting], settings[y->setting],
                             metrics[x->metric]->timed ? '|' : '\0');
    return (x->as_of > y->as_of) - (x->as_of < y->as_of);
}

BulkFigures *bulk_merge(const Bulk *bulk, const FigureFilter *filter, gboolean listed)
{
    Merge merge = {.bulk = bulk, .filter = filter, .listed = listed, .figures = figures_new()};
    g_mutex_init(&merge.lock);
    bulk_for_buckets(bulk, merge_bucket, &merge);
    g_mutex_clear(&merge.lock);
    if (merge.repeated) {
        bulk_figures_free(merge.figures);
        return NULL;
    }
    g_array_sort_with_data(merge.figures->list, compare_keys, (gpointer)bulk);
    return merge.figures;
}

const FigureCounts *bulk_figures_counts(const BulkFigures *figures)
{
    return &figures->counts;
}
