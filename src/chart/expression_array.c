/* Arrays and objects: vega-functions' and vega-util's. */
#include "chart/expression_tree.h"

#include <math.h>
#include <string.h>

/* ---- making arrays --------------------------------------------------------------------------- */

/* sequence(stop), sequence(start, stop, step): d3's range */
static Term call_sequence(Evaluation *e, const Term *a, guint n)
{
    const double start = n > 1 ? term_to_number(e, &a[0]) : 0;
    const double stop = term_to_number(e, &a[n > 1 ? 1 : 0]);
    const double step = n > 2 ? term_to_number(e, &a[2]) : 1;
    const double count = fmax(0, ceil((stop - start) / step));
    GArray *items = g_array_new(FALSE, FALSE, sizeof(Term));
    for (guint i = 0; i < count && i <= TERM_ITEMS_MAXIMUM; i++) {
        const Term item = term_number(start + i * step);
        g_array_append_val(items, item);
    }
    return term_array(e, items);
}

static GArray *items_of(const Term *array)
{
    GArray *items = g_array_new(FALSE, FALSE, sizeof(Term));
    g_array_append_vals(items, array->items, array->n_items);
    return items;
}

static Term call_reverse(Evaluation *e, const Term *a, guint n)
{
    (void)n;
    if (!a->is_array)
        return term_null;
    GArray *items = g_array_new(FALSE, FALSE, sizeof(Term));
    for (guint i = a->n_items; i > 0; i--)
        g_array_append_val(items, a->items[i - 1]);
    return term_array(e, items);
}

/* vega-util's ascending: null and NaN last */
static int compare_terms(gconstpointer a, gconstpointer b)
{
    const Value x = ((const Term *)a)->value, y = ((const Term *)b)->value;
    const gboolean empty_x = x.type == VALUE_NULL || (x.type == VALUE_NUMBER && isnan(x.as.number));
    const gboolean empty_y = y.type == VALUE_NULL || (y.type == VALUE_NUMBER && isnan(y.as.number));
    return empty_x || empty_y ? empty_x - empty_y : value_compare(x, y);
}

static Term call_sort(Evaluation *e, const Term *a, guint n)
{
    (void)n;
    if (!a->is_array)
        return term_null;
    GArray *items = items_of(a);
    g_array_sort(items, compare_terms);
    return term_array(e, items);
}

/* pluck(array, 'name'): that member of each object */
static Term call_pluck(Evaluation *e, const Term *a, guint n)
{
    (void)n;
    const char *name = term_to_text(e, &a[1]);
    if (!a->is_array)
        return a->keys ? term_member(a, name) : term_null;
    GArray *items = g_array_new(FALSE, FALSE, sizeof(Term));
    for (guint i = 0; i < a->n_items; i++) {
        const Term item = a->items[i].keys ? term_member(&a->items[i], name) : term_null;
        g_array_append_val(items, item);
    }
    return term_array(e, items);
}

/* merge({...}, {...}): later members win */
static Term call_merge(Evaluation *e, const Term *a, guint n)
{
    g_autoptr(GPtrArray) keys = g_ptr_array_new();
    GArray *items = g_array_new(FALSE, FALSE, sizeof(Term));
    for (guint i = 0; i < n; i++) {
        for (guint k = 0; a[i].keys && k < a[i].n_items; k++) {
            g_ptr_array_add(keys, (gpointer)a[i].keys[k]);
            g_array_append_val(items, a[i].items[k]);
        }
    }
    return term_object(e, (const char *const *)keys->pdata, items);
}

/* ---- ends -------------------------------------------------------------------------------------
 */

/* extent(array): [least, most]; what is no number does not count */
static Term call_extent(Evaluation *e, const Term *a, guint n)
{
    (void)n;
    double ends[2] = {INFINITY, -INFINITY};
    for (guint i = 0; i < a->n_items; i++) {
        const double number = term_is_null(&a->items[i]) ? NAN : term_to_number(e, &a->items[i]);
        ends[0] = fmin(ends[0], number);
        ends[1] = fmax(ends[1], number);
    }
    GArray *items = g_array_new(FALSE, FALSE, sizeof(Term));
    for (int i = 0; i < 2; i++) {
        const Term item = ends[0] <= ends[1] ? term_number(ends[i]) : term_null;
        g_array_append_val(items, item);
    }
    return term_array(e, items);
}

static Term first_of(const Term *array)
{
    return array->is_array && array->n_items > 0 ? array->items[0] : term_null;
}

static Term last_of(const Term *array)
{
    return array->is_array && array->n_items > 0 ? array->items[array->n_items - 1] : term_null;
}

static Term call_peek(Evaluation *e, const Term *a, guint n)
{
    (void)e, (void)n;
    return last_of(a);
}

/* span(array): last - first */
static Term call_span(Evaluation *e, const Term *a, guint n)
{
    (void)n;
    const Term first = first_of(a), last = last_of(a);
    return term_number(a->n_items == 0 ? 0 : term_to_number(e, &last) - term_to_number(e, &first));
}

/* lerp(array, share): between its first and last number */
static Term call_lerp(Evaluation *e, const Term *a, guint n)
{
    (void)n;
    const Term first = first_of(a), last = last_of(a);
    const double low = term_to_number(e, &first), high = term_to_number(e, &last);
    return term_number(low + (high - low) * term_to_number(e, &a[1]));
}

/* clampRange([low, high], minimum, maximum): moved inside, its length kept where it fits */
static Term call_clamp_range(Evaluation *e, const Term *a, guint n)
{
    (void)n;
    const Term first = first_of(a), last = last_of(a);
    const double minimum = term_to_number(e, &a[1]), maximum = term_to_number(e, &a[2]);
    double low = term_to_number(e, &first), high = term_to_number(e, &last);
    if (high < low) {
        const double swapped = low;
        low = high;
        high = swapped;
    }
    const double length = high - low;
    if (length >= maximum - minimum) {
        low = minimum;
        high = maximum;
    } else {
        low = fmin(fmax(low, minimum), maximum - length);
        high = low + length;
    }
    GArray *items = g_array_new(FALSE, FALSE, sizeof(Term));
    const Term ends[] = {term_number(low), term_number(high)};
    g_array_append_vals(items, ends, 2);
    return term_array(e, items);
}

const Function expression_array_functions[] = {
    {"clampRange", 3, 3, NULL, call_clamp_range, 0},
    {"extent", 1, 1, NULL, call_extent, 0},
    {"lerp", 2, 2, NULL, call_lerp, 0},
    {"merge", 1, FUNCTION_ANY, NULL, call_merge, 0},
    {"peek", 1, 1, NULL, call_peek, 0},
    {"pluck", 2, 2, NULL, call_pluck, 0},
    {"reverse", 1, 1, NULL, call_reverse, 0},
    {"sequence", 1, 3, NULL, call_sequence, 0},
    {"sort", 1, 1, NULL, call_sort, 0},
    {"span", 1, 1, NULL, call_span, 0},
    {.name = NULL},
};
