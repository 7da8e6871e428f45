/*
 * scan_worker: one thread's part of a scan: rows checked cell by cell as the
 * parser gives them, without places and without messages.
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
    gpointer tapped;    /* the tap's; NULL: none */
    gboolean spoiled;   /* there are rows that the tap has not seen */
} ScanResult;

typedef struct ScanWorker ScanWorker;

/* keep_texts: scan_worker_key is wanted of every key, and there is no tap. */
ScanWorker *scan_worker_new(const ScanPlan *plan, gboolean keep_texts);
void scan_worker_free(ScanWorker *worker); /* accepts NULL */

/* A row: its cells by scan_worker_cell, then what is wrong with it. */
void scan_worker_begin(ScanWorker *worker);
void scan_worker_begin_row(ScanWorker *worker);
void scan_worker_cell(void *text, size_t length, void *data);
/* n_faults is cleared first.  Keys go to the result. */
void scan_worker_end_row(ScanWorker *worker, const KeyEntry *at, guint n_faults[N_ROW_FAULTS]);
ScanResult *scan_worker_end(ScanWorker *worker);

void scan_result_free(ScanResult *result, const ScanPlan *plan);

/* Whether that value of a reference, in the row that ended last, dangles. */
gboolean scan_worker_dangles(const ScanWorker *worker, const ScanKey *key);

/* The bytes of the key in the row that ended last; NULL when a part is missing. */
const char *scan_worker_key(ScanWorker *worker, const ScanKey *key, gsize *length);

/* The consumer; chunk_read's data begin with the const ScanPlan*. */
void scan_worker_row(ChunkWorker *account, const ChunkStretch *stretch);
void scan_worker_irregular(ChunkWorker *account, const ChunkStretch *stretch);

#endif
