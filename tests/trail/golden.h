/*
 * golden: a text compared with the file that holds what it should be.
 *
 * FIGTRAIL_GOLDEN=update writes the files anew and tells the first difference of
 * each: look at all of them with git before you commit.
 */
#ifndef FIGTRAIL_TESTS_TRAIL_GOLDEN_H
#define FIGTRAIL_TESTS_TRAIL_GOLDEN_H

#include <glib.h>
#include <string.h>

/* path: from the root of the source tree. */
static inline void golden_check(const char *path, const char *text)
{
    const char *root = g_getenv("FIGTRAIL_ROOT");
    g_autofree char *file = g_build_filename(root ? root : ".", path, NULL);
    const gboolean update = g_strcmp0(g_getenv("FIGTRAIL_GOLDEN"), "update") == 0;
    g_autofree char *expected = NULL;
    if (!g_file_get_contents(file, &expected, NULL, NULL) && !update)
        g_error("%s is missing: run with FIGTRAIL_GOLDEN=update and look at it", path);
    if (g_strcmp0(expected, text) == 0)
        return;
    g_auto(GStrv) old = g_strsplit(expected ? expected : "", "\n", -1);
    g_auto(GStrv) new = g_strsplit(text, "\n", -1);
    guint line = 0;
    while (old[line] && new[line] && strcmp(old[line], new[line]) == 0)
        line++;
    g_test_message("%s:%u\n- %s\n+ %s", path, line + 1, old[line] ? old[line] : "(end)",
                   new[line] ? new[line] : "(end)");
    if (update)
        g_assert_true(g_file_set_contents(file, text, -1, NULL));
    else
        g_test_fail();
}

#endif
