/* What the scale, axis and sort of a channel may say.  They are checked where
 * they stand, also in channels that do not lead (chart_domain.c). */
#include "chart/expression.h"
#include "chart/format.h"
#include "chart/scheme.h"
#include "chart/spec.h"

#include <math.h>
#include <string.h>

static const char *const position_members[] = {
    "type", "domain",  "domainMin",    "domainMax",    "zero",
    "nice", "reverse", "paddingInner", "paddingOuter", NULL};
static const char *const color_members[] = {"domain", "range", "scheme", NULL};
static const char *const shape_members[] = {"domain", "range", NULL};
static const char *const axis_members[] = {"title",  "format",    "labels",    "grid",
                                           "values", "tickCount", "labelExpr", NULL};

const char *const spec_scale_types[] = {"linear", "log",   "sqrt", "time",
                                        "band",   "point", "utc",  NULL};

static void check_scalars(SpecContext *context, const cJSON *json, const char *name)
{
    const cJSON *array = spec_array(context, json, name);
    if (array && !array->child)
        spec_fail(context, &rule_spec_value, array, "'%s' must not be empty", name);
    for (const cJSON *item = array ? array->child : NULL; item; item = item->next) {
        if (!spec_is_scalar(item))
            spec_fail(context, &rule_spec_value, item, "'%s' must hold texts or numbers", name);
    }
}

/* ---- scales ------------------------------------------------------------------ */

static void check_position_scale(SpecContext *context, const cJSON *scale)
{
    static const char *const flags[] = {"zero", "nice", "reverse"};
    static const char *const ends[] = {"domainMin", "domainMax"};
    spec_word(context, scale, "type", spec_scale_types, -1);
    for (gsize i = 0; i < G_N_ELEMENTS(flags); i++)
        spec_flag(context, scale, flags[i], FALSE);
    for (gsize i = 0; i < G_N_ELEMENTS(ends); i++) {
        const cJSON *end = json_member(scale, ends[i]);
        if (end && json_member(scale, "domain"))
            spec_fail(context, &rule_spec_value, end, "'%s' and 'domain' exclude each other",
                      ends[i]);
    }
    spec_number(context, scale, "paddingInner", 0, 0, 1);
    spec_number(context, scale, "paddingOuter", 0, 0, 100);
}

/* Colours or shapes: known names only. */
static void check_category_scale(SpecContext *context, const cJSON *scale, Channel which)
{
    const gboolean color = which == CHANNEL_COLOR;
    const cJSON *scheme = json_member(scale, "scheme");
    const char *name = cJSON_GetStringValue(scheme);
    if (scheme && (!name || scheme_kind(name) != SCHEME_CATEGORICAL))
        spec_fail(context, &rule_spec_value, scheme,
                  "'scheme' must name a categorical scheme, such as tableau10 or category10");
    check_scalars(context, scale, "range");
    const cJSON *range = json_member(scale, "range");
    for (const cJSON *item = range ? range->child : NULL; item; item = item->next) {
        Color ignored;
        const char *text = cJSON_GetStringValue(item);
        if (!text || !(color ? color_parse(text, &ignored) : g_strv_contains(spec_shapes, text)))
            spec_fail(context, &rule_spec_value, item, "%s",
                      color ? "a colour range needs CSS colours"
                            : "a shape range needs names of shapes: circle, square, cross, "
                              "diamond, triangle-up, triangle-down");
    }
}

static void check_scale(SpecContext *context, const cJSON *scale, Channel which)
{
    const char *const *members = which == CHANNEL_COLOR   ? color_members
                                 : which == CHANNEL_SHAPE ? shape_members
                                                          : position_members;
    if (!spec_check_members(context, scale, "scale", members))
        return;
    check_scalars(context, scale, "domain");
    if (members == position_members)
        check_position_scale(context, scale);
    else
        check_category_scale(context, scale, which);
}

