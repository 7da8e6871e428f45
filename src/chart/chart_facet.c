/*
 * Panels of a view whose encoding has a row, a column or a facet channel
 * (https://vega.github.io/vega-lite/docs/facet.html#facet-row-and-column-encoding-channels).
 */
#include "chart/format.h"
#include "chart/row_expression.h"
#include "chart/view.h"

#include <math.h>
#include <string.h>

/* One direction of the grid. */
typedef struct {
    const cJSON *json; /* NULL: not parted in this direction */
    int column;
    GArray *values; /* of Value, in order; one null value when not parted */
    TimeBins time;  /* unit 0: none */
    Bins bins;      /* step 0: none */
    gboolean temporal;
    char *title;
} Direction;

static const char *const names[] = {"row", "column", "facet"};

gboolean chart_has_facet_channels(const cJSON *root)
{
    const cJSON *encoding = json_member(root, "encoding");
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        if (json_member(encoding, names[i]))
            return TRUE;
    }
    return FALSE;
}

typedef struct {
    Value value;
    double key;
    guint place; /* of first appearance */
} FacetValue;

static int compare_by_value(gconstpointer a, gconstpointer b)
{
    return value_compare(((const FacetValue *)a)->value, ((const FacetValue *)b)->value);
}

static int compare_by_key(gconstpointer a, gconstpointer b)
{
    const FacetValue *x = a, *y = b;
    const int order = (x->key > y->key) - (x->key < y->key);
    return order != 0 ? order : (x->place > y->place) - (x->place < y->place);
}

/* The key of each value: its place in a list, or an aggregate of another field. */
static gboolean find_keys(ChartBuilder *builder, const Frame *frame, int column,
                          const cJSON *by_json, GArray *values)
{
    const cJSON *sort = json_member(by_json, "sort");
    TimeBins time;
    spec_time_bins(&builder->context, json_member(by_json, "timeUnit"), &time);
    const double sign = g_strcmp0(json_string(sort, "order"), "descending") == 0 ? -1 : 1;
    const cJSON *field = json_member(sort, "field");
    const char *op = json_string(sort, "op");
    const int by =
        field ? transform_column(frame, cJSON_GetStringValue(field), field, &builder->context) : -1;
    if (field && by < 0)
        return FALSE;
    g_autofree guint *rows = g_new(guint, MAX(frame->n_rows, 1));
    for (guint v = 0; v < values->len; v++) {
        FacetValue *value = &g_array_index(values, FacetValue, v);
        if (cJSON_IsArray(sort)) {
            const cJSON *item = sort->child;
            for (value->key = 0;
                 item && !value_equal(spec_constant(item, time.unit, FALSE), value->value);
                 item = item->next)
                value->key++;
            continue;
        }
        guint n = 0;
        for (guint row = 0; row < frame->n_rows; row++) {
            if (value_equal(frame_value(frame, row, column), value->value))
                rows[n++] = row;
        }
        value->key = sign * value_to_number(aggregate_values(op ? op : "min", frame, by, rows, n));
    }
    return TRUE;
}

static gboolean order_values(ChartBuilder *builder, const Frame *frame, Direction *direction,
                             GArray *values)
{
    const cJSON *sort = json_member(direction->json, "sort");
    const char *word = cJSON_GetStringValue(sort);
    if (cJSON_IsNull(sort))
        return TRUE;
    if (cJSON_IsArray(sort) || cJSON_IsObject(sort)) {
        if (!find_keys(builder, frame, direction->column, direction->json, values))
            return FALSE;
        g_array_sort(values, compare_by_key);
        return TRUE;
    }
    g_array_sort(values, compare_by_value);
    for (guint i = 0; g_strcmp0(word, "descending") == 0 && i < values->len / 2; i++) {
        FacetValue *a = &g_array_index(values, FacetValue, i);
        FacetValue *b = &g_array_index(values, FacetValue, values->len - 1 - i);
        const FacetValue kept = *a;
        *a = *b;
        *b = kept;
    }
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
static char *direction_title(const Direction *direction, const Config *config)
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
static int find_column(ChartBuilder *builder, Frame *frame, Direction *direction)
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

static gboolean read_direction(ChartBuilder *builder, const cJSON *encoding, const char *name,
                               Frame *frame, Direction *direction)
{
    direction->values = g_array_new(FALSE, FALSE, sizeof(FacetValue));
    direction->column = -1;
    direction->json = json_member(encoding, name);
    if (!direction->json) {
        g_array_append_val(direction->values, ((FacetValue){VALUE_NOTHING, 0, 0}));
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
            const FacetValue value = {frame_value(frame, row, direction->column), 0, group[row]};
            g_array_append_val(direction->values, value);
        }
    }
    direction->title = direction_title(direction, builder->chart->config);
    return order_values(builder, frame, direction, direction->values);
}

