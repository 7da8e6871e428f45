/*
 * vega_ticks: an axis: where it stands, what it says, and what stands along it: values, places and
 * labels, as Vega-Lite and Vega choose them (compile/axis/properties.ts, vega-scale's ticks.js).
 */
#ifndef FIGTRAIL_SCENE_VEGA_TICKS_H
#define FIGTRAIL_SCENE_VEGA_TICKS_H

#include "scene/vega_page.h"

typedef struct {
    double place;   /* px from the plot's left or top edge; of a band its middle */
    Value value;    /* what labelExpr and conditions call datum.value */
    char *label;    /* owned */
    gboolean shown; /* FALSE: its label would overlap another, or reach beyond the plot */
} VegaTick;

/* How an axis is drawn. */
typedef struct {
    const VegaPage *page;
    const Panel *panel;
    Channel channel;
    AxisSide side;
    const Scale *scale;
    const ChannelSpec *spec; /* of the first layer that shows data there */
    const Layer *layer;
    Bins bins; /* step 0: none */
    gboolean grid, labels, ticks, domain;
    double angle; /* of the labels, degrees; NAN: level, as the axis likes */
    TextAnchor anchor;
    Baseline baseline;
    gboolean flush;    /* the outer labels do not stick out */
    GArray *ticks_at;  /* of VegaTick; owned */
    FrameArena *arena; /* of rows */
    Frame *rows;       /* value, label, index of each tick; owned */
    GHashTable *tests; /* of conditions: const cJSON* -> Predicate*, owned */
} VegaAxis;

/* FALSE when the panel has no axis there. */
gboolean vega_axis_init(VegaAxis *axis, const VegaPage *page, Channel channel);
void vega_axis_clear(VegaAxis *axis);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(VegaAxis, vega_axis_clear)

/* Places of a continuous scale's round values, with labels; also for gradient legends. */
GArray *vega_ticks_of(const Scale *scale, double count, const char *format,
                      const ChannelSpec *spec);
/* What the i-th label's anchor and baseline are: the outer ones of an axis may be flush. */
TextAnchor vega_axis_anchor(const VegaAxis *axis, const VegaTick *tick);
Baseline vega_axis_baseline(const VegaAxis *axis, const VegaTick *tick);
/* px along the axis that an outer label is moved in, as labelFlushOffset says. */
double vega_axis_flush(const VegaAxis *axis, const VegaTick *tick);
/* px along the axis from a tick's place to its label. */
double vega_axis_label_shift(const VegaAxis *axis, int tick);

/* ---- labels (vega_labels.c) ---- */

/* Angle, anchor and baseline, before the ticks are known. */
void vega_labels_place(VegaAxis *axis);
/* labelExpr and labelLimit over each tick; then those go that overlap others or the bounds. */
void vega_labels_finish(const VegaAxis *axis);

/* ---- what a spec and its config say of an axis (vega_axis_value.c) ---- */

/* What the layers say that have the axis; the first counts; NULL: nothing. */
const cJSON *vega_axis_own_value(const VegaAxis *axis, const char *name);
/* The axis' own, else the config's; NULL: nothing.  tick: of its ticks, for what has a condition;
 * -1: of the axis as a whole. */
const cJSON *vega_axis_value(const VegaAxis *axis, const char *name, int tick);
double vega_axis_number(const VegaAxis *axis, const char *name, int tick, double fallback);
gboolean vega_axis_flag(const VegaAxis *axis, const char *name, gboolean fallback);
const char *vega_axis_text(const VegaAxis *axis, const char *name);
/* PREFIXColor with PREFIXOpacity */
Color vega_axis_color(const VegaAxis *axis, const char *prefix, int tick);

#endif
