/* open of a folder is no part of C.  NOLINTBEGIN(bugprone-reserved-identifier,cert-*) */
#define _DEFAULT_SOURCE
/* NOLINTEND(bugprone-reserved-identifier,cert-*) */
#include "cli/build_folder.h"

#include "base/output.h"
#include "base/signals.h"
#include "cli/build_plan.h"
#include "trail/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

static void remove_staged(const char *charts)
{
    g_autoptr(GDir) dir = g_dir_open(charts, 0, NULL);
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        g_autofree char *path = g_build_filename(charts, name, NULL);
        if (output_is_staged(name) && g_file_test(path, G_FILE_TEST_IS_REGULAR))
            g_unlink(path);
    }
}

/* The lock is on the folder itself, so that nothing has to be written for it. */
int build_folder_lock(const char *charts)
{
    const int folder = g_open(charts, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
    if (folder < 0)
        return folder;
    int locked = flock(folder, LOCK_EX | LOCK_NB);
    if (locked != 0 && errno == EWOULDBLOCK) {
        g_printerr("figtrail: waiting for another build in %s\n", charts);
        while ((locked = flock(folder, LOCK_EX)) != 0 && errno == EINTR)
            ;
    }
    if (locked == 0) /* file systems without locks: other builds may be there */
        remove_staged(charts);
    return folder;
}

void build_folder_unlock(const char *charts, int folder)
{
    if (signals_noted() && flock(folder, LOCK_EX | LOCK_NB) == 0) /* it is ours */
        remove_staged(charts);
    if (folder >= 0)
        close(folder);
}

Lock *build_read_lock(const char *charts, Findings *findings, gboolean *interrupted, GError **error)
{
    g_autofree char *path = g_build_filename(charts, LOCK_NAME, NULL);
    gboolean has_journal;
    GError *cause = NULL;
    Lock *lock = lock_read(path, findings, &cause);
    if (cause) {
        g_propagate_error(error, cause);
        return NULL;
    }
    return journal_adopt(charts, lock, interrupted ? interrupted : &has_journal);
}
