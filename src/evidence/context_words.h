/*
 * context_words: which words of a part of a text could make a warning of context.h,
 * whatever figure they belong to.
 *
 * Much cheaper than finding the figures: most parts hold nothing that contradicts their
 * claims, and only the others are read by the finder.
 */
#ifndef FIGTRAIL_EVIDENCE_CONTEXT_WORDS_H
#define FIGTRAIL_EVIDENCE_CONTEXT_WORDS_H

#include "evidence/find.h"
#include "evidence/language.h"

typedef struct {
    gboolean status; /* "planeja", "reportedly", "by" */
    gboolean bound;  /* "mais de", "about", "+" */
    guint64 units;   /* a bit per WordUnit */
} ContextWords;

/* room: to work in. */
ContextWords context_words(const Language *language, const char *text, Stretch part, Tokens *room);

#endif
