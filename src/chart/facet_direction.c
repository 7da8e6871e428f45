/*
 * The directions of a facet: what parts its rows, in which order, and what its header says.
 */
#include "chart/facet_direction.h"

#include "chart/format.h"
#include "chart/row_expression.h"

#include <math.h>
#include <string.h>

/* The key of each value: its place in a list, or an aggregate of another field. */
static gboolean find_keys(ChartBuilder *builder, const Frame *frame,
                          const FacetDirection *direction)
{
    const cJSON *sort = json_member(direction->json, "sort");
    const double sign = g_strcmp0(json_string(sort, "order"), "descending") == 0 ? -1 : 1;
    const cJSON *field = json_member(sort, "field");
    const char *op = json_string(sort, "op");
    const int by =
        field ? transform_column(frame, cJSON_GetStringValue(field), field, &builder->context) : -1;
    if (field && by < 0)
        return FALSE;
    g_autofree guint *rows = g_new(guint, MAX(frame->n_rows, 1));
    for (guint v = 0; v < direction->values->len; v++) {
        OrderedValue *value = &g_array_index(direction->values, OrderedValue, v);
        if (cJSON_IsArray(sort)) {
            const cJSON *item = sort->child;
            for (value->key = 0;
                 item &&
                 !value_equal(spec_constant(item, direction->time.unit, FALSE), value->value);
                 item = item->next)
                value->key++;
            continue;
        }
        guint n = 0;
        for (guint row = 0; row < frame->n_rows; row++) {
            if (value_equal(frame_value(frame, row, direction->column), value->value))
                rows[n++] = row;
        }
        value->key = sign * value_to_number(aggregate_values(op ? op : "min", frame, by, rows, n));
    }
    return TRUE;
}

/* Whether an aggregation of the view's own channels, which Vega-Lite does before it parts the rows,
 * leaves nothing of what the values are to be sorted by. */
static gboolean key_is_lost(const FacetDirection *direction, const cJSON *view, const cJSON *sort)
{
    const cJSON *encoding = json_member(view, "encoding");
    const char *field = json_string(sort, "field");
    gboolean aggregated = FALSE, kept = FALSE;
    for (const cJSON *item = encoding ? encoding->child : NULL; item; item = item->next) {
        const cJSON *order = json_member(item, "sort");
        const char *word = cJSON_GetStringValue(order);
        aggregated |= json_member(item, "aggregate") != NULL;
        kept |= !json_member(item, "aggregate") && !json_member(item, "bin") &&
                !json_member(item, "timeUnit") && g_strcmp0(json_string(item, "field"), field) == 0;
        /* "-x" and {"field"} ask the rows before they are aggregated, too */
        kept |= cJSON_IsObject(order) || (word && strlen(word) < strlen("ascending"));
    }
    kept |= g_strcmp0(json_string(direction->json, "field"), field) == 0;
    return aggregated && !kept && json_member(view, "mark");
}

static gboolean order_values(ChartBuilder *builder, const Frame *frame, const cJSON *view,
                             FacetDirection *direction)
{
    const cJSON *sort = json_member(direction->json, "sort");
    GArray *values = direction->values;
    if (cJSON_IsNull(sort))
        return TRUE;
    if (cJSON_IsArray(sort) || cJSON_IsObject(sort)) {
        direction->by_key = TRUE;
        if (!find_keys(builder, frame, direction))
            return FALSE;
        if (!key_is_lost(direction, view, sort))
            g_array_sort(values, ordered_by_key);
        return TRUE;
    }
    const gboolean down = g_strcmp0(cJSON_GetStringValue(sort), "descending") == 0;
    g_array_sort(values, down ? ordered_by_value_down : ordered_by_value);
    return TRUE;
}

