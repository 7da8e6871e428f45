/*
 * export_sqlite: what the writer of the database (export_sqlite.c) takes from
 * its plan (export_sqlite_plan.c).
 */
#ifndef FIGTRAIL_CLAIMS_EXPORT_SQLITE_H
#define FIGTRAIL_CLAIMS_EXPORT_SQLITE_H

#include "claims/export_table.h"

/* CREATE TABLE for the rows of an export table, with its keys, and a comment. */
char *sqlite_plan_table(const ExportTable *table);

/* Run before any table is made: settings that make the same data the same bytes. */
extern const char sqlite_plan_settings[];
/* Tables that only the database has: about, merged_figures, figure_claims. */
extern const char sqlite_plan_merged[];
/* Run when all rows are in: indices, views, full-text search. */
extern const char sqlite_plan_views[];

#endif
