#include "table/constraint.h"

#include "table/type.h"

#include <math.h>

static gboolean is_measured(const FieldType *type)
{
    return type->measure != NULL;
}

static char *parse_length(const cJSON *json, guint *length)
{
    const double number = cJSON_IsNumber(json) ? json->valuedouble : -1;
    if (!(number >= 0 && number < G_MAXUINT) || floor(number) != number)
        return g_strdup("must be a count of characters or items");
    *length = (guint)number;
    return NULL;
}

static char *parse_minimum(const cJSON *json, Schema *schema, Field *field, const cJSON **at)
{
    (void)schema;
    (void)at;
    return parse_length(json, &field->minimum_length);
}

static char *parse_maximum(const cJSON *json, Schema *schema, Field *field, const cJSON **at)
{
    (void)schema;
    (void)at;
    return parse_length(json, &field->maximum_length);
}

static gsize measure(const Field *field, const char *text, gsize length)
{
    return field->type->measure(field, text, length);
}

/* Text has no more characters than bytes, a list or JSON no more items. */
static gboolean holds_minimum(const Field *field, const char *text, gsize length,
                              const FieldValue *value)
{
    (void)value;
    return measure(field, text, length) >= field->minimum_length;
}

static gboolean holds_maximum(const Field *field, const char *text, gsize length,
                              const FieldValue *value)
{
    (void)value;
    return length <= field->maximum_length || measure(field, text, length) <= field->maximum_length;
}

/* What is counted. */
static const char *unit(const Field *field, gsize n)
{
    if (field->type->options & (OPTION_JSON | OPTION_LIST))
        return n == 1 ? "item" : "items";
    return n == 1 ? "character" : "characters";
}

static char *explain_minimum(const Field *field, const char *text, gsize length,
                             const FieldValue *value)
{
    (void)value;
    const gsize n = measure(field, text, length);
    g_autofree char *quoted = constraint_quote(text, length);
    return g_strdup_printf("%s in '%s' has %" G_GSIZE_FORMAT " %s, fewer than the minimum of %u",
                           quoted, field->name, n, unit(field, n), field->minimum_length);
}

static char *explain_maximum(const Field *field, const char *text, gsize length,
                             const FieldValue *value)
{
    (void)value;
    const gsize n = measure(field, text, length);
    g_autofree char *quoted = constraint_quote(text, length);
    return g_strdup_printf("%s in '%s' has %" G_GSIZE_FORMAT " %s, more than the maximum of %u",
                           quoted, field->name, n, unit(field, n), field->maximum_length);
}

const Constraint constraint_minimum_length = {
    .name = "minLength",
    .applies = is_measured,
    .parse = parse_minimum,
    .holds = holds_minimum,
    .explain = explain_minimum,
};

const Constraint constraint_maximum_length = {
    .name = "maxLength",
    .applies = is_measured,
    .parse = parse_maximum,
    .holds = holds_maximum,
    .explain = explain_maximum,
};
