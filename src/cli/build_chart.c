#include "cli/build_chart.h"

#include "base/output.h"
#include "trail/journal.h"

#include <glib/gstdio.h>
#include <string.h>

/*
 * A result is an object:
 *   {"outcome": "fresh"|"drawn"|"failed"}, failed also with "error": MESSAGE (none: findings say
 * it); drawn with "staged": {NAME: NAME OF THE TEMPORARY FILE} and "lock": the text of a lock file
 * of its outputs.
 */

static char *result_new(const char *outcome, const char *error)
{
    g_autoptr(cJSON) result = cJSON_CreateObject();
    cJSON_AddStringToObject(result, "outcome", outcome);
    if (error)
        cJSON_AddStringToObject(result, "error", error);
    return json_print_compact(result);
}

static JsonDocument *result_parse(const char *text)
{
    g_autoptr(Findings) none = findings_new();
    JsonDocument *document = json_document_parse("result", text, strlen(text), none);
    g_assert(document);
    return document;
}

/* ---- drawing --------------------------------------------------------------------------------- */

static GBytes *draw_file(const Drawing *drawing, const Scene *scene, const PlannedFile *file,
                         GError **error)
{
    if (file->format)
        return drawing_render(drawing, scene, file->format, file->scale, error);
    char *sidecar = record_sidecar(scene);
    return g_bytes_new_take(sidecar, strlen(sidecar));
}

GPtrArray *build_draw_files(const Drawing *drawing, const GPtrArray *files, Findings *findings,
                            GError **error)
{
    g_autoptr(GPtrArray) drawn = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    g_autoptr(Scene) scene = NULL;
    for (guint i = 0; i < files->len; i++) {
        const PlannedFile *file = g_ptr_array_index(files, i);
        if (!scene || !variant_same(&file->variant, &scene->variant)) {
            g_clear_pointer(&scene, scene_free);
            scene = drawing_layout(drawing, &file->variant, findings);
            if (!scene)
                return NULL;
        }
        GBytes *bytes = draw_file(drawing, scene, file, error);
        if (!bytes)
            return NULL;
        g_ptr_array_add(drawn, bytes);
    }
    return g_steal_pointer(&drawn);
}

static void discard_files(const char *charts, const cJSON *staged)
{
    for (const cJSON *item = staged ? staged->child : NULL; item; item = item->next) {
        g_autofree char *path = g_build_filename(charts, item->valuestring, NULL);
        g_unlink(path);
    }
}

/* Writes all files beside their places; FALSE with error, after which none is left. */
static gboolean stage_files(const char *charts, const GPtrArray *files, const GPtrArray *drawn,
                            cJSON *staged, GError **error)
{
    for (guint i = 0; i < files->len; i++) {
        const PlannedFile *file = g_ptr_array_index(files, i);
        g_autofree char *path = g_build_filename(charts, file->name, NULL);
        gsize length;
        const void *data = g_bytes_get_data(g_ptr_array_index(drawn, i), &length);
        g_autofree char *temporary = output_stage(path, data, length, error);
        if (!temporary) {
            discard_files(charts, staged);
            return FALSE;
        }
        g_autofree char *base = g_path_get_basename(temporary);
        cJSON_AddStringToObject(staged, file->name, base);
    }
    return TRUE;
}

static char *format_lock(const Drawing *drawing, const GPtrArray *files, const GPtrArray *drawn)
{
    g_autoptr(Lock) lock = lock_new();
    for (guint i = 0; i < files->len; i++) {
        const PlannedFile *file = g_ptr_array_index(files, i);
        gsize length;
        const void *data = g_bytes_get_data(g_ptr_array_index(drawn, i), &length);
        g_autofree char *digest = digest_bytes(data, length);
        lock_set(lock, file->name, digest, file->scale, file->variant.dpi,
                 (const RecordInput *)(void *)drawing->inputs->data, drawing->inputs->len);
    }
    return lock_format_line(lock);
}

