/*
 * canonical: the one form of a CSV text, so that a difference in git shows what
 * changed and nothing else.
 *
 * Columns in the schema's order (others behind them, as they stand), rows sorted by
 * the bytes of their primary key (equal ones, and tables without a key, as they
 * stand), quotes only around cells that need them, LF, one final line end, no byte
 * order mark, Unicode in NFC.  No value changes: numbers stay as they are written.
 */
#ifndef FIGTRAIL_TABLE_CANONICAL_H
#define FIGTRAIL_TABLE_CANONICAL_H

#include "table/schema.h"

/* What is not in canonical form. */
typedef struct {
    gboolean columns;         /* they stand in another order */
    guint n_rows;             /* rows that stand elsewhere than by their key */
    guint n_cells;            /* cells whose Unicode is not in NFC */
    gboolean mark, line_ends; /* there is a byte order mark; a line end is no LF, or the last is
                                 missing */
    guint n_quoted;           /* rows with quotes that are not needed, or the like */
} CanonicalFaults;

/* The canonical form of length bytes of CSV; file names it in findings.  NULL when
 * the text does not parse or its rows have not as many cells as the header
 * (findings say why).  schema NULL: columns and rows stay in their order. */
char *canonical_format(const char *file, const char *text, gsize length, const Schema *schema,
                       gsize *out_length, CanonicalFaults *faults, Findings *findings);

/* "columns in another order, 3 rows not sorted"; "" when there is no fault. */
char *canonical_describe(const CanonicalFaults *faults);

#endif
