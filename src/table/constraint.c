#include "table/constraint.h"

#include "base/number.h"
#include "table/property.h"
#include "table/rules.h"
#include "table/suggest.h"
#include "table/type.h"

#include <math.h>
#include <string.h>

/* Enough for any list that people read in a message. */
enum { SHOWN_VALUES_LIMIT = 10 };

/* ---- reading: NULL, or what the value in the descriptor is not ------------ */

static char *parse_flag(const cJSON *value, gboolean *flag)
{
    if (!cJSON_IsBool(value))
        return g_strdup("must be true or false");
    *flag = cJSON_IsTrue(value);
    return NULL;
}

static char *parse_required(const cJSON *value, Schema *schema, Field *field)
{
    (void)schema;
    return parse_flag(value, &field->required);
}

static char *parse_unique(const cJSON *value, Schema *schema, Field *field)
{
    (void)schema;
    return parse_flag(value, &field->unique);
}

/* A value of the field's type, which JSON may have as a number, a boolean or a
 * string; newly allocated, or NULL. */
static char *value_text(const Field *field, const cJSON *value, double *number)
{
    g_autofree char *text = NULL;
    char buffer[NUMBER_TEXT_SIZE];
    if (cJSON_IsString(value))
        text = g_strdup(value->valuestring);
    else if (cJSON_IsNumber(value))
        text = g_strdup(number_format(value->valuedouble, buffer));
    else if (cJSON_IsBool(value) && field->type == &field_type_boolean) {
        *number = cJSON_IsTrue(value);
        return g_strdup(cJSON_IsTrue(value) ? "true" : "false");
    }
    /* 'integer' does not read 1e20, which is how a large number may be printed */
    if (text && cJSON_IsNumber(value) && field->type == &field_type_integer &&
        floor(value->valuedouble) == value->valuedouble) {
        *number = value->valuedouble;
        return g_steal_pointer(&text);
    }
    return text && field->type->read(field, text, number) ? g_steal_pointer(&text) : NULL;
}

static char *parse_enum(const cJSON *value, Schema *schema, Field *field)
{
    (void)schema;
    if (!cJSON_IsArray(value) || cJSON_GetArraySize(value) == 0)
        return g_strdup("must be a list of values");
    field->enumeration = g_ptr_array_new_with_free_func(g_free);
    if (field->type->numeric)
        field->enumeration_numbers = g_array_new(FALSE, FALSE, sizeof(double));
    const cJSON *item;
    cJSON_ArrayForEach(item, value)
    {
        double number = 0;
        char *text = value_text(field, item, &number);
        if (!text) {
            g_clear_pointer(&field->enumeration, g_ptr_array_unref);
            g_clear_pointer(&field->enumeration_numbers, g_array_unref);
            return g_strdup_printf("must list values that are each %s", field->type->expected);
        }
        g_ptr_array_add(field->enumeration, text);
        if (field->enumeration_numbers)
            g_array_append_val(field->enumeration_numbers, number);
    }
    return NULL;
}

static char *parse_pattern(const cJSON *value, Schema *schema, Field *field)
{
    if (!cJSON_IsString(value))
        return g_strdup("must be a regular expression in a string");
    g_autoptr(GError) error = NULL;
    /* alone first: "a)(b" becomes valid only by the brackets put around it */
    g_autoptr(GRegex) alone = g_regex_new(value->valuestring, G_REGEX_OPTIMIZE, 0, &error);
    if (alone) {
        g_autofree char *anchored = g_strdup_printf("\\A(?:%s)\\z", value->valuestring);
        field->pattern = g_regex_new(anchored, G_REGEX_OPTIMIZE, 0, &error);
    }
    if (error)
        return g_strdup_printf("is no regular expression: %s", error->message);
    field->pattern_text = g_string_chunk_insert(schema->texts, value->valuestring);
    return NULL;
}

static char *parse_bound(const cJSON *value, Schema *schema, const Field *field, double *bound,
                         const char **bound_text)
{
    g_autofree char *text = value_text(field, value, bound);
    if (!text)
        return g_strdup_printf("must be %s", field->type->expected);
    *bound_text = g_string_chunk_insert(schema->texts, text);
    return NULL;
}

