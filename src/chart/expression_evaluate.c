/* Operators after ECMA-262, chapter 13. */
#include "chart/expression.h"

#include "chart/expression_tree.h"
#include "chart/param.h"

#include <math.h>
#include <string.h>

static Term evaluate(Evaluation *evaluation, const Node *node);

static const Node *child(const Node *node, guint i)
{
    return g_ptr_array_index(node->children, i);
}

/* ---- operators ------------------------------------------------------------------------------ */

static guint32 to_uint32(double number)
{
    if (!isfinite(number))
        return 0;
    const double rest = fmod(trunc(number), 4294967296.0);
    return (guint32)(rest < 0 ? rest + 4294967296.0 : rest);
}

static gint32 to_int32(double number)
{
    return (gint32)to_uint32(number);
}

/* Arrays, objects and regular expressions take part as their text. */
static Term primitive(Evaluation *evaluation, Term term)
{
    return term_is_value(&term) ? term : term_of(value_string(term_to_text(evaluation, &term)));
}

/* ECMA-262, 7.2.14 (==) */
static gboolean loosely_equal(Evaluation *evaluation, Term a, Term b)
{
    if (!term_is_value(&a) && !term_is_value(&b))
        return FALSE;
    a = primitive(evaluation, a);
    b = primitive(evaluation, b);
    if (a.value.type == b.value.type || term_is_null(&a) || term_is_null(&b))
        return term_identical(&a, &b);
    return term_to_number(evaluation, &a) == term_to_number(evaluation, &b);
}

/* ECMA-262, 7.2.13: texts by their characters, all else as numbers, NaN never */
static gboolean ordered(Evaluation *evaluation, Operator operation, Term a, Term b)
{
    a = primitive(evaluation, a);
    b = primitive(evaluation, b);
    double x, y;
    if (term_is(&a, VALUE_STRING) && term_is(&b, VALUE_STRING)) {
        x = value_compare(a.value, b.value);
        y = 0;
    } else {
        x = term_to_number(evaluation, &a);
        y = term_to_number(evaluation, &b);
    }
    switch (operation) {
    case OPERATOR_LESS: return x < y;
    case OPERATOR_GREATER: return x > y;
    case OPERATOR_AT_MOST: return x <= y;
    default: return x >= y;
    }
}

static Term add(Evaluation *evaluation, Term a, Term b)
{
    a = primitive(evaluation, a);
    b = primitive(evaluation, b);
    if (!term_is(&a, VALUE_STRING) && !term_is(&b, VALUE_STRING))
        return term_number(term_to_number(evaluation, &a) + term_to_number(evaluation, &b));
    GString *text = g_string_new(term_to_text(evaluation, &a));
    g_string_append(text, term_to_text(evaluation, &b));
    return term_take(evaluation, text);
}

static double calculate(Operator operation, double x, double y)
{
    const guint32 shift = to_uint32(y) & 31;
    switch (operation) {
    case OPERATOR_BIT_OR: return to_int32(x) | to_int32(y);
    case OPERATOR_BIT_XOR: return to_int32(x) ^ to_int32(y);
    case OPERATOR_BIT_AND: return to_int32(x) & to_int32(y);
    case OPERATOR_LEFT: return (gint32)(to_uint32(x) << shift);
    case OPERATOR_RIGHT: return to_int32(x) >> shift;
    case OPERATOR_RIGHT_UNSIGNED: return to_uint32(x) >> shift;
    case OPERATOR_MINUS: return x - y;
    case OPERATOR_TIMES: return x * y;
    case OPERATOR_DIVIDE: return x / y;
    case OPERATOR_REMAINDER: return fmod(x, y);
    default: g_assert_not_reached();
    }
}

static Term evaluate_binary(Evaluation *evaluation, const Node *node)
{
    const Term a = evaluate(evaluation, child(node, 0));
    if (node->operation == OPERATOR_OR || node->operation == OPERATOR_AND)
        return term_truth(&a) == (node->operation == OPERATOR_OR)
                   ? a
                   : evaluate(evaluation, child(node, 1));
    const Term b = evaluate(evaluation, child(node, 1));
    switch (node->operation) {
    case OPERATOR_PLUS: return add(evaluation, a, b);
    case OPERATOR_EQUAL: return term_boolean(loosely_equal(evaluation, a, b));
    case OPERATOR_UNEQUAL: return term_boolean(!loosely_equal(evaluation, a, b));
    case OPERATOR_SAME: return term_boolean(term_identical(&a, &b));
    case OPERATOR_NOT_SAME: return term_boolean(!term_identical(&a, &b));
    case OPERATOR_LESS:
    case OPERATOR_GREATER:
    case OPERATOR_AT_MOST:
    case OPERATOR_AT_LEAST: return term_boolean(ordered(evaluation, node->operation, a, b));
    default: break;
    }
    return term_number(
        calculate(node->operation, term_to_number(evaluation, &a), term_to_number(evaluation, &b)));
}

static Term evaluate_unary(Evaluation *evaluation, const Node *node)
{
    const Term term = evaluate(evaluation, child(node, 0));
    switch (node->operation) {
    case OPERATOR_NOT: return term_boolean(!term_truth(&term));
    case OPERATOR_MINUS: return term_number(-term_to_number(evaluation, &term));
    case OPERATOR_COMPLEMENT: return term_number(~to_int32(term_to_number(evaluation, &term)));
    default: return term_number(term_to_number(evaluation, &term));
    }
}

/* ---- the rest ------------------------------------------------------------------------------- */

