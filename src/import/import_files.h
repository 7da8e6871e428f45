/*
 * import_files: what an import gives, as the files of a folder.
 */
#ifndef FIGTRAIL_IMPORT_IMPORT_FILES_H
#define FIGTRAIL_IMPORT_IMPORT_FILES_H

#include "import/import.h"

typedef struct {
    char *path; /* in the folder, '/' separated */
    char *text;
    gsize length;
} ImportedFile;

void imported_file_free(gpointer data); /* an ImportedFile*, for arrays */

/* The new claims as canonical CSV. */
char *import_format_claims(const Import *import, gsize *length);

/* Of ImportedFile*: claims.csv; sources.csv, subjects.csv and metrics.csv when there are new ones;
 * snapshots/ with the stored texts of the new sources; unmapped.csv with the rows that gave no
 * claims, or not all. */
GPtrArray *import_files(const Import *import);

/* Writes them to a new folder: all of them or, with error, none.  An empty folder may be there. */
gboolean import_files_write(const GPtrArray *files, const char *folder, GError **error);

#endif