static char *parse_minimum(const cJSON *value, Schema *schema, Field *field)
{
    return parse_bound(value, schema, field, &field->minimum, &field->minimum_text);
}

static char *parse_maximum(const cJSON *value, Schema *schema, Field *field)
{
    return parse_bound(value, schema, field, &field->maximum, &field->maximum_text);
}

static char *parse_length(const cJSON *value, guint *length)
{
    const double number = cJSON_IsNumber(value) ? value->valuedouble : -1;
    if (!(number >= 0 && number < G_MAXUINT) || floor(number) != number)
        return g_strdup("must be a count of characters");
    *length = (guint)number;
    return NULL;
}

static char *parse_minimum_length(const cJSON *value, Schema *schema, Field *field)
{
    (void)schema;
    return parse_length(value, &field->minimum_length);
}

static char *parse_maximum_length(const cJSON *value, Schema *schema, Field *field)
{
    (void)schema;
    return parse_length(value, &field->maximum_length);
}

/* ---- checking: NULL, or what is wrong with the cell ----------------------- */

static gboolean is_enumerated(const Field *field, const Cell *cell)
{
    for (guint i = 0; i < field->enumeration->len; i++) {
        if (field->enumeration_numbers
                ? g_array_index(field->enumeration_numbers, double, i) == cell->number
                : strcmp(g_ptr_array_index(field->enumeration, i), cell->text) == 0)
            return TRUE;
    }
    return FALSE;
}

static char *check_enum(const Field *field, const Cell *cell)
{
    if (!field->enumeration || is_enumerated(field, cell))
        return NULL;
    Suggestion suggestion;
    suggest_init(&suggestion, cell->text);
    g_autoptr(GString) list = g_string_new(NULL);
    for (guint i = 0; i < field->enumeration->len; i++) {
        const char *value = g_ptr_array_index(field->enumeration, i);
        suggest_offer(&suggestion, value);
        if (i < SHOWN_VALUES_LIMIT)
            g_string_append_printf(list, "%s%s", i > 0 ? ", " : "", value);
    }
    if (field->enumeration->len > SHOWN_VALUES_LIMIT)
        g_string_append_printf(list, " and %u more", field->enumeration->len - SHOWN_VALUES_LIMIT);
    g_autofree char *quoted = text_quote(cell->text);
    if (suggestion.best)
        return g_strdup_printf("%s in '%s' is not one of %s; did you mean \"%s\"?", quoted,
                               field->name, list->str, suggestion.best);
    return g_strdup_printf("%s in '%s' is not one of %s", quoted, field->name, list->str);
}

static char *check_pattern(const Field *field, const Cell *cell)
{
    if (!field->pattern)
        return NULL;
    g_autoptr(GError) error = NULL;
    if (g_regex_match_full(field->pattern, cell->text, -1, 0, 0, NULL, &error))
        return NULL;
    g_autofree char *quoted = text_quote(cell->text);
    if (error) /* the engine gave up on a hostile pattern */
        return g_strdup_printf("%s in '%s' cannot be matched with the pattern %s: %s", quoted,
                               field->name, field->pattern_text, error->message);
    return g_strdup_printf("%s in '%s' does not match the pattern %s", quoted, field->name,
                           field->pattern_text);
}

static char *check_minimum(const Field *field, const Cell *cell)
{
    if (!field->minimum_text || cell->number >= field->minimum)
        return NULL;
    g_autofree char *quoted = text_quote(cell->text);
    return g_strdup_printf("%s in '%s' is below the minimum of %s", quoted, field->name,
                           field->minimum_text);
}

static char *check_maximum(const Field *field, const Cell *cell)
{
    if (!field->maximum_text || cell->number <= field->maximum)
        return NULL;
    g_autofree char *quoted = text_quote(cell->text);
    return g_strdup_printf("%s in '%s' is above the maximum of %s", quoted, field->name,
                           field->maximum_text);
}

static char *check_minimum_length(const Field *field, const Cell *cell)
{
    if (field->minimum_length == 0)
        return NULL;
    const glong length = g_utf8_strlen(cell->text, -1);
    if (length >= (glong)field->minimum_length)
        return NULL;
    g_autofree char *quoted = text_quote(cell->text);
    return g_strdup_printf("%s in '%s' has %ld character%s, fewer than the minimum of %u", quoted,
                           field->name, length, length == 1 ? "" : "s", field->minimum_length);
}

