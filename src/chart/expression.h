/*
 * expression: Vega's expression language (https://vega.github.io/vega/docs/expressions/),
 * the part that needs no events: literals, arrays, objects, member access, parameters, operators
 * (?: || && | ^ & == != === !== < > <= >= << >> >>> + - * / % ! ~), and pure functions.
 *
 * Parsed once into a tree, evaluated per row.  Nothing unknown is evaluated:
 * an unknown name or function is a finding when the expression is parsed.
 *
 * Where this differs from Vega: times are numbers, always in UTC ('year' is
 * 'utcyear'), and the time of null is NaN, not 1970; texts are counted in
 * characters, not UTF-16 units; arrays live only within an expression; an
 * operation that would throw in JavaScript, such as the length of null, gives
 * null; there are no regular expressions, objects, random numbers or clock.
 */
#ifndef FIGTRAIL_CHART_EXPRESSION_H
#define FIGTRAIL_CHART_EXPRESSION_H

#include "base/finding.h"
#include "base/json.h"
#include "chart/locale.h"
#include "chart/value.h"

typedef struct Expression Expression;
typedef struct Params Params; /* chart/param.h */

extern const Rule rule_expression;

/* place: of the JSON string that holds the text; findings give the position
 * inside the text in their message ("at character 7: ...").  NULL on a fault.
 * params: names that it may use, which must outlive it; NULL: none. */
Expression *expression_parse(const char *text, Place place, const Params *params,
                             Findings *findings);
void expression_free(Expression *expression); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Expression, expression_free)

/* Gives 'datum.NAME' of the current row; an unknown field is null. */
typedef Value (*FieldLookup)(const char *field, gpointer context);

/* The fields that are named as such (datum.NAME, datum['NAME']), each once, in
 * order of appearance; char*, borrowed. */
const GPtrArray *expression_fields(const Expression *expression);

/* The parameters that it uses, each once; char*, borrowed. */
const GPtrArray *expression_params(const Expression *expression);

/* Whether its result depends on no row, and all its parameters are known. */
gboolean expression_is_known(const Expression *expression);

/* In whose way format() and timeFormat() write; NULL, as at first: English. */
void expression_set_locale(Expression *expression, const Locale *locale);

/* An array that is the result gives lines: its items are joined by \n. */
void expression_give_lines(Expression *expression);

/* strings: where the result is put when it is a string; it lives as long as it. */
Value expression_evaluate(const Expression *expression, FieldLookup lookup, gpointer context,
                          GStringChunk *strings);

/* The result without a row, with arrays and objects as they are; the caller's. */
cJSON *expression_evaluate_json(const Expression *expression);

#endif
