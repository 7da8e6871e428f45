/* Numbers, types and choice: vega-expression's Math functions (ECMA-262, 21.3)
 * and vega-util's type tests and coercions. */
#include "chart/expression_tree.h"

#include "chart/value_number.h"

#include <math.h>
#include <string.h>

/* ---- numbers -------------------------------------------------------------------------------- */

static double math_round(double number)
{
    const double below = floor(number);
    return number - below >= 0.5 ? below + 1 : below;
}

/* C gives 1 for powers of 1 and -1 where JavaScript gives NaN. */
static Term call_pow(Evaluation *e, const Term *a, guint n)
{
    (void)n;
    const double base = term_to_number(e, &a[0]), exponent = term_to_number(e, &a[1]);
    const gboolean undefined =
        isnan(exponent) || (isinf(exponent) && !(fabs(base) < 1) && !(fabs(base) > 1));
    return term_number(undefined ? NAN : pow(base, exponent));
}

static Term call_atan2(Evaluation *e, const Term *a, guint n)
{
    (void)n;
    return term_number(atan2(term_to_number(e, &a[0]), term_to_number(e, &a[1])));
}

/* The smallest number times sign, NaN when one is. */
static double extreme(Evaluation *e, const Term *a, guint n, double sign)
{
    double result = INFINITY;
    for (guint i = 0; i < n; i++) {
        const double number = sign * term_to_number(e, &a[i]);
        result = isnan(number) || isnan(result) ? NAN : fmin(result, number);
    }
    return sign * result;
}

static Term call_min(Evaluation *e, const Term *a, guint n)
{
    return term_number(extreme(e, a, n, 1));
}

static Term call_max(Evaluation *e, const Term *a, guint n)
{
    return term_number(extreme(e, a, n, -1));
}

static Term call_clamp(Evaluation *e, const Term *a, guint n)
{
    (void)n;
    const double value = term_to_number(e, &a[0]), low = term_to_number(e, &a[1]),
                 high = term_to_number(e, &a[2]);
    return term_number(isnan(value) || isnan(low) || isnan(high) ? NAN
                                                                 : fmax(low, fmin(high, value)));
}

static Term call_hypot(Evaluation *e, const Term *a, guint n)
{
    double sum = 0;
    for (guint i = 0; i < n; i++)
        sum = hypot(sum, term_to_number(e, &a[i]));
    return term_number(sum);
}

static gboolean flag(const Term *a, guint n, guint i)
{
    return i >= n || term_truth(&a[i]);
}

/* inrange(value, [from, to], include from, include to) */
static Term call_inrange(Evaluation *e, const Term *a, guint n)
{
    if (a[1].n_items == 0)
        return term_boolean(FALSE);
    const double value = term_to_number(e, &a[0]);
    double from = term_to_number(e, &a[1].items[0]);
    double to = term_to_number(e, &a[1].items[a[1].n_items - 1]);
    if (from > to) {
        const double swapped = from;
        from = to;
        to = swapped;
    }
    return term_boolean((flag(a, n, 2) ? from <= value : from < value) &&
                        (flag(a, n, 3) ? value <= to : value < to));
}

/* ---- types ---------------------------------------------------------------------------------- */

static Term call_is_nan(Evaluation *e, const Term *a, guint n)
{
    (void)e, (void)n;
    return term_boolean(term_is(a, VALUE_NUMBER) && isnan(a->value.as.number));
}

static Term call_is_finite(Evaluation *e, const Term *a, guint n)
{
    (void)e, (void)n;
    return term_boolean(term_is(a, VALUE_NUMBER) && isfinite(a->value.as.number));
}

static Term call_is_valid(Evaluation *e, const Term *a, guint n)
{
    (void)e, (void)n;
    return term_boolean(!term_is_null(a) &&
                        !(term_is(a, VALUE_NUMBER) && isnan(a->value.as.number)));
}

static Term call_is_number(Evaluation *e, const Term *a, guint n)
{
    (void)e, (void)n;
    return term_boolean(term_is(a, VALUE_NUMBER));
}

static Term call_is_string(Evaluation *e, const Term *a, guint n)
{
    (void)e, (void)n;
    return term_boolean(term_is(a, VALUE_STRING));
}

static Term call_is_boolean(Evaluation *e, const Term *a, guint n)
{
    (void)e, (void)n;
    return term_boolean(term_is(a, VALUE_BOOLEAN));
}

static Term call_is_array(Evaluation *e, const Term *a, guint n)
{
    (void)e, (void)n;
    return term_boolean(a->is_array);
}

static Term call_is_object(Evaluation *e, const Term *a, guint n)
{
    (void)e, (void)n;
    return term_boolean(a->keys || a->is_array || a->regexp);
}

/* vega-util's coercions keep nothing: null and '' become null */
static gboolean is_nothing(const Term *term)
{
    return term_is_null(term) || (term_is(term, VALUE_STRING) && *term->value.as.string == '\0');
}

