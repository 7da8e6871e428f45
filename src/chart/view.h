/*
 * view: what a chart is made of once its data are bound: panels of layers.
 *
 * Made by chart_read, read by scene/.  A chart without facets has one panel.
 */
#ifndef FIGTRAIL_CHART_VIEW_H
#define FIGTRAIL_CHART_VIEW_H

#include "chart/bin.h"
#include "chart/chart.h"
#include "chart/frame.h"
#include "chart/mark_scale.h"
#include "chart/predicate.h"
#include "chart/scale.h"
#include "chart/spec.h"
#include "chart/transform.h"

/* What becomes of rows that a continuous scale cannot show. */
typedef enum { INVALID_FILTER, INVALID_BREAK_FILTER, INVALID_BREAK_SHOW, INVALID_SHOW } InvalidMode;

typedef enum { ORIENT_NONE, ORIENT_HORIZONTAL, ORIENT_VERTICAL } Orient;

/* One mark over its data. */
typedef struct Layer {
    const char *name; /* of the unit in the spec; NULL: none */
    MarkSpec mark;
    ChannelSpec channels[N_CHANNELS]; /* field: a column of frame, after aggregation */
    int columns[N_CHANNELS];          /* -1: no field */
    Frame *frame;
    int stack_channel;      /* CHANNEL_X or CHANNEL_Y; -1: not stacked */
    guint stack_columns[2]; /* start and end, when stacked */
    /* of the grammar only */
    Orient orient;
    Frame *raw; /* the rows before the encoding's aggregation, for sorting; NULL: frame */
    Bins bins[N_CHANNELS];             /* where the channel makes bins; step 0: none */
    int bin_columns[N_CHANNELS][2];    /* of the bins' ends; -1: none */
    GPtrArray *conditions[N_CHANNELS]; /* of Condition*, the first that holds counts; NULL: none */
    guint8 *invalid; /* whether a scale cannot show the row, by row; NULL: none; owned */
    InvalidMode invalid_mode;
    gboolean domain_skips; /* such rows do not count in domains */
    GPtrArray
        *by_row;    /* of Layer*: to be drawn in its place, as its mark differs by row, or NULL */
    guint only_row; /* number of the one row that it draws; 0: all */
    guint part;     /* number of the layer of its view that it is a part of */
    gboolean apart[N_CHANNELS];         /* the part has a scale of these channels for itself */
    const MarkScale *marks[N_CHANNELS]; /* NULL: no scale; the chart's */
} Layer;

/* What a channel says of the rows that pass a test. */
typedef struct {
    Predicate *test;
    const cJSON *value; /* a constant in the channel's own terms; NULL: its field counts */
} Condition;

/* One plot: layers that share its x and y. */
typedef struct {
    const char *header; /* the facet's value; NULL: no facet */
    GPtrArray *layers;  /* of Layer*, owned */
    Scale *scales[2];   /* CHANNEL_X, CHANNEL_Y; NULL: nothing is encoded there; owned */
    /* of the grammar only */
    Scale *offsets[2];    /* of xOffset, yOffset; NULL: none; owned */
    double size[2];       /* px of the plot */
    double step[2];       /* px of a category, as the spec says; NAN: the config's */
    gboolean sized[2];    /* the spec says how many px the plot has */
    char *axis_titles[2]; /* NULL: none; owned */
} Panel;

typedef enum { ALIGN_NONE, ALIGN_EACH, ALIGN_ALL } GridAlign;

/* How views stand in a grid (https://vega.github.io/vega/docs/layout/). */
typedef struct {
    guint columns;     /* 0: all in one row */
    double spacing[2]; /* px between columns, between rows */
    GridAlign align[2];
    gboolean center[2];
    gboolean flush; /* plots are kept apart, whatever surrounds them */
} Grid;

/* A cell of a facet, which shows the child of the same index. */
typedef struct {
    guint row, column; /* of its values among those of the row and the column channel */
    gboolean missing;  /* they have no data in common */
} FacetCell;

/* How page and plot are made to fit (https://vega.github.io/vega-lite/docs/size.html#autosize). */
typedef struct {
    gboolean plot[2];     /* the plot shrinks in x, y: width and height are those of the page */
    gboolean none;        /* the page is as large as the plot, and cuts off what is around it */
    gboolean pads_inside; /* the page's size includes the padding */
} Fit;

