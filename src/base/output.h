/*
 * output: files that are whole or not there.
 */
#ifndef FIGTRAIL_BASE_OUTPUT_H
#define FIGTRAIL_BASE_OUTPUT_H

#include <glib.h>

/* Writes to a temporary file beside path, syncs, renames: after a failure the
 * old file is untouched.  A device or a pipe is written to, and stays one.  The error names the
 * path. */
gboolean output_write(const char *path, const void *data, gsize length, GError **error);

/* The same without waiting for the disk, which is most of the time of drawing a chart: for what can
 * be made again.  A program that is killed leaves the old file or the new one; a machine that loses
 * its power may leave an empty one. */
gboolean output_write_derived(const char *path, const void *data, gsize length, GError **error);

/* The two halves of output_write_derived, for several files that are to come together: a temporary
 * file beside path, whose name is returned (NULL with error); then its renaming, after which, or
 * after whose failure, the temporary file is gone. */
char *output_stage(const char *path, const void *data, gsize length, GError **error);
gboolean output_commit(const char *staged, const char *path, GError **error);

/* Whether a name, without its folder, is one that output_stage gives: a file that a killed
 * process may leave behind. */
gboolean output_is_staged(const char *name);

/* All bytes to an open file or pipe; FALSE with errno. */
gboolean output_write_all(int file, const void *data, gsize length);

/* Lower-case hexadecimal SHA-256. */
char *digest_bytes(const void *data, gsize length);

/* The same of bytes that come piece by piece; nettle knows the processor's own instructions for it,
 * which GLib does not (measured: 7 times faster). */
typedef struct Digest Digest;
Digest *digest_new(void);
void digest_free(Digest *digest); /* accepts NULL */
void digest_add(Digest *digest, const void *data, gsize length);
char *digest_finish(Digest *digest); /* once */

/* Reads a whole file of at most limit bytes; NULL with error (naming path)
 * when it cannot be read, is no regular file, or is larger. */
char *input_read(const char *path, gsize limit, gsize *length, GError **error);

/* Whether input_read would read that file, as far as can be told before; else error. */
gboolean input_check(const char *path, gsize limit, GError **error);

enum { INPUT_LIMIT = 1 << 30 };

#endif
