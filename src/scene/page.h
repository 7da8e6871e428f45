/*
 * page: the work in progress of one layout, shared by the files of this folder
 * that place parts of a picture.  Nobody outside scene/ sees it.
 */
#ifndef FIGTRAIL_SCENE_PAGE_H
#define FIGTRAIL_SCENE_PAGE_H

#include "chart/view.h"
#include "scene/font.h"
#include "scene/preset.h"
#include "scene/scene.h"
#include "scene/theme.h"
#include "scene/wording.h"

typedef struct {
    double x, y, width, height;
} Box;

typedef struct {
    double x1, y1, x2, y2;
} Segment;

/* A panel with its place: the box of its plot, without axes and header. */
typedef struct {
    const Panel *panel;
    Box plot;
} PlacedPanel;

typedef struct {
    const Chart *chart;
    const Preset *preset;
    const Theme *theme;
    const Locale *locale; /* of numbers and times; NULL: English */
    const char *language; /* of our own words */
    Findings *findings;
    Scene *scene;
    GHashTable *source_numbers; /* const Source* -> number in scene->sources */
    GHashTable *sole_claims;    /* const Source* -> its const Claim* shown; NULL: several are */
    GHashTable *drawn;          /* const Figure* -> DrawnFigure* of the scene */
    GHashTable *contested;      /* const Figure*: the chart draws a rival of the chosen claim */
    gboolean marks_chosen;      /* and some chosen claim of these, too */
    gboolean values_labelled;   /* some layer writes values at the marks */
    const Layer *named_lines;   /* whose lines are named at their ends, in the legend's place */
    /* what layout.c finds as it fits the page */
    gboolean tight;           /* panels stand close together */
    gboolean sources_counted; /* sources are counted, not listed */
    gboolean bare_x;          /* no x axis and no lines of it */
    gboolean small_texts;     /* texts at the marks are set in the small type */
    double title_size;
    guint label_every;  /* only every n-th row is labelled; 1: all */
    gboolean bare_rows; /* no texts at the marks: rows are too close, the x axis tells the values */
    guint columns;      /* of the grid of panels */
    double header_width;
    PlacedPanel *panels;          /* chart->panels->len of them */
    double room_left, room_right; /* px inside the plots kept free for texts that stick out */
    gboolean measuring;           /* marks are measured, not drawn */
    Box extent;                   /* of the texts measured so far */
    GArray *areas;                /* of BarArea: the bars of the panel so far */
    GArray *obstacles;            /* of Box: what moving labels stay clear of */
    GArray *lines;                /* of Segment: what they had better not stand on */
    guint n_unlabelled;           /* moving labels that found no room */
} Page;

/* ---- text (text.c) ---- */

typedef struct {
    double size;
    int weight;
    gboolean italic;
    Color color;
    TextAnchor anchor;
    double angle;
    gboolean halo;
    const char *title, *href, *claims; /* as in Mark; NULL: none */
} TextStyle;

double text_width(const Page *page, const char *text, double size, int weight);
/* y is the baseline; superscript may be NULL. */
void text_add(Page *page, const char *text, const char *superscript, double x, double y,
              const TextStyle *style);
/* Text with its superscript as wide as text_add draws it. */
double text_width_with(const Page *page, const char *text, const char *superscript, double size,
                       int weight);
/* Lines no wider than width, broken at blanks; newly allocated. */
GPtrArray *text_wrap(const Page *page, const char *text, double width, double size, int weight);
/* The same number of lines, of about the same length: no word stands alone at the end. */
GPtrArray *text_balance(const Page *page, const char *text, double width, double size, int weight);
/* The text, cut with an ellipsis if it is wider; newly allocated. */
char *text_fit(const Page *page, const char *text, double width, double size, int weight);
/* From the baseline up to the middle of the capitals. */
double text_middle(double size);

/* The end of a line, and whose it is. */
typedef struct {
    double x, y;
    const char *name;
    Color color; /* of its letters */
} LineEnd;

/* Writes the names at the ends, off each other (mark_text.c). */
void texts_name_lines(Page *page, const PlacedPanel *placed, const LineEnd *ends, guint n);

/* ---- texts on bars (mark_area.c) ---- */

