/*
 * gradient: colours that run along a line, or outwards
 * (https://vega.github.io/vega/docs/types/#Gradient).
 *
 * Made by scene/ from what a spec says (spec_kind.c checks that), read by renderers.  Places are
 * shares of the box around what is painted, without its outline.
 */
#ifndef FIGTRAIL_CHART_GRADIENT_H
#define FIGTRAIL_CHART_GRADIENT_H

#include "base/json.h"
#include "chart/color.h"

enum { GRADIENT_MOST_STOPS = 64 };

typedef struct {
    double offset; /* 0..1, ascending */
    Color color;
} GradientStop;

typedef struct {
    gboolean radial;       /* in a square as large as the longer side, around the box' middle */
    double from[2], to[2]; /* x, y */
    double radius[2];      /* of a radial one: at from, at to */
    GradientStop stops[GRADIENT_MOST_STOPS];
    guint n_stops; /* one or more */
    guint number;  /* in its scene */
} Gradient;

/* FALSE: the value is no gradient, or has members that are not known. */
gboolean gradient_parse(const cJSON *json, Gradient *gradient);

/* References. */
Gradient *gradient_new(const Gradient *gradient);
Gradient *gradient_ref(Gradient *gradient);
void gradient_unref(Gradient *gradient);

/* From px to the gradient's own shares: share = factor * px + term, for x and y; FALSE: the box
 * (left, top, right, bottom) has no area, and nothing of it is painted. */
gboolean gradient_fit(const Gradient *gradient, const double box[4], double factor[2],
                      double term[2]);

#endif
