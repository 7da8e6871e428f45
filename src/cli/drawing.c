#include "cli/drawing.h"

#include "base/output.h"
#include "render/outline.h"
#include "render/render.h"
#include "scene/layout.h"

#include <string.h>

static const Rule rule_language = {"chart-language", LEVEL_ERROR,
                                   "a chart can be read for readers of any language"};

char *drawing_name(const char *spec_path)
{
    g_autofree char *name = g_path_get_basename(spec_path);
    char *dot = g_str_has_suffix(name, ".vl.json") ? name + strlen(name) - strlen(".vl.json")
                                                   : strrchr(name, '.');
    if (dot && dot > name)
        *dot = '\0';
    return g_steal_pointer(&name);
}

/* Any {"data": {"name": ...}} that is not inline or a file. */
static gboolean names_data(const cJSON *item)
{
    const cJSON *data = json_member(item, "data");
    if (json_string(data, "name") && !json_member(data, "values") && !json_member(data, "url"))
        return TRUE;
    const cJSON *child;
    cJSON_ArrayForEach(child, item)
    {
        if ((cJSON_IsObject(child) || cJSON_IsArray(child)) && names_data(child))
            return TRUE;
    }
    return FALSE;
}

gboolean drawing_needs_project(const char *spec_path)
{
    g_autoptr(Findings) ignored = findings_new(); /* chart_read tells them */
    g_autoptr(JsonDocument) document = json_document_read(spec_path, ignored, NULL);
    return document && names_data(json_document_root(document));
}

/* ---- inputs ---------------------------------------------------------------------------------- */

/* The record's path of a file: relative, without '.' and '..'. */
static char *record_path(const char *folder, const char *file)
{
    g_autofree char *joined = g_strconcat("/", folder, "/", file, NULL);
    g_autofree char *whole = g_canonicalize_filename(joined, "/");
    return g_strdup(whole + strspn(whole, "/"));
}

/* Takes path and sha256. */
static void add_input(Drawing *drawing, char *path, char *sha256)
{
    g_ptr_array_add(drawing->texts, path);
    g_ptr_array_add(drawing->texts, sha256);
    const RecordInput input = {path, sha256};
    g_array_append_val(drawing->inputs, input);
}

static gboolean add_file(Drawing *drawing, const char *real_path, char *path, GError **error)
{
    gsize length = 0;
    g_autofree char *bytes = input_read(real_path, INPUT_LIMIT, &length, error);
    if (!bytes) {
        g_free(path);
        return FALSE;
    }
    add_input(drawing, path, digest_bytes(bytes, length));
    return TRUE;
}

static int compare_inputs(gconstpointer a, gconstpointer b)
{
    return strcmp(((const RecordInput *)a)->path, ((const RecordInput *)b)->path);
}

static gboolean add_inputs(Drawing *drawing, const char *folder, gboolean uses_tables,
                           GError **error)
{
    g_autofree char *base = g_path_get_basename(drawing->path);
    if (!add_file(drawing, drawing->path, record_path(folder, base), error))
        return FALSE;
    g_autofree char *directory = g_path_get_dirname(drawing->path);
    const GPtrArray *files = drawing->chart ? chart_data_files(drawing->chart) : NULL;
    for (guint i = 0; files && i < files->len; i++) {
        const char *file = g_ptr_array_index(files, i);
        g_autofree char *real =
            g_path_is_absolute(file) ? g_strdup(file) : g_build_filename(directory, file, NULL);
        if (!add_file(drawing, real, record_path(folder, file), error))
            return FALSE;
    }
    if (uses_tables && drawing->chart)
        add_input(drawing, g_strdup(DRAWING_TABLES), chart_digest_rows(drawing->chart));
    g_array_sort(drawing->inputs, compare_inputs);
    return TRUE;
}

/* ---- reading --------------------------------------------------------------------------------- */

Drawing *drawing_read(const char *spec_path, const char *folder, const Project *project,
                      Findings *findings, GError **error)
{
    return drawing_read_with(spec_path, folder, project, NULL, FALSE, findings, error);
}

