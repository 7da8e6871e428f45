/*
 * layout: from a chart to a finished scene: everything measured and placed.
 */
#ifndef FIGTRAIL_SCENE_LAYOUT_H
#define FIGTRAIL_SCENE_LAYOUT_H

#include "chart/chart.h"
#include "scene/scene.h"
#include "scene/variant.h"

/* name: the chart's, from its file name.  Faults that only layout can see are
 * findings; then NULL. */
Scene *layout_scene(const Chart *chart, const char *name, const Variant *variant,
                    Findings *findings);

/* A chart that was read with a config (chart_read_with): as large as its plot and what surrounds
 * it need, in the manner of Vega; or (autosize "fit") its plot is made as large as the page lets
 * it.
 */
Scene *vega_layout_scene(Chart *chart, const char *name);

#endif
