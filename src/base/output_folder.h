/*
 * output_folder: folders of files that are whole or not there.
 */
#ifndef FIGTRAIL_BASE_OUTPUT_FOLDER_H
#define FIGTRAIL_BASE_OUTPUT_FOLDER_H

#include <glib.h>

typedef struct {
    char *name; /* in the folder; '/' between it and folders of its own */
    char *content;
    gsize length;
} OutputFile;

/* Takes content, which ends in a NUL beyond its length. */
OutputFile *output_file_new(const char *name, char *content, gsize length);
void output_file_free(OutputFile *file); /* accepts NULL */

/* Of OutputFile*, which it owns. */
GPtrArray *output_files_new(void);

/* Makes the folder at path with the files (of OutputFile*): they are written to a temporary folder
 * beside it, which reaches the disk and is then renamed.  Nothing is overwritten: path must be
 * free, or an empty folder.  After a failure nothing is left; the error names path. */
gboolean output_write_folder(const char *path, const GPtrArray *files, GError **error);

#endif
