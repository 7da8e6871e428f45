/*
 * json_scan: the strict reading of a JSON text, before cJSON makes a tree of it.
 *
 * Private to base/json.c.
 */
#ifndef FIGTRAIL_BASE_JSON_SCAN_H
#define FIGTRAIL_BASE_JSON_SCAN_H

#include "base/finding.h"

/* Where a value stands: its key, if it is a member of an object. */
typedef struct {
    guint line, column;
    guint end_column; /* behind it; keys and values without members stand on one line */
} JsonPosition;

/* Whether the text, without a byte order mark, is JSON by RFC 8259 that cJSON reads without loss;
 * the first fault is a finding, and so is having more than max_values.  Appends a JsonPosition for
 * each value, in the text's order. */
gboolean json_scan(const char *file, const char *text, gsize length, guint max_values,
                   GArray *positions, Findings *findings);

#endif
