/* Channels: what each may say (https://vega.github.io/vega-lite/docs/encoding.html). */
#include "chart/spec.h"

#include <math.h>
#include <string.h>

const char *const channel_names[N_CHANNELS] = {
    "x",          "y",      "x2",     "y2",          "color",       "shape",         "size",
    "opacity",    "text",   "detail", "order",       "tooltip",     "xOffset",       "yOffset",
    "fill",       "stroke", "href",   "description", "fillOpacity", "strokeOpacity", "strokeWidth",
    "strokeDash", "angle",  "xError", "yError",      "xError2",     "yError2",       "facet",
    "row",        "column"};

/* What a channel may say, by channel; "type", "field" and the like hold for all. */
#define SOURCE_MEMBERS "field", "type", "aggregate", "value", "datum"
static const char *const position_members[] = {SOURCE_MEMBERS, "title", "scale",        "axis",
                                               "sort",         "stack", "bandPosition", NULL};
static const char *const second_members[] = {"field", "aggregate", "value", "datum", NULL};
static const char *const mark_members[] = {SOURCE_MEMBERS, "title", "scale",
                                           "legend",       "sort",  NULL};
static const char *const value_members[] = {"value", NULL};
static const char *const text_channel_members[] = {SOURCE_MEMBERS, "format", NULL};
static const char *const tooltip_members[] = {SOURCE_MEMBERS, NULL};
static const char *const field_members[] = {"field", "type", "aggregate", NULL};
static const char *const order_members[] = {"field", "type", "aggregate", "sort", NULL};

static const char *const *const channel_members[N_HOUSE_CHANNELS] = {
    [CHANNEL_X] = position_members,        [CHANNEL_Y] = position_members,
    [CHANNEL_X2] = second_members,         [CHANNEL_Y2] = second_members,
    [CHANNEL_COLOR] = mark_members,        [CHANNEL_SHAPE] = mark_members,
    [CHANNEL_SIZE] = value_members,        [CHANNEL_OPACITY] = value_members,
    [CHANNEL_TEXT] = text_channel_members, [CHANNEL_DETAIL] = field_members,
    [CHANNEL_ORDER] = order_members,       [CHANNEL_TOOLTIP] = tooltip_members,
};

/* What a constant in a channel's own terms can be. */
static void check_value(SpecContext *context, const cJSON *value, Channel which)
{
    const char *text = cJSON_GetStringValue(value);
    const double number = cJSON_IsNumber(value) ? value->valuedouble : NAN;
    const gboolean px = fabs(number) <= 10000;
    Color ignored;
    const char *wanted = NULL;
    switch (which) {
    case CHANNEL_X:
    case CHANNEL_X2:
        wanted = px || g_strcmp0(text, "width") == 0 ? NULL : "a number of px or \"width\"";
        break;
    case CHANNEL_Y:
    case CHANNEL_Y2:
        wanted = px || g_strcmp0(text, "height") == 0 ? NULL : "a number of px or \"height\"";
        break;
    case CHANNEL_COLOR: wanted = text && color_parse(text, &ignored) ? NULL : "a CSS colour"; break;
    case CHANNEL_SHAPE:
        wanted = text && g_strv_contains(spec_shapes, text) ? NULL : "the name of a shape";
        break;
    case CHANNEL_SIZE:
        wanted = number >= 0 && number <= 1e6 ? NULL : "an area from 0 to 1e6";
        break;
    case CHANNEL_OPACITY:
        wanted = number >= 0 && number <= 1 ? NULL : "a number from 0 to 1";
        break;
    default: wanted = spec_is_scalar(value) ? NULL : "a text or a number";
    }
    if (wanted)
        spec_fail(context, &rule_spec_value, value, "the value of %s must be %s",
                  channel_names[which], wanted);
}

