/* Conversions after ECMA-262, chapter 7.1, for values and arrays alike. */
#include "chart/expression_tree.h"

#include <string.h>

const Term term_null = {.value = {.type = VALUE_NULL}};

Term term_of(Value value)
{
    return (Term){.value = value};
}

Term term_number(double number)
{
    return term_of(value_number(number));
}

Term term_boolean(gboolean boolean)
{
    return term_of(value_boolean(boolean));
}

Term term_text(Evaluation *evaluation, const char *text)
{
    const gsize length = strlen(text);
    if (length > TERM_TEXT_MAXIMUM)
        return term_null;
    if (!evaluation->texts)
        evaluation->texts = g_string_chunk_new(256);
    return term_of(
        value_string(g_string_chunk_insert_len(evaluation->texts, text, (gssize)length)));
}

Term term_take(Evaluation *evaluation, GString *text)
{
    const Term term = term_text(evaluation, text->str);
    g_string_free(text, TRUE);
    return term;
}

Term term_array(Evaluation *evaluation, GArray *items)
{
    if (items->len > TERM_ITEMS_MAXIMUM) {
        g_array_unref(items);
        return term_null;
    }
    if (!evaluation->arrays)
        evaluation->arrays = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    g_ptr_array_add(evaluation->arrays, items);
    return (Term){
        .is_array = TRUE, .items = (const Term *)(void *)items->data, .n_items = items->len};
}

Term term_object(Evaluation *evaluation, const char *const *keys, GArray *items)
{
    const guint n = items->len;
    Term term = term_array(evaluation, items);
    if (!term.is_array)
        return term_null;
    if (!evaluation->keys)
        evaluation->keys = g_ptr_array_new_with_free_func(g_free);
    const char **own = g_new(const char *, n + 1); /* also of none: it tells an object */
    for (guint i = 0; i < n; i++)
        own[i] = keys[i];
    g_ptr_array_add(evaluation->keys, (gpointer)own);
    term.is_array = FALSE;
    term.keys = own;
    return term;
}

Term term_member(const Term *object, const char *key)
{
    for (guint i = object->n_items; i > 0; i--) { /* the last of one name counts */
        if (strcmp(object->keys[i - 1], key) == 0)
            return object->items[i - 1];
    }
    return term_null;
}

Term term_of_json(Evaluation *evaluation, const cJSON *json)
{
    if (!cJSON_IsArray(json) && !cJSON_IsObject(json))
        return cJSON_IsString(json)   ? term_of(value_string(json->valuestring))
               : cJSON_IsNumber(json) ? term_number(json->valuedouble)
               : cJSON_IsBool(json)   ? term_boolean(cJSON_IsTrue(json) != 0)
                                      : term_null;
    GArray *items = g_array_new(FALSE, FALSE, sizeof(Term));
    g_autoptr(GPtrArray) keys = g_ptr_array_new();
    for (const cJSON *item = json->child; item; item = item->next) {
        const Term term = term_of_json(evaluation, item);
        g_array_append_val(items, term);
        g_ptr_array_add(keys, (gpointer)item->string);
    }
    return cJSON_IsArray(json) ? term_array(evaluation, items)
                               : term_object(evaluation, (const char *const *)keys->pdata, items);
}

cJSON *term_to_json(Evaluation *evaluation, const Term *term)
{
    if (term->is_array || term->keys) {
        cJSON *json = term->is_array ? cJSON_CreateArray() : cJSON_CreateObject();
        for (guint i = 0; i < term->n_items; i++) {
            cJSON *item = term_to_json(evaluation, &term->items[i]);
            if (term->is_array)
                cJSON_AddItemToArray(json, item);
            else
                cJSON_AddItemToObject(json, term->keys[i], item);
        }
        return json;
    }
    if (term->regexp)
        return cJSON_CreateString(term_to_text(evaluation, term));
    switch (term->value.type) {
    case VALUE_NULL: return cJSON_CreateNull();
    case VALUE_BOOLEAN: return cJSON_CreateBool(term->value.as.boolean);
    case VALUE_NUMBER: return cJSON_CreateNumber(term->value.as.number);
    case VALUE_STRING: return cJSON_CreateString(term->value.as.string);
    }
    g_assert_not_reached();
}

gboolean term_is_value(const Term *term)
{
    return !term->is_array && !term->keys && !term->regexp;
}

gboolean term_is(const Term *term, ValueType type)
{
    return term_is_value(term) && term->value.type == type;
}

gboolean term_is_null(const Term *term)
{
    return term_is(term, VALUE_NULL);
}

gboolean term_truth(const Term *term)
{
    return !term_is_value(term) || value_truth(term->value);
}

double term_to_number(Evaluation *evaluation, const Term *term)
{
    if (term_is_value(term))
        return value_to_number(term->value);
    return value_to_number(value_string(term_to_text(evaluation, term)));
}

const char *term_to_text(Evaluation *evaluation, const Term *term)
{
    if (term_is(term, VALUE_STRING))
        return term->value.as.string;
    if (term->keys)
        return "[object Object]";
    if (term->regexp)
        return regexp_text(evaluation, term->regexp);
    g_autoptr(GString) text = g_string_new(NULL);
    if (!term->is_array) {
        g_autofree char *one = value_to_text(term->value);
        g_string_append(text, one);
    }
    for (guint i = 0; i < term->n_items && text->len <= TERM_TEXT_MAXIMUM; i++) {
        if (i > 0)
            g_string_append_c(text, ',');
        if (!term_is_null(&term->items[i]))
            g_string_append(text, term_to_text(evaluation, &term->items[i]));
    }
    const Term made = term_text(evaluation, text->str);
    return term_is_null(&made) ? "" : made.value.as.string;
}

gboolean term_identical(const Term *a, const Term *b)
{
    if (!term_is_value(a) || !term_is_value(b)) /* two arrays are never the same object here */
        return FALSE;
    if (a->value.type == VALUE_NUMBER && b->value.type == VALUE_NUMBER)
        return a->value.as.number == b->value.as.number; /* NaN equals nothing */
    return value_equal(a->value, b->value);
}
