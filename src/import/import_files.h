/*
 * import_files: what an import gives, as the files of a folder.
 */
#ifndef FIGTRAIL_IMPORT_IMPORT_FILES_H
#define FIGTRAIL_IMPORT_IMPORT_FILES_H

#include "base/output_folder.h"
#include "import/import.h"

/* The new claims as canonical CSV. */
char *import_format_claims(const Import *import, gsize *length);

/* Of OutputFile*: claims.csv; sources.csv, subjects.csv and metrics.csv when there are new ones;
 * snapshots/ with the stored texts of the new sources; unmapped.csv with the rows that gave no
 * claims, or not all. */
GPtrArray *import_files(const Import *import);

#endif
