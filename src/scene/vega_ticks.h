/*
 * vega_ticks: what stands along an axis: values, places and labels, as Vega-Lite and Vega choose
 * them (compile/axis/properties.ts, vega-scale's ticks.js).
 */
#ifndef FIGTRAIL_SCENE_VEGA_TICKS_H
#define FIGTRAIL_SCENE_VEGA_TICKS_H

#include "scene/vega_page.h"

typedef struct {
    double place;   /* px from the plot's left or top edge */
    char *label;    /* owned */
    gboolean shown; /* FALSE: its label would overlap another */
} VegaTick;

/* How an axis is drawn. */
typedef struct {
    Channel channel;
    const Scale *scale;
    const ChannelSpec *spec; /* of the first layer that shows data there */
    Bins bins;               /* step 0: none */
    gboolean grid, labels, ticks, domain;
    double angle; /* of the labels, degrees; NAN: level, as the axis likes */
    TextAnchor anchor;
    Baseline baseline;
    GArray *ticks_at; /* of VegaTick; owned */
} VegaAxis;

/* FALSE when the panel has no axis there. */
gboolean vega_axis_init(VegaAxis *axis, const VegaPage *page, Channel channel);
void vega_axis_clear(VegaAxis *axis);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(VegaAxis, vega_axis_clear)

/* Places of a continuous scale's round values, with labels; also for gradient legends. */
GArray *vega_ticks_of(const Scale *scale, double count, const char *format,
                      const ChannelSpec *spec);
/* What the i-th label's anchor is: the outer ones of a continuous x axis do not stick out. */
TextAnchor vega_axis_anchor(const VegaAxis *axis, const VegaTick *tick);

#endif
