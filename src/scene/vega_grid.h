/*
 * vega_grid: where views stand beside each other: vega-view-transforms' layout/grid.js.
 */
#ifndef FIGTRAIL_SCENE_VEGA_GRID_H
#define FIGTRAIL_SCENE_VEGA_GRID_H

#include "chart/view.h"

/* One view; its place is that of its origin, from the origin of the first one. */
typedef struct {
    double full[4]; /* how far it reaches around its origin: left, top, right, bottom; px */
    double box[4];  /* the same, or (flush) its plot: what is kept apart */
    double x, y;    /* set by vega_grid_place */
} GridCell;

/* In reading order; columns 0: all in one row. */
void vega_grid_place(GridCell *cells, guint n, const Grid *grid);

/* The box around all placed cells; n > 0. */
void vega_grid_extent(const GridCell *cells, guint n, double box[4]);

#endif
