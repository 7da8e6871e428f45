/*
 * derive: formulas of derived claims.
 *
 * A derived claim may begin its note with the formula that gives its value, up
 * to a ';' or the end of the note:
 *
 *     = printed / 24; hours to days
 *     = printed + '50k'
 *     = year(zuckerberg-open-source-letter.event-date.s001) + 1
 *     = date(printed, year(source.published)); the page gives no year
 *
 * Terms are plain numbers, ids of claims (what they record, so that each formula
 * is proved on its own), 'printed', prints in single quotation marks that stand in
 * the claim's own quote, 'source.published' and 'source.retrieved'; + - * / with
 * blanks around, brackets; year(DATE), month(DATE), date(YEAR[, MONTH[, DAY]]) and
 * date(PRINT, YEAR) for a print that lacks its year.
 */
#ifndef FIGTRAIL_EVIDENCE_DERIVE_H
#define FIGTRAIL_EVIDENCE_DERIVE_H

#include "claims/claims.h"

#define DERIVE_ERROR derive_error_quark()
GQuark derive_error_quark(void);

/* Which column of the claims that a formula names. */
typedef enum { DERIVE_VALUE, DERIVE_LOW, DERIVE_HIGH } DeriveColumn;

typedef struct {
    gboolean is_date;
    double number;
    Date date;
} DeriveResult;

/* Whether the note begins with a formula, right or wrong. */
gboolean derive_has_formula(const Claim *claim);

/* Evaluates the formula.  A claim that lacks the column gives its value.  FALSE
 * with error when it cannot be read, names what is not there, or leads back to
 * the claim itself. */
gboolean derive_evaluate(const ClaimSet *claims, const Claim *claim, DeriveColumn column,
                         DeriveResult *result, GError **error);

/* Whether an amount is what a formula gave: a date of the same precision, or a
 * number up to the rounding to its own decimals. */
gboolean derive_agrees(const DeriveResult *result, const Amount *amount, MetricKind kind);

/* "2024", "89.25", "2024-04" */
char *derive_format(const DeriveResult *result);

#endif
