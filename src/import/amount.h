/*
 * amount: a number as the column 'value' of a claims table writes it.
 */
#ifndef FIGTRAIL_IMPORT_AMOUNT_H
#define FIGTRAIL_IMPORT_AMOUNT_H

#include <glib.h>

/* The shortest decimal of the number with its point shift places to the right: 0.85 and 2 give
 * "85", with no trace of binary fractions.  No exponent below 1e21.  number is finite; newly
 * allocated. */
char *amount_format(double number, int shift);

#endif
