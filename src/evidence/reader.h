/*
 * reader: a cursor over the tokens of one printed figure, and what the parsers
 * of numbers (read_number.c) and dates (read_date.c) share.
 *
 * A function named take_... moves the cursor past what it names, or leaves it
 * where it is and says so.
 */
#ifndef FIGTRAIL_EVIDENCE_READER_H
#define FIGTRAIL_EVIDENCE_READER_H

#include "evidence/language.h"
#include "evidence/reading.h"

typedef struct {
    const Language *language;
    const Tokens *tokens;
    guint at, end;    /* the cursor, and where the tokens that it may look at end */
    gboolean running; /* the text goes on around the figure (find.h): of what reads
                         several ways, the one that a sentence would mean */
    gboolean listed;  /* commas stand between figures, not within ("a,512,100") */
} Reader;

/* The token at the cursor plus offset, or NULL behind the end. */
static inline const Token *reader_peek(const Reader *reader, guint offset)
{
    const guint i = reader->at + offset;
    return i < reader->end ? &reader->tokens->items[i] : NULL;
}

/* The same, but only a token of that type with no blank before it. */
static inline const Token *reader_peek_attached(const Reader *reader, guint offset, TokenType type)
{
    const Token *token = reader_peek(reader, offset);
    return token && token->type == type && !token->spaced ? token : NULL;
}

/* Whether a phrase in that role stands at the cursor. */
gboolean reader_sees(const Reader *reader, Role role);

/* value may be NULL */
gboolean reader_take(Reader *reader, Role role, double *value);
gboolean reader_take_symbol(Reader *reader, const char *symbol);

/* What stands before (or after) a figure and says how it is meant. */
typedef struct {
    gboolean at_least, at_most, about, between;
} Modifiers;

/* Takes all modifiers and fillers at the cursor, the longest phrase first;
 * at_least and at_most are the roles of bounds: of numbers, or of dates. */
void reader_take_modifiers(Reader *reader, Role at_least, Role at_most, Modifiers *modifiers);

/* "a", "-", or "e" after "entre": the join between the ends of a range */
gboolean reader_take_join(Reader *reader, const Modifiers *modifiers);

/* A number without its sign, as printed. */
typedef struct {
    char mantissa[64];      /* plain: "1.3" */
    int decimals, exponent; /* value = mantissa * 10^exponent * factor */
    double factor;          /* 1, or that of a scale which is no power of ten: a dozen */
    gboolean scaled;        /* a scale was printed: "mil" */
    gboolean about;         /* an order of magnitude is no exact figure */
    gboolean ambiguous;     /* "1.234": grouped or not is for the language to say */
} Numeral;

/* Digits with their separators, scale and exponent: "1,3 bilhões", "2.1×10^26",
 * "405B" (read_numeral.c). */
gboolean reader_take_numeral(Reader *reader, Numeral *numeral);
/* "1/2", "½", "2½" (read_fraction.c) */
gboolean reader_take_fraction(Reader *reader, Numeral *numeral);
/* "两万三千", "1億2000万" (read_han.c) */
gboolean reader_take_han(Reader *reader, Numeral *numeral);
/* "vinte e dois mil", "a million", "half a million" (read_words.c) */
gboolean reader_take_spelled(Reader *reader, Numeral *numeral);
/* "mil", "mil milhões", "K" after a number */
gboolean reader_take_scale(Reader *reader, Numeral *numeral);

/* FALSE when it is too large for a number. */
gboolean numeral_value(const Numeral *numeral, double *value, double *step);

/* A value or range with its currency and percent sign, and "or more" behind it;
 * "dates" of any precision.  modifiers: those before the cursor. */
gboolean reader_take_number(Reader *reader, Modifiers *modifiers, Reading *reading);
gboolean reader_take_date(Reader *reader, Modifiers *modifiers, Reading *reading);
/* "18 de abril": a day and month without a year */
gboolean reader_take_yearless(Reader *reader);

/* What the words behind a number count; looks a few words ahead.  FALSE: nothing
 * that the language knows.  (read_unit.c) */
gboolean reader_take_unit(Reader *reader, const char **unit);
/* "$", "US$", "EUR" before or behind a number */
gboolean reader_take_currency(Reader *reader, const char **unit);

/* Whole texts; fill in *reading. */
gboolean read_number(Reader *reader, Reading *reading);
gboolean read_date(Reader *reader, Reading *reading);

#endif