static Term text_part(Evaluation *evaluation, const char *text, double index)
{
    if (!(index < (double)g_utf8_strlen(text, -1)))
        return term_null;
    const char *start = g_utf8_offset_to_pointer(text, (glong)index);
    g_autofree char *part = g_strndup(start, (gsize)(g_utf8_next_char(start) - start));
    return term_text(evaluation, part);
}

static Term evaluate_member(Evaluation *evaluation, const Node *node)
{
    if (node->name) { /* data that are nested lie in columns of their own */
        const Value nested = evaluation->lookup(node->name, evaluation->context);
        if (nested.type != VALUE_NULL)
            return term_of(nested);
    }
    const Term object = evaluate(evaluation, child(node, 0));
    const Term key = evaluate(evaluation, child(node, 1));
    const gboolean is_text = term_is(&object, VALUE_STRING);
    if (object.keys)
        return term_member(&object, term_to_text(evaluation, &key));
    if (strcmp(term_to_text(evaluation, &key), "length") == 0) {
        return object.is_array ? term_number(object.n_items)
               : is_text       ? term_number((double)g_utf8_strlen(object.value.as.string, -1))
                               : term_null;
    }
    const double index = term_to_number(evaluation, &key);
    if (!(index >= 0) || index > trunc(index))
        return term_null;
    if (is_text)
        return text_part(evaluation, object.value.as.string, index);
    return index < object.n_items ? object.items[(guint)index] : term_null;
}

static GArray *evaluate_children(Evaluation *evaluation, const Node *node)
{
    GArray *terms = g_array_new(FALSE, FALSE, sizeof(Term));
    for (guint i = 0; node->children && i < node->children->len; i++) {
        const Term term = evaluate(evaluation, child(node, i));
        g_array_append_val(terms, term);
    }
    return terms;
}

static Term evaluate_call(Evaluation *evaluation, const Node *node)
{
    const Function *function = node->function;
    g_autoptr(GArray) terms = evaluate_children(evaluation, node);
    const Term *arguments = (const Term *)(void *)terms->data;
    if (function->math)
        return term_number(function->math(term_to_number(evaluation, &arguments[0])));
    return function->call(evaluation, arguments, terms->len);
}

static Term evaluate_object(Evaluation *evaluation, const Node *node)
{
    return term_object(evaluation, (const char *const *)node->keys->pdata,
                       evaluate_children(evaluation, node));
}

static Term evaluate(Evaluation *evaluation, const Node *node)
{
    Term term;
    switch (node->kind) {
    case NODE_LITERAL: return (Term){.value = node->literal, .regexp = node->regexp};
    case NODE_OBJECT: return evaluate_object(evaluation, node);
    case NODE_PARAM: return term_of_json(evaluation, params_value(evaluation->values, node->name));
    case NODE_FIELD:
        term = evaluate(evaluation, child(node, 0));
        return term_of(evaluation->lookup(term_to_text(evaluation, &term), evaluation->context));
    case NODE_MEMBER: return evaluate_member(evaluation, node);
    case NODE_ARRAY: return term_array(evaluation, evaluate_children(evaluation, node));
    case NODE_CALL: return evaluate_call(evaluation, node);
    case NODE_UNARY: return evaluate_unary(evaluation, node);
    case NODE_BINARY: return evaluate_binary(evaluation, node);
    case NODE_CONDITIONAL:
        term = evaluate(evaluation, child(node, 0));
        return evaluate(evaluation, child(node, term_truth(&term) ? 1 : 2));
    }
    g_assert_not_reached();
}

void expression_set_locale(Expression *expression, const Locale *locale)
{
    expression->locale = locale;
}

void expression_give_lines(Expression *expression)
{
    expression->gives_lines = TRUE;
}

static Term join_lines(Evaluation *evaluation, Term term)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < term.n_items; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? "\n" : "",
                               term_to_text(evaluation, &term.items[i]));
    return term_take(evaluation, text);
}

static void evaluation_clear(Evaluation *evaluation)
{
    if (evaluation->texts)
        g_string_chunk_free(evaluation->texts);
    g_clear_pointer(&evaluation->arrays, g_ptr_array_unref);
    g_clear_pointer(&evaluation->keys, g_ptr_array_unref);
    g_clear_pointer(&evaluation->regexps, g_ptr_array_unref);
}

static Value no_field(const char *field, gpointer context)
{
    (void)field, (void)context;
    return VALUE_NOTHING;
}

cJSON *expression_evaluate_json(const Expression *expression)
{
    Evaluation evaluation = {
        .lookup = no_field, .locale = expression->locale, .values = expression->values};
    const Term term = evaluate(&evaluation, expression->root);
    cJSON *json = term_to_json(&evaluation, &term);
    evaluation_clear(&evaluation);
    return json;
}

Value expression_evaluate(const Expression *expression, FieldLookup lookup, gpointer context,
                          GStringChunk *strings)
{
    Evaluation evaluation = {.lookup = lookup,
                             .context = context,
                             .locale = expression->locale,
                             .values = expression->values};
    Term term = evaluate(&evaluation, expression->root);
    if (term.is_array && expression->gives_lines)
        term = join_lines(&evaluation, term);
    Value result = primitive(&evaluation, term).value;
    /* the text may live in the expression or in this evaluation: both may end first */
    if (result.type == VALUE_STRING)
        result.as.string = g_string_chunk_insert_const(strings, result.as.string);
    evaluation_clear(&evaluation);
    return result;
}
