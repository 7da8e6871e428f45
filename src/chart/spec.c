#include "chart/spec.h"

#include <math.h>
#include <string.h>

const Rule rule_spec_property = {"spec-property", LEVEL_ERROR,
                                 "a chart spec has a property that is not supported here"};
const Rule rule_spec_value = {"spec-value", LEVEL_ERROR,
                              "a property of a chart spec has a value that it cannot have"};
const Rule rule_spec_data = {"spec-data", LEVEL_ERROR,
                             "a chart spec names data or a field that is not there"};

void spec_fail(SpecContext *context, const Rule *rule, const cJSON *item, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    findings_add(context->findings, rule, json_document_place(context->document, item), "%s",
                 message);
    context->failed = TRUE;
}

gboolean spec_check_members(SpecContext *context, const cJSON *object, const char *what,
                            const char *const *allowed)
{
    if (!cJSON_IsObject(object)) {
        spec_fail(context, &rule_spec_value, object, "%s must be an object", what);
        return FALSE;
    }
    gboolean clean = TRUE;
    for (const cJSON *member = object->child; member; member = member->next) {
        if (g_strv_contains(allowed, member->string))
            continue;
        g_autofree char *known = g_strjoinv(", ", (char **)(gpointer)allowed);
        spec_fail(context, &rule_spec_property, member,
                  "'%s' is not supported in %s; supported are: %s", member->string, what, known);
        clean = FALSE;
    }
    return clean;
}

int spec_word(SpecContext *context, const cJSON *object, const char *name, const char *const *words,
              int fallback)
{
    const cJSON *item = json_member(object, name);
    if (!item)
        return fallback;
    for (int i = 0; words[i]; i++) {
        if (cJSON_IsString(item) && strcmp(item->valuestring, words[i]) == 0)
            return i;
    }
    g_autofree char *known = g_strjoinv(", ", (char **)(gpointer)words);
    spec_fail(context, &rule_spec_value, item, "'%s' must be one of: %s", name, known);
    return fallback;
}

gboolean spec_color(SpecContext *context, const cJSON *object, const char *name, Color *color)
{
    const cJSON *item = json_member(object, name);
    if (!item)
        return FALSE;
    if (cJSON_IsNull(item)) {
        *color = COLOR_NONE;
        return TRUE;
    }
    if (cJSON_IsString(item) && color_parse(item->valuestring, color))
        return TRUE;
    spec_fail(context, &rule_spec_value, item, "'%s' must be a CSS colour", name);
    return FALSE;
}

Value spec_value(const cJSON *item)
{
    if (cJSON_IsString(item))
        return value_string(item->valuestring);
    if (cJSON_IsNumber(item))
        return value_number(item->valuedouble);
    if (cJSON_IsBool(item))
        return value_boolean(cJSON_IsTrue(item));
    return VALUE_NOTHING;
}

/* ---- marks ---------------------------------------------------------------- */

/* What every mark may say, and what each adds to it. */
#define COMMON_MEMBERS "type", "color", "opacity"
#define STROKE_MEMBERS "stroke", "strokeWidth"
static const char *const bar_members[] = {COMMON_MEMBERS, STROKE_MEMBERS, "fill", "size",
                                          "height",       "cornerRadius", NULL};
static const char *const point_members[] = {COMMON_MEMBERS, STROKE_MEMBERS, "fill", "filled",
                                            "size",         "shape",        NULL};
static const char *const rule_members[] = {COMMON_MEMBERS, STROKE_MEMBERS, "strokeDash", NULL};
static const char *const text_members[] = {COMMON_MEMBERS, "dx",       "dy",         "align",
                                           "baseline",     "fontSize", "fontWeight", NULL};
static const char *const tick_members[] = {COMMON_MEMBERS, "size", "thickness", NULL};
static const char *const line_members[] = {COMMON_MEMBERS, "strokeWidth", "strokeDash", NULL};

/* circle and square are points, filled, of that shape */
static const struct {
    const char *name;
    MarkType type;
    const char *shape;
    const char *const *members;
} mark_types[] = {
    {"bar", SHAPE_BAR, NULL, bar_members},
    {"point", SHAPE_POINT, NULL, point_members},
    {"circle", SHAPE_POINT, "circle", point_members},
    {"square", SHAPE_POINT, "square", point_members},
    {"rule", SHAPE_RULE, NULL, rule_members},
    {"text", SHAPE_TEXT, NULL, text_members},
    {"tick", SHAPE_TICK, NULL, tick_members},
    {"line", SHAPE_LINE, NULL, line_members},
};

/* In the order of scene/symbol.c. */
const char *const spec_shapes[] = {"circle",      "square",        "cross", "diamond",
                                   "triangle-up", "triangle-down", NULL};

