/*
 * Marks whose properties differ from row to row: {"expr": "datum.a < 0 ? 2 : -2"}.  A layer then
 * has a layer for each row, with what its mark says there.
 */
#include "chart/composite.h"
#include "chart/row_expression.h"

enum { MOST_ROWS = 10000 };

/* A property that waits for rows. */
typedef struct {
    const cJSON *item;
    RowExpression *expression;
} RowProperty;

static void row_property_clear(gpointer data)
{
    row_expression_free(((RowProperty *)data)->expression);
}

/* FALSE after a finding. */
static gboolean find_properties(ChartBuilder *builder, const Layer *layer, GArray *properties)
{
    const cJSON *mark = layer->mark.json;
    for (const cJSON *item = cJSON_IsObject(mark) ? mark->child : NULL; item; item = item->next) {
        const cJSON *text = json_member(item, "expr");
        if (!text || !cJSON_IsString(text))
            continue;
        const RowProperty property = {item,
                                      row_expression_parse(text, layer->frame, &builder->context)};
        if (!property.expression)
            return FALSE;
        g_array_append_val(properties, property);
    }
    return TRUE;
}

static void add_value(ChartBuilder *builder, cJSON *mark, const char *block, const cJSON *item,
                      Value value)
{
    ConfigKind kind;
    g_autofree char *text = value.type == VALUE_STRING ? value_to_text(value) : NULL;
    if (value.type == VALUE_NULL)
        return;
    cJSON *made = value.type == VALUE_NUMBER   ? cJSON_CreateNumber(value.as.number)
                  : value.type == VALUE_STRING ? cJSON_CreateString(text)
                                               : cJSON_CreateBool(value.as.boolean);
    cJSON_AddItemToObject(mark, item->string, made);
    json_document_adopt(builder->chart->document, made, item);
    if (!config_kind(block, item->string, &kind))
        kind = CONFIG_NUMBER; /* the offsets, which no config has */
    spec_check_kind(&builder->context, made, kind);
}

/* What the mark says in a row. */
static const cJSON *make_mark(ChartBuilder *builder, const Layer *layer, const GArray *properties,
                              guint row)
{
    cJSON *mark = composite_tree(builder);
    json_document_adopt(builder->chart->document, mark, layer->mark.json);
    for (guint i = 0; i < properties->len; i++) {
        const RowProperty *property = &g_array_index(properties, RowProperty, i);
        add_value(builder, mark, layer->mark.name, property->item,
                  row_expression_evaluate(property->expression, row));
    }
    for (const cJSON *item = layer->mark.json->child; item; item = item->next) {
        if (!json_member(item, "expr"))
            composite_refer(builder, mark, item->string, item);
    }
    return mark;
}

gboolean layer_read_rows(ChartBuilder *builder, Layer *layer)
{
    const gboolean path = layer->mark.type == SHAPE_LINE || layer->mark.type == SHAPE_AREA;
    const guint n = layer->frame->n_rows;
    g_autoptr(GArray) properties = g_array_new(FALSE, FALSE, sizeof(RowProperty));
    g_array_set_clear_func(properties, row_property_clear);
    if (!find_properties(builder, layer, properties))
        return FALSE;
    if (properties->len == 0)
        return TRUE;
    if (n > MOST_ROWS && !path) {
        spec_fail(&builder->context, &rule_spec_value, layer->mark.json,
                  "marks that differ by an expression are at most %d, not %u; say it by a channel",
                  MOST_ROWS, n);
        return FALSE;
    }
    layer->by_row = g_ptr_array_new_with_free_func(g_free);
    for (guint row = 0; row < (path ? MIN(n, 1) : n) && !builder->context.failed; row++) {
        Layer *one = g_memdup2(layer, sizeof *layer);
        one->by_row = NULL;
        one->only_row = path ? 0 : row + 1; /* a path looks as its first row says */
        one->mark.json = make_mark(builder, layer, properties, row);
        g_ptr_array_add(layer->by_row, one);
    }
    return !builder->context.failed;
}
