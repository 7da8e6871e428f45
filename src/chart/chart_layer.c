/* Layers: a unit of the spec with its own transforms, encoding and rows. */
#include "chart/view.h"

#include <math.h>
#include <string.h>

void layer_free(Layer *layer)
{
    if (!layer)
        return;
    frame_free(layer->frame);
    frame_free(layer->raw);
    g_free(layer->invalid);
    g_clear_pointer(&layer->by_row, g_ptr_array_unref);
    for (int c = 0; c < N_CHANNELS; c++) {
        if (layer->conditions[c])
            g_ptr_array_unref(layer->conditions[c]);
    }
    g_free(layer);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Layer, layer_free)

Value layer_value(const Layer *layer, guint row, Channel channel)
{
    const ChannelSpec *spec = &layer->channels[channel];
    if (!spec->present)
        return VALUE_NOTHING;
    return spec->has_value || spec->has_datum
               ? spec->constant
               : frame_value(layer->frame, row, layer->columns[channel]);
}

/* Every field must be there; its columns are noted for speed. */
static gboolean bind_columns(Layer *layer, SpecContext *context)
{
    for (int c = 0; c < N_CHANNELS; c++) {
        const ChannelSpec *channel = &layer->channels[c];
        layer->columns[c] = layer->bin_columns[c][0] = layer->bin_columns[c][1] = -1;
        if (!channel->present || !channel->field)
            continue;
        layer->columns[c] = transform_column(layer->frame, channel->field, channel->json, context);
        if (layer->columns[c] < 0)
            return FALSE;
        layer->bin_columns[c][0] =
            channel->bin_start ? frame_column_find(layer->frame, channel->bin_start) : -1;
        layer->bin_columns[c][1] =
            channel->bin_end ? frame_column_find(layer->frame, channel->bin_end) : -1;
    }
    return TRUE;
}

/* ---- aggregation in the encoding ------------------------------------------------ */

/* Aggregates in channels are an aggregate transform grouped by all other fields
 * (https://vega.github.io/vega-lite/docs/aggregate.html#encoding), so that is
 * what is made of them. */
static gboolean aggregate_layer(Layer *layer, ChartBuilder *builder)
{
    g_autoptr(cJSON) transform = cJSON_CreateObject();
    cJSON *ops = cJSON_AddArrayToObject(transform, "aggregate");
    cJSON *groupby = cJSON_AddArrayToObject(transform, "groupby");
    for (int c = 0; c < N_CHANNELS; c++) {
        ChannelSpec *channel = &layer->channels[c];
        if (!channel->present)
            continue;
        const cJSON *others = channel->list ? channel->list->child->next : NULL;
        for (; others; others = others->next) {
            if (!json_member(others, "aggregate") && json_string(others, "field"))
                cJSON_AddItemToArray(groupby, cJSON_CreateString(json_string(others, "field")));
        }
        if (!channel->aggregate) {
            if (channel->field)
                cJSON_AddItemToArray(groupby, cJSON_CreateString(channel->field));
            if (channel->bin_start)
                cJSON_AddItemToArray(groupby, cJSON_CreateString(channel->bin_start));
            if (channel->bin_end)
                cJSON_AddItemToArray(groupby, cJSON_CreateString(channel->bin_end));
            continue;
        }
        const char *of = channel->row_by ? channel->row_by : channel->field;
        g_autofree char *as = g_strdup_printf("%s_%s", channel->aggregate, of ? of : "");
        cJSON *op = cJSON_CreateObject();
        cJSON_AddStringToObject(op, "op", channel->aggregate);
        if (of)
            cJSON_AddStringToObject(op, "field", of);
        cJSON_AddStringToObject(op, "as", as);
        cJSON_AddItemToArray(ops, op);
        g_autofree char *of_row =
            channel->row_by ? g_strconcat(as, ".", channel->field, NULL) : NULL;
        channel->field = frame_arena_text(builder->chart->arena, of_row ? of_row : as);
    }
    if (cJSON_GetArraySize(ops) == 0)
        return TRUE;
    Frame *aggregated =
        transform_aggregate.apply(layer->frame, transform, &builder->context, &builder->data);
    if (!aggregated)
        return FALSE;
    if (builder->context.config)
        layer->raw = layer->frame;
    else
        frame_free(layer->frame);
    layer->frame = aggregated;
    return TRUE;
}

