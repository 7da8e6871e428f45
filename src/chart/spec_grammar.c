/*
 * The whole grammar's encodings: what each channel may say when a chart is drawn
 * by a theme of Vega-Lite's, where nothing of the house's layout is in the way
 * (https://vega.github.io/vega-lite/docs/encoding.html).
 */
#include "chart/bin.h"
#include "chart/gradient.h"
#include "chart/spec.h"

#include <math.h>
#include <string.h>

#define SOURCE "field", "type", "aggregate", "bin", "timeUnit", "value", "datum"
static const char *const position_members[] = {SOURCE,  "title",        "scale",  "axis", "sort",
                                               "stack", "bandPosition", "impute", NULL};
static const char *const second_members[] = {"field",        "type",  "aggregate", "bin",
                                             "timeUnit",     "value", "datum",     "title",
                                             "bandPosition", NULL};
static const char *const offset_members[] = {SOURCE, "title", "scale", "sort", NULL};
static const char *const mark_members[] = {SOURCE,   "title",     "scale", "sort",
                                           "legend", "condition", NULL};
static const char *const text_members[] = {SOURCE, "title", "format", "condition", "filter", NULL};
static const char *const detail_members[] = {"field", "type", "aggregate", "bin", "timeUnit", NULL};
static const char *const order_members[] = {"field",    "type", "aggregate", "bin",
                                            "timeUnit", "sort", "value",     NULL};

static const char *const *const channel_members[N_CHANNELS] = {
    [CHANNEL_X] = position_members,        [CHANNEL_Y] = position_members,
    [CHANNEL_X2] = second_members,         [CHANNEL_Y2] = second_members,
    [CHANNEL_COLOR] = mark_members,        [CHANNEL_SHAPE] = mark_members,
    [CHANNEL_SIZE] = mark_members,         [CHANNEL_OPACITY] = mark_members,
    [CHANNEL_FILL] = mark_members,         [CHANNEL_STROKE] = mark_members,
    [CHANNEL_TEXT] = text_members,         [CHANNEL_TOOLTIP] = text_members,
    [CHANNEL_HREF] = text_members,         [CHANNEL_DESCRIPTION] = text_members,
    [CHANNEL_DETAIL] = detail_members,     [CHANNEL_ORDER] = order_members,
    [CHANNEL_FILL_OPACITY] = mark_members, [CHANNEL_STROKE_OPACITY] = mark_members,
    [CHANNEL_STROKE_WIDTH] = mark_members, [CHANNEL_STROKE_DASH] = mark_members,
    [CHANNEL_ANGLE] = mark_members,        [CHANNEL_X_ERROR] = second_members,
    [CHANNEL_Y_ERROR] = second_members,    [CHANNEL_X_ERROR2] = second_members,
    [CHANNEL_Y_ERROR2] = second_members,   [CHANNEL_X_OFFSET] = offset_members,
    [CHANNEL_Y_OFFSET] = offset_members,
};

/* ---- values ------------------------------------------------------------------------------------
 */

