/*
 * spec: the members of a Vega-Lite spec, as structs.
 *
 * Parsing reports every unknown or unsupported property at its place, so that
 * nothing in a spec is ignored.  The structs point into the JSON document,
 * which must outlive them.
 */
#ifndef FIGTRAIL_CHART_SPEC_H
#define FIGTRAIL_CHART_SPEC_H

#include "base/json.h"
#include "chart/color.h"
#include "chart/config.h"
#include "chart/time_unit.h"
#include "chart/value.h"

extern const Rule rule_spec_property; /* a property that is not supported here */
extern const Rule rule_spec_value;    /* a value that a property cannot have */
extern const Rule rule_spec_data;     /* a data source or field that is not there */

typedef struct Params Params; /* chart/param.h */

/* What every parsing function needs. */
typedef struct {
    const JsonDocument *document;
    Findings *findings;
    gboolean failed;  /* an error was added */
    gboolean lenient; /* what is not supported is a warning, and left out */
    /* NULL: the house's language, which its layout can obey; else the whole
     * grammar, with these defaults (spec_grammar.c) */
    const Config *config;
    gboolean outer;      /* of a view with layers: a channel may leave its field to them */
    JsonDocument *trees; /* owns places of the trees that are made; NULL: none are */
    GPtrArray *made;     /* of cJSON*: trees made of the document's items, owned by the chart */
    Params *params;      /* those of the spec; NULL: none */
} SpecContext;

