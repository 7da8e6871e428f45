/*
 * vega_page: a chart of the whole grammar, drawn as Vega lays it out: the plot has its size, and
 * the page fits around all that is drawn.
 *
 * Everything is drawn twice: first to see how far it reaches, then in its place.  Nobody outside
 * scene/ sees this.
 */
#ifndef FIGTRAIL_SCENE_VEGA_PAGE_H
#define FIGTRAIL_SCENE_VEGA_PAGE_H

#include "chart/view.h"
#include "scene/font.h"
#include "scene/scene.h"
#include "scene/vega_grid.h"

typedef struct {
    const Chart *chart;
    const Config *config;
    Scene *scene;
    const char *font;
    const Panel *panel;    /* the one being drawn */
    double x, y;           /* left top corner of its plot, px */
    double width, height;  /* of its plot */
    GHashTable *boxes;     /* of views measured: const Chart* -> double[4] */
    GHashTable *gradients; /* that a spec paints with: const cJSON* -> Gradient*, owned */
    GHashTable *symbols;   /* of layers of points: const Layer* -> SymbolSet*, owned */
    double *grouped;       /* while layers are drawn: a box around paths that come in groups */
    double *reserved;      /* while measuring: a box around what takes room undrawn; else NULL */
} VegaPage;

typedef enum { AXIS_BOTTOM, AXIS_TOP, AXIS_LEFT, AXIS_RIGHT, N_AXIS_SIDES } AxisSide;

/* ---- text (vega_text.c) ---- */

typedef enum {
    BASELINE_ALPHABETIC,
    BASELINE_TOP,
    BASELINE_MIDDLE,
    BASELINE_BOTTOM,
    BASELINE_LINE_TOP,
    BASELINE_LINE_BOTTOM
} Baseline;

typedef struct {
    double size, line_height; /* px; line_height 0: Vega's */
    int weight;               /* 0: 400 */
    Color color;
    TextAnchor anchor;
    Baseline baseline;
    double angle; /* degrees clockwise around the point */
    gboolean italic;
    double dx, dy; /* px from the point, turned with the text */
    double limit;  /* px that a line may be wide; 0: any */
    const char *title, *href, *claims;
} VegaText;

double vega_text_width(const VegaPage *page, const char *text, double size, int weight);
/* Lines, parted by \n, stand below each other in one text. */
void vega_text_add(VegaPage *page, const char *text, double x, double y, const VegaText *style);
/* left, top, right, bottom in px of what such a text covers, as Vega counts it; and of its lines
 * but the first the height. */
void vega_text_box(const VegaPage *page, const char *text, double x, double y,
                   const VegaText *style, double box[4]);
double vega_text_lines_height(const char *text, const VegaText *style);
/* Cut with an ellipsis when wider than limit (0: never); newly allocated. */
char *vega_text_limit(const VegaPage *page, const char *text, double limit, double size,
                      int weight);
/* "left", "center", "right"; of a font weight 400, 700, ... */
TextAnchor vega_anchor(const char *align);
Baseline vega_baseline(const char *word, Baseline fallback);
int vega_weight(const cJSON *value, int fallback);
/* A datum as a guide or a text mark writes it: by a d3 format (NULL: as it is; times by their
 * unit, or as config.timeFormat); newly allocated. */
char *vega_value_text(Value value, const ChannelSpec *channel, const char *format);

/* ---- guides ---- */

/* Grid and (where wanted) lines and texts of the panel's axes (vega_axis.c); pass 0 is drawn below
 * the marks, 1 above them: each axis is in one of them. */
void vega_axes_draw(VegaPage *page, const gboolean which[2], int pass);
/* px that the axis on a side, its labels and title take outside the plot. */
double vega_axis_extent(const VegaPage *page, AxisSide side);
/* The lines and texts of the axis that panels share, if it stands on that side, at an edge of
 * bounds, which grow by it. */
void vega_shared_axis_draw(VegaPage *page, AxisSide side, double bounds[4]);

/* Labels of a side (of x "bottom" or "top", of y "left" or "right") when they are turned:
 * Vega-Lite's defaultLabelAlign and defaultLabelBaseline. */
TextAnchor vega_label_anchor(double angle, const char *side, Channel channel);
Baseline vega_label_baseline(double angle, const char *side, Channel channel);

/* ---- titles (vega_title.c): of views, of a header and of its panels ---- */

typedef struct {
    const char *text, *subtitle; /* NULL: none */
    VegaText style, small;
    const char *orient, *anchor; /* NULL: "top", "middle" */
    gboolean frame_group;        /* anchored along the plot; FALSE: along all that it stands by */
    double offset;               /* px from what it stands by */
    double padding;              /* px to the subtitle */
} VegaTitle;

/* Beside bounds, which are around a group with its corner at (x, y). */
void vega_title_place(VegaPage *page, const VegaTitle *title, const double bounds[4], double x,
                      double y, double width, double height);
/* The title of the page's view.  composed: the view has several plots. */
void vega_title_draw(VegaPage *page, const double bounds[4], double x, double y, double width,
                     double height, gboolean composed);

/* ---- headers (vega_header.c); channel: "row", "column" or "facet" of the spec ---- */

