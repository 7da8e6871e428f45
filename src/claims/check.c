#include "claims/check.h"

typedef void (*Check)(const ClaimSet *claims, Findings *findings);

#define CHECK_RULE(name) &rule_##name,
#define CHECK_FUNCTION(name) check_##name,

const Rule *const claim_rules[] = {
    &rule_table_missing,     &rule_claims_columns, &rule_unknown_word,
    &rule_unknown_reference, &rule_choice_order,   CLAIM_CHECKS(CHECK_RULE) /* one for each check */
};
const guint n_claim_rules = G_N_ELEMENTS(claim_rules);

static const Check checks[] = {CLAIM_CHECKS(CHECK_FUNCTION)};

void claims_check(const ClaimSet *claims, Findings *findings)
{
    for (gsize i = 0; i < G_N_ELEMENTS(checks); i++)
        checks[i](claims, findings);
}
