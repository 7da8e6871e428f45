/*
 * quote-length: a quote is the shortest phrase that carries the figure, because
 * the texts of sources belong to others (data/README.md).
 */
#include "evidence/rules.h"

const Rule rule_quote_length = {"quote-length", LEVEL_WARNING, "a quote has more than 40 words"};

enum { WORDS_LIMIT = 40 };

void check_quote_length(const Evidence *evidence, Findings *findings)
{
    const Claim *claim = evidence->claim;
    guint words = 0;
    gboolean inside = FALSE;
    for (const char *p = claim->quote; *p; p = g_utf8_next_char(p)) {
        const gboolean space =
            (guchar)*p < 0x80 ? g_ascii_isspace(*p) : g_unichar_isspace(g_utf8_get_char(p));
        words += !space && !inside;
        inside = !space;
    }
    if (words > WORDS_LIMIT)
        findings_add(findings, &rule_quote_length, claim_place(claim, "quote"),
                     "the quote has %u words, the limit is %d: cut it to the phrase that carries "
                     "the figure",
                     words, WORDS_LIMIT);
}
