#include "scene/vega_overlap.h"

#include <math.h>

static gboolean overlap(const OverlapLabel *a, const OverlapLabel *b, double separation)
{
    const double gap = fmax(fmax(b->box[0] - a->box[2], a->box[0] - b->box[2]),
                            fmax(b->box[1] - a->box[3], a->box[1] - b->box[3]));
    return gap < separation;
}

static gboolean any_overlap(OverlapLabel *const *labels, guint n, double separation)
{
    for (guint i = 1; i < n; i++) {
        if (overlap(labels[i - 1], labels[i], separation))
            return TRUE;
    }
    return FALSE;
}

/* How many of the labels stay, at the array's beginning. */
static guint reduce(OverlapLabel **labels, guint n, double separation, gboolean greedy)
{
    guint n_kept = 0;
    for (guint i = 0; i < n; i++) {
        labels[i]->shown = greedy
                               ? n_kept == 0 || !overlap(labels[n_kept - 1], labels[i], separation)
                               : i % 2 == 0;
        if (labels[i]->shown)
            labels[n_kept++] = labels[i];
    }
    return n_kept;
}

void vega_overlap_thin(OverlapLabel *labels, guint n, double separation, gboolean greedy)
{
    g_autofree OverlapLabel **kept = g_new(OverlapLabel *, MAX(n, 1));
    guint n_kept = 0;
    for (guint i = 0; i < n; i++) {
        const double *box = labels[i].box;
        labels[i].shown = TRUE;
        if (box[2] - box[0] > 1 && box[3] - box[1] > 1)
            kept[n_kept++] = &labels[i];
    }
    if (n_kept < 3)
        return;
    OverlapLabel *last = kept[n_kept - 1];
    while (n_kept >= 3 && any_overlap(kept, n_kept, separation))
        n_kept = reduce(kept, n_kept, separation, greedy);
    if (n_kept < 3 && !last->shown) {
        if (n_kept > 1)
            kept[n_kept - 1]->shown = FALSE;
        last->shown = TRUE;
    }
}
