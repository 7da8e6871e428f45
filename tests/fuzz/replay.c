/*
 * replay: runs a fuzz target over the files of folders, in the order of their
 * names: a regression test for compilers without libFuzzer.
 */
#include "fuzz.h"

#include <glib.h>
#include <stdio.h>

static int compare_names(gconstpointer a, gconstpointer b)
{
    return g_strcmp0(*(char *const *)a, *(char *const *)b);
}

static GPtrArray *folder_files(const char *folder)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GDir) dir = g_dir_open(folder, 0, &error);
    if (!dir)
        g_error("%s", error->message);
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
    for (const char *name; (name = g_dir_read_name(dir));)
        g_ptr_array_add(paths, g_build_filename(folder, name, NULL));
    g_ptr_array_sort(paths, compare_names);
    return paths;
}

int main(int argc, char **argv)
{
    guint count = 0;
    for (int i = 1; i < argc; i++) {
        g_autoptr(GPtrArray) paths = folder_files(argv[i]);
        for (guint j = 0; j < paths->len; j++, count++) {
            g_autoptr(GError) error = NULL;
            g_autofree char *contents = NULL;
            gsize length;
            /* said before the run: a crash shows which input it was */
            printf("# %s\n", (char *)paths->pdata[j]);
            fflush(stdout);
            if (!g_file_get_contents(paths->pdata[j], &contents, &length, &error))
                g_error("%s", error->message);
            LLVMFuzzerTestOneInput((const uint8_t *)contents, length);
        }
    }
    printf("%u inputs\n", count);
    return count > 0 ? 0 : 1; /* a missing corpus is no success */
}
