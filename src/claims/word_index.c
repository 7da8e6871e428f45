#include "claims/word_index.h"

void word_index_init(WordIndex *index, const Words *words)
{
    g_assert(words->n_names <= WORD_INDEX_LIMIT);
    *index = (WordIndex){.words = words};
    for (guint i = 0; i < WORD_INDEX_LIMIT; i++)
        index->starts[i] = NO_WORD;
    for (guint i = 0; i < words->n_names; i++) {
        char first[sizeof(guint64)] = {0};
        index->lengths[i] = strlen(words->names[i]);
        memcpy(first, words->names[i], MIN(index->lengths[i], sizeof first));
        index->starts[i] = word_start(first, sizeof first);
        for (guint j = 0; j < i; j++)
            g_assert(index->starts[j] != index->starts[i]);
    }
}
