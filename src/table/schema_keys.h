/*
 * schema_keys: the keys of a Table Schema, read from JSON.
 *
 * Private to table/schema.c.
 */
#ifndef FIGTRAIL_TABLE_SCHEMA_KEYS_H
#define FIGTRAIL_TABLE_SCHEMA_KEYS_H

#include "table/schema.h"

/* Reads the primary key, the unique and the foreign keys of the schema's object; the schema has its
 * fields.  Faults are findings, and such a key is left out. */
void schema_keys_parse(const JsonDocument *document, const cJSON *json, Schema *schema,
                       Findings *findings);

#endif
