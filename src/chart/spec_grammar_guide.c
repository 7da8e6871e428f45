/* The whole grammar's scales and legends, and values of all kinds: what each may say. */
#include "chart/color_interpolate.h"
#include "chart/frame.h"
#include "chart/predicate.h"
#include "chart/row_expression.h"
#include "chart/scale.h"
#include "chart/scheme.h"
#include "chart/spec.h"

#include <math.h>
#include <string.h>

/* ---- values of a kind
 * ------------------------------------------------------------------------------ */

gboolean spec_dash_fits(const cJSON *dash)
{
    const int n = cJSON_IsArray(dash) ? cJSON_GetArraySize(dash) : -1;
    double sum = 0;
    for (const cJSON *item = n > 0 ? dash->child : NULL; item; item = item->next)
        sum += cJSON_IsNumber(item) && item->valuedouble >= 0 ? item->valuedouble : NAN;
    return n >= 0 && n <= 4 && n != 3 && sum <= 1e4;
}

/* A text, texts in an array, or null. */
static gboolean lines_fit(const cJSON *value)
{
    for (const cJSON *line = cJSON_IsArray(value) ? value->child : NULL; line; line = line->next) {
        if (!cJSON_IsString(line))
            return FALSE;
    }
    return cJSON_IsString(value) || cJSON_IsArray(value) || cJSON_IsNull(value);
}

static gboolean formats_fit(const cJSON *value)
{
    static const char *const units[] = {"year",    "quarter",      "month", "week",
                                        "date",    "day",          "hours", "minutes",
                                        "seconds", "milliseconds", NULL};
    for (const cJSON *item = cJSON_IsObject(value) ? value->child : NULL; item; item = item->next) {
        if (!cJSON_IsString(item) || !g_strv_contains(units, item->string))
            return FALSE;
    }
    return cJSON_IsObject(value) != 0;
}

/* px, or px by name ("left", "step", ...). */
static gboolean lengths_fit(const cJSON *value, const char *const *names)
{
    for (const cJSON *item = cJSON_IsObject(value) ? value->child : NULL; item; item = item->next) {
        if (!g_strv_contains(names, item->string) || !lengths_fit(item, names))
            return FALSE;
    }
    return (cJSON_IsObject(value) && value->child) ||
           (cJSON_IsNumber(value) && value->valuedouble >= 0 && value->valuedouble <= 20000);
}

static gboolean autosize_fits(const cJSON *value)
{
    static const char *const types[] = {"pad", "fit", "fit-x", "fit-y", "none", NULL};
    static const char *const members[] = {"type", "contains", "resize", NULL};
    static const char *const contents[] = {"content", "padding", NULL};
    for (const cJSON *item = cJSON_IsObject(value) ? value->child : NULL; item; item = item->next) {
        if (!g_strv_contains(members, item->string))
            return FALSE;
    }
    const char *contains = json_string(value, "contains"), *type = json_string(value, "type");
    if (cJSON_IsString(value))
        type = value->valuestring;
    else if (cJSON_IsObject(value) && !type)
        type = "pad";
    return type && g_strv_contains(types, type) &&
           (!json_member(value, "contains") || (contains && g_strv_contains(contents, contains)));
}

/* Of config.range: colours, shapes or dashes, or the name of a scheme. */
static gboolean range_fits(const cJSON *value)
{
    const cJSON *scheme = json_member(value, "scheme");
    Color ignored;
    if (cJSON_IsObject(value))
        return cJSON_IsString(scheme) && scheme_kind(scheme->valuestring) != SCHEME_NONE;
    for (const cJSON *item = cJSON_IsArray(value) ? value->child : NULL; item; item = item->next) {
        if (!spec_dash_fits(item) && !spec_shape_known(cJSON_GetStringValue(item)) &&
            !(cJSON_IsString(item) && color_parse(item->valuestring, &ignored)))
            return FALSE;
    }
    return cJSON_IsArray(value) && value->child;
}

static gboolean is_one_of(const cJSON *value, const char *const *words)
{
    return cJSON_IsString(value) && g_strv_contains(words, value->valuestring);
}

