/*
 * vega_curve: lines through points, as d3-shape draws them (https://d3js.org/d3-shape/curve).
 *
 * The names are those of Vega's "interpolate".
 */
#ifndef FIGTRAIL_SCENE_VEGA_CURVE_H
#define FIGTRAIL_SCENE_VEGA_CURVE_H

#include "scene/scene.h"

typedef struct {
    double x, y;
} CurvePoint;

typedef struct {
    const char *interpolate; /* NULL: straight lines */
    double tension;          /* of cardinal curves, 0..1 */
    gboolean down;           /* the line runs along y */
    gboolean back;           /* it is the way back along the other edge of an area */
} Curve;

/* Appends the curve to an array of PathSegment; it begins with a segment of the verb 'M' or 'L'. */
void vega_curve_add(GArray *path, const Curve *curve, const CurvePoint *points, guint n, char verb);

#endif
