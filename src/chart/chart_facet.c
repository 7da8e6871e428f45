/*
 * Panels of a view whose encoding has a row, a column or a facet channel
 * (https://vega.github.io/vega-lite/docs/facet.html#facet-row-and-column-encoding-channels).
 */
#include "chart/view.h"

#include <math.h>
#include <string.h>

/* One direction of the grid. */
typedef struct {
    const cJSON *json; /* NULL: not parted in this direction */
    int column;
    GArray *values; /* of Value, in order; one null value when not parted */
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
static gboolean find_keys(ChartBuilder *builder, const Frame *frame, int column, const cJSON *sort,
                          GArray *values)
{
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
            for (value->key = 0; item && !value_equal(spec_value(item), value->value);
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
        if (!find_keys(builder, frame, direction->column, sort, values))
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
    static const char *const members[] = {"field",   "type",   "title", "sort",
                                          "columns", "header", NULL};
    static const char *const wrapping[] = {"field", "type", "title", "sort", "header", NULL};
    static const char *const types[] = {"ordinal", "nominal", NULL};
    static const char *const header_members[] = {"title", NULL};
    static const char *const sort_members[] = {"field", "op", "order", NULL};
    static const char *const words[] = {"ascending", "descending", NULL};
    const gboolean facet = strcmp(json->string, "facet") == 0;
    if (!spec_check_members(context, json, "a facet channel", facet ? members : wrapping))
        return FALSE;
    spec_word(context, json, "type", types, 0);
    spec_number(context, json, "columns", 1, 1, 1000);
    const cJSON *header = json_member(json, "header"), *sort = json_member(json, "sort");
    if (header && !cJSON_IsNull(header))
        spec_check_members(context, header, "a header", header_members);
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

/* Title: what the header or the channel says; else the field. */
static char *direction_title(const cJSON *json)
{
    const cJSON *title = json_member(json_member(json, "header"), "title");
    if (!title)
        title = json_member(json, "title");
    return title ? g_strdup(cJSON_GetStringValue(title)) : g_strdup(json_string(json, "field"));
}

static gboolean read_direction(ChartBuilder *builder, const cJSON *encoding, const char *name,
                               const Frame *frame, Direction *direction)
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
    direction->column = transform_column(frame, json_string(direction->json, "field"),
                                         direction->json, &builder->context);
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
    direction->title = direction_title(direction->json);
    return order_values(builder, frame, direction, direction->values);
}

static void direction_clear(Direction *direction)
{
    g_clear_pointer(&direction->values, g_array_unref);
    g_clear_pointer(&direction->title, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Direction, direction_clear)

static const char *header_text(Chart *chart, const Direction *direction, guint index)
{
    if (!direction->json)
        return NULL;
    const Value value = g_array_index(direction->values, FacetValue, index).value;
    g_autofree char *text = value_to_text(value);
    return frame_arena_text(chart->arena, value.type == VALUE_NULL ? "null" : text);
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
    const cJSON *columns = grammar->wrapped ? json_member(across->json, "columns") : NULL;
    const guint width = columns ? (guint)columns->valuedouble : across->values->len;
    Panel *panel = chart_panel_new(builder->chart, NULL);
    panel->header_row = header_text(builder->chart, down, r);
    panel->header_column = header_text(builder->chart, across, c);
    panel->row = r + c / width;
    panel->column = c % width;
    grammar->n_rows = MAX(grammar->n_rows, panel->row + 1);
    grammar->n_columns = MAX(grammar->n_columns, panel->column + 1);
    return chart_add_layers(builder, panel, root, frame_select(frame, rows, n), NULL);
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

/* An absent cell of a row and a column is drawn empty, as Vega-Lite does with cross. */
gboolean chart_add_facet_panels(ChartBuilder *builder, const cJSON *root, Frame *frame)
{
    SpecContext *context = &builder->context;
    const cJSON *encoding = json_member(root, "encoding");
    const cJSON *transform = json_member(root, "transform");
    Grammar *grammar = &builder->chart->grammar;
    frame = transform_all(frame, transform, context, &builder->data);
    g_auto(Direction) down = {0}, across = {0};
    if (!frame)
        return FALSE;
    g_autoptr(Frame) whole = drop_invalid(root, frame);
    grammar->wrapped = json_member(encoding, "facet") != NULL;
    if (grammar->wrapped && (json_member(encoding, "row") || json_member(encoding, "column"))) {
        spec_fail(context, &rule_spec_value, json_member(encoding, "facet"),
                  "'facet' stands alone, without row and column");
        return FALSE;
    }
    if (!read_direction(builder, encoding, "row", whole, &down) ||
        !read_direction(builder, encoding, grammar->wrapped ? "facet" : "column", whole, &across))
        return FALSE;
    grammar->row_title = g_strdup(down.title);
    grammar->column_title = g_strdup(across.title);
    cJSON *view = cJSON_Duplicate(root, FALSE); /* the view without what was done above */
    g_ptr_array_add(grammar->trees, view);
    for (const cJSON *item = root->child; item; item = item->next) {
        if (item != transform)
            cJSON_AddItemReferenceToObject(view, item->string, (cJSON *)(gpointer)item);
    }
    gboolean clean = TRUE;
    for (guint r = 0; clean && r < down.values->len; r++) {
        for (guint c = 0; clean && c < across.values->len; c++)
            clean = add_panel(builder, view, whole, &down, &across, r, c);
    }
    if (clean && builder->chart->panels->len == 0) {
        spec_fail(context, &rule_spec_data, encoding, "no row is left to make panels of");
        return FALSE;
    }
    return clean;
}
