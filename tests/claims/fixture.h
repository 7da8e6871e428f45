/*
 * fixture: claims made in memory, from the few cells that a test is about.
 */
#ifndef FIGTRAIL_TESTS_CLAIMS_FIXTURE_H
#define FIGTRAIL_TESTS_CLAIMS_FIXTURE_H

#include "base/number.h"
#include "claims/merge.h"

#include <math.h>

/* What a test says of a claim; NULL or 0: the usual (subject "s", metric of
 * numbers "m", no setting, an exact actual figure of source "a"). */
typedef struct {
    const char *id, *printed, *value, *low, *high, *setting, *as_of, *reason, *quote;
    const Source *source;
    const Metric *metric;
    ClaimKind kind;
    ClaimStatus status;
    ClaimRank rank; /* RANK_PREFERRED is 0, hence the usual one */
    ClaimParty party;
} Sketch;

static const Subject fixture_subject = {.id = "s", .name = "S", .aliases = ""};
static const Metric fixture_number = {
    .id = "m", .unit = "u", .kind = METRIC_NUMBER, .minimum = -INFINITY, .maximum = INFINITY};
static const Metric fixture_date = {.id = "d", .unit = "date", .kind = METRIC_DATE};
static const Metric fixture_timed = {.id = "t", .unit = "u", .timed = TRUE};
static const Source fixture_source = {.id = "a", .published = ""};

static inline const char *or_empty(const char *text)
{
    return text ? text : "";
}

static inline Amount sketch_amount(const char *text, MetricKind kind)
{
    Amount amount = {.text = or_empty(text)};
    if (kind == METRIC_NUMBER) {
        amount.present = number_parse(amount.text, &amount.number);
    } else if (date_parse(amount.text, &amount.date)) {
        amount.present = TRUE;
        amount.number = (double)date_first_day(amount.date);
    }
    return amount;
}

static inline Claim sketch_claim(const Sketch *sketch)
{
    const Metric *metric = sketch->metric ? sketch->metric : &fixture_number;
    Claim claim = {
        .id = sketch->id ? sketch->id : "c",
        .subject = &fixture_subject,
        .metric = metric,
        .setting = or_empty(sketch->setting),
        .printed = sketch->printed ? sketch->printed : or_empty(sketch->value),
        .value = sketch_amount(sketch->value, metric->kind),
        .low = sketch_amount(sketch->low, metric->kind),
        .high = sketch_amount(sketch->high, metric->kind),
        .kind = sketch->kind,
        .status = sketch->status,
        .rank = sketch->rank,
        .party = sketch->party,
        .as_of_text = or_empty(sketch->as_of),
        .source = sketch->source ? sketch->source : &fixture_source,
        .reason = or_empty(sketch->reason),
        .quote = or_empty(sketch->quote),
        .locator = "",
        .stated_by = "",
        .note = "",
        .at = -1,
    };
    if (!date_parse(claim.as_of_text, &claim.as_of))
        claim.as_of = (Date){0};
    return claim;
}

#endif