static void parse_dash(SpecContext *context, const cJSON *json, MarkSpec *mark)
{
    const cJSON *dash = json_member(json, "strokeDash");
    if (!dash)
        return;
    const int n = cJSON_IsArray(dash) ? cJSON_GetArraySize(dash) : 0;
    if (n != 2 && n != 4) {
        spec_fail(context, &rule_spec_value, dash, "'strokeDash' must be two or four numbers");
        return;
    }
    for (int i = 0; i < n; i++)
        mark->stroke_dash[i] = fmax(0, cJSON_GetNumberValue(cJSON_GetArrayItem(dash, i)));
    mark->n_stroke_dash = (guint)n;
}

/* Only the form {"band": 0..1} of Vega-Lite's bar height is supported. */
static void parse_band(SpecContext *context, const cJSON *json, MarkSpec *mark)
{
    static const char *const members[] = {"band", NULL};
    const cJSON *height = json_member(json, "height");
    if (height && spec_check_members(context, height, "a band size", members))
        mark->band = CLAMP(json_number(height, "band", NAN), 0.05, 1);
}

gboolean spec_parse_mark(SpecContext *context, const cJSON *json, MarkSpec *mark)
{
    static const char *const aligns[] = {"left", "center", "right", NULL};
    static const char *const baselines[] = {"top", "middle", "bottom", "alphabetic", NULL};
    *mark = (MarkSpec){.json = json,
                       .opacity = NAN,
                       .size = NAN,
                       .stroke_width = NAN,
                       .corner_radius = NAN,
                       .dx = NAN,
                       .dy = NAN,
                       .font_size = NAN,
                       .thickness = NAN,
                       .band = NAN};
    const char *name = cJSON_IsString(json) ? json->valuestring : json_string(json, "type");
    gsize i = 0;
    while (name && i < G_N_ELEMENTS(mark_types) && strcmp(name, mark_types[i].name) != 0)
        i++;
    if (!name || i == G_N_ELEMENTS(mark_types)) {
        spec_fail(context, &rule_spec_value, json,
                  "mark '%s' is not supported; supported are: bar, point, circle, square, rule, "
                  "text, tick, line",
                  name ? name : "");
        return FALSE;
    }
    mark->type = mark_types[i].type;
    mark->shape = mark_types[i].shape;
    mark->filled = mark->type != SHAPE_POINT || mark->shape;
    mark->align = mark->baseline = -1;
    if (cJSON_IsString(json))
        return TRUE;

    if (!spec_check_members(context, json, "this mark", mark_types[i].members))
        return FALSE;
    mark->filled = json_flag(json, "filled", mark->filled);
    mark->has_color = spec_color(context, json, "color", &mark->color);
    mark->has_fill = spec_color(context, json, "fill", &mark->fill);
    mark->has_stroke = spec_color(context, json, "stroke", &mark->stroke);
    mark->opacity = json_number(json, "opacity", NAN);
    mark->size = json_number(json, "size", NAN);
    mark->stroke_width = json_number(json, "strokeWidth", NAN);
    mark->corner_radius = json_number(json, "cornerRadius", NAN);
    mark->dx = json_number(json, "dx", NAN);
    mark->dy = json_number(json, "dy", NAN);
    mark->font_size = json_number(json, "fontSize", NAN);
    mark->thickness = json_number(json, "thickness", NAN);
    mark->align = spec_word(context, json, "align", aligns, -1);
    mark->baseline = spec_word(context, json, "baseline", baselines, -1);
    const cJSON *weight = json_member(json, "fontWeight");
    if (weight)
        mark->font_weight = cJSON_IsNumber(weight) ? weight->valueint
                            : g_strcmp0(cJSON_GetStringValue(weight), "bold") == 0 ? 700
                                                                                   : 400;
    const int shape = spec_word(context, json, "shape", spec_shapes, -1);
    if (shape >= 0)
        mark->shape = spec_shapes[shape];
    parse_dash(context, json, mark);
    parse_band(context, json, mark);
    return !context->failed;
}

/* ---- encoding --------------------------------------------------------------- */

const char *const channel_names[N_CHANNELS] = {"x",     "y",      "x2",    "y2",
                                               "color", "shape",  "size",  "opacity",
                                               "text",  "detail", "order", "tooltip"};

/* What a channel may say, by channel; "type", "field" and the like hold for all. */
#define SOURCE_MEMBERS "field", "type", "aggregate", "value", "datum"
static const char *const position_members[] = {SOURCE_MEMBERS, "title", "scale",        "axis",
                                               "sort",         "stack", "bandPosition", NULL};
static const char *const second_members[] = {"field", "aggregate", "value", "datum", NULL};
static const char *const mark_members[] = {SOURCE_MEMBERS, "title", "scale",
                                           "legend",       "sort",  NULL};
static const char *const value_members[] = {"value", NULL};
static const char *const text_channel_members[] = {SOURCE_MEMBERS, "format", NULL};
static const char *const field_members[] = {"field", "type", "aggregate", NULL};
static const char *const order_members[] = {"field", "type", "aggregate", "sort", NULL};

