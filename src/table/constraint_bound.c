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

static char *explain(const Field *field, const char *text, gsize length, const char *what,
                     const Bound *bound)
{
    g_autofree char *quoted = constraint_quote(text, length);
    return g_strdup_printf("%s in '%s' %s of %s", quoted, field->name, what, bound->text);
}

/* A NaN lies within no bound. */
#define BOUND(member, json_name, relation, what)                                                   \
    static char *parse_##member(const cJSON *json, Schema *schema, Field *field, const cJSON **at) \
    {                                                                                              \
        (void)at;                                                                                  \
        return parse_bound(json, schema, field, &field->member);                                   \
    }                                                                                              \
    static gboolean holds_##member(const Field *field, const char *text, gsize length,             \
                                   const FieldValue *value)                                        \
    {                                                                                              \
        (void)text;                                                                                \
        (void)length;                                                                              \
        return !isnan(value->number) && field_value_compare(value, &field->member.value)           \
                                            relation 0;                                            \
    }                                                                                              \
    static char *explain_##member(const Field *field, const char *text, gsize length,              \
                                  const FieldValue *value)                                         \
    {                                                                                              \
        return explain(field, text, length,                                                        \
                       isnan(value->number) ? "is no number within the bound" : (what),            \
                       &field->member);                                                            \
    }                                                                                              \
    const Constraint constraint_##member = {                                                       \
        .name = json_name,                                                                         \
        .applies = is_ordered,                                                                     \
        .parse = parse_##member,                                                                   \
        .holds = holds_##member,                                                                   \
        .explain = explain_##member,                                                               \
    }

BOUND(minimum, "minimum", >=, "is below the minimum");
BOUND(maximum, "maximum", <=, "is above the maximum");
BOUND(exclusive_minimum, "exclusiveMinimum", >, "is not above the exclusive minimum");
BOUND(exclusive_maximum, "exclusiveMaximum", <, "is not below the exclusive maximum");
