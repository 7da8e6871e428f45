/*
 * A unit of the whole grammar: times parsed, time units made fields, conditions bound,
 * orientation found, measures stacked.  The rules are Vega-Lite's (compile/mark/init.ts,
 * stack.ts).
 */
#include "base/number.h"
#include "chart/format.h"
#include "chart/row_expression.h"
#include "chart/transform.h"
#include "chart/view.h"

#include <math.h>
#include <string.h>

const cJSON *layer_style_value(const Layer *layer, const Config *config, const char *name)
{
    const cJSON *styles = json_member(layer->mark.json, "style");
    const cJSON *found = config_style_value(config, layer->mark.name, name);
    const gboolean list = cJSON_IsArray(styles);
    for (const cJSON *item = list ? styles->child : styles; item; item = list ? item->next : NULL) {
        const cJSON *own = config_style_value(config, item->valuestring, name);
        found = own ? own : found; /* the last one counts */
    }
    return found;
}

const cJSON *layer_mark_config(const Layer *layer, const Config *config, const char *name)
{
    const cJSON *style = layer_style_value(layer, config, name);
    return style ? style : config_value(config, layer->mark.name, name);
}

const cJSON *layer_mark_value(const Layer *layer, const Config *config, const char *name)
{
    const cJSON *own = json_member(layer->mark.json, name);
    return own ? own : layer_mark_config(layer, config, name);
}

double layer_mark_number(const Layer *layer, const Config *config, const char *name,
                         double fallback)
{
    const cJSON *value = layer_mark_value(layer, config, name);
    return cJSON_IsNumber(value) ? value->valuedouble : fallback;
}

double layer_number(Value value)
{
    return value.type == VALUE_NULL ? NAN : value_to_number(value);
}

/* ---- times --------------------------------------------------------------------------------------
 */

/* The end of an interval is of the type of its beginning. */
static gboolean is_time(const Layer *layer, Channel channel)
{
    const Channel first = channel == CHANNEL_X2   ? CHANNEL_X
                          : channel == CHANNEL_Y2 ? CHANNEL_Y
                                                  : channel;
    return layer->channels[channel].time_unit || layer->channels[first].type == TYPE_TEMPORAL;
}

/* Fields of type temporal are read as times, as Vega-Lite's parser does. */
static void parse_times(Layer *layer)
{
    for (int c = 0; c < N_CHANNELS; c++) {
        const ChannelSpec *channel = &layer->channels[c];
        if (!channel->present || layer->columns[c] < 0 || !is_time(layer, (Channel)c))
            continue;
        for (guint row = 0; row < layer->frame->n_rows; row++) {
            const Value value = frame_value(layer->frame, row, layer->columns[c]);
            if (value.type != VALUE_STRING)
                continue;
            const double time = value_to_time_loosely(value);
            frame_set(layer->frame, row, (guint)layer->columns[c],
                      isnan(time) ? VALUE_NOTHING : value_number(time));
        }
    }
}

static void add_time_unit(ChartBuilder *builder, Layer *layer, int c)
{
    ChannelSpec *channel = &layer->channels[c];
    FrameArena *arena = builder->chart->arena;
    int fitted;
    if (channel->time.binned)
        return;
    const Frame *whole = chart_extent_frame(builder, layer, c, &fitted);
    time_bins_fit(&channel->time, whole, fitted);
    channel->time_unit = channel->time.unit;
    g_autofree char *unit = time_unit_text(channel->time_unit);
    g_autofree char *name = g_strdup_printf("%s of %s", unit, channel->field);
    const guint column = frame_column_add(layer->frame, name);
    for (guint row = 0; row < layer->frame->n_rows; row++) {
        const Value value = frame_value(layer->frame, row, layer->columns[c]);
        const double time = time_bins_floor(&channel->time, layer_number(value));
        frame_set(layer->frame, row, column, isnan(time) ? VALUE_NOTHING : value_number(time));
    }
    channel->field = frame_arena_text(arena, name);
    layer->columns[c] = (int)column;
}

/* ---- conditions
 * ----------------------------------------------------------------------------------- */

