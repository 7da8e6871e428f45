/*
 * revision: a folder as a git revision has it ("HEAD~1:data"), written out as files.
 *
 * The program git does it, not a library: it is there wherever such a revision is named, knows
 * every way to name one and every form of repository (worktrees, partial clones, SHA-256,
 * reftables), and keeps the user's settings and safety checks; libgit2 would be one more dependency
 * that lags behind it, for three calls.  No shell is involved, and an operand is never taken for an
 * option. Blobs come as they are stored: 'git archive' would obey export-ignore, export-subst and
 * the conversion of line ends, so that the bytes were not those that the revision has.
 */
#ifndef FIGTRAIL_CLI_REVISION_H
#define FIGTRAIL_CLI_REVISION_H

#include <glib.h>

/* Whether an operand means a revision: there is no such path, and it has a ':' with something
 * before it. */
gboolean revision_is(const char *operand);

/* "HEAD~1:charts" for "HEAD~1:data": a folder beside that of the operand. */
char *revision_beside(const char *operand, const char *name);

/* Writes the folder that operand names, or that the file lies in, as the folder 'into', which is
 * made; it lies in the scratch folder.  Gives the path of what the operand names; NULL with error,
 * also when the revision has no such folder (G_FILE_ERROR_NOENT).  Links and submodules are left
 * out. */
char *revision_read(const char *operand, const char *into, GError **error);

#endif
