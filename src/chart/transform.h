/*
 * transform: Vega-Lite's data transforms.  One file and one table line each.
 */
#ifndef FIGTRAIL_CHART_TRANSFORM_H
#define FIGTRAIL_CHART_TRANSFORM_H

#include "chart/data.h"
#include "chart/frame.h"
#include "chart/spec.h"

typedef struct {
    const char *name;           /* the member that tells it: "filter" */
    const char *const *members; /* all that it may have; NULL ends it */
    /* json: the transform's object.  A new frame, or NULL after spec_fail. */
    Frame *(*apply)(const Frame *frame, const cJSON *json, SpecContext *context,
                    const DataContext *data);
} Transform;

extern const Transform transform_aggregate;
extern const Transform transform_bin;
extern const Transform transform_calculate;
extern const Transform transform_filter;
extern const Transform transform_flatten;
extern const Transform transform_fold;
extern const Transform transform_impute;
extern const Transform transform_joinaggregate;
extern const Transform transform_lookup;
extern const Transform transform_pivot;
extern const Transform transform_stack;
extern const Transform transform_time_unit;
extern const Transform transform_window;

/* Applies all of a "transform" array (NULL: none); takes frame, gives a new
 * one, or NULL after spec_fail. */
Frame *transform_all(Frame *frame, const cJSON *json, SpecContext *context,
                     const DataContext *data);

/* Column that must be there: a finding at item, naming the ones that are. */
int transform_column(const Frame *frame, const char *field, const cJSON *item,
                     SpecContext *context);

/* Column of a field as a spec names it, also of one in nested data; -1: it is not there. */
int field_column_find(const Frame *frame, const char *field);

/* Chooses the unit of bins that have a most, by the times of a column. */
void time_bins_fit(TimeBins *bins, const Frame *frame, int column);

/* One aggregate op ("count", "mean", ...) over a column (-1: none) of some rows. */
Value aggregate_values(const char *op, const Frame *frame, int column, const guint *rows,
                       guint n_rows);

/* The row of the largest ("argmax") or least ("argmin") number; -1: there is none. */
gint64 aggregate_row(const char *op, const Frame *frame, int column, const guint *rows,
                     guint n_rows);

#endif
