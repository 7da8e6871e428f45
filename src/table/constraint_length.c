#include "table/constraint.h"

#include "table/type.h"

#include <math.h>

static gboolean is_measured(const FieldType *type)
{
    return type->measured;
}

static char *parse_length(const cJSON *json, guint *length)
{
    const double number = cJSON_IsNumber(json) ? json->valuedouble : -1;
    if (!(number >= 0 && number < G_MAXUINT) || floor(number) != number)
        return g_strdup("must be a count of characters");
    *length = (guint)number;
    return NULL;
}

static char *parse_minimum(const cJSON *json, Schema *schema, Field *field)
{
    (void)schema;
    return parse_length(json, &field->minimum_length);
}

static char *parse_maximum(const cJSON *json, Schema *schema, Field *field)
{
    (void)schema;
    return parse_length(json, &field->maximum_length);
}

/* Characters: bytes that do not continue one. */
static gsize measure(const char *text, gsize length)
{
    gsize n = 0;
    for (gsize i = 0; i < length; i++)
        n += ((unsigned char)text[i] & 0xC0) != 0x80;
    return n;
}

static gboolean holds_minimum(const Field *field, const char *text, gsize length,
                              const FieldValue *value)
{
    (void)value;
    return length >= field->minimum_length && measure(text, length) >= field->minimum_length;
}

static gboolean holds_maximum(const Field *field, const char *text, gsize length,
                              const FieldValue *value)
{
    (void)value;
    return length <= field->maximum_length || measure(text, length) <= field->maximum_length;
}

static char *explain_minimum(const Field *field, const char *text, gsize length,
                             const FieldValue *value)
{
    (void)value;
    const gsize n = measure(text, length);
    g_autofree char *quoted = constraint_quote(text, length);
    return g_strdup_printf("%s in '%s' has %" G_GSIZE_FORMAT
                           " character%s, fewer than the minimum of %u",
                           quoted, field->name, n, n == 1 ? "" : "s", field->minimum_length);
}

static char *explain_maximum(const Field *field, const char *text, gsize length,
                             const FieldValue *value)
{
    (void)value;
    g_autofree char *quoted = constraint_quote(text, length);
    return g_strdup_printf("%s in '%s' has %" G_GSIZE_FORMAT
                           " characters, more than the maximum of %u",
                           quoted, field->name, measure(text, length), field->maximum_length);
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
