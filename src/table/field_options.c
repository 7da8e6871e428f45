#include "table/field_options.h"

#include "table/constraint.h"
#include "table/moment.h"
#include "table/property.h"
#include "table/rules.h"
#include "table/suggest.h"
#include "table/type.h"

#include <string.h>

/* What is read, and where its faults go. */
typedef struct {
    const JsonDocument *document;
    Schema *schema;
    Findings *findings;
} OptionParser;

static Place option_place(const OptionParser *parser, const cJSON *item)
{
    return json_document_place(parser->document, item);
}

static const char *keep(const OptionParser *parser, const char *text)
{
    return g_string_chunk_insert_const(parser->schema->texts, text);
}

/* ---- format ---------------------------------------------------------------- */

static gboolean has_one_format(const FieldType *type)
{
    for (const FieldType *const *other = field_types; *other; other++) {
        if (strcmp((*other)->name, type->name) == 0 && (*other)->format)
            return FALSE;
    }
    return TRUE;
}

static void report_format(const OptionParser *parser, const cJSON *json, const Field *field)
{
    if (has_one_format(field->type)) { /* every reader of such a field ignores it */
        findings_add(parser->findings, &rule_unknown_property, option_place(parser, json),
                     "the type '%s' has no formats, so '%s' means nothing; leave it out",
                     field->type->name, json->valuestring);
        return;
    }
    Suggestion suggestion;
    suggest_init(&suggestion, json->valuestring);
    g_autoptr(GString) list = g_string_new("default");
    gboolean patterned = FALSE;
    for (const FieldType *const *type = field_types; *type; type++) {
        if (strcmp((*type)->name, field->type->name) != 0 || !(*type)->format)
            continue;
        patterned = patterned || (*type)->patterned;
        suggest_offer(&suggestion, (*type)->format);
        g_string_append_printf(
            list, ", %s", (*type)->patterned ? "or a pattern such as %d/%m/%Y" : (*type)->format);
    }
    if (suggestion.best && !patterned)
        findings_add(parser->findings, &rule_field_error, option_place(parser, json),
                     "the type '%s' has no format '%s'; did you mean '%s'?", field->type->name,
                     json->valuestring, suggestion.best);
    else
        findings_add(parser->findings, &rule_field_error, option_place(parser, json),
                     "the type '%s' has no format '%s'; it has %s", field->type->name,
                     json->valuestring, list->str);
}

static void parse_format(const OptionParser *parser, const cJSON *json, Field *field)
{
    if (!cJSON_IsString(json)) {
        findings_add(parser->findings, &rule_field_error, option_place(parser, json),
                     "the format of '%s' must be a string", field->name);
        return;
    }
    const FieldType *type = field_type_format(field->type, json->valuestring);
    if (!type) {
        report_format(parser, json, field);
        return;
    }
    if (type->patterned) {
        g_autofree char *fault = moment_pattern_fault(json->valuestring);
        if (fault) {
            findings_add(parser->findings, &rule_field_error, option_place(parser, json),
                         "the pattern '%s' %s", json->valuestring, fault);
            return;
        }
        field->format = keep(parser, json->valuestring);
    }
    field->type = type;
}

/* ---- numbers --------------------------------------------------------------- */

static const char *parse_mark(const OptionParser *parser, const cJSON *json)
{
    const char *text = cJSON_GetStringValue(json);
    if (text && *text && !strpbrk(text, "0123456789+-"))
        return keep(parser, text);
    findings_add(parser->findings, &rule_field_error, option_place(parser, json),
                 "'%s' must be a string of characters that are no digits or signs", json->string);
    return NULL;
}

static void parse_decimal(const OptionParser *parser, const cJSON *json, Field *field)
{
    field->decimal_char = parse_mark(parser, json);
}

static void parse_group(const OptionParser *parser, const cJSON *json, Field *field)
{
    if (g_strcmp0(cJSON_GetStringValue(json), "") != 0) /* what frictionless-py writes for none */
        field->group_char = parse_mark(parser, json);
}

static void parse_bare(const OptionParser *parser, const cJSON *json, Field *field)
{
    if (cJSON_IsBool(json))
        field->bare_number = cJSON_IsTrue(json);
    else
        findings_add(parser->findings, &rule_field_error, option_place(parser, json),
                     "'bareNumber' must be true or false");
}

/* ---- booleans -------------------------------------------------------------- */

static GPtrArray *parse_labels(const OptionParser *parser, const cJSON *json)
{
    g_autoptr(GPtrArray) texts = property_strings(json);
    if (texts && texts->len > 0)
        return g_steal_pointer(&texts);
    findings_add(parser->findings, &rule_field_error, option_place(parser, json),
                 "'%s' must be a list of strings", json->string);
    return NULL;
}

static void parse_true(const OptionParser *parser, const cJSON *json, Field *field)
{
    field->true_values = parse_labels(parser, json);
}

static void parse_false(const OptionParser *parser, const cJSON *json, Field *field)
{
    field->false_values = parse_labels(parser, json);
}

/* ---- lists ----------------------------------------------------------------- */

static void parse_delimiter(const OptionParser *parser, const cJSON *json, Field *field)
{
    const char *text = cJSON_GetStringValue(json);
    if (text && *text)
        field->delimiter = keep(parser, text);
    else
        findings_add(parser->findings, &rule_field_error, option_place(parser, json),
                     "'delimiter' must be a string that separates items");
}

