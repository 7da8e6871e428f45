/*
 * table: the rows of one CSV file, typed by its Table Schema.
 *
 * Made by package_read (or table_read), then only read.  A table owns all its
 * cells: their texts live in one arena and die with it.
 */
#ifndef FIGTRAIL_TABLE_TABLE_H
#define FIGTRAIL_TABLE_TABLE_H

#include "base/finding.h"
#include "table/schema.h"

typedef struct {
    const char *text; /* NUL-terminated UTF-8, as in the file (unquoted) */
    guint line;       /* physical line, from 1, where the cell begins */
    guint column;     /* in characters, from 1, of the cell's first character */
    gboolean missing; /* one of the schema's missing values */
    double number;    /* number and integer fields; boolean: 0 or 1 */
} Cell;

typedef struct {
    const char *name; /* resource name, e.g. "benchmarks" */
    const char *file; /* as findings name it */
    const Schema *schema;
    guint n_rows;
    struct TableStore *store;
} Table;

/* row < n_rows; field < schema->n_fields, in the schema's order whatever the
 * order in the file.  A cell that the row lacks is a missing one at the row's end. */
const Cell *table_cell(const Table *table, guint row, guint field);

/* Text of a cell; NULL when missing. */
const char *table_text(const Table *table, guint row, guint field);

Place table_place(const Table *table, guint row, guint field);

#endif