/* ---- stacking --------------------------------------------------------------------- */

/* The channel to stack: of a bar with one measure from zero, split by colour or
 * detail, or of a text that asks for it
 * (https://vega.github.io/vega-lite/docs/stack.html); -1: none. */
static int stack_channel_of(const Layer *layer)
{
    const ChannelSpec *channels = layer->channels;
    if (layer->mark.type != SHAPE_BAR && layer->mark.type != SHAPE_TEXT)
        return -1;
    const gboolean split = (channels[CHANNEL_COLOR].present && channels[CHANNEL_COLOR].field) ||
                           channels[CHANNEL_DETAIL].present;
    for (int c = CHANNEL_X; c <= CHANNEL_Y; c++) {
        const ChannelSpec *measure = &channels[c];
        const int other = c == CHANNEL_X ? CHANNEL_Y : CHANNEL_X;
        const Channel second = channel_second((Channel)c);
        if (!measure->present || !measure->field || measure->type != TYPE_QUANTITATIVE ||
            channels[second].present || measure->stack == STACK_NONE ||
            (layer->mark.type == SHAPE_TEXT && measure->stack != STACK_ZERO))
            continue;
        if (channels[other].present && !channel_is_discrete(&channels[other]))
            continue;
        const char *scale = json_string(measure->scale, "type");
        if (split && (!scale || strcmp(scale, "linear") == 0))
            return c;
    }
    return -1;
}

typedef struct {
    const Layer *layer;
    gboolean descending;
} StackOrder;

static int compare_stack(gconstpointer a, gconstpointer b, gpointer context)
{
    const StackOrder *order = context;
    const guint x = *(const guint *)a, y = *(const guint *)b;
    const Channel by =
        order->layer->channels[CHANNEL_ORDER].present ? CHANNEL_ORDER : CHANNEL_COLOR;
    const int compared =
        value_compare(layer_value(order->layer, x, by), layer_value(order->layer, y, by));
    if (compared != 0)
        return order->descending ? -compared : compared;
    return (x > y) - (x < y);
}

static void stack_layer(Layer *layer)
{
    layer->stack_channel = stack_channel_of(layer);
    if (layer->stack_channel < 0)
        return;
    Frame *frame = layer->frame;
    const Channel other = layer->stack_channel == CHANNEL_X ? CHANNEL_Y : CHANNEL_X;
    layer->stack_columns[0] = frame_column_add(frame, "(stack start)");
    layer->stack_columns[1] = frame_column_add(frame, "(stack end)");
    g_autofree guint *rows = g_new(guint, MAX(frame->n_rows, 1));
    for (guint i = 0; i < frame->n_rows; i++)
        rows[i] = i;
    const cJSON *sort = layer->channels[CHANNEL_ORDER].sort;
    StackOrder order = {layer, g_strcmp0(cJSON_GetStringValue(sort), "descending") == 0};
    g_qsort_with_data(rows, (int)frame->n_rows, sizeof *rows, compare_stack, &order);

    guint n_groups;
    const int column = layer->columns[other];
    g_autofree guint *group = frame_group(frame, &column, 1, &n_groups);
    g_autofree double *sums = g_new0(double, MAX(n_groups, 1) * 2); /* upwards, downwards */
    for (guint i = 0; i < frame->n_rows; i++) {
        const guint row = rows[i];
        const Value value = layer_value(layer, row, (Channel)layer->stack_channel);
        const double number = value_to_number(value);
        if (value.type == VALUE_NULL || isnan(number)) /* a missing value is no block of zero */
            continue;
        double *sum = &sums[2 * group[row] + (number < 0)];
        frame_set(frame, row, layer->stack_columns[0], value_number(*sum));
        *sum += number;
        frame_set(frame, row, layer->stack_columns[1], value_number(*sum));
    }
}

/* ---- units and layers ---------------------------------------------------------------- */