/* Colours, shapes and numbers in a channel's own terms. */
static void check_value(SpecContext *context, const cJSON *value, Channel which)
{
    const char *text = cJSON_GetStringValue(value), *wanted = NULL;
    const double number = cJSON_IsNumber(value) ? value->valuedouble : NAN;
    Color ignored;
    Gradient gradient;
    switch (which) {
    case CHANNEL_COLOR:
    case CHANNEL_FILL:
    case CHANNEL_STROKE:
        if (!cJSON_IsNull(value) && !(text && color_parse(text, &ignored)) &&
            !gradient_parse(value, &gradient))
            wanted = "a CSS colour, a gradient or null";
        break;
    case CHANNEL_SHAPE:
        if (!spec_shape_known(text))
            wanted = "the name of a shape or the path of one";
        break;
    case CHANNEL_STROKE_DASH: wanted = spec_dash_fits(value) ? NULL : "two or four lengths"; break;
    case CHANNEL_ANGLE: wanted = fabs(number) <= 36000 ? NULL : "an angle in degrees"; break;
    case CHANNEL_STROKE_WIDTH:
    case CHANNEL_SIZE: wanted = number >= 0 && number <= 1e6 ? NULL : "a size from 0 to 1e6"; break;
    case CHANNEL_FILL_OPACITY:
    case CHANNEL_STROKE_OPACITY:
    case CHANNEL_OPACITY: wanted = number >= 0 && number <= 1 ? NULL : "from 0 to 1"; break;
    case CHANNEL_X:
    case CHANNEL_X2:
        wanted = fabs(number) <= 10000 || g_strcmp0(text, "width") == 0 ? NULL : "px or \"width\"";
        break;
    case CHANNEL_Y:
    case CHANNEL_Y2:
        wanted =
            fabs(number) <= 10000 || g_strcmp0(text, "height") == 0 ? NULL : "px or \"height\"";
        break;
    case CHANNEL_ORDER: break; /* whatever it is, the data's order counts */
    case CHANNEL_X_OFFSET:
    case CHANNEL_Y_OFFSET: wanted = fabs(number) <= 10000 ? NULL : "a number of px"; break;
    default: wanted = spec_is_scalar(value) ? NULL : "a text or a number";
    }
    if (wanted)
        spec_fail(context, &rule_spec_value, value, "the value of %s must be %s",
                  channel_names[which], wanted);
}

/* One condition: {"test": ..., "value": ...}, or what a channel says, with a test. */
static void check_condition(SpecContext *context, const cJSON *json, Channel which)
{
    static const char *const members[] = {"test", "param", "empty", "value", NULL};
    if (!cJSON_IsObject(json)) {
        spec_fail(context, &rule_spec_value, json, "a condition must be an object");
        return;
    }
    const cJSON *value = json_member(json, "value");
    if (!json_member(json, "test") && !json_member(json, "param"))
        spec_fail(context, &rule_spec_value, json, "a condition needs a test or a param");
    else if (value && spec_check_members(context, json, "a condition", members))
        check_value(context, value, which);
}

/* The condition that gives a field; NULL: all give values. */
static const cJSON *find_field_condition(const cJSON *condition)
{
    const gboolean list = cJSON_IsArray(condition);
    for (const cJSON *item = list ? condition->child : condition; item;
         item = list ? item->next : NULL) {
        if (json_member(item, "field") || json_member(item, "datum") ||
            json_member(item, "aggregate"))
            return item;
    }
    return NULL;
}

/* ---- sources
 * ------------------------------------------------------------------------------------- */

/* encoding/type in Vega-Lite's documentation */
static MeasureType default_type(const ChannelSpec *channel, const cJSON *json, Channel which)
{
    if (which == CHANNEL_SHAPE || which == CHANNEL_STROKE_DASH)
        return TYPE_NOMINAL;
    if (which == CHANNEL_ORDER || cJSON_IsArray(json_member(json, "sort")))
        return TYPE_ORDINAL;
    if (channel->time_unit)
        return TYPE_TEMPORAL;
    const cJSON *datum = json_member(json, "datum");
    if ((channel->aggregate && !channel->row_by) || channel->bin || channel->binned ||
        cJSON_IsNumber(datum))
        return TYPE_QUANTITATIVE;
    if (cJSON_IsObject(datum))
        return TYPE_TEMPORAL;
    static const char *const numeric[] = {"linear",   "log",      "sqrt",      "pow", "symlog",
                                          "quantile", "quantize", "threshold", NULL};
    static const char *const times[] = {"time", "utc", NULL};
    const char *scale = json_string(json_member(json, "scale"), "type");
    if (scale && g_strv_contains(numeric, scale))
        return TYPE_QUANTITATIVE;
    if (scale && g_strv_contains(times, scale))
        return TYPE_TEMPORAL;
    return TYPE_NOMINAL;
}

