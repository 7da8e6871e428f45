/*
 * json_schema: the keywords of JSON Schema (draft 7 to 2020-12) that say something
 * of one value by itself; no references.
 */
#ifndef FIGTRAIL_TABLE_JSON_SCHEMA_H
#define FIGTRAIL_TABLE_JSON_SCHEMA_H

#include "base/json.h"

/* NULL when every keyword of the schema is understood; else what is wrong, to be
 * freed, and *at is where. */
char *json_schema_fault(const cJSON *schema, const cJSON **at);

/* NULL when the value keeps a schema without fault; else what it breaks and where in the value:
 * "at '/price': must be a number"; to be freed. */
char *json_schema_check(const cJSON *schema, const cJSON *value);

#endif