static gboolean check_direction(SpecContext *context, const cJSON *json)
{
    static const char *const members[] = {"field", "type",   "bin",     "timeUnit",
                                          "title", "sort",   "header",  "columns",
                                          "align", "center", "spacing", NULL};
    static const char *const types[] = {"quantitative", "temporal", "ordinal", "nominal", NULL};
    static const char *const sort_members[] = {"field", "op", "order", NULL};
    static const char *const words[] = {"ascending", "descending", NULL};
    if (!spec_check_members(context, json, "a facet channel", members))
        return FALSE;
    if (json_member(json, "columns") && strcmp(json->string, "facet") != 0) {
        spec_fail(context, &rule_spec_property, json_member(json, "columns"),
                  "'columns' belongs to 'facet': a row and a column have as many as the data");
        return FALSE;
    }
    spec_word(context, json, "type", types, 0);
    spec_number(context, json, "columns", 1, 1, 1000);
    const cJSON *header = json_member(json, "header"), *sort = json_member(json, "sort");
    if (header && !cJSON_IsNull(header))
        spec_check_block(context, header, "header");
    if (cJSON_IsObject(sort)) {
        spec_check_members(context, sort, "sort", sort_members);
        const char *op = spec_string(context, sort, "op");
        if (op && !aggregate_op_known(op))
            spec_fail(context, &rule_spec_value, json_member(sort, "op"),
                      "there is no operation \"%s\"", op);
        spec_word(context, sort, "order", words, 0);
    } else if (sort && !cJSON_IsNull(sort) && !cJSON_IsArray(sort)) {
        spec_word(context, json, "sort", words, 0);
    }
    return !context->failed;
}

/* Title: what the header or the channel says; else by its field. */
static char *direction_title(const FacetDirection *direction, const Config *config)
{
    const cJSON *json = direction->json;
    const cJSON *title = json_member(json_member(json, "header"), "title");
    if (!title)
        title = json_member(json, "title");
    const ChannelSpec channel = {.source = json_string(json, "field"),
                                 .bin = direction->bins.step > 0 ? json : NULL,
                                 .time_unit = direction->time.unit,
                                 .time = direction->time};
    if (title)
        return spec_lines(title);
    /* a config that says any title but a falsy one lets fields have theirs */
    const char *block = strcmp(json->string, "row") == 0      ? "headerRow"
                        : strcmp(json->string, "column") == 0 ? "headerColumn"
                                                              : "headerFacet";
    const cJSON *usual = config_value(config, block, "title");
    usual = usual ? usual : config_value(config, "header", "title");
    const char *text = cJSON_GetStringValue(usual);
    return usual && !(text && *text) ? NULL : channel_default_title(&channel, config);
}

/* The column that parts the rows: the field's, or one of its times or bins; -1 after a finding. */
static int find_column(ChartBuilder *builder, Frame *frame, FacetDirection *direction)
{
    SpecContext *context = &builder->context;
    const cJSON *json = direction->json, *bin = json_member(json, "bin");
    const int source = transform_column(frame, json_string(json, "field"), json, context);
    if (source < 0 || !spec_time_bins(context, json_member(json, "timeUnit"), &direction->time))
        return -1;
    const gboolean binned = bin && !cJSON_IsFalse(bin) && !cJSON_IsNull(bin);
    direction->temporal =
        direction->time.unit != 0 || g_strcmp0(json_string(json, "type"), "temporal") == 0;
    if (binned && !bins_make(frame, source, bin, 6, context, &direction->bins))
        return -1;
    if (!direction->temporal && !binned)
        return source;
    time_bins_fit(&direction->time, frame, source);
    g_autofree char *name = g_strconcat("(facet) ", json->string, NULL);
    const guint column = frame_column_add(frame, name);
    for (guint row = 0; row < frame->n_rows; row++) {
        const Value value = frame_value(frame, row, source);
        double number = binned ? bins_floor(&direction->bins, layer_number(value))
                               : value_to_time_loosely(value);
        if (direction->time.unit != 0 && !direction->time.binned)
            number = time_bins_floor(&direction->time, number);
        frame_set(frame, row, column, isnan(number) ? VALUE_NOTHING : value_number(number));
    }
    return (int)column;
}

