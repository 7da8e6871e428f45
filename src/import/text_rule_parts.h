/*
 * text_rule_parts: what a text rule consists of; for text_rule*.c only.
 */
#ifndef FIGTRAIL_IMPORT_TEXT_RULE_PARTS_H
#define FIGTRAIL_IMPORT_TEXT_RULE_PARTS_H

#include "import/text_rule.h"

typedef enum { PIECE_WORDS, PIECE_COLUMN, PIECE_FILE, PIECE_ROW, PIECE_OF_COLUMN, PIECE_PART } Sort;

typedef struct {
    Sort sort;
    char *text; /* the words, or the column's name */
    gboolean optional;
    int column; /* once bound; -1: not there */
} Piece;

typedef struct {
    Place place;
    GArray *pieces; /* of Piece */
} Template;

typedef struct {
    GRegex *regex;
    char *replacement;
} Match;

typedef enum { OTHERWISE_REJECT, OTHERWISE_KEEP, OTHERWISE_EMPTY } Otherwise;

struct TextRule {
    GPtrArray *templates; /* of Template*; the first that gives something counts */
    GHashTable *map;      /* text -> text, or NULL value: nothing; NULL: no map */
    GArray *matches;      /* of Match; NULL: none */
    Otherwise otherwise;
    char *date_language; /* NULL: it is no date */
    gboolean slug;
};

#endif
