#include "cli/project.h"

#include "evidence/reading.h"

typedef enum { UP_TO_CLAIMS, UP_TO_FIGURES, WITH_PRINTS } Extent;

/* Each stage trusts what the one before it has checked. */
static void read_stages(Project *project, const char *folder, Extent extent, Findings *findings,
                        GError **error)
{
    project->package = package_read(folder, findings, error);
    if (!project->package || findings_block(findings))
        return;
    project->claims = claims_read(project->package, findings);
    if (project->claims && findings_block(findings))
        g_clear_pointer(&project->claims, claims_free);
    if (!project->claims || extent == UP_TO_CLAIMS)
        return;
    if (extent == WITH_PRINTS)
        evidence_check(project->claims, findings);
    if (findings_block(findings))
        return;
    project->figures = figures_merge(project->claims, NULL);
    project->settings = data_settings(project->claims);
}

static Project *read_project(const char *folder, Extent extent, Findings *findings, GError **error)
{
    g_autoptr(Project) project = g_new0(Project, 1);
    GError *cause = NULL;
    read_stages(project, folder, extent, findings, &cause);
    if (cause) {
        g_propagate_error(error, cause);
        return NULL;
    }
    return g_steal_pointer(&project);
}

Project *project_read(const char *folder, Findings *findings, GError **error)
{
    return read_project(folder, WITH_PRINTS, findings, error);
}

Project *project_read_figures(const char *folder, Findings *findings, GError **error)
{
    return read_project(folder, UP_TO_FIGURES, findings, error);
}

Project *project_read_claims(const char *folder, Findings *findings, GError **error)
{
    return read_project(folder, UP_TO_CLAIMS, findings, error);
}

void project_free(Project *project)
{
    if (!project)
        return;
    g_clear_pointer(&project->settings, g_ptr_array_unref);
    figures_free(project->figures);
    claims_free(project->claims);
    package_free(project->package);
    g_free(project);
}

gboolean project_exists(const char *folder)
{
    g_autofree char *descriptor = g_build_filename(folder, "datapackage.json", NULL);
    return g_file_test(descriptor, G_FILE_TEST_EXISTS);
}
