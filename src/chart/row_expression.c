#include "chart/row_expression.h"

#include "chart/transform.h"

#include <string.h>

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

/* Whether the data have members of an object of that name: "a.b" for "a". */
static gboolean is_nested(const Frame *frame, const char *field)
{
    const gsize length = strlen(field);
    for (guint c = 0; c < frame->names->len; c++) {
        const char *name = frame->names->pdata[c];
        if (strncmp(name, field, length) == 0 && name[length] == '.')
            return TRUE;
    }
    return FALSE;
}

/* An object as JavaScript writes it; null where a row has none of its members. */
static Value nested_value(const Frame *frame, guint row, const char *field)
{
    const gsize length = strlen(field);
    for (guint c = 0; c < frame->names->len; c++) {
        const char *name = frame->names->pdata[c];
        if (strncmp(name, field, length) == 0 && name[length] == '.' &&
            frame_value(frame, row, (int)c).type != VALUE_NULL)
            return value_string("[object Object]");
    }
    return VALUE_NOTHING;
}

RowExpression *row_expression_parse(const cJSON *text, const Frame *frame, SpecContext *context)
{
    if (!cJSON_IsString(text)) {
        spec_fail(context, &rule_spec_value, text, "an expression must be a string");
        return NULL;
    }
    const Place place = json_document_place(context->document, text);
    Expression *parsed =
        expression_parse(text->valuestring, place, context->params, context->findings);
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
        const char *field = fields->pdata[i];
        const int column = field_column_find(frame, field);
        if (column >= 0)
            g_hash_table_insert(expression->columns, fields->pdata[i], GINT_TO_POINTER(column + 1));
        else if (is_nested(frame, field))
            continue;
        else if (context->config)
            spec_left_out(context, text, "the data have no field '%s': it is null", field);
        else if (transform_column(frame, field, text, context) < 0)
            return NULL;
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
    return column < 0 ? nested_value(expression->frame, here->row, field)
                      : frame_value(expression->frame, here->row, column);
}

Value row_expression_evaluate(const RowExpression *expression, guint row)
{
    RowContext here = {expression, row};
    return expression_evaluate(expression->expression, row_field, &here,
                               expression->frame->arena->strings);
}

void row_expression_give_lines(RowExpression *expression)
{
    expression_give_lines(expression->expression);
}

const GPtrArray *row_expression_fields(const RowExpression *expression)
{
    return expression_fields(expression->expression);
}