static gboolean add_unit(ChartBuilder *builder, Panel *panel, const cJSON *view, Frame *frame,
                         const ChannelSpec *encodings)
{
    g_autoptr(Layer) layer = g_new0(Layer, 1);
    layer->frame = frame;
    layer->name = spec_string(&builder->context, view, "name");
    memcpy(layer->channels, encodings, sizeof layer->channels);
    if (!spec_parse_mark(&builder->context, json_member(view, "mark"), &layer->mark) ||
        builder->context.failed)
        return FALSE;
    const gboolean grammar = builder->context.config != NULL;
    if (grammar)
        chart_drop_unheeded(builder, layer);
    if (!bind_columns(layer, &builder->context) ||
        (grammar && !chart_prepare_unit(builder, layer)) || !aggregate_layer(layer, builder) ||
        !bind_columns(layer, &builder->context) || (grammar && !chart_finish_unit(builder, layer)))
        return FALSE;
    if (!grammar)
        stack_layer(layer);
    g_ptr_array_add(panel->layers, g_steal_pointer(&layer));
    return TRUE;
}

static gboolean add_layer_list(ChartBuilder *builder, Panel *panel, const cJSON *layers,
                               const Frame *frame, const ChannelSpec *encodings)
{
    static const char *const members[] = {"name",  "data",     "transform", "mark",
                                          "layer", "encoding", NULL};
    static const char *const grammar_members[] = {"name",  "data",     "transform", "mark",
                                                  "layer", "encoding", "params",    NULL};
    const gboolean grammar = builder->context.config != NULL;
    gboolean clean = TRUE; /* the faults of all layers are told */
    guint part = 0;
    for (const cJSON *item = layers->child; item; item = item->next, part++) {
        const guint first = panel->layers->len;
        clean &= spec_check_members(&builder->context, item, "a layer",
                                    grammar ? grammar_members : members);
        if (!cJSON_IsObject(item))
            continue;
        const cJSON *data = json_member(item, "data");
        const ChartBuilder outer = *builder;
        builder->whole = data ? NULL : outer.whole;
        builder->layered = data ? NULL : frame;
        builder->layer = item;
        Frame *own = data ? data_read(data, json_member(item, "transform"), &builder->context,
                                      &builder->data)
                          : frame_copy(frame);
        if (grammar && own && data)
            chart_read_dates(own, item);
        clean &= own && chart_add_layers(builder, panel, item, own, encodings);
        builder->whole = outer.whole;
        builder->layered = outer.layered;
        builder->layer = outer.layer;
        for (guint i = first; i < panel->layers->len; i++) /* layers around these say it again */
            ((Layer *)panel->layers->pdata[i])->part = part;
    }
    return clean;
}

gboolean chart_add_layers(ChartBuilder *builder, Panel *panel, const cJSON *view, Frame *frame,
                          const ChannelSpec *encodings)
{
    ChannelSpec merged[N_CHANNELS] = {0};
    if (encodings)
        memcpy(merged, encodings, sizeof merged);
    builder->context.outer = json_member(view, "layer") != NULL;
    spec_parse_encoding(&builder->context, json_member(view, "encoding"), merged);
    builder->context.outer = FALSE;
    frame = transform_all(frame, json_member(view, "transform"), &builder->context, &builder->data);
    if (!frame)
        return FALSE;
    const cJSON *layers = json_member(view, "layer");
    if (!layers && builder->context.config) {
        const cJSON *normal = chart_normalize(builder, view, merged);
        if (normal != view) { /* its encoding stands in its layers */
            if (!normal)
                frame_free(frame);
            return normal && chart_add_layers(builder, panel, normal, frame, NULL);
        }
    }
    if (!layers)
        return add_unit(builder, panel, view, frame, merged);
    g_autoptr(Frame) shared = frame;
    if (!cJSON_IsArray(layers) || !layers->child || json_member(view, "mark")) {
        spec_fail(&builder->context, &rule_spec_value, layers,
                  "'layer' must be an array of layers, and no 'mark' stand beside it");
        return FALSE;
    }
    return add_layer_list(builder, panel, layers, shared, merged);
}
