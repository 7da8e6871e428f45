/*
 * path: forms of lines and curves, and reading them as SVG writes them
 * (https://www.w3.org/TR/SVG2/paths.html#PathData).
 */
#ifndef FIGTRAIL_CHART_PATH_H
#define FIGTRAIL_CHART_PATH_H

#include <glib.h>

/* A segment: 'M' and 'L' use points[0..1], 'C' all six (two controls, end),
 * 'Z' none. */
typedef struct {
    char verb;
    double points[6];
} PathSegment;

/* Of a path that is read. */
enum { PATH_MOST_SEGMENTS = 1000 };

/* Appends the segments of path data to an empty array of PathSegment; FALSE: text is none, or
 * longer.  Arcs and quadratic curves become cubic ones. */
gboolean path_parse(const char *text, GArray *segments);

#endif
