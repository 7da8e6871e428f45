/* bin: the beginning and end of the interval that a number falls into
 * (https://vega.github.io/vega-lite/docs/bin.html#transform). */
#include "chart/bin.h"
#include "chart/transform.h"

#include <math.h>

/* "as": a name, or two; the end's is made from the beginning's. */
static gboolean read_names(SpecContext *context, const cJSON *json, const char **start, char **end)
{
    const cJSON *as = json_member(json, "as");
    const cJSON *first = cJSON_IsArray(as) ? as->child : as;
    *start = cJSON_GetStringValue(first);
    *end = NULL;
    if (!*start || cJSON_GetArraySize(as) > 2) {
        spec_fail(context, &rule_spec_value, as ? as : json,
                  "'as' must be a name for the beginning of the bin, or names for both ends");
        return FALSE;
    }
    const char *second = cJSON_GetStringValue(cJSON_GetArrayItem(as, 1));
    *end = second ? g_strdup(second) : g_strconcat(*start, "_end", NULL);
    return TRUE;
}

static Frame *apply(const Frame *frame, const cJSON *json, SpecContext *context,
                    const DataContext *data)
{
    (void)data;
    const char *start;
    g_autofree char *end = NULL;
    Bins bins;
    const int column = transform_column(frame, json_string(json, "field"), json, context);
    if (column < 0 || !read_names(context, json, &start, &end) ||
        !bins_make(frame, column, json_member(json, "bin"), 10, context, &bins))
        return NULL;
    Frame *result = frame_copy(frame);
    const guint starts = frame_column_add(result, start), ends = frame_column_add(result, end);
    for (guint row = 0; row < frame->n_rows; row++) {
        const Value value = frame_value(frame, row, column);
        const double floor =
            bins_floor(&bins, value.type == VALUE_NULL ? NAN : value_to_number(value));
        if (isnan(floor))
            continue;
        frame_set(result, row, starts, value_number(floor));
        frame_set(result, row, ends, value_number(bins_end(&bins, floor)));
    }
    return result;
}

static const char *const members[] = {"bin", "field", "as", NULL};
const Transform transform_bin = {"bin", members, apply};
