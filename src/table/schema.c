#include "table/schema.h"

#include "table/constraint.h"
#include "table/field_options.h"
#include "table/property.h"
#include "table/rules.h"
#include "table/schema_keys.h"
#include "table/suggest.h"
#include "table/type.h"

#include <string.h>

const Rule rule_schema_error = {"schema-error", LEVEL_ERROR,
                                "a Table Schema is not as the standard has it"};
const Rule rule_field_error = {"field-error", LEVEL_ERROR,
                               "a field of a Table Schema is not as the standard has it"};

static const PropertySet schema_properties = {
    .what = "a schema",
    .known = (const char *const[]){"$schema", "profile", "name", "title", "description", "homepage",
                                   "version", "created", "keywords", "contributors", "examples",
                                   "fields", "fieldsMatch", "missingValues", "primaryKey",
                                   "uniqueKeys", "foreignKeys", NULL},
    .unsupported = (const char *const[]){NULL},
};
static const PropertySet field_properties = {
    .what = "a field",
    .known = (const char *const[]){"name",          "type",        "format",
                                   "title",         "description", "example",
                                   "examples",      "rdfType",     "constraints",
                                   "trueValues",    "falseValues", "decimalChar",
                                   "groupChar",     "bareNumber",  "floatNumber",
                                   "missingValues", "categories",  "categoriesOrdered",
                                   "delimiter",     "itemType",    NULL},
    .unsupported = (const char *const[]){NULL},
};
/* What is read, and where its faults go. */
typedef struct {
    const JsonDocument *document;
    Schema *schema;
    Findings *findings;
} SchemaParser;

static Place parser_place(const SchemaParser *parser, const cJSON *item)
{
    return json_document_place(parser->document, item);
}

static const char *keep(const SchemaParser *parser, const char *text)
{
    return g_string_chunk_insert_const(parser->schema->texts, text);
}

int schema_field_find(const Schema *schema, const char *name)
{
    for (guint i = 0; i < schema->n_fields; i++) {
        const char *other = schema->fields[i].name;
        if (*other == *name && strcmp(other, name) == 0) /* most calls end at the first letter */
            return (int)i;
    }
    return -1;
}

/* ---- fields --------------------------------------------------------------- */

static void field_init(Field *field, const char *name)
{
    *field = (Field){
        .name = name,
        .type = &field_type_any,
        .expected = field_type_any.expected,
        .bare_number = TRUE,
        .maximum_length = G_MAXUINT,
    };
}

static void report_type(const SchemaParser *parser, const cJSON *type, const Field *field)
{
    Suggestion suggestion;
    suggest_init(&suggestion, type->valuestring);
    g_autoptr(GString) list = g_string_new(NULL);
    for (const FieldType *const *known = field_types; *known; known++) {
        if ((*known)->format)
            continue;
        suggest_offer(&suggestion, (*known)->name);
        g_string_append_printf(list, "%s%s", list->len > 0 ? ", " : "", (*known)->name);
    }
    const Place place = parser_place(parser, type);
    if (suggestion.best)
        findings_add(parser->findings, &rule_field_error, place,
                     "there is no type '%s' for '%s'; did you mean '%s'?", type->valuestring,
                     field->name, suggestion.best);
    else
        findings_add(parser->findings, &rule_field_error, place,
                     "there is no type '%s' for '%s'; take one of %s", type->valuestring,
                     field->name, list->str);
}

/* FALSE when the type is not known; the field then takes anything. */
static gboolean parse_type(const SchemaParser *parser, const cJSON *json, Field *field)
{
    const cJSON *type = json_member(json, "type");
    if (!type) { /* 'string' by version 1 of the standard, 'any' by version 2: both take all */
        field->type = &field_type_string;
        return TRUE;
    }
    const FieldType *known = cJSON_IsString(type) ? field_type_find(type->valuestring) : NULL;
    if (known) {
        field->type = known;
        return TRUE;
    }
    if (cJSON_IsString(type))
        report_type(parser, type, field);
    else
        findings_add(parser->findings, &rule_field_error, parser_place(parser, type),
                     "the type of '%s' must be a string", field->name);
    return FALSE;
}

