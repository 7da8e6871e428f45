/*
 * ticks: round values on an axis, as d3 chooses them
 * (https://d3js.org/d3-array/ticks, d3-scale, d3-time).
 */
#ifndef FIGTRAIL_CHART_TICKS_H
#define FIGTRAIL_CHART_TICKS_H

#include <glib.h>

/* A larger count is cut to this: no axis shows more. */
enum { TICKS_MAXIMUM = 10000 };

/* All return a new array of double, ascending for start <= stop, else descending;
 * empty when there is nothing to show: an end is not finite, or count is not > 0. */
GArray *ticks_linear(double start, double stop, double count);

/* d3.scaleLog().ticks: start, stop of one sign, not 0; base > 1;
 * otherwise empty. */
GArray *ticks_log(double start, double stop, double base, double count);

/* d3.utcTicks(start, stop, count) in milliseconds since 1970 UTC. */
GArray *ticks_utc(double start, double stop, double count);

/* d3.tickStep and d3.tickIncrement (negative: minus the reciprocal of a step
 * below 1); 0, NaN or infinite when there is no step. */
double tick_step(double start, double stop, double count);
double tick_increment(double start, double stop, double count);

/* Extends *start..*stop to round values (d3-scale's nice); left as they are when
 * there are none. */
void nice_linear(double *start, double *stop, double count);
void nice_log(double *start, double *stop, double base);
void nice_utc(double *start, double *stop, double count);

void ticks_reverse(GArray *ticks); /* in place */

#endif
