/*
 * context: the words around a claim's figure against its kind and status, and the
 * unit beside it against the metric's.
 *
 * What the finder (find.h) says of the figure that a claim prints is a hint and no
 * proof, hence warnings.  It reads the sentences around a claim when a claim asks for
 * them, and only where some word of theirs could make a warning.
 */
#ifndef FIGTRAIL_EVIDENCE_CONTEXT_H
#define FIGTRAIL_EVIDENCE_CONTEXT_H

#include "evidence/find.h"

extern const Rule rule_audit_status_hint;
extern const Rule rule_audit_kind_hint;
extern const Rule rule_audit_unit_differs;

/* The text of one source; one thread at a time. */
typedef struct Context Context;

/* text must outlive it. */
Context *context_new(const char *text, gsize length, const char *language);
void context_free(Context *context); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Context, context_free)

/* stretch: where the claim's printed stands in the text.  Claims in the order of the
 * text cost least. */
void context_check(Context *context, const Claim *claim, Stretch stretch, Findings *findings);

/* The same by all figures of the text: what context_check must say, however little
 * it reads. */
void context_check_mentions(const GArray *mentions, const char *text, const Claim *claim,
                            Stretch stretch, Findings *findings);

#endif
