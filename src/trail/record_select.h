/*
 * record_select: some figures of a record, as somebody asks for them.
 */
#ifndef FIGTRAIL_TRAIL_RECORD_SELECT_H
#define FIGTRAIL_TRAIL_RECORD_SELECT_H

#include "base/json.h"

/* Indexes (guint) of the figures that a text names: by key, or the id or name of subject, metric
 * or claim, in any case; else those in whose heading it stands.  Empty: none. */
GArray *record_find_figures(const cJSON *record, const char *text);

/* The record with these figures only, in their order, and the sources that they rest on. */
cJSON *record_take_figures(const cJSON *record, const GArray *indexes);

#endif
