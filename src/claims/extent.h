/*
 * extent: what a claim says that its figure can be.
 *
 * A point with the precision of its print, a range (low and high), or a bound
 * (one of them).  Made once per claim; merging compares extents many times.
 */
#ifndef FIGTRAIL_CLAIMS_EXTENT_H
#define FIGTRAIL_CLAIMS_EXTENT_H

#include "claims/merge.h"

typedef enum { EXTENT_NONE, EXTENT_POINT, EXTENT_RANGE, EXTENT_BOUND } ExtentKind;

/* Numbers, or days since 1970-01-01 with both ends included. */
typedef struct {
    ExtentKind kind;
    MetricKind metric;
    double low, high; /* of a point: all that rounds to it */
    double value;     /* of a point */
} Extent;

Extent extent_of(const Claim *claim);

/* For extents of one metric. */
Relation extents_relate(const Extent *a, const Extent *b);

#endif