static void condition_free(gpointer data)
{
    Condition *condition = data;
    predicate_free(condition->test);
    g_free(condition);
}

static gboolean bind_conditions(ChartBuilder *builder, Layer *layer, int c)
{
    const cJSON *json = layer->channels[c].condition;
    layer->conditions[c] = g_ptr_array_new_with_free_func(condition_free);
    const gboolean list = cJSON_IsArray(json);
    for (const cJSON *item = list ? json->child : json; item; item = list ? item->next : NULL) {
        Predicate *test = predicate_parse_condition(item, layer->frame, &builder->context);
        if (!test)
            return FALSE;
        Condition *condition = g_new(Condition, 1);
        *condition = (Condition){test, json_member(item, "value")};
        g_ptr_array_add(layer->conditions[c], condition);
    }
    return TRUE;
}

gboolean chart_prepare_unit(ChartBuilder *builder, Layer *layer)
{
    parse_times(layer);
    for (int c = 0; c < N_CHANNELS; c++) {
        const ChannelSpec *channel = &layer->channels[c];
        if (channel->present && channel->time_unit && layer->columns[c] >= 0)
            add_time_unit(builder, layer, c);
        if (channel->present && channel->bin && layer->columns[c] >= 0 &&
            !chart_add_bin(builder, layer, c))
            return FALSE;
    }
    return TRUE;
}

/* ---- orientation
 * ----------------------------------------------------------------------------------- */

gboolean channel_is_measure(const ChannelSpec *channel)
{
    return channel->present && !channel->has_value && channel->type == TYPE_QUANTITATIVE;
}

gboolean channel_is_field(const ChannelSpec *channel)
{
    return channel->present && !channel->has_value && !channel->has_datum;
}

/* A measure, but not in bins: isUnbinnedQuantitativeFieldOrDatumDef of Vega-Lite. */
static gboolean is_unbinned_measure(const ChannelSpec *channel)
{
    return channel_is_measure(channel) && !channel->bin && !channel->binned &&
           (!channel->has_datum || channel->constant.type == VALUE_NUMBER);
}

static gboolean is_binned_field(const ChannelSpec *channel)
{
    return channel_is_field(channel) && channel->binned;
}

static Orient orient_by_measure(const Layer *layer, Orient specified)
{
    const ChannelSpec *x = &layer->channels[CHANNEL_X], *y = &layer->channels[CHANNEL_Y];
    const gboolean tick = layer->mark.type == SHAPE_TICK;
    const gboolean x_measure = is_unbinned_measure(x), y_measure = is_unbinned_measure(y);
    if (specified != ORIENT_NONE)
        return specified;
    if (x_measure && !y_measure)
        return tick ? ORIENT_VERTICAL : ORIENT_HORIZONTAL;
    if (!x_measure && y_measure)
        return tick ? ORIENT_HORIZONTAL : ORIENT_VERTICAL;
    if (x_measure)
        return ORIENT_VERTICAL;
    const gboolean x_time = channel_is_field(x) && x->type == TYPE_TEMPORAL;
    const gboolean y_time = channel_is_field(y) && y->type == TYPE_TEMPORAL;
    return x_time == y_time ? ORIENT_NONE : x_time ? ORIENT_VERTICAL : ORIENT_HORIZONTAL;
}

/* Of a mark whose extent is given in one direction, or in both: bins that the data have are places.
 */
static Orient orient_of_range(const Layer *layer)
{
    const ChannelSpec *c = layer->channels;
    if (c[CHANNEL_Y2].present)
        return is_binned_field(&c[CHANNEL_Y]) ? ORIENT_HORIZONTAL : ORIENT_VERTICAL;
    return is_binned_field(&c[CHANNEL_X]) ? ORIENT_VERTICAL : ORIENT_HORIZONTAL;
}

