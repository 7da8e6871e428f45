/*
 * import_join: the project's data with an import in them, as a Data Package of its own.
 */
#ifndef FIGTRAIL_IMPORT_IMPORT_JOIN_H
#define FIGTRAIL_IMPORT_IMPORT_JOIN_H

#include "import/import_files.h"

/* Of OutputFile*: every file of the package; sources, subjects and metrics with the new rows in
 * their place; the new claims as claims/NAME.csv, which the descriptor knows as NAME (a number
 * behind it when that is taken); snapshots/ and unmapped.csv as import_files has them.  NULL with
 * error when the package is of a shape that rows cannot be put into. */
GPtrArray *import_join(const Import *import, const char *name, GError **error);

#endif
