/*
 * mark_scale_build: the steps by which a MarkScale is made of what a spec says, in their order.
 *
 * For chart_scales_mark.c, which calls them; findings go to the builder, whose context then has
 * failed.  All that is found belongs to the scale.
 */
#ifndef FIGTRAIL_CHART_MARK_SCALE_BUILD_H
#define FIGTRAIL_CHART_MARK_SCALE_BUILD_H

#include "chart/view.h"

/* Colour, fill or stroke. */
gboolean channel_is_color(Channel channel);

/* The ends of the domain, its stops or categories (mark_scale_domain.c). */
void mark_scale_find_domain(ChartBuilder *builder, MarkScale *scale);
/* Colours, numbers or items; mark: of the first layer that has the scale (mark_scale_range.c). */
void mark_scale_find_outputs(ChartBuilder *builder, MarkScale *scale, MarkType mark,
                             gboolean reverse);
/* The bounds between as many classes as there are outputs (d3-scale's quantile and quantize); those
 * of thresholds and bins are their domain. */
void mark_scale_find_bounds(ChartBuilder *builder, MarkScale *scale);

#endif
