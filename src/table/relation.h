/*
 * relation: what rows must be to each other: unique values, primary keys, and
 * foreign keys between tables.
 */
#ifndef FIGTRAIL_TABLE_RELATION_H
#define FIGTRAIL_TABLE_RELATION_H

#include "table/table.h"

/* Of rule_duplicate_row, with the line where the row stands first. */
#define DUPLICATE_ROW "the row is the same as that in %s; remove one of the two"

/* Unique fields and the primary key of one table, or else its rows as they are. */
void relation_check_keys(const Table *table, Findings *findings);

/* The fields of the other table that a foreign key refers to, by their names; FALSE, and a finding,
 * when it lacks one.  file: of the other table; fields: foreign_key->n_fields of them. */
gboolean foreign_key_find_fields(const ForeignKey *foreign_key, const Schema *other,
                                 const char *file, guint *fields, Findings *findings);

/* One foreign key of a table.  other: the table that it refers to, or NULL when
 * that one could not be read; nothing is said about a table that is not whole. */
void relation_check_foreign_key(const Table *table, const ForeignKey *foreign_key,
                                const Table *other, Findings *findings);

#endif
