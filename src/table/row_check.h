/*
 * row_check: all that one row can tell, as findings with exact places.
 */
#ifndef FIGTRAIL_TABLE_ROW_CHECK_H
#define FIGTRAIL_TABLE_ROW_CHECK_H

#include "table/layout.h"

/* What rows of a table are checked against; all borrowed. */
typedef struct {
    const char *file;
    const Schema *schema;
    const Layout *layout;
    const Dialect *dialect;
    Findings *findings;
} RowCheck;

/* What is wrong with a row: how many findings of each sort it has. */
typedef enum {
    ROW_BLANK,
    ROW_MISSING_CELL,
    ROW_EXTRA_CELL,
    ROW_TYPE,
    ROW_DAMAGE, /* of a cell that is no value, or quotes that keep no commas */
    ROW_CONSTRAINT,
    ROW_KEY_MISSING,
    ROW_REFERENCE,
    N_ROW_FAULTS
} RowFault;

extern const Rule *const row_fault_rules[N_ROW_FAULTS];

/* What a cell holds; the number is that of FieldValue. */
typedef struct {
    gboolean missing, faulty;
    double number;
} CellReading;

/* Adds the findings of the first six sorts; without those of the sorts in skip (1 << RowFault).
 * readings (NULL: not asked for) gets those of the cells that have a column.  FALSE: the row is
 * blank and was not read. */
gboolean row_check(const RowCheck *check, const Row *row, guint skip, CellReading *readings);

gboolean row_is_blank(const Row *row);

/* Whether a row with too many cells has them for its typographic quotes. */
gboolean row_is_torn(const Row *row, guint n_columns);

/* Whether the text stands for a missing value of that field (NULL: of no field). */
gboolean row_is_missing(const Schema *schema, const Dialect *dialect, const Field *field,
                        const char *text, gsize length);

#endif
