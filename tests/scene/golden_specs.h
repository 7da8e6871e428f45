/*
 * golden_specs: one test for each NAME.vl.json of a folder, which has what is expected beside it.
 */
#ifndef FIGTRAIL_TESTS_SCENE_GOLDEN_SPECS_H
#define FIGTRAIL_TESTS_SCENE_GOLDEN_SPECS_H

#include "../chart/project.h"
#include "../trail/golden.h"
#include "scene/font.h"

/* The path of a NAME's spec.  folder: in the project. */
static inline char *golden_spec_path(const char *folder, const char *name)
{
    return g_strdup_printf("%s/%s/%s.vl.json", project_root(), folder, name);
}

/* A main of a test program: runs test with each NAME, as /PREFIX/NAME.  font: NULL: the house's. */
static inline int golden_specs_main(int argc, char **argv, const char *font, const char *prefix,
                                    const char *folder, GTestDataFunc test)
{
    g_test_init(&argc, &argv, NULL);
    g_assert_true(font_check(font, NULL));
    g_autofree char *path = g_build_filename(project_root(), folder, NULL);
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    g_assert_nonnull(dir);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (const char *file; (file = g_dir_read_name(dir));) {
        if (g_str_has_suffix(file, ".vl.json"))
            g_ptr_array_add(names, g_strndup(file, strlen(file) - strlen(".vl.json")));
    }
    g_ptr_array_sort(names, project_compare_names);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *test_path = g_strdup_printf("/%s/%s", prefix, (char *)names->pdata[i]);
        g_test_add_data_func(test_path, names->pdata[i], test);
    }
    return g_test_run();
}

#endif
