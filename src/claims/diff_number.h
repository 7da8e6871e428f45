/*
 * diff_number: two numbers told apart, as a person would.
 *
 * Float noise is a difference that nobody wrote: a number went through a 64-bit or
 * 32-bit binary fraction and came out with other last digits, as 2.1e26 comes back as
 * 2.1000000999999995e+26 and 0.3 as 0.30000001192092896.  The rule, where e is the
 * difference relative to the larger number:
 *
 * - Two whole numbers below 2^53 are never noise: a double holds them exactly, and
 *   the last digit of a count (100000001) is meant.
 * - e <= 2^-50 is noise: eight roundings of a double (half a step is 2^-53).
 * - e <= 2^-23 is noise if one number has at most seven significant digits and the
 *   other has more.  A float32 is off by half a step, 2^-24, and its print with eight
 *   digits by about as much again.  It carries seven digits at most, so a
 *   difference between two numbers of seven digits was written on purpose, and one
 *   between two longer numbers did not come from a float32.
 */
#ifndef FIGTRAIL_CLAIMS_DIFF_NUMBER_H
#define FIGTRAIL_CLAIMS_DIFF_NUMBER_H

#include "claims/claims.h"

/* For texts of plain numbers that differ in value. */
gboolean numbers_differ_by_noise(const char *old, const char *new);

/* To how many digits two numbers that differ are the same, 0 to 17. */
guint numbers_same_digits(double old, double new);

/* By how much, newly allocated: "+0.1 points (+0.12 %)" where unit is percent, "-57600 (-90 %)";
 * as exact as the numbers are written. */
char *number_change_text(const Amount *old, const Amount *new, const char *unit);
/* "3 days later", "2 months earlier", "more precise". */
char *date_change_text(Date old, Date new);

#endif
