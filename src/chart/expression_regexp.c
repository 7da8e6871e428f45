/* Regular expressions, by GLib's PCRE: they are written as in JavaScript, whose named classes and
 * assertions PCRE has, too. */
#include "chart/expression_tree.h"

#include <string.h>

struct Regexp {
    GRegex *regex;
    char *source, *flags;
    gboolean global;
};

void regexp_free(Regexp *regexp)
{
    if (!regexp)
        return;
    g_regex_unref(regexp->regex);
    g_free(regexp->source);
    g_free(regexp->flags);
    g_free(regexp);
}

Regexp *regexp_new(const char *source, const char *flags, char **message)
{
    GRegexCompileFlags compile = G_REGEX_DOLLAR_ENDONLY;
    gboolean global = FALSE;
    for (const char *p = flags; *p; p++) {
        switch (*p) {
        case 'g': global = TRUE; break;
        case 'i': compile |= G_REGEX_CASELESS; break;
        case 'm': compile |= G_REGEX_MULTILINE; break;
        case 's': compile |= G_REGEX_DOTALL; break;
        case 'u': break; /* texts are characters here */
        default:
            *message =
                g_strdup_printf("a regular expression has no flag '%c'; write g, i, m, s", *p);
            return NULL;
        }
    }
    g_autoptr(GError) error = NULL;
    GRegex *regex = g_regex_new(source, compile, 0, &error);
    if (!regex) {
        *message = g_strdup(error->message);
        return NULL;
    }
    Regexp *regexp = g_new(Regexp, 1);
    *regexp = (Regexp){regex, g_strdup(source), g_strdup(flags), global};
    return regexp;
}

const Regexp *regexp_of(Evaluation *evaluation, const Term *term, const Term *flags)
{
    if (term->regexp && !flags)
        return term->regexp;
    g_autofree char *message = NULL;
    Regexp *regexp =
        regexp_new(term->regexp ? term->regexp->source : term_to_text(evaluation, term),
                   flags ? term_to_text(evaluation, flags) : "", &message);
    if (!regexp)
        return NULL;
    if (!evaluation->regexps)
        evaluation->regexps = g_ptr_array_new_with_free_func((GDestroyNotify)regexp_free);
    g_ptr_array_add(evaluation->regexps, regexp);
    return regexp;
}

const char *regexp_text(Evaluation *evaluation, const Regexp *regexp)
{
    g_autofree char *text = g_strdup_printf("/%s/%s", regexp->source, regexp->flags);
    const Term term = term_text(evaluation, text);
    return term_is_null(&term) ? "" : term.value.as.string;
}

/* ---- functions ------------------------------------------------------------------------------ */

static Term call_is_regexp(Evaluation *e, const Term *a, guint n)
{
    (void)e, (void)n;
    return term_boolean(a->regexp != NULL);
}

static Term call_regexp(Evaluation *e, const Term *a, guint n)
{
    const Regexp *regexp = regexp_of(e, &a[0], n > 1 ? &a[1] : NULL);
    return regexp ? (Term){.value = VALUE_NOTHING, .regexp = regexp} : term_null;
}

/* test(regexp, text) */
static Term call_test(Evaluation *e, const Term *a, guint n)
{
    const Regexp *regexp = regexp_of(e, &a[0], NULL);
    const char *text = n > 1 ? term_to_text(e, &a[1]) : "undefined";
    return term_boolean(regexp && g_regex_match(regexp->regex, text, 0, NULL));
}

/* What '$1' or '$12' stands for at p, which is behind the dollar; FALSE: there is no such group. */
static gboolean append_group(GString *out, const char **p, const GMatchInfo *match)
{
    const int groups = match ? g_regex_get_capture_count(g_match_info_get_regex(match)) : 0;
    int number = 0, digits = 0;
    for (int n = 0; digits < 2 && g_ascii_isdigit((*p)[digits]); digits++) {
        n = n * 10 + g_ascii_digit_value((*p)[digits]);
        if (n > groups)
            break;
        number = n;
    }
    if (number == 0)
        return FALSE;
    g_autofree char *group = g_match_info_fetch(match, number);
    g_string_append(out, group ? group : "");
    *p += digits;
    return TRUE;
}

/* ECMA-262, 22.1.3.19.1: $$, $&, $`, $' and $1 in the replacement of what stands at from..to;
 * match NULL: there are no groups. */
