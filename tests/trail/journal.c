#include "trail/journal.h"

#include "../base/folder.h"
#include "base/output.h"

#include <string.h>

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
static void tells_what_is_in_place(Folder *folder, gconstpointer data)
{
    (void)data;
    gboolean interrupted = TRUE;
    g_assert_null(journal_adopt(folder->path, NULL, &interrupted));
    g_assert_false(interrupted);

    g_autoptr(Lock) a = lock_of("a.svg", "new a"), b = lock_of("b.svg", "new b");
    g_assert_true(journal_append(folder->path, a, NULL));
    g_assert_true(journal_append(folder->path, b, NULL));
    folder_put(folder, "a.svg", "new a", -1);
    folder_put(folder, "b.svg", "old b", -1);
    g_autoptr(Lock) lock = lock_of("a.svg", "old a");
    g_autoptr(Lock) old = lock_of("b.svg", "old b");
    lock_keep(lock, old, "b.svg");
    lock = journal_adopt(folder->path, g_steal_pointer(&lock), &interrupted);
    g_assert_true(interrupted);
    expect(lock, "a.svg", "new a");
    expect(lock, "b.svg", "old b");

    journal_remove(folder->path);
    g_autoptr(Lock) none = journal_adopt(folder->path, NULL, &interrupted);
    g_assert_null(none);
    g_assert_false(interrupted);
}

/* What a full disk tore spoils no other line; names lead nowhere else. */
static void torn_lines_are_nothing(Folder *folder, gconstpointer data)
{
    (void)data;
    g_autoptr(Lock) a = lock_of("a.svg", "a"), b = lock_of("../b.svg", "b");
    g_autofree char *whole = lock_format_line(a);
    g_autofree char *torn = g_strndup(whole, strlen(whole) / 2);
    folder_put(folder, JOURNAL_NAME, torn, -1);
    g_assert_true(journal_append(folder->path, a, NULL));
    g_assert_true(journal_append(folder->path, b, NULL));
    folder_put(folder, "a.svg", "a", -1);
    gboolean interrupted;
    g_autoptr(Lock) lock = journal_adopt(folder->path, NULL, &interrupted);
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
    g_test_add("/journal/tells-what-is-in-place", Folder, NULL, folder_set_up,
               tells_what_is_in_place, folder_tear_down);
    g_test_add("/journal/torn-lines-are-nothing", Folder, NULL, folder_set_up,
               torn_lines_are_nothing, folder_tear_down);
    g_test_add_func("/journal/failure-is-told", failure_is_told);
    return g_test_run();
}
