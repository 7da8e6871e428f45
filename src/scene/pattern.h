/*
 * pattern: how an area is filled: whole, or by lines or dots of its colour.
 *
 * One tile is repeated from the corner of the scene, in every format alike, so that neighbours
 * meet.
 */
#ifndef FIGTRAIL_SCENE_PATTERN_H
#define FIGTRAIL_SCENE_PATTERN_H

#include <glib.h>

typedef enum {
    PATTERN_SOLID,
    PATTERN_HATCH, /* diagonals, in every theme: not yet actual */
    PATTERN_BACK_HATCH,
    PATTERN_LINES,
    PATTERN_COLUMNS,
    PATTERN_GRID,
    PATTERN_DOTS,
    PATTERN_CROSS,
    N_PATTERNS
} FillPattern;

/* What the patterns of a scene have in common. */
typedef struct {
    double period; /* px, the side of a tile */
    double width;  /* px, of a line */
    double tint;   /* alpha of the colour under its lines, so that the area still reads as one */
} Hatching;

/* From 0 to 1 within the tile; what reaches out of it completes a neighbour's line. */
typedef struct {
    double x1, y1, x2, y2;
} PatternLine;

typedef struct {
    const char *name; /* in ids and dumps */
    const PatternLine *lines;
    guint n_lines;
    double weight; /* how many times the hatching's width its lines are, with round ends */
    /* What stands for it in a symbol that is too small for tiles: lines in the circle of radius 1
     * around its middle, or (n_sign 0) a dot. */
    const PatternLine *sign;
    guint n_sign;
} PatternTile;

/* PATTERN_SOLID has no lines and the name "fill". */
const PatternTile *pattern_tile(FillPattern pattern);

#endif
