/*
 * data: where the rows of a chart come from: inline values, a CSV, TSV or JSON
 * file (data_csv.h), or figtrail's own tables by name:
 *
 *   figures          one row per merged figure (its chosen claim)
 *   figures/METRIC   the same of one metric, by subject, coarse dates before fine
 *                    ones, then the largest value first (so that a lookup, which
 *                    takes the last match, finds the earliest exact date)
 *   claims           one row per claim, also rivals and deprecated ones
 *
 * Their columns are listed in charts/README.md.
 */
#ifndef FIGTRAIL_CHART_DATA_H
#define FIGTRAIL_CHART_DATA_H

#include "chart/chart.h"
#include "chart/data_subset.h"
#include "chart/frame.h"
#include "chart/spec.h"

typedef struct {
    const ChartSources *sources;
    FrameArena *arena;
    const char *folder;    /* of the spec: relative urls start there */
    GPtrArray *data_files; /* char*: urls read so far */
    const cJSON *datasets; /* the spec's own, by name; NULL: none */
} DataContext;

/* The frame that a "data" object names; NULL after spec_fail.  transforms: those that will be
 * applied to it (NULL: none): rows that their first filters take away may be left out already. */
Frame *data_read(const cJSON *json, const cJSON *transforms, SpecContext *context,
                 const DataContext *data);

/* The named tables (src/chart/data_named.c); NULL when there is none of that name. */
Frame *data_named(const char *name, const DataSubset *subset, const DataContext *data);

/* The settings of the claims, each once, in the order of the claims; borrowed texts; caller unrefs.
 */
GPtrArray *data_settings(const ClaimSet *claims);

#endif