static void parse_constraints(const SchemaParser *parser, const cJSON *json, Field *field)
{
    const cJSON *constraints = json_member(json, "constraints");
    if (cJSON_IsObject(constraints))
        constraints_parse(parser->document, constraints, parser->schema, field, parser->findings);
    else if (constraints)
        findings_add(parser->findings, &rule_field_error, parser_place(parser, constraints),
                     "the constraints of '%s' must be an object", field->name);
}

/* FALSE when the field has no name to know it by. */
static gboolean parse_field(const SchemaParser *parser, const cJSON *json)
{
    const char *name = json_string(json, "name");
    if (!name || !*name) {
        findings_add(parser->findings, &rule_field_error, parser_place(parser, json),
                     "a field must be an object with a 'name'");
        return FALSE;
    }
    Schema *schema = parser->schema;
    if (schema_field_find(schema, name) >= 0) {
        findings_add(parser->findings, &rule_schema_error, parser_place(parser, json),
                     "a field '%s' stands before; give each field its own name", name);
        return FALSE;
    }
    Field *field = &schema->fields[schema->n_fields++];
    field_init(field, keep(parser, name));
    field->place = parser_place(parser, json);
    field->place.file = keep(parser, field->place.file);
    property_check(parser->document, json, &field_properties, parser->findings);
    if (!parse_type(parser, json, field))
        return TRUE; /* what else it says cannot be judged */
    field_options_parse(parser->document, json, schema, field, parser->findings);
    parse_constraints(parser, json, field);
    return TRUE;
}

static gboolean parse_fields(const SchemaParser *parser, const cJSON *json)
{
    const cJSON *fields = json_member(json, "fields");
    const int n_fields = cJSON_GetArraySize(fields);
    if (!cJSON_IsArray(fields) || n_fields == 0) {
        findings_add(parser->findings, &rule_schema_error,
                     parser_place(parser, fields ? fields : json),
                     "a schema must have a list 'fields' with at least one field");
        return FALSE;
    }
    parser->schema->fields = g_new0(Field, n_fields);
    gboolean usable = TRUE;
    const cJSON *field;
    cJSON_ArrayForEach(field, fields) usable = parse_field(parser, field) && usable;
    return usable;
}

/* ---- the rest ------------------------------------------------------------- */

static void set_missing_values(Schema *schema, GPtrArray *values)
{
    g_ptr_array_ref(values); /* it may be the schema's own */
    g_ptr_array_unref(schema->missing_values);
    schema->missing_values = values;
    for (guint i = 0; i < schema->n_fields; i++) {
        Field *field = &schema->fields[i];
        if (field->missing_values_own)
            continue;
        g_clear_pointer(&field->missing_values, g_ptr_array_unref);
        field->missing_values = g_ptr_array_ref(values);
    }
}

void schema_default_missing_values(Schema *schema, GPtrArray *values)
{
    if (!schema->missing_values_own)
        set_missing_values(schema, values);
}

static void parse_missing_values(const SchemaParser *parser, const cJSON *json)
{
    const cJSON *values = json_member(json, "missingValues");
    g_autoptr(GPtrArray) texts =
        values ? missing_values_parse(parser->document, values, parser->findings) : NULL;
    parser->schema->missing_values_own = texts != NULL;
    set_missing_values(parser->schema, texts ? texts : parser->schema->missing_values);
}

gboolean schema_has_unique(const Schema *schema)
{
    gboolean unique = schema->n_primary_key > 0 || schema->unique_keys->len > 0;
    for (guint i = 0; i < schema->n_fields; i++)
        unique = unique || schema->fields[i].unique;
    return unique;
}

