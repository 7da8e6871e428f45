/* impute: rows for keys that a group lacks, and values for those that are missing
 * (https://vega.github.io/vega-lite/docs/impute.html, vega-transforms' Impute.js).  A row that is
 * added rests on no claim. */
#include "chart/group.h"
#include "chart/transform.h"

#include <math.h>
#include <string.h>

enum { MOST_KEYS = 100000 };

/* ---- keys ------------------------------------------------------------------- */

static gboolean has_value(const GArray *values, Value value)
{
    for (guint i = 0; i < values->len; i++) {
        if (value_equal(g_array_index(values, Value, i), value))
            return TRUE;
    }
    return FALSE;
}

static void add_key(GArray *keys, Value value)
{
    if (!has_value(keys, value))
        g_array_append_val(keys, value);
}

/* {"start", "stop", "step"}: up to, but without stop */
static gboolean add_sequence(SpecContext *context, const cJSON *json, GArray *keys)
{
    static const char *const members[] = {"start", "stop", "step", NULL};
    if (!spec_check_members(context, json, "'keyvals'", members))
        return FALSE;
    const double start = spec_number(context, json, "start", 0, -1e15, 1e15);
    const double stop = spec_number(context, json, "stop", NAN, -1e15, 1e15);
    const double step = spec_number(context, json, "step", 1, -1e15, 1e15);
    const double n = ceil((stop - start) / step);
    if (isnan(n) || n > MOST_KEYS) {
        spec_fail(context, &rule_spec_value, json,
                  "'keyvals' needs a stop, a step other than 0, and at most %d values", MOST_KEYS);
        return FALSE;
    }
    for (guint i = 0; i < n; i++) {
        const Value value = value_number(start + i * step);
        g_array_append_val(keys, value);
    }
    return TRUE;
}

/* Those that the spec lists, then all of the data in order of appearance. */
static gboolean find_keys(SpecContext *context, const cJSON *json, const Frame *frame, int column,
                          GArray *keys)
{
    const cJSON *wanted = json_member(json, "keyvals");
    if (cJSON_IsObject(wanted)) {
        if (!add_sequence(context, wanted, keys))
            return FALSE;
    } else if (wanted && !cJSON_IsArray(wanted)) {
        spec_fail(context, &rule_spec_value, wanted,
                  "'keyvals' must be an array, or a sequence with start, stop and step");
        return FALSE;
    } else {
        for (const cJSON *item = wanted ? wanted->child : NULL; item; item = item->next)
            add_key(keys, spec_value(item));
    }
    for (guint row = 0; row < frame->n_rows && keys->len < MOST_KEYS; row++)
        add_key(keys, frame_value(frame, row, column));
    return TRUE;
}

/* ---- values ----------------------------------------------------------------- */

/* A method's value for the index-th of a group's rows, from its neighbours in the frame. */
static Value value_of_frame(const Frame *frame, const GArray *members, guint index, int column,
                            const char *method, const double reach[2])
{
    const guint from = (guint)fmax(0, index + reach[0]);
    const guint to = (guint)fmin(members->len, fmax(0, index + reach[1] + 1));
    const guint *rows = (const guint *)(void *)members->data;
    return aggregate_values(method, frame, column, rows + MIN(from, to), to > from ? to - from : 0);
}

/* Vega-Lite fills by a window over each group, of added and old rows alike. */
static void fill_missing(Frame *frame, Frame *result, const Groups *groups, int column,
                         const char *method, const double reach[2])
{
    for (guint g = 0; g < groups->n; g++) {
        const GArray *members = groups->members->pdata[g];
        for (guint i = 0; i < members->len; i++) {
            const guint row = g_array_index(members, guint, i);
            if (frame_value(frame, row, column).type == VALUE_NULL)
                frame_set(result, row, (guint)column,
                          value_of_frame(frame, members, i, column, method, reach));
        }
    }
}

static gboolean parse_reach(SpecContext *context, const cJSON *json, double reach[2])
{
    const cJSON *frame = spec_array(context, json, "frame");
    reach[0] = -INFINITY;
    reach[1] = INFINITY;
    for (int e = 0; frame && e < 2; e++) {
        const cJSON *end = cJSON_GetArrayItem(frame, e);
        if (cJSON_IsNumber(end) && fabs(end->valuedouble) <= 1e9) {
            reach[e] = end->valuedouble;
        } else if (!cJSON_IsNull(end)) {
            spec_fail(context, &rule_spec_value, frame,
                      "'frame' must be two numbers of rows, or null for all of them");
            return FALSE;
        }
    }
    return TRUE;
}

/* ---- the transform ------------------------------------------------------------ */

/* The rows of frame, then one per group and key that is not there. */
static Frame *add_rows(const Frame *frame, const Groups *groups, const GArray *keys, int key,
                       int column, Value value)
{
    Frame *result = frame_copy(frame);
    for (guint g = 0; g < groups->n; g++) {
        const GArray *members = groups->members->pdata[g];
        g_autoptr(GArray) known = g_array_new(FALSE, FALSE, sizeof(Value));
        for (guint i = 0; i < members->len; i++) {
            const Value own = frame_value(frame, g_array_index(members, guint, i), key);
            g_array_append_val(known, own);
        }
        for (guint k = 0; k < keys->len; k++) {
            if (has_value(known, g_array_index(keys, Value, k)))
                continue;
            const guint row = frame_row_add(result, NULL);
            for (guint c = 0; c < groups->columns->len; c++) {
                const int by = g_array_index(groups->columns, int, c);
                frame_set(result, row, (guint)by,
                          frame_value(frame, g_array_index(members, guint, 0), by));
            }
            frame_set(result, row, (guint)key, g_array_index(keys, Value, k));
            frame_set(result, row, (guint)column, value);
        }
    }
    return result;
}

static Frame *apply(const Frame *frame, const cJSON *json, SpecContext *context,
                    const DataContext *data)
{
    static const char *const methods[] = {"value", "mean", "median", "max", "min", NULL};
    (void)data;
    const int column = transform_column(frame, json_string(json, "impute"), json, context);
    const int key = transform_column(frame, json_string(json, "key"), json, context);
    const int method = spec_word(context, json, "method", methods, 0);
    const cJSON *value = json_member(json, "value");
    g_autoptr(GArray) keys = g_array_new(FALSE, FALSE, sizeof(Value));
    g_auto(Groups) groups = {0}, filled = {0};
    double reach[2];
    if (column < 0 || key < 0 || !parse_reach(context, json, reach) ||
        !groups_make(frame, json_member(json, "groupby"), context, &groups) ||
        !find_keys(context, json, frame, key, keys))
        return NULL;
    const Value constant = method > 0 ? VALUE_NOTHING : value ? spec_value(value) : value_number(0);
    Frame *result = add_rows(frame, &groups, keys, key, column, constant);
    if (method == 0)
        return result;
    g_autoptr(Frame) before = frame_copy(result);
    if (!groups_make(before, json_member(json, "groupby"), context, &filled)) {
        frame_free(result);
        return NULL;
    }
    fill_missing(before, result, &filled, column, methods[method], reach);
    return result;
}

static const char *const members[] = {"impute", "key",    "keyvals", "groupby",
                                      "frame",  "method", "value",   NULL};
const Transform transform_impute = {"impute", members, apply};
