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

const cJSON *layer_mark_value(const Layer *layer, const Config *config, const char *name)
{
    const cJSON *own = json_member(layer->mark.json, name);
    return own ? own : config_value(config, layer->mark.name, name);
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

/* Fields of type temporal are read as times, as Vega-Lite's parser does. */
static void parse_times(Layer *layer)
{
    for (int c = 0; c < N_CHANNELS; c++) {
        const ChannelSpec *channel = &layer->channels[c];
        if (!channel->present || layer->columns[c] < 0 ||
            (channel->type != TYPE_TEMPORAL && !channel->time_unit))
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

static void add_time_unit(Layer *layer, int c, FrameArena *arena)
{
    ChannelSpec *channel = &layer->channels[c];
    if (channel->time.binned)
        return;
    time_bins_fit(&channel->time, layer->frame, layer->columns[c]);
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

/* ---- bins
 * --------------------------------------------------------------------------------------- */

/* How many bins a channel makes when it does not say (Vega-Lite's autoMaxBins). */
static double most_bins(int c)
{
    const gboolean place = c == CHANNEL_X || c == CHANNEL_Y || c == CHANNEL_X_OFFSET ||
                           c == CHANNEL_Y_OFFSET || c == CHANNEL_TEXT || c == CHANNEL_TOOLTIP ||
                           c == CHANNEL_DETAIL || c == CHANNEL_ORDER || c == CHANNEL_HREF ||
                           c == CHANNEL_DESCRIPTION;
    return place ? 10 : 6;
}

char *bin_range_text(double start, double end, const char *format)
{
    g_autoptr(NumberFormat) numbers = number_format_parse(format ? format : "");
    if (isnan(start) || isnan(end) || !numbers)
        return g_strdup("null");
    g_autofree char *low = number_format_apply(numbers, start);
    g_autofree char *high = number_format_apply(numbers, end);
    return g_strconcat(low, " – ", high, NULL);
}

/* The columns of the bins' ends, and for categories one of their texts. */
static gboolean add_bin(Layer *layer, int c, ChartBuilder *builder)
{
    ChannelSpec *channel = &layer->channels[c];
    FrameArena *arena = builder->chart->arena;
    Frame *frame = layer->frame;
    const int source = layer->columns[c];
    Bins *bins = &layer->bins[c];
    if (!bins_make(frame, source, channel->bin, most_bins(c), &builder->context, bins))
        return FALSE;
    char step[NUMBER_TEXT_SIZE];
    g_autofree char *start_name =
        g_strdup_printf("bin %s of %s", number_format(bins->step, step), channel->field);
    g_autofree char *end_name = g_strconcat(start_name, " (end)", NULL);
    g_autofree char *text_name = g_strconcat(start_name, " (text)", NULL);
    const gboolean texts = channel_is_discrete(channel);
    const guint starts = frame_column_add(frame, start_name);
    const guint ends = frame_column_add(frame, end_name);
    const guint labels = texts ? frame_column_add(frame, text_name) : 0;
    const cJSON *guide = channel->axis ? channel->axis : channel->legend;
    const char *format = json_string(guide, "format");
    if (!format)
        format = config_text(builder->context.config, "", "numberFormat");
    for (guint row = 0; row < frame->n_rows; row++) {
        const double start = bins_floor(bins, layer_number(frame_value(frame, row, source)));
        const double end = bins_end(bins, start);
        g_autofree char *text = texts ? bin_range_text(start, end, format) : NULL;
        if (text)
            frame_set(frame, row, labels, value_string(frame_arena_text(arena, text)));
        if (isnan(start))
            continue;
        frame_set(frame, row, starts, value_number(start));
        frame_set(frame, row, ends, value_number(end));
    }
    channel->bin_start = frame_arena_text(arena, start_name);
    channel->bin_end = frame_arena_text(arena, end_name);
    channel->field = texts ? frame_arena_text(arena, text_name) : channel->bin_start;
    layer->columns[c] = (int)(texts ? labels : starts);
    return TRUE;
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
        Predicate *test =
            predicate_parse(json_member(item, "test"), layer->frame, &builder->context);
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
            add_time_unit(layer, c, builder->chart->arena);
        if (channel->present && channel->bin && layer->columns[c] >= 0 &&
            !add_bin(layer, c, builder))
            return FALSE;
    }
    return TRUE;
}

/* ---- orientation
 * ----------------------------------------------------------------------------------- */

static gboolean is_measure(const ChannelSpec *channel)
{
    return channel->present && !channel->has_value && channel->type == TYPE_QUANTITATIVE;
}

static gboolean is_field(const ChannelSpec *channel)
{
    return channel->present && !channel->has_value && !channel->has_datum;
}

static Orient orient_by_measure(const Layer *layer, Orient specified)
{
    const ChannelSpec *x = &layer->channels[CHANNEL_X], *y = &layer->channels[CHANNEL_Y];
    const gboolean tick = layer->mark.type == SHAPE_TICK;
    if (specified != ORIENT_NONE)
        return specified;
    if (is_measure(x) && !is_measure(y))
        return tick ? ORIENT_VERTICAL : ORIENT_HORIZONTAL;
    if (!is_measure(x) && is_measure(y))
        return tick ? ORIENT_HORIZONTAL : ORIENT_VERTICAL;
    if (is_measure(x))
        return ORIENT_VERTICAL;
    const gboolean x_time = is_field(x) && x->type == TYPE_TEMPORAL;
    const gboolean y_time = is_field(y) && y->type == TYPE_TEMPORAL;
    return x_time == y_time ? ORIENT_NONE : x_time ? ORIENT_VERTICAL : ORIENT_HORIZONTAL;
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
    if (type == SHAPE_BAR || type == SHAPE_TEXT) {
        if (!y->present && is_measure(&c[CHANNEL_Y_OFFSET]))
            return specified ? specified : ORIENT_VERTICAL;
        if (!x->present && is_measure(&c[CHANNEL_X_OFFSET]))
            return specified ? specified : ORIENT_HORIZONTAL;
        if (is_field(x) && is_field(y) && y->aggregate && !x->aggregate)
            return ORIENT_VERTICAL;
        if (is_field(x) && is_field(y) && x->aggregate && !y->aggregate)
            return ORIENT_HORIZONTAL;
        if ((x2 || y2) && specified)
            return specified;
        if (x2 != y2)
            return x2 ? ORIENT_HORIZONTAL : ORIENT_VERTICAL;
    }
    if (type == SHAPE_BAR || type == SHAPE_TEXT || type == SHAPE_RULE || type == SHAPE_AREA) {
        if (x2 && y2 && type != SHAPE_AREA)
            return ORIENT_NONE;
        if (x2 || y2)
            return y2 ? ORIENT_VERTICAL : ORIENT_HORIZONTAL;
        if (type == SHAPE_RULE && x->present != y->present)
            return x->present ? ORIENT_VERTICAL : ORIENT_HORIZONTAL;
    }
    return orient_by_measure(layer, specified);
}

/* ---- stacking
 * --------------------------------------------------------------------------------------- */

/* The measure that would be stacked; -1: none. */
static int potential_stack(const Layer *layer)
{
    const ChannelSpec *x = &layer->channels[CHANNEL_X], *y = &layer->channels[CHANNEL_Y];
    const gboolean mx = is_field(x) && is_measure(x), my = is_field(y) && is_measure(y);
    const gboolean bar = layer->mark.type == SHAPE_BAR || layer->mark.type == SHAPE_AREA;
    if (is_field(x) && is_field(y)) {
        if (mx && my) {
            if (x->stack > STACK_NONE || y->stack > STACK_NONE)
                return x->stack > STACK_NONE ? CHANNEL_X : CHANNEL_Y;
            if ((x->aggregate != NULL) != (y->aggregate != NULL))
                return x->aggregate ? CHANNEL_X : CHANNEL_Y;
            return !bar || layer->orient == ORIENT_NONE ? -1
                   : layer->orient == ORIENT_VERTICAL   ? CHANNEL_Y
                                                        : CHANNEL_X;
        }
        return mx ? CHANNEL_X : my ? CHANNEL_Y : -1;
    }
    if (mx)
        return bar && layer->orient == ORIENT_VERTICAL ? -1 : CHANNEL_X;
    if (my)
        return bar && layer->orient == ORIENT_HORIZONTAL ? -1 : CHANNEL_Y;
    return -1;
}

static gboolean same_field(const Layer *layer, int a, int b)
{
    return layer->columns[a] >= 0 && layer->columns[a] == layer->columns[b];
}

/* What parts a stack: fields of channels other than the ones that place it. */
static GArray *stack_by(const Layer *layer, int dimension, int offset)
{
    static const Channel channels[] = {
        CHANNEL_COLOR,        CHANNEL_FILL,           CHANNEL_STROKE,       CHANNEL_OPACITY,
        CHANNEL_FILL_OPACITY, CHANNEL_STROKE_OPACITY, CHANNEL_STROKE_WIDTH, CHANNEL_SIZE,
        CHANNEL_SHAPE,        CHANNEL_STROKE_DASH,    CHANNEL_ANGLE,        CHANNEL_DETAIL,
        CHANNEL_TEXT,         CHANNEL_HREF,           CHANNEL_ORDER};
    GArray *columns = g_array_new(FALSE, FALSE, sizeof(int));
    for (gsize i = 0; i < G_N_ELEMENTS(channels); i++) {
        const ChannelSpec *channel = &layer->channels[channels[i]];
        if (!is_field(channel) || channel->aggregate || layer->columns[channels[i]] < 0)
            continue;
        if (!same_field(layer, (int)channels[i], dimension) &&
            !same_field(layer, (int)channels[i], offset))
            g_array_append_val(columns, layer->columns[channels[i]]);
    }
    return columns;
}

static gboolean is_aggregated(const Layer *layer)
{
    for (int c = 0; c < N_CHANNELS; c++) {
        if (layer->channels[c].present && layer->channels[c].aggregate)
            return TRUE;
    }
    return FALSE;
}

typedef struct {
    const Layer *layer;
    const GArray *columns; /* descending, unless by order */
    gboolean descending;
    int domain_column;   /* its values come in the order of a list; -1: none */
    const cJSON *domain; /* that list */
} StackOrder;

/* Place in the list; what is not in it comes first, as JavaScript's indexOf tells -1. */
static int place_in(const cJSON *list, Value value)
{
    int place = 0;
    for (const cJSON *item = list->child; item; item = item->next, place++) {
        if (value_equal(spec_value(item), value))
            return place;
    }
    return -1;
}

static int compare_rows(gconstpointer a, gconstpointer b, gpointer context)
{
    const StackOrder *order = context;
    const guint x = *(const guint *)a, y = *(const guint *)b;
    if (order->domain_column >= 0) {
        const Frame *frame = order->layer->frame;
        const int p = place_in(order->domain, frame_value(frame, x, order->domain_column));
        const int q = place_in(order->domain, frame_value(frame, y, order->domain_column));
        if (p != q)
            return order->descending ? q - p : p - q;
        return (x > y) - (x < y);
    }
    for (guint i = 0; i < order->columns->len; i++) {
        const int column = g_array_index(order->columns, int, i);
        const int compared = value_compare(frame_value(order->layer->frame, x, column),
                                           frame_value(order->layer->frame, y, column));
        if (compared != 0)
            return order->descending ? -compared : compared;
    }
    return (x > y) - (x < y);
}

/* Rows in the order in which they are piled up. */
static guint *stack_rows(const Layer *layer, const GArray *by)
{
    guint *rows = g_new(guint, MAX(layer->frame->n_rows, 1));
    for (guint i = 0; i < layer->frame->n_rows; i++)
        rows[i] = i;
    /* upwards the first category lies on top, as in its legend */
    StackOrder order = {layer, by, layer->stack_channel == CHANNEL_Y, -1, NULL};
    /* a colour's own order of categories is that of the pile (Vega-Lite's unit.ts) */
    const Channel color = layer->channels[CHANNEL_FILL].present ? CHANNEL_FILL : CHANNEL_COLOR;
    const ChannelSpec *colors = &layer->channels[color];
    const cJSON *domain = json_member(colors->scale, "domain");
    if (colors->present && cJSON_IsArray(domain) && colors->type == TYPE_NOMINAL &&
        !layer->channels[CHANNEL_X_OFFSET].present && !layer->channels[CHANNEL_Y_OFFSET].present) {
        order.domain_column = layer->columns[color];
        order.domain = domain;
        order.descending = layer->orient != ORIENT_HORIZONTAL;
    }
    g_autoptr(GArray) own = g_array_new(FALSE, FALSE, sizeof(int));
    if (layer->channels[CHANNEL_ORDER].present && layer->columns[CHANNEL_ORDER] >= 0) {
        g_array_append_val(own, layer->columns[CHANNEL_ORDER]);
        const char *sort = cJSON_GetStringValue(layer->channels[CHANNEL_ORDER].sort);
        order = (StackOrder){layer, own, g_strcmp0(sort, "descending") == 0, -1, NULL};
    }
    g_qsort_with_data(rows, (int)layer->frame->n_rows, sizeof *rows, compare_rows, &order);
    return rows;
}

/* Vega's stack transform: downwards and upwards apart. */
static void pile_up(Layer *layer, const guint *rows, const guint *group, guint n_groups,
                    StackMode mode)
{
    Frame *frame = layer->frame;
    g_autofree double *sums = g_new0(double, MAX(n_groups, 1) * 2);
    g_autofree double *totals = g_new0(double, MAX(n_groups, 1));
    double largest = 0;
    for (guint row = 0; row < frame->n_rows; row++) {
        const double number = layer_number(layer_value(layer, row, (Channel)layer->stack_channel));
        totals[group[row]] += isnan(number) ? 0 : fabs(number);
        largest = fmax(largest, totals[group[row]]);
    }
    for (guint i = 0; i < frame->n_rows; i++) {
        const guint row = rows[i];
        double number = layer_number(layer_value(layer, row, (Channel)layer->stack_channel));
        double shift = 0;
        number = isnan(number) ? 0 : number;
        if (mode != STACK_ZERO)
            number = fabs(number);
        if (mode == STACK_NORMALIZE)
            number = totals[group[row]] > 0 ? number / totals[group[row]] : 0;
        else if (mode == STACK_CENTER)
            shift = (largest - totals[group[row]]) / 2;
        double *sum = &sums[2 * group[row] + (number < 0)];
        frame_set(frame, row, layer->stack_columns[0], value_number(shift + *sum));
        *sum += number;
        frame_set(frame, row, layer->stack_columns[1], value_number(shift + *sum));
    }
}

static void stack_unit(Layer *layer)
{
    layer->stack_channel = -1;
    const int measure = potential_stack(layer);
    if (measure < 0 || layer->mark.type == SHAPE_RECT)
        return;
    const int dimension = measure == CHANNEL_X ? CHANNEL_Y : CHANNEL_X;
    const int offset = measure == CHANNEL_X ? CHANNEL_Y_OFFSET : CHANNEL_X_OFFSET;
    const int second = measure == CHANNEL_X ? CHANNEL_X2 : CHANNEL_Y2;
    const ChannelSpec *spec = &layer->channels[measure];
    const gboolean by_default = layer->mark.type == SHAPE_BAR || layer->mark.type == SHAPE_AREA;
    StackMode mode = spec->stack;
    if (mode == STACK_AUTO && !layer->channels[dimension].present &&
        is_measure(&layer->channels[offset]))
        return;
    if (mode == STACK_AUTO)
        mode = by_default ? STACK_ZERO : STACK_NONE;
    g_autoptr(GArray) by = stack_by(layer, dimension, offset);
    if (mode == STACK_NONE || (is_aggregated(layer) && by->len == 0) ||
        layer->channels[second].present)
        return;
    layer->stack_channel = measure;
    layer->stack_columns[0] = frame_column_add(layer->frame, "(stack start)");
    layer->stack_columns[1] = frame_column_add(layer->frame, "(stack end)");
    const int places[] = {same_field(layer, dimension, measure) ? -1 : layer->columns[dimension],
                          layer->columns[offset]};
    guint n_groups;
    g_autofree guint *group = frame_group(layer->frame, places, 2, &n_groups);
    g_autofree guint *rows = stack_rows(layer, by);
    pile_up(layer, rows, group, n_groups, mode);
}

/* ---- bands of time
 * -------------------------------------------------------------------------------------- */

gboolean layer_has_interval(const Layer *layer, Channel channel)
{
    const ChannelSpec *spec = &layer->channels[channel];
    const Channel second = channel == CHANNEL_X ? CHANNEL_X2 : CHANNEL_Y2;
    const gboolean ended =
        (channel == CHANNEL_X || channel == CHANNEL_Y) && layer->channels[second].present;
    if (!spec->present || spec->has_value || spec->has_datum || channel_is_discrete(spec))
        return FALSE;
    if (spec->bin)
        return TRUE;
    if (spec->binned || spec->time.binned)
        return ended;
    return spec->time_unit && spec->type == TYPE_TEMPORAL && !ended;
}

void layer_interval(const Layer *layer, guint row, Channel channel, double ends[2])
{
    const ChannelSpec *spec = &layer->channels[channel];
    const Channel second = channel == CHANNEL_X ? CHANNEL_X2 : CHANNEL_Y2;
    ends[0] = layer_number(layer_value(layer, row, channel));
    if (spec->bin)
        ends[1] = layer_number(frame_value(layer->frame, row, layer->bin_columns[channel][1]));
    else if (spec->binned || spec->time.binned)
        ends[1] = layer_number(layer_value(layer, row, second));
    else
        ends[1] = time_bins_next(&spec->time, ends[0]);
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
    const gboolean rect = layer->mark.type == SHAPE_BAR || layer->mark.type == SHAPE_TICK ||
                          layer->mark.type == SHAPE_RECT;
    if (!rect || isnan(band) || (band >= 0.5 && band <= 0.5))
        return;
    const gboolean calendar = !spec->bin && !spec->binned && !spec->time.binned;
    const double before = calendar ? time_bins_before(&spec->time, start) : start - (end - start);
    const double share = band + 0.5;
    ends[0] = (1 - share) * before + share * start;
    ends[1] = (1 - share) * start + share * end;
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
    layer->orient = find_orient(layer, builder->chart->config);
    stack_unit(layer);
    return TRUE;
}
