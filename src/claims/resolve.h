/*
 * resolve: how the claims of one figure stand to each other.
 *
 * The rules of merging, over the few things that they need of a claim; whoever has the claims
 * (merge.h stores them all, bulk.h only these things) brings them in the order of choice.
 */
#ifndef FIGTRAIL_CLAIMS_RESOLVE_H
#define FIGTRAIL_CLAIMS_RESOLVE_H

#include "claims/extent.h"

/* A claim in use: one that is not deprecated. */
typedef struct {
    Extent extent;
    gpointer origin; /* of its source: those with one origin are no independent witnesses */
    gboolean
        agreeing; /* out: supports the first and all that agree before it; else it is a rival */
} Contender;

typedef struct {
    Agreement agreement;
    guint n_sources; /* independent ones among those that agree */
} Resolution;

/* contenders: of one figure, in the order of choice, so that the first is the chosen one.  Those
 * that agree must also agree with each other: "at least 100" is no common ground of 200 and 300. */
Resolution contenders_resolve(Contender *contenders, guint n, gboolean has_setting);

#endif
