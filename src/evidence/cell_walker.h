/*
 * cell_walker: finds cells of a table's file by their places, in order, so that one
 * can be changed while the rest stays byte for byte.
 */
#ifndef FIGTRAIL_EVIDENCE_CELL_WALKER_H
#define FIGTRAIL_EVIDENCE_CELL_WALKER_H

#include "base/finding.h"

typedef struct {
    const char *p, *end;
    guint line, column; /* of p */
} CellWalker;

/* At the first cell; text must outlive it. */
void cell_walker_init(CellWalker *walker, const char *text, gsize length);

/* Moves on to a place; FALSE when the file has none such there or behind.  Lines end as
 * the reader of tables counts them: LF, CRLF or CR. */
gboolean cell_walker_move(CellWalker *walker, const Place *place);

#endif
