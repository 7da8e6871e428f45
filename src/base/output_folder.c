/* syncfs: waits once for all files of the folder. */
#define _GNU_SOURCE
#include "base/output_folder.h"

#include "base/output.h"
#include "base/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

OutputFile *output_file_new(const char *name, char *content, gsize length)
{
    OutputFile *file = g_new(OutputFile, 1);
    *file = (OutputFile){g_strdup(name), content, length};
    return file;
}

void output_file_free(OutputFile *file)
{
    if (!file)
        return;
    g_free(file->name);
    g_free(file->content);
    g_free(file);
}

GPtrArray *output_files_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)output_file_free);
}

/* path: as the user knows it, never that of the temporary folder. */
static gboolean fail(GError **error, const char *path, int code)
{
    g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(code), "cannot write %s: %s",
                path, g_strerror(code));
    return FALSE;
}

/* What write_files may have made. */
static void remove_folder(const char *folder, const GPtrArray *files)
{
    for (guint i = 0; i < files->len; i++) {
        const OutputFile *file = g_ptr_array_index(files, i);
        g_autofree char *path = g_build_filename(folder, file->name, NULL);
        (void)g_unlink(path);
        for (char *slash = strrchr(path, '/'); slash && slash > path + strlen(folder);
             slash = strrchr(path, '/')) {
            *slash = '\0';
            (void)g_rmdir(path); /* not while others are in it */
        }
    }
    (void)g_rmdir(folder);
}

static gboolean write_file(const char *folder, const char *path, const OutputFile *file,
                           GError **error)
{
    g_autofree char *name = g_build_filename(path, file->name, NULL);
    g_autofree char *written = g_build_filename(folder, file->name, NULL);
    g_autofree char *parent = g_path_get_dirname(written);
    if (g_mkdir_with_parents(parent, 0777) != 0)
        return fail(error, name, errno);
    GError *cause = NULL;
    /* what it does not sync, sync_folder does, for all files at once */
    if (output_write_derived(written, file->content, file->length, &cause))
        return TRUE;
    const char *reason = g_strrstr(cause->message, ": "); /* before it, the temporary folder */
    g_set_error(error, cause->domain, cause->code, "cannot write %s%s", name, reason ? reason : "");
    g_error_free(cause);
    return FALSE;
}

static gboolean write_files(const char *folder, const char *path, const GPtrArray *files,
                            GError **error)
{
    for (guint i = 0; i < files->len; i++)
        if (!write_file(folder, path, g_ptr_array_index(files, i), error))
            return FALSE;
    return TRUE;
}

/* What the folder holds reaches the disk before its name does. */
static gboolean sync_folder(const char *folder, const char *path, GError **error)
{
    const int file = g_open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
    const gboolean done = file >= 0 && syncfs(file) == 0;
    if (!done)
        fail(error, path, errno);
    if (file >= 0)
        close(file);
    return done;
}

/* Takes the place of an empty folder and of nothing else. */
static gboolean rename_folder(const char *folder, const char *path, GError **error)
{
    if (g_rename(folder, path) == 0)
        return TRUE;
    if (errno != ENOTEMPTY && errno != EEXIST && errno != ENOTDIR)
        return fail(error, path, errno);
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_EXIST,
                "cannot write %s: it is there already; name a folder that is not, or remove it",
                path);
    return FALSE;
}

gboolean output_write_folder(const char *path, const GPtrArray *files, GError **error)
{
    gsize length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    g_autofree char *target = g_strndup(path, length);
    g_autofree char *folder = g_strconcat(target, ".XXXXXX", NULL);
    signals_hold();
    const gboolean made = g_mkdtemp_full(folder, 0777) != NULL; /* less the umask, as others */
    const gboolean done = made ? write_files(folder, target, files, error) &&
                                     sync_folder(folder, target, error) &&
                                     rename_folder(folder, target, error)
                               : fail(error, target, errno);
    if (made && !done)
        remove_folder(folder, files);
    signals_release();
    return done;
}