/* What the grammar adds to a chart. */
typedef struct {
    double size[2];         /* px of the plots in x and y; NAN: by their steps, or the config's */
    double step[2];         /* px of a category; NAN: the config's */
    gboolean whole_step[2]; /* the step is that of a category with all that offsets part it into */
    const cJSON *title;     /* what the spec says of it, beyond its text; NULL: nothing */
    const cJSON *row, *column; /* the facets: channels with a header; NULL: none */
    GPtrArray *children;  /* of Chart*: views side by side, cells of a facet; NULL: none; owned */
    Grid grid;            /* of children */
    gboolean overlaid;    /* panels are layers of one plot, each with scales of its own */
    gboolean own_axes[2]; /* every panel or cell has its axis; FALSE: they share it */
    const GPtrArray *pool[2];    /* panels that share the scale of x, y with these; NULL: these */
    const cJSON *view;           /* the spec of this view, repeats written out */
    gboolean alone[N_CHANNELS];  /* no scale of these channels here: children have their own */
    gboolean parted[N_CHANNELS]; /* layers of a plot have scales of these channels each */
    gboolean part_legends[N_CHANNELS]; /* ... or share the scale, and have legends each */
    gboolean inherited[N_CHANNELS];    /* marks[] belongs to the chart around this one */
    gboolean unexplained[N_CHANNELS];  /* their legends are drawn elsewhere */
    const Chart *facet;                /* whose cell it is; NULL: of none */
    Color background;
    const cJSON *surface; /* "view": what a plot is drawn on; NULL: as the config has it */
    double padding[4];    /* px around all: left, top, right, bottom */
    Fit fit;
    char *row_title, *column_title; /* NULL: none; owned */
    GArray *cells;                  /* of FacetCell, of a facet; NULL: none; owned */
    GPtrArray *headers[2];          /* of char*: of the row and the column channel; owned */
    gboolean wrapped;               /* a facet channel: every cell has its header */
    MarkScale *marks[N_CHANNELS];   /* that layers share; NULL: no scale; owned */
    guint n_parts;                  /* of the layers of a plot */
    GPtrArray *part_marks; /* of MarkScale*: of a part alone, in order; NULL: none; owned */
    GPtrArray *trees;      /* of cJSON*: made by normalisation; owned */
} Grammar;

/* What usermeta.figtrail says: figtrail's own wishes, beyond Vega-Lite. */
typedef struct {
    const cJSON *presets;     /* names and objects (scene/variant.h); NULL: none */
    const cJSON *formats;     /* names (render/render.h); NULL: none */
    const cJSON *cite;        /* names of the layers whose texts carry citations; NULL: all texts */
    const cJSON *avoid;       /* names of text layers that move out of each other's way */
    const cJSON *highlight;   /* names of what is drawn in colour; NULL: everything */
    gboolean certainty;       /* draw certainty by form */
    const cJSON *translation; /* of its texts to the language it is read for; NULL: none */
    double aspect;            /* height over width of presets without a fixed height; NAN: theirs */
    const char *footnote;     /* a line above the sources; NULL: none */
    const cJSON *holds;       /* tests of what its texts say (holds.c); NULL: none, or checked */
    const cJSON *choice;      /* the chart's own order of choice; NULL: the project's */
} ChartWishes;

struct Chart {
    JsonDocument *document;
    FrameArena *arena;
    GPtrArray *data_files;                      /* char* */
    const char *title, *subtitle, *description; /* NULL: none; borrowed from the document */
    GPtrArray *merged;                          /* of ChannelSpec*: see chart_domain.c; owned */
    GPtrArray *panels;                          /* of Panel*, owned */
    gboolean shared[2];                         /* whether panels share the domain of x, y */
    gboolean across;            /* panels stand side by side, not one above the other (facet.row) */
    guint columns;              /* of them at most in a row; 0: all */
    const ChannelSpec *axes[2]; /* which channel tells how x and y are labelled; NULL: none */
    const ChannelSpec *color;   /* a colour by field; NULL: none */
    GPtrArray *color_categories; /* char*, in order, owned */
    const ChannelSpec *shape;
    GPtrArray *shape_categories;
    ChartWishes wishes;
    Config *config; /* NULL: the house's language; owned */
    Params *params; /* NULL: none; owned by the outermost chart */
    Grammar grammar;
    FigureSet *own_figures; /* merged by the chart's own order of choice; NULL: the project's */
};

/* ---- shared by the files that build a chart ---- */

typedef struct {
    Chart *chart;
    SpecContext context;
    DataContext data;
    ChartSources own_sources; /* data's, when the chart has its own order of choice */
    const Frame *whole;       /* the rows of all panels of a facet; NULL: there is none */
    const Frame *layered;     /* the rows of a view of layers, before theirs; NULL: of none */
    const cJSON *layer;       /* the one of these that is being made */
    const GPtrArray *panels;  /* of Panel*, whose scale of marks is being made */
} ChartBuilder;

/* chart_layer.c: appends the layers of a view (a unit or a layer list) over
 * frame, which it takes; encodings: what outer views said. */
gboolean chart_add_layers(ChartBuilder *builder, Panel *panel, const cJSON *view, Frame *frame,
                          const ChannelSpec *encodings);
