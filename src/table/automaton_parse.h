/*
 * automaton_parse: a simple regular expression as nodes that each take one byte.
 *
 * Private to table/automaton*.c.
 */
#ifndef FIGTRAIL_TABLE_AUTOMATON_PARSE_H
#define FIGTRAIL_TABLE_AUTOMATON_PARSE_H

#include <glib.h>

typedef enum { REGEX_BYTES, REGEX_SPLIT, REGEX_MATCH } RegexKind;

typedef struct {
    RegexKind kind;
    guint64 bytes[4]; /* of REGEX_BYTES: a bit for each that it takes */
    guint next;       /* node behind it */
    guint other;      /* of REGEX_SPLIT: next or this one */
} RegexNode;

/* The nodes of RegexNode, and the first; NULL when the pattern is not a simple one. */
GArray *regex_parse(const char *pattern, guint *start);

#endif