static const char *const *const channel_members[N_CHANNELS] = {
    [CHANNEL_X] = position_members,        [CHANNEL_Y] = position_members,
    [CHANNEL_X2] = second_members,         [CHANNEL_Y2] = second_members,
    [CHANNEL_COLOR] = mark_members,        [CHANNEL_SHAPE] = mark_members,
    [CHANNEL_SIZE] = value_members,        [CHANNEL_OPACITY] = value_members,
    [CHANNEL_TEXT] = text_channel_members, [CHANNEL_DETAIL] = field_members,
    [CHANNEL_ORDER] = order_members,       [CHANNEL_TOOLTIP] = text_channel_members,
};

static void parse_source(SpecContext *context, const cJSON *json, ChannelSpec *channel)
{
    static const char *const aggregates[] = {"count", "sum", "mean",     "average", "median",
                                             "min",   "max", "distinct", NULL};
    static const char *const types[] = {"quantitative", "temporal", "ordinal", "nominal", NULL};
    const cJSON *value = json_member(json, "value"), *datum = json_member(json, "datum");
    channel->field = json_string(json, "field");
    if (spec_word(context, json, "aggregate", aggregates, -1) >= 0)
        channel->aggregate = json_string(json, "aggregate");
    channel->has_value = value != NULL;
    channel->has_datum = datum != NULL;
    if (value || datum)
        channel->constant = spec_value(value ? value : datum);
    if (!channel->field && !channel->aggregate && !value && !datum)
        spec_fail(context, &rule_spec_value, json,
                  "a channel needs a field, an aggregate, a value or a datum");
    /* Vega-Lite's default types: encoding/type in its documentation */
    const gboolean number = channel->aggregate || (datum && cJSON_IsNumber(datum));
    channel->type = (MeasureType)spec_word(context, json, "type", types,
                                           number ? TYPE_QUANTITATIVE : TYPE_NOMINAL);
}

/* A legend can be left out or get a title; no more. */
static void parse_legend(SpecContext *context, ChannelSpec *channel)
{
    static const char *const members[] = {"title", NULL};
    channel->no_legend = cJSON_IsNull(channel->legend);
    if (!channel->legend || channel->no_legend ||
        !spec_check_members(context, channel->legend, "legend", members))
        return;
    channel->has_title = TRUE;
    channel->title = json_string(channel->legend, "title");
}

static void parse_channel(SpecContext *context, const cJSON *json, Channel which,
                          ChannelSpec *channel)
{
    *channel = (ChannelSpec){.present = TRUE, .json = json};
    g_autofree char *what = g_strdup_printf("channel %s", channel_names[which]);
    if (!spec_check_members(context, json, what, channel_members[which]))
        return;
    parse_source(context, json, channel);
    const cJSON *title = json_member(json, "title");
    channel->has_title = title != NULL;
    channel->title = cJSON_GetStringValue(title);
    channel->format = json_string(json, "format");
    channel->scale = json_member(json, "scale");
    channel->axis = json_member(json, "axis");
    channel->legend = json_member(json, "legend");
    channel->sort = json_member(json, "sort");
    channel->band_position = json_number(json, "bandPosition", 1);
    channel->no_axis = cJSON_IsNull(channel->axis);
    parse_legend(context, channel);
    const cJSON *stack = json_member(json, "stack");
    if (cJSON_IsNull(stack) || cJSON_IsFalse(stack))
        channel->stack = STACK_NONE;
    else if (cJSON_IsTrue(stack) || g_strcmp0(cJSON_GetStringValue(stack), "zero") == 0)
        channel->stack = STACK_ZERO;
    else if (stack)
        spec_fail(context, &rule_spec_value, stack,
                  "'stack' must be \"zero\", true, false or null");
}

void spec_parse_encoding(SpecContext *context, const cJSON *json, ChannelSpec *encodings)
{
    if (!json)
        return;
    if (!cJSON_IsObject(json)) {
        spec_fail(context, &rule_spec_value, json, "encoding must be an object");
        return;
    }
    for (const cJSON *member = json->child; member; member = member->next) {
        int channel = 0;
        while (channel < N_CHANNELS && strcmp(member->string, channel_names[channel]) != 0)
            channel++;
        if (channel < N_CHANNELS)
            parse_channel(context, member, (Channel)channel, &encodings[channel]);
        else
            spec_fail(context, &rule_spec_property, member,
                      "channel '%s' is not supported; supported are: x, y, x2, y2, color, shape, "
                      "size, opacity, text, detail, order, tooltip",
                      member->string);
    }
}

gboolean channel_is_discrete(const ChannelSpec *channel)
{
    return channel->type == TYPE_NOMINAL || channel->type == TYPE_ORDINAL;
}
