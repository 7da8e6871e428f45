/*
 * jsonld_node: things and what is said of them, as JSON-LD has them.
 *
 * Whatever is empty is left out.  Which members hold addresses is said by the
 * context of the document (export_jsonld.c).
 */
#ifndef FIGTRAIL_CLAIMS_JSONLD_NODE_H
#define FIGTRAIL_CLAIMS_JSONLD_NODE_H

#include "base/json.h"

/* id NULL: a thing without an address.  types: separated by blanks. */
cJSON *jsonld_node_new(const char *id, const char *types);
/* The same at address_local(kind, id). */
cJSON *jsonld_node_new_local(const char *kind, const char *id, const char *types);

/* text may be NULL. */
void jsonld_add_text(cJSON *node, const char *name, const char *text);
/* With the language of the source that has the words. */
void jsonld_add_words(cJSON *node, const char *name, const char *text, const char *language);
/* A date of any precision, typed as precise as it is: a month is a gYearMonth, not its first day.
 */
void jsonld_add_date(cJSON *node, const char *name, const char *text);
/* A thing without an address of which only the name is known. */
void jsonld_add_named(cJSON *node, const char *name, const char *type, const char *text);

/* Addresses: of a page, of another node; the latter also as one more of a list. */
void jsonld_add_url(cJSON *node, const char *name, const char *url);
void jsonld_add_local(cJSON *node, const char *name, const char *kind, const char *id);
void jsonld_append_local(cJSON *list, const char *kind, const char *id);

#endif
