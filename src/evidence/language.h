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

/* Sets of roles. */
#define ROLE_BIT(role) (G_GUINT64_CONSTANT(1) << (role))

/* Of words that say how a figure is meant, or what it counts (context_words.h). */
static const guint64 WATCHED_ROLES =
    ROLE_BIT(ROLE_RUMOURED) | ROLE_BIT(ROLE_ESTIMATED) | ROLE_BIT(ROLE_TARGET) |
    ROLE_BIT(ROLE_PLANNED) | ROLE_BIT(ROLE_ABOUT) | ROLE_BIT(ROLE_AT_LEAST) |
    ROLE_BIT(ROLE_AT_MOST) | ROLE_BIT(ROLE_OR_MORE) | ROLE_BIT(ROLE_OR_LESS) |
    ROLE_BIT(ROLE_OR_SO) | ROLE_BIT(ROLE_MAGNITUDE) | ROLE_BIT(ROLE_PART) | ROLE_BIT(ROLE_SEASON) |
    ROLE_BIT(ROLE_SINCE) | ROLE_BIT(ROLE_BY) | ROLE_BIT(ROLE_ONWARDS) | ROLE_BIT(ROLE_DECADE) |
    ROLE_BIT(ROLE_PERCENT) | ROLE_BIT(ROLE_CURRENCY) | ROLE_BIT(ROLE_MEASURE);

/* The phrases that begin with one word. */
struct Entry {
    guint64 roles; /* of the phrases, ROLE_BIT each */
    const char *text;
    GArray *phrases;
};

typedef struct PhraseIndex PhraseIndex;

/* Sets of hashes: a bit per 14 bits of one, whether any word has them. */
typedef struct {
    guint64 bits[256];
} HashSet;

static inline guint hash_set_bit(guint hash)
{
    return (hash ^ hash >> 14) & (256 * 64 - 1);
}

static inline gboolean hash_set_may_have(const HashSet *set, guint hash)
{
    const guint bit = hash_set_bit(hash);
    return ((set->bits[bit / 64] >> bit % 64) & 1) != 0;
}

/* Of phrases, by the hashes of their lower-case words. */
typedef struct {
    HashSet words;   /* phrases of one word */
    HashSet pairs;   /* the first two words of the others (hash_pair) */
    HashSet openers; /* the first word of the others */
} Watched;

static inline guint hash_pair(guint first, guint second)
{
    return first * 31 + second;
}

enum {
    PHRASE_TOKENS = 12, /* the longest phrase */
    COMPOUND_LEAST = 7  /* letters of a word that may be made of numbers */
};

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
    PhraseIndex *index;    /* over phrases, for language_resolve */
    Watched watched;       /* the phrases in WATCHED_ROLES */
} Language;

/* tag: BCP 47.  Empty tags and languages that ICU does not know are English;
 * a region that it does not know is left out. */
const Language *language_get(const char *tag);

/* Adds text as a phrase; one that stands there already in that role keeps its value. */
void language_add(Language *language, Role role, double value, const char *text);

/* Looks up what the language knows of tokens from that one on.  language_match works
 * on resolved tokens only. */
void language_resolve(const Language *language, Tokens *tokens, guint from);

/* Whether a phrase in one of these roles begins with the token; quick. */
static inline gboolean language_begins_any(const Token *token, guint64 roles)
{
    return token->entry && (token->entry->roles & roles);
}

static inline gboolean language_begins(const Token *token, Role role)
{
    return language_begins_any(token, ROLE_BIT(role));
}

/* Whether a phrase in one of these roles could stand at tokens[at] if there were
 * more tokens. */
gboolean language_may_match(const Tokens *tokens, guint at, guint64 roles);

/* The longest phrase in that role at tokens[at]: how many tokens it has, and
 * its value; 0: none. */
guint language_match(const Tokens *tokens, guint at, Role role, double *value);

/* Fills in what CLDR knows of language->locale (language_cldr.c). */
void language_add_cldr(Language *language);

#endif
