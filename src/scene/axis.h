/*
 * axis: what the files that draw axes share: ticks with their labels.  Nobody else sees it.
 */
#ifndef FIGTRAIL_SCENE_AXIS_H
#define FIGTRAIL_SCENE_AXIS_H

#include "scene/page.h"

typedef struct {
    double position; /* px; NAN before there is a range */
    Value value;
    char *label; /* in the reader's language; owned */
} Tick;

/* The spec's "axis" of x or y; NULL: nothing is said. */
const cJSON *axis_json(const Page *page, Channel channel);
/* Whether its ticks are labelled. */
gboolean axis_has_labels(const Page *page, Channel channel);

/* axis_ticks.c: all ticks of an axis over length px; of Tick, caller unrefs. */
GArray *axis_ticks(Page *page, const Scale *scale, Channel channel, double length);

/* axis_label.c: what a label on the y axis may be wide, px. */
double axis_label_widest(const Page *page);
/* Height of the labels under a panel. */
double axis_label_height(const Page *page, const Panel *panel);
void axis_label_draw(Page *page, const PlacedPanel *placed, Channel channel, const GArray *ticks);

#endif
