/*
 * Checks on value, low and high of a claim.
 */
#include "base/number.h"
#include "claims/check.h"

#include <math.h>

const Rule rule_value_kind = {
    "value-kind", LEVEL_ERROR,
    "a value is no plain number or no date, whichever the metric's kind wants"};
const Rule rule_value_missing = {"value-missing", LEVEL_ERROR,
                                 "a claim in use has no value, nor the ends that its kind needs"};
const Rule rule_metric_bounds = {"metric-bounds", LEVEL_ERROR,
                                 "a value lies outside its metric's minimum and maximum"};
const Rule rule_range_order = {"range-order", LEVEL_ERROR,
                               "low, value and high do not stand in this order"};
const Rule rule_range_extent = {
    "range-extent", LEVEL_ERROR,
    "low or high is missing where the kind needs it, or is there where it does not"};

/* The three amounts of a claim, under the names of their columns. */
typedef struct {
    const char *column;
    const Amount *amount;
} NamedAmount;

enum { N_AMOUNTS = 3 };

static void name_amounts(const Claim *claim, NamedAmount amounts[N_AMOUNTS])
{
    amounts[0] = (NamedAmount){"value", &claim->value};
    amounts[1] = (NamedAmount){"low", &claim->low};
    amounts[2] = (NamedAmount){"high", &claim->high};
}

void check_value_kind(const ClaimSet *claims, Findings *findings)
{
    for (guint i = 0; i < claims->claims->len; i++) {
        const Claim *claim = g_ptr_array_index(claims->claims, i);
        NamedAmount amounts[N_AMOUNTS];
        name_amounts(claim, amounts);
        for (int j = 0; j < N_AMOUNTS; j++) {
            const Amount *amount = amounts[j].amount;
            if (amount->present || !*amount->text)
                continue;
            const gboolean number = claim->metric->kind == METRIC_NUMBER;
            findings_add(findings, &rule_value_kind, claim_place(claim, amounts[j].column),
                         "%s \"%s\" is no %s, but metric \"%s\" is one: write %s",
                         amounts[j].column, amount->text, number ? "number" : "date",
                         claim->metric->id,
                         number ? "digits, with a '.' before decimals and nothing else"
                                : "YYYY, YYYY-MM or YYYY-MM-DD, a day that exists");
        }
    }
}

void check_value_missing(const ClaimSet *claims, Findings *findings)
{
    for (guint i = 0; i < claims->claims->len; i++) {
        const Claim *claim = g_ptr_array_index(claims->claims, i);
        const gboolean plain = claim->kind == KIND_EXACT || claim->kind == KIND_ABOUT;
        const gboolean derived = claim->kind == KIND_DERIVED;
        const gboolean ends = *claim->low.text || *claim->high.text;
        /* a deprecated claim may be one without a number ("several"); the ends of
         * the other kinds are the business of range-extent */
        if (claim->rank == RANK_DEPRECATED || *claim->value.text || !(plain || (derived && !ends)))
            continue;
        findings_add(findings, &rule_value_missing, claim_place(claim, "value"),
                     "a claim of kind %s has no value: fill it in, or deprecate the claim with a "
                     "reason",
                     claim_kind_name(claim->kind));
    }
}

static void check_claim_bounds(const Claim *claim, Findings *findings)
{
    const Metric *metric = claim->metric;
    NamedAmount amounts[N_AMOUNTS];
    name_amounts(claim, amounts);
    for (int j = 0; j < N_AMOUNTS; j++) {
        const Amount *amount = amounts[j].amount;
        if (!amount->present)
            continue;
        const gboolean below = amount->number < metric->minimum;
        if (!below && amount->number <= metric->maximum)
            continue;
        char bound[NUMBER_TEXT_SIZE];
        findings_add(findings, &rule_metric_bounds, claim_place(claim, amounts[j].column),
                     "%s %s is %s %s, the %s of metric \"%s\": correct it, or the metric's bound",
                     amounts[j].column, amount->text, below ? "below" : "above",
                     number_format(below ? metric->minimum : metric->maximum, bound),
                     below ? "minimum" : "maximum", metric->id);
    }
}

