/*
 * metadata: what a package or a resource says about itself for people: licenses,
 * sources, contributors ... (https://datapackage.org/standard/data-package/).
 */
#ifndef FIGTRAIL_TABLE_METADATA_H
#define FIGTRAIL_TABLE_METADATA_H

#include "base/json.h"

/* Checks the form of each such property that the object has. */
void metadata_check(const JsonDocument *document, const cJSON *object, Findings *findings);

#endif