typedef struct {
    Box box;
    Color fill;
    gboolean plain;   /* filled whole: letters can be read on it */
    Channel along;    /* the axis that it measures along */
    double base, end; /* px on that axis */
} BarArea;

void area_note(Page *page, const Mark *mark, Channel along, double base, double end);
/* The colour for letters on the bar or block at a place; FALSE: there is none, or it is no ground
 * for letters. */
gboolean area_ink(const Page *page, double x, double y, Color *ink);
/* Places a label of a width at the end of the bar that ends at x, y: inside where it fits, else
 * outside; y becomes its baseline.  FALSE: no bar ends there. */
gboolean area_place_label(const Page *page, double width, double *x, double *y, TextStyle *style);

/* ---- citations (citation.c) ---- */

/* Numbers all sources that the chart cites, in reading order. */
void citations_collect(Page *page);
/* "1,3–5" for a row, or NULL; newly allocated. */
char *citation_text(const Page *page, const Layer *layer, guint row);
/* The rows' figures go into the record. */
void citations_note_drawn(Page *page, const Lineage *lineage);
/* Ids of the claims of a row, blank separated, or NULL; in the scene's strings. */
const char *citation_claims(Page *page, const Lineage *lineage);
/* Where the words of a row stand that rests on one claim, or NULL; in the scene's strings. */
const char *citation_link(Page *page, const Lineage *lineage);
/* What hovering over a row's mark tells; newly allocated, or NULL. */
char *citation_tooltip(const Page *page, const Lineage *lineage);
/* Opens a source at the words of the claim (NULL: as a whole), or NULL, as it has no address; in
 * the scene's strings. */
const char *source_link(Page *page, const Source *source, const Claim *claim);

/* ---- the numbered list under the plot (source_list.c): its height, and drawn with its top at y --
 */

double sources_height(const Page *page);
void sources_draw(Page *page, double y);

/* ---- guides ---- */

double heading_height(const Page *page); /* title and subtitle (heading.c) */
void heading_draw(Page *page, double y);
double legend_height(const Page *page); /* legend.c */
void legend_draw(Page *page, double y);

/* The layer of lines that are named at their ends, as there is room; NULL: none. */
const Layer *legend_find_named_lines(const Page *page);

/* How many lines the longest name of the panel's rows takes (axis_label.c). */
guint axis_label_lines(const Page *page, const Panel *panel);
/* axis.c.  The y axis stands left of the plot, the x axis under it. */
/* Every n-th column is named; 1: all. */
guint axis_columns_every(const Page *page);
double axis_y_width(const Page *page);
double axis_x_height(const Page *page, const Panel *panel);
/* What stands at the end of the axis; NULL: nothing. */
const char *axis_title(const Page *page, Channel channel);
void axis_draw_grid(Page *page, const PlacedPanel *placed);
void axis_draw(Page *page, const PlacedPanel *placed, gboolean labels_x, gboolean labels_y);

/* The type size of a panel's rows: where they are close it gets smaller, down to the small type. */
double row_type_size(const Page *page, const Panel *panel, double size);
/* Whether the row of the plot at y is one that is labelled. */
gboolean row_is_labelled(const Page *page, const Panel *panel, double y);

/* ---- panels (panel.c) ---- */

/* Decides the grid; width: of all panels with the labels of the y axis. */
void panels_plan(Page *page, double width);
/* What rows need, to be read easily; 0: there are no rows. */
double panels_height(const Page *page);
void panels_place(Page *page, const Box *area);
/* px between two columns of plots. */
double column_gap(const Page *page);
/* From row to row, as a multiple of the small type, where rows are closest. */
double panels_row_step(const Page *page);
void panels_draw(Page *page);
/* Height of what stands over a panel's plot: the value of its facet. */
double panel_header_height(const Page *page, const Panel *panel);

/* ---- marks (mark.c, mark_*.c) ---- */

/* How sure a row's figure is, by form (the design's section 3). */
typedef enum { FORM_SOLID, FORM_HATCHED, FORM_OUTLINED, N_FORMS } Form;
Form row_form(const Page *page, const Layer *layer, guint row);
/* How a row's mark is drawn: by its value, its category, or the theme; letters so that they can be
 * read; grey where the chart highlights others. */
