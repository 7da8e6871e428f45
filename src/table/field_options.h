/*
 * field_options: what a field says of how its values are spelt: format,
 * decimalChar, trueValues, missingValues ...
 *
 * To add an option: a function that reads it and its line in the table in
 * field_options.c.
 */
#ifndef FIGTRAIL_TABLE_FIELD_OPTIONS_H
#define FIGTRAIL_TABLE_FIELD_OPTIONS_H

#include "table/schema.h"

/* Reads all options of a field whose type is known; the type becomes that of the format. */
void field_options_parse(const JsonDocument *document, const cJSON *json, Schema *schema,
                         Field *field, Findings *findings);
void field_options_clear(Field *field);

/* A list of strings, or of objects with 'value' and maybe 'label'; NULL after a finding. */
GPtrArray *missing_values_parse(const JsonDocument *document, const cJSON *json,
                                Findings *findings);

#endif
