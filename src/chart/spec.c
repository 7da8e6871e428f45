#include "chart/spec.h"

#include "base/number.h"

#include <string.h>

const Rule rule_spec_property = {"spec-property", LEVEL_ERROR,
                                 "a chart spec has a property that is not supported here"};
const Rule rule_spec_value = {"spec-value", LEVEL_ERROR,
                              "a property of a chart spec has a value that it cannot have"};
const Rule rule_spec_data = {"spec-data", LEVEL_ERROR,
                             "a chart spec names data or a field that is not there"};

void spec_fail(SpecContext *context, const Rule *rule, const cJSON *item, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    findings_add(context->findings, rule, json_document_place(context->document, item), "%s",
                 message);
    context->failed = TRUE;
}

static const Rule rule_left_out = {"spec-left-out", LEVEL_WARNING,
                                   "a property that is not supported was left out"};

void spec_left_out(SpecContext *context, const cJSON *item, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    findings_add(context->findings, &rule_left_out, json_document_place(context->document, item),
                 "left out: %s", message);
}

void spec_unsupported(SpecContext *context, const cJSON *item, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    if (context->lenient)
        spec_left_out(context, item, "%s", message);
    else
        spec_fail(context, &rule_spec_property, item, "%s", message);
}

gboolean spec_check_members(SpecContext *context, const cJSON *object, const char *what,
                            const char *const *allowed)
{
    if (!cJSON_IsObject(object)) {
        spec_fail(context, &rule_spec_value, object, "%s must be an object", what);
        return FALSE;
    }
    gboolean clean = TRUE;
    for (const cJSON *member = object->child; member; member = member->next) {
        if (g_strv_contains(allowed, member->string))
            continue;
        g_autofree char *known = g_strjoinv(", ", (char **)(gpointer)allowed);
        spec_unsupported(context, member, "'%s' is not supported in %s; supported are: %s",
                         member->string, what, known);
        clean = context->lenient;
    }
    return clean;
}

int spec_word(SpecContext *context, const cJSON *object, const char *name, const char *const *words,
              int fallback)
{
    const cJSON *item = json_member(object, name);
    if (!item)
        return fallback;
    for (int i = 0; words[i]; i++) {
        if (cJSON_IsString(item) && strcmp(item->valuestring, words[i]) == 0)
            return i;
    }
    g_autofree char *known = g_strjoinv(", ", (char **)(gpointer)words);
    spec_fail(context, &rule_spec_value, item, "'%s' must be one of: %s", name, known);
    return fallback;
}

gboolean spec_color(SpecContext *context, const cJSON *object, const char *name, Color *color)
{
    const cJSON *item = json_member(object, name);
    if (!item)
        return FALSE;
    if (cJSON_IsNull(item)) {
        *color = COLOR_NONE;
        return TRUE;
    }
    if (cJSON_IsString(item) && color_parse(item->valuestring, color))
        return TRUE;
    spec_fail(context, &rule_spec_value, item, "'%s' must be a CSS colour", name);
    return FALSE;
}

Value spec_value(const cJSON *item)
{
    if (cJSON_IsString(item))
        return value_string(item->valuestring);
    if (cJSON_IsNumber(item))
        return value_number(item->valuedouble);
    if (cJSON_IsBool(item))
        return value_boolean(cJSON_IsTrue(item));
    return VALUE_NOTHING;
}

const char *spec_string(SpecContext *context, const cJSON *object, const char *name)
{
    const cJSON *item = json_member(object, name);
    if (item && !cJSON_IsString(item))
        spec_fail(context, &rule_spec_value, item, "'%s' must be a text", name);
    return cJSON_GetStringValue(item);
}

char *spec_lines(const cJSON *item)
{
    if (!cJSON_IsArray(item))
        return g_strdup(cJSON_GetStringValue(item));
    g_autoptr(GString) text = g_string_new(NULL);
    for (const cJSON *line = item->child; line; line = line->next) {
        if (line != item->child)
            g_string_append_c(text, '\n');
        if (cJSON_IsString(line))
            g_string_append(text, line->valuestring);
    }
    return g_strdup(text->str);
}

double spec_number(SpecContext *context, const cJSON *object, const char *name, double fallback,
                   double minimum, double maximum)
{
    const cJSON *item = json_member(object, name);
    if (!item)
        return fallback;
    if (cJSON_IsNumber(item) && item->valuedouble >= minimum && item->valuedouble <= maximum)
        return item->valuedouble;
    char low[NUMBER_TEXT_SIZE], high[NUMBER_TEXT_SIZE];
    spec_fail(context, &rule_spec_value, item, "'%s' must be a number from %s to %s", name,
              number_format(minimum, low), number_format(maximum, high));
    return fallback;
}

gboolean spec_flag(SpecContext *context, const cJSON *object, const char *name, gboolean fallback)
{
    const cJSON *item = json_member(object, name);
    if (item && !cJSON_IsBool(item))
        spec_fail(context, &rule_spec_value, item, "'%s' must be true or false", name);
    return json_flag(object, name, fallback);
}

const cJSON *spec_array(SpecContext *context, const cJSON *object, const char *name)
{
    const cJSON *item = json_member(object, name);
    if (item && !cJSON_IsArray(item)) {
        spec_fail(context, &rule_spec_value, item, "'%s' must be an array", name);
        return NULL;
    }
    return item;
}

gboolean spec_is_scalar(const cJSON *item)
{
    return cJSON_IsString(item) || cJSON_IsNumber(item) || cJSON_IsBool(item);
}