/* Where labels of a header, or its title, stand. */
typedef enum { HEADER_LABELS, HEADER_TITLE } HeaderPart;
AxisSide vega_header_side(const VegaPage *page, const cJSON *channel, HeaderPart part);
/* FALSE: the header is not wanted, or has no labels. */
gboolean vega_header_has_labels(const VegaPage *page, const cJSON *channel);
/* A label beside bounds of its group, or the title beside a point. */
void vega_header_draw(VegaPage *page, const cJSON *channel, HeaderPart part, const char *text,
                      const double bounds[4], double x, double y, double width, double height);
/* How far along the panels the title stands: 0 to 1. */
double vega_header_title_band(const VegaPage *page, const cJSON *channel);

/* ---- views (vega_layout.c) and facets (vega_facet.c) ---- */

/* How far something reaches around 0 when it is drawn there; of nothing 0. */
typedef void (*VegaDraw)(VegaPage *page, gconstpointer what, double x, double y);
void vega_measure(const VegaPage *page, VegaDraw draw, gconstpointer what, double box[4]);
void vega_use_panel(VegaPage *page, const Panel *panel, double x, double y);
/* Room that is taken though nothing is drawn there. */
void vega_reserve(VegaPage *page, double left, double top, double right, double bottom);

/* All legends, around or inside the box of the plots; outer: with axes (vega_legend.c). */
typedef struct {
    double left, top, right, bottom;
} VegaBox;
void vega_legends_draw(VegaPage *page, const VegaBox *plots, const VegaBox *outer);

/* What legends stand around. */
typedef struct {
    VegaBox plots, outer; /* without and with axes */
} VegaAround;

/* One plot; FALSE: a view of several. */
gboolean vega_is_plot(const Chart *chart);
/* Any view with its title. */
void vega_view_draw(VegaPage *page, const Chart *chart, double x, double y);
/* How far it reaches, noted when it was measured before. */
const double *vega_view_box(const VegaPage *page, const Chart *chart);
/* A plot's surface, and its layers. */
void vega_surface_draw(VegaPage *page);
void vega_layers_draw(VegaPage *page);
/* How far a cell of a grid reaches; chart: whose surface its plot has (NULL: it is no plot). */
void vega_cell_measure(VegaPage *page, VegaDraw draw, gconstpointer what, const Chart *chart,
                       GridCell *cell);
/* Its plot alone counts for its neighbours; plot: NULL: it has none. */
void vega_cell_flush(const Panel *plot, GridCell *cell);
/* Panels, or views, by the values of a field, with headers and the axes that they share. */
void vega_facet_draw(VegaPage *page, const Chart *chart, double x, double y, VegaAround *around);

/* ---- marks (vega_place.c, vega_mark.c, vega_rect.c, vega_path.c) ---- */

/* A value's place on the axis: px of the page; NAN: none. */
double vega_point(const VegaPage *page, const Layer *layer, guint row, Channel channel);
/* From a channel to its second, to the block's start of a stack, or to zero. */
gboolean vega_range(const VegaPage *page, const Layer *layer, guint row, Channel channel,
                    double ends[2]);
/* px of the page where an offset channel puts the beginning (band 0) or middle (0.5) of a row */
double vega_offset(const VegaPage *page, const Layer *layer, guint row, Channel channel,
                   double band);
/* A span of a size at a place: around it, or to one side, as the mark is aligned. */
void vega_align_span(const VegaPage *page, const Layer *layer, Channel channel, double place,
                     double size, double ends[2]);

/* Fill, stroke, opacity, link and claims of a row's mark. */
void vega_style(VegaPage *page, const Layer *layer, guint row, Mark *mark);
/* A number that a channel gives (size), else the mark, else the config, else fallback. */
double vega_channel_number(const VegaPage *page, const Layer *layer, guint row, Channel channel,
                           const char *property, double fallback);
/* The name of the shape of a row; NULL: a circle. */
const char *vega_row_shape(const VegaPage *page, const Layer *layer, guint row);
/* What a text channel says of a row; null: nothing. */
Value vega_row_text(const Layer *layer, guint row, Channel channel);
/* A colour that the mark or the config gives; FALSE: none. */
gboolean vega_mark_color(const VegaPage *page, const Layer *layer, const char *name, Color *color);
double vega_default_opacity(const VegaPage *page, const Layer *layer);
void vega_set_dash(Mark *mark, const cJSON *dash);
/* The mark's title, if the spec wants one (vega_tooltip.c). */
void vega_set_tooltip(VegaPage *page, const Layer *layer, guint row, Mark *mark);

void vega_layer_draw(VegaPage *page, const Layer *layer);
#define VEGA_RECTS "mark-rect role-mark marks"
void vega_draw_rects(VegaPage *page, const Layer *layer);
/* Whether piles of bars are cut out round: each is a group of its own. */
gboolean vega_has_round_piles(const VegaPage *page, const Layer *layer);
void vega_draw_points(VegaPage *page, const Layer *layer);
void vega_draw_rules(VegaPage *page, const Layer *layer);
void vega_draw_lines(VegaPage *page, const Layer *layer); /* and areas */
void vega_draw_texts(VegaPage *page, const Layer *layer);

/* A symbol as Vega draws it (vega_symbol.c): a name that spec_shape_known knows; as high and wide
 * as the square root of size. */
void vega_symbol_add(VegaPage *page, Mark *style, const char *shape, double x, double y,
                     double size, double angle);
/* left, top, right, bottom in px of such a symbol around its middle, without its stroke. */
void vega_symbol_box(const char *shape, double size, double box[4]);
/* A line of one segment. */
void vega_line_add(VegaPage *page, double x1, double y1, double x2, double y2, Color color,
                   double width);

#endif
