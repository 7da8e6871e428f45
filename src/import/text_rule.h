/*
 * text_rule: how a text is made from the cells of a foreign row, as a map says it.
 *
 *   "{Model version}"                     a cell; {Name?} may be a column that a file lacks
 *   "row {id}"                            words around it; '{{' and '}}' are braces
 *   ["{Model version}", "{Name}"]         the first that is not empty
 *   { "text": ...,                        likewise, and then, in this order:
 *     "map": {"5-shot": "5", "-": null},  whole texts that stand for others, or for nothing
 *     "match": [["^([0-9]+)-shot$", "\\1"], ...],   the first regular expression (PCRE) that fits
 *     "otherwise": "keep",                what fits neither: keep, empty or (usual) reject
 *     "date": "en-GB",                    read as a date of that language, written as 2024-07-18
 *     "slug": true }                      lower case, all but letters, digits, '.' and '@' as '-'
 *
 * An empty text stays empty (and asks no map unless it has "").  Parsed by map.c;
 * bound to the columns of each file before its rows are read.
 */
#ifndef FIGTRAIL_IMPORT_TEXT_RULE_H
#define FIGTRAIL_IMPORT_TEXT_RULE_H

#include "import/foreign.h"

extern const Rule rule_import_map;

/* A fault of the map at item's place.  parser: knows the document and the findings. */
#define map_fail(parser, item, ...)                                                                \
    findings_add((parser)->findings, &rule_import_map,                                             \
                 json_document_place((parser)->document, (item)), __VA_ARGS__)

typedef struct TextRule TextRule;

/* What a rule sees while a row is read. */
typedef struct {
    const ForeignRow *row;
    const char *file;    /* {#file}: its name without folders */
    const char *column;  /* {#column}: of the figure; may be NULL */
    const char *part;    /* {#part}: of a cell that is split; may be NULL */
    int part_column;     /* where it was cut from; -1: nowhere */
    GHashTable *missing; /* texts of cells that hold nothing; may be NULL */
    const char *scope;   /* what slugs are for: within it, one slug is of one text */
    GHashTable *slugs;   /* 'scope=slug' -> text, both owned; NULL: slugs may be of several */
} RowView;

/* document owns json and must outlive the rule.  Faults are findings; the rule can then not be
 * used. */
TextRule *text_rule_parse(const JsonDocument *document, const cJSON *json, Findings *findings);
void text_rule_free(TextRule *rule); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TextRule, text_rule_free)

/* Finds the rule's columns among those of file; one that is not there is a finding at its place in
 * the map. */
void text_rule_bind(TextRule *rule, const GPtrArray *columns, const char *file, Findings *findings);

typedef enum {
    TEXT_AS_IT_IS, /* blanks within stay: for prints and quotes */
    TEXT_ONE_LINE  /* every run of blanks becomes one */
} TextForm;

/* Sets out to the text, "" when there is none, and *column (may be NULL) to the first column that
 * it came from, or -1.  FALSE when the rule rejects it, *fault says why (to be freed). */
gboolean text_rule_evaluate(const TextRule *rule, const RowView *view, TextForm form, GString *out,
                            int *column, char **fault);

/* Whether every cell's text comes out as it is: nothing is replaced or cut. */
gboolean text_rule_is_plain(const TextRule *rule);

/* Lower case; every run of other characters than ASCII letters, digits and those of keep becomes
 * one '-', none at the ends.  Newly allocated, may be "". */
char *slug_make(const char *text, const char *keep);

#endif
