/* calculate: a new column by an expression over each row
 * (https://vega.github.io/vega-lite/docs/calculate.html). */
#include "chart/row_expression.h"
#include "chart/transform.h"

static Frame *apply(const Frame *frame, const cJSON *json, SpecContext *context,
                    const DataContext *data)
{
    (void)data;
    const cJSON *text = json_member(json, "calculate");
    const char *as = json_string(json, "as");
    if (!cJSON_IsString(text) || !as) {
        spec_fail(context, &rule_spec_value, json,
                  "calculate needs an expression and the name of its field in 'as'");
        return NULL;
    }
    g_autoptr(RowExpression) expression = row_expression_parse(text, frame, context);
    if (!expression)
        return NULL;
    Frame *result = frame_copy(frame);
    const guint column = frame_column_add(result, as);
    for (guint row = 0; row < frame->n_rows; row++)
        frame_set(result, row, column, row_expression_evaluate(expression, row));
    return result;
}

static const char *const members[] = {"calculate", "as", NULL};
const Transform transform_calculate = {"calculate", members, apply};
