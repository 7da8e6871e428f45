/*
 * reading: a figure as people print it, read as a number or a date.
 *
 * "86,4%", "64 mil", "20.000 a 25.000", "1,3 bilhões de dólares", "abril de
 * 2024".  Symbols, scale words, spelled-out numbers and month names come from
 * ICU's CLDR data; the few words that CLDR lacks stand in one table per language
 * (words.h).
 *
 * What is printed decides alone: a text reads as one figure or not at all.
 * Words after the figure ("GPUs", "de dólares") may say anything but a second
 * figure; words before it must be known ("Llama 3.1 405B" does not read).
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
     * value and its side (the same figure). */
    gboolean has_value, has_low, has_high;
    double value, low, high;              /* READING_NUMBER */
    Date date_value, date_low, date_high; /* READING_DATE */
    double precision;   /* of a number: the step of its last printed digit, 0.1 for
                           "86.4", 1000 for "64 mil" and 1 for "25,000"; of a range:
                           the coarser step of its ends */
    gboolean percent;   /* a percent sign or word was printed: value is in percent */
    const char *unit;   /* "": none that we know; static.  Named as in data/metrics.csv:
                           "percent", "USD" (any ISO 4217 code), "tokens", "parameters",
                           "FLOP", "accelerators", "GPU-hours", "days", "pages", ... */
    gboolean ambiguous; /* other conventions would read it otherwise: "1.234", "4/5/2025" */
} Reading;

/* Reads all of printed in a language (BCP 47; unknown ones read as English).
 * FALSE when it does not read as one figure.  What reads both ways ("2024",
 * "2010-2024") is a number here: say what you expect with reading_parse_as. */
gboolean reading_parse(const char *printed, const char *language, Reading *reading);

/* The same, but only as a number or only as a date: "2024" is either.
 *
 * Signs that the language would not use are read where only one meaning is left:
 * "86.4" in Portuguese, "86,4" in English, "18/7/2023" in English.
 * Dates keep their precision.  Conventions: "end of 2024" is about 2024-12,
 * "early 2023", "mid-2023" and "summer 2023" are about 2023; quarters, halves and
 * decades are ranges; "by X" is at most, "since X" at least X's near end. */
gboolean reading_parse_as(const char *printed, const char *language, ReadingType type,
                          Reading *reading);

/* A plain number, which reads the same in every language ("64000", "86.4", "86,4"; not "1.234"),
 * without the rest of the reader: many times quicker, and what reading_parse_as gives for it. */
gboolean reading_parse_plain(const char *printed, Reading *reading);
/* reading_parse_as without that short cut, for the test that holds one against the other. */
gboolean reading_parse_fully(const char *printed, const char *language, ReadingType type,
                             Reading *reading);

/* Rules over claims and their words: printed against value, quote holds printed.
 * claims: free of errors in the rules of the folders before. */
void evidence_check(const ClaimSet *claims, Findings *findings);
extern const Rule *const evidence_rules[];
extern const guint n_evidence_rules;

#endif
