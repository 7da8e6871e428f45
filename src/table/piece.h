/*
 * piece: the stretch of a CSV text up to and with the next delimiter or line end, quotes or not.
 *
 * A cell begins only at the beginning of a piece, so its place is known when libcsv, which is fed
 * piece by piece, reports it.  Private to table/rows.c.
 */
#ifndef FIGTRAIL_TABLE_PIECE_H
#define FIGTRAIL_TABLE_PIECE_H

#include "table/dialect.h"

typedef struct {
    const char *end;
    guint characters;
    gboolean ends_line;
    gboolean separated; /* its last character is the delimiter or the line end */
} Piece;

/* p: before end. */
Piece piece_find(const Dialect *dialect, const char *p, const char *end);

/* Whether rows can end behind the piece. */
gboolean piece_ends_row(const Dialect *dialect, const Piece *piece);

#endif
