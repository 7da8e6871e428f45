/*
 * rows: the rows of a CSV text (RFC 4180, or a dialect), each cell with its exact
 * place, one after the other.
 *
 * Who reads rows sees neither libcsv nor quotes.  The parallel reading of long
 * texts (table/chunk.h) leaves to this one what is irregular.
 */
#ifndef FIGTRAIL_TABLE_ROWS_H
#define FIGTRAIL_TABLE_ROWS_H

#include "base/finding.h"
#include "table/dialect.h"
#include "table/relocation.h"

typedef struct {
    const char *text;           /* unquoted, NUL-terminated, in the arena */
    guint line, column;         /* of its first character (a quote, if it is quoted) */
    gsize length;               /* bytes of text */
    guint end_line, end_column; /* just behind its last character (or quote) */
} RowCell;

typedef struct {
    const RowCell *cells;       /* borrowed until the next call */
    guint n_cells;              /* 0: an empty line */
    guint line;                 /* physical line where the row begins */
    guint end_line, end_column; /* just behind its last character */
    guint record;               /* number of the row, from 1; comments and blank rows count */
    gsize start, end;           /* offsets in the text; end: behind the line end */
} Row;

/* Where a cell of the row stands. */
Place row_cell_place(const char *file, const Row *row, const RowCell *cell);

typedef struct RowReader RowReader;

/* Where rows are read, and how. */
typedef struct {
    const char *file; /* for findings */
    const char *text; /* length bytes of UTF-8 without NUL (encoding_check); borrowed */
    gsize length;
    const Dialect *dialect;       /* borrowed; NULL: the default */
    gsize start;                  /* offset where a row begins; 0: the text's begin */
    guint line, record;           /* of that row, from 1; 0: 1 */
    const Relocation *relocation; /* of places in messages; borrowed; NULL: they are in file */
    gboolean passing; /* cells are borrowed until the next row only; else they stay in an
                         arena that row_reader_free gives */
} RowSource;

/* Copies the source; findings is borrowed until row_reader_free. */
RowReader *row_reader_open(const RowSource *source, Findings *findings);

/* Offset of the next row. */
gsize row_reader_offset(const RowReader *reader);
/* Its line and record number. */
guint row_reader_line(const RowReader *reader);
guint row_reader_record(const RowReader *reader);

/* text: length bytes of UTF-8 without NUL (encoding_check), borrowed like
 * findings until row_reader_free; a byte order mark is skipped.  file names it
 * in findings.  Commas separate cells; LF, CRLF and CR end rows. */
RowReader *row_reader_new(const char *file, const char *text, gsize length, Findings *findings);

/* The next row; FALSE when there is none.  A row with broken quotes is a
 * finding; it is left out when its cells cannot be told apart. */
gboolean row_reader_next(RowReader *reader, Row *row);

/* Whether no row so far was left out. */
gboolean row_reader_is_whole(const RowReader *reader);

/* Gives the arena, to be freed by g_free when no cell is needed any more; NULL when the source was
 * passing. */
char *row_reader_free(RowReader *reader);

#endif
