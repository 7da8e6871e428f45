/*
 * folder: a temporary folder for targets whose input is files; one for the whole
 * process, removed at its end.
 */
#ifndef FIGTRAIL_FUZZ_FOLDER_H
#define FIGTRAIL_FUZZ_FOLDER_H

#include <glib.h>
#include <glib/gstdio.h>
#include <stdlib.h>

static char *folder;
static const char *const *folder_names; /* of its files; NULL ends it */

static void folder_remove(void)
{
    for (const char *const *name = folder_names; *name; name++) {
        g_autofree char *path = g_build_filename(folder, *name, NULL);
        g_unlink(path);
    }
    g_rmdir(folder);
    g_free(folder);
}

/* On the first call only; names are static. */
static void folder_make(const char *const *names)
{
    if (folder)
        return;
    folder = g_dir_make_tmp("figtrail-fuzz-XXXXXX", NULL);
    if (!folder)
        g_error("cannot make a temporary folder");
    folder_names = names;
    atexit(folder_remove);
}

static void folder_write(const char *name, const char *data, gsize length)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_build_filename(folder, name, NULL);
    if (!g_file_set_contents_full(path, data, (gssize)length, G_FILE_SET_CONTENTS_NONE, 0600,
                                  &error))
        g_error("%s", error->message);
}

#endif
