/*
 * scale_build: the parts of the scales of x, y and their offsets (chart_scales.c, which calls
 * them).
 *
 * panels: all that share the scale.  Findings go to the builder.
 */
#ifndef FIGTRAIL_CHART_SCALE_BUILD_H
#define FIGTRAIL_CHART_SCALE_BUILD_H

#include "chart/view.h"

/* What some layer says of a channel's scale in one property, if that is a number. */
double chart_scale_number(const GPtrArray *panels, Channel channel, const char *name,
                          double fallback);

/* chart_scales_span.c: the domain of a continuous scale over a plot of length px; leading: the
 * first layer that shows data in the channel. */
void chart_span_scale(ChartBuilder *builder, const GPtrArray *panels, Channel channel,
                      const Layer *leading, Scale *scale, double length);

#endif
