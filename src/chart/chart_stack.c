/*
 * Stacking of a unit: which measure is piled up, by what it is parted, and in which order
 * (Vega-Lite's stack.ts, Vega's stack transform).
 */
#include "chart/view.h"

#include <math.h>

static gboolean is_unbinned_field(const ChannelSpec *channel)
{
    return channel_is_field(channel) && channel_is_measure(channel) && !channel->bin &&
           !channel->binned;
}

/* The measure that would be stacked; -1: none. */
static int potential_stack(const Layer *layer)
{
    const ChannelSpec *x = &layer->channels[CHANNEL_X], *y = &layer->channels[CHANNEL_Y];
    const gboolean mx = is_unbinned_field(x), my = is_unbinned_field(y);
    const gboolean bar = layer->mark.type == SHAPE_BAR || layer->mark.type == SHAPE_AREA;
    if (channel_is_field(x) && channel_is_field(y)) {
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
        if (!channel_is_field(channel) || channel->aggregate || layer->columns[channels[i]] < 0)
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
    const char *sort = cJSON_GetStringValue(layer->channels[CHANNEL_ORDER].sort);
    if (layer->channels[CHANNEL_ORDER].present && layer->columns[CHANNEL_ORDER] < 0 && sort)
        order = (StackOrder){layer, by, strcmp(sort, "descending") == 0, -1, NULL};
    if (layer->channels[CHANNEL_ORDER].present && layer->columns[CHANNEL_ORDER] >= 0) {
        g_array_append_val(own, layer->columns[CHANNEL_ORDER]);
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

/* ---- rows that a path lacks ------------------------------------------------------------------ */

/* What parts a line or area into several: fields of the channels that Vega-Lite's
 * pathGroupingFields names. */
static cJSON *path_groups(const Layer *layer)
{
    static const Channel channels[] = {
        CHANNEL_COLOR,       CHANNEL_FILL,         CHANNEL_STROKE,
        CHANNEL_OPACITY,     CHANNEL_FILL_OPACITY, CHANNEL_STROKE_OPACITY,
        CHANNEL_STROKE_DASH, CHANNEL_STROKE_WIDTH, CHANNEL_DETAIL};
    cJSON *groups = cJSON_CreateArray();
    for (gsize i = 0; i < G_N_ELEMENTS(channels); i++) {
        const ChannelSpec *channel = &layer->channels[channels[i]];
        if (channel_is_field(channel) && channel->field && !channel->aggregate)
            cJSON_AddItemToArray(groups, cJSON_CreateString(channel->field));
    }
    return groups;
}

/* What an added row says of a bin, as another row of the same place says it. */
static void fill_bins(Layer *layer, int dimension, guint n_before)
{
    Frame *frame = layer->frame;
    guint n_groups;
    g_autofree guint *group = frame_group(frame, &layer->columns[dimension], 1, &n_groups);
    g_autofree guint *first = g_new0(guint, MAX(n_groups, 1));
    for (guint row = n_before; row-- > 0;)
        first[group[row]] = row;
    for (int e = 0; e < 2; e++) {
        const int column = layer->bin_columns[dimension][e];
        for (guint row = n_before; column >= 0 && row < frame->n_rows; row++)
            frame_set(frame, row, (guint)column, frame_value(frame, first[group[row]], column));
    }
}

/* Adds the rows of an impute transform, which it frees. */
static gboolean impute(ChartBuilder *builder, Layer *layer, int measure, int dimension,
                       cJSON *transform)
{
    const guint n_before = layer->frame->n_rows;
    cJSON_AddStringToObject(transform, "impute", layer->channels[measure].field);
    cJSON_AddStringToObject(transform, "key", layer->channels[dimension].field);
    Frame *frame =
        transform_impute.apply(layer->frame, transform, &builder->context, &builder->data);
    cJSON_Delete(transform);
    if (!frame)
        return FALSE;
    frame_free(layer->frame);
    layer->frame = frame;
    fill_bins(layer, dimension, n_before);
    return TRUE;
}

/* "impute" of x or y: rows and values for what its lines lack. */
static gboolean impute_unit(ChartBuilder *builder, Layer *layer)
{
    static const char *const members[] = {"method", "value", "frame", "keyvals", NULL};
    for (int c = CHANNEL_X; c <= CHANNEL_Y; c++) {
        const int other = c == CHANNEL_X ? CHANNEL_Y : CHANNEL_X;
        const cJSON *json = json_member(layer->channels[c].json, "impute");
        if (!layer->channels[c].present || !json || cJSON_IsNull(json))
            continue;
        if (!spec_check_members(&builder->context, json, "'impute'", members))
            return FALSE;
        if (layer->columns[c] < 0 || layer->columns[other] < 0)
            return TRUE; /* there is no key, or no value */
        cJSON *transform = cJSON_Duplicate(json, TRUE);
        cJSON_AddItemToObject(transform, "groupby", path_groups(layer));
        return impute(builder, layer, c, other, transform);
    }
    return TRUE;
}

/* A place of the dimension in any panel; nothing where it is not known. */
static Value key_of_row(const ChannelSpec *spec, Value value)
{
    if (spec->type == TYPE_TEMPORAL || spec->time_unit)
        value = value_number(value.type == VALUE_STRING ? value_to_time_loosely(value)
                                                        : layer_number(value));
    if (spec->time_unit && value.type == VALUE_NUMBER)
        value = value_number(time_bins_floor(&spec->time, value.as.number));
    return value.type == VALUE_NUMBER && isnan(value.as.number) ? VALUE_NOTHING : value;
}

/* Of a facet the places of all panels: Vega-Lite parts the rows after they are piled up. */
static void add_keys_of_all(const ChartBuilder *builder, const Layer *layer, int dimension,
                            cJSON *transform)
{
    const ChannelSpec *spec = &layer->channels[dimension];
    const char *field = json_string(spec->json, "field");
    const Frame *whole = builder->whole;
    const int column = whole && field && !spec->bin ? frame_column_find(whole, field) : -1;
    if (column < 0)
        return;
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    cJSON *keys = cJSON_AddArrayToObject(transform, "keyvals");
    for (guint row = 0; row < whole->n_rows; row++) {
        const Value key = key_of_row(spec, frame_value(whole, row, column));
        const gboolean number = key.type == VALUE_NUMBER;
        if (!number && key.type != VALUE_STRING)
            continue;
        char *text = value_to_text(key);
        if (g_hash_table_add(known, text))
            cJSON_AddItemToArray(keys, number ? cJSON_CreateNumber(key.as.number)
                                              : cJSON_CreateString(text));
    }
}

/* A pile of areas has all of them everywhere: where one lacks a row, it is 0 high. */
static gboolean impute_pile(ChartBuilder *builder, Layer *layer, const GArray *by, int dimension)
{
    const gboolean path = layer->mark.type == SHAPE_LINE || layer->mark.type == SHAPE_AREA;
    const int measure = layer->stack_channel;
    if (!path || cJSON_IsNull(json_member(layer->channels[measure].json, "impute")) ||
        layer->columns[dimension] < 0 || layer->columns[dimension] == layer->columns[measure])
        return TRUE;
    cJSON *transform = cJSON_CreateObject();
    cJSON *groups = cJSON_AddArrayToObject(transform, "groupby");
    for (guint i = 0; i < by->len; i++) {
        const char *name = layer->frame->names->pdata[g_array_index(by, int, i)];
        cJSON_AddItemToArray(groups, cJSON_CreateString(name));
    }
    cJSON_AddNumberToObject(transform, "value", 0);
    add_keys_of_all(builder, layer, dimension, transform);
    return impute(builder, layer, measure, dimension, transform);
}

/* ---- the unit ---------------------------------------------------------------------------------
 */

gboolean chart_stack_unit(ChartBuilder *builder, Layer *layer)
{
    layer->stack_channel = -1;
    if (!impute_unit(builder, layer))
        return FALSE;
    const int measure = potential_stack(layer);
    if (measure < 0 || layer->mark.type == SHAPE_RECT)
        return TRUE;
    const int dimension = measure == CHANNEL_X ? CHANNEL_Y : CHANNEL_X;
    const int offset = measure == CHANNEL_X ? CHANNEL_Y_OFFSET : CHANNEL_X_OFFSET;
    const Channel second = channel_second((Channel)measure);
    const ChannelSpec *spec = &layer->channels[measure];
    const gboolean by_default = layer->mark.type == SHAPE_BAR || layer->mark.type == SHAPE_AREA;
    StackMode mode = spec->stack;
    if (mode == STACK_AUTO && !layer->channels[dimension].present &&
        channel_is_measure(&layer->channels[offset]))
        return TRUE;
    if (mode == STACK_AUTO)
        mode = by_default ? STACK_ZERO : STACK_NONE;
    g_autoptr(GArray) by = stack_by(layer, dimension, offset);
    if (mode == STACK_NONE || (is_aggregated(layer) && by->len == 0) ||
        layer->channels[second].present)
        return TRUE;
    layer->stack_channel = measure;
    if (!impute_pile(builder, layer, by, dimension))
        return FALSE;
    layer->stack_columns[0] = frame_column_add(layer->frame, "(stack start)");
    layer->stack_columns[1] = frame_column_add(layer->frame, "(stack end)");
    const int places[] = {same_field(layer, dimension, measure) ? -1 : layer->columns[dimension],
                          layer->columns[offset]};
    guint n_groups;
    g_autofree guint *group = frame_group(layer->frame, places, 2, &n_groups);
    g_autofree guint *rows = stack_rows(layer, by);
    pile_up(layer, rows, group, n_groups, mode);
    return TRUE;
}
