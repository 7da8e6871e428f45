/*
 * context: the words around a claim's figure against its kind and status, and the
 * unit beside it against the metric's.
 *
 * The finder (find.h) reads the text once per source; what it says of the figure
 * that a claim prints is a hint and no proof, hence warnings.
 */
#ifndef FIGTRAIL_EVIDENCE_CONTEXT_H
#define FIGTRAIL_EVIDENCE_CONTEXT_H

#include "evidence/find.h"

extern const Rule rule_audit_status_hint;
extern const Rule rule_audit_kind_hint;
extern const Rule rule_audit_unit_differs;

/* figures: of the claim's source; stretch: where its printed stands there. */
void context_check(const GArray *figures, const char *text, const Claim *claim, Stretch stretch,
                   Findings *findings);

#endif
