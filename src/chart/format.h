/*
 * format: numbers and times to text by d3's format languages, which Vega-Lite
 * uses (https://d3js.org/d3-format, https://d3js.org/d3-time-format).
 * Locale en-US, times in UTC.
 */
#ifndef FIGTRAIL_CHART_FORMAT_H
#define FIGTRAIL_CHART_FORMAT_H

#include <glib.h>

typedef struct NumberFormat NumberFormat;

/* A specifier such as ",.1f", ".2s", "~s", "$,.0f", "+.1%", ".3~g"; NULL when
 * it is not one. */
NumberFormat *number_format_parse(const char *specifier);
void number_format_free(NumberFormat *format); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NumberFormat, number_format_free)
/* format NULL: as the empty specifier, up to 12 significant digits. */
char *number_format_apply(const NumberFormat *format, double number);

/* As d3.formatPrefix(specifier, reference)(number): one SI prefix for a scale. */
char *number_format_apply_prefix(const NumberFormat *format, double reference, double number);

/* As d3.tickFormat(start, stop, count, specifier): the precision that tells the
 * ticks apart; specifier NULL is ",f".  NULL when specifier is not one. */
NumberFormat *number_format_for_ticks(double start, double stop, double count,
                                      const char *specifier);

/* For values of any size on a logarithmic scale: up to 12 significant digits, without trailing
 * zeros; specifier NULL is ",".  NULL when specifier is not one. */
NumberFormat *number_format_for_floats(const char *specifier);

/* milliseconds since 1970-01-01T00:00Z by a d3 time specifier ("%b %Y", "%-d");
 * as in d3, an unknown directive gives its letter.  A time that JavaScript cannot
 * hold is "Invalid Date". */
char *time_format_apply(const char *specifier, double milliseconds);

/* d3.utcFormat's multi-scale default of time axes: "2024", "April", "Mon 15", "02 PM", ... */
char *time_format_multi(double milliseconds);
/* The specifier that it uses; the unit that it tells: "year", "quarter", "month", "week", "date",
 * "hours", "minutes", "seconds" or "milliseconds". */
const char *time_format_multi_specifier(double milliseconds);
const char *time_format_multi_unit(double milliseconds);

#endif
