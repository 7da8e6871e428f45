/*
 * format_decimal: the digits of a number as JavaScript writes them.
 *
 * d3 formats by Number.prototype.toFixed, toExponential, toPrecision and
 * toString (ECMA-262, 21.1.3).  They round the exact binary value, ties away
 * from zero, where C's printf rounds ties to even: 2.5 to no decimals is '3'.
 * All functions here take numbers >= 0 (or NaN, Infinity) and append.
 */
#ifndef FIGTRAIL_CHART_FORMAT_DECIMAL_H
#define FIGTRAIL_CHART_FORMAT_DECIMAL_H

#include <glib.h>

/* No double has more significant digits (ECMA-262 asks for at most 101). */
enum { DECIMAL_MAXIMUM = 767 };

/* digits[0].digits[1...] times ten to the exponent; n_digits of them */
typedef struct {
    char digits[DECIMAL_MAXIMUM + 1];
    int n_digits;
    int exponent;
} Decimal;

/* number: finite, > 0. n_digits 1..100: rounded to as many significant digits;
 * 0: the fewest digits that read back as the number. */
void decimal_make(Decimal *decimal, double number, int n_digits);

/* Without an exponent, filled up with zeros. */
void decimal_append_plain(GString *out, const Decimal *decimal);

void decimal_append_fixed(GString *out, double number, int decimals);
/* digits: of the fraction */
void decimal_append_exponential(GString *out, double number, int digits);
/* digits: significant ones, >= 1 */
void decimal_append_precision(GString *out, double number, int digits);
/* As String(number), with its sign. */
void decimal_append_text(GString *out, double number);
/* The fewest digits, filled up with zeros, never an exponent; whole numbers. */
void decimal_append_whole(GString *out, double number);

#endif
