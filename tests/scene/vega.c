/* Scenes in the manner of Vega: every tests/scene/vega/NAME.vl.json has its dump beside it. */
#include "../chart/fixture.h"
#include "golden_specs.h"
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
    g_autofree char *path = golden_spec_path(FOLDER, name);
    g_autofree char *dump = dump_of(path, name), *again = dump_of(path, name);
    g_assert_cmpstr(dump, ==, again);
    g_autofree char *expected = g_strdup_printf(FOLDER "/%s.dump", name);
    golden_check(expected, dump);
}

int main(int argc, char **argv)
{
    return golden_specs_main(argc, argv, "DejaVu Sans", "vega", FOLDER, test_golden);
}
