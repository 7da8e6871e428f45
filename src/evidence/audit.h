/*
 * audit: every claim held against the stored words of its source.
 *
 * Six checks: the snapshot is the recorded text; the quote stands in it; printed
 * stands in the quote; printed reads as value, low and high; the words around
 * contradict neither kind nor status; the unit fits the metric.  A derived claim's
 * formula is evaluated instead of its print.
 *
 * Sources are audited by several threads at once; what comes out does not depend
 * on it.
 */
#ifndef FIGTRAIL_EVIDENCE_AUDIT_H
#define FIGTRAIL_EVIDENCE_AUDIT_H

#include "evidence/quote.h"

/* How well a claim is proved.  A claim has the last of these that applies. */
typedef enum {
    AUDIT_VERIFIED,  /* its words stand where it says and read as it says */
    AUDIT_ALONE,     /* only its double entry was checked: no snapshot, or not the recorded one */
    AUDIT_DERIVED,   /* its formula gives its value */
    AUDIT_UNPROVED,  /* derived, formula not given */
    AUDIT_MOVED,     /* its words stand at one other place */
    AUDIT_AMBIGUOUS, /* they stand at several other places */
    AUDIT_NOT_FOUND, /* they stand nowhere */
    AUDIT_CONTRADICTED, /* what stands there says something else */
    AUDIT_LEVELS
} AuditLevel;

const char *audit_level_name(AuditLevel level); /* "verified without snapshot" */

typedef struct {
    const Claim *claim;
    AuditLevel level;
    QuotePlace place; /* where the quote was found; at -1: not looked for or not found */
} AuditEntry;

typedef enum {
    SNAPSHOT_STATE_UNUSED, /* no snapshots folder was given */
    SNAPSHOT_STATE_PROVED, /* the recorded text */
    SNAPSHOT_STATE_CHANGED,
    SNAPSHOT_STATE_ABSENT
} SnapshotState;

const char *snapshot_state_name(SnapshotState state); /* "changed" */

/* Claims of one source, or of one table. */
typedef struct {
    const Source *source; /* or NULL */
    const Table *table;   /* or NULL */
    SnapshotState state;  /* of the source's snapshot */
    guint n_claims, levels[AUDIT_LEVELS];
} AuditCount;

typedef struct {
    const ClaimSet *claims;
    GArray *entries;         /* of AuditEntry: the claims asked for, in file order */
    GArray *sources;         /* of AuditCount: those with such claims, in file order */
    GArray *tables;          /* of AuditCount, the same */
    AuditCount total;        /* without source and table */
    gboolean with_snapshots; /* a folder was given */
} Audit;

typedef struct {
    const char *snapshots;      /* folder; NULL: double entry only */
    const GHashTable *selected; /* set of Claim*, Source*; NULL: all */
    gboolean no_hints;          /* leave out the words around figures, and units */
    guint n_threads;            /* 0: one per processor */
} AuditOptions;

/* claims: free of errors in the rules of the folders before. */
Audit *audit_run(const ClaimSet *claims, const AuditOptions *options, Findings *findings);
void audit_free(Audit *audit); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Audit, audit_free)

extern const Rule *const audit_rules[];
extern const guint n_audit_rules;

#endif
