/* Lists of the values that a cell may have: the constraint 'enum', and 'categories'. */
#include "table/constraint.h"

#include "table/json_cell.h"
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
    GPtrArray *json;  /* of cJSON*: of types whose values are; else NULL */
    gboolean numeric;
};

void enumeration_free(Enumeration *enumeration)
{
    if (!enumeration)
        return;
    g_ptr_array_unref(enumeration->texts);
    g_array_unref(enumeration->sorted);
    g_clear_pointer(&enumeration->json, g_ptr_array_unref);
    g_free(enumeration);
}

/* ---- search ----------------------------------------------------------------- */

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

static gboolean is_enumerated_json(const Enumeration *enumeration, const char *text, gsize length)
{
    g_autoptr(JsonDocument) document = json_cell_parse(text, length);
    for (guint i = 0; document && i < enumeration->json->len; i++) {
        if (cJSON_Compare(json_document_root(document), g_ptr_array_index(enumeration->json, i),
                          TRUE))
            return TRUE;
    }
    return FALSE;
}

static gboolean is_enumerated(const Enumeration *enumeration, const char *text, gsize length,
                              const FieldValue *value)
{
    if (enumeration->json)
        return is_enumerated_json(enumeration, text, length);
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

/* ---- reading ---------------------------------------------------------------- */

static Enumeration *enumeration_new(const Field *field)
{
    Enumeration *enumeration = g_new0(Enumeration, 1);
    enumeration->numeric = field->type->numeric;
    enumeration->texts = g_ptr_array_new_with_free_func(g_free);
    enumeration->sorted = g_array_new(FALSE, FALSE, sizeof(Entry));
    if (field->type->options & OPTION_JSON)
        enumeration->json = g_ptr_array_new_with_free_func((GDestroyNotify)cJSON_Delete);
    return enumeration;
}

/* FALSE when the item is no value of the field. */
static gboolean enumeration_add(Enumeration *enumeration, const Field *field, const cJSON *item)
{
    Entry entry = {0};
    char *text = constraint_value_text(field, item, &entry.value);
    if (!text)
        return FALSE;
    g_ptr_array_add(enumeration->texts, text);
    entry.text = text;
    entry.length = strlen(text);
    g_array_append_val(enumeration->sorted, entry);
    if (enumeration->json) {
        g_autoptr(JsonDocument) document = json_cell_parse(text, entry.length);
        g_assert(document); /* the type has read it */
        g_ptr_array_add(enumeration->json, cJSON_Duplicate(json_document_root(document), TRUE));
    }
    return TRUE;
}

static void enumeration_sort(Enumeration *enumeration)
{
    g_array_sort(enumeration->sorted, enumeration->numeric ? compare_values : compare_texts);
}

/* "the enum values MUST be a subset of the values in categories"
 * (https://datapackage.org/standard/table-schema/#categories) */
static char *find_stranger(const Enumeration *enumeration, const Enumeration *categories)
{
    for (guint i = 0; i < enumeration->sorted->len; i++) {
        const Entry *entry = &g_array_index(enumeration->sorted, Entry, i);
        if (!is_enumerated(categories, entry->text, entry->length, &entry->value))
            return g_strdup_printf("lists \"%s\", which is none of the field's categories",
                                   entry->text);
    }
    return NULL;
}

static char *parse(const cJSON *json, Schema *schema, Field *field, const cJSON **at)
{
    (void)schema;
    if (!cJSON_IsArray(json) || !json->child)
        return g_strdup("must be a list of values");
    Enumeration *enumeration = field->enumeration = enumeration_new(field);
    const cJSON *item;
    cJSON_ArrayForEach(item, json)
    {
        if (!enumeration_add(enumeration, field, item)) {
            *at = item;
            return g_strdup_printf("must list values that are each %s", field->expected);
        }
    }
    enumeration_sort(enumeration);
    return field->categories ? find_stranger(enumeration, field->categories) : NULL;
}

char *categories_parse(const cJSON *json, Field *field)
{
    if (!cJSON_IsArray(json) || !json->child)
        return g_strdup("must be a list of values, or of objects with 'value' and 'label'");
    Enumeration *categories = field->categories = enumeration_new(field);
    g_autoptr(GHashTable) labels = g_hash_table_new(g_str_hash, g_str_equal);
    const cJSON *item;
    cJSON_ArrayForEach(item, json)
    {
        const cJSON *label = json_member(item, "label");
        const cJSON *value = cJSON_IsObject(item) ? json_member(item, "value") : item;
        if (!value || !enumeration_add(categories, field, value))
            return g_strdup_printf("must be values, each %s, or objects with such a 'value'",
                                   field->expected);
        if (label && !cJSON_IsString(label))
            return g_strdup("must have labels that are strings");
        if (label && !g_hash_table_add(labels, label->valuestring))
            return g_strdup_printf("have the label \"%s\" twice", label->valuestring);
    }
    enumeration_sort(categories);
    if (!field->constraints)
        field->constraints = g_ptr_array_new();
    g_ptr_array_add(field->constraints, (gpointer)&constraint_categories);
    return NULL;
}

/* ---- checking --------------------------------------------------------------- */

static char *explain_list(const Field *field, const Enumeration *enumeration, const char *what,
                          const char *text, gsize length)
{
    g_autofree char *copy = g_strndup(text, length);
    Suggestion suggestion;
    suggest_init(&suggestion,
                 enumeration->numeric || enumeration->json ? "" : copy); /* 3 is no misspelt 2 */
    const GPtrArray *texts = enumeration->texts;
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
        return g_strdup_printf("%s in '%s' is not one of %s%s; did you mean \"%s\"?", quoted,
                               field->name, what, list->str, suggestion.best);
    return g_strdup_printf("%s in '%s' is not one of %s%s", quoted, field->name, what, list->str);
}

static gboolean holds(const Field *field, const char *text, gsize length, const FieldValue *value)
{
    return is_enumerated(field->enumeration, text, length, value);
}

static char *explain(const Field *field, const char *text, gsize length, const FieldValue *value)
{
    (void)value;
    return explain_list(field, field->enumeration, "", text, length);
}

static gboolean holds_categories(const Field *field, const char *text, gsize length,
                                 const FieldValue *value)
{
    return is_enumerated(field->categories, text, length, value);
}

static char *explain_categories(const Field *field, const char *text, gsize length,
                                const FieldValue *value)
{
    (void)value;
    return explain_list(field, field->categories, "the categories ", text, length);
}

const Constraint constraint_enum = {
    .name = "enum",
    .parse = parse,
    .holds = holds,
    .explain = explain,
};

const Constraint constraint_categories = {
    .name = "categories",
    .holds = holds_categories,
    .explain = explain_categories,
};
