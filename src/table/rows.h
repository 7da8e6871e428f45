/*
 * rows: the rows of a CSV text (RFC 4180), each cell with its exact place.
 *
 * The one seam to libcsv.  Who reads rows sees neither libcsv nor quotes.  The
 * texts of all cells lie in one arena, which row_reader_free hands over.
 */
#ifndef FIGTRAIL_TABLE_ROWS_H
#define FIGTRAIL_TABLE_ROWS_H

#include "base/finding.h"

typedef struct {
    const char *text;   /* unquoted, NUL-terminated, in the arena */
    guint line, column; /* of its first character (a quote, if it is quoted) */
} RowCell;

typedef struct {
    const RowCell *cells;       /* borrowed until the next call */
    guint n_cells;              /* 0: an empty line */
    guint line;                 /* physical line where the row begins */
    guint end_line, end_column; /* just behind its last character */
} Row;

typedef struct RowReader RowReader;

/* text: length bytes of UTF-8 without NUL (encoding_check), borrowed like
 * findings until row_reader_free; a byte order mark is skipped.  file names it
 * in findings.  Commas separate cells; LF, CRLF and CR end rows. */
RowReader *row_reader_new(const char *file, const char *text, gsize length, Findings *findings);

/* The next row; FALSE when there is none.  A row with broken quotes is a
 * finding; it is left out when its cells cannot be told apart. */
gboolean row_reader_next(RowReader *reader, Row *row);

/* Whether no row so far was left out. */
gboolean row_reader_is_whole(const RowReader *reader);

/* Gives the arena, to be freed by g_free when no cell is needed any more. */
char *row_reader_free(RowReader *reader);

#endif
