/* Imports: the input is a map, a line '---', and the bytes of the table.  Whatever the bytes, every
 * row and figure is accounted for, and the data with what was imported are data without an error.
 */
#include "folder.h"
#include "fuzz.h"

#include "cli/project.h"
#include "import/import_join.h"
#include "import/import_report.h"

#include <string.h>

/* ---- the data --------------------------------------------------------------------------------
 */

static char *read_file(const char *path)
{
    g_autoptr(GError) error = NULL;
    char *text;
    if (!g_file_get_contents(path, &text, NULL, &error))
        g_error("%s", error->message);
    return text;
}

/* The repository's descriptor, with the tables that make_data gives only. */
static char *make_descriptor(void)
{
    static const char *const kept[] = {"sources", "subjects", "metrics", "benchmarks", NULL};
    g_autofree char *text = read_file("data/datapackage.json");
    g_autoptr(cJSON) root = cJSON_Parse(text);
    cJSON *resources = cJSON_GetObjectItemCaseSensitive(root, "resources");
    for (cJSON *item = resources->child, *next; item; item = next) {
        next = item->next;
        if (!g_strv_contains(kept, json_string(item, "name")))
            cJSON_Delete(cJSON_DetachItemViaPointer(resources, item));
    }
    return json_print(root);
}

/* The repository's data, with only a few claims so that they are read quickly. */
static Project *make_data(void)
{
    static const char *const names[] = {"sources.csv", "subjects.csv", "metrics.csv",
                                        "claims/benchmarks.csv", "claims/schema.json"};
    g_autofree char *descriptor = make_descriptor();
    folder_put(&folder, "data/datapackage.json", descriptor, -1);
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_build_filename("data", names[i], NULL);
        g_autofree char *text = read_file(path);
        if (strcmp(names[i], "claims/benchmarks.csv") == 0)
            *strstr(text, "\nclaude-3") = '\0';
        folder_put(&folder, path, text, -1);
    }
    g_autoptr(Findings) findings = findings_new();
    g_autofree char *path = g_build_filename(folder.path, "data", NULL);
    Project *project = project_read(path, findings, NULL);
    g_assert_nonnull(project->figures);
    return project;
}

/* ---- what comes out ----------------------------------------------------------------------------
 */

static void check_counts(const Import *import)
{
    const ImportCounts *n = &import->counts;
    g_assert_cmpuint(n->n_rows, ==, n->n_mapped + n->n_partly + n->n_skipped + n->n_unmapped);
    g_assert_cmpuint(n->n_figures, ==, n->n_claims + n->n_known + n->n_empty + n->n_faulty);
    g_free(import_report_text(import));
    g_autofree char *json = import_report_json(import);
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(JsonDocument) report = json_document_parse("report", json, strlen(json), findings);
    g_assert_nonnull(report);
}

/* Stored texts are left out: reading the data does not need them. */
static void check_joined(const Import *import)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) files = import_join(import, "new", &error);
    g_assert_no_error(error);
    for (guint i = 0; i < files->len; i++) {
        const OutputFile *file = g_ptr_array_index(files, i);
        g_autofree char *name = g_build_filename("joined", file->name, NULL);
        if (!g_str_has_prefix(file->name, "snapshots/"))
            folder_put(&folder, name, file->content, (gssize)file->length);
    }
    g_autoptr(Findings) findings = findings_new();
    g_autofree char *path = g_build_filename(folder.path, "joined", NULL);
    g_autoptr(Project) joined = project_read(path, findings, &error);
    g_assert_no_error(error);
    const guint errors = findings_count(findings, LEVEL_ERROR);
    if (errors > 0)
        findings_print_text(findings, stderr);
    g_assert_cmpuint(errors, ==, 0);
    g_assert_nonnull(joined->figures);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static Project *project;
    if (folder_open())
        project = make_data();
    const char *text = (const char *)data;
    const char *mark = g_strstr_len(text, (gssize)size, "\n---\n");
    if (!mark)
        return 0;
    const char *table = mark + strlen("\n---\n");
    folder_put(&folder, "map.json", text, mark - text);
    folder_put(&folder, "table", table, text + size - table);

    g_autoptr(GError) error = NULL;
    g_autoptr(Findings) findings = findings_new();
    g_autofree char *map_path = g_build_filename(folder.path, "map.json", NULL);
    g_autofree char *table_path = g_build_filename(folder.path, "table", NULL);
    g_autoptr(ImportMap) map = import_map_read(map_path, findings, &error);
    g_assert_no_error(error);
    if (!map || findings_count(findings, LEVEL_ERROR) > 0)
        return 0;
    g_autoptr(Import) import =
        import_new(project->package, project->claims, map, size % 2 == 0, findings);
    import_file(import, table_path, &error);
    g_assert_no_error(error);
    import_finish(import);
    check_counts(import);
    if (import->counts.n_claims > 0)
        check_joined(import);
    return 0;
}
