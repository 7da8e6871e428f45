#include "chart/transform.h"

#include <string.h>

/* The first whose name is a member tells the kind: "impute" has a "value", "window" a "sort". */
static const Transform *const transforms[] = {
    &transform_aggregate, &transform_bin,   &transform_calculate, &transform_filter,
    &transform_flatten,   &transform_fold,  &transform_impute,    &transform_joinaggregate,
    &transform_lookup,    &transform_pivot, &transform_stack,     &transform_time_unit,
    &transform_window,
};

static const struct {
    const char *name, *reason;
} refused[] = {
    {"density", "it smooths figures into ones that nobody states"},
    {"extent", "it gives a parameter, and charts are static"},
    {"loess", "it smooths figures into ones that nobody states"},
    {"quantile", "it samples a distribution: aggregate by q1, median or q3"},
    {"regression", "it draws figures that nobody states"},
    {"sample", "the same input must give the same chart"},
};

/* "a.b" and "a['b']" are members of nested objects, "a\\.b" has a name with a dot: data.c names
 * the columns of nested data with dots between. */
static char *plain_path(const char *field)
{
    GString *path = g_string_new(NULL);
    for (const char *p = field; *p; p++) {
        if (*p == '\\' && p[1])
            g_string_append_c(path, *++p);
        else if (*p == '[')
            g_string_append_c(path, '.');
        else if (*p != ']' && *p != '\'' && *p != '"')
            g_string_append_c(path, *p);
    }
    return g_string_free(path, FALSE);
}

int field_column_find(const Frame *frame, const char *field)
{
    const int column = frame_column_find(frame, field);
    if (column >= 0 || !strpbrk(field, "\\["))
        return column;
    g_autofree char *path = plain_path(field);
    return frame_column_find(frame, path);
}

int transform_column(const Frame *frame, const char *field, const cJSON *item, SpecContext *context)
{
    const int column = field ? field_column_find(frame, field) : -1;
    if (column < 0) {
        g_autoptr(GString) known = g_string_new(NULL);
        for (guint i = 0; i < frame->names->len; i++)
            g_string_append_printf(known, "%s%s", i > 0 ? ", " : "",
                                   (const char *)frame->names->pdata[i]);
        spec_fail(context, &rule_spec_data, item, "the data have no field '%s'; they have: %s",
                  field ? field : "", known->len > 0 ? known->str : "none, as there is no row");
    }
    return column;
}

static const Transform *transform_find(const cJSON *json)
{
    for (gsize i = 0; i < G_N_ELEMENTS(transforms); i++) {
        if (json_member(json, transforms[i]->name))
            return transforms[i];
    }
    return NULL;
}

static void refuse(const cJSON *json, SpecContext *context)
{
    for (gsize i = 0; i < G_N_ELEMENTS(refused); i++) {
        if (!json_member(json, refused[i].name))
            continue;
        spec_fail(context, &rule_spec_property, json, "the transform '%s' is not supported: %s",
                  refused[i].name, refused[i].reason);
        return;
    }
    g_autoptr(GString) known = g_string_new(NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(transforms); i++)
        g_string_append_printf(known, "%s%s", i > 0 ? ", " : "", transforms[i]->name);
    spec_fail(context, &rule_spec_property, json,
              "this transform is not supported; supported are: %s", known->str);
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
            refuse(item, context);
        else if (spec_check_members(context, item, "this transform", transform->members))
            next = transform->apply(frame, item, context, data);
        frame_free(frame);
        if (!next)
            return NULL;
        frame = next;
    }
    return frame;
}
