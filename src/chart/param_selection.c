/* What selections hold at first: Vega-Lite's projection of their 'value' to fields
 * (https://vega.github.io/vega-lite/docs/selection.html#project). */
#include "chart/param.h"

#include <string.h>

/* What a view says of a channel, or the first view inside of it that says something. */
static const cJSON *find_channel(const cJSON *view, const char *channel)
{
    static const char *const lists[] = {"layer", "concat", "hconcat", "vconcat"};
    const cJSON *found = json_member(json_member(view, "encoding"), channel);
    for (gsize i = 0; !found && i < G_N_ELEMENTS(lists); i++) {
        const cJSON *list = json_member(view, lists[i]);
        for (const cJSON *item = list ? list->child : NULL; !found && item; item = item->next)
            found = find_channel(item, channel);
    }
    const cJSON *spec = json_member(view, "spec");
    return found || !spec ? found : find_channel(spec, channel);
}

static gboolean is_channel(const char *name)
{
    for (int c = 0; c < N_CHANNELS; c++) {
        if (strcmp(name, channel_names[c]) == 0)
            return TRUE;
    }
    return FALSE;
}

/* Dates as the numbers that they are. */
static cJSON *plain_value(const cJSON *item, SpecContext *context)
{
    Value value;
    if (cJSON_IsObject(item) && spec_datum(context, item, &value))
        return cJSON_CreateNumber(value.as.number);
    return cJSON_Duplicate(item, 1);
}

/* One value or several, as an array that the chart keeps. */
static const cJSON *plain_values(const cJSON *item, SpecContext *context)
{
    cJSON *values = cJSON_CreateArray();
    g_ptr_array_add(context->made, values);
    const gboolean list = cJSON_IsArray(item);
    for (const cJSON *one = list ? item->child : item; one; one = list ? one->next : NULL)
        cJSON_AddItemToArray(values, plain_value(one, context));
    return values;
}

/* key: a channel of the view or a field; ranges are of continuous channels. */
static void add_test(GArray *tests, const char *key, const cJSON *item, gboolean interval,
                     const cJSON *view, SpecContext *context)
{
    const cJSON *channel = is_channel(key) ? find_channel(view, key) : NULL;
    const char *field = is_channel(key) ? json_string(channel, "field") : key;
    const char *type = json_string(channel, "type");
    const gboolean discrete =
        g_strcmp0(type, "nominal") == 0 || g_strcmp0(type, "ordinal") == 0 || !type;
    if (!field) {
        spec_fail(context, &rule_spec_value, item,
                  "the selection has a value for '%s', where no field is shown", key);
        return;
    }
    const SelectionTest test = {field, plain_values(item, context), interval && !discrete};
    if (test.is_range && cJSON_GetArraySize(test.values) != 2)
        spec_fail(context, &rule_spec_value, item, "an interval has two ends");
    else
        g_array_append_val(tests, test);
}

/* What a selection of one value without its field is about. */
static const char *only_key(const cJSON *select)
{
    const cJSON *fields = json_member(select, "fields"),
                *channels = json_member(select, "encodings");
    const char *field = cJSON_GetStringValue(fields ? fields->child : NULL);
    return field ? field : cJSON_GetStringValue(channels ? channels->child : NULL);
}

GPtrArray *selection_read(const cJSON *param, const cJSON *view, SpecContext *context)
{
    static const char *const types[] = {"point", "interval", NULL};
    GPtrArray *selection = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    const cJSON *select = json_member(param, "select"), *value = json_member(param, "value");
    const char *type = cJSON_IsString(select) ? select->valuestring : json_string(select, "type");
    if (!type || !g_strv_contains(types, type)) {
        spec_fail(context, &rule_spec_value, param,
                  "a selection is a \"point\" or an \"interval\"");
        return selection;
    }
    const gboolean list = cJSON_IsArray(value);
    for (const cJSON *item = list ? value->child : value; item && !cJSON_IsNull(value);
         item = list ? item->next : NULL) {
        GArray *tests = g_array_new(FALSE, FALSE, sizeof(SelectionTest));
        g_ptr_array_add(selection, tests);
        for (const cJSON *key = cJSON_IsObject(item) ? item->child : NULL; key; key = key->next)
            add_test(tests, key->string, key, strcmp(type, "interval") == 0, view, context);
        if (!cJSON_IsObject(item) && only_key(select))
            add_test(tests, only_key(select), item, FALSE, view, context);
    }
    return selection;
}
