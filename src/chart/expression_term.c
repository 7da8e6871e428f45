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

gboolean term_is(const Term *term, ValueType type)
{
    return !term->is_array && term->value.type == type;
}

gboolean term_is_null(const Term *term)
{
    return term_is(term, VALUE_NULL);
}

gboolean term_truth(const Term *term)
{
    return term->is_array || value_truth(term->value);
}

double term_to_number(Evaluation *evaluation, const Term *term)
{
    if (!term->is_array)
        return value_to_number(term->value);
    return value_to_number(value_string(term_to_text(evaluation, term)));
}

const char *term_to_text(Evaluation *evaluation, const Term *term)
{
    if (term_is(term, VALUE_STRING))
        return term->value.as.string;
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
    if (a->is_array || b->is_array) /* two arrays are never the same object here */
        return FALSE;
    if (a->value.type == VALUE_NUMBER && b->value.type == VALUE_NUMBER)
        return a->value.as.number == b->value.as.number; /* NaN equals nothing */
    return value_equal(a->value, b->value);
}
