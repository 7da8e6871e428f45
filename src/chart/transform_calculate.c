/* calculate: a new column by an expression over each row
 * (https://vega.github.io/vega-lite/docs/calculate.html). */
#include "chart/expression.h"
#include "chart/transform.h"

typedef struct {
    const Frame *frame;
    guint row;
} RowContext;

static Value row_field(const char *field, gpointer context)
{
    const RowContext *row = context;
    return frame_value(row->frame, row->row, frame_column_find(row->frame, field));
}

static Frame *apply(const Frame *frame, const cJSON *json, SpecContext *context,
                    const DataContext *data)
{
    const cJSON *text = json_member(json, "calculate");
    const char *as = json_string(json, "as");
    if (!cJSON_IsString(text) || !as) {
        spec_fail(context, &rule_spec_value, json,
                  "calculate needs an expression and the name of its field in 'as'");
        return NULL;
    }
    g_autoptr(Expression) expression = expression_parse(
        text->valuestring, json_document_place(context->document, text), context->findings);
    if (!expression) {
        context->failed = TRUE;
        return NULL;
    }
    g_autofree guint *rows = g_new(guint, MAX(frame->n_rows, 1));
    for (guint i = 0; i < frame->n_rows; i++)
        rows[i] = i;
    Frame *result = frame_select(frame, rows, frame->n_rows);
    const guint column = frame_column_add(result, as);
    for (guint row = 0; row < frame->n_rows; row++) {
        RowContext here = {frame, row};
        frame_set(result, row, column,
                  expression_evaluate(expression, row_field, &here, data->arena->strings));
    }
    return result;
}

static const char *const members[] = {"calculate", "as", NULL};
const Transform transform_calculate = {"calculate", members, apply};
