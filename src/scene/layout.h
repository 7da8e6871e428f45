/*
 * layout: from a chart to a finished scene: everything measured and placed.
 */
#ifndef FIGTRAIL_SCENE_LAYOUT_H
#define FIGTRAIL_SCENE_LAYOUT_H

#include "chart/chart.h"
#include "scene/scene.h"

/* The use that a picture is made for: its size and its type sizes. */
typedef struct Preset Preset;

/* "slide" (1600 x 900), "page" (800 wide); NULL when there is none of that name.
 * The first is the default. */
const Preset *preset_find(const char *name);
extern const char *const preset_names[]; /* NULL ends it */

/* name: the chart's, from its file name.  Faults that only layout can see are
 * findings; then NULL. */
Scene *layout_scene(const Chart *chart, const char *name, const Preset *preset, Findings *findings);

/* A chart that was read with a config (chart_read_with): as large as its plot and what surrounds
 * it need, in the manner of Vega. */
Scene *vega_layout_scene(const Chart *chart, const char *name);

#endif
