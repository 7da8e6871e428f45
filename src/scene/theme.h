/*
 * theme: how figtrail's charts look: colours, patterns and strokes, and which of them a maker has
 * in every chart.
 *
 * Everything that is a colour or a width of the house style stands here and nowhere else; lengths
 * are px of a spec (Preset.unit).  A test holds the colours to their contrasts, also for people who
 * are colour blind (tests/scene/theme.c).
 */
#ifndef FIGTRAIL_SCENE_THEME_H
#define FIGTRAIL_SCENE_THEME_H

#include "chart/color.h"
#include "scene/pattern.h"
#include "scene/variant.h"

/* How one of several categories is drawn. */
typedef struct {
    Color color;
    FillPattern pattern; /* in print, where tones are few */
} CategoryStyle;

enum { THEME_CATEGORIES = 8 };

struct Theme {
    const char *name;
    const char *font;
    Color background, text, muted, grid, axis;
    Color neutral; /* what is not to stand out: the rest */
    Color band;    /* a quiet area or line behind marks */
    CategoryStyle categories[THEME_CATEGORIES];
    double corner_radius; /* of bars */
    double bar_band;      /* share of a band that a bar takes */
    double widest_bar;    /* of the label type: few bars do not fill the plot */
    double point_size;    /* area */
    double least_bar;     /* length: a day on a scale of years is still seen */
    double block_gap;     /* between the blocks of a stack */
    double point_rim;     /* in the background's colour, between points that touch */
    double frame_gap;     /* between a mark and the frame of a chosen claim */
    /* widths */
    double grid_width, rule_width, line_width, outline_width, leader_width, tick_width, frame_width,
        edge_width;
    Hatching hatching;
};

/* A maker has the same style in every chart; another name that of the index-th category; from the
 * ninth on they are neutral. */
gboolean theme_knows_maker(const char *category);
CategoryStyle theme_category(const Theme *theme, const char *category, guint index);

/* The colour for letters: itself where it is read easily on the background (4.5:1), else on its
 * way to the text's. */
Color theme_letter_color(const Theme *theme, Color color);

/* Whether a shape of a colour, which may be half transparent, is seen on the background (3:1). */
gboolean theme_is_seen(const Theme *theme, Color color);

/* The colour for letters on an area: the text's or the background's. */
Color theme_color_on(const Theme *theme, Color area);

#endif
