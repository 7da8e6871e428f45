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
