#include "evidence/words.h"

#include <string.h>

/* What is printed alike in every language. */
const WordEntry words_common[] = {
    {ROLE_SCALE, 1e3, "k"},
    {ROLE_SCALE, 1e6, "m|mn"},
    {ROLE_SCALE, 1e9, "b|bn"},
    {ROLE_SCALE, 1e12, "t|tn"},
    {ROLE_PERCENT, 0, "%"},
    {ROLE_UNIT, 0, "x|w|kw|mw|gw|wh|kwh|mwh|gwh|kb|mb|gb|tb|pb|gib|tib|h|ms|km|kg|nm|hz|ghz"},
    {ROLE_UNIT, 0, "flop|flops|gflops|tflops|pflops|eflops"},
    {ROLE_TO, 0, "-|. .|. . .|…"},
    {ROLE_AT_LEAST, 0, ">|> =|≥"},
    {ROLE_AT_MOST, 0, "<|< =|≤"},
    {ROLE_ABOUT, 0, "~|≈|≃|±"},
    {ROLE_OR_MORE, 0, "+"},
    {ROLE_ORDINAL, 0, "º|ª|°"},
    {ROLE_PERIOD, 103, "q1"},
    {ROLE_PERIOD, 406, "q2"},
    {ROLE_PERIOD, 709, "q3"},
    {ROLE_PERIOD, 1012, "q4"},
    {ROLE_PERIOD, 106, "h1"},
    {ROLE_PERIOD, 712, "h2"},
    {ROLE_OF, 0, ",|/"},
    {0, 0, NULL}};

static const WordTable word_tables[] = {
    {"", words_common},
    {"en", words_en},
    {"pt", words_pt},
};

const WordTable *word_table_find(const char *language)
{
    for (guint i = 0; i < G_N_ELEMENTS(word_tables); i++)
        if (strcmp(word_tables[i].language, language) == 0)
            return &word_tables[i];
    return NULL;
}
