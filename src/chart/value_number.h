/*
 * value_number: numbers in text as JavaScript reads them.
 */
#ifndef FIGTRAIL_CHART_VALUE_NUMBER_H
#define FIGTRAIL_CHART_VALUE_NUMBER_H

#include <glib.h>

/* End of the longest decimal literal ('1', '1.', '.5', '1e-3'; no sign) that
 * text begins with; text itself when there is none. */
const char *value_number_scan(const char *text);

/* The number of the decimal literal that ends there. */
double value_number_read(const char *text, const char *end);

/* Skips what JavaScript counts as white space. */
const char *value_skip_blanks(const char *text);

/* As Number(text): blanks around it are ignored, none at all is 0; also
 * 'Infinity', '0x1f', '0o17', '0b1'.  NaN when it is no number. */
double value_number_parse(const char *text);

#endif