/* {"CHANNEL": "zero-or-min" or {"value": ...}} */
static gboolean outputs_fit(const cJSON *value)
{
    for (const cJSON *item = value->child; item; item = item->next) {
        const cJSON *output = json_member(item, "value");
        int channel = 0;
        while (channel < N_CHANNELS && strcmp(item->string, channel_names[channel]) != 0)
            channel++;
        if (channel == N_CHANNELS ||
            !(output ? spec_is_scalar(output)
                     : g_strcmp0(cJSON_GetStringValue(item), "zero-or-min") == 0))
            return FALSE;
    }
    return cJSON_IsObject(value);
}

static gboolean fits_kind(const cJSON *value, ConfigKind kind);

static gboolean part_fits(const cJSON *value)
{
    for (const cJSON *item = value->child; item; item = item->next) {
        ConfigKind kind;
        if (!config_kind("mark", item->string, &kind) || !fits_kind(item, kind))
            return FALSE;
    }
    return cJSON_IsObject(value);
}

static gboolean fits_kind(const cJSON *value, ConfigKind kind)
{
    static const char *const invalid_modes[] = {
        "filter", "break-paths-filter-domains",    "break-paths-show-domains",
        "show",   "break-paths-show-path-domains", NULL};
    static const char *const contents[] = {"encoding", "data", NULL};
    static const char *const sides[] = {"left", "top", "right", "bottom", NULL};
    static const char *const step[] = {"step", NULL};
    Color ignored;
    const char *text = cJSON_GetStringValue(value);
    switch (kind) {
    case CONFIG_NUMBER: return cJSON_IsNumber(value) && fabs(value->valuedouble) <= 1e6;
    case CONFIG_COLOR: /* "": nothing is painted, as in Vega */
        return cJSON_IsNull(value) || (text && (!*text || color_parse(text, &ignored)));
    case CONFIG_TEXT: return text != NULL;
    case CONFIG_FLAG: return cJSON_IsBool(value) != 0;
    case CONFIG_ORDER: return cJSON_IsBool(value) || cJSON_IsNull(value);
    case CONFIG_DASH: return spec_dash_fits(value);
    case CONFIG_RANGE: return range_fits(value);
    case CONFIG_PLACE:
        return (cJSON_IsNumber(value) && fabs(value->valuedouble) <= 1e5) ||
               is_one_of(value, (const char *const[]){"width", "height", NULL});
    case CONFIG_PART: return cJSON_IsBool(value) || part_fits(value);
    case CONFIG_INVALID: return cJSON_IsNull(value) || is_one_of(value, invalid_modes);
    case CONFIG_TOOLTIP:
        return cJSON_IsBool(value) || cJSON_IsNull(value) ||
               is_one_of(json_member(value, "content"), contents);
    case CONFIG_OUTPUTS: return outputs_fit(value);
    case CONFIG_CHOICE: return cJSON_IsBool(value) || cJSON_IsNumber(value) || text;
    case CONFIG_FORMAT: return text || formats_fit(value);
    case CONFIG_LINES: return lines_fit(value);
    case CONFIG_LENGTH: return lengths_fit(value, step);
    case CONFIG_MARGINS: return lengths_fit(value, sides);
    case CONFIG_AUTOSIZE: return autosize_fits(value);
    case CONFIG_SILENT:
    case CONFIG_UNDRAWN: return TRUE;
    case CONFIG_WEIGHT:
        return g_strcmp0(text, "bold") == 0 || g_strcmp0(text, "normal") == 0 ||
               (cJSON_IsNumber(value) && value->valuedouble >= 100 && value->valuedouble <= 900);
    case CONFIG_BAND: {
        const cJSON *band = json_member(value, "band");
        return (cJSON_IsNumber(value) && value->valuedouble >= 0 && value->valuedouble <= 1e4) ||
               (cJSON_IsNumber(band) && band->valuedouble >= 0 && band->valuedouble <= 10);
    }
    }
    return FALSE;
}

