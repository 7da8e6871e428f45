/*
 * The texts that figures are shown with, kept while the claims are read, so that no row of a large
 * table is read again.
 */
#include "claims/bulk_figures.h"

#include <string.h>

/* ---- keeping --------------------------------------------------------------------------------- */

/* In this order. */
enum { TEXT_ID, TEXT_PRINTED, TEXT_VALUE, TEXT_LOW, TEXT_HIGH, TEXT_AS_OF, TEXT_REASON, N_TEXTS };

/* Of one claim; aligned as pointers are. */
typedef struct {
    guint32 source; /* position in the model */
    guint8 kind, status, rank, party;
    char texts[]; /* a NUL behind each */
} KeptTexts;

guint64 bulk_texts_keep(Arena *arena, const Claim *claim, guint32 source)
{
    const char *const texts[N_TEXTS] = {claim->id,       claim->printed,   claim->value.text,
                                        claim->low.text, claim->high.text, claim->as_of_text,
                                        claim->reason};
    gsize sizes[N_TEXTS], size = sizeof(KeptTexts);
    for (guint i = 0; i < N_TEXTS; i++)
        size += sizes[i] = strlen(texts[i]) + 1;
    const gsize alignment = sizeof(gpointer);
    KeptTexts *kept = arena_take(arena, (size + alignment - 1) / alignment * alignment);
    *kept = (KeptTexts){source, (guint8)claim->kind, (guint8)claim->status, (guint8)claim->rank,
                        (guint8)claim->party};
    char *to = kept->texts;
    for (guint i = 0; i < N_TEXTS; to += sizes[i++])
        memcpy(to, texts[i], sizes[i]);
    return GPOINTER_TO_SIZE(kept);
}

static const KeptTexts *texts_at(guint64 row)
{
    return GSIZE_TO_POINTER((gsize)row);
}

const char *bulk_texts_id(guint64 row)
{
    return texts_at(row)->texts;
}

/* ---- figures --------------------------------------------------------------------------------- */

enum { AHEAD = 8 }; /* figures */

static Claim *read_claim(const Bulk *bulk, const BulkFigure *figure, guint64 row)
{
    const KeptTexts *kept = texts_at(row);
    const char *texts[N_TEXTS], *next = kept->texts;
    for (guint i = 0; i < N_TEXTS; i++, next += strlen(next) + 1)
        texts[i] = next;
    Claim *claim = g_new0(Claim, 1);
    claim->id = texts[TEXT_ID];
    claim->subject = g_ptr_array_index(bulk->model->subjects, figure->subject);
    claim->metric = g_ptr_array_index(bulk->model->metrics, figure->metric);
    claim->source = g_ptr_array_index(bulk->model->sources, kept->source);
    claim->setting = g_ptr_array_index(bulk->settings, figure->setting);
    claim->printed = texts[TEXT_PRINTED];
    claim->value = bulk_amount_read(texts[TEXT_VALUE], claim->metric->kind);
    claim->low = bulk_amount_read(texts[TEXT_LOW], claim->metric->kind);
    claim->high = bulk_amount_read(texts[TEXT_HIGH], claim->metric->kind);
    claim->kind = (ClaimKind)kept->kind;
    claim->status = (ClaimStatus)kept->status;
    claim->rank = (ClaimRank)kept->rank;
    claim->party = (ClaimParty)kept->party;
    claim->as_of_text = texts[TEXT_AS_OF];
    if (!date_parse(claim->as_of_text, &claim->as_of))
        claim->as_of = (Date){0};
    claim->reason = texts[TEXT_REASON];
    claim->quote = claim->locator = claim->stated_by = claim->note = "";
    claim->at = -1;
    return claim;
}

/* Asks for the memory that a figure further on needs: its texts lie anywhere among those of all. */
static void prefetch(const BulkFigures *figures, guint i)
{
    if (i >= figures->list->len)
        return;
    const BulkFigure *figure = &g_array_index(figures->list, BulkFigure, i);
    for (guint j = 0; j < figure->n; j++)
        __builtin_prefetch(texts_at(g_array_index(figures->rows, guint64, figure->first + j)));
}

void bulk_texts_read(const Bulk *bulk, const BulkFigures *figures, guint first, guint n,
                     BulkBatch *batch)
{
    batch->kept = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) groups = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    for (guint i = first; i < first + n; i++) {
        const BulkFigure *figure = &g_array_index(figures->list, BulkFigure, i);
        prefetch(figures, i + AHEAD);
        GPtrArray *group = g_ptr_array_sized_new(figure->n);
        for (guint j = 0; j < figure->n; j++) {
            const guint64 row = g_array_index(figures->rows, guint64, figure->first + j);
            Claim *claim = read_claim(bulk, figure, row);
            g_ptr_array_add(batch->kept, claim);
            g_ptr_array_add(group, claim);
        }
        g_ptr_array_add(groups, group);
    }
    batch->figures = figures_merge_groups(groups, &bulk->model->order);
}