/* chart_categories.c: texts (owned) of all categories that a channel shows in panels, in the order
 * that leading, what all layers say of it, wants; an explicit domain of its scale wins. */
GPtrArray *chart_categories(ChartBuilder *builder, const GPtrArray *panels, Channel channel,
                            const ChannelSpec *leading);
/* chart_domain.c: x and y scales of all panels, and the categories of colour and shape. */
void chart_build_scales(ChartBuilder *builder);

/* holds.c: tests what the chart's texts say of its rows; frame, which it takes: the data of the
 * spec before its transforms. */
void chart_check_holds(ChartBuilder *builder, const cJSON *root, Frame *frame);

/* ---- the whole grammar ---- */

/* chart_heed.c: leaves out what Vega-Lite would not heed, with warnings. */
void chart_drop_unheeded(ChartBuilder *builder, Layer *layer);

/* chart_unit.c: time units, conditions, orientation and stacking, before and after aggregation. */
gboolean channel_is_measure(const ChannelSpec *channel);
gboolean channel_is_field(const ChannelSpec *channel);
/* chart_stack.c: adds the rows that "impute" wants, and piles up what Vega-Lite would.  FALSE after
 * a finding. */
gboolean chart_stack_unit(ChartBuilder *builder, Layer *layer);
/* chart_bin.c: the rows whose extent gives a channel its intervals: those of all panels, where they
 * have the field before they are parted; column: of the field. */
const Frame *chart_extent_frame(const ChartBuilder *builder, const Layer *layer, int c,
                                int *column);
/* ... the columns of the bins' ends, and for categories one of their texts.  FALSE after a finding.
 */
gboolean chart_add_bin(ChartBuilder *builder, Layer *layer, int c);
gboolean chart_prepare_unit(ChartBuilder *builder, Layer *layer);
gboolean chart_finish_unit(ChartBuilder *builder, Layer *layer); /* FALSE after a finding */
/* mark_row.c: the layers in place of one whose mark differs by row.  FALSE after a finding. */
gboolean layer_read_rows(ChartBuilder *builder, Layer *layer);
/* chart_invalid.c: finds the rows that a scale cannot show, and what becomes of them. */
void layer_find_invalid(Layer *layer, const Config *config);
/* Whether a row has a mark; whether a path goes through it; whether it counts in domains. */
gboolean layer_row_shown(const Layer *layer, guint row);
gboolean layer_row_defined(const Layer *layer, guint row);
gboolean layer_row_in_domain(const Layer *layer, guint row);
/* What the scale of a channel makes of values that it cannot show: "zero-or-min" or {"value"};
 * NULL: nothing, rows of such values have no mark. */
const cJSON *layer_invalid_output(const Layer *layer, const Config *config, Channel channel);
/* normalize.c: a unit with a composite mark as the layers that it stands for; the unit itself
 * when it has none; NULL after a finding. */
const cJSON *chart_normalize(ChartBuilder *builder, const cJSON *view,
                             const ChannelSpec *encodings);
/* chart_dates.c: what the view draws as times is read as such in the data that it begins with. */
void chart_read_dates(Frame *frame, const cJSON *view);
/* An empty panel of the chart, which owns it; header: borrowed. */
Panel *chart_panel_new(Chart *chart, const char *header);
/* chart_view.c: size, view, config of the spec. */
void chart_read_view(ChartBuilder *builder, const cJSON *root);
/* The size of its plots. */
void chart_read_size(ChartBuilder *builder, const cJSON *view);
/* The size in x or y of its plot, or that all plots of views have that stand in one column or row;
 * NAN: they have none in common. */
double chart_common_size(const Chart *chart, Channel channel);
/* Whether the size of its first plot is that of its categories' steps. */
gboolean chart_has_steps(const Chart *chart, Channel channel);
/* Plots of another size (NAN: as it was) in x and y: their scales are made anew. */
void chart_resize(Chart *chart, const double size[2]);
/* Its surface. */
void chart_read_surface(ChartBuilder *builder, const cJSON *view);
/* chart_compose.c: all panels of a spec, also of views side by side; takes frame, whose rows the
 * views show that have no data of their own. */
gboolean chart_compose(ChartBuilder *builder, const cJSON *view, Frame *frame);
/* ... then all scales. */
void chart_compose_scales(ChartBuilder *builder);
/* repeat.c: a spec with "repeat" as the views or layers that it stands for; NULL after a finding.
 */
const cJSON *chart_expand_repeat(ChartBuilder *builder, const cJSON *view);
/* chart.c: a chart inside of another one, which owns it; and its title. */
Chart *chart_child_new(Chart *parent);
void chart_read_title(ChartBuilder *builder, const cJSON *title);
/* ... a view inside of the chart, of rows of frame if it has no data of its own. */
gboolean chart_add_child(ChartBuilder *builder, const cJSON *view, const Frame *frame, guint depth);
/* ... the children's panels as the chart's. */
void chart_collect_panels(Chart *chart);
/* chart_panels.c: the house's facets, and what of their scales they share ("resolve"; NULL: all).
 */