void check_metric_bounds(const ClaimSet *claims, Findings *findings)
{
    for (guint i = 0; i < claims->metrics->len; i++) {
        const Metric *metric = g_ptr_array_index(claims->metrics, i);
        char minimum[NUMBER_TEXT_SIZE], maximum[NUMBER_TEXT_SIZE];
        if (metric->minimum > metric->maximum)
            findings_add(
                findings, &rule_metric_bounds, row_place(metric->table, metric->row, "minimum"),
                "minimum %s is above maximum %s, so that no value fits: correct one",
                number_format(metric->minimum, minimum), number_format(metric->maximum, maximum));
    }
    for (guint i = 0; i < claims->claims->len; i++) {
        const Claim *claim = g_ptr_array_index(claims->claims, i);
        if (claim->metric->kind == METRIC_NUMBER &&
            claim->metric->minimum <= claim->metric->maximum)
            check_claim_bounds(claim, findings);
    }
}

/* Whether a can be at or before b; a date of reduced precision can be any of
 * its days. */
static gboolean amount_in_order(MetricKind kind, const Amount *a, const Amount *b)
{
    if (!a->present || !b->present)
        return TRUE;
    return kind == METRIC_NUMBER ? a->number <= b->number
                                 : date_first_day(a->date) < date_after_day(b->date);
}

static void check_order(const Claim *claim, const NamedAmount *a, const NamedAmount *b,
                        Findings *findings)
{
    if (!amount_in_order(claim->metric->kind, a->amount, b->amount))
        findings_add(findings, &rule_range_order, claim_place(claim, a->column),
                     "%s %s is %s %s %s: low <= value <= high must hold", a->column,
                     a->amount->text, claim->metric->kind == METRIC_NUMBER ? "above" : "after",
                     b->column, b->amount->text);
}

void check_range_order(const ClaimSet *claims, Findings *findings)
{
    for (guint i = 0; i < claims->claims->len; i++) {
        const Claim *claim = g_ptr_array_index(claims->claims, i);
        NamedAmount amounts[N_AMOUNTS];
        name_amounts(claim, amounts);
        const NamedAmount *value = &amounts[0], *low = &amounts[1], *high = &amounts[2];
        check_order(claim, low, high, findings);
        check_order(claim, low, value, findings);
        check_order(claim, value, high, findings);
    }
}

typedef enum { END_FORBIDDEN, END_OPTIONAL, END_NEEDED } EndUse;

static void check_end(const Claim *claim, const NamedAmount *end, EndUse use, Findings *findings)
{
    const char *kind = claim_kind_name(claim->kind);
    if (use == END_NEEDED && !*end->amount->text)
        findings_add(findings, &rule_range_extent, claim_place(claim, end->column),
                     "a claim of kind %s needs %s, which is empty: fill it in or change the kind",
                     kind, end->column);
    if (use == END_FORBIDDEN && *end->amount->text)
        findings_add(findings, &rule_range_extent, claim_place(claim, end->column),
                     "a claim of kind %s has no %s, but it says %s: empty it or change the kind",
                     kind, end->column, end->amount->text);
}

void check_range_extent(const ClaimSet *claims, Findings *findings)
{
    static const struct {
        EndUse low, high;
    } uses[] = {
        [KIND_EXACT] = {END_FORBIDDEN, END_FORBIDDEN},
        [KIND_ABOUT] = {END_OPTIONAL, END_OPTIONAL},
        [KIND_AT_LEAST] = {END_NEEDED, END_FORBIDDEN},
        [KIND_AT_MOST] = {END_FORBIDDEN, END_NEEDED},
        [KIND_RANGE] = {END_NEEDED, END_NEEDED},
        [KIND_DERIVED] = {END_OPTIONAL, END_OPTIONAL},
    };
    for (guint i = 0; i < claims->claims->len; i++) {
        const Claim *claim = g_ptr_array_index(claims->claims, i);
        NamedAmount amounts[N_AMOUNTS];
        name_amounts(claim, amounts);
        check_end(claim, &amounts[1], uses[claim->kind].low, findings);
        check_end(claim, &amounts[2], uses[claim->kind].high, findings);
    }
}