CategoryStyle row_category(const Page *page, const Layer *layer, guint row);
/* FALSE: it is grey as all that are beyond the theme's colours; or a maker who has none, and must
 * not get another's. */
gboolean category_has_color(const Page *page, const char *category, guint index);
CategoryStyle category_style(const Page *page, const char *category, guint index);
/* Whether a row has a place on the scales of x and y. */
gboolean row_is_shown(const Panel *panel, const Layer *layer, guint row);
/* fill, stroke and pattern of a filled mark by colour and form; also claims
 * and tooltip. */
void row_style(Page *page, const Layer *layer, guint row, Mark *mark);

/* Into the scene.  Nothing shows through a pattern: what lies behind would look like a part of it.
 */
void mark_add(Page *page, const Mark *mark);

/* Width and dashes of a line: the spec's, or width (spec px). */
void set_line_style(const Page *page, const Layer *layer, double width, Mark *mark);

/* Position of a channel in px, NAN: none; absent channels give fallback. */
double row_position(const PlacedPanel *placed, const Layer *layer, guint row, Channel channel,
                    double fallback);

double stack_position(const Scale *scale, const Layer *layer, guint row, int end);

/* ---- the chosen claim of a conflict (chosen.c) ---- */

/* Finds the figures that the chart shows contradicting claims of. */
void chosen_collect(Page *page);
/* Whether the row's mark shows the chosen claim of one of these: it gets a frame. */
gboolean row_is_chosen(const Page *page, const Layer *layer, guint row);
/* px that a frame takes on each side. */
double chosen_frame_room(const Page *page);
void chosen_frame_symbol(Page *page, const char *shape, double x, double y, double area);
void chosen_frame_rect(Page *page, const MarkRect *rect);

/* One per mark type: draws all rows of a layer. */
typedef void (*DrawLayer)(Page *page, const PlacedPanel *placed, const Layer *layer);
void mark_draw_bar(Page *page, const PlacedPanel *placed, const Layer *layer);
void mark_draw_point(Page *page, const PlacedPanel *placed, const Layer *layer);
void mark_draw_rule(Page *page, const PlacedPanel *placed, const Layer *layer);
void mark_draw_text(Page *page, const PlacedPanel *placed, const Layer *layer);
void mark_draw_tick(Page *page, const PlacedPanel *placed, const Layer *layer);
void mark_draw_line(Page *page, const PlacedPanel *placed, const Layer *layer);
void layer_draw(Page *page, const PlacedPanel *placed, const Layer *layer);

/* A symbol of an area around a middle, as path segments (symbol.c); newly
 * allocated; unknown names draw a circle. */
GArray *symbol_path(const char *shape, double x, double y, double area);
/* Adds a symbol that looks like the mark; of a category's pattern it has the sign in its middle. */
void symbol_add(Page *page, Mark *mark, const char *shape, double x, double y, double area);
/* The shape of the index-th category of the chart's shape channel. */
const char *category_shape(const Chart *chart, guint index);

/* missing.c: warns of letters that no font can draw. */
void missing_check(const Page *page);

/* ---- labels (label.c) ---- */

/* A text that finds its own place near a point. */
typedef struct {
    double x, y;        /* its point */
    double width, size; /* of the text */
    double distance;    /* from the point to the nearest places */
    gboolean shown;     /* found a place: FALSE where there is no room */
    Box box;            /* the place; the text begins LABEL_SIDE right of it */
    double cost;        /* of the place */
    Segment leader;
    Box reach;           /* around both */
    gboolean has_leader; /* so far away that the line to it is drawn */
} MovingLabel;
#define LABEL_SIDE 2 /* px of air at both ends of the text */

/* Finds places for labels that cover neither each other nor the page's obstacles. */
void labels_place(const Page *page, const PlacedPanel *placed, MovingLabel *labels, guint n);
/* A line of the plot that labels had better not stand on. */
void line_note(Page *page, double x1, double y1, double x2, double y2);
/* Moves boxes that cover each other up and down until they do not, from top to bottom if they have
 * room there. */
void label_spread(Box *boxes, guint n, double top, double bottom);

#endif
