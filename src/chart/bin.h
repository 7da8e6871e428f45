/*
 * bin: intervals of equal length over numbers
 * (https://vega.github.io/vega-lite/docs/bin.html, vega-statistics' bin.js).
 */
#ifndef FIGTRAIL_CHART_BIN_H
#define FIGTRAIL_CHART_BIN_H

#include "chart/frame.h"
#include "chart/spec.h"

typedef struct {
    double start, stop, step; /* step > 0; stop is a whole number of steps from start */
} Bins;

/* Bins of a column as json, true or an object, wants them; maxbins: when it does not say how many.
 * FALSE after a finding. */
gboolean bins_make(const Frame *frame, int column, const cJSON *json, double maxbins,
                   SpecContext *context, Bins *bins);
/* The beginning of a number's bin; infinite outside of all bins, NAN of NAN. */
double bins_floor(const Bins *bins, double number);
/* The end of the bin that begins at start, as Vega computes it. */
double bins_end(const Bins *bins, double start);
/* Whether data are said to be bins already: "binned" or {"binned": true}. */
gboolean bin_is_binned(const cJSON *json);

#endif
