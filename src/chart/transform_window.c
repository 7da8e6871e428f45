/* window: ranks, neighbours and running aggregates along sorted rows
 * (https://vega.github.io/vega-lite/docs/window.html, vega-transforms' Window.js and
 * WindowOps.js). */
#include "chart/group.h"
#include "chart/transform.h"

#include <math.h>
#include <string.h>

/* The rows of one partition in order, and the frame around one of them. */
typedef struct {
    const Frame *frame;
    const RowSort *sort;
    const guint *rows;
    guint n, index;
    guint from, to; /* the frame: from <= i < to */
} Window;

/* Without a sort every row differs from the one before, as in Vega. */
static gboolean differs(const Window *window, guint a, guint b)
{
    return window->sort->keys->len == 0 ||
           row_sort_compare(window->sort, window->rows[a], window->rows[b]) != 0;
}

/* ---- the operations -------------------------------------------------------- */

/* Place of the first row that equals this one, and of the one after the last. */
static guint first_peer(const Window *window, guint i)
{
    while (i > 0 && !differs(window, i - 1, i))
        i--;
    return i;
}

static guint after_peers(const Window *window, guint i)
{
    while (i + 1 < window->n && !differs(window, i, i + 1))
        i++;
    return i + 1;
}

static Value value_at(const Window *window, double place, int column)
{
    return place >= 0 && place < window->n
               ? frame_value(window->frame, window->rows[(guint)place], column)
               : VALUE_NOTHING;
}

static Value op_row_number(const Window *window, int column, double parameter)
{
    (void)column, (void)parameter;
    return value_number(window->index + 1);
}

static Value op_rank(const Window *window, int column, double parameter)
{
    (void)column, (void)parameter;
    return value_number(first_peer(window, window->index) + 1);
}

static Value op_dense_rank(const Window *window, int column, double parameter)
{
    (void)column, (void)parameter;
    guint rank = 1;
    for (guint i = 1; i <= window->index; i++)
        rank += differs(window, i - 1, i) ? 1 : 0;
    return value_number(rank);
}

static Value op_percent_rank(const Window *window, int column, double parameter)
{
    (void)column, (void)parameter;
    if (window->n < 2)
        return VALUE_NOTHING;
    return value_number((double)first_peer(window, window->index) / (window->n - 1));
}

/* Of the first row Vega counts no peers. */
static double distribution(const Window *window)
{
    if (window->index == 0)
        return 1.0 / window->n;
    return (double)after_peers(window, window->index) / window->n;
}

static Value op_cume_dist(const Window *window, int column, double parameter)
{
    (void)column, (void)parameter;
    return value_number(distribution(window));
}

static Value op_ntile(const Window *window, int column, double parameter)
{
    (void)column;
    return value_number(ceil(parameter * distribution(window)));
}

static Value op_lag(const Window *window, int column, double parameter)
{
    return value_at(window, window->index - parameter, column);
}

static Value op_lead(const Window *window, int column, double parameter)
{
    return value_at(window, window->index + parameter, column);
}

static Value op_first_value(const Window *window, int column, double parameter)
{
    (void)parameter;
    return value_at(window, window->from, column);
}

static Value op_last_value(const Window *window, int column, double parameter)
{
    (void)parameter;
    return value_at(window, (double)window->to - 1, column);
}

static Value op_nth_value(const Window *window, int column, double parameter)
{
    const double place = window->from + parameter - 1;
    return place < window->to ? value_at(window, place, column) : VALUE_NOTHING;
}

/* The row's own value, or that of the nearest row before (after) that has one. */
static Value filled_value(const Window *window, int column, int step)
{
    for (guint i = window->index; i < window->n; i += (guint)step) { /* below 0 goes round */
        const Value value = value_at(window, i, column);
        if (value.type != VALUE_NULL)
            return value;
    }
    return VALUE_NOTHING;
}

static Value op_prev_value(const Window *window, int column, double parameter)
{
    (void)parameter;
    return filled_value(window, column, -1);
}

static Value op_next_value(const Window *window, int column, double parameter)
{
    (void)parameter;
    return filled_value(window, column, 1);
}

typedef struct {
    const char *name;
    Value (*over)(const Window *window, int column, double parameter);
    gboolean of_field; /* needs one */
} WindowOp;

static const WindowOp ops[] = {
    {"row_number", op_row_number, FALSE},
    {"rank", op_rank, FALSE},
    {"dense_rank", op_dense_rank, FALSE},
    {"percent_rank", op_percent_rank, FALSE},
    {"cume_dist", op_cume_dist, FALSE},
    {"ntile", op_ntile, FALSE},
    {"lag", op_lag, TRUE},
    {"lead", op_lead, TRUE},
    {"first_value", op_first_value, TRUE},
    {"last_value", op_last_value, TRUE},
    {"nth_value", op_nth_value, TRUE},
    {"prev_value", op_prev_value, TRUE},
    {"next_value", op_next_value, TRUE},
};

/* ---- parsing ---------------------------------------------------------------- */

