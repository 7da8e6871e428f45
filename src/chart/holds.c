/* What a chart says in words, held against its rows: usermeta.figtrail.holds.  A title is prose,
 * and prose does not follow the data; so whoever writes one gives a test for what it says. */
#include "chart/format.h"
#include "chart/row_expression.h"
#include "chart/transform.h"
#include "chart/view.h"

#include <string.h>

static const Rule rule_untrue = {"chart-untrue", LEVEL_ERROR,
                                 "the words of a chart are true of the rows that it shows"};

/* Words that no text of the chart says any more would test something else than the chart says. */
static gboolean is_said(const Chart *chart, const char *words)
{
    const char *const texts[] = {chart->title, chart->subtitle, chart->description,
                                 chart->wishes.footnote};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        if (texts[i] && strstr(texts[i], words))
            return TRUE;
    }
    return FALSE;
}

/* "most is 61.5, least is 48.4": what the test has seen. */
static char *row_text(const Frame *rows, guint row, const GPtrArray *fields)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < fields->len; i++) {
        const char *field = fields->pdata[i];
        const Value value = frame_value(rows, row, field_column_find(rows, field));
        g_autofree char *shown = value.type == VALUE_NUMBER
                                     ? number_format_apply(NULL, value.as.number)
                                     : value_to_text(value);
        g_string_append_printf(text, "%s%s is %s", i > 0 ? ", " : "", field, shown);
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void check_rows(SpecContext *context, const cJSON *hold, const Frame *rows)
{
    const cJSON *test = json_member(hold, "test");
    const char *says = json_string(hold, "says");
    g_autoptr(RowExpression) expression = row_expression_parse(test, rows, context);
    if (!expression)
        return;
    if (rows->n_rows == 0)
        spec_fail(context, &rule_untrue, test,
                  "the chart says \"%s\", but no row is left to hold it against", says);
    for (guint row = 0; row < rows->n_rows; row++) {
        if (value_truth(row_expression_evaluate(expression, row)))
            continue;
        g_autofree char *seen = row_text(rows, row, row_expression_fields(expression));
        spec_fail(
            context, &rule_untrue, test,
            "the chart says \"%s\", which is not true of its data: %s; say what the data say, "
            "or mend the test",
            says, seen);
        return; /* one row is enough */
    }
}

static void check_hold(ChartBuilder *builder, const cJSON *hold, const Frame *rows)
{
    static const char *const members[] = {"says", "transform", "test", NULL};
    SpecContext *context = &builder->context;
    if (!spec_check_members(context, hold, "a member of 'holds'", members))
        return;
    const cJSON *says = json_member(hold, "says");
    if (!cJSON_IsString(says) || !*says->valuestring) {
        spec_fail(context, &rule_spec_value, hold,
                  "a member of 'holds' needs 'says': the words of the chart that it tests");
    } else if (!json_member(hold, "test")) {
        spec_fail(context, &rule_spec_value, hold,
                  "a member of 'holds' needs a 'test': an expression that is true of each row");
    } else if (!is_said(builder->chart, says->valuestring)) {
        spec_fail(context, &rule_spec_value, says,
                  "neither title, subtitle, description nor footnote says \"%s\"",
                  says->valuestring);
    } else {
        g_autoptr(Frame) left = transform_all(frame_copy(rows), json_member(hold, "transform"),
                                              context, &builder->data);
        if (left)
            check_rows(context, hold, left);
    }
}

void chart_check_holds(ChartBuilder *builder, const cJSON *root, Frame *frame)
{
    g_autoptr(Frame) rows =
        transform_all(frame, json_member(root, "transform"), &builder->context, &builder->data);
    const cJSON *holds = builder->chart->wishes.holds;
    for (const cJSON *hold = rows ? holds->child : NULL; hold; hold = hold->next)
        check_hold(builder, hold, rows);
}