static void append_replacement(GString *out, const char *replacement, const char *text, int from,
                               int to, const GMatchInfo *match)
{
    for (const char *p = replacement; *p && out->len <= TERM_TEXT_MAXIMUM;) {
        const char *behind = p + 1;
        if (*p == '$' && append_group(out, &behind, match)) {
            p = behind;
            continue;
        }
        if (*p != '$' || !p[1] || !strchr("$&`'", p[1])) {
            g_string_append_c(out, *p++);
            continue;
        }
        switch (p[1]) {
        case '$': g_string_append_c(out, '$'); break;
        case '&': g_string_append_len(out, text + from, to - from); break;
        case '`': g_string_append_len(out, text, from); break;
        default: g_string_append(out, text + to); break;
        }
        p += 2;
    }
}

static Term replace_plain(Evaluation *e, const char *text, const char *wanted,
                          const char *replacement)
{
    const char *found = strstr(text, wanted);
    if (!found)
        return term_text(e, text);
    const int from = (int)(found - text), to = from + (int)strlen(wanted);
    GString *out = g_string_new_len(text, from);
    append_replacement(out, replacement, text, from, to, NULL);
    g_string_append(out, text + to);
    return term_take(e, out);
}

/* replace(text, regexp, replacement): the first place, or all that a regexp with 'g' has */
static Term call_replace(Evaluation *e, const Term *a, guint n)
{
    (void)n;
    const char *text = term_to_text(e, &a[0]), *replacement = term_to_text(e, &a[2]);
    if (!a[1].regexp)
        return replace_plain(e, text, term_to_text(e, &a[1]), replacement);
    GString *out = g_string_new(NULL);
    g_autoptr(GMatchInfo) match = NULL;
    int done = 0, from, to;
    g_regex_match(a[1].regexp->regex, text, 0, &match);
    while (g_match_info_matches(match) && out->len <= TERM_TEXT_MAXIMUM) {
        g_match_info_fetch_pos(match, 0, &from, &to);
        g_string_append_len(out, text + done, from - done);
        append_replacement(out, replacement, text, from, to, match);
        done = to;
        if (!a[1].regexp->global)
            break;
        g_match_info_next(match, NULL);
    }
    g_string_append(out, text + done);
    return term_take(e, out);
}

static void append_item(Evaluation *e, GArray *items, const char *start, gssize length)
{
    const Term item = term_take(e, g_string_new_len(start, length));
    g_array_append_val(items, item);
}

/* ECMA-262, 22.2.6.14: an empty match parts characters, and groups are items, too. */
static void split_by_regexp(Evaluation *e, GArray *items, const char *text, const Regexp *regexp)
{
    g_autoptr(GMatchInfo) match = NULL;
    int done = 0, from, to;
    g_regex_match(regexp->regex, text, 0, &match);
    for (; g_match_info_matches(match) && items->len <= TERM_ITEMS_MAXIMUM;
         g_match_info_next(match, NULL)) {
        g_match_info_fetch_pos(match, 0, &from, &to);
        if (from == to && (from == done || text[from] == '\0'))
            continue;
        append_item(e, items, text + done, from - done);
        for (int g = 1; g < g_match_info_get_match_count(match); g++) {
            g_autofree char *group = g_match_info_fetch(match, g);
            append_item(e, items, group, -1);
        }
        done = to;
    }
    append_item(e, items, text + done, -1);
}

static void split_by_text(Evaluation *e, GArray *items, const char *text, const char *separator)
{
    const gsize length = strlen(separator);
    const char *p = text;
    gboolean more = *text || length > 0;
    while (more && items->len <= TERM_ITEMS_MAXIMUM) {
        const char *end = length > 0 ? strstr(p, separator) : g_utf8_next_char(p);
        more = end && (length > 0 || *end);
        append_item(e, items, p, end ? end - p : -1);
        p = end ? end + length : p;
    }
}

/* split(text, separator, limit) */
static Term call_split(Evaluation *e, const Term *a, guint n)
{
    const char *text = term_to_text(e, &a[0]);
    const double limit = n > 2 ? term_to_number(e, &a[2]) : G_MAXUINT;
    GArray *items = g_array_new(FALSE, FALSE, sizeof(Term));
    if (n < 2)
        append_item(e, items, text, -1);
    else if (a[1].regexp)
        split_by_regexp(e, items, text, a[1].regexp);
    else
        split_by_text(e, items, text, term_to_text(e, &a[1]));
    if (!(limit >= items->len))
        g_array_set_size(items, limit > 0 ? (guint)limit : 0);
    return term_array(e, items);
}

const Function expression_regexp_functions[] = {
    {"isRegExp", 1, 1, NULL, call_is_regexp, 0}, {"regexp", 1, 2, NULL, call_regexp, 0},
    {"replace", 3, 3, NULL, call_replace, 0},    {"split", 1, 3, NULL, call_split, 0},
    {"test", 1, 2, NULL, call_test, 0},          {.name = NULL},
};
