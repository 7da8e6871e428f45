/*
 * view: what a chart is made of once its data are bound: panels of layers.
 *
 * Made by chart_read, read by scene/.  A chart without facets has one panel.
 */
#ifndef FIGTRAIL_CHART_VIEW_H
#define FIGTRAIL_CHART_VIEW_H

#include "chart/chart.h"
#include "chart/frame.h"
#include "chart/scale.h"
#include "chart/spec.h"
#include "chart/transform.h"

/* One mark over its data. */
typedef struct {
    const char *name; /* of the unit in the spec; NULL: none */
    MarkSpec mark;
    ChannelSpec channels[N_CHANNELS]; /* field: a column of frame, after aggregation */
    int columns[N_CHANNELS];          /* -1: no field */
    Frame *frame;
    int stack_channel;      /* CHANNEL_X or CHANNEL_Y; -1: not stacked */
    guint stack_columns[2]; /* start and end, when stacked */
} Layer;

/* One plot: layers that share its x and y. */
typedef struct {
    const char *header; /* the facet's value; NULL: no facet */
    GPtrArray *layers;  /* of Layer*, owned */
    Scale *scales[2];   /* CHANNEL_X, CHANNEL_Y; NULL: nothing is encoded there; owned */
} Panel;

/* What usermeta.figtrail says: figtrail's own wishes, beyond Vega-Lite. */
typedef struct {
    GPtrArray *presets;   /* const char* */
    const cJSON *cite;    /* names of the layers whose texts carry citations; NULL: all texts */
    const cJSON *avoid;   /* names of text layers that move out of each other's way */
    gboolean certainty;   /* draw certainty by form */
    double aspect;        /* height over width of presets without a fixed height; NAN: theirs */
    const char *footnote; /* a line above the sources; NULL: none */
    const cJSON *choice;  /* the chart's own order of choice; NULL: the project's */
} ChartWishes;

struct Chart {
    JsonDocument *document;
    FrameArena *arena;
    GPtrArray *data_files;                      /* char* */
    const char *title, *subtitle, *description; /* NULL: none; borrowed from the document */
    GPtrArray *merged;                          /* of ChannelSpec*: see chart_domain.c; owned */
    GPtrArray *panels;                          /* of Panel*, owned */
    gboolean shared[2];                         /* whether panels share the domain of x, y */
    gboolean across; /* panels stand side by side (facet.column), not one above the other */
    const ChannelSpec *axes[2];  /* which channel tells how x and y are labelled; NULL: none */
    const ChannelSpec *color;    /* a colour by field; NULL: none */
    GPtrArray *color_categories; /* char*, in order, owned */
    const ChannelSpec *shape;
    GPtrArray *shape_categories;
    ChartWishes wishes;
    FigureSet *own_figures; /* merged by the chart's own order of choice; NULL: the project's */
};

/* ---- shared by the files that build a chart ---- */

typedef struct {
    Chart *chart;
    SpecContext context;
    DataContext data;
    ChartSources own_sources; /* data's, when the chart has its own order of choice */
} ChartBuilder;

/* chart_layer.c: appends the layers of a view (a unit or a layer list) over
 * frame, which it takes; encodings: what outer views said. */
gboolean chart_add_layers(ChartBuilder *builder, Panel *panel, const cJSON *view, Frame *frame,
                          const ChannelSpec *encodings);
/* chart_categories.c: texts (owned) of all categories that a channel shows in panels, in the order
 * that merged, what all layers say of it, wants; an explicit domain of its scale wins. */
GPtrArray *chart_categories(ChartBuilder *builder, const GPtrArray *panels, Channel channel,
                            const ChannelSpec *merged);
/* chart_domain.c: x and y scales of all panels, and the categories of colour and shape. */
void chart_build_scales(ChartBuilder *builder);

/* Values of a layer's channel in one row: its field, datum or value; null: none. */
Value layer_value(const Layer *layer, guint row, Channel channel);

void layer_free(Layer *layer);

#endif
