/* sigwait is no part of C.  NOLINTBEGIN(bugprone-reserved-identifier,cert-*) */
#define _POSIX_C_SOURCE 200809L
/* NOLINTEND(bugprone-reserved-identifier,cert-*) */
#include "cli/scratch.h"

#include <glib/gstdio.h>
#include <signal.h>

static char *folder;
static sigset_t stops;
static GMutex writing;

/* What we made ourselves: files and folders, no links. */
static void remove_tree(const char *path)
{
    GDir *dir = g_dir_open(path, 0, NULL);
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        g_autofree char *inner = g_build_filename(path, name, NULL);
        remove_tree(inner);
    }
    if (dir)
        g_dir_close(dir);
    g_remove(path);
}

/* A handler of signals may not remove files; a thread that waits for them may. */
static gpointer wait_for_stop(gpointer unused)
{
    (void)unused;
    int stop;
    if (sigwait(&stops, &stop) != 0)
        return NULL;
    g_mutex_lock(&writing); /* for good: nothing is written any more */
    remove_tree(folder);
    signal(stop, SIG_DFL);
    pthread_sigmask(SIG_UNBLOCK, &stops, NULL);
    raise(stop); /* so that the caller sees what ended us */
    return NULL;
}

const char *scratch_open(GError **error)
{
    if (folder)
        return folder;
    sigemptyset(&stops);
    sigaddset(&stops, SIGINT);
    sigaddset(&stops, SIGTERM);
    sigaddset(&stops, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &stops, NULL);
    folder = g_dir_make_tmp("figtrail-XXXXXX", error);
    if (folder)
        g_thread_unref(g_thread_new("scratch", wait_for_stop, NULL));
    else
        pthread_sigmask(SIG_UNBLOCK, &stops, NULL);
    return folder;
}

void scratch_hold(void)
{
    g_mutex_lock(&writing);
}

void scratch_release(void)
{
    g_mutex_unlock(&writing);
}

void scratch_close(void)
{
    if (folder)
        remove_tree(folder); /* the thread may still need its name */
}
