#include "base/output.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

/* GLib's messages end in the reason, but may name a temporary file, whose name
 * differs from run to run. */
static void set_error(GError **error, const char *verb, const char *path, GError *cause)
{
    const char *reason = g_strrstr(cause->message, ": ");
    g_set_error(error, cause->domain, cause->code, "cannot %s %s%s", verb, path,
                reason ? reason : ": it failed");
    g_error_free(cause);
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
        g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(reason),
                    "cannot write %s: %s", path, g_strerror(reason));
    return written;
}

gboolean output_write(const char *path, const void *data, gsize length, GError **error)
{
    if (is_special(path))
        return write_through(path, data, length, error);
    GError *cause = NULL;
    if (g_file_set_contents_full(path, data, (gssize)length,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666,
                                 &cause))
        return TRUE;
    set_error(error, "write", path, cause);
    return FALSE;
}

char *digest_bytes(const void *data, gsize length)
{
    return g_compute_checksum_for_data(G_CHECKSUM_SHA256, data, length);
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
