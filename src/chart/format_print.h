/*
 * format_print: numbers as a newspaper prints them, where a spec gives no format:
 * "12,500", "2.5 million", "6 × 10²⁵", in the reader's language.
 */
#ifndef FIGTRAIL_CHART_FORMAT_PRINT_H
#define FIGTRAIL_CHART_FORMAT_PRINT_H

#include "chart/locale.h"

/* All newly allocated, of a finite number; locale NULL: English. */

/* With all its digits, in groups from 10,000 on (2024 may be a year); as a power of ten where
 * nobody would count its zeros. */
char *number_print(const Locale *locale, double number);

/* A round one, as on axes: up to 12 significant digits, millions and more by their words. */
char *number_print_round(const Locale *locale, double number);

/* "6 × 10²⁵", "10⁻⁹"; 0, 1 and 10 as they are. */
char *number_print_power(const Locale *locale, double number);

/* Whether numbers from one size to the other (not negative; 0 is no size) are best printed as
 * powers of ten. */
gboolean number_wants_power(double least, double largest);

#endif