static void direction_clear(Direction *direction)
{
    g_clear_pointer(&direction->values, g_array_unref);
    g_clear_pointer(&direction->title, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Direction, direction_clear)

/* A facet's value as its header writes it. */
static char *value_text(const Chart *chart, const Direction *direction, Value value)
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
static char *labelled(ChartBuilder *builder, const Direction *direction, Value value, char *text)
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

static const char *header_text(ChartBuilder *builder, const Direction *direction, guint index)
{
    if (!direction->json)
        return NULL;
    const Value value = g_array_index(direction->values, FacetValue, index).value;
    g_autofree char *text =
        labelled(builder, direction, value, value_text(builder->chart, direction, value));
    return frame_arena_text(builder->chart->arena, text);
}

static gboolean add_panel(ChartBuilder *builder, const cJSON *root, const Frame *frame,
                          const Direction *down, const Direction *across, guint r, guint c)
{
    const Value wanted[] = {g_array_index(down->values, FacetValue, r).value,
                            g_array_index(across->values, FacetValue, c).value};
    g_autofree guint *rows = g_new(guint, MAX(frame->n_rows, 1));
    guint n = 0;
    for (guint row = 0; row < frame->n_rows; row++) {
        if ((down->column < 0 || value_equal(frame_value(frame, row, down->column), wanted[0])) &&
            (across->column < 0 || value_equal(frame_value(frame, row, across->column), wanted[1])))
            rows[n++] = row;
    }
    Grammar *grammar = &builder->chart->grammar;
    const guint width = grammar->grid.columns;
    Panel *panel = chart_panel_new(builder->chart, NULL);
    panel->header_row = header_text(builder, down, r);
    panel->header_column = header_text(builder, across, c);
    panel->row = r + c / width;
    panel->column = c % width;
    panel->empty = n == 0;
    grammar->n_rows = MAX(grammar->n_rows, panel->row + 1);
    grammar->n_columns = MAX(grammar->n_columns, panel->column + 1);
    builder->whole = frame;
    const gboolean clean =
        chart_add_layers(builder, panel, root, frame_select(frame, rows, n), NULL);
    builder->whole = NULL;
    return clean;
}

/* Whether a measure of the view's x or y is missing in the row, so that its mark is not drawn. */
static gboolean is_invalid(const Frame *frame, guint row, const int columns[2])
{
    for (int c = 0; c < 2; c++) {
        if (columns[c] >= 0 && !isfinite(layer_number(frame_value(frame, row, columns[c]))))
            return TRUE;
    }
    return FALSE;
}

/* Vega-Lite filters them before it parts the data; a line is broken by them instead. */
static Frame *drop_invalid(const cJSON *root, Frame *frame)
{
    const cJSON *mark = json_member(root, "mark"), *encoding = json_member(root, "encoding");
    const char *type = cJSON_IsString(mark) ? mark->valuestring : json_string(mark, "type");
    int columns[2];
    if (!type || strcmp(type, "line") == 0)
        return frame;
    for (int c = 0; c < 2; c++) {
        const cJSON *channel = json_member(encoding, channel_names[c]);
        const gboolean measure = g_strcmp0(json_string(channel, "type"), "quantitative") == 0 &&
                                 !json_member(channel, "aggregate");
        const char *field = json_string(channel, "field");
        columns[c] = measure && field ? frame_column_find(frame, field) : -1;
    }
    g_autofree guint *rows = g_new(guint, MAX(frame->n_rows, 1));
    guint n = 0;
    for (guint row = 0; row < frame->n_rows; row++) {
        if (!is_invalid(frame, row, columns))
            rows[n++] = row;
    }
    Frame *valid = frame_select(frame, rows, n);
    frame_free(frame);
    return valid;
}

/* What each panel shows: the view without what is done before it is parted. */
static cJSON *inner_view(ChartBuilder *builder, const cJSON *root)
{
    static const char *const outer[] = {"transform", "facet", "spec", "resolve", "data", NULL};
    const cJSON *spec = json_member(root, "spec"), *from = spec ? spec : root;
    cJSON *view = cJSON_CreateObject();
    g_ptr_array_add(builder->chart->grammar.trees, view);
    for (const cJSON *item = from->child; item; item = item->next) {
        if (spec || !g_strv_contains(outer, item->string))
            cJSON_AddItemReferenceToObject(view, item->string, (cJSON *)(gpointer)item);
    }
    return view;
}

/* {"facet": {"field"}} or {"facet": {"row", "column"}} as the channels that they stand for. */
static const cJSON *facet_channels(ChartBuilder *builder, const cJSON *root)
{
    const cJSON *facet = json_member(root, "facet");
    if (!facet)
        return json_member(root, "encoding");
    if (json_member(facet, "row") || json_member(facet, "column")) {
        static const char *const members[] = {"row", "column", NULL};
        return spec_check_members(&builder->context, facet, "facet", members) ? facet : NULL;
    }
    return root; /* its member is called "facet", as the channel is */
}

/* The view of a facet has a size; one inside of it cannot be put together again. */
static gboolean check_spec(ChartBuilder *builder, const cJSON *root)
{
    static const char *const composed[] = {"facet", "concat", "hconcat", "vconcat", "repeat"};
    const cJSON *spec = json_member(root, "spec");
    if (!json_member(root, "facet"))
        return TRUE;
    if (!cJSON_IsObject(spec)) {
        spec_fail(&builder->context, &rule_spec_value, json_member(root, "facet"),
                  "a facet needs a 'spec': what each of its panels shows");
        return FALSE;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(composed); i++) {
        const cJSON *item = json_member(spec, composed[i]);
        if (!item)
            continue;
        spec_fail(&builder->context, &rule_spec_property, item,
                  "'%s' is not supported in the spec of a facet", composed[i]);
        return FALSE;
    }
    chart_read_size(builder, spec);
    chart_read_surface(builder, spec);
    return TRUE;
}

/* An absent cell of a row and a column is drawn empty, as Vega-Lite does with cross. */
gboolean chart_add_facet_panels(ChartBuilder *builder, const cJSON *root, Frame *frame)
{
    SpecContext *context = &builder->context;
    const cJSON *channels = facet_channels(builder, root);
    const cJSON *transform = json_member(root, "transform");
    Grammar *grammar = &builder->chart->grammar;
    frame = transform_all(frame, transform, context, &builder->data);
    g_auto(Direction) down = {0}, across = {0};
    if (!frame)
        return FALSE;
    const cJSON *view = inner_view(builder, root);
    g_autoptr(Frame) whole = drop_invalid(view, frame);
    if (!channels || !check_spec(builder, root))
        return FALSE;
    grammar->wrapped = json_member(channels, "facet") != NULL;
    if (grammar->wrapped && (json_member(channels, "row") || json_member(channels, "column"))) {
        spec_fail(context, &rule_spec_value, json_member(channels, "facet"),
                  "'facet' stands alone, without row and column");
        return FALSE;
    }
    if (!read_direction(builder, channels, "row", whole, &down) ||
        !read_direction(builder, channels, grammar->wrapped ? "facet" : "column", whole, &across))
        return FALSE;
    grammar->row = down.json;
    grammar->column = across.json;
    grammar->row_title = g_strdup(down.title);
    grammar->column_title = g_strdup(across.title);
    guint columns = across.values->len;
    if (grammar->wrapped && (grammar->grid.columns > 0 || json_member(across.json, "columns")))
        columns = json_member(across.json, "columns")
                      ? (guint)json_number(across.json, "columns", 1)
                      : grammar->grid.columns;
    grammar->grid.columns = MAX(columns, 1);
    gboolean clean = TRUE;
    for (guint r = 0; clean && r < down.values->len; r++) {
        for (guint c = 0; clean && c < across.values->len; c++)
            clean = add_panel(builder, view, whole, &down, &across, r, c);
    }
    if (clean && builder->chart->panels->len == 0) {
        spec_fail(context, &rule_spec_data, channels, "no row is left to make panels of");
        return FALSE;
    }
    return clean;
}
