/*
 * three_way_part: what the files of three_way share among themselves.
 */
#ifndef FIGTRAIL_TABLE_THREE_WAY_PART_H
#define FIGTRAIL_TABLE_THREE_WAY_PART_H

#include "table/three_way.h"

/* A cell as it is spelt, with its quotes, and what it says. */
typedef struct {
    const char *raw; /* raw_length bytes of the version's text */
    gsize raw_length;
    const char *text;
} SpeltCell;

typedef struct {
    guint first;     /* of its cells */
    const char *end; /* its line end: "\n", "\r\n", "\r", or "" in the last row */
} SpeltRow;

/* A version taken apart; borrows the text. */
typedef struct {
    gboolean mark; /* it begins with a byte order mark */
    GArray *cells; /* of SpeltCell, row by row */
    GArray *rows;  /* of SpeltRow; the first is the header */
    guint n_columns;
    char *arena;
} SpeltTable;

/* FALSE when it cannot be taken apart; findings say why. */
gboolean spelt_table_read(SpeltTable *table, const TableVersion *version, Findings *findings);
/* The base of a file that both versions added: no columns, no rows. */
void spelt_table_init_empty(SpeltTable *table);
void spelt_table_clear(SpeltTable *table);

/* row 0: the header. */
const SpeltCell *spelt_cell(const SpeltTable *table, guint row, guint column);
int spelt_column_find(const SpeltTable *table, const char *name); /* -1: there is none */

/* Whether two cells say the same, however they are spelt. */
gboolean spelt_cells_agree(const SpeltCell *a, const SpeltCell *b);
/* The cell that both changes make, first by how it is spelt, then by what it says; NULL: they
 * contradict each other.  base NULL: there is none, both versions added it. */
const SpeltCell *spelt_cells_merge(const SpeltCell *base, const SpeltCell *ours,
                                   const SpeltCell *theirs);

/* Something that stands once in a version or not at all: a row by its key, a column by its name. */
typedef struct {
    int at[N_VERSIONS]; /* position there; -1: not there */
    gboolean kept;      /* it is in the result */
} Entry;

/* Whether what all versions have stands in a version's sequence in the base's order. */
gboolean entries_keep_order(const Entry *entries, const GArray *sequence);

/* The kept entries (indices) in the order of the result.  sequences: those of each version (guint)
 * in its order. */
GArray *entries_order(const Entry *entries, const GArray *const sequences[N_VERSIONS]);

/* The rows of the three versions by their key. */
typedef struct {
    GPtrArray *columns;            /* const char*: names of the key's columns */
    GArray *rows;                  /* of Entry; positions are row numbers, from 1 */
    GArray *sequences[N_VERSIONS]; /* of guint: the rows of each version in its order */
} RowKeys;

/* FALSE when rows cannot be told apart; findings say why. */
gboolean row_keys_read(RowKeys *keys, const ThreeWay *merge, const SpeltTable *tables,
                       Findings *findings);
void row_keys_clear(RowKeys *keys);
/* Order by the bytes of their keys; may be of different versions. */
int row_keys_compare(const RowKeys *keys, const SpeltTable *a, guint a_row, const SpeltTable *b,
                     guint b_row);

/* The value that a change makes: what theirs says, if ours did not change it. */
#define THREE_WAY(base, ours, theirs) ((ours) == (base) ? (theirs) : (ours))

#endif