void spec_fail(SpecContext *context, const Rule *rule, const cJSON *item, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/* A property that is not supported, and can be left out: a finding, in lenient contexts a warning.
 */
void spec_unsupported(SpecContext *context, const cJSON *item, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

/* A warning: the spec says something that changes nothing here. */
void spec_left_out(SpecContext *context, const cJSON *item, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

/* Reports every member of object that is not in allowed (NULL ends it), with
 * the nearest known name; object must be one.  what: "mark", "axis", ... */
gboolean spec_check_members(SpecContext *context, const cJSON *object, const char *what,
                            const char *const *allowed);

/* Index of the string member's value in words (NULL ends it); fallback when the
 * member is absent; a finding and fallback when it is none of them. */
int spec_word(SpecContext *context, const cJSON *object, const char *name, const char *const *words,
              int fallback);
/* A colour member; FALSE when absent (or bad: a finding). */
gboolean spec_color(SpecContext *context, const cJSON *object, const char *name, Color *color);
/* Members of one type; a finding and the fallback, or NULL, when
 * it is of another type, or a number outside of minimum..maximum. */
const char *spec_string(SpecContext *context, const cJSON *object, const char *name);
/* The text of a title: lines in an array are separated by \n; NULL: it is no text.  Newly
 * allocated. */
char *spec_lines(const cJSON *item);
double spec_number(SpecContext *context, const cJSON *object, const char *name, double fallback,
                   double minimum, double maximum);
gboolean spec_flag(SpecContext *context, const cJSON *object, const char *name, gboolean fallback);
const cJSON *spec_array(SpecContext *context, const cJSON *object, const char *name);
/* Whether item is a text, a number, true or false. */
gboolean spec_is_scalar(const cJSON *item);
/* A JSON scalar as a value; strings are borrowed from the document. */
Value spec_value(const cJSON *item);

/* ---- marks --------------------------------------------------------------- */

typedef enum {
    SHAPE_BAR,
    SHAPE_POINT,
    SHAPE_RULE,
    SHAPE_TEXT,
    SHAPE_TICK,
    SHAPE_LINE,
    SHAPE_AREA, /* from here on: of the grammar only */
    SHAPE_RECT
} MarkType;

typedef struct {
    MarkType type;
    const cJSON *json; /* the mark's string or object */
    const char *name;  /* "bar", "circle", ...: its block in the config */
    gboolean filled;
    gboolean has_color, has_stroke, has_fill;
    Color color, stroke, fill;
    double opacity, size, stroke_width, corner_radius; /* NAN: the theme's */
    double dx, dy, font_size;                          /* NAN: none, the theme's */
    double thickness;                                  /* of ticks */
    double band;         /* share of a band that a bar takes; NAN: the theme's */
    int align, baseline; /* -1: by mark; left/center/right, top/middle/bottom/alphabetic */
    int font_weight;     /* 0: the theme's */
    const char *shape;   /* of points; NULL: circle */
    double stroke_dash[4];
    guint n_stroke_dash;
} MarkSpec;

extern const char *const spec_shapes[]; /* names of point shapes; NULL ends it */
/* Shapes and dashes of the whole grammar. */
gboolean spec_shape_known(const char *name); /* or SVG's path data; accepts NULL */
gboolean spec_dash_fits(const cJSON *dash);

gboolean spec_parse_mark(SpecContext *context, const cJSON *json, MarkSpec *mark);

/* ---- encoding ------------------------------------------------------------ */

typedef enum {
    CHANNEL_X,
    CHANNEL_Y,
    CHANNEL_X2,
    CHANNEL_Y2,
    CHANNEL_COLOR,
    CHANNEL_SHAPE,
    CHANNEL_SIZE,
    CHANNEL_OPACITY,
    CHANNEL_TEXT,
    CHANNEL_DETAIL,
    CHANNEL_ORDER,
    CHANNEL_TOOLTIP,
    CHANNEL_X_OFFSET, /* from here on: of the grammar only */
    CHANNEL_Y_OFFSET,
    CHANNEL_FILL,
    CHANNEL_STROKE,
    CHANNEL_HREF,
    CHANNEL_DESCRIPTION,
    CHANNEL_FILL_OPACITY,
    CHANNEL_STROKE_OPACITY,
    CHANNEL_STROKE_WIDTH,
    CHANNEL_STROKE_DASH,
    CHANNEL_ANGLE,
    CHANNEL_X_ERROR, /* of error bars and bands, which normalize.c makes layers of */
    CHANNEL_Y_ERROR,
    CHANNEL_X_ERROR2,
    CHANNEL_Y_ERROR2,
    CHANNEL_FACET, /* these three are taken from the encoding before layers see it */
    CHANNEL_ROW,
    CHANNEL_COLUMN,
    N_CHANNELS,
    N_HOUSE_CHANNELS = CHANNEL_X_OFFSET
} Channel;

extern const char *const channel_names[N_CHANNELS];

typedef enum { TYPE_QUANTITATIVE, TYPE_TEMPORAL, TYPE_ORDINAL, TYPE_NOMINAL } MeasureType;
typedef enum { STACK_AUTO, STACK_NONE, STACK_ZERO, STACK_NORMALIZE, STACK_CENTER } StackMode;

typedef struct {
    gboolean present;
    const cJSON *json;
    const cJSON *told; /* all that is said of it, of outer views too; of the grammar only */
    MeasureType type;
    const char *field;     /* NULL: none (a count, a constant) */
    const char *aggregate; /* NULL: none */
    const char *row_by;    /* of "argmin", "argmax": the field that chooses the row; else NULL */
    gboolean has_value;    /* a constant in the channel's own terms: px, colour, text */
    gboolean has_datum;    /* a constant in data terms */
    Value constant;
    gboolean has_title; /* title may be NULL: none wanted */
    const char *title;
    const char *format;                        /* of text and axis labels; NULL: by type */
    const cJSON *scale, *axis, *legend, *sort; /* objects or others; NULL: absent */
    gboolean no_axis, no_legend;               /* null in the spec */
    StackMode stack;
    double band_position; /* of a stacked text, from the start (0) to the end (1) of its block */
    /* of the grammar only */
    const char *source;    /* the field as the spec names it; 'field' is the column to draw */
    TimeUnit time_unit;    /* 0: none */
    TimeBins time;         /* the same, with its step */
    const cJSON *bin;      /* true, or an object: make bins; NULL: none */
    gboolean binned;       /* the data are ends of bins already */
    const char *bin_start; /* columns of the bins' ends, when bins are made; NULL: none */
    const char *bin_end;
    const cJSON *condition; /* an object or an array of them; NULL: none */
    const cJSON *test;      /* the condition where the field counts; NULL: everywhere */
    const cJSON *value;     /* a constant in the channel's own terms, also beside a test; or NULL */
    gboolean no_scale;      /* values are in the channel's own terms */
    double band;            /* bandPosition; NAN: not said */
    const cJSON *list;      /* all fields of a channel that has several; NULL: one */
} ChannelSpec;

/* encodings[N_CHANNELS] may hold what an outer view said; inner ones win. */
void spec_parse_encoding(SpecContext *context, const cJSON *json, ChannelSpec *encodings);

/* A mark by its name: spec_mark.c has the table. */
typedef struct {
    const char *name;
    MarkType type;
    const char *shape;          /* of circle and square; else NULL */
    const char *const *members; /* what it may say in the house style; NULL: not there */
} MarkName;

/* That which a mark ("bar" or {"type": "bar"}) names; NULL with a finding that lists all. */
const MarkName *spec_find_mark(SpecContext *context, const cJSON *json);

/* The same by the whole grammar (spec_grammar.c). */
void spec_parse_grammar_encoding(SpecContext *context, const cJSON *json, ChannelSpec *encodings);
void spec_check_grammar_guides(SpecContext *context, Channel which, const ChannelSpec *channel);
/* Whether a value is one of some texts; NULL ends them. */
gboolean spec_is_one_of(const cJSON *value, const char *const *words);
/* Whether a value is of that kind (spec_kind.c); else a finding. */
gboolean spec_check_kind(SpecContext *context, const cJSON *value, ConfigKind kind);
gboolean spec_parse_grammar_mark(SpecContext *context, const cJSON *json, MarkSpec *mark);
/* A guide's members against what the config's block of that name may have, or the few that are its
 * own: "title", "values", ... */
void spec_check_block(SpecContext *context, const cJSON *json, const char *block);
/* {"condition": {"test": ..., "value": ...}, "value": ...} of a property of an axis. */
gboolean spec_check_axis_condition(SpecContext *context, const cJSON *item, ConfigKind kind);
/* The "axis" of a channel (spec_grammar_axis.c). */
void spec_check_axis(SpecContext *context, const ChannelSpec *channel);
/* A "labelExpr" of an axis or legend, which may be NULL. */
void spec_check_label_expression(SpecContext *context, const cJSON *text);
/* A "config" object, on top of what config has; faults are findings (spec_config.c). */
void spec_read_config(SpecContext *context, const cJSON *json, Config *config);
/* Whether there is an aggregate operation of that name (transform_aggregate.c). */
gboolean aggregate_op_known(const char *op);
/* A "timeUnit": a name, or {"unit", "step", "maxbins", "utc", "binned"}; NULL gives none.  FALSE
 * after a finding. */
gboolean spec_time_bins(SpecContext *context, const cJSON *json, TimeBins *bins);
/* Constants that the grammar knows beside scalars: {"year": 2006, "month": "jan"}. */
gboolean spec_datum(SpecContext *context, const cJSON *item, Value *value);
gboolean spec_is_moment(const cJSON *item);
/* A constant beside a field of that time unit (0: none), or of type temporal: a moment or a text is
 * a time, and a number or a name of a single unit that which it means: 3 or "mar" of months. */
Value spec_constant(const cJSON *item, TimeUnit unit, gboolean temporal);

extern const char *const spec_scale_types[]; /* as ScaleType, then "utc"; NULL ends it */
/* spec_guide.c: what the scale, axis, legend and sort of a channel may say;
 * which scales can have the domain is seen later (chart_domain.c). */
void spec_check_guides(SpecContext *context, Channel which, ChannelSpec *channel);
/* A number format; a finding when it is none. */
void spec_check_number_format(SpecContext *context, const cJSON *item);

/* Whether values of the channel are discrete on a position or colour scale. */
gboolean channel_is_discrete(const ChannelSpec *channel);
/* Whether it shows data, by a field or a datum. */
gboolean channel_shows_data(const ChannelSpec *channel);
/* The other end of x or y; other channels themselves. */
Channel channel_second(Channel channel);

#endif
