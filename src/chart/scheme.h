/*
 * scheme: Vega's colour schemes by name (https://vega.github.io/vega/docs/schemes/).
 *
 * Names are as Vega writes them ('blueOrange'); case does not matter.
 */
#ifndef FIGTRAIL_CHART_SCHEME_H
#define FIGTRAIL_CHART_SCHEME_H

#include "chart/color.h"

typedef enum { SCHEME_NONE, SCHEME_CATEGORICAL, SCHEME_CONTINUOUS } SchemeKind;

SchemeKind scheme_kind(const char *name); /* SCHEME_NONE: there is none of that name */

/* Number of colours of a categorical scheme; 0: it is none. */
guint scheme_size(const char *name);
/* Colour of a categorical scheme ('#rrggbb', static); past the last it starts
 * again, as Vega's ordinal scales do.  NULL when it is none. */
const char *scheme_color(const char *name, guint index);

/* Colour of a continuous scheme at t, 0..1 (beyond: its ends).  FALSE when it is
 * none, or t is NaN. */
gboolean scheme_interpolate(const char *name, double t, Color *color);

/* All names, in alphabetical order of each kind; for messages. */
const char *const *scheme_names(SchemeKind kind, guint *n_names);

#endif
