/*
 * constraint: what a field may demand of its cells beside their type.
 *
 * To add a constraint: its line in the table in constraint.c, with a function
 * that reads it from the descriptor and one that checks a cell.
 */
#ifndef FIGTRAIL_TABLE_CONSTRAINT_H
#define FIGTRAIL_TABLE_CONSTRAINT_H

#include "table/table.h"

/* Reads the 'constraints' object of a field whose type is known.  Texts go to
 * the schema's. */
void constraints_parse(const JsonDocument *document, const cJSON *constraints, Schema *schema,
                       Field *field, Findings *findings);

/* Checks a cell that is there and is of the field's type against all that can
 * be told from one cell.  NULL when it keeps them; else what is wrong with the
 * first that it breaks, to be freed. */
char *constraints_check(const Field *field, const Cell *cell);

#endif
