/*
 * automaton: simple regular expressions as a table: one step per byte, no memory,
 * no backtracking.
 *
 * Understood are literals, classes of ASCII characters ('[^...]' takes any other
 * character), '.', groups, '|', and the quantifiers ? * + {n} {n,} {n,m}: enough
 * for ids, dates and addresses.  They mean what GRegex takes them to mean (PCRE
 * in UTF-8 mode); everything else is left to it.
 */
#ifndef FIGTRAIL_TABLE_AUTOMATON_H
#define FIGTRAIL_TABLE_AUTOMATON_H

#include <glib.h>

typedef struct Automaton Automaton;

/* For a pattern that GRegex takes; NULL when it is not a simple one. */
Automaton *automaton_new(const char *pattern);
void automaton_free(Automaton *automaton); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Automaton, automaton_free)

/* Whether all of the text, length bytes of UTF-8, is as the pattern says. */
gboolean automaton_match(const Automaton *automaton, const char *text, gsize length);

#endif
