/*
 * watched: folders with all that is below them, whose changes are told at once.
 *
 * A monitor for each folder says that something happened; the state says whether it matters: it
 * names every file that is an input with what its inode says of it.  So the echo of a change, the
 * files that a build writes, and an editor's own files are known to be nothing, and whatever a
 * program does in place of writing to a file is found.  A folder may be removed and made again.
 */
#ifndef FIGTRAIL_CLI_WATCHED_H
#define FIGTRAIL_CLI_WATCHED_H

#include <glib.h>

typedef struct Watched Watched;

/* data: folder or descriptor.  happened is called from the default main context, often for
 * nothing. */
Watched *watched_new(const char *data, const char *charts, void (*happened)(gpointer),
                     gpointer user_data);
void watched_free(Watched *watched); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Watched, watched_free)

/* Looks at all files, and for folders that are new.  FALSE: nothing changed since the last look.
 * What changes afterwards is told by another event. */
gboolean watched_look(Watched *watched);

#endif
