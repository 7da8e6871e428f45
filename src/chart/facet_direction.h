/*
 * facet_direction: one direction of a facet: by what its rows are parted into cells.
 *
 * Made and read by chart_facet.c.
 */
#ifndef FIGTRAIL_CHART_FACET_DIRECTION_H
#define FIGTRAIL_CHART_FACET_DIRECTION_H

#include "chart/value_order.h"
#include "chart/view.h"

typedef struct {
    const cJSON *json; /* NULL: not parted in this direction */
    int column;        /* that parts the rows: the field's, or one of its times or bins */
    GArray *values;    /* of OrderedValue, in order; one null value when not parted */
    TimeBins time;     /* unit 0: none */
    Bins bins;         /* step 0: none */
    gboolean temporal;
    gboolean by_key; /* the values are sorted by something else than they are */
    char *title;     /* NULL: none */
} FacetDirection;

/* What a channel ("row", "column", "facet") of encoding says; frame may get a column.  view: what
 * each cell shows.  FALSE after a finding. */
gboolean facet_direction_read(ChartBuilder *builder, const cJSON *encoding, const char *name,
                              const cJSON *view, Frame *frame, FacetDirection *direction);
void facet_direction_clear(FacetDirection *direction);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(FacetDirection, facet_direction_clear)

/* Whether a row belongs to the index-th value; any does when not parted. */
gboolean facet_direction_has(const FacetDirection *direction, guint index, const Frame *frame,
                             guint row);
/* A value as its header writes it, in the chart's arena; NULL when not parted. */
const char *facet_direction_header(ChartBuilder *builder, const FacetDirection *direction,
                                   guint index);

#endif