/* NULL with findings or error. */
static char *draw_chart(const char *charts, const Drawing *drawing, const GPtrArray *files,
                        Findings *findings, GError **error)
{
    g_autoptr(GPtrArray) drawn = build_draw_files(drawing, files, findings, error);
    if (!drawn)
        return NULL;
    g_autoptr(cJSON) result = cJSON_CreateObject();
    cJSON_AddStringToObject(result, "outcome", "drawn");
    cJSON *staged = cJSON_AddObjectToObject(result, "staged");
    if (!stage_files(charts, files, drawn, staged, error))
        return NULL;
    g_autofree char *lock = format_lock(drawing, files, drawn);
    cJSON_AddStringToObject(result, "lock", lock);
    return json_print_compact(result);
}

static gboolean is_fresh(const BuildRun *run, const Drawing *drawing, const GPtrArray *files)
{
    gboolean fresh = !run->options->force;
    for (guint i = 0; fresh && i < files->len; i++)
        fresh = build_file_state(run->options->charts, run->before, run->now, drawing,
                                 g_ptr_array_index(files, i)) == FILE_FRESH;
    return fresh;
}

static char *build_drawing(const BuildRun *run, const Drawing *drawing, Findings *findings,
                           GError **error)
{
    if (!drawing->chart)
        return NULL;
    g_autoptr(GArray) variants = drawing_variants(drawing, findings);
    if (!variants)
        return NULL;
    const RendererSet own = build_find_formats(drawing, findings);
    if (own == 0)
        return NULL;
    g_autoptr(GArray) chosen = variant_options_choose(run->options->variant, variants);
    const RendererSet formats = run->options->formats ? run->options->formats : own;
    g_autoptr(GPtrArray) files = build_plan_files(drawing, variants, chosen, formats);
    if (is_fresh(run, drawing, files))
        return result_new("fresh", NULL);
    return draw_chart(run->options->charts, drawing, files, findings, error);
}

char *build_chart(const BuildRun *run, const char *name, Findings *findings)
{
    g_autofree char *file = g_strconcat(name, SPEC_SUFFIX, NULL);
    g_autofree char *path = g_build_filename(run->options->charts, file, NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(Drawing) drawing = drawing_read_with(path, "charts", run->project, NULL,
                                                   run->options->lenient, findings, &error);
    if (drawing)
        drawing->signer = run->options->signer;
    char *result = drawing ? build_drawing(run, drawing, findings, &error) : NULL;
    return result ? result : result_new("failed", error ? error->message : NULL);
}

/* ---- putting in place ------------------------------------------------------------------------ */

/* After the first that fails, the others stay as they were. */
static gboolean place_files(const char *charts, const cJSON *staged, const Lock *drawn, Lock *lock,
                            GError **error)
{
    gboolean placed = TRUE;
    for (const cJSON *item = staged->child; item; item = item->next) {
        g_autofree char *path = g_build_filename(charts, item->string, NULL);
        g_autofree char *temporary = g_build_filename(charts, item->valuestring, NULL);
        placed = placed && output_commit(temporary, path, error);
        if (placed)
            lock_keep(lock, drawn, item->string);
        else
            g_unlink(temporary);
    }
    return placed;
}

ChartOutcome build_chart_place(const BuildRun *run, const char *name, const char *text, Lock *lock,
                               GError **error)
{
    if (!text) {
        g_set_error(
            error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
            "drawing %s ended before it was done; 'figtrail build --jobs 1 %s' may tell why", name,
            name);
        return CHART_FAILED;
    }
    g_autoptr(JsonDocument) document = result_parse(text);
    const cJSON *result = json_document_root(document);
    const char *outcome = json_string(result, "outcome"), *message = json_string(result, "error");
    if (message)
        g_set_error_literal(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, message);
    if (strcmp(outcome, "drawn") != 0)
        return strcmp(outcome, "fresh") == 0 ? CHART_FRESH : CHART_FAILED;
    const char *lock_text = json_string(result, "lock");
    g_autoptr(Lock) drawn = lock_parse(lock_text, strlen(lock_text));
    g_assert(drawn);
    const char *charts = run->options->charts;
    if (!journal_append(charts, drawn, error)) {
        discard_files(charts, json_member(result, "staged"));
        return CHART_FAILED;
    }
    return place_files(charts, json_member(result, "staged"), drawn, lock, error) ? CHART_DRAWN
                                                                                  : CHART_FAILED;
}

void build_chart_discard(const BuildRun *run, const char *text)
{
    g_autoptr(JsonDocument) document = result_parse(text);
    discard_files(run->options->charts, json_member(json_document_root(document), "staged"));
}
