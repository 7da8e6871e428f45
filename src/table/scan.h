/*
 * scan: tables checked without being stored: rows, cells, and keys within and
 * between tables, on all cores.
 *
 * It says what table_read and relation_check_* say, whatever the number of
 * threads.  Cells are checked by columns, some hundred rows at a time
 * (table/scan_worker.h); only a row with a fault is read again, to tell its places
 * (table/scan_report.c).  Memory goes with the number of keys, not with that of cells or their
 * size.
 */
#ifndef FIGTRAIL_TABLE_SCAN_H
#define FIGTRAIL_TABLE_SCAN_H

#include "base/mapping.h"
#include "table/dialect.h"
#include "table/key_set.h"
#include "table/relocation.h"
#include "table/schema.h"

/* A cell of a batch. */
typedef struct {
    guint32 start, length; /* in the batch's texts */
} ScanCell;

/* Some rows without fault, column by column. */
typedef struct {
    guint n_rows;
    const gsize *starts; /* of the rows in the table's text */
    const char *texts;   /* of cells, a NUL behind each; they begin with an empty one.  8 bytes from
                            each cell's first on may be read, however short it is */
    /* By wanted field: n_rows cells, empty where the value is missing; NULL: no such column. */
    const ScanCell *const *cells;
    /* By wanted field: of each cell the number of the value that it refers to in targets, KEY_NONE
     * when it is missing; NULL: no text that refers to another table. */
    const guint32 *const *references;
    const KeySet *const *targets;
} ScanBatch;

/* Takes cells along while a table is scanned, batch by batch on any thread, in no order.  It sees
 * the rows without fault that the scan reads by chunks; when there are others, it is spoiled. */
typedef struct {
    const char *const *fields; /* whose cells are wanted; NULL ends */
    gpointer data;
    gpointer (*worker_new)(gpointer data);                 /* at most one per thread at a time */
    void (*rows)(gpointer worker, const ScanBatch *batch); /* borrowed for the call */
    void (*worker_free)(gpointer worker);                  /* there are no more rows for it */
    gsize first_row;  /* out: offset of the first row behind the labels */
    gboolean spoiled; /* out */
} ScanTap;

typedef struct {
    const char *name; /* resource name; borrowed, as all texts */
    const char *file; /* as findings name it */
    const char *text; /* length bytes */
    gsize length;
    const Mapping *mapping;       /* that text is of; NULL: none */
    const Dialect *dialect;       /* NULL: the default */
    const Relocation *relocation; /* of places in messages; NULL: they are in file */
    Schema *schema; /* NULL: the labels say what the fields are; then it is made, for the
                       caller to free */
    ScanTap *tap;   /* NULL: none */
    guint n_rows;   /* out: rows that are not blank */
} ScanTable;

typedef struct {
    guint n_threads;   /* 0: one per processor */
    gsize chunk_size;  /* bytes; 0: the default */
    guint64 hash_mask; /* of the hashes of keys, to test with collisions; 0: all bits */
} ScanOptions;

/* Checks n tables, foreign keys among them as well; one to a resource that is not there is said
 * nothing about.  options may be NULL. */
void scan_tables(ScanTable *tables, guint n, const ScanOptions *options, Findings *findings);

#endif
