/*
 * scratch: a temporary folder of this run, gone when it ends, also when somebody
 * stops it (SIGINT, SIGTERM, SIGHUP).
 */
#ifndef FIGTRAIL_CLI_SCRATCH_H
#define FIGTRAIL_CLI_SCRATCH_H

#include <glib.h>

/* A run has one, readable by its user only; NULL with error when it cannot be made. */
const char *scratch_open(GError **error);
/* Who writes into it holds it, so that it is not removed at that moment. */
void scratch_hold(void);
void scratch_release(void);
/* Removes it with all that is in it; nothing when there is none. */
void scratch_close(void);

#endif
