/*
 * config: the defaults of a chart, named as Vega-Lite's "config" names them
 * (https://vega.github.io/vega-lite/docs/config.html).
 *
 * A theme gives the first values, a file and the spec's own config then replace
 * some.  What the table in config_table.c does not list is not supported.
 */
#ifndef FIGTRAIL_CHART_CONFIG_H
#define FIGTRAIL_CHART_CONFIG_H

#include "base/json.h"
#include "chart/color.h"

typedef struct Config Config;

/* Vega-Lite's own values. */
Config *config_new_vega(void);
void config_free(Config *config); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Config, config_free)

typedef enum {
    CONFIG_NUMBER,
    CONFIG_COLOR, /* a CSS colour, or null */
    CONFIG_PAINT, /* ... or a gradient */
    CONFIG_TEXT,
    CONFIG_FLAG,
    CONFIG_ORDER,    /* true, false or null */
    CONFIG_DASH,     /* up to four lengths, but not three */
    CONFIG_RANGE,    /* a list, or {"scheme": name} */
    CONFIG_WEIGHT,   /* normal, bold, or a number */
    CONFIG_BAND,     /* a number, or {"band": share} */
    CONFIG_CHOICE,   /* true, false, a number or a word */
    CONFIG_FORMAT,   /* a text, or texts by unit of time */
    CONFIG_LINES,    /* a text, an array of them, or null */
    CONFIG_PLACE,    /* px, "width" or "height" */
    CONFIG_PART,     /* of a composite mark: whether it is drawn, or how */
    CONFIG_INVALID,  /* what becomes of nulls: a word or null */
    CONFIG_TOOLTIP,  /* true, false, null, or {"content"} */
    CONFIG_OUTPUTS,  /* by channel: "zero-or-min" or {"value"} */
    CONFIG_LENGTH,   /* px, or {"step": px} */
    CONFIG_MARGINS,  /* px, or {"left", "top", "right", "bottom"} */
    CONFIG_AUTOSIZE, /* a word, or {"type", "contains"} */
    CONFIG_SILENT,   /* anything: pictures do not show it */
    CONFIG_UNDRAWN   /* anything: told to be left out, as nothing here draws it */
} ConfigKind;

/* What a property of a block ("bar", "view", "axis"; "" for the top) is; FALSE:
 * it is not supported.  A mark's block has all that "mark" has. */
gboolean config_kind(const char *block, const char *name, ConfigKind *kind);
gboolean config_is_block(const char *name);
gboolean config_is_mark(const char *block);
gboolean config_is_axis(const char *block); /* "axis", "axisX", "axisYBand" ... */

/* Takes a copy of a value, which must be of the property's kind. */
void config_set(Config *config, const char *block, const char *name, const cJSON *value);

/* The value of a property, or NULL when it has none.  Of a mark's block also
 * what "mark" says. */
const cJSON *config_value(const Config *config, const char *block, const char *name);
/* The same of this block alone; of a named style of marks ("style": {"label": {...}}). */
const cJSON *config_block_value(const Config *config, const char *block, const char *name);
const cJSON *config_style_value(const Config *config, const char *style, const char *name);
double config_number(const Config *config, const char *block, const char *name, double fallback);
gboolean config_flag(const Config *config, const char *block, const char *name, gboolean fallback);
const char *config_text(const Config *config, const char *block, const char *name);
/* fallback when it has none, COLOR_NONE when it is null */
Color config_color(const Config *config, const char *block, const char *name, Color fallback);

#endif
