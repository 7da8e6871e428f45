#include "cli/build_plan.h"

#include "base/output.h"
#include "chart/view.h"

#include <string.h>

/* ---- charts ---------------------------------------------------------------------------------- */

static int compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *build_list_charts(const char *folder, GError **error)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, error);
    if (!dir)
        return NULL;
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (const char *file; (file = g_dir_read_name(dir));) {
        if (!g_str_has_suffix(file, SPEC_SUFFIX) || *file == '.')
            continue;
        if (!g_utf8_validate(file, -1, NULL)) {
            g_autofree char *shown = g_filename_display_name(file);
            g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                        "%s/%s: the file's name is not in UTF-8; rename it", folder, shown);
            return NULL;
        }
        g_ptr_array_add(names, drawing_name(file));
    }
    g_ptr_array_sort(names, compare_names);
    return g_steal_pointer(&names);
}

const char *build_find_chart(const GPtrArray *names, const char *output)
{
    const char *owner = NULL;
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        const gsize length = strlen(name);
        if (strncmp(output, name, length) == 0 && output[length] == '.' &&
            (!owner || length > strlen(owner)))
            owner = name;
    }
    return owner;
}

/* ---- files ----------------------------------------------------------------------------------- */

static void planned_file_free(gpointer data)
{
    PlannedFile *file = data;
    g_free(file->name);
    g_free(file);
}

static void add_file(GPtrArray *files, char *name, const Variant *variant, const char *format,
                     double scale)
{
    PlannedFile *file = g_new0(PlannedFile, 1);
    *file = (PlannedFile){name, *variant, format, scale};
    g_ptr_array_add(files, file);
}

static gboolean has_file(const GPtrArray *files, const char *name)
{
    for (guint i = 0; i < files->len; i++) {
        if (strcmp(((const PlannedFile *)g_ptr_array_index(files, i))->name, name) == 0)
            return TRUE;
    }
    return FALSE;
}

static const Rule rule_format = {"unknown-format", LEVEL_ERROR,
                                 "usermeta.figtrail.formats names formats that there are"};

RendererSet build_find_formats(const Drawing *drawing, Findings *findings)
{
    SpecContext context = {.document = drawing->chart->document, .findings = findings};
    const cJSON *formats = drawing->chart->wishes.formats;
    if (!formats)
        return renderers_usual();
    g_autofree char *known = renderer_names();
    RendererSet set = 0;
    for (const cJSON *item = formats->child; item; item = item->next) {
        const RendererSet one = renderer_set_of(item->valuestring);
        if (one == 0)
            spec_fail(&context, &rule_format, item, "there is no format \"%s\"; there are %s",
                      item->valuestring, known);
        set |= one;
    }
    if (!formats->child)
        spec_fail(&context, &rule_format, formats, "'formats' must name at least one of %s", known);
    return context.failed ? 0 : set;
}

/* Variants that differ only in scale share what is no raster picture. */
GPtrArray *build_plan_files(const Drawing *drawing, const GArray *own, const GArray *chosen,
                            RendererSet formats)
{
    GPtrArray *files = g_ptr_array_new_with_free_func(planned_file_free);
    for (guint i = 0; i < chosen->len; i++) {
        const Variant *variant = &g_array_index(chosen, Variant, i);
        for (guint r = 0; r < n_renderers; r++) {
            const Renderer *renderer = &renderers[r];
            if (!(formats & 1U << r))
                continue;
            g_autofree char *name =
                variant_file_name(drawing->name, variant, &g_array_index(own, Variant, 0),
                                  renderer->name, renderer->raster);
            if (!has_file(files, name))
                add_file(files, g_steal_pointer(&name), variant, renderer->name,
                         renderer->raster ? variant->scale : 0);
        }
        if (i == 0)
            add_file(files, g_strdup_printf("%s.sources.csv", drawing->name), variant, NULL, 0);
    }
    return files;
}

/* ---- their state ----------------------------------------------------------------------------- */

FileState build_file_state(const char *folder, const Lock *lock, const Lock *now,
                           const Drawing *drawing, const PlannedFile *file)
{
    g_autofree char *path = g_build_filename(folder, file->name, NULL);
    gsize length = 0;
    g_autofree char *bytes = input_read(path, INPUT_LIMIT, &length, NULL);
    if (!bytes)
        return FILE_MISSING;
    const LockOutput *known = lock_find(lock, file->name);
    if (!known)
        return FILE_UNKNOWN;
    g_autofree char *digest = digest_bytes(bytes, length);
    if (strcmp(digest, known->sha256) != 0)
        return FILE_EDITED;
    if (!lock_output_matches(known, file->scale, file->variant.dpi,
                             (const RecordInput *)(void *)drawing->inputs->data,
                             drawing->inputs->len))
        return FILE_STALE;
    return lock_output_same_environment(known, now, NULL) ? FILE_FRESH : FILE_ENVIRONMENT;
}
