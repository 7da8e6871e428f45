/*
 * bulk_figures: the figures that a bulk's claims make.
 *
 * Private to claims/bulk*.c.
 */
#ifndef FIGTRAIL_CLAIMS_BULK_FIGURES_H
#define FIGTRAIL_CLAIMS_BULK_FIGURES_H

#include "claims/bulk_claims.h"

typedef struct {
    guint32 subject, setting, as_of;
    guint16 metric;
    guint8 agreement;
    guint first, n; /* its claims among the rows */
} BulkFigure;

struct BulkFigures {
    FigureCounts counts;
    GArray *list; /* of BulkFigure, by key; empty when not listed */
    GArray *rows; /* of guint64: BulkClaim.row */
};

/* The id of the claim in a row; newly allocated. */
char *bulk_row_id(const Bulk *bulk, guint64 row);

/* Likewise, of kept texts; borrowed. */
const char *bulk_texts_id(guint64 row);

/* Makes some of the listed figures of kept texts. */
void bulk_texts_read(const Bulk *bulk, const BulkFigures *figures, guint first, guint n,
                     BulkBatch *batch);

#endif