typedef struct {
    const WindowOp *op;    /* NULL: an aggregate over the frame */
    const char *aggregate; /* its name */
    const char *as;
    int column; /* -1: none */
    double parameter;
} WindowField;

static gboolean parse_field(const Frame *frame, const cJSON *json, SpecContext *context,
                            WindowField *field)
{
    static const char *const members[] = {"op", "field", "param", "as", NULL};
    if (!spec_check_members(context, json, "a window field", members))
        return FALSE;
    const char *op = json_string(json, "op"), *name = json_string(json, "field");
    *field = (WindowField){.aggregate = op, .as = json_string(json, "as"), .column = -1};
    for (gsize i = 0; op && i < G_N_ELEMENTS(ops); i++) {
        if (strcmp(op, ops[i].name) == 0)
            field->op = &ops[i];
    }
    if (!op || !field->as || (!field->op && !aggregate_op_known(op))) {
        spec_fail(context, &rule_spec_value, json,
                  "a window field needs 'as' and an 'op': an aggregate, or one of row_number, "
                  "rank, dense_rank, percent_rank, cume_dist, ntile, lag, lead, first_value, "
                  "last_value, nth_value, prev_value, next_value");
        return FALSE;
    }
    field->parameter = spec_number(context, json, "param", 1, 1, 1e9);
    const gboolean needed = field->op ? field->op->of_field : strcmp(op, "count") != 0;
    if (needed || (name && strcmp(name, "*") != 0))
        field->column = transform_column(frame, name, json, context);
    return !needed || field->column >= 0;
}

/* How many rows before and after: null for all of them. */
static gboolean parse_frame(SpecContext *context, const cJSON *json, double reach[2])
{
    const cJSON *frame = spec_array(context, json, "frame");
    reach[0] = INFINITY;
    reach[1] = 0;
    if (!frame)
        return !context->failed;
    for (int e = 0; e < 2; e++) {
        const cJSON *end = cJSON_GetArrayItem(frame, e);
        if (cJSON_IsNull(end)) {
            reach[e] = INFINITY;
        } else if (cJSON_IsNumber(end) && fabs(end->valuedouble) <= 1e9) {
            reach[e] = trunc(fabs(end->valuedouble));
        } else {
            spec_fail(context, &rule_spec_value, frame,
                      "'frame' must be two numbers of rows, or null for all of them");
            return FALSE;
        }
    }
    return TRUE;
}

/* ---- running ---------------------------------------------------------------- */

static void move_frame(Window *window, const double reach[2], gboolean peers)
{
    const double i = window->index;
    window->from = (guint)fmax(0, i - reach[0]);
    window->to = (guint)fmin(window->n, i + reach[1] + 1);
    if (!peers)
        return;
    window->from = first_peer(window, window->from);
    window->to = after_peers(window, window->to - 1);
}

static Value evaluate(const Window *window, const WindowField *field)
{
    if (field->op)
        return field->op->over(window, field->column, field->parameter);
    return aggregate_values(field->aggregate, window->frame, field->column,
                            window->rows + window->from, window->to - window->from);
}

static void run_partition(Frame *result, Window *window, const GArray *fields,
                          const double reach[2], gboolean peers)
{
    for (guint f = 0; f < fields->len; f++) {
        const WindowField *field = &g_array_index(fields, WindowField, f);
        const guint target = frame_column_add(result, field->as);
        for (window->index = 0; window->index < window->n; window->index++) {
            move_frame(window, reach, peers);
            frame_set(result, window->rows[window->index], target, evaluate(window, field));
        }
    }
}

static Frame *apply(const Frame *frame, const cJSON *json, SpecContext *context,
                    const DataContext *data)
{
    (void)data;
    const cJSON *list = spec_array(context, json, "window");
    g_auto(Groups) groups = {0};
    g_auto(RowSort) sort = {0};
    g_autoptr(GArray) fields = g_array_new(FALSE, FALSE, sizeof(WindowField));
    double reach[2];
    if (!list || !groups_make(frame, json_member(json, "groupby"), context, &groups) ||
        !row_sort_parse(json_member(json, "sort"), frame, context, &sort) ||
        !parse_frame(context, json, reach))
        return NULL;
    for (const cJSON *item = list->child; item; item = item->next) {
        WindowField field;
        if (!parse_field(frame, item, context, &field))
            return NULL;
        g_array_append_val(fields, field);
    }
    const gboolean peers = sort.keys->len > 0 && !spec_flag(context, json, "ignorePeers", FALSE);
    Frame *result = frame_copy(frame);
    for (guint g = 0; g < groups.n; g++) {
        GArray *members = groups.members->pdata[g];
        row_sort_apply(&sort, members);
        Window window = {.frame = frame,
                         .sort = &sort,
                         .rows = (const guint *)(void *)members->data,
                         .n = members->len};
        run_partition(result, &window, fields, reach, peers);
    }
    return result;
}

static const char *const members[] = {"window", "groupby", "sort", "frame", "ignorePeers", NULL};
const Transform transform_window = {"window", members, apply};
