/*
 * claim_words: what a claim says, in words for a reader.
 *
 * All newly allocated.  Texts of the data are taken as they stand: who shows them makes
 * them safe for where they go.
 */
#ifndef FIGTRAIL_CLAIMS_CLAIM_WORDS_H
#define FIGTRAIL_CLAIMS_CLAIM_WORDS_H

#include "claims/claims.h"

/* "86.4 percent", "about 350,000 accelerators", "20,000 to 25,000 GPUs", "at least 16,000 GPUs",
 * "2024-04"; "no number" for a claim without one. */
char *claim_words_amount(const Claim *claim);

/* The same for a cell of a table: "≈64000", "20000 – 25000", "≥350000", "2024-04"; "-" for no
 * claim, or one without a number. */
char *claim_words_short(const Claim *claim);

/* The amount and what else one has to know to repeat it: "95 days, worked out, estimated". */
char *claim_words_statement(const Claim *claim);

/* Of a derived claim whose note begins with a formula (evidence/derive.h), the formula in words,
 * "“2280.0” ÷ 24", and the rest of the note, which may be "".  FALSE, and both NULL, for any other.
 */
gboolean claim_words_formula(const ClaimSet *claims, const Claim *claim, char **formula,
                             char **remark);

#endif
