/*
 * words: what a language says around figures and CLDR does not know.
 *
 * To add a language: one file words_XX.c with its table, one line in
 * word_tables (words.c).  Month names, scale words ("bilhões"), spelled-out
 * numbers and symbols come from ICU (language_cldr.c) and need no entry.
 */
#ifndef FIGTRAIL_EVIDENCE_WORDS_H
#define FIGTRAIL_EVIDENCE_WORDS_H

#include <glib.h>

/* What a phrase does in a figure.  "value" tells what WordEntry.value means. */
typedef enum {
    /* numbers */
    ROLE_CARDINAL,  /* "dois"; value: the number */
    ROLE_ARTICLE,   /* "a" in "a million": one, but only before a scale */
    ROLE_HALF,      /* "half a": one half, but only before a scale */
    ROLE_SCALE,     /* "mil", "bn"; value: the factor */
    ROLE_AND_HALF,  /* "e meio" after a scale */
    ROLE_LINK,      /* "e" in "vinte e dois" */
    ROLE_MAGNITUDE, /* "orders of magnitude": ten to the number before it */
    ROLE_PERCENT,   /* "por cento" */
    ROLE_ORDINAL,   /* "th", "º" right after digits: no number, but a day */
    ROLE_UNIT,      /* "gb" right after digits */
    ROLE_FRACTION,  /* "terços" after a number; value: 3 */
    ROLE_CURRENCY,  /* "US$", before or after; value: a WordUnit */
    ROLE_MEASURE,   /* "GPUs", after; value: a WordUnit */
    ROLE_SPOILER,   /* "terços", "punhado" after a number: it is not the figure */
    /* ranges and bounds of numbers; BETWEEN, TO and ABOUT of dates too */
    ROLE_BETWEEN,  /* "entre": makes ROLE_AND join two ends */
    ROLE_AND,      /* "e" in "entre 20 e 25" */
    ROLE_TO,       /* "a", "-" */
    ROLE_AT_LEAST, /* before the number: "mais de" */
    ROLE_AT_MOST,  /* "até" */
    ROLE_ABOUT,    /* "cerca de", "quase" */
    ROLE_OR_MORE,  /* after the number: "ou mais", "+" */
    ROLE_OR_LESS,  /* "ou menos" */
    ROLE_OR_SO,    /* "or so" */
    ROLE_FILLER,   /* before a figure, says nothing: "the", "em" */
    /* dates */
    ROLE_MONTH,         /* value: 1..12 */
    ROLE_WEEKDAY,       /* said before a date, not checked */
    ROLE_PERIOD,        /* "Q4"; value: first month * 100 + last month */
    ROLE_SEASON,        /* "summer": which months depends on the hemisphere */
    ROLE_PART,          /* "início de"; value: 1 early, 2 mid, 3 late */
    ROLE_DECADE,        /* before digits: "anos" */
    ROLE_DECADE_SUFFIX, /* right after digits: "s" */
    ROLE_OF,            /* between the parts of a date: "de", "," */
    ROLE_SINCE,         /* "desde" */
    ROLE_BY,            /* "até" */
    ROLE_ONWARDS,       /* after the date: "em diante" */
    ROLE_YEAR_MARK,     /* right after a year: "年" */
    /* running text (find.h) */
    ROLE_VAGUE,     /* "several", "dezenas": a number, but which? */
    ROLE_RELATIVE,  /* "este ano", "yesterday": a date, but which? */
    ROLE_PLANNED,   /* "planeja"; the status of what the sentence says */
    ROLE_TARGET,    /* "objetivo" */
    ROLE_ESTIMATED, /* "estima-se" */
    ROLE_RUMOURED   /* "reportedly" */
} Role;

/* Units that have words; names as in data/metrics.csv. */
typedef enum {
    UNIT_NONE,
    UNIT_PERCENT,
    UNIT_TIMES,
    UNIT_TOKENS,
    UNIT_PARAMETERS,
    UNIT_FLOP,
    UNIT_ACCELERATORS,
    UNIT_GPU_HOURS,
    UNIT_H100_EQUIVALENTS,
    UNIT_PAGES,
    UNIT_LINES,
    UNIT_WORDS,
    UNIT_SECONDS,
    UNIT_MINUTES,
    UNIT_HOURS,
    UNIT_DAYS,
    UNIT_WEEKS,
    UNIT_MONTHS,
    UNIT_YEARS,
    UNIT_WATTS,
    UNIT_KILOWATTS,
    UNIT_MEGAWATTS,
    UNIT_GIGAWATTS,
    UNIT_GIGABYTES,
    UNIT_TERABYTES,
    UNIT_PEOPLE,
    UNIT_USD,
    UNIT_EUR,
    UNIT_GBP,
    UNIT_JPY,
    UNIT_CNY,
    UNIT_BRL,
    UNIT_CHF,
    UNIT_CAD,
    UNIT_AUD,
    UNIT_INR,
    UNIT_KRW,
    N_UNITS
} WordUnit;

const char *word_unit_name(WordUnit unit); /* "": none */

typedef struct {
    Role role;
    double value;
    const char *phrases; /* separated by '|' */
} WordEntry;

typedef struct {
    const char *language;     /* BCP 47 primary subtag; "" : every language */
    const WordEntry *entries; /* phrases NULL ends it */
} WordTable;

extern const WordEntry words_common[];
extern const WordEntry words_de[];
extern const WordEntry words_en[];
extern const WordEntry words_es[];
extern const WordEntry words_fr[];
extern const WordEntry words_it[];
extern const WordEntry words_ja[];
extern const WordEntry words_pt[];
extern const WordEntry words_zh[];

/* The table of a language, or NULL. */
const WordTable *word_table_find(const char *language);

#endif