/* Bars and texts by what one of them says alone; ORIENT_NONE: go on. */
static Orient orient_of_bar(const Layer *layer, Orient specified)
{
    const ChannelSpec *c = layer->channels, *x = &c[CHANNEL_X], *y = &c[CHANNEL_Y];
    const gboolean x2 = c[CHANNEL_X2].present, y2 = c[CHANNEL_Y2].present;
    const gboolean both = channel_is_field(x) && channel_is_field(y);
    if (!y->present && channel_is_measure(&c[CHANNEL_Y_OFFSET]))
        return specified ? specified : ORIENT_VERTICAL;
    if (!x->present && channel_is_measure(&c[CHANNEL_X_OFFSET]))
        return specified ? specified : ORIENT_HORIZONTAL;
    if (is_binned_field(x) || (both && y->aggregate && !x->aggregate))
        return ORIENT_VERTICAL;
    if (is_binned_field(y) || (both && x->aggregate && !y->aggregate))
        return ORIENT_HORIZONTAL;
    if ((x2 || y2) && specified)
        return specified;
    if (x2 != y2)
        return x2 ? ORIENT_HORIZONTAL : ORIENT_VERTICAL;
    return ORIENT_NONE;
}

static Orient find_orient(const Layer *layer, const Config *config)
{
    const ChannelSpec *c = layer->channels;
    const ChannelSpec *x = &c[CHANNEL_X], *y = &c[CHANNEL_Y];
    const gboolean x2 = c[CHANNEL_X2].present, y2 = c[CHANNEL_Y2].present;
    const char *word = cJSON_GetStringValue(layer_mark_value(layer, config, "orient"));
    const Orient specified = g_strcmp0(word, "horizontal") == 0 ? ORIENT_HORIZONTAL
                             : g_strcmp0(word, "vertical") == 0 ? ORIENT_VERTICAL
                                                                : ORIENT_NONE;
    const MarkType type = layer->mark.type;
    if (type == SHAPE_POINT || type == SHAPE_RECT)
        return ORIENT_NONE;
    const gboolean bar = type == SHAPE_BAR || type == SHAPE_TEXT;
    const Orient own = bar ? orient_of_bar(layer, specified) : ORIENT_NONE;
    if (own != ORIENT_NONE)
        return own;
    if (bar || type == SHAPE_RULE || type == SHAPE_AREA) {
        if (x2 && y2 && type != SHAPE_AREA && !is_binned_field(x) && !is_binned_field(y))
            return ORIENT_NONE;
        if (x2 || y2)
            return orient_of_range(layer);
        if (type == SHAPE_RULE && x->present != y->present)
            return x->present ? ORIENT_VERTICAL : ORIENT_HORIZONTAL;
    }
    return orient_by_measure(layer, specified);
}

/* ---- bands of time
 * -------------------------------------------------------------------------------------- */

double bin_known_step(const ChannelSpec *spec)
{
    const double step =
        spec->binned ? json_number(json_member(spec->json, "bin"), "step", NAN) : NAN;
    return step > 0 ? step : NAN;
}

/* Vega-Lite's rectangular marks. */
static gboolean fills_bands(const Layer *layer)
{
    const MarkType type = layer->mark.type;
    return type == SHAPE_BAR || type == SHAPE_TICK || type == SHAPE_RECT;
}

/* Units that the data have in a field end where the next one begins only for marks that fill them,
 * or stand somewhere in them, unless the data have their ends, too. */
static gboolean lacks_end(const Layer *layer, const ChannelSpec *spec)
{
    if (!spec->time.binned || fills_bands(layer) || isnan(spec->band) || spec->band > 0 ||
        !spec->field)
        return FALSE;
    g_autofree char *end = g_strconcat(spec->field, "_end", NULL);
    return frame_column_find(layer->raw ? layer->raw : layer->frame, end) < 0;
}

gboolean layer_has_interval(const Layer *layer, Channel channel)
{
    const ChannelSpec *spec = &layer->channels[channel];
    const Channel second = channel_second(channel);
    const gboolean ended =
        (channel == CHANNEL_X || channel == CHANNEL_Y) && layer->channels[second].present;
    if (!spec->present || spec->has_value || spec->has_datum || channel_is_discrete(spec))
        return FALSE;
    if (spec->bin)
        return TRUE;
    if (spec->binned)
        return ended;
    const gboolean end = channel == CHANNEL_X2 || channel == CHANNEL_Y2;
    return spec->time_unit && spec->type == TYPE_TEMPORAL && !ended && !end &&
           !lacks_end(layer, spec);
}