static char *check_maximum_length(const Field *field, const Cell *cell)
{
    if (field->maximum_length == G_MAXUINT)
        return NULL;
    const glong length = g_utf8_strlen(cell->text, -1);
    if (length <= (glong)field->maximum_length)
        return NULL;
    g_autofree char *quoted = text_quote(cell->text);
    return g_strdup_printf("%s in '%s' has %ld characters, more than the maximum of %u", quoted,
                           field->name, length, field->maximum_length);
}

/* ---- the table ------------------------------------------------------------ */

typedef enum { APPLIES_ALWAYS, APPLIES_IF_ORDERED, APPLIES_IF_MEASURED } Applies;

typedef struct {
    const char *name;
    Applies applies;
    char *(*parse)(const cJSON *value, Schema *schema, Field *field);
    /* NULL: one cell does not tell (table.c checks required, relation.c unique) */
    char *(*check)(const Field *field, const Cell *cell);
} Constraint;

static const Constraint constraints_known[] = {
    {"required", APPLIES_ALWAYS, parse_required, NULL},
    {"unique", APPLIES_ALWAYS, parse_unique, NULL},
    {"enum", APPLIES_ALWAYS, parse_enum, check_enum},
    {"pattern", APPLIES_ALWAYS, parse_pattern, check_pattern},
    {"minimum", APPLIES_IF_ORDERED, parse_minimum, check_minimum},
    {"maximum", APPLIES_IF_ORDERED, parse_maximum, check_maximum},
    {"minLength", APPLIES_IF_MEASURED, parse_minimum_length, check_minimum_length},
    {"maxLength", APPLIES_IF_MEASURED, parse_maximum_length, check_maximum_length},
};

static const Constraint *constraint_find(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(constraints_known); i++) {
        if (strcmp(constraints_known[i].name, name) == 0)
            return &constraints_known[i];
    }
    return NULL;
}

static void report_unknown(const char *name, Place place, Findings *findings)
{
    Suggestion suggestion;
    suggest_init(&suggestion, name);
    for (gsize i = 0; i < G_N_ELEMENTS(constraints_known); i++)
        suggest_offer(&suggestion, constraints_known[i].name);
    if (suggestion.best)
        findings_add(findings, &rule_unsupported, place,
                     "there is no constraint '%s'; did you mean '%s'?", name, suggestion.best);
    else
        findings_add(findings, &rule_unsupported, place,
                     "the constraint '%s' is not supported yet, so it is not checked; leave it out",
                     name);
}

static gboolean applies(const Constraint *constraint, const FieldType *type)
{
    switch (constraint->applies) {
    case APPLIES_IF_ORDERED: return type->ordered;
    case APPLIES_IF_MEASURED: return type->measured;
    case APPLIES_ALWAYS: break;
    }
    return TRUE;
}

void constraints_parse(const JsonDocument *document, const cJSON *constraints, Schema *schema,
                       Field *field, Findings *findings)
{
    const cJSON *value;
    cJSON_ArrayForEach(value, constraints)
    {
        const Place place = json_document_place(document, value);
        const Constraint *constraint = constraint_find(value->string);
        if (!constraint) {
            report_unknown(value->string, place, findings);
            continue;
        }
        if (!applies(constraint, field->type)) {
            findings_add(findings, &rule_field_error, place,
                         "the constraint '%s' does not apply to fields of type '%s'",
                         constraint->name, field->type->name);
            continue;
        }
        g_autofree char *fault = constraint->parse(value, schema, field);
        if (fault)
            findings_add(findings, &rule_field_error, place, "the constraint '%s' of '%s' %s",
                         constraint->name, field->name, fault);
    }
}

char *constraints_check(const Field *field, const Cell *cell)
{
    for (gsize i = 0; i < G_N_ELEMENTS(constraints_known); i++) {
        char *fault = constraints_known[i].check ? constraints_known[i].check(field, cell) : NULL;
        if (fault)
            return fault;
    }
    return NULL;
}
