/*
 * Checks on the units in print: one metric, one unit.
 */
#include "claims/check.h"

#include <math.h>
#include <string.h>

const Rule rule_mixed_units = {"mixed-units", LEVEL_WARNING,
                               "figures of one metric are printed in units that do not compare"};

/* ---- what prints say --------------------------------------------------------------------------
 */

/* Longer signs come before those that they hold: "R$" before "$". */
static const struct {
    const char *sign, *currency;
} signs[] = {
    {"R$", "BRL"},  {"A$", "AUD"},    {"C$", "CAD"},     {"HK$", "HKD"},        {"NT$", "TWD"},
    {"$", "USD"},   {"USD", "USD"},   {"dollar", "USD"}, {"d\u00f3lar", "USD"}, {"\u20ac", "EUR"},
    {"EUR", "EUR"}, {"euro", "EUR"},  {"\u00a3", "GBP"}, {"GBP", "GBP"},        {"\u20b9", "INR"},
    {"BRL", "BRL"}, {"reais", "BRL"}, {"JPY", "JPY"},    {"yen", "JPY"},        {"CNY", "CNY"},
    {"RMB", "CNY"}, {"yuan", "CNY"},
};

/* The currency that a print names, as the place in 'signs' of its first line; -1: none. */
static int currency_of(const char *printed)
{
    for (gsize i = 0; i < G_N_ELEMENTS(signs); i++) {
        if (!strstr(printed, signs[i].sign))
            continue;
        gsize first = 0;
        while (strcmp(signs[first].currency, signs[i].currency) != 0)
            first++;
        return (int)first;
    }
    return -1;
}

static gboolean has_percent(const char *printed)
{
    return strchr(printed, '%') || strstr(printed, "percent") || strstr(printed, "por cento");
}

/* Whether the claim says itself that its unit is another, or how it was converted. */
static gboolean explains_unit(const Claim *claim)
{
    g_autofree char *unit = setting_find(claim->setting, "unit");
    return unit || claim->kind == KIND_DERIVED || claim->rank == RANK_DEPRECATED;
}

static gboolean may_have_currency(const Metric *metric)
{
    return metric->kind == METRIC_NUMBER && strcmp(metric->unit, "percent") != 0;
}

/* ---- by metric --------------------------------------------------------------------------------
 */

/* What the claims of a metric have in common. */
typedef struct {
    gboolean above_one;           /* a value is above 1 */
    guint n[G_N_ELEMENTS(signs)]; /* claims by currency */
} MetricUse;

static GHashTable *count_uses(const ClaimSet *claims)
{
    GHashTable *uses = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    for (guint i = 0; i < claims->claims->len; i++) {
        const Claim *claim = g_ptr_array_index(claims->claims, i);
        MetricUse *use = g_hash_table_lookup(uses, claim->metric);
        if (!use) {
            use = g_new0(MetricUse, 1);
            g_hash_table_insert(uses, (gpointer)claim->metric, use);
        }
        use->above_one |= claim->value.present && claim->value.number > 1;
        const int currency = may_have_currency(claim->metric) && !explains_unit(claim)
                                 ? currency_of(claim->printed)
                                 : -1;
        if (currency >= 0)
            use->n[currency]++;
    }
    return uses;
}

static void check_currency(const Claim *claim, const MetricUse *use, Findings *findings)
{
    const int currency = currency_of(claim->printed);
    int usual = 0; /* of as many, the first: the order of rows does not matter */
    for (guint i = 1; i < G_N_ELEMENTS(signs); i++)
        usual = use->n[i] > use->n[usual] ? (int)i : usual;
    if (currency >= 0 && currency != usual)
        findings_add(findings, &rule_mixed_units, claim_place(claim, "printed"),
                     "\"%s\" is in %s, other figures of metric \"%s\" are in %s: give it a metric "
                     "or a setting unit=... of its own, or make it a derived claim that says how "
                     "it was converted",
                     claim->printed, signs[currency].currency, claim->metric->id,
                     signs[usual].currency);
}

static void check_fraction(const Claim *claim, const MetricUse *use, Findings *findings)
{
    const double value = fabs(claim->value.number);
    if (claim->value.present && value > 0 && value < 1 && use->above_one &&
        !has_percent(claim->printed))
        findings_add(findings, &rule_mixed_units, claim_place(claim, "value"),
                     "value %s looks like a part of 1, but metric \"%s\" is in percent: write 100 "
                     "times as much, or print the percent sign",
                     claim->value.text, claim->metric->id);
}

void check_mixed_units(const ClaimSet *claims, Findings *findings)
{
    g_autoptr(GHashTable) uses = count_uses(claims);
    for (guint i = 0; i < claims->claims->len; i++) {
        const Claim *claim = g_ptr_array_index(claims->claims, i);
        const MetricUse *use = g_hash_table_lookup(uses, claim->metric);
        if (claim->metric->kind != METRIC_NUMBER || explains_unit(claim))
            continue;
        if (may_have_currency(claim->metric))
            check_currency(claim, use, findings);
        else
            check_fraction(claim, use, findings);
    }
}
