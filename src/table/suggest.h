/*
 * suggest: what somebody who misspelled a word may have meant.
 */
#ifndef FIGTRAIL_TABLE_SUGGEST_H
#define FIGTRAIL_TABLE_SUGGEST_H

#include <glib.h>

enum { SUGGEST_LENGTH_LIMIT = 64 };

/* A search for the candidate nearest to a word; caller's memory. */
typedef struct {
    gunichar word[SUGGEST_LENGTH_LIMIT]; /* lower case */
    guint length;                        /* characters; 0: no suggestion is made */
    guint distance;                      /* of best, or of the first that would be too far */
    const char *best;                    /* borrowed from the caller; NULL: nothing near so far */
} Suggestion;

/* Words longer than SUGGEST_LENGTH_LIMIT get no suggestion. */
void suggest_init(Suggestion *suggestion, const char *word);

/* Keeps candidate when it is nearer than the best so far: at most two edits
 * away (case ignored, a swap of neighbours is one edit) and less than half of
 * the word changed.  Of equally near ones the first in byte order is kept, so
 * the order of the offers does not matter. */
void suggest_offer(Suggestion *suggestion, const char *candidate);

/* The text in double quotes, cut when it is long: for messages. */
char *text_quote(const char *text);

#endif
