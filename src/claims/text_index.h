/*
 * text_index: texts and a number for each, for millions of look-ups.
 *
 * Texts are borrowed.  Built by one thread; then any number may look texts up.  A short text lies
 * in its slot, so that one look at the memory is enough.
 */
#ifndef FIGTRAIL_CLAIMS_TEXT_INDEX_H
#define FIGTRAIL_CLAIMS_TEXT_INDEX_H

#include <glib.h>

enum { TEXT_NEAR_LIMIT = 16 };

typedef struct {
    guint64 hash;
    guint32 length_after; /* length + 1; 0: free */
    guint32 number;
    union {
        char near[TEXT_NEAR_LIMIT]; /* up to that length */
        const char *far;
    } text;
} TextSlot;

typedef struct {
    TextSlot *slots;
    gsize n_slots; /* a power of two */
    gsize n_texts;
} TextIndex;

void text_index_init(TextIndex *index);
void text_index_clear(TextIndex *index);

/* A text that is there already keeps its number. */
void text_index_add(TextIndex *index, const char *text, gsize length, guint32 number);
/* FALSE when it is not there. */
gboolean text_index_find(const TextIndex *index, const char *text, gsize length, guint32 *number);

#endif
