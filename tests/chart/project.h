/*
 * project: the repository's own data and chart specs, for tests that draw them.
 */
#ifndef FIGTRAIL_TESTS_CHART_PROJECT_H
#define FIGTRAIL_TESTS_CHART_PROJECT_H

#include "chart/view.h"

typedef struct {
    Package *package;
    ClaimSet *claims;
    FigureSet *figures;
    ChartSources sources;
} TestProject;

static inline const char *project_root(void)
{
    const char *root = g_getenv("FIGTRAIL_ROOT");
    return root ? root : ".";
}

static inline void project_init(TestProject *project)
{
    g_autoptr(Findings) findings = findings_new();
    g_autofree char *folder = g_build_filename(project_root(), "data", NULL);
    project->package = package_read(folder, findings, NULL);
    g_assert_nonnull(project->package);
    project->claims = claims_read(project->package, findings);
    g_assert_nonnull(project->claims);
    project->figures = figures_merge(project->claims, NULL);
    project->sources = (ChartSources){project->claims, project->figures};
}

static inline void project_clear(TestProject *project)
{
    figures_free(project->figures);
    claims_free(project->claims);
    package_free(project->package);
}

static inline int project_compare_names(gconstpointer a, gconstpointer b)
{
    return g_strcmp0(*(const char *const *)a, *(const char *const *)b);
}

/* Paths of all charts/NAME.vl.json, sorted. */
static inline GPtrArray *project_charts(void)
{
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *folder = g_build_filename(project_root(), "charts", NULL);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    g_assert_nonnull(dir);
    for (const char *name; (name = g_dir_read_name(dir));) {
        if (g_str_has_suffix(name, ".vl.json"))
            g_ptr_array_add(paths, g_build_filename(folder, name, NULL));
    }
    g_ptr_array_sort(paths, project_compare_names);
    g_assert_cmpuint(paths->len, >=, 6);
    return paths;
}

#endif
