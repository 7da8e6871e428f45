/*
 * reading: a figure as people print it, read as a number or a date.
 *
 * "86,4%", "64 mil", "20.000 a 25.000", "1,3 bilhões de dólares", "abril de
 * 2024".  Symbols and month names come from ICU's CLDR data; the few words that
 * CLDR lacks stand in one table per language (reading_words.c).
 */
#ifndef FIGTRAIL_EVIDENCE_READING_H
#define FIGTRAIL_EVIDENCE_READING_H

#include "base/date.h"
#include "claims/claims.h"

typedef enum { READING_NUMBER, READING_DATE } ReadingType;

typedef struct {
    ReadingType type;
    ClaimKind kind; /* what the print itself says: exact, about, at-least, ... */
    /* A plain figure has value only; a range has low and high; a bound has
     * value and its side. */
    gboolean has_value, has_low, has_high;
    double value, low, high;             /* READING_NUMBER */
    Date date_value, date_low, date_high; /* READING_DATE */
    double precision; /* of a number: the step of its last printed digit, 0.1 for
                         "86.4", 1000 for "64 mil" and 1 for "25,000" */
    gboolean percent; /* a percent sign or word was printed: value is in percent */
} Reading;

/* Reads all of printed in a language (BCP 47; unknown ones read as English).
 * FALSE when it does not read as one figure. */
gboolean reading_parse(const char *printed, const char *language, Reading *reading);

/* Rules over claims and their words: printed against value, quote holds printed. */
void evidence_check(const ClaimSet *claims, Findings *findings);
extern const Rule *const evidence_rules[];
extern const guint n_evidence_rules;

#endif
