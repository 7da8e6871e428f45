/*
 * color: CSS colours.
 */
#ifndef FIGTRAIL_CHART_COLOR_H
#define FIGTRAIL_CHART_COLOR_H

#include <glib.h>

/* red, green, blue in sRGB, 0..255; alpha 0..1; alpha 0: not painted */
typedef struct {
    guint8 red, green, blue;
    double alpha;
} Color;

#define COLOR_NONE ((Color){0})

/* '#rgb', '#rgba', '#rrggbb', '#rrggbbaa', 'rgb(r,g,b)', 'rgba(r,g,b,a)', 'hsl(h,s%,l%)',
 * CSS names, 'transparent', 'none'; case and blanks around it do not matter. */
gboolean color_parse(const char *text, Color *color);

enum { COLOR_TEXT_SIZE = 8 };
/* '#rrggbb', whatever the alpha */
const char *color_format(Color color, char buffer[COLOR_TEXT_SIZE]);

/* share (0..1) of the way from one to the other, in sRGB */
Color color_mix(Color from, Color to, double share);

/* How well one is seen on the other, 1..21 (WCAG 2.2, "contrast ratio"); without their alphas. */
double color_contrast(Color a, Color b);

#endif
