/*
 * process: work in processes of its own.
 */
#ifndef FIGTRAIL_BASE_PROCESS_H
#define FIGTRAIL_BASE_PROCESS_H

#include <glib.h>
#include <sys/types.h>

/* As fork, but for a process that does not outlive this one. */
pid_t process_fork(void);

typedef struct {
    gsize memory;  /* bytes beyond what this process has */
    guint seconds; /* of a processor */
} ProcessLimits;

/* What run appends to out in another process, which has no more than that: for libraries that know
 * no limits, and what strangers made to be unpacked without end.  NULL with error when it broke a
 * limit or crashed. */
GBytes *process_run(void (*run)(gpointer data, GByteArray *out), gpointer data,
                    const ProcessLimits *limits, GError **error);

#endif
