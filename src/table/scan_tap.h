/*
 * scan_tap: what a tap is given of the batches of a scan.
 *
 * Private to table/scan*.c.
 */
#ifndef FIGTRAIL_TABLE_SCAN_TAP_H
#define FIGTRAIL_TABLE_SCAN_TAP_H

#include "table/scan_worker.h"

/* Opens and closes the plan's tap for the worker. */
void scan_tap_open(ScanWorker *worker);
void scan_tap_close(ScanWorker *worker);
/* Gives it the batch, of which no row has faults. */
void scan_tap_give(ScanWorker *worker);

#endif
