/* Drawn twice in one process, from the data on: the same bytes in every format. */
#include "../chart/project.h"
#include "render/render.h"
#include "scene/font.h"
#include "scene/layout.h"
#include "trail/record.h"

/* The picture of a chart of the project in each format, in the order of renderers. */
static GPtrArray *draw(const char *path)
{
    TestProject project;
    project_init(&project);
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(Chart) chart = chart_read(path, &project.sources, findings, NULL);
    g_assert_nonnull(chart);
    const Variant variant = variant_default();
    g_autoptr(Scene) scene = layout_scene(chart, "chart", &variant, findings);
    g_assert_nonnull(scene);
    GPtrArray *pictures = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    for (guint i = 0; i < n_renderers; i++) {
        g_autofree char *record = record_build(scene, NULL, 0, 1);
        const Provenance provenance = {record, NULL};
        GError *error = NULL;
        GBytes *bytes = renderers[i].render(scene, &provenance, 1, &error);
        g_assert_no_error(error);
        g_ptr_array_add(pictures, bytes);
    }
    project_clear(&project);
    return pictures;
}

static void test_twice(void)
{
    g_autoptr(GPtrArray) charts = project_charts();
    g_autoptr(GPtrArray) before = NULL;
    for (guint i = 0; i < charts->len; i += 3) { /* each takes its time */
        g_autoptr(GPtrArray) first = draw(charts->pdata[i]), second = draw(charts->pdata[i]);
        for (guint r = 0; r < n_renderers; r++) {
            if (!g_bytes_equal(first->pdata[r], second->pdata[r])) {
                g_test_message("%s differs as %s", (const char *)charts->pdata[i],
                               renderers[r].name);
                g_test_fail();
            }
            /* another chart gives other bytes: the comparison can fail */
            g_assert_false(before && g_bytes_equal(first->pdata[r], before->pdata[r]));
        }
        g_clear_pointer(&before, g_ptr_array_unref);
        before = g_steal_pointer(&first);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_assert_true(font_check(NULL, NULL));
    g_test_add_func("/twice/in-one-process", test_twice);
    return g_test_run();
}
