/*
 * snapshot_row: a new row of the table of sources, put where its id belongs, and cells
 * of a row that is there.
 *
 * Nothing else of the file changes: its line ends and the rows that are there stay
 * byte for byte.
 */
#ifndef FIGTRAIL_EVIDENCE_SNAPSHOT_ROW_H
#define FIGTRAIL_EVIDENCE_SNAPSHOT_ROW_H

#include "table/table.h"

typedef struct {
    const char *column, *text;
} RowCellText;

/* cells: the columns that are not empty, the first of them 'id'; columns that the
 * file lacks are left out.  text: all of the table's file.  The file with the new
 * row, newly allocated; NULL with error when its header is not plain. */
GString *snapshot_row_insert(const Table *table, const char *text, gsize length,
                             const RowCellText *cells, guint n_cells, GError **error);

/* The file with other texts in these cells of a row; columns that the table lacks are
 * left out.  NULL with error when the file is no longer what was read. */
GString *snapshot_row_change(const Table *table, guint row, const char *text, gsize length,
                             const RowCellText *cells, guint n_cells, GError **error);

#endif
