/*
 * dialect_parse: a Table Dialect (https://datapackage.org/standard/table-dialect/),
 * or a CSV Dialect of version 1, read from JSON.
 */
#ifndef FIGTRAIL_TABLE_DIALECT_PARSE_H
#define FIGTRAIL_TABLE_DIALECT_PARSE_H

#include "base/json.h"
#include "table/dialect.h"

/* A dialect that owns what it points to. */
typedef struct {
    Dialect dialect;
    GArray *header_rows, *comment_rows; /* of guint */
    GPtrArray *texts;
} DialectStore;

/* delimiter: where the descriptor says none.  Without a descriptor (NULL) the dialect is the
 * default one.  Faults are findings. */
DialectStore *dialect_parse(const JsonDocument *document, const cJSON *json, char delimiter,
                            Findings *findings);
void dialect_store_free(DialectStore *store); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DialectStore, dialect_store_free)

#endif
