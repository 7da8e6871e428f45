/*
 * workers: many items worked on at once, each in one of several processes.
 *
 * Processes, not threads: what draws keeps fonts and caches for itself, and a picture must not
 * depend on what else is drawn at the moment.  They are forks, so that all that was read before is
 * there; what they change is theirs alone, and only a text comes back.
 */
#ifndef FIGTRAIL_CLI_WORKERS_H
#define FIGTRAIL_CLI_WORKERS_H

#include <glib.h>

typedef struct {
    guint n_items;
    guint n_jobs; /* at most so many processes; 1: all is done in this one */
    /* Gives a text, newly allocated; apart: in another process. */
    char *(*work)(guint item, gboolean apart, gpointer data);
    /* In this process, in the order of the items, as soon as may be.  result: NULL when the process
     * ended before it had one. */
    void (*take)(guint item, const char *result, gpointer data);
    gpointer data;
} Workers;

/* Everything is taken when it returns; after a noted signal (base/signals.h) without results. */
void workers_run(const Workers *workers);

/* Of the processors that this process may use. */
guint workers_default_jobs(void);

#endif
