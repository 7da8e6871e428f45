/*
 * All figures of a bulk as CSV, some batches at a time.
 */
#include "claims/bulk_figures.h"
#include "claims/figures_format.h"

#include <string.h>

enum {
    KEPT_BATCH = 2000,  /* figures; of kept texts a few, so that memory stays small */
    READ_BATCH = 10000, /* of rows that are read again many, as each batch is all over the file */
    THREADS_LIMIT = 64,
};

typedef struct {
    const Bulk *bulk;
    const BulkFigures *figures;
    guint first, n;
    char *text;
} Piece;

static gpointer format_piece(gpointer data)
{
    Piece *piece = data;
    g_autoptr(BulkBatch) batch =
        bulk_batch_read(piece->bulk, piece->figures, piece->first, piece->n);
    piece->text = figures_format_csv(batch->figures->figures);
    return NULL;
}

/* Formats a piece on each thread; gives their number. */
static guint format_pieces(const Bulk *bulk, const BulkFigures *figures, guint first, Piece *pieces)
{
    const guint n_figures = bulk_figures_counts(figures)->n_figures;
    const guint size = bulk->with_texts ? KEPT_BATCH : READ_BATCH;
    const guint limit = bulk->with_texts ? MIN(bulk->n_threads, THREADS_LIMIT) : 1;
    GThread *threads[THREADS_LIMIT] = {NULL};
    guint n = 0;
    do {
        pieces[n] = (Piece){bulk, figures, first, MIN(size, n_figures - first), NULL};
        first += pieces[n++].n;
    } while (n < limit && first < n_figures);
    for (guint i = 1; i < n; i++)
        threads[i] = g_thread_new("csv", format_piece, &pieces[i]);
    format_piece(&pieces[0]);
    for (guint i = 1; i < n; i++)
        g_thread_join(threads[i]);
    return n;
}

void bulk_format_csv(const Bulk *bulk, const BulkFigures *figures,
                     gboolean (*print)(const char *text, gpointer data), gpointer data)
{
    gboolean go_on = TRUE;
    guint first = 0;
    do {
        Piece pieces[THREADS_LIMIT];
        const guint n = format_pieces(bulk, figures, first, pieces);
        for (guint i = 0; i < n; i++) {
            const char *text = pieces[i].text;
            /* the labels once */
            go_on = go_on && print(pieces[i].first > 0 ? strchr(text, '\n') + 1 : text, data);
            first += pieces[i].n;
            g_free(pieces[i].text);
        }
    } while (go_on && first < bulk_figures_counts(figures)->n_figures);
}
