/* aggregate and joinaggregate: one value per group, as rows of their own or
 * joined to every row of the group (https://vega.github.io/vega-lite/docs/aggregate.html). */
#include "chart/group.h"
#include "chart/transform.h"

#include <math.h>
#include <string.h>

/* ---- the operations -------------------------------------------------------- */

static Value op_sum(const double *values, guint n)
{
    double sum = 0;
    for (guint i = 0; i < n; i++)
        sum += values[i];
    return n ? value_number(sum) : VALUE_NOTHING;
}

static Value op_mean(const double *values, guint n)
{
    return n ? value_number(op_sum(values, n).as.number / n) : VALUE_NOTHING;
}

static int compare_doubles(gconstpointer a, gconstpointer b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static Value op_median(const double *values, guint n)
{
    if (n == 0)
        return VALUE_NOTHING;
    g_autofree double *sorted = g_memdup2(values, n * sizeof *values);
    qsort(sorted, n, sizeof *sorted, compare_doubles);
    return value_number((sorted[(n - 1) / 2] + sorted[n / 2]) / 2);
}

static Value op_min(const double *values, guint n)
{
    double least = INFINITY;
    for (guint i = 0; i < n; i++)
        least = fmin(least, values[i]);
    return n ? value_number(least) : VALUE_NOTHING;
}

static Value op_max(const double *values, guint n)
{
    double most = -INFINITY;
    for (guint i = 0; i < n; i++)
        most = fmax(most, values[i]);
    return n ? value_number(most) : VALUE_NOTHING;
}

/* vega-statistics' quantiles: linear between neighbours (type 7). */
static Value op_quantile(const double *values, guint n, double share)
{
    if (n == 0)
        return VALUE_NOTHING;
    g_autofree double *sorted = g_memdup2(values, n * sizeof *values);
    qsort(sorted, n, sizeof *sorted, compare_doubles);
    const double place = share * (n - 1);
    const guint low = (guint)place, high = MIN(low + 1, n - 1);
    return value_number(sorted[low] + (place - low) * (sorted[high] - sorted[low]));
}

static Value op_q1(const double *values, guint n)
{
    return op_quantile(values, n, 0.25);
}

static Value op_q3(const double *values, guint n)
{
    return op_quantile(values, n, 0.75);
}

static double square_sum(const double *values, guint n)
{
    const double mean = op_mean(values, n).as.number;
    double sum = 0;
    for (guint i = 0; i < n; i++)
        sum += (values[i] - mean) * (values[i] - mean);
    return sum;
}

/* Of a sample; one value has none, as in Vega. */
static Value op_variance(const double *values, guint n)
{
    return n > 1 ? value_number(square_sum(values, n) / (n - 1)) : VALUE_NOTHING;
}

static Value op_stdev(const double *values, guint n)
{
    return n > 1 ? value_number(sqrt(op_variance(values, n).as.number)) : VALUE_NOTHING;
}

static Value op_stderr(const double *values, guint n)
{
    return n > 1 ? value_number(sqrt(op_variance(values, n).as.number / n)) : VALUE_NOTHING;
}

/* Of a whole population. */
static Value op_variancep(const double *values, guint n)
{
    return n ? value_number(square_sum(values, n) / n) : VALUE_NOTHING;
}

static Value op_stdevp(const double *values, guint n)
{
    return n ? value_number(sqrt(op_variancep(values, n).as.number)) : VALUE_NOTHING;
}

static Value op_product(const double *values, guint n)
{
    double product = 1;
    for (guint i = 0; i < n; i++)
        product *= values[i];
    return n ? value_number(product) : VALUE_NOTHING;
}

static const struct {
    const char *name;
    Value (*over)(const double *values, guint n); /* NULL: counts, below */
} ops[] = {
    {"count", NULL},     {"distinct", NULL},        {"valid", NULL},
    {"missing", NULL},   {"sum", op_sum},           {"product", op_product},
    {"mean", op_mean},   {"average", op_mean},      {"median", op_median},
    {"min", op_min},     {"max", op_max},           {"q1", op_q1},
    {"q3", op_q3},       {"variance", op_variance}, {"variancep", op_variancep},
    {"stdev", op_stdev}, {"stdevp", op_stdevp},     {"stderr", op_stderr},
};

gboolean aggregate_op_known(const char *op)
{
    for (gsize i = 0; op && i < G_N_ELEMENTS(ops); i++) {
        if (strcmp(op, ops[i].name) == 0)
            return TRUE;
    }
    return FALSE;
}

static guint count_distinct(const Frame *frame, int column, const guint *rows, guint n_rows)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < n_rows; i++) {
        const Value value = frame_value(frame, rows[i], column);
        g_hash_table_add(seen, value_to_text(value)); /* 1 and "1" are the same, as in Vega */
    }
    return g_hash_table_size(seen);
}

