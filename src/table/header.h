/*
 * header: the first row of a table: which column holds which field.
 */
#ifndef FIGTRAIL_TABLE_HEADER_H
#define FIGTRAIL_TABLE_HEADER_H

#include "table/rows.h"
#include "table/schema.h"

/* Checks the labels against the schema, as its fieldsMatch has it.  exact_case:
 * labels and names of fields are the same in the case of letters, too.  Gives, for
 * each of the row's cells, the field of that column or -1; to be freed. */
int *header_check(const char *file, const Row *row, const Schema *schema, gboolean exact_case,
                  Findings *findings);

/* The schema that the labels alone give: a field for each that is not blank and
 * does not stand before (header_check reports those). */
Schema *header_schema(const Row *row);

#endif
