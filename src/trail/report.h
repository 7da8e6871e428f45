/*
 * report: a record told to people: each figure, its claims, their words.
 *
 * The record may come from anybody's picture: control characters and marks that
 * turn the direction of writing are not passed on.
 */
#ifndef FIGTRAIL_TRAIL_REPORT_H
#define FIGTRAIL_TRAIL_REPORT_H

#include "base/json.h"
#include "trail/seal.h"

enum { REPORT_WIDTH = 88 }; /* characters per line of text */

/* What is told of a picture; all borrowed. */
typedef struct {
    const cJSON *record;
    const Seal *seal;           /* NULL: not checked */
    const GPtrArray *freshness; /* of FigureFreshness* (trail/freshness.h); NULL: no data at hand */
} TraceReport;

/* All newly allocated.  For the terminal, wrapped at REPORT_WIDTH. */
char *report_text(const TraceReport *report);
/* For a page: headings, lists and links. */
char *report_markdown(const TraceReport *report);
/* The record, and in a member 'trace' its seal and what became of its figures. */
char *report_json(const TraceReport *report);
/* The sidecar's table: nothing but the record. */
char *report_csv(const TraceReport *report);

#endif
