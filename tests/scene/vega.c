/* Scenes in the manner of Vega: every tests/scene/vega/NAME.vl.json has its dump beside it. */
#include "../chart/fixture.h"
#include "../chart/project.h"
#include "../trail/golden.h"
#include "scene/font.h"
#include "scene/layout.h"

#include <math.h>

#define FOLDER "tests/scene/vega"

static char *dump_of(const char *path, const char *name)
{
    const ChartSources none = {0};
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(Chart) chart = chart_read_with(path, &none, config_new_vega(), findings, NULL);
    findings_print_text(findings, stderr);
    g_assert_nonnull(chart);
    g_autoptr(Scene) scene = vega_layout_scene(chart, name);
    double box[4];
    g_assert_true(scene_extent(scene, box)); /* nothing sticks out of the page */
    g_assert_cmpfloat(fmin(box[0], box[1]), >=, 0);
    g_assert_cmpfloat(box[2], <=, scene->width);
    g_assert_cmpfloat(box[3], <=, scene->height);
    return scene_dump(scene);
}

static void test_golden(gconstpointer data)
{
    const char *name = data;
    g_autofree char *path = g_strdup_printf("%s/" FOLDER "/%s.vl.json", project_root(), name);
    g_autofree char *dump = dump_of(path, name), *again = dump_of(path, name);
    g_assert_cmpstr(dump, ==, again);
    g_autofree char *expected = g_strdup_printf(FOLDER "/%s.dump", name);
    golden_check(expected, dump);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_assert_true(font_check("DejaVu Sans", NULL));
    g_autofree char *folder = g_build_filename(project_root(), FOLDER, NULL);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    g_assert_nonnull(dir);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (const char *file; (file = g_dir_read_name(dir));) {
        if (g_str_has_suffix(file, ".vl.json"))
            g_ptr_array_add(names, g_strndup(file, strlen(file) - strlen(".vl.json")));
    }
    g_ptr_array_sort(names, project_compare_names);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *path = g_strdup_printf("/vega/%s", (char *)names->pdata[i]);
        g_test_add_data_func(path, names->pdata[i], test_golden);
    }
    return g_test_run();
}
