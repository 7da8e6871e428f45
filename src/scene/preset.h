/*
 * preset: the size of a picture and of its type, for one use.
 */
#ifndef FIGTRAIL_SCENE_PRESET_H
#define FIGTRAIL_SCENE_PRESET_H

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

#endif
