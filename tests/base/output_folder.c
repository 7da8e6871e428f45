/* A folder is there with all its files, or not at all. */
#include "base/output_folder.h"

#include "folder.h"

#include <string.h>

static GPtrArray *two_files(const char *second)
{
    GPtrArray *files = output_files_new();
    g_ptr_array_add(files, output_file_new("a", g_strdup("first\n"), strlen("first\n")));
    g_ptr_array_add(files, output_file_new(second, g_memdup2("x\0y", 4), 3));
    return files;
}

static guint count_entries(const char *path)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    guint n = 0;
    while (g_dir_read_name(folder))
        n++;
    return n;
}

static void test_folder(void)
{
    g_auto(Folder) work = folder_make();
    g_autofree char *path = g_build_filename(work.path, "new", NULL);
    g_autofree char *slashed = g_strconcat(path, "//", NULL);
    g_autofree char *a = g_build_filename(path, "a", NULL),
                    *in = g_build_filename(path, "in", NULL);
    g_autofree char *deeper = g_build_filename(in, "deeper", NULL);
    g_autofree char *b = g_build_filename(deeper, "b", NULL);
    g_autoptr(GPtrArray) files = two_files("in/deeper/b");
    GError *error = NULL;
    g_assert_true(output_write_folder(slashed, files, &error));
    g_assert_no_error(error);
    g_assert_cmpuint(count_entries(work.path), ==, 1);
    g_assert_cmpuint(count_entries(path), ==, 2);
    g_autofree char *content = NULL;
    gsize length;
    g_assert_true(g_file_get_contents(b, &content, &length, NULL));
    g_assert_cmpmem(content, length, "x\0y", 3);

    /* not over another folder, not over a file */
    const char *const taken[] = {path, a};
    for (gsize i = 0; i < G_N_ELEMENTS(taken); i++) {
        g_assert_false(output_write_folder(taken[i], files, &error));
        g_assert_error(error, G_FILE_ERROR, G_FILE_ERROR_EXIST);
        g_assert_nonnull(strstr(error->message, "it is there already"));
        g_clear_error(&error);
    }
    g_assert_cmpuint(count_entries(work.path), ==, 1);
    g_assert_cmpuint(count_entries(path), ==, 2);

    /* into an empty one */
    const char *const parts[] = {a, b, deeper, in};
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
        g_assert_cmpint(g_remove(parts[i]), ==, 0);
    g_assert_true(output_write_folder(path, files, &error));
    g_assert_no_error(error);

    /* a file that cannot be written: nothing is left; the message has no temporary name */
    g_autofree char *broken = g_build_filename(work.path, "broken", NULL);
    g_autofree char *prefix = g_strdup_printf("cannot write %s/a/b: ", broken);
    g_autoptr(GPtrArray) bad = two_files("a/b");
    g_assert_false(output_write_folder(broken, bad, &error));
    g_assert_true(g_str_has_prefix(error->message, prefix));
    g_clear_error(&error);
    g_assert_cmpuint(count_entries(work.path), ==, 1);

    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
        g_assert_cmpint(g_remove(parts[i]), ==, 0);
    g_assert_cmpint(g_rmdir(path), ==, 0);
    g_assert_cmpint(g_rmdir(work.path), ==, 0);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/output-folder", test_folder);
    return g_test_run();
}
