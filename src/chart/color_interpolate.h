/*
 * color_interpolate: mixing colours as d3-interpolate does it
 * (https://d3js.org/d3-interpolate/color).
 */
#ifndef FIGTRAIL_CHART_COLOR_INTERPOLATE_H
#define FIGTRAIL_CHART_COLOR_INTERPOLATE_H

#include "chart/color.h"

typedef enum {
    COLOR_SPACE_RGB,
    COLOR_SPACE_LAB,
    COLOR_SPACE_HCL,
    COLOR_SPACE_HCL_LONG,
    COLOR_SPACE_HSL,
    COLOR_SPACE_HSL_LONG,
    COLOR_SPACE_CUBEHELIX,
    COLOR_SPACE_CUBEHELIX_LONG
} ColorSpace;

extern const char *const color_space_names[]; /* in the order of ColorSpace; NULL ends it */

/* The colour at t, 0..1 (beyond: the mixture goes on), from a to b. */
Color color_interpolate(ColorSpace space, Color a, Color b, double t);

#endif
