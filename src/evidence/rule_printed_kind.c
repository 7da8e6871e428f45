/* printed-kind: "mais de 100 mil" is no exact figure. */
#include "evidence/rules.h"

const Rule rule_printed_kind = {"printed-kind", LEVEL_WARNING,
                                "a bound, range or approximation in print is none in kind"};

void check_printed_kind(const Evidence *evidence, Findings *findings)
{
    const Claim *claim = evidence->claim;
    if (!evidence->read || claim->kind == KIND_DERIVED)
        return;
    const ClaimKind says = evidence->reading.kind;
    /* The words around the print may say more than it does, never less; what is
     * "about" in print is at least not exact. */
    const gboolean fits = says == KIND_EXACT || says == claim->kind ||
                          (says == KIND_ABOUT && claim->kind != KIND_EXACT);
    if (!fits)
        findings_add(findings, &rule_printed_kind, claim_place(claim, "kind"),
                     "\"%s\" says %s, kind says %s: set kind to %s, or cut printed to the figure",
                     claim->printed, claim_kind_name(says), claim_kind_name(claim->kind),
                     claim_kind_name(says));
}
