/*
 * table: the rows of one CSV file, typed by its Table Schema.
 *
 * Made by package_read (or table_read), then only read.  A table owns all its
 * cells: their texts live in one arena and die with it.
 */
#ifndef FIGTRAIL_TABLE_TABLE_H
#define FIGTRAIL_TABLE_TABLE_H

#include "base/finding.h"
#include "table/dialect.h"
#include "table/relocation.h"
#include "table/schema.h"

typedef struct {
    const char *text;  /* NUL-terminated UTF-8, as in the file (unquoted) */
    guint line;        /* physical line, from 1, where the cell begins */
    guint column;      /* in characters, from 1, of the cell's first character */
    guint missing : 1; /* one of the schema's missing values */
    guint faulty : 1;  /* no value of the field's type */
    guint breaks : 30; /* line ends inside it */
    guint end_column;  /* just behind its last character, in the line where that stands */
    double number;     /* number and integer fields; boolean: 0 or 1; year: itself; date and
                          yearmonth: days since 1970-01-01 of its first day */
} Cell;

typedef struct {
    const char *name; /* resource name, e.g. "benchmarks" */
    const char *file; /* as findings name it */
    const Schema *schema;
    guint n_rows;
    struct TableStore *store;
} Table;

/* Reads length bytes of CSV and checks all that one table can tell: encoding,
 * quotes, header, rows, cells (table/relation.h has the keys).  Takes schema;
 * NULL: the header alone says what the fields are.  Faults are findings; the
 * table then holds what could be read. */
Table *table_read(const char *name, const char *file, const char *text, gsize length,
                  Schema *schema, Findings *findings);
/* The same in a dialect, which is borrowed for the call.  Takes relocation, which says where the
 * text came from (NULL: it is the file): table_place gives true places. */
Table *table_read_as(const char *name, const char *file, const char *text, gsize length,
                     const Dialect *dialect, Schema *schema, Relocation *relocation,
                     Findings *findings);
/* The same with a schema that is borrowed for the table's life. */
Table *table_read_borrowed(const char *name, const char *file, const char *text, gsize length,
                           const Dialect *dialect, const Schema *schema, Findings *findings);
void table_free(Table *table); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Table, table_free)

/* row < n_rows; field < schema->n_fields, in the schema's order whatever the
 * order in the file.  A cell that the row lacks is a missing one at the row's end. */
const Cell *table_cell(const Table *table, guint row, guint field);

/* Text of a cell; NULL when missing. */
const char *table_text(const Table *table, guint row, guint field);

Place table_place(const Table *table, guint row, guint field);

/* Whether every row of the file is there: none was left out for broken quotes
 * or a bad encoding.  What refers to a table that is not whole cannot be judged. */
gboolean table_is_whole(const Table *table);

/* The field of each of the n_columns columns; NULL when there are none, or one has no field. */
const guint *table_column_fields(const Table *table, guint *n_columns);

/* Whether the row has a cell for every column. */
gboolean table_row_is_complete(const Table *table, guint row);

/* Whether the file has a column of that field. */
gboolean table_has_field(const Table *table, guint field);

#endif
