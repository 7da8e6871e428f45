/* What discrete channels of the whole grammar show, in which order. */
#include "chart/value_order.h"
#include "chart/view.h"

#include <math.h>
#include <string.h>

gboolean channel_has_scale(const ChannelSpec *spec)
{
    return channel_shows_data(spec) && !spec->no_scale;
}

/* ---- categories
 * ---------------------------------------------------------------------------------- */

/* A sort of its own asks the rows before they are sorted out. */
static void collect(GArray *items, GHashTable *seen, const Layer *layer, Channel channel)
{
    const ChannelSpec *spec = &layer->channels[channel];
    const guint n = spec->has_datum ? 1 : spec->field ? layer->frame->n_rows : 0;
    const gboolean all = spec->sort && !cJSON_IsNull(spec->sort) &&
                         g_strcmp0(cJSON_GetStringValue(spec->sort), "ascending") != 0;
    for (guint row = 0; row < n; row++) {
        if (!all && !spec->has_datum && !layer_row_in_domain(layer, row))
            continue;
        OrderedValue item = {layer_value(layer, row, channel), 0, items->len};
        if (layer->bin_columns[channel][0] >= 0) { /* "10 – 20" stands after "2 – 10", null first */
            const Value start = frame_value(layer->frame, row, layer->bin_columns[channel][0]);
            item.key = start.type == VALUE_NULL ? -INFINITY : value_to_number(start);
        }
        char *text = value_to_text(item.value);
        if (g_hash_table_add(seen, text))
            g_array_append_val(items, item);
    }
}

/* What a sort by another field compares. */
typedef struct {
    const char *field, *op;
    double sign;
} SortBy;

/* "-x", {"encoding": "x"}, {"field": ..., "op": ...}; FALSE: not one of these. */
static gboolean read_sort(const Layer *layer, const cJSON *sort, SortBy *by)
{
    static const struct {
        const char *name;
        Channel channel;
    } encodings[] = {{"x", CHANNEL_X}, {"y", CHANNEL_Y}, {"color", CHANNEL_COLOR}};
    const char *word = cJSON_GetStringValue(sort);
    const char *encoding = word ? word + (*word == '-') : json_string(sort, "encoding");
    *by = (SortBy){json_string(sort, "field"), json_string(sort, "op"), 1};
    if ((word && *word == '-') || g_strcmp0(json_string(sort, "order"), "descending") == 0)
        by->sign = -1;
    for (gsize i = 0; encoding && i < G_N_ELEMENTS(encodings); i++) {
        if (strcmp(encoding, encodings[i].name) != 0)
            continue;
        const ChannelSpec *spec = &layer->channels[encodings[i].channel];
        by->field = spec->source;
        by->op = spec->aggregate;
        if (!by->op && layer->stack_channel == (int)encodings[i].channel)
            by->op = "sum";
        return spec->present;
    }
    return cJSON_IsObject(sort);
}

/* An aggregate over the rows of one category in all panels, before the encoding's own. */
static double sort_key(const GPtrArray *panels, Channel channel, guint index, const SortBy *by,
                       const Value category)
{
    g_autoptr(FrameArena) arena = frame_arena_new();
    g_autoptr(Frame) rows = frame_new(arena);
    const guint target = frame_column_add(rows, "value");
    for (guint p = 0; p < panels->len; p++) {
        const Panel *panel = panels->pdata[p];
        if (index >= panel->layers->len)
            continue;
        const Layer *layer = panel->layers->pdata[index];
        const Frame *raw = layer->raw ? layer->raw : layer->frame;
        const int column = frame_column_find(raw, layer->channels[channel].field);
        const int value = by->field ? frame_column_find(raw, by->field) : -1;
        for (guint row = 0; row < raw->n_rows; row++) {
            if (value_equal(frame_value(raw, row, column), category))
                frame_set(rows, frame_row_add(rows, NULL), target, frame_value(raw, row, value));
        }
    }
    g_autofree guint *all = g_new(guint, MAX(rows->n_rows, 1));
    for (guint i = 0; i < rows->n_rows; i++)
        all[i] = i;
    const double key = layer_number(
        aggregate_values(by->op ? by->op : "min", rows, (int)target, all, rows->n_rows));
    return isnan(key) ? INFINITY : by->sign * key;
}

/* An offset without a sort goes by the domain that a colour is given (Vega-Lite's unit.ts). */
static const cJSON *sort_of(const Layer *layer, Channel channel)
{
    const ChannelSpec *spec = &layer->channels[channel];
    if (spec->sort || (channel != CHANNEL_X_OFFSET && channel != CHANNEL_Y_OFFSET))
        return spec->sort;
    const cJSON *domain = json_member(layer->channels[CHANNEL_COLOR].scale, "domain");
    if (!domain)
        domain = json_member(layer->channels[CHANNEL_FILL].scale, "domain");
    return cJSON_IsArray(domain) ? domain : NULL;
}

/* Which layer's sort all of them go by. */
typedef struct {
    const Layer *layer; /* NULL: none shows data */
    guint index;        /* of it in its panel */
    gboolean natural;   /* they do not agree: by value */
} Leading;