gboolean spec_check_kind(SpecContext *context, const cJSON *value, ConfigKind kind)
{
    static const char *const wanted[] = {
        [CONFIG_NUMBER] = "a number",
        [CONFIG_COLOR] = "a CSS colour or null",
        [CONFIG_TEXT] = "a text",
        [CONFIG_FLAG] = "true or false",
        [CONFIG_ORDER] = "true, false or null",
        [CONFIG_DASH] = "an array of one, two or four lengths, or an empty one",
        [CONFIG_RANGE] = "a list, or {\"scheme\": a name}",
        [CONFIG_WEIGHT] = "normal, bold or a number from 100 to 900",
        [CONFIG_BAND] = "a number of px or {\"band\": share}",
        [CONFIG_CHOICE] = "true, false, a number or a word",
        [CONFIG_PLACE] = "a number of px, \"width\" or \"height\"",
        [CONFIG_PART] = "true, false, or an object of what its mark may say",
        [CONFIG_INVALID] = "filter, show, null, or one of break-paths-...-domains",
        [CONFIG_TOOLTIP] = "true, false, null or {\"content\": \"encoding\" or \"data\"}",
        [CONFIG_OUTPUTS] = "an object of channels, each with \"zero-or-min\" or {\"value\": ...}",
        [CONFIG_FORMAT] =
            "a text, or an object of texts by unit of time (year, month, date, hours ...)",
        [CONFIG_LINES] = "a text, an array of texts or null",
        [CONFIG_LENGTH] = "a number of px or {\"step\": px}",
        [CONFIG_MARGINS] = "a number of px, or an object with left, top, right and bottom",
        [CONFIG_AUTOSIZE] =
            "pad, fit, fit-x, fit-y, none, or {\"type\": one of these, \"contains\"}",
        [CONFIG_SILENT] = "anything",
        [CONFIG_UNDRAWN] = "anything",
    };
    if (kind == CONFIG_UNDRAWN)
        spec_left_out(context, value, "nothing here draws '%s'", value->string);
    if (fits_kind(value, kind))
        return TRUE;
    spec_fail(context, &rule_spec_value, value, "'%s' must be %s", value->string, wanted[kind]);
    return FALSE;
}

/* ---- guides
 * --------------------------------------------------------------------------------------- */

/* true, a count, or for times a unit: "month", {"interval": "month", "step": 3} */
static void check_nice(SpecContext *context, const cJSON *nice)
{
    static const char *const members[] = {"interval", "step", NULL};
    const char *unit =
        cJSON_IsObject(nice) ? json_string(nice, "interval") : cJSON_GetStringValue(nice);
    if (!nice || cJSON_IsBool(nice) || cJSON_IsNull(nice) ||
        (cJSON_IsNumber(nice) && nice->valuedouble > 0 && nice->valuedouble <= 1000))
        return;
    if (cJSON_IsObject(nice) && !spec_check_members(context, nice, "nice", members))
        return;
    if (cJSON_IsObject(nice))
        spec_number(context, nice, "step", 1, 1, 1000);
    if (!unit || !scale_interval_known(unit))
        spec_fail(context, &rule_spec_value, nice,
                  "'nice' must be true, false, a number, or a unit of time from second to year");
}

static const char *const scale_types[] = {"linear",    "log",      "pow",      "sqrt",  "symlog",
                                          "time",      "utc",      "band",     "point", "ordinal",
                                          "threshold", "quantile", "quantize", NULL};

static void check_domain(SpecContext *context, const cJSON *scale)
{
    static const char *const ends[] = {"domainMin", "domainMid", "domainMax"};
    const cJSON *list = spec_array(context, scale, "domain");
    Value ignored;
    if (list && !list->child)
        spec_fail(context, &rule_spec_value, list, "'domain' must not be empty");
    for (const cJSON *item = list ? list->child : NULL; item; item = item->next) {
        if (!cJSON_IsNull(item)) /* a category may be missing */
            spec_datum(context, item, &ignored);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(ends); i++) {
        const cJSON *end = json_member(scale, ends[i]);
        if (end)
            spec_datum(context, end, &ignored);
    }
}

/* A name, or {"name", "extent", "count"}. */
static void check_scheme(SpecContext *context, const cJSON *scheme)
{
    static const char *const members[] = {"name", "extent", "count", NULL};
    const char *name = cJSON_GetStringValue(scheme);
    if (cJSON_IsObject(scheme)) {
        spec_check_members(context, scheme, "a scheme", members);
        name = json_string(scheme, "name");
        const cJSON *extent = spec_array(context, scheme, "extent");
        if (extent && !(cJSON_GetArraySize(extent) == 2 && cJSON_IsNumber(extent->child) &&
                        cJSON_IsNumber(extent->child->next)))
            spec_fail(context, &rule_spec_value, extent, "'extent' must be two numbers");
        spec_number(context, scheme, "count", 1, 1, 1000);
    }
    if (scheme && (!name || scheme_kind(name) == SCHEME_NONE))
        spec_fail(context, &rule_spec_value, scheme, "there is no colour scheme \"%s\"",
                  name ? name : "");
}

