/* stack: each row's share of a pile, from where to where
 * (https://vega.github.io/vega-lite/docs/stack.html#transform, vega-transforms' Stack.js). */
#include "chart/group.h"
#include "chart/transform.h"

#include <math.h>

enum { OFFSET_ZERO, OFFSET_CENTER, OFFSET_NORMALIZE };

/* One pile, bottom up; values below zero grow down from it. */
static void pile_up(Frame *result, const Frame *frame, const GArray *rows, int column, int offset,
                    double shift, double total, const guint targets[2])
{
    double up = shift, down = 0;
    for (guint i = 0; i < rows->len; i++) {
        const guint row = g_array_index(rows, guint, i);
        double number = value_to_number(frame_value(frame, row, column));
        number = isnan(number) ? 0 : number;
        if (offset != OFFSET_ZERO)
            number = fabs(number);
        if (offset == OFFSET_NORMALIZE)
            number = total > 0 ? number / total : 0;
        double *sum = number < 0 ? &down : &up;
        frame_set(result, row, targets[0], value_number(*sum));
        *sum += number;
        frame_set(result, row, targets[1], value_number(*sum));
    }
}

static double pile_height(const Frame *frame, const GArray *rows, int column)
{
    double height = 0;
    for (guint i = 0; i < rows->len; i++) {
        const double number =
            value_to_number(frame_value(frame, g_array_index(rows, guint, i), column));
        height += isnan(number) ? 0 : fabs(number);
    }
    return height;
}

static gboolean read_names(SpecContext *context, const cJSON *json, char *names[2])
{
    const cJSON *as = json_member(json, "as");
    const char *field = json_string(json, "stack");
    const char *one = cJSON_GetStringValue(as);
    const char *first = cJSON_GetStringValue(cJSON_GetArrayItem(as, 0));
    const char *second = cJSON_GetStringValue(cJSON_GetArrayItem(as, 1));
    if (one || (first && !second)) {
        names[0] = g_strdup(one ? one : first);
        names[1] = g_strconcat(names[0], "_end", NULL);
    } else if (first) {
        names[0] = g_strdup(first);
        names[1] = g_strdup(second);
    } else if (!as) {
        names[0] = g_strconcat(field, "_start", NULL);
        names[1] = g_strconcat(field, "_end", NULL);
    } else {
        spec_fail(context, &rule_spec_value, as, "'as' must be a name, or names of both ends");
    }
    return names[0] != NULL;
}

static Frame *apply(const Frame *frame, const cJSON *json, SpecContext *context,
                    const DataContext *data)
{
    static const char *const offsets[] = {"zero", "center", "normalize", NULL};
    (void)data;
    const int column = transform_column(frame, json_string(json, "stack"), json, context);
    const int offset = spec_word(context, json, "offset", offsets, OFFSET_ZERO);
    g_auto(Groups) groups = {0};
    g_auto(RowSort) sort = {0};
    char *names[2] = {NULL, NULL};
    if (column < 0 || !groups_make(frame, json_member(json, "groupby"), context, &groups) ||
        !row_sort_parse(json_member(json, "sort"), frame, context, &sort) ||
        !read_names(context, json, names))
        return NULL;
    Frame *result = frame_copy(frame);
    const guint targets[2] = {frame_column_add(result, names[0]),
                              frame_column_add(result, names[1])};
    g_free(names[0]);
    g_free(names[1]);
    double most = 0;
    for (guint g = 0; g < groups.n; g++)
        most = fmax(most, pile_height(frame, groups.members->pdata[g], column));
    for (guint g = 0; g < groups.n; g++) {
        GArray *rows = groups.members->pdata[g];
        const double total = pile_height(frame, rows, column);
        row_sort_apply(&sort, rows);
        pile_up(result, frame, rows, column, offset,
                offset == OFFSET_CENTER ? (most - total) / 2 : 0, total, targets);
    }
    return result;
}

static const char *const members[] = {"stack", "groupby", "offset", "sort", "as", NULL};
const Transform transform_stack = {"stack", members, apply};
