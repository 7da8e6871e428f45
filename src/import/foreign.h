/*
 * foreign: somebody else's table (CSV, a JSON array of objects, or JSON lines), row by row.
 *
 * Made by the import (import/import.h).  A reader holds the file's text; a row
 * and its cells are borrowed until the next row is asked for.  Each cell knows
 * its place for findings, and its bytes in the file for quotes.
 */
#ifndef FIGTRAIL_IMPORT_FOREIGN_H
#define FIGTRAIL_IMPORT_FOREIGN_H

#include "base/json.h"
#include "table/dialect.h"

extern const Rule rule_import_table;

typedef struct {
    const char *text;   /* NULL: the row has no such cell */
    guint line, column; /* of its first character; of a member of an object: its key */
    gsize start;        /* JSON: offset of the value's first byte; CSV: 0, see foreign_cell_find */
} ForeignCell;

typedef struct {
    const ForeignCell *cells; /* one per column of the reader */
    const char *fault;        /* why the row cannot be read; NULL: it can */
    gboolean blank;
    guint line;
    guint record;     /* CSV: as Place has it; JSON: number of the item, from 1 */
    gsize start, end; /* its bytes in the text, without line end */
} ForeignRow;

typedef struct ForeignReader ForeignReader;

/* How a file is read; all borrowed while the reader lives. */
typedef struct {
    const char *path;
    const char *format;     /* "csv", "json", "jsonl"; NULL: by the name's ending, else CSV */
    const Dialect *dialect; /* of CSV; NULL: the default */
    const char *rows;       /* of JSON: the way to the array, names joined by '.'; NULL: the root */
} ForeignSource;

/* NULL with error when the file cannot be read; NULL without when it cannot be
 * used (findings say why). */
ForeignReader *foreign_reader_open(const ForeignSource *source, Findings *findings, GError **error);
void foreign_reader_free(ForeignReader *reader); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ForeignReader, foreign_reader_free)

/* Names of the columns, in the file's order; members of objects in objects are
 * called 'outer.inner'.  NULL for a column without a usable name. */
const GPtrArray *foreign_reader_columns(const ForeignReader *reader);
const char *foreign_reader_text(const ForeignReader *reader, gsize *length);
/* The row of labels as the file has it, with its line end; nothing for JSON. */
void foreign_reader_header(const ForeignReader *reader, gsize *start, gsize *end);

gboolean foreign_reader_next(ForeignReader *reader, ForeignRow *row);

/* Where words stand, byte for byte, in a cell of the row: their offset in the
 * text, or -1 (the file spells them by escapes, or doubles a quote). */
gint64 foreign_cell_find(const ForeignReader *reader, const ForeignRow *row, guint column,
                         const char *words);

/* ---- between foreign.c and foreign_json.c ---------------------------------------------------- */

typedef struct ForeignJson ForeignJson;

/* lines: one object per line; else way leads to an array of objects.  Names of members go to
 * columns.  NULL: findings say why. */
ForeignJson *foreign_json_open(const char *path, const char *text, gsize length, gboolean lines,
                               const char *way, GPtrArray *columns, Findings *findings);
void foreign_json_free(ForeignJson *json); /* accepts NULL */
gboolean foreign_json_next(ForeignJson *json, ForeignCell *cells, guint n_cells, ForeignRow *row);

enum { FOREIGN_COLUMNS_LIMIT = 4096 };

#endif
