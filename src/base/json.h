/*
 * json: strict JSON with positions, over cJSON.
 *
 * cJSON alone accepts duplicate keys, '01', '1.', '1e999', control characters and
 * bad UTF-8, cuts strings at \u0000 and keeps no positions.  This layer scans the
 * text first by RFC 8259, reports every such fault with its place, and only
 * then lets cJSON build the tree.
 */
#ifndef FIGTRAIL_BASE_JSON_H
#define FIGTRAIL_BASE_JSON_H

#include "base/finding.h"

#include <cjson/cJSON.h>

typedef struct JsonDocument JsonDocument;

extern const Rule rule_json_syntax;

/* Parses length bytes of text; file names it in findings.  NULL when there was
 * a fault (added to findings). */
JsonDocument *json_document_parse(const char *file, const char *text, gsize length,
                                  Findings *findings);
/* The same of a text that anybody may have made: one with more values is a fault, as each takes
 * memory of 200 bytes or so, where two of text are enough ("0,"). */
JsonDocument *json_document_parse_limited(const char *file, const char *text, gsize length,
                                          guint max_values, Findings *findings);
/* The first from a file; NULL with error set when it cannot be read. */
JsonDocument *json_document_read(const char *path, Findings *findings, GError **error);
void json_document_free(JsonDocument *document); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JsonDocument, json_document_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(cJSON, cJSON_Delete)

const cJSON *json_document_root(const JsonDocument *document);
const char *json_document_file(const JsonDocument *document);

/* Where the value stands (for a member of an object: its key; for one with members of
 * its own: the bracket that opens it).  item belongs to the document; anything else gets
 * the place of the whole file. */
Place json_document_place(const JsonDocument *document, const cJSON *item);
/* A copy of an item stands where the item does; the copy must live as long as the document. */
void json_document_adopt(JsonDocument *document, const cJSON *copy, const cJSON *item);

/* The member of that name (case matters), or NULL; object may be NULL. */
const cJSON *json_member(const cJSON *object, const char *name);
/* The string member of that name, or NULL when absent or no string. */
const char *json_string(const cJSON *object, const char *name);
/* The number member of that name, or fallback. */
double json_number(const cJSON *object, const char *name, double fallback);
/* Whether the member of that name is true; fallback when absent or no boolean. */
gboolean json_flag(const cJSON *object, const char *name, gboolean fallback);

/* The tree as text: indented by two blanks, keys in their order, numbers to the
 * last bit, final newline. */
char *json_print(const cJSON *tree);
/* On one line, no newline. */
char *json_print_compact(const cJSON *tree);

/* Appends text as a JSON string with its quotes; bytes that are not UTF-8 become
 * U+FFFD. */
void json_append_string(GString *out, const char *text);
/* Appends a number to the last bit, which cJSON would not; null when it is not finite. */
void json_append_number(GString *out, double number);

#endif
