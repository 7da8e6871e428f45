/*
 * find: every mention of a figure in a running text, with its place and what it reads as.
 *
 * Made for a source's snapshot: articles, model cards, tables.  Each figure is
 * read by the language's own words (words.h), like one cut out by hand
 * (reading.h).  Linear in the length of the text; nothing of the text is copied.
 *
 * What is no figure but looks like one is found too and said to be what it is, so
 * that nothing is left out in silence: the caller takes the classes it wants.
 */
#ifndef FIGTRAIL_EVIDENCE_FIND_H
#define FIGTRAIL_EVIDENCE_FIND_H

#include "evidence/reading.h"

typedef enum {
    MENTION_NUMBER,    /* reading: a value, a range or a bound */
    MENTION_DATE,      /* reading: a date of any precision, a span or a bound; a year */
    MENTION_STRUCTURE, /* "8x7B": 'count' parts of reading's value each; no total */
    MENTION_ORDINAL,   /* "18th", "1º": reading's value is the rank */
    MENTION_VAGUE,     /* no reading: "centenas de milhares", "several", "dozens" */
    MENTION_RELATIVE,  /* no reading: "next year", "no início deste ano", "18 de abril" */
    MENTION_NAME,      /* digits of a name: "GPT-4", "Llama 3.1 405B", "H100" */
    MENTION_IDENTIFIER /* no quantity: versions, telephones, times of day, "24/7", URLs,
                         long digit strings, sums to solve */
} MentionClass;

/* What the words of the sentence hint at; a hint is no proof. */
typedef enum {
    HINT_PLANNED = 1 << 0,   /* "planeja", "will", "vai", "upcoming" */
    HINT_TARGET = 1 << 1,    /* "meta de", "goal", "objetivo" */
    HINT_ESTIMATED = 1 << 2, /* "estima-se", "estimated", "according to analysts" */
    HINT_RUMOURED = 1 << 3,  /* "rumores", "reportedly", "acredita-se" */
    HINT_DEADLINE = 1 << 4,  /* a date to come bounds it: "até o final de", "by the end of" */
    HINT_ABOUT = 1 << 5,     /* the figure's own words: "cerca de", "quase"... */
    HINT_AT_LEAST = 1 << 6,  /* "mais de" */
    HINT_AT_MOST = 1 << 7    /* "até", "almost" counts as about */
} MentionHint;

/* A stretch of the text, in bytes: [start, end). */
typedef struct {
    gsize start, end;
} Stretch;

typedef struct {
    MentionClass type;
    Stretch whole;  /* with its bounds and unit: "mais de 64 mil GPUs" */
    Stretch core;   /* what a claim's 'printed' would hold: "64 mil", "US$ 18 bilhões",
                       "20.000 a 25.000", "abril de 2024" */
    Stretch before; /* bounds and approximations before core: "mais de"; empty: none */
    Stretch unit;   /* as printed, after core: "GPUs", "H100 chips"; empty: none.  The
                       normalised unit is reading.unit */
    Stretch sentence;
    gboolean has_reading; /* always for numbers, dates, structures and ordinals; may be for
                             names ("405B") and identifiers */
    Reading reading;      /* of core with 'before': "mais de 100 mil" is at-least; a bare
                             year has its date and the same as value */
    double count;         /* of a structure: 8 in "8x7B" */
    gboolean bare;        /* a number without sign, unit, scale or bound: "80" */
    gboolean ambiguous;   /* reads otherwise by other conventions: "1.234", "4/5/2025" */
    guint hints;          /* FigureHint */
    gboolean has_status;  /* the hints say one: */
    ClaimStatus status;   /* rumoured before estimated before target before planned */
} Mention;

/* All mentions in the order of the text, none overlapping (whole); elements are
 * Mention.  text: any bytes, what is no UTF-8 separates; language: BCP 47, unknown
 * ones read as English.  Free with g_array_unref. */
GArray *mentions_find(const char *text, gsize length, const char *language);

/* The one among mentions (of mentions_find) whose core lies in or around
 * stretch and shares the most bytes with it, the first of equals; NULL: none. */
const Mention *mentions_cover(const GArray *mentions, Stretch stretch);

/* Whether a number or date was found that a claim could state. */
gboolean mention_is_claimable(const Mention *mention);

const char *mention_class_name(MentionClass type); /* "number", "vague", ... */

#endif
