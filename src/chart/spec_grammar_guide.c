/* The whole grammar's marks, scales, axes and legends: what each may say. */
#include "chart/scheme.h"
#include "chart/spec.h"

#include <math.h>
#include <string.h>

/* ---- values of a kind
 * ------------------------------------------------------------------------------ */

static gboolean fits_kind(const cJSON *value, ConfigKind kind)
{
    Color ignored;
    const char *text = cJSON_GetStringValue(value);
    switch (kind) {
    case CONFIG_NUMBER: return cJSON_IsNumber(value) && fabs(value->valuedouble) <= 1e6;
    case CONFIG_COLOR: return cJSON_IsNull(value) || (text && color_parse(text, &ignored));
    case CONFIG_TEXT: return text != NULL;
    case CONFIG_FLAG: return cJSON_IsBool(value) != 0;
    case CONFIG_DASH: {
        const int n = cJSON_IsArray(value) ? cJSON_GetArraySize(value) : 0;
        double sum = 0;
        for (const cJSON *item = n > 0 ? value->child : NULL; item; item = item->next)
            sum += cJSON_IsNumber(item) && item->valuedouble >= 0 ? item->valuedouble : NAN;
        return (n == 2 || n == 4) && sum > 0 && sum <= 1e4;
    }
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

static gboolean check_kind(SpecContext *context, const cJSON *value, ConfigKind kind)
{
    static const char *const wanted[] = {
        [CONFIG_NUMBER] = "a number",
        [CONFIG_COLOR] = "a CSS colour or null",
        [CONFIG_TEXT] = "a text",
        [CONFIG_FLAG] = "true or false",
        [CONFIG_DASH] = "two or four lengths",
        [CONFIG_WEIGHT] = "normal, bold or a number from 100 to 900",
        [CONFIG_BAND] = "a number of px or {\"band\": share}",
    };
    if (fits_kind(value, kind))
        return TRUE;
    spec_fail(context, &rule_spec_value, value, "'%s' must be %s", value->string, wanted[kind]);
    return FALSE;
}

/* ---- config -------------------------------------------------------------------------------------
 */

static void read_property(SpecContext *context, Config *config, const char *block,
                          const cJSON *item)
{
    ConfigKind kind;
    if (!config_kind(block, item->string, &kind))
        spec_fail(context, &rule_spec_property, item, "'%s' is not supported in config%s%s",
                  item->string, *block ? "." : "", block);
    else if (check_kind(context, item, kind))
        config_set(config, block, item->string, item);
}

void spec_read_config(SpecContext *context, const cJSON *json, Config *config)
{
    if (!cJSON_IsObject(json)) {
        spec_fail(context, &rule_spec_value, json, "a config must be an object");
        return;
    }
    for (const cJSON *item = json->child; item; item = item->next) {
        if (!config_is_block(item->string) || !cJSON_IsObject(item)) {
            read_property(context, config, "", item);
            continue;
        }
        for (const cJSON *inner = item->child; inner; inner = inner->next)
            read_property(context, config, item->string, inner);
    }
}

/* ---- marks
 * --------------------------------------------------------------------------------------- */

static const struct {
    const char *name;
    MarkType type;
    const char *shape;
} mark_types[] = {
    {"bar", SHAPE_BAR, NULL},          {"point", SHAPE_POINT, NULL},
    {"circle", SHAPE_POINT, "circle"}, {"square", SHAPE_POINT, "square"},
    {"rule", SHAPE_RULE, NULL},        {"text", SHAPE_TEXT, NULL},
    {"tick", SHAPE_TICK, NULL},        {"line", SHAPE_LINE, NULL},
};

/* Properties that only some marks heed; one that a mark would ignore is refused. */
static const struct {
    const char *name;
    const char *marks[4];
} limited[] = {
    {"shape", {"point"}},
    {"interpolate", {"line"}},
    {"orient", {"bar", "tick", "line", "rule"}},
    {"cornerRadius", {"bar"}},
    {"cornerRadiusEnd", {"bar"}},
    {"cornerRadiusTopLeft", {"bar"}},
    {"cornerRadiusTopRight", {"bar"}},
    {"cornerRadiusBottomLeft", {"bar"}},
    {"cornerRadiusBottomRight", {"bar"}},
    {"align", {"text"}},
    {"baseline", {"text"}},
    {"dx", {"text"}},
    {"dy", {"text"}},
    {"angle", {"text"}},
    {"fontSize", {"text"}},
    {"fontWeight", {"text"}},
    {"thickness", {"tick"}},
    {"width", {"bar", "tick"}},
    {"height", {"bar", "tick"}},
    {"binSpacing", {"bar"}},
    {"continuousBandSize", {"bar"}},
    {"discreteBandSize", {"bar", "tick"}},
    {"minBandSize", {"bar", "tick"}},
    {"timeUnitBandSize", {"bar"}},
    {"strokeCap", {"line", "rule"}},
};

static gboolean heeds(const char *mark, const char *property)
{
    for (gsize i = 0; i < G_N_ELEMENTS(limited); i++) {
        if (strcmp(limited[i].name, property) != 0)
            continue;
        for (gsize m = 0; m < G_N_ELEMENTS(limited[i].marks); m++) {
            if (g_strcmp0(limited[i].marks[m], mark) == 0)
                return TRUE;
        }
        return FALSE;
    }
    return TRUE;
}

/* Words that a property may be; the others take any text. */
static void check_words(SpecContext *context, const cJSON *json)
{
    static const char *const aligns[] = {"left", "center", "right", NULL};
    static const char *const baselines[] = {"top", "middle", "bottom", "alphabetic", NULL};
    static const char *const orients[] = {"horizontal", "vertical", NULL};
    static const char *const interpolations[] = {"linear",     "monotone",    "step",
                                                 "step-after", "step-before", NULL};
    static const char *const caps[] = {"butt", "round", "square", NULL};
    spec_word(context, json, "align", aligns, 0);
    spec_word(context, json, "baseline", baselines, 0);
    spec_word(context, json, "orient", orients, 0);
    spec_word(context, json, "interpolate", interpolations, 0);
    spec_word(context, json, "strokeCap", caps, 0);
    spec_word(context, json, "shape", spec_shapes, 0);
}

/* true, null, or {"content": "encoding" | "data"} */
static void check_tooltip(SpecContext *context, const cJSON *tooltip)
{
    static const char *const members[] = {"content", NULL};
    static const char *const contents[] = {"encoding", "data", NULL};
    if (cJSON_IsObject(tooltip)) {
        if (spec_check_members(context, tooltip, "a mark's tooltip", members))
            spec_word(context, tooltip, "content", contents, 0);
    } else if (!cJSON_IsBool(tooltip) && !cJSON_IsNull(tooltip)) {
        spec_fail(context, &rule_spec_value, tooltip,
                  "'tooltip' must be true, false, null or {\"content\": ...}");
    }
}

static void check_mark_member(SpecContext *context, const cJSON *item, const char *mark)
{
    ConfigKind kind;
    if (strcmp(item->string, "type") == 0 || strcmp(item->string, "point") == 0)
        return; /* 'point' of a line: normalize.c makes a layer of it */
    if (strcmp(item->string, "tooltip") == 0)
        check_tooltip(context, item);
    else if (!config_kind(mark, item->string, &kind) || !heeds(mark, item->string))
        spec_fail(context, &rule_spec_property, item, "'%s' is not supported in a %s mark",
                  item->string, mark);
    else
        check_kind(context, item, kind);
}

gboolean spec_parse_grammar_mark(SpecContext *context, const cJSON *json, MarkSpec *mark)
{
    const char *name = cJSON_IsString(json) ? json->valuestring : json_string(json, "type");
    gsize i = 0;
    while (name && i < G_N_ELEMENTS(mark_types) && strcmp(name, mark_types[i].name) != 0)
        i++;
    if (!name || i == G_N_ELEMENTS(mark_types)) {
        spec_fail(context, &rule_spec_value, json,
                  "mark '%s' is not supported; supported are: bar, point, circle, square, rule, "
                  "text, tick, line, errorbar",
                  name ? name : "");
        return FALSE;
    }
    *mark = (MarkSpec){.json = json,
                       .name = mark_types[i].name,
                       .type = mark_types[i].type,
                       .shape = mark_types[i].shape,
                       .band = NAN};
    for (const cJSON *item = cJSON_IsObject(json) ? json->child : NULL; item; item = item->next)
        check_mark_member(context, item, name);
    if (cJSON_IsObject(json))
        check_words(context, json);
    const gboolean fills = mark->shape || (mark->type != SHAPE_POINT && mark->type != SHAPE_LINE &&
                                           mark->type != SHAPE_RULE);
    mark->filled = json_flag(json, "filled", config_flag(context->config, name, "filled", fills));
    return !context->failed;
}

/* ---- guides
 * --------------------------------------------------------------------------------------- */

static const char *const scale_types[] = {"linear", "log",   "sqrt",    "time", "utc",
                                          "band",   "point", "ordinal", NULL};

static void check_scale(SpecContext *context, const cJSON *scale)
{
    static const char *const members[] = {
        "type", "domain",  "domainMin", "domainMax",    "range",        "scheme", "zero",
        "nice", "reverse", "padding",   "paddingInner", "paddingOuter", "round",  NULL};
    static const char *const flags[] = {"zero", "nice", "reverse", "round"};
    if (!spec_check_members(context, scale, "scale", members))
        return;
    spec_word(context, scale, "type", scale_types, 0);
    for (gsize i = 0; i < G_N_ELEMENTS(flags); i++)
        spec_flag(context, scale, flags[i], FALSE);
    spec_number(context, scale, "padding", 0, 0, 1000);
    spec_number(context, scale, "paddingInner", 0, 0, 1);
    spec_number(context, scale, "paddingOuter", 0, 0, 100);
    const char *scheme = spec_string(context, scale, "scheme");
    if (scheme && scheme_kind(scheme) == SCHEME_NONE)
        spec_fail(context, &rule_spec_value, json_member(scale, "scheme"),
                  "there is no colour scheme \"%s\"", scheme);
    static const char *const lists[] = {"domain", "range"};
    for (gsize i = 0; i < G_N_ELEMENTS(lists); i++) {
        const cJSON *list = spec_array(context, scale, lists[i]);
        Value ignored;
        if (list && !list->child)
            spec_fail(context, &rule_spec_value, list, "'%s' must not be empty", lists[i]);
        for (const cJSON *item = list ? list->child : NULL; item; item = item->next)
            spec_datum(context, item, &ignored);
    }
}

static void check_axis(SpecContext *context, const ChannelSpec *channel)
{
    static const char *const members[] = {"title",  "format", "labels",    "grid",       "ticks",
                                          "domain", "values", "tickCount", "labelAngle", NULL};
    static const char *const flags[] = {"labels", "grid", "ticks", "domain"};
    const cJSON *axis = channel->axis;
    if (!spec_check_members(context, axis, "axis", members))
        return;
    if (!cJSON_IsNull(json_member(axis, "title")))
        spec_string(context, axis, "title");
    const char *format = spec_string(context, axis, "format");
    if (format && channel->type != TYPE_TEMPORAL && !channel->time_unit)
        spec_check_number_format(context, json_member(axis, "format"));
    for (gsize i = 0; i < G_N_ELEMENTS(flags); i++)
        spec_flag(context, axis, flags[i], TRUE);
    spec_number(context, axis, "tickCount", 0, 0, 1000);
    spec_number(context, axis, "labelAngle", 0, -360, 360);
    const cJSON *values = spec_array(context, axis, "values");
    Value ignored;
    for (const cJSON *item = values ? values->child : NULL; item; item = item->next)
        spec_datum(context, item, &ignored);
}

static void check_legend(SpecContext *context, const cJSON *legend)
{
    static const char *const members[] = {"title", "orient", "format", NULL};
    static const char *const orients[] = {"right", "left", NULL};
    if (!spec_check_members(context, legend, "legend", members))
        return;
    if (!cJSON_IsNull(json_member(legend, "title")))
        spec_string(context, legend, "title");
    spec_word(context, legend, "orient", orients, 0);
    spec_string(context, legend, "format");
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
    (void)which;
    if (channel->scale)
        check_scale(context, channel->scale);
    if (channel->axis && !channel->no_axis)
        check_axis(context, channel);
    if (channel->legend && !channel->no_legend)
        check_legend(context, channel->legend);
    if (channel->sort)
        check_sort(context, channel->sort);
}
