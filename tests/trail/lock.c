#include "trail/lock.h"

#include "../base/folder.h"

#include <string.h>

#define DIGEST_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define DIGEST_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

static const RecordInput inputs[] = {{"charts/a.vl.json", DIGEST_A}, {"data/x.csv", DIGEST_B}};

/* Reads text as a lock file. */
static Lock *read_text(const char *text, guint *n_warnings)
{
    g_auto(Folder) folder = folder_make();
    g_autofree char *path = g_build_filename(folder.path, "figtrail.lock", NULL);
    folder_put(&folder, "figtrail.lock", text, -1);
    g_autoptr(Findings) findings = findings_new();
    GError *error = NULL;
    Lock *lock = lock_read(path, findings, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(findings_count(findings, LEVEL_ERROR), ==, 0);
    *n_warnings = findings_count(findings, LEVEL_WARNING);
    return lock;
}

static void reads_what_it_wrote(void)
{
    g_autoptr(Lock) lock = lock_new();
    lock_set(lock, "b.png", DIGEST_B, 2, 0, inputs, 2);
    lock_set(lock, "a.svg", DIGEST_A, 0, 0, inputs, 1);
    g_autofree char *text = lock_format(lock);
    g_assert_cmpint(strstr(text, "a.svg") - text, <, strstr(text, "b.png") - text);
    guint n_warnings;
    g_autoptr(Lock) again = read_text(text, &n_warnings);
    g_assert_nonnull(again);
    g_assert_cmpuint(n_warnings, ==, 0);
    g_autofree char *same = lock_format(again);
    g_assert_cmpstr(same, ==, text);
    const LockOutput *output = lock_find(again, "b.png");
    g_assert_cmpstr(output->sha256, ==, DIGEST_B);
    g_assert_true(lock_output_same_environment(output, lock, NULL));
    g_assert_true(lock_output_matches(output, 2, 0, inputs, 2));
    g_assert_false(lock_output_matches(output, 1, 0, inputs, 2));
    g_assert_false(lock_output_matches(output, 2, 144, inputs, 2));
    g_assert_false(lock_output_matches(output, 2, 0, inputs, 1));
    const RecordInput changed[] = {inputs[0], {"data/x.csv", DIGEST_A}};
    g_assert_false(lock_output_matches(output, 2, 0, changed, 2));
    const RecordInput renamed[] = {inputs[0], {"data/y.csv", DIGEST_B}};
    g_assert_false(lock_output_matches(output, 2, 0, renamed, 2));
    g_assert_null(lock_find(again, "c.svg"));
}

static void keeps_outputs_of_another(void)
{
    g_autoptr(Lock) before = lock_new();
    lock_set(before, "a.svg", DIGEST_A, 0, 0, inputs, 2);
    g_autoptr(Lock) after = lock_new();
    lock_keep(after, before, "a.svg");
    lock_keep(after, before, "none.svg");
    lock_keep(after, NULL, "none.svg");
    g_autoptr(GPtrArray) names = lock_names(after);
    g_assert_cmpuint(names->len, ==, 1);
    g_assert_true(lock_output_matches(lock_find(after, "a.svg"), 0, 0, inputs, 2));
}

/* What a lock file says when text stands in place of pattern, once. */
static Lock *read_replaced(const char *text, const char *pattern, const char *replacement)
{
    g_autoptr(GRegex) regex = g_regex_new(pattern, 0, 0, NULL);
    g_autofree char *changed = g_regex_replace(regex, text, -1, 0, replacement, 0, NULL);
    g_assert_cmpstr(changed, !=, text);
    guint n_warnings;
    Lock *lock = read_text(changed, &n_warnings);
    g_assert_nonnull(lock);
    return lock;
}

static void another_environment_is_told(void)
{
    g_autoptr(Lock) lock = lock_new();
    lock_set(lock, "a.svg", DIGEST_A, 0, 0, inputs, 1);
    g_autofree char *text = lock_format(lock);
    static const struct {
        const char *pattern, *replacement, *said;
    } cases[] = {
        {"\"figtrail\": \"[^\"]*\"", "\"figtrail\": \"0\"", "^figtrail 0 -> [0-9.]+$"},
        {"\"cairo\": \"[^\"]*\"", "\"cairo\": \"1.2.3\"", "^cairo 1\\.2\\.3 -> [0-9.]+$"},
        {"\"pango\"", "\"other\"", "^other [0-9.]+ -> none, pango none -> [0-9.]+$"},
        {"\"font Lato\": \"[0-9.]+", "\"font Lato\": \"1.104", "^font Lato 1\\.104 -> [0-9.]+$"},
        {"(\"font Lato\": \"[0-9.]+ sha256:)[0-9a-f]{4}", "\\1xxxx",
         "^font Lato [0-9.]+, other files$"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Lock) other = read_replaced(text, cases[i].pattern, cases[i].replacement);
        const LockOutput *output = lock_find(other, "a.svg");
        g_autofree char *difference = NULL;
        g_assert_false(lock_output_same_environment(output, lock, &difference));
        if (!g_regex_match_simple(cases[i].said, difference, 0, 0))
            g_error("case %u: \"%s\"", (guint)i, difference);
        /* taken over by a later build, it is still drawn by what drew it */
        g_autoptr(Lock) now = lock_new();
        lock_set(now, "b.svg", DIGEST_A, 0, 0, inputs, 1);
        lock_keep(now, other, "a.svg");
        g_autofree char *kept = lock_format(now);
        guint n_warnings;
        g_autoptr(Lock) again = read_text(kept, &n_warnings);
        g_assert_false(lock_output_same_environment(lock_find(again, "a.svg"), now, NULL));
        g_assert_true(lock_output_same_environment(lock_find(again, "b.svg"), now, NULL));
    }
}

static void broken_ones_are_warnings(void)
{
    static const char *const texts[] = {
        "",
        "not JSON",
        "[]",
        "{}",
        "{\"figtrail-lock\": 3, \"environment\": {}, \"outputs\": {}}",
        "{\"figtrail-lock\": 2, \"outputs\": {}}",
        "{\"figtrail-lock\": 2, \"environment\": {\"cairo\": 1}, \"outputs\": {}}",
        "{\"figtrail-lock\": 2, \"environment\": {}, \"outputs\": []}",
        "{\"figtrail-lock\": 2, \"environment\": {},"
        " \"outputs\": {\"a.svg\": {\"sha256\": \"abc\", \"inputs\": {}}}}",
        "{\"figtrail-lock\": 2, \"environment\": {},"
        " \"outputs\": {\"a.svg\": {\"sha256\": \"" DIGEST_A "\"}}}",
        "{\"figtrail-lock\": 2, \"environment\": {},"
        " \"outputs\": {\"a.svg\": {\"sha256\": \"" DIGEST_A "\", \"inputs\": {\"a\": 7}}}}",
        "{\"figtrail-lock\": 2, \"environment\": {}, \"outputs\": {\"a.svg\": {\"sha256\":"
        " \"" DIGEST_A "\", \"inputs\": {}, \"environment\": \"cairo\"}}}",
        "{\"figtrail-lock\": 2, \"environment\": {}, \"environment\": {}, \"outputs\": {}}",
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
