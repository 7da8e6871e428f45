/*
 * scan_run: the reading of one table in a scan, from its labels to its findings.
 *
 * Private to table/scan*.c.
 */
#ifndef FIGTRAIL_TABLE_SCAN_RUN_H
#define FIGTRAIL_TABLE_SCAN_RUN_H

#include "table/scan_keys.h"
#include "table/type.h"

typedef struct {
    ScanPlan plan; /* first: the workers see only this */
    ScanTable *table;
    const ScanOptions *options;
    Layout layout;
    RowSource source;
    RowCheck check;
    Findings *into;     /* the caller's */
    Findings *findings; /* of this reading; thrown away when the file proves to be no UTF-8 */
    Findings *unheard;  /* of rows that are read again */
    gboolean readable;  /* there are labels, so rows can be read */
    gboolean whole;     /* no row was left out */
    gboolean done;

    /* of the next row to be committed */
    gsize offset;
    guint line, record;

    ScanWorker *exact; /* for rows that are read by rows.h */
    gsize first_row;
    guint first_line, first_record;
} ScanRun;

/* Reads the labels. */
void scan_run_init(ScanRun *run, ScanTable *table, const ScanOptions *options, Findings *findings);
/* Reads and checks the rows by the plan, to which keys have been added. */
void scan_run_read(ScanRun *run);
/* Back to the first row, with a plan without keys that checks nothing else. */
void scan_run_restart(ScanRun *run);
void scan_run_clear(ScanRun *run);

/* Adds the findings of a row that is at hand, or at that place in the text. */
void scan_report_row(ScanRun *run, const Row *row, const guint n_faults[N_ROW_FAULTS]);
void scan_report_at(ScanRun *run, const KeyEntry *at, const guint n_faults[N_ROW_FAULTS]);
/* Adds those of keys that stand twice. */
void scan_report_repeated(ScanRun *run, const ScanKey *key);

#endif
