#include "table/constraint.h"

#include "table/json_cell.h"
#include "table/json_schema.h"
#include "table/type.h"

static gboolean is_json(const FieldType *type)
{
    return (type->options & OPTION_JSON) != 0;
}

static char *parse(const cJSON *json, Schema *schema, Field *field, const cJSON **at)
{
    (void)schema;
    char *fault = json_schema_fault(json, at);
    if (!fault)
        field->json_schema = cJSON_Duplicate(json, TRUE);
    return fault;
}

/* NULL when the cell keeps the schema. */
static char *check(const Field *field, const char *text, gsize length)
{
    g_autoptr(JsonDocument) document = json_cell_parse(text, length);
    return document ? json_schema_check(field->json_schema, json_document_root(document)) : NULL;
}

static gboolean holds(const Field *field, const char *text, gsize length, const FieldValue *value)
{
    (void)value;
    g_autofree char *fault = check(field, text, length);
    return fault == NULL;
}

static char *explain(const Field *field, const char *text, gsize length, const FieldValue *value)
{
    (void)value;
    g_autofree char *fault = check(field, text, length);
    g_autofree char *quoted = constraint_quote(text, length);
    return g_strdup_printf("%s in '%s' breaks its JSON Schema: %s", quoted, field->name, fault);
}

const Constraint constraint_json_schema = {
    .name = "jsonSchema",
    .applies = is_json,
    .parse = parse,
    .holds = holds,
    .explain = explain,
};
