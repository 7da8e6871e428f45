/*
 * draft: rows that are to be written, held against the schema of their table.
 */
#ifndef FIGTRAIL_IMPORT_DRAFT_H
#define FIGTRAIL_IMPORT_DRAFT_H

#include "table/schema.h"

/* What keeps cells from being a row of a table: NULL, or one fault, newly allocated.  names and
 * cells (NULL: empty) are n each; without schema nothing is a fault.  later (may be NULL): a column
 * that will be filled in later, if it is empty. */
char *draft_fault(const Schema *schema, const char *const *names, const char *const *cells, guint n,
                  gboolean (*later)(guint column));

/* The id of a new row: the slug of text ("Qwen2.5" and "Qwen2-5" have the same).  A long one, or
 * otherwise where there is none, ends in a digest, one among those that are taken in a number. */
char *draft_id(const char *text, const char *keep, const char *otherwise, guint limit,
               GHashTable *taken);

/* rows (of cells of n texts each, NULL: empty) as canonical CSV with a header: in the schema's
 * order of columns, sorted by its key.  each gives the cells of a row. */
typedef struct {
    const Schema *schema;
    const char *const *names;
    guint n_columns, n_rows;
    const char *const *(*row)(gconstpointer rows, guint i); /* NULL: leave that one out */
    gconstpointer rows;
} DraftTable;

char *draft_format(const DraftTable *table, gsize *length);

#endif
