/* fold and flatten: one row becomes several
 * (https://vega.github.io/vega-lite/docs/fold.html, docs/flatten.html).  Each keeps the lineage of
 * the row that it came from. */
#include "chart/transform.h"

#include <math.h>

/* A copy of a row at the end of result, whose columns begin with those of frame. */
static guint add_copy(Frame *result, const Frame *frame, guint row)
{
    const guint added = frame_row_add(result, frame_lineage(frame, row));
    for (guint c = 0; c < frame->columns->len; c++)
        frame_set(result, added, c, frame_value(frame, row, (int)c));
    return added;
}

/* Names in "as"; those that it lacks are the fallbacks.  NULL after a finding. */
static const char **read_names(SpecContext *context, const cJSON *json, const char *const *fallback,
                               guint n)
{
    const cJSON *as = spec_array(context, json, "as");
    const char **names = g_new(const char *, n);
    for (guint i = 0; i < n; i++) {
        const cJSON *item = cJSON_GetArrayItem(as, (int)i);
        names[i] = item ? cJSON_GetStringValue(item) : fallback[i];
        if (names[i])
            continue;
        spec_fail(context, &rule_spec_value, item, "the name of a field must be a text");
        g_free(names);
        return NULL;
    }
    return names;
}

/* ---- fold -------------------------------------------------------------------- */

static Frame *apply_fold(const Frame *frame, const cJSON *json, SpecContext *context,
                         const DataContext *data)
{
    static const char *const fallback[] = {"key", "value"};
    const cJSON *fields = spec_array(context, json, "fold");
    g_autofree const char **names = read_names(context, json, fallback, 2);
    if (!fields || !names)
        return NULL;
    g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(int));
    for (const cJSON *item = fields->child; item; item = item->next) {
        const int column = transform_column(frame, cJSON_GetStringValue(item), item, context);
        if (column < 0)
            return NULL;
        g_array_append_val(columns, column);
    }
    Frame *result = frame_new(data->arena);
    for (guint c = 0; c < frame->names->len; c++)
        frame_column_add(result, frame->names->pdata[c]);
    const guint keys = frame_column_add(result, names[0]);
    const guint values = frame_column_add(result, names[1]);
    for (guint row = 0; row < frame->n_rows; row++) {
        guint i = 0;
        for (const cJSON *item = fields->child; item; item = item->next, i++) {
            const guint added = add_copy(result, frame, row);
            frame_set(result, added, keys, value_string(item->valuestring));
            frame_set(result, added, values,
                      frame_value(frame, row, g_array_index(columns, int, i)));
        }
    }
    return result;
}

/* ---- flatten ----------------------------------------------------------------- */

/* Arrays in data are columns: "FIELD.length" says how many items a row has, "FIELD.0" is the
 * first (data.c). */
static guint array_length(const Frame *frame, guint row, const char *field)
{
    g_autofree char *name = g_strconcat(field, ".length", NULL);
    const Value length = frame_value(frame, row, frame_column_find(frame, name));
    return length.type == VALUE_NUMBER ? (guint)length.as.number : 0;
}

static Value array_item(const Frame *frame, guint row, const char *field, guint index)
{
    g_autofree char *name = g_strdup_printf("%s.%u", field, index);
    return frame_value(frame, row, frame_column_find(frame, name));
}

static gboolean check_array(const Frame *frame, const cJSON *field, SpecContext *context)
{
    const char *name = cJSON_GetStringValue(field);
    g_autofree char *length = g_strconcat(name ? name : "", ".length", NULL);
    if (name && frame_column_find(frame, length) >= 0)
        return TRUE;
    spec_fail(context, &rule_spec_data, field, "the data have no field '%s' that holds arrays",
              name ? name : "");
    return FALSE;
}

static Frame *apply_flatten(const Frame *frame, const cJSON *json, SpecContext *context,
                            const DataContext *data)
{
    const cJSON *fields = spec_array(context, json, "flatten");
    const guint n = (guint)cJSON_GetArraySize(fields);
    g_autofree const char **own = g_new(const char *, MAX(n, 1));
    for (guint i = 0; i < n; i++) {
        const cJSON *field = cJSON_GetArrayItem(fields, (int)i);
        if (!check_array(frame, field, context))
            return NULL;
        own[i] = field->valuestring;
    }
    g_autofree const char **names = read_names(context, json, own, n);
    if (!fields || !names)
        return NULL;
    Frame *result = frame_new(data->arena);
    for (guint c = 0; c < frame->names->len; c++)
        frame_column_add(result, frame->names->pdata[c]);
    for (guint row = 0; row < frame->n_rows; row++) {
        guint most = 0;
        for (guint i = 0; i < n; i++)
            most = MAX(most, array_length(frame, row, own[i]));
        for (guint k = 0; k < most; k++) {
            const guint added = add_copy(result, frame, row);
            for (guint i = 0; i < n; i++)
                frame_set(result, added, frame_column_add(result, names[i]),
                          array_item(frame, row, own[i], k));
        }
    }
    for (guint i = 0; i < n; i++)
        frame_column_add(result, names[i]); /* also when there is no row */
    return result;
}

static const char *const fold_members[] = {"fold", "as", NULL};
const Transform transform_fold = {"fold", fold_members, apply_fold};
static const char *const flatten_members[] = {"flatten", "as", NULL};
const Transform transform_flatten = {"flatten", flatten_members, apply_flatten};
