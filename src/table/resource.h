/*
 * resource: one entry of a descriptor's 'resources': files of the package, or
 * data, and what they must be.
 */
#ifndef FIGTRAIL_TABLE_RESOURCE_H
#define FIGTRAIL_TABLE_RESOURCE_H

#include "base/json.h"
#include "base/mapping.h"

/* What a resource says of itself; texts and JSON are borrowed from its document. */
typedef struct {
    const char *name;     /* its first path, when the descriptor gives none */
    GPtrArray *paths;     /* of const cJSON*: strings, each a path without fault */
    const cJSON *data;    /* instead of paths; else NULL */
    const char *encoding; /* known to iconv; NULL: UTF-8 */
    char delimiter;       /* of the format */
    gboolean tabular;     /* else any file, which is only looked for */
    const JsonDocument *document;
    const cJSON *json;
} Resource;

/* FALSE when the resource has faults that keep it from being read; all its
 * faults are findings. */
gboolean resource_parse(const JsonDocument *document, const cJSON *json, Resource *resource,
                        Findings *findings);
void resource_clear(Resource *resource);

/* Checks all its files' bytes, one behind the other, against 'bytes' and 'hash'.
 * files: of Mapping* */
void resource_check_bytes(const Resource *resource, const GPtrArray *files, Findings *findings);

#endif
