/*
 * scene: a finished drawing, as a flat list of marks in paint order.
 *
 * Layout builds a scene, renderers only read it.  Lengths are CSS pixels,
 * origin top left, y down.  Text is already measured and placed: a renderer
 * never moves anything, so every format shows the same picture.
 */
#ifndef FIGTRAIL_SCENE_SCENE_H
#define FIGTRAIL_SCENE_SCENE_H

#include "chart/color.h"
#include "chart/gradient.h"
#include "chart/path.h"
#include "claims/merge.h"
#include "scene/pattern.h"
#include "scene/variant.h"

typedef enum { MARK_GROUP, MARK_GROUP_END, MARK_RECT, MARK_PATH, MARK_TEXT, MARK_SYMBOLS } MarkKind;

typedef struct {
    double x, y, width, height; /* width, height >= 0 */
    double radius;              /* of the corners */
} MarkRect;

typedef struct {
    const PathSegment *segments;
    guint n_segments;
} MarkPath;

/* A named group: all marks up to its MARK_GROUP_END.  SVG makes a <g> of it. */
typedef struct {
    const char *role; /* Vega's class names: "mark-symbol role-mark", "role-axis-label" */
    gboolean clipped;
    double x, y, width, height; /* of the clip; meaningless when not clipped */
    MarkPath outline;           /* clip to this form instead; no segments: to the rectangle */
} MarkGroup;

/* A run of one font within a text; x and rise place it from the text's start. */
typedef struct {
    const char *text;
    double size; /* px */
    int weight;  /* 400 regular, 700 bold */
    gboolean italic;
    double x;      /* px from the start of the text */
    double rise;   /* px above the baseline: superscripts */
    double width;  /* px, measured */
    gboolean line; /* begins a line below; x already stands as the text's anchor wants */
} TextRun;

typedef enum { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END } TextAnchor;

typedef struct {
    double x, y; /* the anchor, on the baseline of the first run */
    TextAnchor anchor;
    double angle; /* degrees clockwise around the anchor */
    const TextRun *runs;
    guint n_runs;
    double width;  /* of all runs */
    gboolean halo; /* paint halo_color around the letters, so that they stand out */
    Color halo_color;
} MarkText;

/* Many symbols (scene/symbol_set.h), put at x, y.  They have their looks; what the mark itself says
 * of colours and texts means nothing. */
typedef struct SymbolSet SymbolSet;
typedef struct {
    SymbolSet *set;
    double x, y;
} MarkSymbols;

/* One thing to paint; 'kind' says which member of 'as' is meant. */
typedef struct {
    MarkKind kind;
    Color fill, stroke;                        /* alpha 0: not painted */
    Gradient *fill_gradient, *stroke_gradient; /* paint in their place, as opaque; NULL: none */
    double stroke_width;                       /* px */
    double dash[4];                            /* px on, off, on, off; n_dash of them */
    guint n_dash;
    FillPattern pattern; /* how the fill is drawn */
    const char *title;   /* tooltip; NULL: none */
    const char *href;    /* link; NULL: none */
    const char *claims;  /* ids of the claims this mark shows, blank separated; NULL: decoration */
    const char *role;    /* class of a rectangle, path or text: "background"; NULL: none */
    union {
        MarkGroup group;
        MarkRect rect;
        MarkPath path;
        MarkText text;
        MarkSymbols symbols;
    } as;
} Mark;

/* A figure that the scene shows, for the record. */
typedef struct {
    const Figure *figure;
    GPtrArray *claims; /* const Claim*: the ones drawn, no duplicates */
    GArray *citations; /* guint, ascending: numbers in the scene's source list */
} DrawnFigure;

typedef struct Scene {
    Variant variant;    /* what it is made for; without preset and theme when drawn as Vega does */
    ChoiceOrder choice; /* the chart's own, of which claims it shows; no steps: the project's */
    double width, height; /* px */
    Color background;
    Hatching hatching;      /* of marks with a pattern */
    char *name;             /* of the chart: prefix of ids */
    char *title;            /* plain text */
    char *description;      /* alt text */
    char *font;             /* family of all text */
    GArray *marks;          /* of Mark */
    GPtrArray *sources;     /* const Source*: number n is element n - 1 */
    GPtrArray *drawn;       /* of DrawnFigure*, in order of first drawing */
    GStringChunk *strings;  /* owns all texts of marks */
    GPtrArray *allocations; /* owns runs and segments */
    GPtrArray *symbol_sets; /* references to those of marks */
    GPtrArray *gradients;   /* likewise, each once */
    guint n_open;           /* groups not closed yet */
} Scene;

/* width, height > 0, in px. */
Scene *scene_new(const char *name, double width, double height);
void scene_free(Scene *scene); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Scene, scene_free)

/* Appends a copy of *mark with its texts, runs and segments, and a reference to its symbols,
 * painted over all marks before it.  A NaN or infinite coordinate is a bug of the caller and
 * aborts. */
void scene_add(Scene *scene, const Mark *mark);
void scene_open_group(Scene *scene, const char *role);
void scene_open_clipped_group(Scene *scene, const char *role, double x, double y, double width,
                              double height);
void scene_close_group(Scene *scene);

/* A figure to list in 'drawn' (which owns it), with empty claims and citations. */
DrawnFigure *drawn_figure_new(const Figure *figure);

/* The box around all that is painted (the background apart): left, top, right, bottom in px;
 * FALSE when nothing is. */
gboolean scene_extent(const Scene *scene, double box[4]);
/* The same of one mark; of a group nothing. */
gboolean mark_extent(const Mark *mark, double box[4]);
typedef gboolean (*MarkExtent)(const Mark *mark, double box[4]);

/* The scene as text, one line per mark: the form of golden tests. */
char *scene_dump(const Scene *scene);

#endif
