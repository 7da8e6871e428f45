/*
 * vega_overlap: which of several labels stay so that none overlap (vega-view-transforms' Overlap).
 */
#ifndef FIGTRAIL_SCENE_VEGA_OVERLAP_H
#define FIGTRAIL_SCENE_VEGA_OVERLAP_H

#include <glib.h>

typedef struct {
    double box[4]; /* left, top, right, bottom in px */
    gboolean shown;
} OverlapLabel;

/* Sets 'shown' of each.  Labels go until none are nearer than separation: every other one, or
 * (greedy) each that meets the last one that stays; the last label stays when few do. */
void vega_overlap_thin(OverlapLabel *labels, guint n, double separation, gboolean greedy);

#endif
