/*
 * build_folder: the folder that charts are drawn into, as one build at a time has it.
 */
#ifndef FIGTRAIL_CLI_BUILD_FOLDER_H
#define FIGTRAIL_CLI_BUILD_FOLDER_H

#include "trail/lock.h"

/* Waits until no other build writes there, and removes what a killed one left half written.  Gives
 * what build_folder_unlock takes; the end of the process unlocks, too. */
int build_folder_lock(const char *charts);
/* After a noted signal (base/signals.h), also removes what is half written. */
void build_folder_unlock(const char *charts, int folder);

/* What was drawn last, with what an interrupted build has put in place already; NULL without error
 * when there is nothing, or the lock file is broken (a finding says so).  *interrupted (NULL: not
 * wanted): whether there was such a build. */
Lock *build_read_lock(const char *charts, Findings *findings, gboolean *interrupted,
                      GError **error);

#endif
