/*
 * bulk: the claims of a package merged without being stored.
 *
 * For tables of millions of rows, or when only some figures are to be printed: the rows are read
 * once, on all cores, while the tables are checked (table/scan.h), and what merging needs of each
 * is kept in 64 bytes.  Its figures are those of figures_merge; the words of the figures that are
 * wanted are read again from the rows.
 *
 * It says nothing of faults.  When there is an error that package_read or claims_read would find,
 * or anything that only they can read, there is no result, and they are to be used.
 */
#ifndef FIGTRAIL_CLAIMS_BULK_H
#define FIGTRAIL_CLAIMS_BULK_H

#include "claims/merge.h"

typedef struct Bulk Bulk;

/* NULL: as above; also when the descriptor cannot be read.  options: NULL: the usual.  with_texts:
 * also what a figure is shown with is kept, some 60 bytes of each claim, so that no row is read
 * again: for when most figures are to be printed. */
Bulk *bulk_read(const char *path, const ScanOptions *options, gboolean with_texts);
void bulk_free(Bulk *bulk); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Bulk, bulk_free)

/* The package's sources, subjects and metrics, and its order of choice; no claims. */
const ClaimSet *bulk_model(const Bulk *bulk);

typedef struct BulkFigures BulkFigures;

/* Merges; of the figures that pass the filter, counts all, and lists them unless only their number
 * is wanted.  NULL as above: it is here that a statement entered twice would be found. */
BulkFigures *bulk_merge(const Bulk *bulk, const FigureFilter *filter, gboolean listed);
void bulk_figures_free(BulkFigures *figures); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BulkFigures, bulk_figures_free)

/* n_figures is right also when they are not listed. */
const FigureCounts *bulk_figures_counts(const BulkFigures *figures);

/* Some of the listed figures, with all their claims and words; of kept texts only those that the
 * formats of claims/figures_format.h show: no quote, place or note. */
typedef struct {
    Package package;  /* of the rows: the bulk's, but for its tables of claims */
    guint n_borrowed; /* of its tables */
    ClaimSet *claims;
    GPtrArray *kept;    /* of Claim*, of kept texts: instead of the above */
    FigureSet *figures; /* sorted by key */
} BulkBatch;

/* n figures in the order of their keys, from first on.  Of kept texts on any number of threads at
 * a time, else on one. */
BulkBatch *bulk_batch_read(const Bulk *bulk, const BulkFigures *figures, guint first, guint n);
void bulk_batch_free(BulkBatch *batch); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BulkBatch, bulk_batch_free)

/* All that are listed, as figures_format_csv has them, piece by piece, until print gives FALSE. */
void bulk_format_csv(const Bulk *bulk, const BulkFigures *figures,
                     gboolean (*print)(const char *text, gpointer data), gpointer data);

#endif
