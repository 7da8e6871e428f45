/* mkfifo is no part of C.  NOLINTBEGIN(bugprone-reserved-identifier,cert-*) */
#define _DEFAULT_SOURCE
/* NOLINTEND(bugprone-reserved-identifier,cert-*) */
#include "base/output.h"

#include "folder.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef gboolean (*Write)(const char *path, const void *data, gsize length, GError **error);
static const Write writes[] = {output_write, output_write_derived};

static void test_write(Folder *folder, gconstpointer data)
{
    const Write write_to = *(const Write *)data;
    g_autofree char *path = g_build_filename(folder->path, "x.svg", NULL);
    for (int i = 0; i < 2; i++) { /* new, then over the old one */
        static const char bytes[] = "a\0b\n";
        g_autoptr(GError) error = NULL;
        g_assert_true(write_to(path, bytes, sizeof bytes, &error));
        g_assert_no_error(error);
        gsize length;
        g_autofree char *read = input_read(path, 100, &length, &error);
        g_assert_no_error(error);
        g_assert_cmpmem(read, length, bytes, sizeof bytes);
    }
    GStatBuf status;
    g_assert_cmpint(g_stat(path, &status), ==, 0);
    const mode_t mask = umask(0);
    umask(mask);
    g_assert_cmpint(status.st_mode & 0777, ==, 0666 & ~mask);
}

/* Written beside its place, under a name that tells what it is, then put there. */
static void test_stage(Folder *folder, gconstpointer data)
{
    (void)data;
    g_autofree char *path = g_build_filename(folder->path, "x.svg", NULL);
    g_assert_true(output_write(path, "old", 3, NULL));
    g_autofree char *staged = output_stage(path, "new", 3, NULL);
    g_autofree char *name = g_path_get_basename(staged);
    g_assert_true(output_is_staged(name));
    g_autofree char *before = input_read(path, 10, NULL, NULL);
    g_assert_cmpstr(before, ==, "old");
    g_assert_true(output_commit(staged, path, NULL));
    g_autofree char *after = input_read(path, 10, NULL, NULL);
    g_assert_cmpstr(after, ==, "new");
    g_assert_false(g_file_test(staged, G_FILE_TEST_EXISTS));
    /* over a folder nothing can be put: then the temporary file is gone, too */
    g_autoptr(GError) error = NULL;
    g_autofree char *again = output_stage(path, "new", 3, NULL);
    g_assert_false(output_commit(again, folder->path, &error));
    g_assert_nonnull(error);
    g_assert_false(g_file_test(again, G_FILE_TEST_EXISTS));
    /* nobody else's files */
    static const char *const others[] = {
        "x.svg",           "x.svg.backup",          ".figtrail.journal",
        ".figtrail-x.svg", "figtrail-x.svg-AB12CD", ""};
    for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
        g_assert_false(output_is_staged(others[i]));
}

static void test_write_fails(Folder *folder, gconstpointer data)
{
    const Write write_to = *(const Write *)data;
    g_autofree char *path = g_build_filename(folder->path, "none", "x.svg", NULL);
    g_autoptr(GError) error = NULL;
    g_assert_false(write_to(path, "x", 1, &error));
    /* exactly: no name of a temporary file, which would differ from run to run */
    g_autofree char *message = g_strdup_printf("cannot write %s: No such file or directory", path);
    g_assert_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
    g_assert_cmpstr(error->message, ==, message);
}

static void test_read_fails(Folder *folder, gconstpointer data)
{
    (void)data;
    g_autofree char *file = g_build_filename(folder->path, "x", NULL);
    g_autofree char *none = g_build_filename(folder->path, "none", NULL);
    g_assert_true(output_write(file, "12345", 5, NULL));
    const struct {
        const char *path;
        gsize limit;
        const char *reason;
    } cases[] = {
        {none, 10, ": No such file or directory"},
        {folder->path, 10, ": it is a folder"},
        {"/dev/null", 10, ": it is no regular file"},
        {file, 4, ": its 5 bytes are more than the limit of 4"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(input_read(cases[i].path, cases[i].limit, NULL, &error));
        g_assert_nonnull(error);
        g_autofree char *message =
            g_strdup_printf("cannot read %s%s", cases[i].path, cases[i].reason);
        g_assert_cmpstr(error->message, ==, message);
    }
    g_autofree char *whole = input_read(file, 5, NULL, NULL);
    g_assert_cmpstr(whole, ==, "12345");
}

static void test_read_denied(Folder *folder, gconstpointer data)
{
    (void)data;
    if (geteuid() == 0) {
        g_test_skip("root may read everything");
        return;
    }
    g_autofree char *file = g_build_filename(folder->path, "x", NULL);
    g_assert_true(output_write(file, "1", 1, NULL));
    g_assert_cmpint(g_chmod(file, 0), ==, 0);
    g_autoptr(GError) error = NULL;
    g_assert_null(input_read(file, 5, NULL, &error));
    g_autofree char *message = g_strdup_printf("cannot read %s: Permission denied", file);
    g_assert_cmpstr(error->message, ==, message);
}

static void test_digest(void)
{
    /* FIPS 180-4, "abc", and the empty message */
    g_autofree char *abc = digest_bytes("abc", 3);
    g_assert_cmpstr(abc, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    g_autofree char *empty = digest_bytes("", 0);
    g_assert_cmpstr(empty, ==, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

/* A pipe or a device stays what it is. */
static void test_write_special(Folder *folder, gconstpointer data)
{
    (void)data;
    g_autofree char *path = g_build_filename(folder->path, "pipe", NULL);
    g_assert_cmpint(mkfifo(path, 0600), ==, 0);
    const int pipe = g_open(path, O_RDWR | O_NONBLOCK, 0);
    g_assert_cmpint(pipe, >=, 0);
    g_autoptr(GError) error = NULL;
    g_assert_true(output_write(path, "abc", 3, &error));
    g_assert_no_error(error);
    char bytes[4] = "";
    g_assert_cmpint(read(pipe, bytes, 3), ==, 3);
    g_assert_cmpstr(bytes, ==, "abc");
    close(pipe);
    GStatBuf status;
    g_assert_cmpint(g_stat(path, &status), ==, 0);
    g_assert_true(S_ISFIFO(status.st_mode));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(writes); i++) {
        g_autofree char *path = g_strdup_printf("/output/write/%" G_GSIZE_FORMAT, i);
        g_autofree char *fails = g_strdup_printf("/output/write-fails/%" G_GSIZE_FORMAT, i);
        g_test_add(path, Folder, &writes[i], folder_set_up, test_write, folder_tear_down);
        g_test_add(fails, Folder, &writes[i], folder_set_up, test_write_fails, folder_tear_down);
    }
    g_test_add("/output/stage", Folder, NULL, folder_set_up, test_stage, folder_tear_down);
    g_test_add("/output/write-special", Folder, NULL, folder_set_up, test_write_special,
               folder_tear_down);
    g_test_add("/output/read-fails", Folder, NULL, folder_set_up, test_read_fails,
               folder_tear_down);
    g_test_add("/output/read-denied", Folder, NULL, folder_set_up, test_read_denied,
               folder_tear_down);
    g_test_add_func("/output/digest", test_digest);
    return g_test_run();
}
