/* O_CLOEXEC is no part of C.  NOLINTBEGIN(bugprone-reserved-identifier,cert-*) */
#define _POSIX_C_SOURCE 200809L
/* NOLINTEND(bugprone-reserved-identifier,cert-*) */
#include "trail/journal.h"

#include "base/output.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

enum { JOURNAL_LIMIT = 1 << 26 };

/* The line end comes first, too: a line torn by a full disk is no JSON and spoils no other. */
gboolean journal_append(const char *folder, const Lock *outputs, GError **error)
{
    g_autofree char *path = g_build_filename(folder, JOURNAL_NAME, NULL);
    g_autofree char *text = lock_format_line(outputs);
    g_autofree char *line = g_strconcat("\n", text, "\n", NULL);
    const gsize length = strlen(line);
    const int file = g_open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    errno = file < 0 ? errno : ENOSPC; /* of a short write */
    const gboolean written = file >= 0 && write(file, line, length) == (gssize)length;
    if (!written)
        g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(errno), "cannot write %s: %s",
                    path, g_strerror(errno));
    if (file >= 0)
        close(file);
    return written;
}

static gboolean file_is(const char *folder, const char *name, const char *sha256)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    gsize length = 0;
    g_autofree char *bytes = input_read(path, INPUT_LIMIT, &length, NULL);
    g_autofree char *digest = bytes ? digest_bytes(bytes, length) : NULL;
    return g_strcmp0(digest, sha256) == 0;
}

static void adopt_outputs(const char *folder, Lock *lock, const Lock *from)
{
    g_autoptr(GPtrArray) names = lock_names(from);
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        if (!strchr(name, '/') && file_is(folder, name, lock_find(from, name)->sha256))
            lock_keep(lock, from, name);
    }
}

Lock *journal_adopt(const char *folder, Lock *lock, gboolean *interrupted)
{
    g_autofree char *path = g_build_filename(folder, JOURNAL_NAME, NULL);
    g_autofree char *text = input_read(path, JOURNAL_LIMIT, NULL, NULL);
    *interrupted = text != NULL;
    if (!text)
        return lock;
    if (!lock)
        lock = lock_new();
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++) {
        g_autoptr(Lock) outputs = lock_parse(*line, strlen(*line));
        if (outputs)
            adopt_outputs(folder, lock, outputs);
    }
    return lock;
}

void journal_remove(const char *folder)
{
    g_autofree char *path = g_build_filename(folder, JOURNAL_NAME, NULL);
    g_unlink(path);
}
