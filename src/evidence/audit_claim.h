/*
 * audit_claim: the checks of one claim, for audit.c and for tests that alter it.
 *
 * To add a check: a Rule 'rule_audit_NAME' beside its function in audit_claim.c (or
 * a file of its own), its line in AUDIT_RULES.
 */
#ifndef FIGTRAIL_EVIDENCE_AUDIT_CLAIM_H
#define FIGTRAIL_EVIDENCE_AUDIT_CLAIM_H

#include "evidence/audit.h"
#include "evidence/context.h"
#include "evidence/rules.h"

/* In the order in which they are listed. */
#define AUDIT_RULES(RULE)                                                                          \
    RULE(snapshot_absent)                                                                          \
    RULE(snapshot_changed)                                                                         \
    RULE(quote_moved)                                                                              \
    RULE(quote_ambiguous)                                                                          \
    RULE(quote_not_found)                                                                          \
    RULE(printed_cut)                                                                              \
    RULE(range_printed)                                                                            \
    RULE(derived_value)                                                                            \
    RULE(derived_formula)                                                                          \
    RULE(formula_missing)                                                                          \
    RULE(status_hint)                                                                              \
    RULE(kind_hint)                                                                                \
    RULE(unit_differs)

#define DECLARE_RULE(name) extern const Rule rule_audit_##name;
AUDIT_RULES(DECLARE_RULE)
#undef DECLARE_RULE

/* What one thread needs; snapshot is that of the source at hand. */
typedef struct {
    const ClaimSet *claims;
    Snapshot *snapshot; /* NULL: none */
    SnapshotState state;
    gboolean no_hints;
    Context *context; /* of the snapshot; NULL: not needed yet */
    EvidenceReader *reader;
    Findings *scratch;  /* empty between claims */
    Findings *findings; /* of all claims */
} Auditor;

/* claims must outlive it. */
void auditor_init(Auditor *auditor, const ClaimSet *claims);
void auditor_clear(Auditor *auditor); /* findings are the caller's from then on */

/* Reads the snapshot of a source; folder NULL: none.  What is wrong with it is a
 * finding. */
void auditor_open(Auditor *auditor, const char *folder, const Source *source);
void auditor_close(Auditor *auditor);

AuditEntry audit_claim(Auditor *auditor, const Claim *claim);

#endif
