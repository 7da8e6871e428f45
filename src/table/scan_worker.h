/*
 * scan_worker: one thread's part of a scan: rows checked without places and without messages.
 *
 * Cells are put aside as the parser gives them, and checked when there are some hundred rows,
 * column by column: so one kind of check follows the same, which a processor does several times as
 * fast as one cell of each kind after the other.
 *
 * Private to table/scan*.c.
 */
#ifndef FIGTRAIL_TABLE_SCAN_WORKER_H
#define FIGTRAIL_TABLE_SCAN_WORKER_H

#include "table/chunk.h"
#include "table/row_check.h"
#include "table/scan_plan.h"

/* A row to read again: it has faults, or rows.h must read it. */
typedef struct {
    ChunkStretch stretch;
    guint record; /* regular rows of the chunk before it */
    gboolean irregular;
    guint n_faults[N_ROW_FAULTS];
} ScanFault;

/* A key's value in a row. */
typedef struct {
    guint64 hash;
    gsize start;        /* offset of the row */
    guint line, record; /* in the chunk, from 0; of the text, from 1, when it is committed */
} KeyEntry;

/* What a chunk has. */
typedef struct {
    guint n_rows;       /* not blank */
    guint n_records;    /* regular rows, blank or not */
    GArray *faults;     /* of ScanFault */
    GArray **entries;   /* of KeyEntry: by key; NULL where it is not KEY_UNIQUE */
    GByteArray **found; /* by key of KEY_COLLECT: values, each behind its length (gsize) */
    gboolean spoiled;   /* there are rows that the tap has not seen */
} ScanResult;

enum {
    BATCH_ROWS = 256,      /* so few that their cells stay in a processor's cache */
    BATCH_BYTES = 1 << 16, /* likewise */
};

#define CELL_ABSENT_LENGTH G_MAXUINT32 /* of a cell that a short row lacks */

typedef enum { CELL_ABSENT, CELL_MISSING, CELL_FAULTY, CELL_READ } CellState;

/* A row of the batch. */
typedef struct {
    ChunkStretch stretch;
    guint record;
    guint n_cells;
    gboolean filled; /* a cell holds more than blanks */
    guint n_faults[N_ROW_FAULTS];
} BatchRow;

/* What the batch has of a column; all by row. */
typedef struct {
    ScanCell *cells;
    gsize mask;         /* all bits when its texts matter, else 0 */
    guint8 *states;     /* CellState; NULL: it is not looked at */
    FieldValue *values; /* NULL: no key compares them */
} BatchColumn;

typedef struct TapView TapView; /* scan_tap.h */

typedef struct {
    ChunkWorker account; /* first: chunk.c sees only this */
    const ScanPlan *plan;
    ScanResult *result;
    gboolean exact; /* rows come one by one, from rows.h */

    char *texts; /* of the cells that matter, a NUL behind each; begins with an empty one */
    gsize n_bytes, capacity;
    BatchColumn *columns;
    gsize n_columns;
    gboolean filled; /* the row at hand: a cell begins with something else than a blank */
    guint n_rows;
    BatchRow rows[BATCH_ROWS];

    KeyProbe probes[BATCH_ROWS]; /* of the key at hand */
    guint32 **references;        /* by key: the numbers of its values; NULL: no tap wants them */
    GByteArray *value;           /* of the last key of several parts */
    gpointer tapped;             /* the tap's worker; NULL: no tap */
    TapView *view;
} ScanWorker;

/* exact: for rows that rows.h reads; without the plan's tap, which is not to see them. */
ScanWorker *scan_worker_new(const ScanPlan *plan, gboolean exact);
void scan_worker_free(ScanWorker *worker); /* accepts NULL */

void scan_worker_begin(ScanWorker *worker);
ScanResult *scan_worker_end(ScanWorker *worker);
void scan_result_free(ScanResult *result, const ScanPlan *plan);

/* The consumer of chunks; chunk_read's data begin with the const ScanPlan*. */
void scan_worker_cell(void *text, size_t length, void *data);
gboolean scan_worker_skips(const ChunkWorker *account, gsize column);
void scan_worker_row(ChunkWorker *account, const ChunkStretch *stretch);
void scan_worker_irregular(ChunkWorker *account, const ChunkStretch *stretch);

/* A row that rows.h has read: takes its keys, tells its faults. */
void scan_worker_take(ScanWorker *worker, const Row *row, guint n_faults[N_ROW_FAULTS]);
/* Only looks at it, for these two. */
void scan_worker_look(ScanWorker *worker, const Row *row);
/* Whether that value of a reference, in the row that was looked at last, dangles. */
gboolean scan_worker_dangles(ScanWorker *worker, const ScanKey *key);
/* The bytes of the key in that row; NULL when a part is missing. */
const char *scan_worker_key(ScanWorker *worker, const ScanKey *key, gsize *length);

/* ---- parts of it ------------------------------------------------------------- */

/* Checks the cells of the batch (scan_cells.c). */
void scan_cells_check(ScanWorker *worker);
/* Takes and checks its keys (scan_row_keys.c). */
void scan_row_keys_take(ScanWorker *worker);

static inline const char *scan_cell_text(const ScanWorker *worker, guint column, guint row)
{
    return worker->texts + worker->columns[column].cells[row].start;
}

#endif
