/* fsync is no part of C.  NOLINTBEGIN(bugprone-reserved-identifier,cert-*) */
#define _POSIX_C_SOURCE 200809L
/* NOLINTEND(bugprone-reserved-identifier,cert-*) */
#include "base/output.h"

#include "base/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <nettle/sha2.h>
#include <string.h>
#include <unistd.h>

/* GLib's messages end in the reason, but may name a temporary file, whose name
 * differs from run to run. */
static void set_error(GError **error, const char *verb, const char *path, GError *cause)
{
    const char *reason = g_strrstr(cause->message, ": ");
    g_set_error(error, cause->domain, cause->code, "cannot %s %s%s", verb, path,
                reason ? reason : ": it failed");
    g_error_free(cause);
}

static void set_write_error(GError **error, const char *path, int reason)
{
    g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(reason), "cannot write %s: %s",
                path, g_strerror(reason));
}

/* Whether the path is that of a device or a pipe, in whose place no file must come. */
static gboolean is_special(const char *path)
{
    GStatBuf status;
    return g_stat(path, &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

static gboolean write_through(const char *path, const void *data, gsize length, GError **error)
{
    errno = 0;
    FILE *stream = g_fopen(path, "wb");
    gboolean written = stream && fwrite(data, 1, length, stream) == length;
    int reason = errno;
    if (stream && fclose(stream) != 0 && written) {
        written = FALSE;
        reason = errno;
    }
    if (!written)
        set_write_error(error, path, reason);
    return written;
}

/* ---- whole or not there ---------------------------------------------------------------------- */

#define STAGED_PREFIX ".figtrail-"
#define STAGED_RANDOM "XXXXXX"

gboolean output_is_staged(const char *name)
{
    const gsize length = strlen(name), random = strlen(STAGED_RANDOM);
    return g_str_has_prefix(name, STAGED_PREFIX) && length > strlen(STAGED_PREFIX) + random &&
           name[length - random - 1] == '-';
}

gboolean output_write_all(int file, const void *data, gsize length)
{
    const char *bytes = data;
    while (length > 0) {
        const gssize n = write(file, bytes, length);
        if (n < 0 && errno != EINTR)
            return FALSE;
        if (n > 0) {
            bytes += n;
            length -= (gsize)n;
        }
    }
    return TRUE;
}

static gboolean sync_file(int file)
{
    return fsync(file) == 0 || errno == EINVAL || errno == EROFS; /* no disk to sync to */
}

static char *stage(const char *path, const void *data, gsize length, gboolean synced,
                   GError **error)
{
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *base = g_path_get_basename(path);
    g_autofree char *name = g_strconcat(STAGED_PREFIX, base, "-" STAGED_RANDOM, NULL);
    g_autofree char *staged =
        strcmp(folder, ".") == 0 ? g_strdup(name) : g_build_filename(folder, name, NULL);
    const int file = g_mkstemp_full(staged, O_RDWR | O_CLOEXEC, 0666);
    if (file < 0) {
        set_write_error(error, path, errno);
        return NULL;
    }
    int reason = output_write_all(file, data, length) && (!synced || sync_file(file)) ? 0 : errno;
    if (close(file) != 0 && reason == 0)
        reason = errno;
    if (reason != 0) {
        g_unlink(staged);
        set_write_error(error, path, reason);
        return NULL;
    }
    return g_steal_pointer(&staged);
}

char *output_stage(const char *path, const void *data, gsize length, GError **error)
{
    return stage(path, data, length, FALSE, error);
}

gboolean output_commit(const char *staged, const char *path, GError **error)
{
    if (g_rename(staged, path) == 0)
        return TRUE;
    const int reason = errno;
    g_unlink(staged);
    set_write_error(error, path, reason);
    return FALSE;
}

static gboolean replace(const char *path, const void *data, gsize length, gboolean synced,
                        GError **error)
{
    if (is_special(path))
        return write_through(path, data, length, error);
    signals_hold();
    g_autofree char *staged = stage(path, data, length, synced, error);
    const gboolean done = staged && output_commit(staged, path, error);
    signals_release();
    return done;
}

gboolean output_write(const char *path, const void *data, gsize length, GError **error)
{
    return replace(path, data, length, TRUE, error);
}

gboolean output_write_derived(const char *path, const void *data, gsize length, GError **error)
{
    return replace(path, data, length, FALSE, error);
}

struct Digest {
    struct sha256_ctx context;
};

Digest *digest_new(void)
{
    Digest *digest = g_new(Digest, 1);
    sha256_init(&digest->context);
    return digest;
}

void digest_free(Digest *digest)
{
    g_free(digest);
}

void digest_add(Digest *digest, const void *data, gsize length)
{
    sha256_update(&digest->context, length, data);
}

char *digest_finish(Digest *digest)
{
    guint8 bytes[SHA256_DIGEST_SIZE];
    sha256_digest(&digest->context, sizeof bytes, bytes);
    static const char digits[] = "0123456789abcdef";
    char *text = g_malloc0(2 * sizeof bytes + 1);
    for (gsize i = 0; i < sizeof bytes; i++) {
        text[2 * i] = digits[bytes[i] >> 4];
        text[2 * i + 1] = digits[bytes[i] & 15];
    }
    return text;
}

char *digest_bytes(const void *data, gsize length)
{
    Digest digest;
    sha256_init(&digest.context);
    digest_add(&digest, data, length);
    return digest_finish(&digest);
}

gboolean input_check(const char *path, gsize limit, GError **error)
{
    GStatBuf status;
    if (g_stat(path, &status) != 0) {
        g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(errno), "cannot read %s: %s",
                    path, g_strerror(errno));
        return FALSE;
    }
    if (!S_ISREG(status.st_mode)) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "cannot read %s: %s", path,
                    S_ISDIR(status.st_mode) ? "it is a folder" : "it is no regular file");
        return FALSE;
    }
    if ((guint64)status.st_size > limit) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
                    "cannot read %s: its %" G_GUINT64_FORMAT
                    " bytes are more than the limit of %" G_GSIZE_FORMAT,
                    path, (guint64)status.st_size, limit);
        return FALSE;
    }
    return TRUE;
}

char *input_read(const char *path, gsize limit, gsize *length, GError **error)
{
    if (!input_check(path, limit, error))
        return NULL;
    char *contents = NULL;
    gsize read = 0;
    GError *cause = NULL;
    if (!g_file_get_contents(path, &contents, &read, &cause)) {
        set_error(error, "read", path, cause);
        return NULL;
    }
    if (length)
        *length = read;
    return contents;
}