Drawing *drawing_read_with(const char *spec_path, const char *folder, const Project *project,
                           Config *config, gboolean lenient, Findings *findings, GError **error)
{
    g_autoptr(Drawing) drawing = g_new0(Drawing, 1);
    drawing->name = drawing_name(spec_path);
    drawing->path = g_strdup(spec_path);
    drawing->inputs = g_array_new(FALSE, FALSE, sizeof(RecordInput));
    drawing->texts = g_ptr_array_new_with_free_func(g_free);
    drawing->sources.claims = project ? project->claims : NULL;
    drawing->sources.figures = project ? project->figures : NULL;
    drawing->sources.settings = project ? project->settings : NULL;
    drawing->sources.lenient = lenient;
    drawing->translations =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)chart_free);
    GError *cause = NULL;
    drawing->chart = chart_read_with(spec_path, &drawing->sources, config, findings, &cause);
    if (cause) {
        g_propagate_error(error, cause);
        return NULL;
    }
    const gboolean uses_tables = project && drawing_needs_project(spec_path);
    return add_inputs(drawing, folder, uses_tables, error) ? g_steal_pointer(&drawing) : NULL;
}

void drawing_free(Drawing *drawing)
{
    if (!drawing)
        return;
    chart_free(drawing->chart);
    if (drawing->translations)
        g_hash_table_unref(drawing->translations);
    g_free(drawing->name);
    g_free(drawing->path);
    if (drawing->inputs)
        g_array_unref(drawing->inputs);
    if (drawing->texts)
        g_ptr_array_unref(drawing->texts);
    g_free(drawing);
}

/* ---- drawing --------------------------------------------------------------------------------- */

GArray *drawing_variants(const Drawing *drawing, Findings *findings)
{
    return variants_parse(drawing->chart, findings);
}

/* The house's look has no say in it, only how it is written. */
static Scene *layout_as_vega(const Drawing *drawing, const Variant *variant)
{
    Scene *scene = vega_layout_scene(drawing->chart, drawing->name);
    scene->variant = *variant;
    scene->variant.preset = NULL;
    scene->variant.theme = NULL;
    if (variant->transparent)
        scene->background = COLOR_NONE;
    return scene;
}

/* The chart with its texts written for readers of a language: read anew, since expressions may
 * format numbers; NULL with findings. */
static const Chart *chart_for(const Drawing *drawing, const char *language, Findings *findings)
{
    if (strcmp(language, variant_default().language) == 0)
        return drawing->chart;
    Chart *chart = g_hash_table_lookup(drawing->translations, language);
    if (chart)
        return chart;
    ChartSources sources = drawing->sources;
    sources.language = language;
    g_autoptr(Findings) known = findings_new(); /* the first reading has told them */
    chart = chart_read(drawing->path, &sources, known, NULL);
    if (chart) {
        g_hash_table_insert(drawing->translations, g_strdup(language), chart);
        return chart;
    }
    findings_take(findings, known);
    findings_add(
        findings, &rule_language, (Place){.file = drawing->path},
        "the chart cannot be read for readers of '%s': mend what is told of it; texts that "
        "format() and timeFormat() write differ by language",
        language);
    return NULL;
}

static Scene *layout(const Drawing *drawing, const Variant *variant, Findings *findings)
{
    if (chart_config(drawing->chart))
        return layout_as_vega(drawing, variant);
    const Chart *chart = chart_for(drawing, variant->language, findings);
    return chart ? layout_scene(chart, drawing->name, variant, findings) : NULL;
}

Scene *drawing_layout(const Drawing *drawing, const Variant *variant, Findings *findings)
{
    Scene *scene = layout(drawing, variant, findings);
    if (scene && variant->outlines)
        outline_texts(scene);
    return scene;
}

GBytes *drawing_render(const Drawing *drawing, const Scene *scene, const char *format, double scale,
                       GError **error)
{
    const Renderer *renderer = renderer_find(format);
    g_assert(renderer);
    g_autofree char *record =
        record_build(scene, (const RecordInput *)(void *)drawing->inputs->data,
                     drawing->inputs->len, renderer->raster ? scale : 0);
    const Provenance provenance = {record, drawing->signer};
    /* cppcheck-suppress returnDanglingLifetime ; the bytes are copied out of it */
    return renderer->render(scene, &provenance, scale, error);
}