/* Of x, y and their offsets two places. */
static void check_places(SpecContext *context, const cJSON *range)
{
    const char *const words[] = {"width", "height", NULL};
    if (cJSON_GetArraySize(range) != 2)
        spec_fail(context, &rule_spec_value, range, "a range of places has two ends");
    for (const cJSON *item = range->child; item; item = item->next) {
        if (!is_one_of(item, words) && !(cJSON_IsNumber(item) && fabs(item->valuedouble) <= 1e5))
            spec_fail(context, &rule_spec_value, item,
                      "a place must be a number of px, \"width\" or \"height\"");
    }
}

/* A list, whose items are seen to by the scale's outputs; {"field": whose values it is}; or a name
 * of config.range. */
static void check_range(SpecContext *context, const cJSON *scale, Channel which)
{
    static const char *const members[] = {"field", NULL};
    static const char *const colors[] = {"category", "ordinal",   "ramp",
                                         "heatmap",  "diverging", NULL};
    static const char *const symbols[] = {"symbol", NULL};
    const cJSON *range = json_member(scale, "range");
    const gboolean color =
        which == CHANNEL_COLOR || which == CHANNEL_FILL || which == CHANNEL_STROKE;
    const gboolean place = which == CHANNEL_X || which == CHANNEL_Y || which == CHANNEL_X_OFFSET ||
                           which == CHANNEL_Y_OFFSET;
    if (cJSON_IsString(range) && color)
        spec_word(context, scale, "range", colors, 0);
    else if (cJSON_IsString(range) && which == CHANNEL_SHAPE)
        spec_word(context, scale, "range", symbols, 0);
    else if (cJSON_IsObject(range) && !place) {
        if (spec_check_members(context, range, "a range", members) &&
            !spec_string(context, range, "field"))
            spec_fail(context, &rule_spec_value, range, "a range needs a 'field', or is an array");
    } else if (spec_array(context, scale, "range") && !range->child)
        spec_fail(context, &rule_spec_value, range, "'range' must not be empty");
    else if (cJSON_IsArray(range) && place)
        check_places(context, range);
}

static void check_scale(SpecContext *context, const cJSON *scale, Channel which)
{
    static const char *const members[] = {
        "type",     "domain",   "domainMin",    "domainMid",    "domainMax",   "range",
        "rangeMin", "rangeMax", "scheme",       "zero",         "nice",        "reverse",
        "clamp",    "exponent", "constant",     "base",         "interpolate", "padding",
        "round",    "align",    "paddingInner", "paddingOuter", NULL};
    static const char *const flags[] = {"zero", "reverse", "round", "clamp"};
    if (!spec_check_members(context, scale, "scale", members))
        return;
    spec_word(context, scale, "type", scale_types, 0);
    for (gsize i = 0; i < G_N_ELEMENTS(flags); i++) {
        if (!cJSON_IsNull(json_member(scale, flags[i])))
            spec_flag(context, scale, flags[i], FALSE);
    }
    check_nice(context, json_member(scale, "nice"));
    spec_number(context, scale, "padding", 0, 0, 1000);
    spec_number(context, scale, "paddingInner", 0, 0, 1);
    spec_number(context, scale, "paddingOuter", 0, 0, 100);
    spec_number(context, scale, "align", 0.5, 0, 1);
    spec_number(context, scale, "exponent", 1, 0.01, 100);
    spec_number(context, scale, "constant", 1, 1e-9, 1e9);
    spec_number(context, scale, "base", 10, 1.01, 1000);
    spec_number(context, scale, "rangeMin", 0, -1e6, 1e6);
    spec_number(context, scale, "rangeMax", 0, -1e6, 1e6);
    check_scheme(context, json_member(scale, "scheme"));
    if (!cJSON_IsObject(json_member(scale, "interpolate")))
        spec_word(context, scale, "interpolate", color_space_names, 0);
    check_domain(context, scale);
    check_range(context, scale, which);
}