gboolean field_is_missing(const Field *field, const char *text, gsize length)
{
    const GPtrArray *values = field->missing_values;
    for (guint i = 0; i < values->len; i++) {
        const char *value = g_ptr_array_index(values, i);
        if (strncmp(value, text, length) == 0 && value[length] == '\0')
            return TRUE;
    }
    return FALSE;
}

/* The published profile of version 2.0 has it as a list of one string by mistake
 * (https://github.com/frictionlessdata/datapackage/pull/965). */
static void parse_fields_match(const SchemaParser *parser, const cJSON *json)
{
    static const char *const names[] = {"exact", "equal", "subset", "superset", "partial"};
    const cJSON *match = json_member(json, "fieldsMatch");
    const gboolean is_list = cJSON_IsArray(match) && cJSON_GetArraySize(match) == 1;
    const char *text = cJSON_GetStringValue(is_list ? match->child : match);
    for (guint i = 0; text && i < G_N_ELEMENTS(names); i++) {
        if (strcmp(text, names[i]) == 0) {
            parser->schema->fields_match = (FieldsMatch)i;
            return;
        }
    }
    if (match)
        findings_add(parser->findings, &rule_schema_error, parser_place(parser, match),
                     "'fieldsMatch' must be \"exact\", \"equal\", \"subset\", \"superset\" or "
                     "\"partial\"");
}

static void unique_key_clear(gpointer key)
{
    g_free(((UniqueKey *)key)->fields);
}

static void foreign_key_clear(gpointer key)
{
    g_free(((ForeignKey *)key)->fields);
    g_ptr_array_unref(((ForeignKey *)key)->other_fields);
}

static Schema *schema_new(void)
{
    Schema *schema = g_new0(Schema, 1);
    schema->unique_keys = g_array_new(FALSE, FALSE, sizeof(UniqueKey));
    g_array_set_clear_func(schema->unique_keys, unique_key_clear);
    schema->foreign_keys = g_array_new(FALSE, FALSE, sizeof(ForeignKey));
    g_array_set_clear_func(schema->foreign_keys, foreign_key_clear);
    schema->missing_values = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(schema->missing_values, g_strdup(""));
    schema->texts = g_string_chunk_new(512);
    schema->n_owners = 1;
    return schema;
}

Schema *schema_ref(Schema *schema)
{
    schema->n_owners++;
    return schema;
}

void schema_unref(Schema *schema)
{
    if (!schema || --schema->n_owners > 0)
        return;
    for (guint i = 0; i < schema->n_fields; i++) {
        Field *field = &schema->fields[i];
        constraints_clear(field);
        field_options_clear(field);
    }
    g_free(schema->fields);
    g_free(schema->primary_key);
    g_array_unref(schema->unique_keys);
    g_array_unref(schema->foreign_keys);
    g_ptr_array_unref(schema->missing_values);
    g_string_chunk_free(schema->texts);
    g_free(schema);
}

Schema *schema_parse(const JsonDocument *document, const cJSON *json, Findings *findings)
{
    g_autoptr(Schema) schema = schema_new();
    const SchemaParser parser = {document, schema, findings};
    if (!cJSON_IsObject(json)) {
        findings_add(findings, &rule_schema_error, parser_place(&parser, json),
                     "a schema must be an object, or the path of a JSON file with one");
        return NULL;
    }
    property_check(document, json, &schema_properties, findings);
    if (!parse_fields(&parser, json))
        return NULL;
    parse_missing_values(&parser, json);
    parse_fields_match(&parser, json);
    schema_keys_parse(document, json, schema, findings);
    return g_steal_pointer(&schema);
}

Schema *schema_new_any(const char *const *names, guint n_names)
{
    Schema *schema = schema_new();
    schema->fields = g_new0(Field, MAX(n_names, 1));
    schema->n_fields = n_names;
    for (guint i = 0; i < n_names; i++)
        field_init(&schema->fields[i], g_string_chunk_insert_const(schema->texts, names[i]));
    set_missing_values(schema, schema->missing_values);
    return schema;
}
