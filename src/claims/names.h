/*
 * names: what people write for a subject or metric, and which one they mean.
 *
 * An index over the ids, names and aliases of a ClaimSet, which must outlive
 * it.  Names are compared folded: compatibility characters, case, and runs of
 * blanks, dashes and underscores make no difference ("LLaMA 3.1-70B" is
 * "llama-3.1 70b"); anything else does.  Nothing near is ever taken for the
 * thing itself: it is only suggested.
 */
#ifndef FIGTRAIL_CLAIMS_NAMES_H
#define FIGTRAIL_CLAIMS_NAMES_H

#include "claims/claims.h"

/* What a name stands for: one of the two is set. */
typedef struct {
    const char *id, *name;
    const Subject *subject;
    const Metric *metric;
} Named;

typedef enum {
    NAME_NONE,
    NAME_EXACT,
    NAME_PREFIX,   /* the beginning of names of one thing only */
    NAME_AMBIGUOUS /* several answer to it */
} NameState;

typedef struct {
    NameState state;
    const Named *found; /* exact, prefix; else NULL */
    /* const Named*, owned by the index: ambiguous: all that answer, by id; none: a
     * few that may be meant, the nearest first; else empty */
    GPtrArray *others;
} NameMatch;

typedef struct Names Names;

Names *names_new_subjects(const ClaimSet *claims);
Names *names_new_metrics(const ClaimSet *claims);
void names_free(Names *names); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Names, names_free)

/* Finds text among the names.  An id written as it stands beats the other names
 * that fold to it.  prefix: the beginning of a name will do when no whole name
 * fits.  Give *match to name_match_clear. */
void names_find(const Names *names, const char *text, gboolean prefix, NameMatch *match);
void name_match_clear(NameMatch *match);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(NameMatch, name_match_clear)

/* For a message after ambiguous or none: 'gpt-4 (GPT-4), gpt-4o (GPT-4o)', "" when
 * there is nobody to name.  A long list ends with 'and 12 more'. */
char *name_match_list(const NameMatch *match);

/* The form in which names are compared: Unicode's NFKC_Casefold (UAX #31) with
 * every run of blanks, dashes and underscores as one '-', none at the ends.
 * Bytes that are no UTF-8 count as U+FFFD.  Newly allocated. */
char *name_fold(const char *text);

#endif
