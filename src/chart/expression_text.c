/* Texts and sequences (ECMA-262, 22.1.3, and vega-util), counted in characters. */
#include "chart/expression_tree.h"

#include "chart/format.h"
#include "chart/value_number.h"

#include <math.h>
#include <string.h>

static double length_of(Evaluation *e, const Term *sequence)
{
    return sequence->is_array ? sequence->n_items
                              : (double)g_utf8_strlen(term_to_text(e, sequence), -1);
}

/* Characters from..to; both within the text. */
static Term text_range(Evaluation *e, const char *text, double from, double to)
{
    const char *start = g_utf8_offset_to_pointer(text, (glong)from);
    const char *end = g_utf8_offset_to_pointer(start, (glong)fmax(0, to - from));
    return term_take(e, g_string_new_len(start, end - start));
}

/* An optional argument as a whole number; NaN counts as 0. */
static double integer_at(Evaluation *e, const Term *a, guint n, guint i, double fallback)
{
    const double number = i < n ? term_to_number(e, &a[i]) : fallback;
    return isnan(number) ? 0 : trunc(number);
}

static gboolean is_sequence(const Term *term)
{
    return term->is_array || term_is(term, VALUE_STRING);
}

/* ---- sequences ------------------------------------------------------------------------------ */

static Term call_length(Evaluation *e, const Term *a, guint n)
{
    (void)n;
    return is_sequence(a) ? term_number(length_of(e, a)) : term_null;
}

/* Where needle is in haystack, in characters; the last place if so wanted; -1. */
static double text_index(const char *haystack, const char *needle, gboolean last)
{
    const char *found = last ? g_strrstr(haystack, needle) : strstr(haystack, needle);
    if (last && *needle == '\0')
        found = haystack + strlen(haystack);
    return found ? (double)g_utf8_pointer_to_offset(haystack, found) : -1;
}

static Term index_of(Evaluation *e, const Term *a, gboolean last)
{
    if (!is_sequence(a))
        return term_null;
    if (!a->is_array)
        return term_number(text_index(a->value.as.string, term_to_text(e, &a[1]), last));
    for (guint k = 0; k < a->n_items; k++) {
        const guint i = last ? a->n_items - 1 - k : k;
        if (term_identical(&a->items[i], &a[1]))
            return term_number(i);
    }
    return term_number(-1);
}

static Term call_indexof(Evaluation *e, const Term *a, guint n)
{
    (void)n;
    return index_of(e, a, FALSE);
}

static Term call_lastindexof(Evaluation *e, const Term *a, guint n)
{
    (void)n;
    return index_of(e, a, TRUE);
}

/* slice(sequence, from, to): a negative place counts from the end */
static Term call_slice(Evaluation *e, const Term *a, guint n)
{
    if (!is_sequence(a))
        return term_null;
    const double length = length_of(e, a);
    double from = integer_at(e, a, n, 1, 0), to = integer_at(e, a, n, 2, length);
    from = from < 0 ? fmax(0, length + from) : fmin(from, length);
    to = to < 0 ? fmax(0, length + to) : fmin(to, length);
    if (!a->is_array)
        return text_range(e, a->value.as.string, from, to);
    GArray *items = g_array_new(FALSE, FALSE, sizeof(Term));
    if (from < to)
        g_array_append_vals(items, a->items + (guint)from, (guint)(to - from));
    return term_array(e, items);
}

static Term call_join(Evaluation *e, const Term *a, guint n)
{
    if (!a->is_array)
        return term_null;
    const char *separator = n > 1 ? term_to_text(e, &a[1]) : ",";
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < a->n_items && text->len <= TERM_TEXT_MAXIMUM; i++) {
        if (i > 0)
            g_string_append(text, separator);
        if (!term_is_null(&a->items[i]))
            g_string_append(text, term_to_text(e, &a->items[i]));
    }
    return term_take(e, text);
}

/* ---- texts ---------------------------------------------------------------------------------- */

static Term call_upper(Evaluation *e, const Term *a, guint n)
{
    (void)n;
    g_autofree char *upper = g_utf8_strup(term_to_text(e, a), -1);
    return term_text(e, upper);
}

static Term call_lower(Evaluation *e, const Term *a, guint n)
{
    (void)n;
    g_autofree char *lower = g_utf8_strdown(term_to_text(e, a), -1);
    return term_text(e, lower);
}

