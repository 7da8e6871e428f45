/*
 * merge: claims of several sources become figures.
 *
 * Claims with the same subject, metric and setting (and as_of, where the metric
 * varies in time) are one figure.  Exactly one claim of each is chosen, by an
 * order that is total and does not depend on the order of rows or files; every
 * other claim is agreeing, a rival, or set aside, with the reason.
 */
#ifndef FIGTRAIL_CLAIMS_MERGE_H
#define FIGTRAIL_CLAIMS_MERGE_H

#include "claims/claims.h"

/* How the claims of a figure stand to each other. */
typedef enum {
    AGREEMENT_SINGLE,   /* one claim, or copies of one origin */
    AGREEMENT_AGREE,    /* several independent sources, equal to the coarser print */
    AGREEMENT_RANGE,    /* one lies in the range of the other */
    AGREEMENT_CONFLICT, /* they contradict each other */
    AGREEMENT_UNKNOWN   /* no setting is stated: not known to be comparable */
} Agreement;

typedef struct {
    const Claim *claim;
    const char *reason; /* static text: why it is not the chosen one */
} Rival;

typedef struct {
    char *key; /* 'subject|metric|setting' or 'subject|metric|setting|as_of' */
    const Subject *subject;
    const Metric *metric;
    const char *setting;
    const char *as_of_text; /* "" when not part of the key */
    const Claim *chosen;    /* NULL only when every claim is deprecated */
    GPtrArray *agreeing;    /* const Claim*: support the chosen one */
    GArray *rivals;         /* of Rival: state another value */
    GArray *set_aside;      /* of Rival: deprecated */
    Agreement agreement;
    guint n_sources; /* independent ones among chosen and agreeing */
} Figure;

typedef struct {
    GPtrArray *figures;   /* of Figure*, sorted by key */
    GHashTable *by_claim; /* const Claim* -> Figure* : every claim has one */
    guint n_read, n_used, n_set_aside; /* claims; read = used + set aside */
} FigureSet;

FigureSet *figures_merge(const ClaimSet *claims);
void figures_free(FigureSet *figures); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FigureSet, figures_free)

const char *agreement_name(Agreement agreement); /* "conflict" */

/* Whether two claims of one figure agree: equal to the precision of the coarser
 * print (88.7 and 88.70, 25k and 25,000), or one inside the other's range. */
gboolean claims_agree(const Claim *a, const Claim *b);

#endif
