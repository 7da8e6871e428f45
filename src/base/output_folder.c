#include "base/output_folder.h"

#include "base/output.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

OutputFile *output_file_new(const char *name, GString *content)
{
    OutputFile *file = g_new(OutputFile, 1);
    *file = (OutputFile){g_strdup(name), content};
    return file;
}

void output_file_free(OutputFile *file)
{
    if (!file)
        return;
    g_free(file->name);
    g_string_free(file->content, TRUE);
    g_free(file);
}

static void set_error(GError **error, const char *path, int code)
{
    if (code == ENOTEMPTY || code == EEXIST || code == ENOTDIR)
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_EXIST,
                    "cannot write %s: it is there already; name a folder that is not, or remove it",
                    path);
    else
        g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(code), "cannot write %s: %s",
                    path, g_strerror(code));
}

static void remove_folder(const char *folder, const GPtrArray *files)
{
    for (guint i = 0; i < files->len; i++) {
        const OutputFile *file = g_ptr_array_index(files, i);
        g_autofree char *path = g_build_filename(folder, file->name, NULL);
        (void)g_unlink(path);
    }
    (void)g_rmdir(folder);
}

static gboolean write_files(const char *folder, const char *path, const GPtrArray *files,
                            GError **error)
{
    for (guint i = 0; i < files->len; i++) {
        const OutputFile *file = g_ptr_array_index(files, i);
        g_autofree char *name = g_build_filename(folder, file->name, NULL);
        GError *cause = NULL;
        if (!output_write(name, file->content->str, file->content->len, &cause)) {
            /* the temporary name says nothing to the user */
            const char *reason = g_strrstr(cause->message, ": ");
            g_set_error(error, cause->domain, cause->code, "cannot write %s%s", path,
                        reason ? reason : "");
            g_error_free(cause);
            return FALSE;
        }
    }
    return TRUE;
}

gboolean output_write_folder(const char *path, const GPtrArray *files, GError **error)
{
    gsize length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    g_autofree char *target = g_strndup(path, length);
    g_autofree char *folder = g_strconcat(target, ".XXXXXX", NULL);
    if (!g_mkdtemp_full(folder, 0777)) { /* less the umask, as other folders */
        set_error(error, target, errno);
        return FALSE;
    }
    if (!write_files(folder, target, files, error)) {
        remove_folder(folder, files);
        return FALSE;
    }
    /* rename replaces an empty folder and nothing else */
    if (g_rename(folder, target) != 0) {
        const int code = errno;
        remove_folder(folder, files);
        set_error(error, target, code);
        return FALSE;
    }
    return TRUE;
}