static Term call_trim(Evaluation *e, const Term *a, guint n)
{
    (void)n;
    const char *start = value_skip_blanks(term_to_text(e, a)), *end = start;
    for (const char *p = start; *p;) { /* end: behind the last character that is no blank */
        p = g_utf8_next_char(p);
        end = p;
        p = value_skip_blanks(p);
    }
    return term_take(e, g_string_new_len(start, end - start));
}

/* substring(text, from, to): negative places are 0, and the two may be swapped */
static Term call_substring(Evaluation *e, const Term *a, guint n)
{
    const char *text = term_to_text(e, a);
    const double length = (double)g_utf8_strlen(text, -1);
    const double from = CLAMP(integer_at(e, a, n, 1, 0), 0, length);
    const double to = CLAMP(integer_at(e, a, n, 2, length), 0, length);
    return text_range(e, text, fmin(from, to), fmax(from, to));
}

static void append_repeated(GString *out, const char *text, double times)
{
    const guint n = (guint)fmin(times, TERM_TEXT_MAXIMUM + 1.0);
    for (guint i = 0; i < n && out->len <= TERM_TEXT_MAXIMUM; i++)
        g_string_append(out, text);
}

/* pad(text, length, character, align): align is where the padding goes */
static Term call_pad(Evaluation *e, const Term *a, guint n)
{
    const char *text = term_to_text(e, a);
    const char *fill = n > 2 && term_truth(&a[2]) ? term_to_text(e, &a[2]) : " ";
    const char *align = n > 3 ? term_to_text(e, &a[3]) : "right";
    const double lacking = term_to_number(e, &a[1]) - (double)g_utf8_strlen(text, -1);
    if (!(lacking > 0) || *fill == '\0')
        return term_of(value_string(text));
    const double before = strcmp(align, "left") == 0     ? trunc(lacking)
                          : strcmp(align, "center") == 0 ? floor(trunc(lacking) / 2)
                                                         : 0;
    GString *out = g_string_new(NULL);
    append_repeated(out, fill, before);
    g_string_append(out, text);
    append_repeated(out, fill, trunc(lacking) - before);
    return term_take(e, out);
}

/* truncate(text, length, align, ellipsis): align is where the text is cut */
static Term call_truncate(Evaluation *e, const Term *a, guint n)
{
    const char *text = term_to_text(e, a);
    const char *align = n > 2 ? term_to_text(e, &a[2]) : "right";
    const char *ellipsis = n > 3 && !term_is_null(&a[3]) ? term_to_text(e, &a[3]) : "\u2026";
    const double limit = trunc(term_to_number(e, &a[1]));
    const double length = (double)g_utf8_strlen(text, -1);
    if (length <= limit)
        return term_of(value_string(text));
    /* NaN: nothing is kept */
    const double kept = fmax(0, limit - (double)g_utf8_strlen(ellipsis, -1));
    const double before = strcmp(align, "left") == 0     ? 0
                          : strcmp(align, "center") == 0 ? ceil(kept / 2)
                                                         : kept;
    const char *cut = g_utf8_offset_to_pointer(text, (glong)before);
    GString *out = g_string_new_len(text, cut - text);
    g_string_append(out, ellipsis);
    g_string_append(out, g_utf8_offset_to_pointer(text, (glong)(length - (kept - before))));
    return term_take(e, out);
}

static Term call_format(Evaluation *e, const Term *a, guint n)
{
    (void)n;
    if (term_is_null(a))
        return term_text(e, "null");
    g_autoptr(NumberFormat) format = number_format_parse(term_to_text(e, &a[1]));
    if (!format)
        return term_null;
    g_autofree char *english = number_format_apply(format, term_to_number(e, a));
    g_autofree char *text = locale_number(e->locale, english);
    return term_text(e, text);
}

const Function expression_text_functions[] = {
    {"format", 2, 2, NULL, call_format, 2},
    {"indexof", 2, 2, NULL, call_indexof, 0},
    {"join", 1, 2, NULL, call_join, 0},
    {"lastindexof", 2, 2, NULL, call_lastindexof, 0},
    {"length", 1, 1, NULL, call_length, 0},
    {"lower", 1, 1, NULL, call_lower, 0},
    {"pad", 2, 4, NULL, call_pad, 0},
    {"slice", 2, 3, NULL, call_slice, 0},
    {"substring", 2, 3, NULL, call_substring, 0},
    {"trim", 1, 1, NULL, call_trim, 0},
    {"truncate", 2, 4, NULL, call_truncate, 0},
    {"upper", 1, 1, NULL, call_upper, 0},
    {.name = NULL},
};
