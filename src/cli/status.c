#include "cli/status.h"

#include "cli/status_strict.h"
#include "trail/freshness.h"
#include "trail/read.h"

#include <string.h>

const char *file_state_name(FileState state)
{
    static const char *const names[] = {
        [FILE_MISSING] = "missing", [FILE_UNKNOWN] = "unknown",         [FILE_EDITED] = "edited",
        [FILE_STALE] = "stale",     [FILE_ENVIRONMENT] = "environment", [FILE_FRESH] = "fresh",
    };
    return names[state];
}

static char *file_path(const Status *status, const char *name)
{
    return g_build_filename(status->run.options->charts, name, NULL);
}

/* ---- files ----------------------------------------------------------------------------------- */

static cJSON *describe_file(const Status *status, const Drawing *drawing, const PlannedFile *file,
                            FileState *state)
{
    const BuildRun *run = &status->run;
    *state = build_file_state(run->options->charts, run->before, run->now, drawing, file);
    cJSON *object = cJSON_CreateObject();
    cJSON_AddStringToObject(object, "file", file->name);
    cJSON_AddStringToObject(object, "state", file_state_name(*state));
    const LockOutput *known = lock_find(run->before, file->name);
    if (!known || *state == FILE_MISSING)
        return object;
    g_autoptr(GPtrArray) changed = lock_output_changes(
        known, (const RecordInput *)(void *)drawing->inputs->data, drawing->inputs->len);
    if (changed->len > 0)
        cJSON_AddItemToObject(
            object, "inputs",
            cJSON_CreateStringArray((const char *const *)changed->pdata, (int)changed->len));
    g_autofree char *difference = NULL;
    if (!lock_output_same_environment(known, run->now, &difference))
        cJSON_AddStringToObject(object, "drawn_by", difference);
    return object;
}

static gboolean is_planned(const GPtrArray *files, const char *name)
{
    for (guint i = 0; i < files->len; i++) {
        if (strcmp(((const PlannedFile *)g_ptr_array_index(files, i))->name, name) == 0)
            return TRUE;
    }
    return FALSE;
}

/* What options of build drew beside what the spec asks for; one that was removed is nothing. */
static FileState describe_requested(const Status *status, const Drawing *drawing,
                                    const GPtrArray *files, cJSON *array)
{
    FileState worst = FILE_FRESH;
    const Lock *lock = status->run.before;
    g_autoptr(GPtrArray) outputs = lock ? lock_names(lock) : g_ptr_array_new();
    for (guint i = 0; i < outputs->len; i++) {
        char *name = g_ptr_array_index(outputs, i);
        if (g_strcmp0(build_find_chart(status->names, name), drawing->name) != 0 ||
            is_planned(files, name))
            continue;
        const LockOutput *known = lock_find(lock, name);
        const PlannedFile file = {
            .name = name, .scale = known->scale, .variant = {.dpi = known->dpi}};
        FileState state;
        cJSON *object = describe_file(status, drawing, &file, &state);
        if (state == FILE_MISSING) {
            cJSON_Delete(object);
            continue;
        }
        cJSON_AddBoolToObject(object, "on_request", TRUE);
        cJSON_AddItemToArray(array, object);
        worst = MIN(worst, state);
    }
    return worst;
}

/* ---- figures --------------------------------------------------------------------------------- */

/* The record of the first picture of the chart that has one; NULL when none has. */
static JsonDocument *read_record(const Status *status, const GPtrArray *files)
{
    for (guint i = 0; i < files->len; i++) {
        const PlannedFile *file = g_ptr_array_index(files, i);
        g_autofree char *path = file_path(status, file->name);
        g_autoptr(Findings) ignored = findings_new();
        JsonDocument *record = file->format ? trail_read(path, ignored, NULL) : NULL;
        if (record)
            return record;
    }
    return NULL;
}

static void add_line(cJSON *lines, const char *heading, const char *text)
{
    g_autofree char *line = g_strdup_printf("%s: %s", heading, text);
    cJSON_AddItemToArray(lines, cJSON_CreateString(line));
}

/* The weightiest news of each figure that has any. */
static void add_news(cJSON *lines, const GPtrArray *freshness)
{
    for (guint i = 0; i < freshness->len; i++) {
        const FigureFreshness *figure = g_ptr_array_index(freshness, i);
        if (figure->news->len == 0)
            continue;
        g_autofree char *text = news_text(&g_array_index(figure->news, News, 0));
        add_line(lines, figure->heading, text);
    }
}

/* What the chart would show now and did not, and the other way round. */
static void add_shown(cJSON *lines, const GPtrArray *freshness, const Scene *scene)
{
    g_autoptr(GHashTable) before = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) now = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < freshness->len; i++)
        g_hash_table_add(before, ((FigureFreshness *)g_ptr_array_index(freshness, i))->key);
    for (guint i = 0; i < scene->drawn->len; i++) {
        const Figure *figure = ((DrawnFigure *)g_ptr_array_index(scene->drawn, i))->figure;
        g_hash_table_add(now, figure->key);
        if (g_hash_table_contains(before, figure->key))
            continue;
        g_autofree char *heading = g_strdup_printf(
            "%s: %s%s%s%s", figure->subject->name, figure->metric->name,
            *figure->setting ? " (" : "", figure->setting, *figure->setting ? ")" : "");
        add_line(lines, heading, "new, not in the picture yet");
    }
    for (guint i = 0; i < freshness->len; i++) {
        const FigureFreshness *figure = g_ptr_array_index(freshness, i);
        if (!g_hash_table_contains(now, figure->key) && figure->news->len == 0)
            add_line(lines, figure->heading, "would not be shown any more");
    }
}

