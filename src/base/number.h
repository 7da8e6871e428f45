/*
 * number: numbers to text and back, the same in every locale.
 */
#ifndef FIGTRAIL_BASE_NUMBER_H
#define FIGTRAIL_BASE_NUMBER_H

#include <glib.h>

enum { NUMBER_TEXT_SIZE = G_ASCII_DTOSTR_BUF_SIZE };

/* A plain JSON-like number ('-1.5', '2.1e26'; no blanks, 'inf', 'nan' or hex)
 * that fills all of text.  FALSE otherwise, or when it is not finite. */
gboolean number_parse(const char *text, double *number);

/* The shortest text that reads back as the same number; returns buffer. */
const char *number_format(double number, char buffer[NUMBER_TEXT_SIZE]);

/* Appends with at most that many decimals, without trailing zeros or '-0':
 * the form of coordinates in SVG and scene dumps. */
void number_append(GString *out, double number, int decimals);

/* Appends a number's text as people read it: '350000' as '350,000'; five digits and
 * more, so that years stay whole; nothing changes in what has an exponent or is no
 * number. */
void number_append_grouped(GString *out, const char *text);

#endif