static Term call_to_number(Evaluation *e, const Term *a, guint n)
{
    (void)n;
    return is_nothing(a) ? term_null : term_number(term_to_number(e, a));
}

static Term call_to_string(Evaluation *e, const Term *a, guint n)
{
    (void)n;
    return is_nothing(a) ? term_null : term_of(value_string(term_to_text(e, a)));
}

static Term call_to_boolean(Evaluation *e, const Term *a, guint n)
{
    (void)n;
    if (is_nothing(a))
        return term_null;
    const char *text = term_is(a, VALUE_STRING) ? term_to_text(e, a) : "";
    return term_boolean(term_truth(a) && strcmp(text, "false") != 0 && strcmp(text, "0") != 0);
}

/* ---- numbers in text ------------------------------------------------------------------------ */

/* parseFloat: the number that a text begins with */
static Term call_parse_float(Evaluation *e, const Term *a, guint n)
{
    (void)n;
    const char *p = value_skip_blanks(term_to_text(e, a));
    const double sign = *p == '-' ? -1 : 1;
    if (*p == '-' || *p == '+')
        p++;
    if (g_str_has_prefix(p, "Infinity"))
        return term_number(sign * INFINITY);
    const char *end = value_number_scan(p);
    return term_number(end > p ? sign * value_number_read(p, end) : NAN);
}

static int digit_of(char c)
{
    return g_ascii_isdigit(c) ? c - '0' : g_ascii_isalpha(c) ? g_ascii_tolower(c) - 'a' + 10 : 99;
}

/* parseInt: the digits that a text begins with, to a radix of 2 to 36 */
static Term call_parse_int(Evaluation *e, const Term *a, guint n)
{
    const char *p = value_skip_blanks(term_to_text(e, a));
    const double written = n > 1 ? trunc(term_to_number(e, &a[1])) : 0;
    const double sign = *p == '-' ? -1 : 1;
    if (*p == '-' || *p == '+')
        p++;
    if (written < 0 || written == 1 || written > 36)
        return term_number(NAN);
    int radix = written >= 2 ? (int)written : 10;
    if (p[0] == '0' && (p[1] == 'x' || p[1] == 'X') && !(written >= 2 && radix != 16)) {
        radix = 16;
        p += 2;
    }
    const char *start = p;
    double number = 0;
    for (; digit_of(*p) < radix; p++)
        number = number * radix + digit_of(*p);
    if (radix == 10 && p > start) /* rounded once, not at each digit */
        number = value_number_read(start, p);
    return term_number(p > start ? sign * number : NAN);
}

/* ---- choice --------------------------------------------------------------------------------- */

static Term call_if(Evaluation *e, const Term *a, guint n)
{
    (void)e, (void)n;
    return term_truth(&a[0]) ? a[1] : a[2];
}

const Function expression_math_functions[] = {
    {"abs", 1, 1, fabs, NULL, 0},
    {"acos", 1, 1, acos, NULL, 0},
    {"asin", 1, 1, asin, NULL, 0},
    {"atan", 1, 1, atan, NULL, 0},
    {"atan2", 2, 2, NULL, call_atan2, 0},
    {"ceil", 1, 1, ceil, NULL, 0},
    {"clamp", 3, 3, NULL, call_clamp, 0},
    {"cos", 1, 1, cos, NULL, 0},
    {"exp", 1, 1, exp, NULL, 0},
    {"floor", 1, 1, floor, NULL, 0},
    {"hypot", 1, FUNCTION_ANY, NULL, call_hypot, 0},
    {"if", 3, 3, NULL, call_if, 0},
    {"inrange", 2, 4, NULL, call_inrange, 0},
    {"isArray", 1, 1, NULL, call_is_array, 0},
    {"isBoolean", 1, 1, NULL, call_is_boolean, 0},
    {"isFinite", 1, 1, NULL, call_is_finite, 0},
    {"isNaN", 1, 1, NULL, call_is_nan, 0},
    {"isNumber", 1, 1, NULL, call_is_number, 0},
    {"isObject", 1, 1, NULL, call_is_object, 0},
    {"isString", 1, 1, NULL, call_is_string, 0},
    {"isValid", 1, 1, NULL, call_is_valid, 0},
    {"log", 1, 1, log, NULL, 0},
    {"max", 1, FUNCTION_ANY, NULL, call_max, 0},
    {"min", 1, FUNCTION_ANY, NULL, call_min, 0},
    {"parseFloat", 1, 1, NULL, call_parse_float, 0},
    {"parseInt", 1, 2, NULL, call_parse_int, 0},
    {"pow", 2, 2, NULL, call_pow, 0},
    {"round", 1, 1, math_round, NULL, 0},
    {"sin", 1, 1, sin, NULL, 0},
    {"sqrt", 1, 1, sqrt, NULL, 0},
    {"tan", 1, 1, tan, NULL, 0},
    {"toBoolean", 1, 1, NULL, call_to_boolean, 0},
    {"toNumber", 1, 1, NULL, call_to_number, 0},
    {"toString", 1, 1, NULL, call_to_string, 0},
    {.name = NULL},
};
