/*
 * mark_scale: what a channel other than x and y makes of data: colours, sizes, shapes, dashes.
 *
 * Made by chart_scales_mark.c (mark_scale_build.h) from what the layers say, read by scene/ for
 * marks and legends.  All panels of a chart share one per channel, unless
 * layers have their own ("resolve").  Rules are those of Vega's
 * scales (https://vega.github.io/vega/docs/scales/).
 */
#ifndef FIGTRAIL_CHART_MARK_SCALE_H
#define FIGTRAIL_CHART_MARK_SCALE_H

#include "chart/color_interpolate.h"
#include "chart/scale.h"
#include "chart/spec.h"

typedef enum {
    MARK_SCALE_ORDINAL, /* a category has an output of its own */
    MARK_SCALE_CONTINUOUS /* outputs run between those of the stops */,
    MARK_SCALE_CLASSES /* what lies between two bounds has one output */
} MarkScaleKind;

/* How the bounds of classes were found: it tells how a legend writes them. */
typedef enum {
    CLASSES_THRESHOLD,
    CLASSES_QUANTILE,
    CLASSES_QUANTIZE,
    CLASSES_BINS
} MarkScaleClasses;

typedef struct {
    Channel channel;
    guint part; /* of the chart's layers, counted from 1, which alone has it; 0: all share it */
    MarkScaleKind kind;
    MarkScaleClasses classes;
    const ChannelSpec *spec; /* of the first layer that has it */
    char *title;             /* of its legend; NULL: none; owned */
    gboolean title_told;     /* by the spec */
    Scale *scale;       /* ordinal: the categories; else the type and ends of the domain; owned */
    GArray *stops;      /* of double: places of a continuous domain, two or more; or bounds */
    GArray *colors;     /* of Color: outputs, or what lies between them; NULL: a scheme, or none */
    ColorSpace space;   /* in which colours are mixed */
    const char *scheme; /* a continuous scheme; NULL: colors */
    double extent[2];   /* part of the scheme that is used */
    GArray *numbers;    /* of double: outputs of sizes, widths, opacities, angles; NULL */
    GPtrArray *items;   /* of const cJSON*: names of shapes, dashes; NULL; the items borrowed */
    gboolean clamped;
} MarkScale;

MarkScale *mark_scale_new(Channel channel, MarkScaleKind kind, const ChannelSpec *spec);
void mark_scale_free(MarkScale *scale); /* accepts NULL */

/* The output for a value; COLOR_NONE, NAN, NULL: it is not in the domain. */
Color mark_scale_color(const MarkScale *scale, Value value);
double mark_scale_number(const MarkScale *scale, Value value);
/* A text (a shape's name) or an array (a dash). */
const cJSON *mark_scale_item(const MarkScale *scale, Value value);

/* Where a number lies in a continuous domain: 0 at its first end, 1 at its last. */
double mark_scale_share(const MarkScale *scale, double number);

#endif