/* ---- axes ---------------------------------------------------------------------- */

void spec_check_number_format(SpecContext *context, const cJSON *item)
{
    const char *text = cJSON_GetStringValue(item);
    g_autoptr(NumberFormat) format = text ? number_format_parse(text) : NULL;
    if (text && !format)
        spec_fail(context, &rule_spec_value, item, "\"%s\" is no number format of d3", text);
}

/* In Vega also other fields of the axis; here the two that make sense. */
static void check_label_expression(SpecContext *context, const cJSON *axis)
{
    const char *text = spec_string(context, axis, "labelExpr");
    if (!text)
        return;
    const cJSON *item = json_member(axis, "labelExpr");
    g_autoptr(Expression) expression = expression_parse(
        text, json_document_place(context->document, item), context->params, context->findings);
    context->failed |= !expression;
    const GPtrArray *fields = expression ? expression_fields(expression) : NULL;
    for (guint i = 0; fields && i < fields->len; i++) {
        const char *field = fields->pdata[i];
        if (strcmp(field, "label") != 0 && strcmp(field, "value") != 0)
            spec_fail(context, &rule_spec_value, item,
                      "labelExpr knows datum.label and datum.value, no 'datum.%s'", field);
    }
}

static void check_axis(SpecContext *context, const ChannelSpec *channel)
{
    const cJSON *axis = channel->axis;
    if (!spec_check_members(context, axis, "axis", axis_members))
        return;
    const cJSON *title = json_member(axis, "title");
    if (!cJSON_IsNull(title))
        spec_string(context, axis, "title");
    spec_string(context, axis, "format");
    const char *scale = json_string(channel->scale, "type");
    const gboolean time = channel->type == TYPE_TEMPORAL || g_strcmp0(scale, "time") == 0 ||
                          g_strcmp0(scale, "utc") == 0;
    if (!time)
        spec_check_number_format(context, json_member(axis, "format"));
    spec_flag(context, axis, "labels", TRUE);
    spec_flag(context, axis, "grid", TRUE);
    spec_number(context, axis, "tickCount", 0, 1, 1000);
    check_scalars(context, axis, "values");
    check_label_expression(context, axis);
}

/* ---- sort ------------------------------------------------------------------------ */

static void check_sort(SpecContext *context, const cJSON *sort, Channel which)
{
    static const char *const words[] = {"ascending", "descending", "x", "-x", "y", "-y", NULL};
    static const char *const members[] = {"field", "op", "order", NULL};
    static const char *const orders[] = {"ascending", "descending", NULL};
    const char *word = cJSON_GetStringValue(sort);
    const gboolean order_only = which == CHANNEL_ORDER;
    if (cJSON_IsObject(sort) && !order_only) {
        if (!spec_check_members(context, sort, "sort", members))
            return;
        spec_string(context, sort, "field");
        spec_string(context, sort, "op");
        spec_word(context, sort, "order", orders, 0);
    } else if (cJSON_IsArray(sort) && !order_only) {
        for (const cJSON *item = sort->child; item; item = item->next) {
            if (!spec_is_scalar(item))
                spec_fail(context, &rule_spec_value, item, "'sort' must hold texts or numbers");
        }
    } else if (!(cJSON_IsNull(sort) && !order_only) &&
               !(word && g_strv_contains(order_only ? orders : words, word))) {
        spec_fail(context, &rule_spec_value, sort,
                  order_only ? "'sort' of order must be ascending or descending"
                             : "'sort' must be ascending, descending, null, x, -x, y, -y, an "
                               "array or {field, op, order}");
    }
}

void spec_check_guides(SpecContext *context, Channel which, ChannelSpec *channel)
{
    if (channel->scale)
        check_scale(context, channel->scale, which);
    if (channel->axis && !channel->no_axis)
        check_axis(context, channel);
    if (channel->sort)
        check_sort(context, channel->sort, which);
}