/* Numbers as they are; dates are compared by time, so that min and max of dates work. */
static double aggregate_number(Value value)
{
    const double number = value_to_number(value);
    return isnan(number) && value.type == VALUE_STRING ? value_to_time(value) : number;
}

gint64 aggregate_row(const char *op, const Frame *frame, int column, const guint *rows,
                     guint n_rows)
{
    const double sign = strcmp(op, "argmin") == 0 ? -1 : 1;
    gint64 best = -1;
    double most = -INFINITY;
    for (guint i = 0; i < n_rows; i++) {
        const double number = sign * aggregate_number(frame_value(frame, rows[i], column));
        if (number > most) {
            most = number;
            best = rows[i];
        }
    }
    return best;
}

Value aggregate_values(const char *op, const Frame *frame, int column, const guint *rows,
                       guint n_rows)
{
    if (strcmp(op, "count") == 0)
        return value_number(n_rows);
    if (strcmp(op, "distinct") == 0)
        return value_number(count_distinct(frame, column, rows, n_rows));
    g_autofree double *values = g_new(double, MAX(n_rows, 1));
    guint n = 0, n_valid = 0, n_missing = 0;
    for (guint i = 0; i < n_rows; i++) {
        const Value value = frame_value(frame, rows[i], column);
        if (value.type == VALUE_NULL || (value.type == VALUE_STRING && !*value.as.string)) {
            n_missing++;
            continue;
        }
        const double number = aggregate_number(value);
        n_valid += value.type == VALUE_STRING || !isnan(number);
        if (!isnan(number))
            values[n++] = number;
    }
    if (strcmp(op, "valid") == 0)
        return value_number(n_valid);
    if (strcmp(op, "missing") == 0)
        return value_number(n_missing);
    for (gsize i = 0; i < G_N_ELEMENTS(ops); i++) {
        if (strcmp(op, ops[i].name) == 0)
            return ops[i].over(values, n);
    }
    return VALUE_NOTHING;
}

/* ---- the transforms ---------------------------------------------------------- */

/* "argmax" gives a whole row: its fields become AS.FIELD, as those of nested data. */
static gboolean is_row_op(const char *op)
{
    return g_strcmp0(op, "argmin") == 0 || g_strcmp0(op, "argmax") == 0;
}

/* Puts the fields of the source's row into one row of the result. */
static void set_row(Frame *result, guint target, const Frame *frame, gint64 row, const char *as)
{
    for (guint c = 0; row >= 0 && c < frame->names->len; c++) {
        g_autofree char *name = g_strconcat(as, ".", (const char *)frame->names->pdata[c], NULL);
        frame_set(result, target, frame_column_add(result, name),
                  frame_value(frame, (guint)row, (int)c));
    }
}

/* One member of the "aggregate"/"joinaggregate" array: its op, column and name. */
static gboolean parse_op(const Frame *frame, const cJSON *json, SpecContext *context,
                         const char **op, int *column, const char **as)
{
    static const char *const members[] = {"op", "field", "as", NULL};
    if (!spec_check_members(context, json, "an aggregate", members))
        return FALSE;
    *op = json_string(json, "op");
    *as = json_string(json, "as");
    const char *field = json_string(json, "field");
    if (!*op || (!aggregate_op_known(*op) && !is_row_op(*op)) || !*as) {
        spec_fail(context, &rule_spec_value, json,
                  "an aggregate needs 'as' and an 'op' among: count, distinct, valid, missing, "
                  "sum, product, mean, average, median, min, max, q1, q3, variance, variancep, "
                  "stdev, stdevp, stderr, argmin, argmax");
        return FALSE;
    }
    *column = -1;
    if (strcmp(*op, "count") == 0 && (!field || strcmp(field, "*") == 0))
        return TRUE;
    *column = transform_column(frame, field, json, context);
    return *column >= 0;
}

