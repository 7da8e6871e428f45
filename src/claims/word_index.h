/*
 * word_index: the words of an enumeration, for millions of look-ups.
 *
 * All words are compared at once, by their first bytes: which one it is comes as a surprise to a
 * processor that has to jump for it.
 */
#ifndef FIGTRAIL_CLAIMS_WORD_INDEX_H
#define FIGTRAIL_CLAIMS_WORD_INDEX_H

#include "claims/check.h"

#include <string.h>

enum { WORD_INDEX_LIMIT = 8 };

#define NO_WORD G_MAXUINT64 /* no text begins so */

typedef struct {
    const Words *words;
    guint64 starts[WORD_INDEX_LIMIT]; /* the first 8 bytes, no two alike; NO_WORD */
    gsize lengths[WORD_INDEX_LIMIT];
} WordIndex;

/* The text's first bytes, as many as there are; 8 may be read. */
static inline guint64 word_start(const char *text, gsize length)
{
    guint64 start;
    memcpy(&start, text, sizeof start);
    start = GUINT64_FROM_LE(start);
    return length < sizeof start ? start & ((G_GUINT64_CONSTANT(1) << length * 8) - 1) : start;
}

void word_index_init(WordIndex *index, const Words *words);

/* As words_find; 8 bytes of the text may be read, however short it is. */
static inline int word_index_find(const WordIndex *index, const char *text, gsize length)
{
    const guint64 start = word_start(text, length);
    guint found = 0;
    for (guint i = 0; i < WORD_INDEX_LIMIT; i++)
        found |= start == index->starts[i] ? i + 1 : 0;
    if (found == 0 || index->lengths[found - 1] != length ||
        (length > sizeof start && memcmp(index->words->names[found - 1], text, length) != 0))
        return -1;
    return (int)found - 1;
}

#endif
