#include "claims/claim_words.h"

#include "base/number.h"

#include <string.h>

/* ---- amounts --------------------------------------------------------------------------------- */

static void append_span(GString *out, const char *low, const char *high)
{
    number_append_grouped(out, low);
    g_string_append(out, " to ");
    number_append_grouped(out, high);
}

/* "at least 16,000", "2024-12 or earlier" */
static void append_bound(GString *out, MetricKind metric, gboolean least, const char *bound)
{
    if (metric == METRIC_DATE) {
        g_string_append_printf(out, "%s or %s", bound, least ? "later" : "earlier");
        return;
    }
    g_string_append(out, least ? "at least " : "at most ");
    number_append_grouped(out, bound);
}

/* Whether the value is nothing but one end: the kind says so, or it is the only end. */
static gboolean is_bound(const Claim *claim)
{
    const char *low = claim->low.text, *high = claim->high.text;
    return claim->kind == KIND_AT_LEAST || claim->kind == KIND_AT_MOST ||
           (!*low != !*high && strcmp(*low ? low : high, claim->value.text) == 0);
}

static void append_value(GString *out, const Claim *claim)
{
    const char *value = claim->value.text;
    if (is_bound(claim)) {
        const gboolean least = claim->kind == KIND_AT_LEAST || *claim->low.text;
        append_bound(out, claim->metric->kind, least, value);
        return;
    }
    g_string_append(out, claim->kind == KIND_ABOUT ? "about " : "");
    number_append_grouped(out, value);
}

char *claim_words_short(const Claim *claim)
{
    if (!claim)
        return g_strdup("-");
    const char *value = claim->value.text, *low = claim->low.text, *high = claim->high.text;
    if (*low && *high)
        return *value ? g_strdup_printf("%s (%s – %s)", value, low, high)
                      : g_strdup_printf("%s – %s", low, high);
    if (*low || *high)
        return g_strdup_printf("%s%s", *low ? "≥" : "≤", *low ? low : high);
    return *value ? g_strdup_printf("%s%s", claim->kind == KIND_ABOUT ? "≈" : "", value)
                  : g_strdup("-");
}

char *claim_words_amount(const Claim *claim)
{
    GString *out = g_string_new(NULL);
    const char *low = claim->low.text, *high = claim->high.text;
    const MetricKind metric = claim->metric->kind;
    if (*claim->value.text) {
        append_value(out, claim);
    } else if (*low && *high) {
        append_span(out, low, high);
    } else if (*low || *high) {
        append_bound(out, metric, *low != '\0', *low ? low : high);
    } else {
        g_string_append(out, "no number");
        return g_string_free(out, FALSE);
    }
    const char *unit = claim->metric->unit; /* a date is its own unit, and so is a bare count */
    if (metric == METRIC_NUMBER && *unit && strcmp(unit, "number") != 0)
        g_string_append_printf(out, " %s", unit);
    return g_string_free(out, FALSE);
}

/* The ends of a claim that has a value too, where they say more than it. */
static void append_ends(GString *out, const Claim *claim)
{
    const char *value = claim->value.text, *low = claim->low.text, *high = claim->high.text;
    const char *end = *low ? low : high;
    if (!*value || !*end)
        return;
    if (*low && *high) {
        g_string_append(out, ", from ");
        append_span(out, low, high);
    } else if (strcmp(end, value) != 0) {
        g_string_append(out, ", ");
        append_bound(out, claim->metric->kind, *low != '\0', end);
    }
}

char *claim_words_statement(const Claim *claim)
{
    g_autofree char *amount = claim_words_amount(claim);
    GString *out = g_string_new(amount);
    append_ends(out, claim);
    if (claim->kind == KIND_DERIVED)
        g_string_append(out, ", worked out");
    if (claim->status != STATUS_ACTUAL)
        g_string_append_printf(out, ", %s", claim_status_name(claim->status));
    return g_string_free(out, FALSE);
}

/* ---- formulas -------------------------------------------------------------------------------- */

/* Characters of ids, names and numbers; operators stand between blanks. */
static gboolean is_term(char c)
{
    return g_ascii_isalnum(c) || c == '.' || c == '_' || (c & 0x80) != 0;
}

static gsize term_length(const char *p)
{
    gsize n = 0;
    while (is_term(p[n]) || (n > 0 && p[n] == '-'))
        n++;
    return n;
}

static void append_date_of(GString *out, const char *event, const char *date)
{
    g_string_append_printf(out, "the date of %s (%s)", event, *date ? date : "not known");
}

static void append_term(GString *out, const ClaimSet *claims, const Claim *claim, const char *term)
{
    const Claim *named = g_hash_table_lookup(claims->claim_by_id, term);
    if (strcmp(term, "printed") == 0) {
        g_string_append_printf(out, "“%s”", claim->printed);
    } else if (strcmp(term, "source.published") == 0) {
        append_date_of(out, "publication", claim->source->published);
    } else if (strcmp(term, "source.retrieved") == 0) {
        append_date_of(out, "storing the text", claim->source->retrieved);
    } else if (named) {
        g_autofree char *amount = claim_words_amount(named);
        g_string_append_printf(out, "%s [%s]", amount, named->id);
    } else {
        g_string_append(out, term);
    }
}

/* The word before a bracket. */
static void append_function(GString *out, const char *name)
{
    static const char *const words[][2] = {
        {"year", "the year of "}, {"month", "the month of "}, {"date", "the date "}};
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        if (strcmp(words[i][0], name) == 0) {
            g_string_append(out, words[i][1]);
            return;
        }
    }
    g_string_append(out, name);
}

static void append_sign(GString *out, char sign)
{
    switch (sign) {
    case '*': g_string_append(out, "×"); break;
    case '/': g_string_append(out, "÷"); break;
    case '-': g_string_append(out, "−"); break;
    default: g_string_append_c(out, sign); break;
    }
}

static char *formula_words(const ClaimSet *claims, const Claim *claim, const char *formula)
{
    GString *out = g_string_new(NULL);
    for (const char *p = formula; *p;) {
        const gsize n = term_length(p);
        const char *quote_end = *p == '\'' ? strchr(p + 1, '\'') : NULL;
        if (n > 0) {
            g_autofree char *term = g_strndup(p, n);
            p += n;
            if (*p == '(')
                append_function(out, term);
            else
                append_term(out, claims, claim, term);
        } else if (quote_end) {
            g_string_append_printf(out, "“%.*s”", (int)(quote_end - p - 1), p + 1);
            p = quote_end + 1;
        } else {
            append_sign(out, *p++);
        }
    }
    return g_string_free(out, FALSE);
}

gboolean claim_words_formula(const ClaimSet *claims, const Claim *claim, char **formula,
                             char **remark)
{
    *formula = *remark = NULL;
    if (claim->kind != KIND_DERIVED || claim->note[0] != '=')
        return FALSE;
    const gsize length = strcspn(claim->note, ";");
    g_autofree char *text = g_strndup(claim->note + 1, length - 1);
    *formula = formula_words(claims, claim, g_strstrip(text));
    *remark = g_strdup(claim->note + length + (claim->note[length] == ';'));
    g_strstrip(*remark);
    return TRUE;
}
