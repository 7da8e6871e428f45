/* What the whole grammar lets axes, titles, headers and views say. */
#include "chart/frame.h"
#include "chart/predicate.h"
#include "chart/row_expression.h"
#include "chart/spec.h"

#include <string.h>

gboolean spec_check_axis_condition(SpecContext *context, const cJSON *item, ConfigKind kind)
{
    static const char *const members[] = {"condition", "value", NULL};
    static const char *const condition_members[] = {"test", "value", NULL};
    g_autoptr(FrameArena) arena = frame_arena_new();
    g_autoptr(Frame) rows = frame_new(arena);
    frame_column_add(rows, "value");
    frame_column_add(rows, "label");
    frame_column_add(rows, "index");
    const cJSON *condition = json_member(item, "condition"), *value = json_member(item, "value");
    if (!spec_check_members(context, item, item->string, members))
        return FALSE;
    gboolean good = !value || cJSON_IsNull(value) || spec_check_kind(context, value, kind);
    const gboolean list = cJSON_IsArray(condition);
    for (const cJSON *one = list ? condition->child : condition; one;
         one = list ? one->next : NULL) {
        if (!spec_check_members(context, one, "a condition", condition_members))
            return FALSE;
        const cJSON *own = json_member(one, "value");
        g_autoptr(Predicate) test = predicate_parse(json_member(one, "test"), rows, context);
        good &= test && (!own || cJSON_IsNull(own) || spec_check_kind(context, own, kind));
    }
    context->failed |= !good;
    return good;
}

static gboolean is_own_member(const char *block, const char *name)
{
    static const char *const of_title[] = {"text", "subtitle", NULL};
    static const char *const of_axis[] = {"values", "tickCount", NULL};
    static const char *const of_others[] = {NULL};
    const char *const *own = strcmp(block, "title") == 0  ? of_title
                             : strcmp(block, "axis") == 0 ? of_axis
                                                          : of_others;
    return g_strv_contains(own, name);
}

void spec_check_block(SpecContext *context, const cJSON *json, const char *block)
{
    if (!cJSON_IsObject(json)) {
        spec_fail(context, &rule_spec_value, json, "%s must be an object", block);
        return;
    }
    for (const cJSON *item = json->child; item; item = item->next) {
        ConfigKind kind;
        if (is_own_member(block, item->string))
            continue;
        if (!config_kind(block, item->string, &kind))
            spec_unsupported(context, item, "'%s' is not supported in %s", item->string, block);
        else if (strcmp(block, "axis") == 0 && json_member(item, "condition"))
            spec_check_axis_condition(context, item, kind);
        else if (!cJSON_IsNull(item))
            spec_check_kind(context, item, kind);
    }
}

/* In Vega also other fields of the axis; here those that make sense. */
void spec_check_label_expression(SpecContext *context, const cJSON *text)
{
    if (!cJSON_IsString(text))
        return;
    g_autoptr(FrameArena) arena = frame_arena_new();
    g_autoptr(Frame) rows = frame_new(arena);
    frame_column_add(rows, "value");
    frame_column_add(rows, "label");
    frame_column_add(rows, "index");
    g_autoptr(RowExpression) expression = row_expression_parse(text, rows, context);
    context->failed |= !expression;
}

static void check_tick_count(SpecContext *context, const cJSON *axis)
{
    static const char *const members[] = {"interval", "step", NULL};
    static const char *const intervals[] = {"millisecond", "second", "minute", "hour", "day",
                                            "week",        "month",  "year",   NULL};
    const cJSON *count = json_member(axis, "tickCount");
    if (cJSON_IsString(count)) {
        spec_word(context, axis, "tickCount", intervals, 0);
    } else if (cJSON_IsObject(count)) {
        if (spec_check_members(context, count, "tickCount", members)) {
            spec_word(context, count, "interval", intervals, 0);
            spec_number(context, count, "step", 1, 1, 1e6);
        }
    } else {
        spec_number(context, axis, "tickCount", 0, 0, 1000);
    }
}

void spec_check_axis(SpecContext *context, const ChannelSpec *channel)
{
    static const char *const orients[] = {"bottom", "top", "left", "right", NULL};
    const cJSON *axis = channel->axis;
    if (!cJSON_IsObject(axis)) {
        spec_fail(context, &rule_spec_value, axis, "axis must be an object or null");
        return;
    }
    spec_check_block(context, axis, "axis");
    const char *format = cJSON_GetStringValue(json_member(axis, "format"));
    const gboolean time = channel->type == TYPE_TEMPORAL || channel->time_unit ||
                          g_strcmp0(json_string(axis, "formatType"), "time") == 0;
    if (format && !time)
        spec_check_number_format(context, json_member(axis, "format"));
    spec_word(context, axis, "orient", orients, 0);
    spec_check_label_expression(context, json_member(axis, "labelExpr"));
    check_tick_count(context, axis);
    const cJSON *values = spec_array(context, axis, "values");
    Value ignored;
    for (const cJSON *item = values ? values->child : NULL; item; item = item->next)
        spec_datum(context, item, &ignored);
}