static void check_legend(SpecContext *context, const cJSON *legend, const ChannelSpec *channel)
{
    static const char *const others[] = {"title",     "values",      "format", "formatType",
                                         "labelExpr", "tickMinStep", "type",   NULL};
    static const char *const types[] = {"symbol", "gradient", NULL};
    static const char *const sides[] = {"top", "bottom", "left", "right", NULL};
    static const char *const anchors[] = {"start", "middle", "end", NULL};
    static const char *const formats[] = {"number", "time", "utc", NULL};
    static const char *const alignments[] = {"each", "all", "none", NULL};
    static const char *const directions[] = {"vertical", "horizontal", NULL};
    static const char *const orients[] = {"right",    "left",      "top",         "bottom",
                                          "top-left", "top-right", "bottom-left", "bottom-right",
                                          "none",     NULL};
    if (!cJSON_IsObject(legend)) {
        spec_fail(context, &rule_spec_value, legend, "a legend must be an object or null");
        return;
    }
    for (const cJSON *item = legend->child; item; item = item->next) {
        ConfigKind kind;
        if (g_strv_contains(others, item->string))
            continue;
        if (!config_kind("legend", item->string, &kind))
            spec_unsupported(context, item, "'%s' is not supported in legend", item->string);
        else
            spec_check_kind(context, item, kind);
    }
    if (json_member(legend, "title"))
        spec_check_kind(context, json_member(legend, "title"), CONFIG_LINES);
    spec_word(context, legend, "type", types, 0);
    spec_word(context, legend, "titleOrient", sides, 0);
    spec_word(context, legend, "titleAnchor", anchors, 0);
    spec_word(context, legend, "formatType", formats, 0);
    spec_word(context, legend, "gridAlign", alignments, 0);
    spec_number(context, legend, "tickMinStep", 1, 0, 1e9);
    spec_check_label_expression(context, json_member(legend, "labelExpr"));
    spec_word(context, legend, "orient", orients, 0);
    spec_word(context, legend, "direction", directions, 0);
    const char *shape = json_string(legend, "symbolType");
    if (shape && !spec_shape_known(shape))
        spec_fail(context, &rule_spec_value, json_member(legend, "symbolType"),
                  "there is no shape \"%s\"", shape);
    const char *format = spec_string(context, legend, "format");
    const char *type = json_string(legend, "formatType");
    if (format && (type ? strcmp(type, "number") == 0
                        : channel->type != TYPE_TEMPORAL && !channel->time_unit))
        spec_check_number_format(context, json_member(legend, "format"));
    const cJSON *values = spec_array(context, legend, "values");
    Value ignored;
    for (const cJSON *item = values ? values->child : NULL; item; item = item->next)
        spec_datum(context, item, &ignored);
}

static void check_sort(SpecContext *context, const cJSON *sort)
{
    static const char *const words[] = {"ascending", "descending", "x",      "-x", "y",
                                        "-y",        "color",      "-color", NULL};
    static const char *const members[] = {"field", "op", "order", "encoding", NULL};
    static const char *const orders[] = {"ascending", "descending", NULL};
    static const char *const encodings[] = {"x", "y", "color", NULL};
    const char *word = cJSON_GetStringValue(sort);
    if (cJSON_IsNull(sort) || (word && g_strv_contains(words, word)))
        return;
    if (cJSON_IsArray(sort)) {
        Value ignored;
        for (const cJSON *item = sort->child; item; item = item->next)
            spec_datum(context, item, &ignored);
        return;
    }
    if (!cJSON_IsObject(sort)) {
        spec_fail(context, &rule_spec_value, sort,
                  "'sort' must be ascending, descending, null, x, -x, y, -y, color, -color, an "
                  "array or an object");
        return;
    }
    if (!spec_check_members(context, sort, "sort", members))
        return;
    spec_string(context, sort, "field");
    const char *op = spec_string(context, sort, "op");
    if (op && !aggregate_op_known(op))
        spec_fail(context, &rule_spec_value, json_member(sort, "op"),
                  "there is no operation \"%s\"", op);
    spec_word(context, sort, "order", orders, 0);
    spec_word(context, sort, "encoding", encodings, 0);
}

void spec_check_grammar_guides(SpecContext *context, Channel which, const ChannelSpec *channel)
{
    if (channel->scale)
        check_scale(context, channel->scale, which);
    if (channel->axis && !channel->no_axis)
        spec_check_axis(context, channel);
    if (channel->legend && !channel->no_legend)
        check_legend(context, channel->legend, channel);
    if (channel->sort)
        check_sort(context, channel->sort);
}
