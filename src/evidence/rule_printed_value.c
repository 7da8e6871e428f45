/*
 * printed-value: printed and value are double entry (DESIGN.md, section 2): what
 * the print reads as must be what value, low and high say.
 */
#include "evidence/rules.h"

#include <math.h>
#include <string.h>

const Rule rule_printed_value = {
    "printed-value", LEVEL_ERROR,
    "printed, read in the source's language, does not give value, low or high"};

/* Up to the rounding of a scale or a percentage: 15 trillion and one is not 15 trillion. */
static gboolean numbers_equal(double a, double b)
{
    return fabs(a - b) <= 1e-15 * fmax(fabs(a), fabs(b));
}

/* A print without a percent sign may be a fraction of 1: 0.904 is 90.4 percent. */
static gboolean may_be_fraction(const Evidence *evidence, double number)
{
    return strcmp(evidence->claim->metric->unit, "percent") == 0 && !evidence->reading.percent &&
           fabs(number) <= 1 && evidence->reading.precision < 1;
}

static gboolean amount_agrees(const Evidence *evidence, const Amount *amount, double number,
                              Date date)
{
    if (!amount->present)
        return FALSE;
    if (evidence->reading.type == READING_DATE)
        return date_equal(amount->date, date); /* no more and no less than was printed */
    return numbers_equal(amount->number, number) ||
           (may_be_fraction(evidence, number) && numbers_equal(amount->number, number * 100));
}

/* "1.234" is more than a thousand in Portuguese and little more than one in English: whether the
 * amount is what the other reading gives. */
static gboolean is_other_reading(const Reading *reading, const Amount *amount)
{
    return reading->ambiguous && reading->type == READING_NUMBER && reading->has_value &&
           amount->present &&
           (numbers_equal(amount->number, reading->value * 1000) ||
            numbers_equal(amount->number * 1000, reading->value));
}

static void report(const Evidence *evidence, const char *column, const Amount *amount,
                   Findings *findings)
{
    g_autofree char *read = reading_describe(&evidence->reading);
    const Claim *claim = evidence->claim;
    if (is_other_reading(&evidence->reading, amount))
        findings_add(findings, &rule_printed_value, claim_place(claim, "printed"),
                     "\"%s\" reads as %s in language \"%s\", %s says %s, as other languages would "
                     "read it: is it the source's language?",
                     claim->printed, read, evidence->language, column, amount->text);
    else if (*amount->text)
        findings_add(findings, &rule_printed_value, claim_place(claim, "printed"),
                     "\"%s\" reads as %s, %s says %s", claim->printed, read, column, amount->text);
    else
        findings_add(findings, &rule_printed_value, claim_place(claim, "printed"),
                     "\"%s\" reads as %s, but %s is empty: fill it in", claim->printed, read,
                     column);
}

/* A bound may stand in value, in its own column, or in both. */
static void check_bound(const Evidence *evidence, const char *column, const Amount *bound,
                        Findings *findings)
{
    const Reading *reading = &evidence->reading;
    const Amount *value = &evidence->claim->value;
    if ((*value->text || !*bound->text) &&
        !amount_agrees(evidence, value, reading->value, reading->date_value))
        report(evidence, "value", value, findings);
    if (*bound->text && !amount_agrees(evidence, bound, reading->value, reading->date_value))
        report(evidence, column, bound, findings);
}

void check_printed_value(const Evidence *evidence, Findings *findings)
{
    const Claim *claim = evidence->claim;
    const Reading *reading = &evidence->reading;
    if (!evidence->read || claim->kind == KIND_DERIVED)
        return;
    if (!reading->has_value) { /* a range; value may be a middle printed elsewhere */
        if (!amount_agrees(evidence, &claim->low, reading->low, reading->date_low))
            report(evidence, "low", &claim->low, findings);
        if (!amount_agrees(evidence, &claim->high, reading->high, reading->date_high))
            report(evidence, "high", &claim->high, findings);
    } else if (claim->kind == KIND_AT_LEAST) {
        check_bound(evidence, "low", &claim->low, findings);
    } else if (claim->kind == KIND_AT_MOST) {
        check_bound(evidence, "high", &claim->high, findings);
    } else if (!amount_agrees(evidence, &claim->value, reading->value, reading->date_value)) {
        /* also of a range: its middle is printed, its ends stand in the quote */
        report(evidence, "value", &claim->value, findings);
    }
}
