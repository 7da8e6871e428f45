#include "table/constraint.h"

#include "base/number.h"
#include "table/rules.h"
#include "table/suggest.h"
#include "table/type.h"

#include <math.h>
#include <string.h>

/* ---- those that one cell cannot break -------------------------------------- */

static char *parse_flag(const cJSON *value, gboolean *flag)
{
    if (!cJSON_IsBool(value))
        return g_strdup("must be true or false");
    *flag = cJSON_IsTrue(value);
    return NULL;
}

static char *parse_required(const cJSON *value, Schema *schema, Field *field, const cJSON **at)
{
    (void)schema;
    (void)at;
    return parse_flag(value, &field->required);
}

static char *parse_unique(const cJSON *value, Schema *schema, Field *field, const cJSON **at)
{
    (void)schema;
    (void)at;
    return parse_flag(value, &field->unique);
}

static const Constraint constraint_required = {.name = "required", .parse = parse_required};
static const Constraint constraint_unique = {.name = "unique", .parse = parse_unique};

/* ---- the table ------------------------------------------------------------ */

static const Constraint *const constraints_known[] = {
    &constraint_required,
    &constraint_unique,
    &constraint_enum,
    &constraint_pattern,
    &constraint_minimum,
    &constraint_maximum,
    &constraint_exclusive_minimum,
    &constraint_exclusive_maximum,
    &constraint_minimum_length,
    &constraint_maximum_length,
    &constraint_json_schema,
};

static const Constraint *constraint_find(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(constraints_known); i++) {
        if (strcmp(constraints_known[i]->name, name) == 0)
            return constraints_known[i];
    }
    return NULL;
}

/* ---- what they share ------------------------------------------------------ */

char *constraint_value_text(const Field *field, const cJSON *json, FieldValue *value)
{
    g_autofree char *text = NULL;
    char buffer[NUMBER_TEXT_SIZE];
    if (cJSON_IsString(json)) {
        text = g_strdup(json->valuestring);
    } else if (cJSON_IsNumber(json)) {
        text = g_strdup(number_format(json->valuedouble, buffer));
        /* 'integer' does not read 1e20, which is how a large number may be printed */
        if (field->type == &field_type_integer && floor(json->valuedouble) == json->valuedouble) {
            g_free(text);
            text = g_strdup_printf("%.0f", json->valuedouble);
        }
    } else if (cJSON_IsBool(json) && field->type == &field_type_boolean) {
        *value = (FieldValue){cJSON_IsTrue(json), cJSON_IsTrue(json) ? 1 : 0};
        return g_strdup(cJSON_IsTrue(json) ? "true" : "false");
    } else if (field->type->options & OPTION_JSON) {
        text = json_print_compact(json);
    }
    if (text && field->type->read(field, text, strlen(text), value))
        return g_steal_pointer(&text);
    /* numbers stand in JSON as JSON spells them, whatever the field's own spelling */
    const FieldType *plain = field_type_find(field->type->name);
    return text && cJSON_IsNumber(json) && plain->numeric &&
                   plain->read(field, text, strlen(text), value)
               ? g_steal_pointer(&text)
               : NULL;
}

char *constraint_quote(const char *text, gsize length)
{
    g_autofree char *copy = g_strndup(text, length);
    return text_quote(copy);
}

/* ---- reading -------------------------------------------------------------- */

static void report_unknown(const char *name, Place place, Findings *findings)
{
    Suggestion suggestion;
    suggest_init(&suggestion, name);
    for (gsize i = 0; i < G_N_ELEMENTS(constraints_known); i++)
        suggest_offer(&suggestion, constraints_known[i]->name);
    if (suggestion.best)
        findings_add(findings, &rule_field_error, place,
                     "there is no constraint '%s'; did you mean '%s'?", name, suggestion.best);
    else
        findings_add(findings, &rule_field_error, place,
                     "there is no constraint '%s', so it is not checked; leave it out", name);
}

/* Bounds between which no value lies; each was read without fault, or has no text. */
static gboolean is_empty(const Bound *low, gboolean low_excluded, const Bound *high,
                         gboolean high_excluded)
{
    if (!low->text || !high->text)
        return FALSE;
    const int order = field_value_compare(&low->value, &high->value);
    return order > 0 || (order == 0 && (low_excluded || high_excluded));
}

/* Constraints that no value can keep: the fault is the schema's, not that of every cell. */
static void check_contradictions(const JsonDocument *document, const cJSON *constraints,
                                 const Field *field, Findings *findings)
{
    const struct {
        const char *name;
        const Bound *bound;
    } lows[] = {{"minimum", &field->minimum}, {"exclusiveMinimum", &field->exclusive_minimum}},
      highs[] = {{"maximum", &field->maximum}, {"exclusiveMaximum", &field->exclusive_maximum}};
    for (gsize i = 0; i < G_N_ELEMENTS(lows); i++) {
        for (gsize j = 0; j < G_N_ELEMENTS(highs); j++) {
            if (is_empty(lows[i].bound, i == 1, highs[j].bound, j == 1))
                findings_add(findings, &rule_field_error,
                             json_document_place(document, json_member(constraints, highs[j].name)),
                             "no value of '%s' keeps both '%s' %s and '%s' %s", field->name,
                             lows[i].name, lows[i].bound->text, highs[j].name,
                             highs[j].bound->text);
        }
    }
    if (field->minimum_length > field->maximum_length)
        findings_add(findings, &rule_field_error,
                     json_document_place(document, json_member(constraints, "maxLength")),
                     "no value of '%s' keeps both 'minLength' %u and 'maxLength' %u", field->name,
                     field->minimum_length, field->maximum_length);
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
        if (constraint->applies && !constraint->applies(field->type)) {
            findings_add(findings, &rule_field_error, place,
                         "the constraint '%s' does not apply to fields of type '%s'",
                         constraint->name, field->type->name);
            continue;
        }
        const cJSON *at = value;
        g_autofree char *fault = constraint->parse(value, schema, field, &at);
        if (fault) {
            findings_add(findings, &rule_field_error, json_document_place(document, at),
                         "the constraint '%s' of '%s' %s", constraint->name, field->name, fault);
        } else if (constraint->holds) {
            if (!field->constraints)
                field->constraints = g_ptr_array_new();
            g_ptr_array_add(field->constraints, (gpointer)constraint);
        }
    }
    check_contradictions(document, constraints, field, findings);
}

void constraints_clear(Field *field)
{
    g_clear_pointer(&field->constraints, g_ptr_array_unref);
    g_clear_pointer(&field->enumeration, enumeration_free);
    g_clear_pointer(&field->categories, enumeration_free);
    g_clear_pointer(&field->json_schema, cJSON_Delete);
    g_clear_pointer(&field->pattern, pattern_free);
}

/* ---- checking ------------------------------------------------------------- */

gboolean constraints_hold(const Field *field, const char *text, gsize length,
                          const FieldValue *value)
{
    for (guint i = 0; field->constraints && i < field->constraints->len; i++) {
        const Constraint *constraint = g_ptr_array_index(field->constraints, i);
        if (!constraint->holds(field, text, length, value))
            return FALSE;
    }
    return TRUE;
}

GPtrArray *constraints_explain(const Field *field, const char *text, gsize length,
                               const FieldValue *value)
{
    GPtrArray *faults = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; field->constraints && i < field->constraints->len; i++) {
        const Constraint *constraint = g_ptr_array_index(field->constraints, i);
        if (!constraint->holds(field, text, length, value))
            g_ptr_array_add(faults, constraint->explain(field, text, length, value));
    }
    return faults;
}