static void parse_item_type(const OptionParser *parser, const cJSON *json, Field *field)
{
    static const char *const names[] = {"string",   "integer", "boolean", "number",
                                        "datetime", "date",    "time",    NULL};
    const char *text = cJSON_GetStringValue(json);
    if (text && g_strv_contains(names, text))
        field->item->type = field_type_find(text);
    else
        findings_add(parser->findings, &rule_field_error, option_place(parser, json),
                     "'itemType' must be string, integer, boolean, number, datetime, date or time");
}

/* ---- any field ------------------------------------------------------------- */

GPtrArray *missing_values_parse(const JsonDocument *document, const cJSON *json, Findings *findings)
{
    g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func(g_free);
    const cJSON *item = cJSON_IsArray(json) ? json->child : NULL;
    for (; item; item = item->next) {
        const cJSON *label = json_member(item, "label");
        const cJSON *value = cJSON_IsObject(item) ? json_member(item, "value") : item;
        if (!cJSON_IsString(value) || (label && !cJSON_IsString(label)))
            break;
        if (g_ptr_array_find_with_equal_func(values, value->valuestring, g_str_equal, NULL)) {
            findings_add(findings, &rule_schema_error, json_document_place(document, item),
                         "the missing value \"%s\" stands before; list each once",
                         value->valuestring);
            continue;
        }
        g_ptr_array_add(values, g_strdup(value->valuestring));
    }
    if (cJSON_IsArray(json) && !item)
        return g_steal_pointer(&values);
    findings_add(findings, &rule_schema_error, json_document_place(document, item ? item : json),
                 "'missingValues' must be a list of strings, or of objects with 'value' and "
                 "'label'");
    return NULL;
}

static void parse_missing(const OptionParser *parser, const cJSON *json, Field *field)
{
    field->missing_values = missing_values_parse(parser->document, json, parser->findings);
    field->missing_values_own = field->missing_values != NULL;
}

static void parse_categories(const OptionParser *parser, const cJSON *json, Field *field)
{
    g_autofree char *fault = categories_parse(json, field);
    if (fault)
        findings_add(parser->findings, &rule_field_error, option_place(parser, json),
                     "the categories of '%s' %s", field->name, fault);
}

static void parse_ordered(const OptionParser *parser, const cJSON *json, Field *field)
{
    if (cJSON_IsBool(json))
        field->categories_ordered = cJSON_IsTrue(json);
    else
        findings_add(parser->findings, &rule_field_error, option_place(parser, json),
                     "'categoriesOrdered' must be true or false");
}

/* ---- the table ------------------------------------------------------------- */

typedef struct {
    const char *name;
    guint option; /* of FieldOption: what the type must have; 0: nothing */
    void (*parse)(const OptionParser *parser, const cJSON *json, Field *field);
} Option;

/* Later ones need what earlier ones say: a category is read in the field's format. */
static const Option options[] = {
    {"format", 0, parse_format},
    {"decimalChar", OPTION_DECIMAL, parse_decimal},
    {"groupChar", OPTION_GROUP, parse_group},
    {"bareNumber", OPTION_GROUP, parse_bare},
    {"trueValues", OPTION_LABELS, parse_true},
    {"falseValues", OPTION_LABELS, parse_false},
    {"delimiter", OPTION_LIST, parse_delimiter},
    {"itemType", OPTION_LIST, parse_item_type},
    {"missingValues", 0, parse_missing},
    {"categories", OPTION_CATEGORIES, parse_categories},
    {"categoriesOrdered", OPTION_CATEGORIES, parse_ordered},
};

/* The type that reads what the options so far say, and what it expects. */
static void settle_type(const OptionParser *parser, Field *field)
{
    if (field->type->spelled && (field->decimal_char || field->group_char || !field->bare_number))
        field->type = field->type->spelled;
    field->expected = field->type->expected;
    if (field->format) {
        g_autofree char *expected = g_strdup_printf("%s %s", field->type->expected, field->format);
        field->expected = keep(parser, expected);
    }
}

void field_options_parse(const JsonDocument *document, const cJSON *json, Schema *schema,
                         Field *field, Findings *findings)
{
    const OptionParser parser = {document, schema, findings};
    if (field->type->options & OPTION_LIST) {
        field->delimiter = ",";
        field->item = g_new0(Field, 1);
        *field->item =
            (Field){.name = field->name, .type = &field_type_string, .bare_number = TRUE};
    }
    for (gsize i = 0; i < G_N_ELEMENTS(options); i++) {
        const cJSON *item = json_member(json, options[i].name);
        if (item && options[i].option && !(field->type->options & options[i].option))
            findings_add(findings, &rule_unknown_property, option_place(&parser, item),
                         "'%s' means nothing in fields of type '%s'; leave it out", options[i].name,
                         field->type->name);
        else if (item)
            options[i].parse(&parser, item, field);
        settle_type(&parser, field);
    }
}

void field_options_clear(Field *field)
{
    g_clear_pointer(&field->true_values, g_ptr_array_unref);
    g_clear_pointer(&field->false_values, g_ptr_array_unref);
    g_clear_pointer(&field->missing_values, g_ptr_array_unref);
    g_clear_pointer(&field->item, g_free);
}
