/*
 * ticks: round values on an axis, as d3 chooses them
 * (https://d3js.org/d3-array/ticks, d3-scale, d3-time).
 */
#ifndef FIGTRAIL_CHART_TICKS_H
#define FIGTRAIL_CHART_TICKS_H

#include <glib.h>

/* All return a new array of double, ascending for start <= stop, else descending. */
GArray *ticks_linear(double start, double stop, double count);

/* d3.scaleLog().ticks: start, stop of one sign, not 0; base > 1. */
GArray *ticks_log(double start, double stop, double base, double count);

/* d3.utcTicks(start, stop, count) in milliseconds since 1970 UTC. */
GArray *ticks_utc(double start, double stop, double count);

/* d3.tickStep and d3.tickIncrement. */
double tick_step(double start, double stop, double count);
double tick_increment(double start, double stop, double count);

/* Extends *start..*stop to round values (d3-scale's nice). */
void nice_linear(double *start, double *stop, double count);
void nice_log(double *start, double *stop, double base);
void nice_utc(double *start, double *stop, double count);

#endif
