/*
 * data_subset: which rows of figtrail's own tables a view can show, told by the filters that come
 * first among its transforms.
 *
 * Most charts show one metric of many.  Rows that the first filters would take away anyway need not
 * be made; the filters themselves still run, so a subset may hold more than they leave, never less.
 */
#ifndef FIGTRAIL_CHART_DATA_SUBSET_H
#define FIGTRAIL_CHART_DATA_SUBSET_H

#include "base/json.h"
#include "claims/merge.h"

typedef struct {
    GHashTable *metrics, *subjects; /* ids, borrowed or owned by the set; NULL: all */
} DataSubset;

/* transforms: the array that will be applied to the data; NULL: none. */
DataSubset data_subset_of(const cJSON *transforms);
void data_subset_clear(DataSubset *subset);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DataSubset, data_subset_clear)

gboolean data_subset_has(const DataSubset *subset, const Metric *metric, const Subject *subject);

/* The figures among which all of the subset are: from the index given up to end. */
guint data_subset_range(const DataSubset *subset, const FigureSet *figures, guint *end);

#endif
