/*
 * vega_legend: what explains the scales of marks, as Vega composes it (vega-parser's legend.js,
 * Vega-Lite's compile/legend).
 *
 * vega_legend.c finds the legends and places them, vega_legend_entries.c finds what each lists,
 * vega_legend_draw.c measures and draws one.  Nobody else sees this.
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
    double reach;        /* px from the symbol's middle to where its paint ends */
    gboolean shown;      /* FALSE: its label would overlap another */
} LegendEntry;

typedef struct {
    const MarkScale *scales[N_LEGEND_SCALES]; /* NULL: not in this legend */
    GArray *members;                          /* of Channel: whose scales it explains */
    const Layer *layer; /* the first that shows data in the first of them: whose look it has */
    LegendKind kind;
    gboolean horizontal;
    char *title;          /* NULL: none; owned */
    GArray *entries;      /* of LegendEntry; owned */
    double width, height; /* px of all, once measured */
    double title_height;  /* px above the entries */
    double length;        /* px of a gradient */
} Legend;

/* The scale whose domain is listed. */
const MarkScale *vega_legend_scale(const Legend *legend);
/* What the spec or the config says of the legend; NULL: nothing. */
const cJSON *vega_legend_value(const VegaPage *page, const Legend *legend, const char *name);
double vega_legend_number(const VegaPage *page, const Legend *legend, const char *name,
                          double fallback);
Color vega_legend_color(const VegaPage *page, const Legend *legend, const char *name,
                        Color fallback);

/* The values and labels of a legend whose kind is known. */
void vega_legend_list(const VegaPage *page, Legend *legend);
/* Its size, and the places of its entries. */
void vega_legend_measure(const VegaPage *page, Legend *legend);
void vega_legend_draw(VegaPage *page, const Legend *legend, double x, double y);

#endif
