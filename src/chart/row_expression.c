#include "chart/row_expression.h"

#include "chart/transform.h"

struct RowExpression {
    Expression *expression;
    const Frame *frame;
    GHashTable *columns; /* field -> column + 1 */
};

void row_expression_free(RowExpression *expression)
{
    if (!expression)
        return;
    expression_free(expression->expression);
    g_hash_table_unref(expression->columns);
    g_free(expression);
}

RowExpression *row_expression_parse(const cJSON *text, const Frame *frame, SpecContext *context)
{
    if (!cJSON_IsString(text)) {
        spec_fail(context, &rule_spec_value, text, "an expression must be a string");
        return NULL;
    }
    const Place place = json_document_place(context->document, text);
    Expression *parsed = expression_parse(text->valuestring, place, context->findings);
    if (!parsed) {
        context->failed = TRUE;
        return NULL;
    }
    expression_set_locale(parsed, frame->arena->locale);
    g_autoptr(RowExpression) expression = g_new(RowExpression, 1);
    expression->expression = parsed;
    expression->frame = frame;
    expression->columns = g_hash_table_new(g_str_hash, g_str_equal);
    const GPtrArray *fields = expression_fields(parsed);
    for (guint i = 0; i < fields->len; i++) {
        const int column = transform_column(frame, fields->pdata[i], text, context);
        if (column < 0)
            return NULL;
        g_hash_table_insert(expression->columns, fields->pdata[i], GINT_TO_POINTER(column + 1));
    }
    return g_steal_pointer(&expression);
}

typedef struct {
    const RowExpression *expression;
    guint row;
} RowContext;

static Value row_field(const char *field, gpointer context)
{
    const RowContext *here = context;
    const RowExpression *expression = here->expression;
    const int known = GPOINTER_TO_INT(g_hash_table_lookup(expression->columns, field));
    /* a computed name, datum[...], is looked for when it is known */
    const int column = known > 0 ? known - 1 : frame_column_find(expression->frame, field);
    return frame_value(expression->frame, here->row, column);
}

Value row_expression_evaluate(const RowExpression *expression, guint row)
{
    RowContext here = {expression, row};
    return expression_evaluate(expression->expression, row_field, &here,
                               expression->frame->arena->strings);
}