gboolean chart_add_panels(ChartBuilder *builder, const cJSON *root, const Frame *frame);
void chart_resolve_panels(ChartBuilder *builder, const cJSON *resolve);
/* chart_facet.c: cells of a view whose encoding has row, column or facet, or of a facet and its
 * spec; takes frame. */
gboolean chart_has_facet_channels(const cJSON *root);
gboolean chart_add_facet(ChartBuilder *builder, const cJSON *root, Frame *frame, guint depth);
/* "resolve" of a view: whether a guide or scale is "shared" (TRUE) or "independent". */
gboolean chart_is_shared(const cJSON *view, const char *what, const char *channel,
                         gboolean fallback);
gboolean chart_check_resolve(SpecContext *context, const cJSON *view);
/* chart_scales.c (scale_build.h), chart_scales_mark.c (mark_scale_build.h), chart_scales_order.c */
/* Whether data come through the channel by a scale. */
gboolean channel_has_scale(const ChannelSpec *spec);
void chart_build_grammar_scales(ChartBuilder *builder);
void chart_build_mark_scales(ChartBuilder *builder);
/* Channels that have a MarkScale, in the order of their legends; N_CHANNELS ends it. */
extern const Channel chart_mark_channels[];
/* Whether what layers show in a channel can be shown by one scale. */
gboolean chart_can_share(const GPtrArray *panels, Channel channel);
/* What some layer says of a channel's scale; the first counts; NULL: none. */
const cJSON *chart_scale_property(const GPtrArray *panels, Channel channel, const char *name);
/* All values of a discrete channel in the panels, in the order that its sort wants. */
void chart_add_categories(const GPtrArray *panels, Channel channel, Scale *scale);
/* title.c: what a channel is called when the spec does not say; NULL: nothing. */
char *channel_default_title(const ChannelSpec *channel, const Config *config);
/* Whether two panels of layers over each other have one axis. */
gboolean chart_shares_axis(const Chart *chart, const Panel *one, const Panel *other,
                           Channel channel);
/* Of a panel's axis: what its layers say, or the config, or what they show; newly allocated. */
char *chart_axis_title(const Chart *chart, const Panel *panel, Channel channel);
/* Titles of several layers in one: equal ones once; takes title, may be NULL. */
char *titles_merge(char *title, const char *other);
/* The same as legends do it: one more is left out only if it is all that there is so far. */
char *titles_append(char *title, const char *other);
/* What the named styles of a mark say of a property; the same, or what the config of marks says;
 * the mark's own, or the config's. */
const cJSON *layer_style_value(const Layer *layer, const Config *config, const char *name);
const cJSON *layer_mark_config(const Layer *layer, const Config *config, const char *name);
const cJSON *layer_mark_value(const Layer *layer, const Config *config, const char *name);
double layer_mark_number(const Layer *layer, const Config *config, const char *name,
                         double fallback);
/* "0 – 10", as Vega-Lite labels a bin; format: of d3, NULL: as numbers are. */
char *bin_range_text(double start, double end, const char *format);
/* The length of bins that the data have already, where the spec tells it; else NAN. */
double bin_known_step(const ChannelSpec *spec);
/* Whether a continuous channel shows intervals: of time, or bins. */
gboolean layer_has_interval(const Layer *layer, Channel channel);
/* The column whose numbers alone say where rows are on a channel; -1: stacks, intervals or
 * constants say it, too. */
int layer_plain_column(const Layer *layer, Channel channel);
/* The ends of a row's interval. */
void layer_interval(const Layer *layer, guint row, Channel channel, double ends[2]);
/* Where in the interval of a channel its mark stands, 0..1; NAN: it has no band. */
double layer_band_position(const Layer *layer, const Config *config, Channel channel);
/* The ends of a row's interval, moved as its band position wants. */
void layer_time_band(const Layer *layer, const Config *config, guint row, Channel channel,
                     double ends[2]);
/* A value as a number on a continuous scale: NAN for null. */
double layer_number(Value value);

/* translation.c: {"pt": {"text": "texto"}} of json, the figtrail wishes: the texts of language;
 * NULL: none. */
const cJSON *translation_parse(SpecContext *context, const cJSON *json, const char *language);
/* A text of the spec or the data in the language that the chart is read for: as
 * usermeta.figtrail.translations has it, else itself; borrowed. */
const char *chart_translate(const Chart *chart, const char *text);

/* Values of a layer's channel in one row: its field, datum or value; null: none. */
Value layer_value(const Layer *layer, guint row, Channel channel);

void layer_free(Layer *layer);

#endif