gboolean spec_time_bins(SpecContext *context, const cJSON *json, TimeBins *bins)
{
    static const char *const members[] = {"unit", "step", "maxbins", "utc", "binned", NULL};
    *bins = (TimeBins){.step = 1};
    if (!json)
        return TRUE;
    const gboolean object = cJSON_IsObject(json);
    if (object && !spec_check_members(context, json, "a timeUnit", members))
        return FALSE;
    const char *name = object ? spec_string(context, json, "unit") : cJSON_GetStringValue(json);
    if (name)
        *bins = time_bins_parse(name);
    if (object) {
        bins->step = (guint)spec_number(context, json, "step", 1, 1, 1e6);
        bins->maxbins = name ? 0 : (guint)spec_number(context, json, "maxbins", 40, 1, 10000);
        bins->binned |= spec_flag(context, json, "binned", FALSE);
        spec_flag(context, json, "utc", FALSE); /* all times are UTC here */
    }
    if (bins->maxbins > 0)
        bins->unit = TIME_YEAR; /* until the data tell */
    if (bins->unit != 0)
        return TRUE;
    spec_fail(context, &rule_spec_value, json,
              "\"%s\" is no time unit: write parts from year to milliseconds, in that order",
              name ? name : "");
    return FALSE;
}

/* An aggregate's op, or NULL; {"argmax": "FIELD"} takes the value of the row that has the most.
 * {"exponential": 0.5} is known to Vega-Lite, which draws the field as it is. */
static const char *parse_aggregate(SpecContext *context, const cJSON *json, ChannelSpec *channel)
{
    static const char *const members[] = {"argmin", "argmax", "exponential", "exponentialb", NULL};
    const cJSON *aggregate = json_member(json, "aggregate");
    if (!cJSON_IsObject(aggregate))
        return spec_string(context, json, "aggregate");
    if (!spec_check_members(context, aggregate, "an aggregate", members) || !aggregate->child)
        return NULL;
    const char *op = aggregate->child->string;
    if (*op == 'e') {
        spec_number(context, aggregate, op, 0.5, 0, 1);
        return NULL;
    }
    channel->row_by = spec_string(context, aggregate, op);
    return channel->row_by ? op : NULL;
}

static void parse_source(SpecContext *context, const cJSON *json, Channel which,
                         ChannelSpec *channel)
{
    static const char *const types[] = {"quantitative", "temporal", "ordinal", "nominal", NULL};
    const cJSON *value = json_member(json, "value"), *datum = json_member(json, "datum");
    channel->field = channel->source = spec_string(context, json, "field");
    const char *op = parse_aggregate(context, json, channel);
    if (op && !channel->row_by && !aggregate_op_known(op))
        spec_fail(context, &rule_spec_value, json_member(json, "aggregate"),
                  "there is no operation \"%s\"", op);
    else if (op && !channel->field && strcmp(op, "count") != 0)
        spec_fail(context, &rule_spec_value, json_member(json, "aggregate"), "'%s' needs a field",
                  op);
    channel->aggregate = op;
    spec_time_bins(context, json_member(json, "timeUnit"), &channel->time);
    channel->time_unit = channel->time.unit;
    const cJSON *bin = json_member(json, "bin");
    channel->binned = bin_is_binned(bin);
    if (cJSON_IsTrue(bin) || (cJSON_IsObject(bin) && !channel->binned))
        channel->bin = bin;
    else if (bin && !channel->binned && !cJSON_IsNull(bin) && !cJSON_IsFalse(bin))
        spec_fail(context, &rule_spec_value, bin,
                  "'bin' must be true, false, null, \"binned\" or an object");
    channel->type = (MeasureType)spec_word(context, json, "type", types,
                                           (int)default_type(channel, json, which));
    const guint n = (channel->field || op) + (value != NULL) + (datum != NULL);
    if (n > 1)
        spec_fail(context, &rule_spec_value, json,
                  "a channel has either a field or a value or a datum");
    else if (n == 0 && context->outer)
        channel->present = FALSE; /* only what its layers say there has these members */
    else if (n == 0 && !channel->condition &&
             !(which == CHANNEL_ORDER && json_member(json, "sort")))
        spec_fail(context, &rule_spec_value, json,
                  "a channel needs a field, an aggregate, a value or a datum");
    channel->has_value = value != NULL;
    channel->has_datum = datum != NULL;
    channel->value = value;
    if (value) {
        check_value(context, value, which);
        channel->constant = spec_value(value);
    } else if (datum) {
        spec_datum(context, datum, &channel->constant);
    }
}

