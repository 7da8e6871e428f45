/*
 * theme: how figtrail's charts look: presets (size and type of a use), colours,
 * and which colour a maker has in every chart.
 */
#ifndef FIGTRAIL_SCENE_THEME_H
#define FIGTRAIL_SCENE_THEME_H

#include "chart/color.h"
#include "scene/variant.h"

/* All lengths in px.  The type scale has four sizes and no more. */
struct Preset {
    const char *name;
    double width;
    double height;                        /* 0: width times the chart's aspect */
    double margin;                        /* around everything */
    double title, subtitle, label, small; /* type sizes */
    double unit; /* what one px of a spec (dx, strokeWidth, square root of size) becomes */
    guint source_columns;
};

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
