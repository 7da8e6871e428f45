#include "table/automaton.h"
#include "table/constraint.h"

/* Made once for all fields that have it: tables of one kind share most, and an automaton takes
 * longer to make than a short table to read. */
struct Pattern {
    Automaton *automaton; /* NULL: it is not a simple one */
    GRegex *regex;        /* then this, anchored at both ends; else NULL */
    char *text;
    guint n_fields;
};

static GMutex patterns_lock;
static GHashTable *patterns; /* text -> Pattern*, of those that a field has */

void pattern_free(Pattern *pattern)
{
    if (!pattern)
        return;
    g_mutex_lock(&patterns_lock);
    const gboolean last = --pattern->n_fields == 0;
    if (last)
        g_hash_table_remove(patterns, pattern->text);
    g_mutex_unlock(&patterns_lock);
    if (!last)
        return;
    g_clear_pointer(&pattern->regex, g_regex_unref);
    automaton_free(pattern->automaton);
    g_free(pattern->text);
    g_free(pattern);
}

static Pattern *make_pattern(const char *text, GError **error)
{
    /* alone: "a)(b" becomes valid only by the brackets put around it */
    g_autoptr(GRegex) alone = g_regex_new(text, 0, 0, error);
    if (!alone)
        return NULL;
    g_autoptr(Automaton) automaton = automaton_new(text);
    g_autoptr(GRegex) regex = NULL;
    if (!automaton) {
        g_autofree char *anchored = g_strdup_printf("\\A(?:%s)\\z", text);
        regex = g_regex_new(anchored, G_REGEX_OPTIMIZE, 0, error);
        if (!regex)
            return NULL;
    }
    Pattern *pattern = g_new0(Pattern, 1);
    pattern->automaton = g_steal_pointer(&automaton);
    pattern->regex = g_steal_pointer(&regex);
    pattern->text = g_strdup(text);
    return pattern;
}

/* NULL with error when it is no regular expression. */
static Pattern *find_pattern(const char *text, GError **error)
{
    g_mutex_lock(&patterns_lock);
    if (!patterns)
        patterns = g_hash_table_new(g_str_hash, g_str_equal);
    Pattern *pattern = g_hash_table_lookup(patterns, text);
    if (!pattern && (pattern = make_pattern(text, error)))
        g_hash_table_insert(patterns, pattern->text, pattern);
    if (pattern)
        pattern->n_fields++;
    g_mutex_unlock(&patterns_lock);
    return pattern;
}

static char *parse(const cJSON *json, Schema *schema, Field *field, const cJSON **at)
{
    (void)schema;
    (void)at;
    if (!cJSON_IsString(json))
        return g_strdup("must be a regular expression in a string");
    g_autoptr(GError) error = NULL;
    field->pattern = find_pattern(json->valuestring, &error);
    return field->pattern ? NULL : g_strdup_printf("is no regular expression: %s", error->message);
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
