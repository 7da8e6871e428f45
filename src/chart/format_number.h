/*
 * format_number: a number format as it is written, for the files that make (format.c) and fit it
 * (format_scale.c).
 */
#ifndef FIGTRAIL_CHART_FORMAT_NUMBER_H
#define FIGTRAIL_CHART_FORMAT_NUMBER_H

#include "chart/format.h"

enum { PRECISION_UNSET = -1 };

struct NumberFormat {
    char fill[8]; /* one character */
    char align;   /* < > ^ = */
    char sign;    /* - + ( or blank */
    char symbol;  /* $ # or 0: none */
    gboolean zero, comma, trim;
    int width;
    int precision; /* or PRECISION_UNSET */
    char type;     /* as written; 0: none */
    /* a fixed SI prefix (number_format_for_ticks with type 's') */
    gboolean prefixed;
    int prefix; /* exponent of ten: -24, -21, ... 24 */
};

/* Exponent of the SI prefix below an exponent of ten. */
int number_prefix_exponent(int exponent);

#endif