static void parse_stack(SpecContext *context, const cJSON *stack, ChannelSpec *channel)
{
    const char *word = cJSON_GetStringValue(stack);
    if (!stack)
        return;
    if (cJSON_IsNull(stack) || cJSON_IsFalse(stack))
        channel->stack = STACK_NONE;
    else if (cJSON_IsTrue(stack) || g_strcmp0(word, "zero") == 0)
        channel->stack = STACK_ZERO;
    else if (g_strcmp0(word, "normalize") == 0)
        channel->stack = STACK_NORMALIZE;
    else if (g_strcmp0(word, "center") == 0)
        channel->stack = STACK_CENTER;
    else
        spec_fail(context, &rule_spec_value, stack,
                  "'stack' must be \"zero\", \"normalize\", \"center\", true, false or null");
}

static void parse_condition(SpecContext *context, Channel which, ChannelSpec *channel)
{
    channel->condition = json_member(channel->json, "condition");
    if (cJSON_IsArray(channel->condition)) {
        for (const cJSON *item = channel->condition->child; item; item = item->next)
            check_condition(context, item, which);
    } else if (channel->condition) {
        check_condition(context, channel->condition, which);
    }
}

/* Lines in an array become one text, which the trees keep. */
static void parse_title(SpecContext *context, const cJSON *title, ChannelSpec *channel)
{
    if (!title || !spec_check_kind(context, title, CONFIG_LINES))
        return;
    channel->title = cJSON_GetStringValue(title);
    if (cJSON_IsArray(title) && context->made) {
        g_autofree char *lines = spec_lines(title);
        cJSON *text = cJSON_CreateString(lines);
        g_ptr_array_add(context->made, text);
        channel->title = text->valuestring;
    }
}

static gboolean check_members_but(SpecContext *context, const cJSON *json, const char *what,
                                  const char *const *members, const char *const *also)
{
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    for (gsize i = 0; members[i]; i++)
        g_ptr_array_add(all, (gpointer)members[i]);
    for (gsize i = 0; also[i]; i++)
        g_ptr_array_add(all, (gpointer)also[i]);
    g_ptr_array_add(all, NULL);
    return spec_check_members(context, json, what, (const char *const *)all->pdata);
}

static void parse_channel(SpecContext *context, const cJSON *json, Channel which,
                          ChannelSpec *channel)
{
    *channel = (ChannelSpec){.present = TRUE, .json = json, .band = NAN, .band_position = 1};
    g_autofree char *what = g_strdup_printf("channel %s", channel_names[which]);
    if (!spec_check_members(context, json, what, channel_members[which]))
        return;
    static const char *const of_condition[] = {"test", "param", "empty", NULL};
    parse_condition(context, which, channel);
    const cJSON *told = json;
    if ((json =
             find_field_condition(channel->condition))) { /* what it says, where its test holds */
        channel->json = channel->test = json;
        if (!check_members_but(context, json, what, channel_members[which], of_condition))
            return;
    } else {
        json = told;
    }
    parse_source(context, json, which, channel);
    const cJSON *otherwise = told == json ? NULL : json_member(told, "value");
    if (otherwise) {
        check_value(context, otherwise, which);
        channel->value = otherwise;
    }
    channel->has_title = json_member(json, "title") != NULL;
    parse_title(context, json_member(json, "title"), channel);
    channel->format = spec_string(context, json, "format");
    if (channel->format && channel->type != TYPE_TEMPORAL)
        spec_check_number_format(context, json_member(json, "format"));
    channel->scale = json_member(json, "scale");
    channel->no_scale = cJSON_IsNull(channel->scale);
    if (channel->no_scale)
        channel->scale = NULL;
    channel->axis = json_member(json, "axis");
    channel->no_axis = cJSON_IsNull(channel->axis);
    channel->legend = json_member(json, "legend");
    channel->no_legend = cJSON_IsNull(channel->legend);
    channel->sort = json_member(json, "sort");
    channel->band = spec_number(context, json, "bandPosition", NAN, 0, 1);
    parse_stack(context, json_member(json, "stack"), channel);
    spec_check_grammar_guides(context, which, channel);
}