void layer_interval(const Layer *layer, guint row, Channel channel, double ends[2])
{
    const ChannelSpec *spec = &layer->channels[channel];
    const Channel second = channel_second(channel);
    ends[0] = layer_number(layer_value(layer, row, channel));
    if (spec->bin)
        ends[1] = layer_number(frame_value(layer->frame, row, layer->bin_columns[channel][1]));
    else if (spec->binned && layer->channels[second].present)
        ends[1] = layer_number(layer_value(layer, row, second));
    else if (spec->binned)
        ends[1] = ends[0] + bin_known_step(spec);
    else if (spec->time.binned)
        ends[1] = time_bins_offset(&spec->time, ends[0], 1);
    else
        ends[1] = time_bins_next(&spec->time, ends[0]);
}

int layer_plain_column(const Layer *layer, Channel channel)
{
    const ChannelSpec *spec = &layer->channels[channel];
    const gboolean plain = spec->present && !spec->has_value && !spec->has_datum &&
                           layer->stack_channel != (int)channel &&
                           !layer_has_interval(layer, channel);
    return plain ? layer->columns[channel] : -1;
}

double layer_band_position(const Layer *layer, const Config *config, Channel channel)
{
    const ChannelSpec *spec = &layer->channels[channel];
    if (!isnan(spec->band))
        return spec->band;
    if (!layer_has_interval(layer, channel))
        return NAN;
    if (spec->bin || spec->binned)
        return 0.5;
    return config_number(config, layer->mark.name, "timeUnitBandPosition", NAN);
}

void layer_time_band(const Layer *layer, const Config *config, guint row, Channel channel,
                     double ends[2])
{
    const ChannelSpec *spec = &layer->channels[channel];
    layer_interval(layer, row, channel, ends);
    const double start = ends[0], end = ends[1];
    const double band = layer_band_position(layer, config, channel);
    if (!fills_bands(layer) || isnan(band) || (band >= 0.5 && band <= 0.5))
        return;
    const gboolean calendar = !spec->bin && !spec->binned;
    const double before =
        calendar ? time_bins_offset(&spec->time, start, -1) : start - (end - start);
    const double share = band + 0.5;
    ends[0] = (1 - share) * before + share * start;
    ends[1] = (1 - share) * start + share * end;
}

/* Within the bands of categories an area would have to begin at each band's own zero. */
static gboolean check_area(SpecContext *context, const Layer *layer)
{
    for (int c = CHANNEL_X; layer->mark.type == SHAPE_AREA && c <= CHANNEL_Y; c++) {
        const ChannelSpec *offset =
            &layer->channels[c == CHANNEL_X ? CHANNEL_X_OFFSET : CHANNEL_Y_OFFSET];
        if (channel_is_measure(offset) && layer->channels[c].present) {
            spec_fail(context, &rule_spec_value, offset->json,
                      "areas along an offset in the bands of %s are not supported",
                      channel_names[c]);
            return FALSE;
        }
    }
    return TRUE;
}

gboolean chart_finish_unit(ChartBuilder *builder, Layer *layer)
{
    for (int c = 0; c < N_CHANNELS; c++) {
        const ChannelSpec *channel = &layer->channels[c];
        if (channel->present && c >= CHANNEL_X_ERROR && c <= CHANNEL_Y_ERROR2) {
            spec_fail(&builder->context, &rule_spec_property, channel->json,
                      "'%s' belongs to an errorbar or errorband", channel_names[c]);
            return FALSE;
        }
        if (channel->present && channel->condition && !bind_conditions(builder, layer, c))
            return FALSE;
    }
    if (!check_area(&builder->context, layer))
        return FALSE;
    layer->orient = find_orient(layer, builder->chart->config);
    if (!chart_stack_unit(builder, layer))
        return FALSE;
    layer_find_invalid(layer, builder->chart->config);
    return layer_read_rows(builder, layer);
}
