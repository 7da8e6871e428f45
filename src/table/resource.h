/*
 * resource: one entry of a descriptor's 'resources': a file of the package and
 * what it must be.
 */
#ifndef FIGTRAIL_TABLE_RESOURCE_H
#define FIGTRAIL_TABLE_RESOURCE_H

#include "table/table.h"

/* What a resource says of itself; texts and JSON are borrowed from its document. */
typedef struct {
    const char *name;
    const char *path;    /* relative, inside the package, '/' separated */
    const cJSON *schema; /* NULL: none */
    gboolean tabular;    /* else any file, which is only looked for */
    const JsonDocument *document;
    const cJSON *json;
} Resource;

/* FALSE when the resource has faults that keep it from being read; all its
 * faults are findings. */
gboolean resource_parse(const JsonDocument *document, const cJSON *json, Resource *resource,
                        Findings *findings);

/* Checks the file's bytes against 'bytes' and 'hash'. */
void resource_check_bytes(const Resource *resource, const char *text, gsize length,
                          Findings *findings);

#endif
