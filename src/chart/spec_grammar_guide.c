/* The whole grammar's scales and legends: what each may say. */
#include "chart/color_interpolate.h"
#include "chart/scale.h"
#include "chart/scheme.h"
#include "chart/spec.h"

#include <math.h>
#include <string.h>

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
        if (!spec_is_one_of(item, words) &&
            !(cJSON_IsNumber(item) && fabs(item->valuedouble) <= 1e5))
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
