/*
 * property: whether a descriptor says something that figtrail would overlook.
 */
#ifndef FIGTRAIL_TABLE_PROPERTY_H
#define FIGTRAIL_TABLE_PROPERTY_H

#include "base/json.h"

/* What the standard lets an object of a descriptor say. */
typedef struct {
    const char *what;               /* for messages: "a field" */
    const char *const *known;       /* properties that are read or describe; NULL ends it */
    const char *const *unsupported; /* properties of the standard that are not; likewise */
} PropertySet;

/* Properties of the standard that are not supported are errors; others, which
 * the standard leaves to everybody, are warnings when they look like a slip. */
void property_check(const JsonDocument *document, const cJSON *object, const PropertySet *set,
                    Findings *findings);

/* A copy of each string of an array of strings, or NULL when it is none. */
GPtrArray *property_strings(const cJSON *array);

#endif