static void describe_figures(const Status *status, const Drawing *drawing, const GPtrArray *files,
                             const Variant *variant, cJSON *chart)
{
    g_autoptr(JsonDocument) record = read_record(status, files);
    if (!record)
        return;
    const Project *project = status->run.project;
    g_autoptr(GPtrArray) freshness =
        freshness_compare(json_document_root(record), project->claims, project->figures);
    cJSON *lines = cJSON_AddArrayToObject(chart, "changes");
    add_news(lines, freshness);
    g_autoptr(Findings) ignored = findings_new(); /* build tells them */
    g_autoptr(Scene) scene = drawing_layout(drawing, variant, ignored);
    if (scene)
        add_shown(lines, freshness, scene);
    cJSON_AddItemToObject(chart, "figures", freshness_to_json(freshness));
}

static gboolean rows_changed(const cJSON *files)
{
    for (const cJSON *file = files->child; file; file = file->next) {
        const cJSON *inputs = json_member(file, "inputs");
        for (const cJSON *input = inputs ? inputs->child : NULL; input; input = input->next) {
            if (strcmp(input->valuestring, DRAWING_TABLES) == 0)
                return TRUE;
        }
    }
    return FALSE;
}

/* ---- a chart --------------------------------------------------------------------------------- */

static gboolean describe_chart(const Status *status, const Drawing *drawing, Findings *findings,
                               cJSON *chart)
{
    if (!drawing->chart)
        return FALSE;
    g_autoptr(GArray) variants = drawing_variants(drawing, findings);
    if (!variants)
        return FALSE;
    const RendererSet formats = build_find_formats(drawing, findings);
    if (formats == 0)
        return FALSE;
    g_autoptr(GPtrArray) files = build_plan_files(drawing, variants, variants, formats);
    cJSON *array = cJSON_AddArrayToObject(chart, "files");
    FileState worst = FILE_FRESH;
    for (guint i = 0; i < files->len; i++) {
        FileState state;
        cJSON_AddItemToArray(array,
                             describe_file(status, drawing, g_ptr_array_index(files, i), &state));
        worst = MIN(worst, state);
    }
    const FileState requested = describe_requested(status, drawing, files, array);
    worst = MIN(worst, requested);
    cJSON_ReplaceItemInObjectCaseSensitive(chart, "state",
                                           cJSON_CreateString(file_state_name(worst)));
    if (rows_changed(array))
        describe_figures(status, drawing, files, &g_array_index(variants, Variant, 0), chart);
    return !status->strict ||
           status_compare(status->run.options->charts, drawing, files, findings, array);
}

cJSON *status_chart(const Status *status, const char *name, Findings *findings)
{
    cJSON *chart = cJSON_CreateObject();
    cJSON_AddStringToObject(chart, "chart", name);
    cJSON_AddStringToObject(chart, "state", "broken");
    g_autofree char *file = g_strconcat(name, SPEC_SUFFIX, NULL);
    g_autofree char *path = file_path(status, file);
    g_autoptr(GError) error = NULL;
    g_autoptr(Drawing) drawing =
        drawing_read(path, "charts", status->run.project, findings, &error);
    if (drawing && !describe_chart(status, drawing, findings, chart))
        cJSON_ReplaceItemInObjectCaseSensitive(chart, "state", cJSON_CreateString("broken"));
    if (error)
        cJSON_AddStringToObject(chart, "error", error->message);
    return chart;
}

/* ---- files of no chart ----------------------------------------------------------------------- */

static int compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* A picture with a record, that no chart asks for and no build knows. */
static gboolean is_stray(const Status *status, const char *name)
{
    const char *dot = strrchr(name, '.');
    if (*name == '.' || !dot || status_is_comparison(name) || lock_find(status->run.before, name) ||
        (strcmp(dot, ".svg") != 0 && strcmp(dot, ".png") != 0 && strcmp(dot, ".pdf") != 0) ||
        build_find_chart(status->names, name))
        return FALSE;
    g_autofree char *path = file_path(status, name);
    g_autoptr(Findings) ignored = findings_new();
    g_autoptr(JsonDocument) record = trail_read(path, ignored, NULL);
    return record != NULL;
}

GPtrArray *status_orphans(const Status *status)
{
    GPtrArray *orphans = g_ptr_array_new_with_free_func(g_free);
    const Lock *lock = status->run.before;
    g_autoptr(GPtrArray) outputs = lock ? lock_names(lock) : g_ptr_array_new();
    for (guint i = 0; i < outputs->len; i++) {
        const char *name = g_ptr_array_index(outputs, i);
        g_autofree char *path = file_path(status, name);
        if (!build_find_chart(status->names, name) && g_file_test(path, G_FILE_TEST_EXISTS))
            g_ptr_array_add(orphans, g_strdup(name));
    }
    g_autoptr(GDir) dir = g_dir_open(status->run.options->charts, 0, NULL);
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        if (is_stray(status, name))
            g_ptr_array_add(orphans, g_filename_display_name(name));
    }
    g_ptr_array_sort(orphans, compare_names);
    return orphans;
}
