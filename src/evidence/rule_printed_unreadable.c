/*
 * printed-unreadable: what cannot be read cannot be checked against value.  An
 * error, because a slip in printed ("86,4,%") looks just like that.
 */
#include "evidence/rules.h"

const Rule rule_printed_unreadable = {"printed-unreadable", LEVEL_ERROR,
                                      "printed does not read as one figure of the metric's kind"};

void check_printed_unreadable(const Evidence *evidence, Findings *findings)
{
    const Claim *claim = evidence->claim;
    if (evidence->read || !evidence->known_language || !evidence_needs_reading(claim))
        return;
    const gboolean date = claim->metric->kind == METRIC_DATE;
    findings_add(findings, &rule_printed_unreadable, claim_place(claim, "printed"),
                 "\"%s\" does not read as one %s in language \"%s\", expected a print such as "
                 "\"%s\": cut printed to the figure, or make the claim derived with a note",
                 claim->printed, date ? "date" : "number", evidence->language,
                 date ? "2024-04-18" : "64000");
}
