/*
 * journal: what a build is about to put in place: charts/.figtrail.journal.
 *
 * A line for each chart, a lock file of only its outputs, written before they are renamed into
 * place.  The lock file itself is written once, at the end; whoever finds a journal knows that
 * a build was ended before that, and which of the outputs are already the new ones.
 */
#ifndef FIGTRAIL_TRAIL_JOURNAL_H
#define FIGTRAIL_TRAIL_JOURNAL_H

#include "trail/lock.h"

#define JOURNAL_NAME ".figtrail.journal"

/* Adds a line; FALSE with error when it cannot be written. */
gboolean journal_append(const char *folder, const Lock *outputs, GError **error);

/* The lock as the interrupted build would have left it: takes over each output of the journal that
 * is in folder as the journal says.  lock: NULL when there is none; then one is made if there is a
 * journal.  Takes lock.  *interrupted: whether there is a journal. */
Lock *journal_adopt(const char *folder, Lock *lock, gboolean *interrupted);

/* Once the lock file is written.  Nothing when there is none. */
void journal_remove(const char *folder);

#endif
