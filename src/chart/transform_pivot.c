/* pivot: the values of a field become columns
 * (https://vega.github.io/vega-lite/docs/pivot.html).  A row of the result rests on all claims of
 * its group. */
#include "chart/group.h"
#include "chart/transform.h"

static int compare_values(gconstpointer a, gconstpointer b)
{
    return value_compare(*(const Value *)a, *(const Value *)b);
}

static GArray *find_keys(const Frame *frame, int column, double limit)
{
    GArray *keys = g_array_new(FALSE, FALSE, sizeof(Value));
    guint n;
    g_autofree guint *group = frame_group(frame, &column, 1, &n);
    for (guint row = 0; row < frame->n_rows; row++) {
        const Value value = frame_value(frame, row, column);
        if (group[row] == keys->len)
            g_array_append_val(keys, value);
    }
    g_array_sort(keys, compare_values);
    if (limit > 0 && keys->len > limit)
        g_array_set_size(keys, (guint)limit);
    return keys;
}

static void add_group(Frame *result, const Frame *frame, const Groups *groups, guint g)
{
    const GArray *members = groups->members->pdata[g];
    const Lineage *lineage = NULL;
    for (guint i = 0; i < members->len; i++)
        lineage = lineage_join(result->arena, lineage,
                               frame_lineage(frame, g_array_index(members, guint, i)), FALSE);
    const guint row = frame_row_add(result, lineage);
    for (guint c = 0; c < groups->columns->len; c++)
        frame_set(result, row, c,
                  frame_value(frame, g_array_index(members, guint, 0),
                              g_array_index(groups->columns, int, c)));
}

static Frame *apply(const Frame *frame, const cJSON *json, SpecContext *context,
                    const DataContext *data)
{
    const char *op = spec_string(context, json, "op");
    const double limit = spec_number(context, json, "limit", 0, 0, 10000);
    const int by = transform_column(frame, json_string(json, "pivot"), json, context);
    const int column = transform_column(frame, json_string(json, "value"), json, context);
    g_auto(Groups) groups = {0};
    if (by < 0 || column < 0 || !groups_make(frame, json_member(json, "groupby"), context, &groups))
        return NULL;
    if (op && !aggregate_op_known(op)) {
        spec_fail(context, &rule_spec_value, json_member(json, "op"),
                  "there is no operation \"%s\"", op);
        return NULL;
    }
    g_autoptr(GArray) keys = find_keys(frame, by, limit);
    Frame *result = frame_new(data->arena);
    for (guint c = 0; c < groups.columns->len; c++)
        frame_column_add(result, frame->names->pdata[g_array_index(groups.columns, int, c)]);
    for (guint g = 0; g < groups.n; g++)
        add_group(result, frame, &groups, g);
    g_autofree guint *rows = g_new(guint, MAX(frame->n_rows, 1));
    for (guint k = 0; k < keys->len; k++) {
        const Value key = g_array_index(keys, Value, k);
        g_autofree char *name = value_to_text(key);
        const guint target = frame_column_add(result, name);
        for (guint g = 0; g < groups.n; g++) {
            const GArray *members = groups.members->pdata[g];
            guint n = 0;
            for (guint i = 0; i < members->len; i++) {
                const guint row = g_array_index(members, guint, i);
                if (value_equal(frame_value(frame, row, by), key))
                    rows[n++] = row;
            }
            frame_set(result, g, target,
                      n > 0 ? aggregate_values(op ? op : "sum", frame, column, rows, n)
                            : VALUE_NOTHING);
        }
    }
    return result;
}

static const char *const members[] = {"pivot", "value", "groupby", "limit", "op", NULL};
const Transform transform_pivot = {"pivot", members, apply};