gboolean facet_direction_read(ChartBuilder *builder, const cJSON *encoding, const char *name,
                              const cJSON *view, Frame *frame, FacetDirection *direction)
{
    direction->values = g_array_new(FALSE, FALSE, sizeof(OrderedValue));
    direction->column = -1;
    direction->json = json_member(encoding, name);
    if (!direction->json) {
        g_array_append_val(direction->values, ((OrderedValue){VALUE_NOTHING, 0, 0}));
        return TRUE;
    }
    if (!check_direction(&builder->context, direction->json))
        return FALSE;
    direction->column = find_column(builder, frame, direction);
    if (direction->column < 0)
        return FALSE;
    guint n_groups;
    g_autofree guint *group = frame_group(frame, &direction->column, 1, &n_groups);
    for (guint row = 0; row < frame->n_rows; row++) {
        if (group[row] == direction->values->len) {
            const OrderedValue value = {frame_value(frame, row, direction->column), 0, group[row]};
            g_array_append_val(direction->values, value);
        }
    }
    direction->title = direction_title(direction, builder->chart->config);
    return order_values(builder, frame, view, direction);
}

void facet_direction_clear(FacetDirection *direction)
{
    g_clear_pointer(&direction->values, g_array_unref);
    g_clear_pointer(&direction->title, g_free);
}

gboolean facet_direction_has(const FacetDirection *direction, guint index, const Frame *frame,
                             guint row)
{
    return !direction->json ||
           value_equal(frame_value(frame, row, direction->column),
                       g_array_index(direction->values, OrderedValue, index).value);
}

/* A facet's value as its header writes it. */
static char *value_text(const Chart *chart, const FacetDirection *direction, Value value)
{
    const cJSON *header = json_member(direction->json, "header");
    const char *format = json_string(header, "format");
    if (!format)
        format = config_text(chart->config, "header", "format");
    if (value.type == VALUE_NULL)
        return g_strdup("null");
    if (direction->bins.step > 0)
        return bin_range_text(value.as.number, bins_end(&direction->bins, value.as.number), format);
    if (direction->temporal || g_strcmp0(json_string(header, "formatType"), "time") == 0) {
        g_autofree char *own = direction->time.unit ? time_unit_format(direction->time.unit) : NULL;
        const char *time_format = config_text(chart->config, "", "timeFormat");
        return time_format_apply(format        ? format
                                 : own         ? own
                                 : time_format ? time_format
                                               : "%b %d, %Y",
                                 value_to_time_loosely(value));
    }
    g_autoptr(NumberFormat) numbers =
        format && value.type == VALUE_NUMBER ? number_format_parse(format) : NULL;
    return numbers ? number_format_apply(numbers, value.as.number) : value_to_text(value);
}

/* By the header's labelExpr, when there is one. */
static char *labelled(ChartBuilder *builder, const FacetDirection *direction, Value value,
                      char *text)
{
    const cJSON *wanted = json_member(json_member(direction->json, "header"), "labelExpr");
    if (!wanted)
        return text;
    g_autoptr(Frame) rows = frame_new(builder->chart->arena);
    const guint values = frame_column_add(rows, "value"), labels = frame_column_add(rows, "label");
    frame_row_add(rows, NULL);
    frame_set(rows, 0, values, value);
    frame_set(rows, 0, labels, value_string(frame_arena_text(builder->chart->arena, text)));
    g_autoptr(RowExpression) expression = row_expression_parse(wanted, rows, &builder->context);
    if (!expression)
        return text;
    g_free(text);
    return value_to_text(row_expression_evaluate(expression, 0));
}

const char *facet_direction_header(ChartBuilder *builder, const FacetDirection *direction,
                                   guint index)
{
    if (!direction->json)
        return NULL;
    const Value value = g_array_index(direction->values, OrderedValue, index).value;
    g_autofree char *text =
        labelled(builder, direction, value, value_text(builder->chart, direction, value));
    return frame_arena_text(builder->chart->arena, text);
}
