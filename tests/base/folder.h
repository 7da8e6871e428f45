/*
 * folder: a temporary folder for the files of a test: g_auto(Folder) folder = folder_make(), or a
 * fixture of GLib's test framework.
 */
#ifndef FIGTRAIL_TESTS_BASE_FOLDER_H
#define FIGTRAIL_TESTS_BASE_FOLDER_H

#include <glib/gstdio.h>

typedef struct {
    char *path;
} Folder;

static inline Folder folder_make(void)
{
    GError *error = NULL;
    const Folder folder = {g_dir_make_tmp("figtrail-XXXXXX", &error)};
    g_assert_no_error(error);
    return folder;
}

/* Writes a file in it, and the folders that its name has; length -1: to the NUL. */
static inline void folder_put(const Folder *folder, const char *name, const char *data,
                              gssize length)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_build_filename(folder->path, name, NULL);
    g_autofree char *parent = g_path_get_dirname(path);
    g_assert_cmpint(g_mkdir_with_parents(parent, 0777), ==, 0);
    g_unlink(path); /* GLib waits for the disk where it replaces a file */
    g_file_set_contents(path, data, length, &error);
    g_assert_no_error(error);
}

static inline void folder_remove_tree(const char *path)
{
    g_autoptr(GDir) entries =
        g_file_test(path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open(path, 0, NULL);
    for (const char *name; entries && (name = g_dir_read_name(entries));) {
        g_autofree char *entry = g_build_filename(path, name, NULL);
        folder_remove_tree(entry);
    }
    g_remove(path);
}

/* Removes it with all that is in it. */
static inline void folder_clear(Folder *folder)
{
    folder_remove_tree(folder->path);
    g_clear_pointer(&folder->path, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Folder, folder_clear)

static inline void folder_set_up(Folder *folder, gconstpointer data)
{
    (void)data;
    *folder = folder_make();
}

static inline void folder_tear_down(Folder *folder, gconstpointer data)
{
    (void)data;
    folder_clear(folder);
}

#endif
