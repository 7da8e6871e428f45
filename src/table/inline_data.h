/*
 * inline_data: tables that stand in the descriptor itself
 * (https://datapackage.org/standard/data-resource/#tabular-path-or-data).
 */
#ifndef FIGTRAIL_TABLE_INLINE_DATA_H
#define FIGTRAIL_TABLE_INLINE_DATA_H

#include "base/json.h"
#include "table/relocation.h"

/* A list of rows, each a list of cells or an object of them by label, as CSV in
 * the default dialect; NULL after a finding.  null and "" become empty cells.
 * relocation: gets the place in the JSON of each cell of the CSV. */
char *inline_data_csv(const JsonDocument *document, const cJSON *data, gsize *length,
                      Relocation *relocation, Findings *findings);

#endif
