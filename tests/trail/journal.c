#include "trail/journal.h"

#include "base/output.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
    char *folder;
} Fixture;

static void set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->folder = g_dir_make_tmp("figtrail-journal-XXXXXX", NULL);
    g_assert_nonnull(fixture->folder);
}

static void tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GDir) dir = g_dir_open(fixture->folder, 0, NULL);
    for (const char *name; (name = g_dir_read_name(dir));) {
        g_autofree char *path = g_build_filename(fixture->folder, name, NULL);
        g_remove(path);
    }
    g_assert_cmpint(g_rmdir(fixture->folder), ==, 0);
    g_free(fixture->folder);
}

static void put(const Fixture *fixture, const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(fixture->folder, name, NULL);
    g_assert_true(output_write(path, text, strlen(text), NULL));
}

/* A lock of one output that holds text. */
static Lock *lock_of(const char *name, const char *text)
{
    Lock *lock = lock_new();
    g_autofree char *digest = digest_bytes(text, strlen(text));
    lock_set(lock, name, digest, 0, 0, NULL, 0);
    return lock;
}

static void expect(const Lock *lock, const char *name, const char *text)
{
    g_autofree char *digest = digest_bytes(text, strlen(text));
    const LockOutput *output = lock_find(lock, name);
    g_assert_nonnull(output);
    g_assert_cmpstr(output->sha256, ==, digest);
}

/* Of two charts, one was put in place and the other not yet. */
static void tells_what_is_in_place(Fixture *fixture, gconstpointer data)
{
    (void)data;
    gboolean interrupted = TRUE;
    g_assert_null(journal_adopt(fixture->folder, NULL, &interrupted));
    g_assert_false(interrupted);

    g_autoptr(Lock) a = lock_of("a.svg", "new a"), b = lock_of("b.svg", "new b");
    g_assert_true(journal_append(fixture->folder, a, NULL));
    g_assert_true(journal_append(fixture->folder, b, NULL));
    put(fixture, "a.svg", "new a");
    put(fixture, "b.svg", "old b");
    g_autoptr(Lock) lock = lock_of("a.svg", "old a");
    g_autoptr(Lock) old = lock_of("b.svg", "old b");
    lock_keep(lock, old, "b.svg");
    lock = journal_adopt(fixture->folder, g_steal_pointer(&lock), &interrupted);
    g_assert_true(interrupted);
    expect(lock, "a.svg", "new a");
    expect(lock, "b.svg", "old b");

    journal_remove(fixture->folder);
    g_autoptr(Lock) none = journal_adopt(fixture->folder, NULL, &interrupted);
    g_assert_null(none);
    g_assert_false(interrupted);
}

/* What a full disk tore spoils no other line; names lead nowhere else. */
static void torn_lines_are_nothing(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(Lock) a = lock_of("a.svg", "a"), b = lock_of("../b.svg", "b");
    g_autofree char *whole = lock_format_line(a);
    g_autofree char *torn = g_strndup(whole, strlen(whole) / 2);
    put(fixture, JOURNAL_NAME, torn);
    g_assert_true(journal_append(fixture->folder, a, NULL));
    g_assert_true(journal_append(fixture->folder, b, NULL));
    put(fixture, "a.svg", "a");
    gboolean interrupted;
    g_autoptr(Lock) lock = journal_adopt(fixture->folder, NULL, &interrupted);
    g_assert_true(interrupted);
    expect(lock, "a.svg", "a");
    g_autoptr(GPtrArray) names = lock_names(lock);
    g_assert_cmpuint(names->len, ==, 1);
}

static void failure_is_told(void)
{
    g_autoptr(Lock) lock = lock_of("a.svg", "a");
    g_autoptr(GError) error = NULL;
    g_assert_false(journal_append("/nowhere", lock, &error));
    g_assert_cmpstr(error->message, ==,
                    "cannot write /nowhere/.figtrail.journal: No such file or directory");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/journal/tells-what-is-in-place", Fixture, NULL, set_up, tells_what_is_in_place,
               tear_down);
    g_test_add("/journal/torn-lines-are-nothing", Fixture, NULL, set_up, torn_lines_are_nothing,
               tear_down);
    g_test_add_func("/journal/failure-is-told", failure_is_told);
    return g_test_run();
}
