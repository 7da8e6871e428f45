#include "table/constraint.h"

#include "table/suggest.h"
#include "table/type.h"

#include <string.h>

/* Enough for any list that people read in a message. */
enum { SHOWN_VALUES_LIMIT = 10 };

typedef struct {
    FieldValue value;
    const char *text; /* borrowed */
    gsize length;
} Entry;

struct Enumeration {
    GPtrArray *texts; /* of char*, in the descriptor's order */
    GArray *sorted;   /* of Entry: by value when the type is numeric, else by text */
    gboolean numeric;
};

void enumeration_free(Enumeration *enumeration)
{
    if (!enumeration)
        return;
    g_ptr_array_unref(enumeration->texts);
    g_array_unref(enumeration->sorted);
    g_free(enumeration);
}

static int compare_text(const Entry *a, const Entry *b)
{
    if (a->length != b->length)
        return a->length < b->length ? -1 : 1;
    return a->length > 0 ? memcmp(a->text, b->text, a->length) : 0;
}

static int compare_texts(gconstpointer a, gconstpointer b)
{
    return compare_text(a, b);
}

static int compare_values(gconstpointer a, gconstpointer b)
{
    return field_value_compare(&((const Entry *)a)->value, &((const Entry *)b)->value);
}

static gboolean is_enumerated(const Enumeration *enumeration, const char *text, gsize length,
                              const FieldValue *value)
{
    const Entry wanted = {*value, text, length};
    guint low = 0, high = enumeration->sorted->len;
    while (low < high) {
        const guint middle = low + (high - low) / 2;
        const Entry *entry = &g_array_index(enumeration->sorted, Entry, middle);
        const int order =
            enumeration->numeric ? compare_values(&wanted, entry) : compare_text(&wanted, entry);
        if (order == 0)
            return TRUE;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return FALSE;
}

static char *parse(const cJSON *json, Schema *schema, Field *field)
{
    (void)schema;
    if (!cJSON_IsArray(json) || !json->child)
        return g_strdup("must be a list of values");
    Enumeration *enumeration = g_new0(Enumeration, 1);
    enumeration->numeric = field->type->numeric;
    enumeration->texts = g_ptr_array_new_with_free_func(g_free);
    enumeration->sorted = g_array_new(FALSE, FALSE, sizeof(Entry));
    const cJSON *item;
    cJSON_ArrayForEach(item, json)
    {
        Entry entry = {0};
        char *text = constraint_value_text(field, item, &entry.value);
        if (!text) {
            enumeration_free(enumeration);
            return g_strdup_printf("must list values that are each %s", field->type->expected);
        }
        g_ptr_array_add(enumeration->texts, text);
        entry.text = text;
        entry.length = strlen(text);
        g_array_append_val(enumeration->sorted, entry);
    }
    g_array_sort(enumeration->sorted, enumeration->numeric ? compare_values : compare_texts);
    field->enumeration = enumeration;
    return NULL;
}

static gboolean holds(const Field *field, const char *text, gsize length, const FieldValue *value)
{
    return is_enumerated(field->enumeration, text, length, value);
}

static char *explain(const Field *field, const char *text, gsize length, const FieldValue *value)
{
    (void)value;
    g_autofree char *copy = g_strndup(text, length);
    Suggestion suggestion;
    suggest_init(&suggestion, copy);
    const GPtrArray *texts = field->enumeration->texts;
    g_autoptr(GString) list = g_string_new(NULL);
    for (guint i = 0; i < texts->len; i++) {
        const char *offer = g_ptr_array_index(texts, i);
        suggest_offer(&suggestion, offer);
        if (i < SHOWN_VALUES_LIMIT)
            g_string_append_printf(list, "%s%s", i > 0 ? ", " : "", offer);
    }
    if (texts->len > SHOWN_VALUES_LIMIT)
        g_string_append_printf(list, " and %u more", texts->len - SHOWN_VALUES_LIMIT);
    g_autofree char *quoted = text_quote(copy);
    if (suggestion.best)
        return g_strdup_printf("%s in '%s' is not one of %s; did you mean \"%s\"?", quoted,
                               field->name, list->str, suggestion.best);
    return g_strdup_printf("%s in '%s' is not one of %s", quoted, field->name, list->str);
}

const Constraint constraint_enum = {
    .name = "enum",
    .parse = parse,
    .holds = holds,
    .explain = explain,
};
