#include "table/constraint.h"

#include "table/type.h"

#include <math.h>

static gboolean is_ordered(const FieldType *type)
{
    return type->ordered;
}

static char *parse_bound(const cJSON *json, Schema *schema, const Field *field, Bound *bound)
{
    g_autofree char *text = constraint_value_text(field, json, &bound->value);
    if (!text)
        return g_strdup_printf("must be %s", field->expected);
    bound->text = g_string_chunk_insert(schema->texts, text);
    return NULL;
}

static char *explain(const Field *field, const char *text, gsize length, const FieldValue *value,
                     const char *what, const Bound *bound)
{
    g_autofree char *quoted = constraint_quote(text, length);
    return g_strdup_printf("%s in '%s' %s of %s", quoted, field->name,
                           isnan(value->number) ? "is no number within the bound" : what,
                           bound->text);
}

/* Less than, equal to or greater than 0; a NaN lies within no bound, so it is told apart. */
enum { NO_ORDER = 2 };

static int compare(const FieldValue *value, const Bound *bound)
{
    return isnan(value->number) ? NO_ORDER : field_value_compare(value, &bound->value);
}

/* ---- minimum */

static char *parse_minimum(const cJSON *json, Schema *schema, Field *field, const cJSON **at)
{
    (void)at;
    return parse_bound(json, schema, field, &field->minimum);
}

static gboolean holds_minimum(const Field *field, const char *text, gsize length,
                              const FieldValue *value)
{
    (void)text;
    (void)length;
    const int order = compare(value, &field->minimum);
    return order == 0 || order == 1;
}

static char *explain_minimum(const Field *field, const char *text, gsize length,
                             const FieldValue *value)
{
    return explain(field, text, length, value, "is below the minimum", &field->minimum);
}

const Constraint constraint_minimum = {
    .name = "minimum",
    .applies = is_ordered,
    .parse = parse_minimum,
    .holds = holds_minimum,
    .explain = explain_minimum,
};

/* ---- maximum */

static char *parse_maximum(const cJSON *json, Schema *schema, Field *field, const cJSON **at)
{
    (void)at;
    return parse_bound(json, schema, field, &field->maximum);
}

static gboolean holds_maximum(const Field *field, const char *text, gsize length,
                              const FieldValue *value)
{
    (void)text;
    (void)length;
    const int order = compare(value, &field->maximum);
    return order <= 0;
}

static char *explain_maximum(const Field *field, const char *text, gsize length,
                             const FieldValue *value)
{
    return explain(field, text, length, value, "is above the maximum", &field->maximum);
}

const Constraint constraint_maximum = {
    .name = "maximum",
    .applies = is_ordered,
    .parse = parse_maximum,
    .holds = holds_maximum,
    .explain = explain_maximum,
};

/* ---- exclusiveMinimum */

static char *parse_exclusive_minimum(const cJSON *json, Schema *schema, Field *field,
                                     const cJSON **at)
{
    (void)at;
    return parse_bound(json, schema, field, &field->exclusive_minimum);
}

static gboolean holds_exclusive_minimum(const Field *field, const char *text, gsize length,
                                        const FieldValue *value)
{
    (void)text;
    (void)length;
    const int order = compare(value, &field->exclusive_minimum);
    return order == 1;
}

static char *explain_exclusive_minimum(const Field *field, const char *text, gsize length,
                                       const FieldValue *value)
{
    return explain(field, text, length, value, "is not above the exclusive minimum",
                   &field->exclusive_minimum);
}

const Constraint constraint_exclusive_minimum = {
    .name = "exclusiveMinimum",
    .applies = is_ordered,
    .parse = parse_exclusive_minimum,
    .holds = holds_exclusive_minimum,
    .explain = explain_exclusive_minimum,
};

/* ---- exclusiveMaximum */

static char *parse_exclusive_maximum(const cJSON *json, Schema *schema, Field *field,
                                     const cJSON **at)
{
    (void)at;
    return parse_bound(json, schema, field, &field->exclusive_maximum);
}

static gboolean holds_exclusive_maximum(const Field *field, const char *text, gsize length,
                                        const FieldValue *value)
{
    (void)text;
    (void)length;
    const int order = compare(value, &field->exclusive_maximum);
    return order < 0;
}

static char *explain_exclusive_maximum(const Field *field, const char *text, gsize length,
                                       const FieldValue *value)
{
    return explain(field, text, length, value, "is not below the exclusive maximum",
                   &field->exclusive_maximum);
}

const Constraint constraint_exclusive_maximum = {
    .name = "exclusiveMaximum",
    .applies = is_ordered,
    .parse = parse_exclusive_maximum,
    .holds = holds_exclusive_maximum,
    .explain = explain_exclusive_maximum,
};
