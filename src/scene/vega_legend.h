/*
 * vega_legend: what explains the scales of marks, as Vega composes it (vega-parser's legend.js,
 * Vega-Lite's compile/legend).
 *
 * vega_legend.c finds the legends and places them, vega_legend_entries.c finds what each lists,
 * vega_legend_draw.c measures and draws one, with vega_legend_symbol.c for its symbols,
 * vega_legend_gradient.c and vega_legend_title.c.  Nobody else sees this.
 */
#ifndef FIGTRAIL_SCENE_VEGA_LEGEND_H
#define FIGTRAIL_SCENE_VEGA_LEGEND_H

#include "scene/vega_page.h"

/* What scales do to a symbol, in the order in which one gives the legend its values. */
typedef enum {
    LEGEND_SIZE,
    LEGEND_SHAPE,
    LEGEND_FILL,
    LEGEND_STROKE,
    LEGEND_STROKE_WIDTH,
    LEGEND_STROKE_DASH,
    LEGEND_OPACITY,
    N_LEGEND_SCALES
} LegendScale;

typedef enum { LEGEND_SYMBOLS, LEGEND_GRADIENT, LEGEND_BANDS } LegendKind;

typedef struct {
    Value value;
    char *label;         /* owned */
    double share[2];     /* of a gradient: where it stands, or begins and ends, 0..1 */
    double x, y;         /* of a symbol's box, from the entries' left top corner */
    double size, offset; /* px of the symbol, of the largest one in its column */
    gboolean shown;      /* FALSE: its label would overlap another */
} LegendEntry;

typedef struct {
    const MarkScale *scales[N_LEGEND_SCALES]; /* NULL: not in this legend */
    GPtrArray *members;                       /* of const MarkScale*: what it explains */
    const Layer *layer; /* the first that shows data in the first of them: whose look it has */
    LegendKind kind;
    gboolean horizontal;
    char *title;          /* NULL: none; owned */
    GArray *entries;      /* of LegendEntry; owned */
    double width, height; /* px of all, once measured */
    AxisSide title_side;
    double title_at[2], entries_at[2]; /* px from its left top corner */
    double length;                     /* px of a gradient */
} Legend;

/* The scale whose domain is listed. */
const MarkScale *vega_legend_scale(const Legend *legend);
/* What the layer says of the channel whose scale this is; NULL: it does not use it. */
const ChannelSpec *vega_legend_channel(const Layer *layer, const MarkScale *scale);
/* What the spec says of the legend; the spec or the config; NULL: nothing. */
const cJSON *vega_legend_own(const VegaPage *page, const Legend *legend, const char *name);
const cJSON *vega_legend_value(const VegaPage *page, const Legend *legend, const char *name);
const char *vega_legend_text(const VegaPage *page, const Legend *legend, const char *name);
double vega_legend_number(const VegaPage *page, const Legend *legend, const char *name,
                          double fallback);
Color vega_legend_color(const VegaPage *page, const Legend *legend, const char *name,
                        Color fallback);

/* The values and labels of a legend whose kind is known. */
void vega_legend_list(const VegaPage *page, Legend *legend);
/* Its size, and the places of its entries. */
void vega_legend_measure(const VegaPage *page, Legend *legend);
void vega_legend_draw(VegaPage *page, const Legend *legend, double x, double y);

/* How an entry's symbol looks, its form, and the square of its px. */
void vega_legend_symbol_style(const VegaPage *page, const Legend *legend, Value value, Mark *mark);
const char *vega_legend_symbol_shape(const VegaPage *page, const Legend *legend, Value value);
double vega_legend_symbol_area(const VegaPage *page, const Legend *legend, Value value);
/* Of all marks of the layer, unless the legend's setting of that name says it. */
double vega_legend_opacity(const VegaPage *page, const Legend *legend, const char *setting);
/* Without its place. */
VegaText vega_legend_label_style(const VegaPage *page, const Legend *legend);

/* A gradient, or bands, with labels: its size in px; and drawn at a place. */
void vega_legend_measure_gradient(const VegaPage *page, Legend *legend, double size[2]);
void vega_legend_draw_gradient(VegaPage *page, const Legend *legend, double x, double y);

/* Finds the places of title and entries, which take 'size' px; ends: where both end. */
void vega_legend_place_title(const VegaPage *page, Legend *legend, const double size[2],
                             double padding, double ends[2]);
void vega_legend_draw_title(VegaPage *page, const Legend *legend, double x, double y);

#endif
