/*
 * scan: tables checked without being stored: rows, cells, and keys within and
 * between tables, on all cores.
 *
 * It says what table_read and relation_check_* say, whatever the number of
 * threads.  Cells are checked where the parser has them (table/scan_worker.c);
 * only a row with a fault is read again, to tell its places (table/scan.c).
 * Memory goes with the number of keys, not with that of cells or their size.
 */
#ifndef FIGTRAIL_TABLE_SCAN_H
#define FIGTRAIL_TABLE_SCAN_H

#include "base/mapping.h"
#include "table/dialect.h"
#include "table/relocation.h"
#include "table/schema.h"

/* Takes cells along while a table is scanned, chunk by chunk on any thread; results are committed
 * in the order of the rows.  It sees the rows without fault that the scan reads by chunks; when
 * there are others, it is spoiled. */
typedef struct {
    const char *const *fields; /* whose cells are wanted; NULL ends */
    gpointer data;
    gpointer (*worker_new)(gpointer data); /* at most one per thread */
    void (*worker_free)(gpointer worker);
    void (*begin)(gpointer worker); /* a chunk */
    /* A cell of the row to come, by its field's position among the wanted; "" when it is missing.
     * text is borrowed for the call. */
    void (*cell)(gpointer worker, guint field, const char *text, gsize length);
    void (*row)(gpointer worker, gsize start); /* the cells are all there; start: in the text */
    void (*drop)(gpointer worker);             /* those cells are void */
    gpointer (*end)(gpointer worker);          /* the chunk's result */
    void (*commit)(gpointer data, gpointer result);
    void (*discard)(gpointer data, gpointer result);
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
