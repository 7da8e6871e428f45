/* quote-printed: the figure is cut out of the quote, byte for byte. */
#include "evidence/rules.h"

#include <string.h>

const Rule rule_quote_printed = {"quote-printed", LEVEL_ERROR, "a quote does not contain printed"};

void check_quote_printed(const Evidence *evidence, Findings *findings)
{
    const Claim *claim = evidence->claim;
    if (strstr(claim->quote, claim->printed)) /* also when printed is empty */
        return;
    findings_add(findings, &rule_quote_printed, claim_place(claim, "printed"),
                 "\"%s\" is not in the quote \"%s\": copy both from the source, with the same "
                 "blanks and signs",
                 claim->printed, claim->quote);
}
