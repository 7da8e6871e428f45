/*
 * printed-language: digits read in every language, words only where there is a
 * table of them (words.h).  Not the data's fault, so a warning.
 */
#include "evidence/rules.h"

const Rule rule_printed_language = {
    "printed-language", LEVEL_WARNING,
    "printed is not checked, for want of words of the source's language"};

void check_printed_language(const Evidence *evidence, Findings *findings)
{
    const Claim *claim = evidence->claim;
    if (evidence->read || evidence->known_language || !evidence_needs_reading(claim))
        return;
    findings_add(findings, &rule_printed_language, claim_place(claim, "printed"),
                 "\"%s\" is not checked against value, because figtrail has no words of "
                 "language \"%s\": check it by hand",
                 claim->printed, evidence->language);
}
