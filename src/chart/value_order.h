/*
 * value_order: values in the order of a sort, as categories of a scale and cells of a facet stand.
 */
#ifndef FIGTRAIL_CHART_VALUE_ORDER_H
#define FIGTRAIL_CHART_VALUE_ORDER_H

#include "chart/value.h"

typedef struct {
    Value value;
    double key;  /* what it is sorted by, when that is not the value */
    guint place; /* of first appearance */
} OrderedValue;

/* For g_array_sort of OrderedValue; equal keys keep their order of appearance. */
int ordered_by_value(gconstpointer a, gconstpointer b);
int ordered_by_value_down(gconstpointer a, gconstpointer b);
int ordered_by_key(gconstpointer a, gconstpointer b);

#endif
