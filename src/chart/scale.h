/*
 * scale: from data values to positions, as d3-scale does it.
 *
 * The chart stage finds the domain; layout sets the range in px.
 */
#ifndef FIGTRAIL_CHART_SCALE_H
#define FIGTRAIL_CHART_SCALE_H

#include "chart/value.h"

typedef enum {
    SCALE_LINEAR,
    SCALE_LOG,
    SCALE_SQRT,
    SCALE_TIME,
    SCALE_BAND,
    SCALE_POINT,
    SCALE_POW, /* from here on: of the grammar only */
    SCALE_SYMLOG
} ScaleType;

typedef struct {
    ScaleType type;
    double domain[2];                    /* continuous; time in milliseconds */
    GPtrArray *categories;               /* discrete: texts in order, owned by the scale */
    GHashTable *index;                   /* text -> position + 1 */
    double range[2];                     /* px */
    gboolean reversed;                   /* the spec wants the range turned round */
    gboolean clamped;                    /* what lies outside the domain stands at its ends */
    double exponent;                     /* of a pow scale */
    double constant;                     /* of a symlog scale */
    double base;                         /* of a log scale's ticks */
    double padding_inner, padding_outer; /* of a step */
} Scale;

/* A discrete scale has no categories yet; a continuous one no domain. */
Scale *scale_new(ScaleType type);
void scale_free(Scale *scale); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Scale, scale_free)

gboolean scale_is_discrete(const Scale *scale);
void scale_add_category(Scale *scale, const char *category); /* once only */
void scale_set_range(Scale *scale, double start, double end);
void scale_nice(Scale *scale); /* widens a continuous domain to round values (ticks.h) */

/* The same by a count of steps, or for times by a unit ("month") and how many of it. */
void scale_nice_count(Scale *scale, double count);
void scale_nice_interval(Scale *scale, const char *unit, guint step);
gboolean scale_interval_known(const char *unit);

/* Position in px; of a category the middle of its band.  NAN for what is not in
 * the domain of a discrete or log scale, or is no number. */
double scale_position(const Scale *scale, Value value);
double scale_number_position(const Scale *scale, double number);
/* The number at a position: the inverse of the above; continuous scales. */
double scale_invert(const Scale *scale, double position);

/* Place of a category in the domain, from 0; -1: it is not there, or none has places. */
int scale_index(const Scale *scale, Value value);

double scale_step(const Scale *scale); /* px from one category to the next */
double scale_bandwidth(const Scale *scale);

#endif
