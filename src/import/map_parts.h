/*
 * map_parts: what the reading of maps shares; for map*.c only.
 */
#ifndef FIGTRAIL_IMPORT_MAP_PARTS_H
#define FIGTRAIL_IMPORT_MAP_PARTS_H

#include "import/map.h"

enum { LEVELS = 3 };

typedef struct {
    const JsonDocument *document;
    Findings *findings;
    ImportMap *map;
} MapParser;

/* Objects that say the same things, from the general to the special one; NULL where there is none.
 * What a later one says counts. */
typedef struct {
    const cJSON *levels[LEVELS];
} Chain;

/* Members that mean nothing are faults: what is misspelt would be left out in silence. */
void map_check_members(const MapParser *parser, const cJSON *object, const char *what,
                       const char *const *known, guint n_known);
/* Anything else than an object is a fault, but NULL. */
gboolean map_is_object(const MapParser *parser, const cJSON *json, const char *what);

/* What the last level says that says it at all; NULL: none. */
const cJSON *chain_member(const Chain *chain, const char *name);
const char *chain_string(const MapParser *parser, const Chain *chain, const char *name,
                         const char *fallback);
/* NULL also where null takes back what a more general level said. */
TextRule *chain_rule(const MapParser *parser, const Chain *chain, const char *name);
void chain_rules(const MapParser *parser, const Chain *chain, const char *const *names,
                 TextRule **rules, guint n);
/* The same member of each level as a chain of its own. */
Chain chain_descend(const MapParser *parser, const Chain *chain, const char *name);

/* map_claim.c: the claims of a table, whose source is known; json: the table. */
void map_claims_parse(const MapParser *parser, const Chain *chain, MapTable *table,
                      const cJSON *json);
void map_claim_free(gpointer data); /* a MapClaim*, for arrays */

#endif
