/*
 * theme: how figtrail's charts look: colours, and which colour a maker has in every chart.
 */
#ifndef FIGTRAIL_SCENE_THEME_H
#define FIGTRAIL_SCENE_THEME_H

#include "chart/color.h"
#include "scene/variant.h"

struct Theme {
    const char *name;
    const char *font;
    Color background, text, muted, grid, axis, accent, neutral;
    double corner_radius; /* of bars, in spec px */
    double bar_band;      /* share of a band that a bar takes */
    double point_size;    /* area, spec px squared */
};

/* Colour of the index-th of several categories; known names (makers, kinds of
 * source) have the same one in every chart. */
Color theme_category_color(const Theme *theme, const char *category, guint index);

#endif
