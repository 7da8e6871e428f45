/*
 * mark_boxes: where on the picture each figure is, so that a point leads to its claims.
 */
#ifndef FIGTRAIL_TRAIL_MARK_BOXES_H
#define FIGTRAIL_TRAIL_MARK_BOXES_H

#include "base/json.h"
#include "scene/scene.h"

/* For each of scene->drawn (const DrawnFigure* ->) a JSON array of its marks' boxes, in order of
 * painting: [x, y, width, height] in px of the scene, rounded to tenths; nothing for one that
 * no mark shows.  The arrays are the caller's. */
GHashTable *mark_boxes_collect(const Scene *scene);

/* Indexes (guint) into the record's figures whose marks are at a point in px of its chart, the
 * ones drawn last first; beside all marks the nearest within reach px. */
GArray *mark_boxes_find(const cJSON *record, double x, double y, double reach);

#endif
