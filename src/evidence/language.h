/*
 * language: everything that reading figures needs to know of one language.
 *
 * Built once per language from ICU's CLDR data and the word tables (words.h),
 * then kept for the life of the process and only read.  The process's own
 * locale has no part in it.
 */
#ifndef FIGTRAIL_EVIDENCE_LANGUAGE_H
#define FIGTRAIL_EVIDENCE_LANGUAGE_H

#include "evidence/token.h"
#include "evidence/words.h"

typedef struct {
    char *locale;          /* ICU's name for it: "pt_PT" */
    char decimal;          /* '.' or ',' */
    gboolean month_first;  /* of 7/18/2023: the month stands before the day */
    gboolean has_words;    /* there is a word table for it */
    gboolean han;          /* numbers are said in Chinese characters too, by ten thousands */
    gboolean compounds;    /* numbers in words are written without blanks */
    gboolean titles;       /* months and weekdays begin with a capital letter */
    GHashTable *phrases;   /* first token's text -> Entry */
    GStringChunk *strings; /* owns all texts of phrases */
} Language;

/* tag: BCP 47.  Empty tags and languages that ICU does not know are English;
 * a region that it does not know is left out. */
const Language *language_get(const char *tag);

/* Adds text as a phrase; one that stands there already in that role keeps its value. */
void language_add(Language *language, Role role, double value, const char *text);

/* Looks up what the language knows of tokens from that one on.  language_match works
 * on resolved tokens only. */
void language_resolve(const Language *language, Tokens *tokens, guint from);

/* Whether a phrase in that role begins with the token; quick. */
gboolean language_begins(const Token *token, Role role);
gboolean language_begins_any(const Token *token, guint64 roles); /* ROLE_BIT of each */
#define ROLE_BIT(role) (G_GUINT64_CONSTANT(1) << (role))

/* The longest phrase in that role at tokens[at]: how many tokens it has, and
 * its value; 0: none. */
guint language_match(const Tokens *tokens, guint at, Role role, double *value);

/* Fills in what CLDR knows of language->locale (language_cldr.c). */
void language_add_cldr(Language *language);

#endif
