/*
 * output_folder: folders of files that are whole or not there.
 */
#ifndef FIGTRAIL_BASE_OUTPUT_FOLDER_H
#define FIGTRAIL_BASE_OUTPUT_FOLDER_H

#include <glib.h>

typedef struct {
    char *name; /* no folder in it */
    GString *content;
} OutputFile;

/* Takes content. */
OutputFile *output_file_new(const char *name, GString *content);
void output_file_free(OutputFile *file); /* accepts NULL */

/* Makes the folder at path with the files (of OutputFile*): they are written to a temporary folder
 * beside it, which is then renamed.  Nothing is overwritten: path must be free, or an empty folder.
 * After a failure nothing is left; the error names path. */
gboolean output_write_folder(const char *path, const GPtrArray *files, GError **error);

#endif
