#include "table/automaton.h"
#include "table/constraint.h"

struct Pattern {
    Automaton *automaton; /* NULL: it is not a simple one */
    GRegex *regex;        /* then this, anchored at both ends; else NULL */
    char *text;
};

void pattern_free(Pattern *pattern)
{
    if (!pattern)
        return;
    g_clear_pointer(&pattern->regex, g_regex_unref);
    automaton_free(pattern->automaton);
    g_free(pattern->text);
    g_free(pattern);
}

static char *parse(const cJSON *json, Schema *schema, Field *field, const cJSON **at)
{
    (void)schema;
    (void)at;
    if (!cJSON_IsString(json))
        return g_strdup("must be a regular expression in a string");
    g_autoptr(GError) error = NULL;
    /* alone: "a)(b" becomes valid only by the brackets put around it */
    g_autoptr(GRegex) alone = g_regex_new(json->valuestring, 0, 0, &error);
    g_autoptr(Automaton) automaton = alone ? automaton_new(json->valuestring) : NULL;
    g_autoptr(GRegex) regex = NULL;
    if (alone && !automaton) {
        g_autofree char *anchored = g_strdup_printf("\\A(?:%s)\\z", json->valuestring);
        regex = g_regex_new(anchored, G_REGEX_OPTIMIZE, 0, &error);
    }
    if (error)
        return g_strdup_printf("is no regular expression: %s", error->message);
    field->pattern = g_new0(Pattern, 1);
    field->pattern->automaton = g_steal_pointer(&automaton);
    field->pattern->regex = g_steal_pointer(&regex);
    field->pattern->text = g_strdup(json->valuestring);
    return NULL;
}

static gboolean match(const Pattern *pattern, const char *text, gsize length, GError **error)
{
    return pattern->automaton
               ? automaton_match(pattern->automaton, text, length)
               : g_regex_match_full(pattern->regex, text, (gssize)length, 0, 0, NULL, error);
}

static gboolean holds(const Field *field, const char *text, gsize length, const FieldValue *value)
{
    (void)value;
    return match(field->pattern, text, length, NULL);
}

static char *explain(const Field *field, const char *text, gsize length, const FieldValue *value)
{
    (void)value;
    g_autoptr(GError) error = NULL;
    match(field->pattern, text, length, &error);
    g_autofree char *quoted = constraint_quote(text, length);
    if (error) /* the engine gave up on a hostile pattern */
        return g_strdup_printf("%s in '%s' cannot be matched with the pattern %s: %s", quoted,
                               field->name, field->pattern->text, error->message);
    return g_strdup_printf("%s in '%s' does not match the pattern %s", quoted, field->name,
                           field->pattern->text);
}

const Constraint constraint_pattern = {
    .name = "pattern",
    .parse = parse,
    .holds = holds,
    .explain = explain,
};
