#include "chart/transform.h"

static const Transform *const transforms[] = {
    &transform_aggregate,     &transform_calculate, &transform_filter,
    &transform_joinaggregate, &transform_lookup,
};

int transform_column(const Frame *frame, const char *field, const cJSON *item, SpecContext *context)
{
    const int column = field ? frame_column_find(frame, field) : -1;
    if (column < 0) {
        g_autoptr(GString) known = g_string_new(NULL);
        for (guint i = 0; i < frame->names->len; i++)
            g_string_append_printf(known, "%s%s", i > 0 ? ", " : "",
                                   (const char *)frame->names->pdata[i]);
        spec_fail(context, &rule_spec_data, item, "the data have no field '%s'; they have: %s",
                  field ? field : "", known->str);
    }
    return column;
}

static const Transform *transform_find(const cJSON *json)
{
    /* the first member tells: "as", "groupby" and the like belong to it */
    for (gsize i = 0; i < G_N_ELEMENTS(transforms); i++) {
        if (json_member(json, transforms[i]->name))
            return transforms[i];
    }
    return NULL;
}

Frame *transform_all(Frame *frame, const cJSON *json, SpecContext *context, const DataContext *data)
{
    if (json && !cJSON_IsArray(json)) {
        spec_fail(context, &rule_spec_value, json, "transform must be an array");
        frame_free(frame);
        return NULL;
    }
    for (const cJSON *item = json ? json->child : NULL; item; item = item->next) {
        const Transform *transform = transform_find(item);
        Frame *next = NULL;
        if (!transform)
            spec_fail(context, &rule_spec_property, item,
                      "this transform is not supported; supported are: aggregate, calculate, "
                      "filter, joinaggregate, lookup");
        else if (spec_check_members(context, item, "this transform", transform->members))
            next = transform->apply(frame, item, context, data);
        frame_free(frame);
        if (!next)
            return NULL;
        frame = next;
    }
    return frame;
}
