/*
 * project: the repository's data, and imports into them from texts, for tests.
 */
#ifndef FIGTRAIL_TESTS_IMPORT_PROJECT_H
#define FIGTRAIL_TESTS_IMPORT_PROJECT_H

#include "../base/folder.h"
#include "import/import.h"

typedef struct {
    Findings *findings;
    Package *package;
    ClaimSet *claims;
    Folder folder; /* for files of the test */
} TestProject;

static inline void test_project_read(TestProject *project)
{
    const char *root = g_getenv("FIGTRAIL_ROOT");
    g_autofree char *path = g_build_filename(root ? root : ".", "data", NULL);
    GError *error = NULL;
    project->findings = findings_new();
    project->package = package_read(path, project->findings, &error);
    g_assert_no_error(error);
    project->claims = claims_read(project->package, project->findings);
    g_assert_nonnull(project->claims);
    project->folder = folder_make();
}

static inline void test_project_clear(TestProject *project)
{
    folder_clear(&project->folder);
    claims_free(project->claims);
    package_free(project->package);
    findings_free(project->findings);
}

/* The path of a file of that text. */
static inline char *test_file_write(const TestProject *project, const char *name, const char *text)
{
    folder_put(&project->folder, name, text, -1);
    return g_build_filename(project->folder.path, name, NULL);
}

/* Findings as 'LINE:COLUMN: rule: message', one line each. */
static inline char *test_findings_text(Findings *findings)
{
    GString *out = g_string_new(NULL);
    guint n;
    const Finding *sorted = findings_sorted(findings, &n);
    for (guint i = 0; i < n; i++)
        g_string_append_printf(out, "%u:%u: %s: %s\n", sorted[i].place.line, sorted[i].place.column,
                               sorted[i].rule->name, sorted[i].message);
    return g_string_free(out, FALSE);
}

/* What a map makes of one file.  findings: new; NULL when the map cannot be used. */
typedef struct {
    ImportMap *map;
    Import *import;
    Findings *findings;
} TestImport;

static inline void test_import(const TestProject *project, TestImport *test, const char *map,
                               const char *name, const char *text, gboolean new_subjects)
{
    g_autofree char *map_path = test_file_write(project, "map.json", map);
    g_autofree char *path = test_file_write(project, name, text);
    GError *error = NULL;
    *test = (TestImport){.findings = findings_new()};
    test->map = import_map_read(map_path, test->findings, &error);
    g_assert_no_error(error);
    if (test->map && findings_count(test->findings, LEVEL_ERROR) == 0) {
        test->import =
            import_new(project->package, project->claims, test->map, new_subjects, test->findings);
        import_file(test->import, path, &error);
        g_assert_no_error(error);
        import_finish(test->import);
    }
}

static inline void test_import_clear(TestImport *test)
{
    import_free(test->import);
    import_map_free(test->map);
    findings_free(test->findings);
}

#endif
