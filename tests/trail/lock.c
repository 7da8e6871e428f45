#include "trail/lock.h"

#include <glib/gstdio.h>
#include <string.h>

#define DIGEST_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define DIGEST_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

static const RecordInput inputs[] = {{"charts/a.vl.json", DIGEST_A}, {"data/x.csv", DIGEST_B}};

/* Reads text as a lock file. */
static Lock *read_text(const char *text, guint *n_warnings)
{
    g_autofree char *folder = g_dir_make_tmp("figtrail-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "figtrail.lock", NULL);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    g_autoptr(Findings) findings = findings_new();
    GError *error = NULL;
    Lock *lock = lock_read(path, findings, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(findings_count(findings, LEVEL_ERROR), ==, 0);
    *n_warnings = findings_count(findings, LEVEL_WARNING);
    g_remove(path);
    g_rmdir(folder);
    return lock;
}

static void reads_what_it_wrote(void)
{
    g_autoptr(Lock) lock = lock_new();
    lock_set(lock, "b.png", DIGEST_B, 2, inputs, 2);
    lock_set(lock, "a.svg", DIGEST_A, 0, inputs, 1);
    g_autofree char *text = lock_format(lock);
    g_assert_cmpint(strstr(text, "a.svg") - text, <, strstr(text, "b.png") - text);
    guint n_warnings;
    g_autoptr(Lock) again = read_text(text, &n_warnings);
    g_assert_nonnull(again);
    g_assert_cmpuint(n_warnings, ==, 0);
    g_assert_true(lock_same_environment(lock, again));
    g_autofree char *same = lock_format(again);
    g_assert_cmpstr(same, ==, text);
    const LockOutput *output = lock_find(again, "b.png");
    g_assert_cmpstr(output->sha256, ==, DIGEST_B);
    g_assert_true(lock_output_matches(output, 2, inputs, 2));
    g_assert_false(lock_output_matches(output, 1, inputs, 2));
    g_assert_false(lock_output_matches(output, 2, inputs, 1));
    const RecordInput changed[] = {inputs[0], {"data/x.csv", DIGEST_A}};
    g_assert_false(lock_output_matches(output, 2, changed, 2));
    const RecordInput renamed[] = {inputs[0], {"data/y.csv", DIGEST_B}};
    g_assert_false(lock_output_matches(output, 2, renamed, 2));
    g_assert_null(lock_find(again, "c.svg"));
}

static void keeps_outputs_of_another(void)
{
    g_autoptr(Lock) before = lock_new();
    lock_set(before, "a.svg", DIGEST_A, 0, inputs, 2);
    g_autoptr(Lock) after = lock_new();
    lock_keep(after, before, "a.svg");
    lock_keep(after, before, "none.svg");
    lock_keep(after, NULL, "none.svg");
    g_autoptr(GPtrArray) names = lock_names(after);
    g_assert_cmpuint(names->len, ==, 1);
    g_assert_true(lock_output_matches(lock_find(after, "a.svg"), 0, inputs, 2));
}

static void another_environment_is_told(void)
{
    g_autoptr(Lock) lock = lock_new();
    g_autofree char *text = lock_format(lock);
    static const char *const members[] = {"generator", "cairo", "pango", "fonts"};
    for (gsize i = 0; i < G_N_ELEMENTS(members); i++) {
        g_autofree char *member = g_strdup_printf("\"%s\": \"", members[i]);
        g_auto(GStrv) parts = g_strsplit(text, member, 2);
        g_assert_nonnull(parts[1]);
        g_autofree char *changed = g_strconcat(parts[0], member, "x", parts[1], NULL);
        guint n_warnings;
        g_autoptr(Lock) other = read_text(changed, &n_warnings);
        g_assert_nonnull(other);
        g_assert_false(lock_same_environment(lock, other));
    }
}

static void broken_ones_are_warnings(void)
{
    static const char *const texts[] = {
        "",
        "not JSON",
        "[]",
        "{}",
        "{\"figtrail-lock\": 2, \"generator\": \"x\", \"environment\": {}, \"outputs\": {}}",
        "{\"figtrail-lock\": 1, \"environment\": {}, \"outputs\": {}}",
        "{\"figtrail-lock\": 1, \"generator\": \"x\", \"environment\": {\"cairo\": 1},"
        " \"outputs\": {}}",
        "{\"figtrail-lock\": 1, \"generator\": \"x\", \"environment\": {}, \"outputs\": []}",
        "{\"figtrail-lock\": 1, \"generator\": \"x\", \"environment\": {},"
        " \"outputs\": {\"a.svg\": {\"sha256\": \"abc\", \"inputs\": {}}}}",
        "{\"figtrail-lock\": 1, \"generator\": \"x\", \"environment\": {},"
        " \"outputs\": {\"a.svg\": {\"sha256\": \"" DIGEST_A "\"}}}",
        "{\"figtrail-lock\": 1, \"generator\": \"x\", \"environment\": {},"
        " \"outputs\": {\"a.svg\": {\"sha256\": \"" DIGEST_A "\", \"inputs\": {\"a\": 7}}}}",
        "{\"figtrail-lock\": 1, \"generator\": \"x\", \"generator\": \"y\","
        " \"environment\": {}, \"outputs\": {}}",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        guint n_warnings;
        g_autoptr(Lock) lock = read_text(texts[i], &n_warnings);
        g_assert_null(lock);
        g_assert_cmpuint(n_warnings, >, 0);
    }
}

static void absent_is_no_fault(void)
{
    g_autoptr(Findings) findings = findings_new();
    GError *error = NULL;
    g_assert_null(lock_read("/nowhere/figtrail.lock", findings, &error));
    g_assert_no_error(error);
    g_assert_null(lock_read("/", findings, &error));
    g_assert_nonnull(error);
    g_error_free(error);
    g_assert_cmpuint(findings_count(findings, LEVEL_WARNING), ==, 0);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/lock/reads-what-it-wrote", reads_what_it_wrote);
    g_test_add_func("/lock/keeps-outputs-of-another", keeps_outputs_of_another);
    g_test_add_func("/lock/another-environment-is-told", another_environment_is_told);
    g_test_add_func("/lock/broken-ones-are-warnings", broken_ones_are_warnings);
    g_test_add_func("/lock/absent-is-no-fault", absent_is_no_fault);
    return g_test_run();
}
