/* Golden scenes: every tests/scene/golden/NAME.vl.json has its dumps beside it,
 * NAME.dump, and NAME.VARIANT.dump for each further variant that it asks for. */
#include "scene/layout.h"
#include "../chart/fixture.h"
#include "golden_specs.h"
#include "picture.h"

#define FOLDER "tests/scene/golden"

static void check_variant(const Chart *chart, const char *name, const Variant *variant,
                          const Variant *first)
{
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(Scene) scene = layout_scene(chart, name, variant, findings);
    g_assert_nonnull(scene);
    if (picture_check(name, chart, scene) > 0)
        g_test_fail();
    g_autofree char *dump = scene_dump(scene);
    g_autofree char *file = variant_file_name(name, variant, first, "dump", FALSE);
    g_autofree char *path = g_strconcat(FOLDER "/", file, NULL);
    golden_check(path, dump);
}

static void test_golden(gconstpointer data)
{
    const char *name = data;
    g_autofree char *path = golden_spec_path(FOLDER, name);
    const ChartSources none = {0};
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(Chart) chart = chart_read(path, &none, findings, NULL);
    findings_print_text(findings, stderr);
    g_assert_nonnull(chart);
    g_autoptr(GArray) variants = variants_parse(chart, findings);
    g_assert_nonnull(variants);
    for (guint i = 0; i < variants->len; i++)
        check_variant(chart, name, &g_array_index(variants, Variant, i),
                      &g_array_index(variants, Variant, 0));
}

int main(int argc, char **argv)
{
    return golden_specs_main(argc, argv, NULL, "layout", FOLDER, test_golden);
}
