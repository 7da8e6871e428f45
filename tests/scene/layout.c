/* Golden scenes: every tests/scene/golden/NAME.vl.json has its dumps beside it,
 * NAME.dump, and NAME.PRESET.dump for each further preset that it asks for. */
#include "scene/layout.h"
#include "../chart/fixture.h"
#include "../chart/project.h"
#include "../trail/golden.h"
#include "picture.h"
#include "scene/font.h"

#define FOLDER "tests/scene/golden"

static void check_preset(const Chart *chart, const char *name, const char *preset, gboolean first)
{
    g_autoptr(Findings) findings = findings_new();
    Variant variant = variant_default();
    variant.preset = preset_find(preset);
    g_autoptr(Scene) scene = layout_scene(chart, name, &variant, findings);
    g_assert_nonnull(scene);
    if (picture_check(name, chart, scene) > 0)
        g_test_fail();
    g_autofree char *dump = scene_dump(scene);
    g_autofree char *path = first ? g_strdup_printf(FOLDER "/%s.dump", name)
                                  : g_strdup_printf(FOLDER "/%s.%s.dump", name, preset);
    golden_check(path, dump);
}

static void test_golden(gconstpointer data)
{
    const char *name = data;
    g_autofree char *path = g_strdup_printf("%s/" FOLDER "/%s.vl.json", project_root(), name);
    const ChartSources none = {0};
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(Chart) chart = chart_read(path, &none, findings, NULL);
    findings_print_text(findings, stderr);
    g_assert_nonnull(chart);
    const GPtrArray *presets = chart_presets(chart);
    check_preset(chart, name, preset_names[0], TRUE);
    for (guint i = 1; i < presets->len; i++)
        check_preset(chart, name, g_ptr_array_index(presets, i), FALSE);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_assert_true(font_check(NULL, NULL));
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
        g_autofree char *path = g_strdup_printf("/layout/%s", (char *)names->pdata[i]);
        g_test_add_data_func(path, names->pdata[i], test_golden);
    }
    return g_test_run();
}
