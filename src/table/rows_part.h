/*
 * rows_part: what the files of the row reader share.  Private to table/rows*.c.
 */
#ifndef FIGTRAIL_TABLE_ROWS_PART_H
#define FIGTRAIL_TABLE_ROWS_PART_H

#include "table/escaped.h"
#include "table/piece.h"
#include "table/rows.h"

#include <csv.h>

struct RowReader {
    RowSource source;
    const Dialect *dialect;
    EscapedText *escaped;       /* NULL: the dialect has no escape character */
    const char *text, *p, *end; /* p: the next byte to feed */
    guint line, column;         /* of p */
    guint record;               /* of the row that is being read */
    struct csv_parser parser;
    unsigned char quote;
    Findings *findings;
    gboolean whole;

    /* Every cell's text with its NUL fits in its raw bytes with their delimiter,
     * so length + 1 bytes hold all texts.  Of rows that pass, only the present one
     * is held, and the arena grows with it. */
    char *arena, *arena_end, *free;

    const char *row_start;
    char *row_arena; /* free at the row's start: a row that is left out gives it back */
    GArray *cells;   /* of RowCell: of the row */
    gboolean row_done;

    gboolean cell_open;     /* the last piece did not end the cell */
    const char *cell_start; /* of the cell that is being fed */
    guint piece_column;     /* where the piece that is being fed ends, before its separator */
    const char *plain;      /* text of the cell, of which libcsv gets the first byte; NULL: all */
    gsize plain_length;
    RowCell cell; /* its place */
};

/* The place of the cell that is being read. */
Place row_reader_cell_place(const RowReader *reader);

/* ---- libcsv (table/rows_parser.c) --------------------------------------------------------------
 */

void row_parser_start(RowReader *reader);
/* Forgets the cell that is open. */
void row_parser_restart(RowReader *reader);

/* Gives it the piece at p; how many bytes of it were taken: fewer than it has where a quote is out
 * of place. */
gsize row_parser_feed(RowReader *reader, const Piece *piece);

/* Gives it the rest of a piece that has quotes in a cell without. */
void row_parser_feed_stray(RowReader *reader, const char *rest, gsize length);

/* The text ends; FALSE: in a cell whose quote is open. */
gboolean row_parser_finish(RowReader *reader);

#endif