/* Several fields in one channel: each is checked, the first is the channel's own. */
static void parse_list(SpecContext *context, const cJSON *json, Channel which, ChannelSpec *channel)
{
    if (which != CHANNEL_TOOLTIP && which != CHANNEL_DETAIL) {
        spec_fail(context, &rule_spec_value, json, "only tooltip and detail take several fields");
        return;
    }
    for (const cJSON *item = json->child; item; item = item->next) {
        ChannelSpec one;
        parse_channel(context, item, which, &one);
        if (item == json->child)
            *channel = one;
    }
    channel->list = json;
}

/* What a layer says of a channel that shows data, with what the outer views say (Vega-Lite's
 * mergeEncoding). */
static const cJSON *merge_members(SpecContext *context, const cJSON *outer, const cJSON *own)
{
    if (!cJSON_IsObject(outer) || !cJSON_IsObject(own) || !context->made ||
        !(json_member(own, "field") || json_member(own, "datum") || json_member(own, "aggregate") ||
          context->outer))
        return own;
    cJSON *merged = cJSON_CreateObject();
    g_ptr_array_add(context->made, merged);
    json_document_adopt(context->trees, merged, own);
    const cJSON *const parts[] = {own, outer};
    for (int i = 0; i < 2; i++) {
        for (const cJSON *item = parts[i]->child; item; item = item->next) {
            if (json_member(merged, item->string) ||
                (i == 1 && (strcmp(item->string, "value") == 0 ||
                            (strcmp(item->string, "field") == 0 && json_member(own, "datum")) ||
                            (strcmp(item->string, "datum") == 0 && json_member(own, "field")))))
                continue;
            cJSON_AddItemReferenceToObject(merged, item->string, (cJSON *)(gpointer)item);
            json_document_adopt(context->trees, json_member(merged, item->string), item);
        }
    }
    return merged;
}

void spec_parse_grammar_encoding(SpecContext *context, const cJSON *json, ChannelSpec *encodings)
{
    for (const cJSON *member = json->child; member; member = member->next) {
        int channel = 0;
        while (channel < N_CHANNELS && strcmp(member->string, channel_names[channel]) != 0)
            channel++;
        if (channel == N_CHANNELS) {
            g_autoptr(GString) known = g_string_new(channel_names[0]);
            for (int i = 1; i < N_CHANNELS; i++)
                g_string_append_printf(known, ", %s", channel_names[i]);
            spec_unsupported(context, member, "channel '%s' is not supported; supported are: %s",
                             member->string, known->str);
        } else if (channel >= CHANNEL_FACET) {
            continue; /* chart_facet.c */
        } else if (cJSON_IsNull(member)) {
            encodings[channel] = (ChannelSpec){0}; /* takes back what an outer view said */
        } else if (cJSON_IsArray(member)) {
            parse_list(context, member, (Channel)channel, &encodings[channel]);
        } else {
            const cJSON *all = merge_members(context, encodings[channel].told, member);
            parse_channel(context, all, (Channel)channel, &encodings[channel]);
            encodings[channel].told = all;
            continue;
        }
        if (channel < N_CHANNELS)
            encodings[channel].told = cJSON_IsNull(member) ? NULL : member;
    }
}