static void check_source(SpecContext *context, const ChannelSpec *channel, const cJSON *value,
                         const cJSON *datum, Channel which)
{
    const guint n =
        (channel->field || channel->aggregate != NULL) + (value != NULL) + (datum != NULL);
    if (n != 1)
        spec_fail(context, &rule_spec_value, channel->json,
                  n == 0 ? "a channel needs a field, an aggregate, a value or a datum"
                         : "a channel has either a field or a value or a datum");
    if (channel->aggregate && !channel->field && strcmp(channel->aggregate, "count") != 0)
        spec_fail(context, &rule_spec_value, json_member(channel->json, "aggregate"),
                  "'%s' needs a field", channel->aggregate);
    if (value)
        check_value(context, value, which);
    if (datum && !spec_is_scalar(datum))
        spec_fail(context, &rule_spec_value, datum, "'datum' must be a text or a number");
}

static void parse_source(SpecContext *context, const cJSON *json, Channel which,
                         ChannelSpec *channel)
{
    static const char *const aggregates[] = {"count", "sum", "mean",     "average", "median",
                                             "min",   "max", "distinct", NULL};
    static const char *const types[] = {"quantitative", "temporal", "ordinal", "nominal", NULL};
    const cJSON *value = json_member(json, "value"), *datum = json_member(json, "datum");
    channel->field = spec_string(context, json, "field");
    if (spec_word(context, json, "aggregate", aggregates, -1) >= 0)
        channel->aggregate = json_string(json, "aggregate");
    channel->has_value = value != NULL;
    channel->has_datum = datum != NULL;
    if (value || datum)
        channel->constant = spec_value(value ? value : datum);
    check_source(context, channel, value, datum, which);
    /* Vega-Lite's default types: encoding/type in its documentation */
    const gboolean number = channel->aggregate || (datum && cJSON_IsNumber(datum));
    channel->type = (MeasureType)spec_word(context, json, "type", types,
                                           number ? TYPE_QUANTITATIVE : TYPE_NOMINAL);
}

static const char *parse_title(SpecContext *context, const cJSON *json)
{
    return cJSON_IsNull(json_member(json, "title")) ? NULL : spec_string(context, json, "title");
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
    channel->title = parse_title(context, channel->legend);
}

static void parse_channel(SpecContext *context, const cJSON *json, Channel which,
                          ChannelSpec *channel)
{
    *channel = (ChannelSpec){.present = TRUE, .json = json};
    g_autofree char *what = g_strdup_printf("channel %s", channel_names[which]);
    if (!spec_check_members(context, json, what, channel_members[which]))
        return;
    parse_source(context, json, which, channel);
    channel->has_title = json_member(json, "title") != NULL;
    channel->title = parse_title(context, json);
    channel->format = spec_string(context, json, "format");
    if (channel->format && channel->type != TYPE_TEMPORAL)
        spec_check_number_format(context, json_member(json, "format"));
    channel->scale = json_member(json, "scale");
    channel->axis = json_member(json, "axis");
    channel->legend = json_member(json, "legend");
    channel->sort = json_member(json, "sort");
    channel->band_position = spec_number(context, json, "bandPosition", 1, 0, 1);
    channel->no_axis = cJSON_IsNull(channel->axis);
    parse_legend(context, channel);
    spec_check_guides(context, which, channel);
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
    if (context->config) {
        spec_parse_grammar_encoding(context, json, encodings);
        return;
    }
    for (const cJSON *member = json->child; member; member = member->next) {
        int channel = 0;
        while (channel < N_HOUSE_CHANNELS && strcmp(member->string, channel_names[channel]) != 0)
            channel++;
        if (channel < N_HOUSE_CHANNELS)
            parse_channel(context, member, (Channel)channel, &encodings[channel]);
        else
            spec_unsupported(
                context, member,
                "channel '%s' is not supported; supported are: x, y, x2, y2, color, shape, "
                "size, opacity, text, detail, order, tooltip",
                member->string);
    }
}

gboolean channel_is_discrete(const ChannelSpec *channel)
{
    return channel->type == TYPE_NOMINAL || channel->type == TYPE_ORDINAL;
}

gboolean channel_shows_data(const ChannelSpec *channel)
{
    return channel->present && !channel->has_value && (channel->field || channel->has_datum);
}

Channel channel_second(Channel channel)
{
    return channel == CHANNEL_X ? CHANNEL_X2 : channel == CHANNEL_Y ? CHANNEL_Y2 : channel;
}