static gboolean check_ops(const cJSON *ops_json, SpecContext *context)
{
    if (cJSON_IsArray(ops_json))
        return TRUE;
    spec_fail(context, &rule_spec_value, ops_json, "'%s' must be an array", ops_json->string);
    return FALSE;
}

static Frame *apply_joinaggregate(const Frame *frame, const cJSON *json, SpecContext *context,
                                  const DataContext *data)
{
    (void)data;
    const cJSON *ops_json = json_member(json, "joinaggregate");
    g_auto(Groups) groups = {0};
    if (!check_ops(ops_json, context) ||
        !groups_make(frame, json_member(json, "groupby"), context, &groups))
        return NULL;
    g_autoptr(Frame) result = frame_copy(frame);
    for (const cJSON *item = ops_json->child; item; item = item->next) {
        const char *op, *as;
        int column;
        if (!parse_op(frame, item, context, &op, &column, &as))
            return NULL;
        if (is_row_op(op)) {
            spec_fail(context, &rule_spec_value, item, "'%s' belongs to an aggregate", op);
            return NULL;
        }
        const guint target = frame_column_add(result, as);
        for (guint g = 0; g < groups.n; g++) {
            const GArray *members = groups.members->pdata[g];
            const guint *member_rows = (const guint *)(void *)members->data;
            const Value value = aggregate_values(op, frame, column, member_rows, members->len);
            for (guint i = 0; i < members->len; i++)
                frame_set(result, member_rows[i], target, value);
        }
    }
    return g_steal_pointer(&result);
}

static Frame *apply_aggregate(const Frame *frame, const cJSON *json, SpecContext *context,
                              const DataContext *data)
{
    const cJSON *ops_json = json_member(json, "aggregate");
    g_auto(Groups) groups = {0};
    if (!check_ops(ops_json, context) ||
        !groups_make(frame, json_member(json, "groupby"), context, &groups))
        return NULL;
    g_autoptr(Frame) result = frame_new(data->arena);
    for (guint c = 0; c < groups.columns->len; c++)
        frame_column_add(result, frame->names->pdata[g_array_index(groups.columns, int, c)]);
    for (guint g = 0; g < groups.n; g++) {
        const GArray *members = groups.members->pdata[g];
        const Lineage *lineage = NULL;
        for (guint i = 0; i < members->len; i++)
            lineage = lineage_join(data->arena, lineage,
                                   frame_lineage(frame, g_array_index(members, guint, i)), FALSE);
        const guint row = frame_row_add(result, lineage);
        for (guint c = 0; c < groups.columns->len; c++)
            frame_set(result, row, c,
                      frame_value(frame, g_array_index(members, guint, 0),
                                  g_array_index(groups.columns, int, c)));
    }
    for (const cJSON *item = ops_json->child; item; item = item->next) {
        const char *op, *as;
        int column;
        if (!parse_op(frame, item, context, &op, &column, &as))
            return NULL;
        if (!is_row_op(op))
            frame_column_add(result, as); /* also when there is no row */
        for (guint g = 0; g < groups.n; g++) {
            const GArray *members = groups.members->pdata[g];
            const guint *rows = (const guint *)(void *)members->data;
            if (is_row_op(op))
                set_row(result, g, frame, aggregate_row(op, frame, column, rows, members->len), as);
            else
                frame_set(result, g, frame_column_add(result, as),
                          aggregate_values(op, frame, column, rows, members->len));
        }
    }
    return g_steal_pointer(&result);
}

static const char *const aggregate_members[] = {"aggregate", "groupby", NULL};
const Transform transform_aggregate = {"aggregate", aggregate_members, apply_aggregate};
static const char *const joinaggregate_members[] = {"joinaggregate", "groupby", NULL};
const Transform transform_joinaggregate = {"joinaggregate", joinaggregate_members,
                                           apply_joinaggregate};