/* The sort of a layer, in words that are the same for the same sort: "min FIELD" and the like. */
static char *sort_name(const Layer *layer, Channel channel)
{
    const cJSON *sort = sort_of(layer, channel);
    const char *word = cJSON_GetStringValue(sort);
    SortBy by;
    if (cJSON_IsArray(sort))
        return g_strdup("min (its places)");
    if (g_strcmp0(word, "descending") == 0)
        return g_strdup("min (itself)");
    if (sort && g_strcmp0(word, "ascending") != 0 && read_sort(layer, sort, &by))
        return g_strdup_printf("%s %s %s", by.op ? by.op : "min",
                               g_strcmp0(by.op, "count") == 0 || !by.field ? "" : by.field,
                               by.sign < 0 ? "down" : "up");
    return g_strdup("natural");
}

/* Vega-Lite's mergeDomains: sorts that differ are dropped, unless one alone of them aggregates in
 * another way than the usual one.  Layers that go by null or by a list of places have domains of
 * other data, which cannot be sorted by every aggregate together with the rest. */
static Leading find_leading(const GPtrArray *panels, Channel channel)
{
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Leading first = {0}, sorted = {0}, special = {0};
    guint n_special = 0;
    gboolean other_data = FALSE;
    for (guint p = 0; p < panels->len; p++) {
        const Panel *panel = panels->pdata[p];
        for (guint i = 0; i < panel->layers->len; i++) {
            const Layer *layer = panel->layers->pdata[i];
            const Leading own = {layer, i, FALSE};
            if (!channel_has_scale(&layer->channels[channel]))
                continue;
            first = first.layer ? first : own;
            const cJSON *sort = sort_of(layer, channel);
            if (!layer->channels[channel].field)
                continue;
            other_data |= cJSON_IsNull(sort) || cJSON_IsArray(sort);
            if (cJSON_IsNull(sort))
                continue;
            sorted = sorted.layer ? sorted : own;
            char *name = sort_name(layer, channel);
            if (g_hash_table_add(known, name) && !g_str_has_prefix(name, "min ") &&
                strcmp(name, "natural") != 0) {
                special = own;
                n_special++;
            }
        }
    }
    if (g_hash_table_size(known) <= 1 && !(n_special > 0 && other_data))
        return sorted.layer ? sorted : first;
    if (n_special == 1 && !other_data && !g_hash_table_contains(known, "natural"))
        return special;
    sorted.natural = TRUE;
    return sorted;
}

static Value sort_value(const Layer *layer, Channel channel, const cJSON *item)
{
    const ChannelSpec *spec = &layer->channels[channel];
    return spec_constant(item, spec->time.binned ? 0 : spec->time_unit,
                         spec->type == TYPE_TEMPORAL);
}

static void order_items(GArray *items, const GPtrArray *panels, Channel channel,
                        const Leading *by_layer)
{
    const Layer *leading = by_layer->layer;
    const cJSON *sort = by_layer->natural ? NULL : sort_of(leading, channel);
    const char *word = cJSON_GetStringValue(sort);
    SortBy by;
    if (cJSON_IsNull(sort))
        return;
    if (g_strcmp0(word, "descending") == 0) {
        g_array_sort(items, ordered_by_value_down);
    } else if (sort && cJSON_IsArray(sort)) {
        for (guint i = 0; i < items->len; i++) {
            OrderedValue *item = &g_array_index(items, OrderedValue, i);
            for (const cJSON *at = sort->child;
                 at && !value_equal(sort_value(leading, channel, at), item->value); at = at->next)
                item->key++;
        }
        g_array_sort(items, ordered_by_key);
    } else if (sort && read_sort(leading, sort, &by)) {
        for (guint i = 0; i < items->len; i++) {
            OrderedValue *item = &g_array_index(items, OrderedValue, i);
            item->key = sort_key(panels, channel, by_layer->index, &by, item->value);
        }
        g_array_sort(items, ordered_by_key);
    } else {
        g_array_sort(items,
                     leading->bin_columns[channel][0] >= 0 ? ordered_by_key : ordered_by_value);
    }
}

static void add_domain(Scale *scale, const cJSON *domain)
{
    for (const cJSON *item = domain->child; item; item = item->next) {
        g_autofree char *text = value_to_text(spec_value(item));
        scale_add_category(scale, text);
    }
}

void chart_add_categories(const GPtrArray *panels, Channel channel, Scale *scale)
{
    g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(OrderedValue));
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const Leading leading = find_leading(panels, channel);
    gboolean sorted = FALSE;
    for (guint p = 0; p < panels->len; p++) {
        const Panel *panel = panels->pdata[p];
        for (guint i = 0; i < panel->layers->len; i++) {
            const Layer *layer = panel->layers->pdata[i];
            const ChannelSpec *spec = &layer->channels[channel];
            if (!channel_has_scale(spec))
                continue;
            const cJSON *domain = json_member(spec->scale, "domain");
            if (cJSON_IsArray(domain)) {
                add_domain(scale, domain);
                return;
            }
            sorted |= spec->field != NULL;
            collect(items, seen, layer, channel);
            if (channel == CHANNEL_X && layer->channels[CHANNEL_X2].present)
                collect(items, seen, layer, CHANNEL_X2);
            else if (channel == CHANNEL_Y && layer->channels[CHANNEL_Y2].present)
                collect(items, seen, layer, CHANNEL_Y2);
        }
    }
    if (sorted) /* constants stay as they come */
        order_items(items, panels, channel, &leading);
    for (guint i = 0; i < items->len; i++) {
        g_autofree char *text = value_to_text(g_array_index(items, OrderedValue, i).value);
        scale_add_category(scale, text);
    }
}
