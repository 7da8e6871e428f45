/*
 * json_cell: cells that hold JSON.
 */
#ifndef FIGTRAIL_TABLE_JSON_CELL_H
#define FIGTRAIL_TABLE_JSON_CELL_H

#include "base/json.h"

/* The JSON that the length bytes are (RFC 8259), or NULL when they are none. */
JsonDocument *json_cell_parse(const char *text, gsize length);

#endif
