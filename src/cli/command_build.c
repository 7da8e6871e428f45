#include "base/findings_format.h"
#include "base/output.h"
#include "cli/command.h"
#include "cli/drawing.h"
#include "cli/variant_options.h"
#include "render/render.h"
#include "scene/font.h"
#include "scene/layout.h"
#include "table/suggest.h"
#include "trail/lock.h"

#include <errno.h>
#include <string.h>

#define SPEC_SUFFIX ".vl.json"
#define LOCK_NAME "figtrail.lock"

typedef struct {
    char *data, *charts, *format;
    gboolean force;
    VariantOptions variant;
} Options;

/* Only now: the option parser does not free what it replaces. */
static void options_set_defaults(Options *options)
{
    options->data = options->data ? options->data : g_strdup("data");
    options->charts = options->charts ? options->charts : g_strdup("charts");
    options->format = options->format ? options->format : g_strdup("text");
}

static void options_clear(Options *options)
{
    g_free(options->data);
    g_free(options->charts);
    g_free(options->format);
    variant_options_clear(&options->variant);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

/* What the charts of one run share. */
typedef struct {
    const Options *options;
    const Project *project;
    Findings *findings;
    GPtrArray *names; /* char*: of all charts in the folder, sorted */
    Lock *before;     /* NULL: none, or one of another program or other libraries */
    Lock *after;
    int status; /* the worst so far */
} Build;

/* A run that fares badly in several ways exits as the worst of them says. */
static void note_status(Build *build, int status)
{
    build->status = MAX(build->status, status);
}

/* ---- files of a chart ------------------------------------------------------------------------ */

typedef struct {
    char *name; /* "mmlu.page.png", relative to the charts' folder */
    Variant variant;
    const char *format; /* of renderers; NULL: the sidecar */
    double scale;       /* 0: no raster format */
    GBytes *bytes;      /* NULL: not drawn yet */
} OutputFile;

static void output_file_free(gpointer data)
{
    OutputFile *file = data;
    g_free(file->name);
    if (file->bytes)
        g_bytes_unref(file->bytes);
    g_free(file);
}

static void add_output(GPtrArray *files, char *name, const Variant *variant, const char *format,
                       double scale)
{
    OutputFile *file = g_new0(OutputFile, 1);
    *file = (OutputFile){name, *variant, format, scale, NULL};
    g_ptr_array_add(files, file);
}

static gboolean has_output(const GPtrArray *files, const char *name)
{
    for (guint i = 0; i < files->len; i++) {
        if (strcmp(((const OutputFile *)g_ptr_array_index(files, i))->name, name) == 0)
            return TRUE;
    }
    return FALSE;
}

/* The chosen variants in every format, and the sidecar, which is the same for all.  Variants that
 * differ only in scale share what is no raster picture. */
static GPtrArray *plan_outputs(const Drawing *drawing, const GArray *own, const GArray *chosen)
{
    GPtrArray *files = g_ptr_array_new_with_free_func(output_file_free);
    for (guint i = 0; i < chosen->len; i++) {
        const Variant *variant = &g_array_index(chosen, Variant, i);
        for (guint r = 0; r < n_renderers; r++) {
            const Renderer *renderer = &renderers[r];
            g_autofree char *name =
                variant_file_name(drawing->name, variant, &g_array_index(own, Variant, 0),
                                  renderer->name, renderer->raster);
            if (!has_output(files, name))
                add_output(files, g_steal_pointer(&name), variant, renderer->name,
                           renderer->raster ? variant->scale : 0);
        }
        if (i == 0)
            add_output(files, g_strdup_printf("%s.sources.csv", drawing->name), variant, NULL, 0);
    }
    return files;
}

static char *output_path(const Build *build, const char *name)
{
    return g_build_filename(build->options->charts, name, NULL);
}

/* Whether the file on disk is what the last build made of these same inputs. */
static gboolean is_fresh(const Build *build, const Drawing *drawing, const OutputFile *file)
{
    const LockOutput *known = lock_find(build->before, file->name);
    if (!known ||
        !lock_output_matches(known, file->scale, (const RecordInput *)(void *)drawing->inputs->data,
                             drawing->inputs->len))
        return FALSE;
    g_autofree char *path = output_path(build, file->name);
    gsize length = 0;
    g_autofree char *bytes = input_read(path, INPUT_LIMIT, &length, NULL);
    g_autofree char *digest = bytes ? digest_bytes(bytes, length) : NULL;
    return g_strcmp0(digest, known->sha256) == 0;
}

/* ---- one chart ------------------------------------------------------------------------------- */

/* Draws all files into memory; FALSE with findings or error. */
static gboolean draw_outputs(const Build *build, const Drawing *drawing, GPtrArray *files,
                             GError **error)
{
    g_autoptr(Scene) scene = NULL;
    for (guint i = 0; i < files->len; i++) {
        OutputFile *file = g_ptr_array_index(files, i);
        if (!scene || !variant_same(&file->variant, &scene->variant)) {
            g_clear_pointer(&scene, scene_free);
            scene = drawing_layout(drawing, &file->variant, build->findings);
            if (!scene)
                return FALSE;
        }
        if (file->format) {
            file->bytes = drawing_render(drawing, scene, file->format, file->scale, error);
        } else {
            char *sidecar = record_sidecar(scene);
            file->bytes = g_bytes_new_take(sidecar, strlen(sidecar));
        }
        if (!file->bytes)
            return FALSE;
    }
    return TRUE;
}

static gboolean write_outputs(Build *build, const Drawing *drawing, const GPtrArray *files,
                              GError **error)
{
    for (guint i = 0; i < files->len; i++) {
        const OutputFile *file = g_ptr_array_index(files, i);
        gsize length;
        const void *data = g_bytes_get_data(file->bytes, &length);
        g_autofree char *path = output_path(build, file->name);
        if (!output_write(path, data, length, error))
            return FALSE;
        g_autofree char *digest = digest_bytes(data, length);
        lock_set(build->after, file->name, digest, file->scale,
                 (const RecordInput *)(void *)drawing->inputs->data, drawing->inputs->len);
    }
    return TRUE;
}

/* The chart that an output file belongs to: the longest name that begins it. */
static const char *find_owner(const Build *build, const char *output)
{
    const char *owner = NULL;
    for (guint i = 0; i < build->names->len; i++) {
        const char *name = g_ptr_array_index(build->names, i);
        const gsize length = strlen(name);
        if (strncmp(output, name, length) == 0 && output[length] == '.' &&
            (!owner || length > strlen(owner)))
            owner = name;
    }
    return owner;
}

/* What the lock file said of a chart that this run leaves alone stays true. */
static void keep_outputs(Build *build, const char *chart)
{
    g_autoptr(GPtrArray) outputs = build->before ? lock_names(build->before) : NULL;
    for (guint i = 0; outputs && i < outputs->len; i++) {
        const char *output = g_ptr_array_index(outputs, i);
        if (g_strcmp0(find_owner(build, output), chart) == 0 && !lock_find(build->after, output))
            lock_keep(build->after, build->before, output);
    }
}

/* What became of the chart: "drawn", "fresh", or NULL with findings or error;
 * then its files are as they were, as far as the disk allows. */
static const char *build_outputs(Build *build, const Drawing *drawing, GError **error)
{
    if (!drawing->chart)
        return NULL;
    g_autoptr(GArray) variants = drawing_variants(drawing, build->findings);
    if (!variants)
        return NULL;
    g_autoptr(GArray) chosen = variant_options_choose(&build->options->variant, variants);
    g_autoptr(GPtrArray) files = plan_outputs(drawing, variants, chosen);
    gboolean fresh = !build->options->force;
    for (guint i = 0; fresh && i < files->len; i++)
        fresh = is_fresh(build, drawing, g_ptr_array_index(files, i));
    if (fresh) {
        keep_outputs(build, drawing->name);
        return "fresh";
    }
    if (!draw_outputs(build, drawing, files, error))
        return NULL;
    if (!write_outputs(build, drawing, files, error))
        return NULL;
    if (variant_options_given(&build->options->variant))
        keep_outputs(build, drawing->name); /* the pictures that were not asked for */
    return "drawn";
}

static void build_chart(Build *build, const char *name)
{
    g_autofree char *file = g_strconcat(name, SPEC_SUFFIX, NULL);
    g_autofree char *path = g_build_filename(build->options->charts, file, NULL);
    GError *error = NULL;
    g_autoptr(Drawing) drawing =
        drawing_read(path, "charts", build->project, build->findings, &error);
    const char *outcome = drawing ? build_outputs(build, drawing, &error) : NULL;
    if (!outcome)
        keep_outputs(build, name);
    if (error)
        note_status(build, command_trouble(error));
    else if (!outcome)
        note_status(build, STATUS_FINDINGS);
    g_autofree char *line = g_strdup_printf("%s: %s\n", name, outcome ? outcome : "failed");
    note_status(build, command_print(line));
}

/* ---- the run --------------------------------------------------------------------------------- */

static int compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Names of all specs in the folder, sorted; NULL with error. */
static GPtrArray *list_charts(const char *folder, GError **error)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, error);
    if (!dir)
        return NULL;
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (const char *file; (file = g_dir_read_name(dir));) {
        if (g_str_has_suffix(file, SPEC_SUFFIX) && *file != '.')
            g_ptr_array_add(names, drawing_name(file));
    }
    g_ptr_array_sort(names, compare_names);
    return names;
}

static int report_unknown_chart(const GPtrArray *names, const char *charts, const char *wanted)
{
    Suggestion suggestion;
    suggest_init(&suggestion, wanted);
    for (guint i = 0; i < names->len; i++)
        suggest_offer(&suggestion, g_ptr_array_index(names, i));
    if (suggestion.best)
        return command_usage_error(&command_build,
                                   "there is no %s/%s" SPEC_SUFFIX "; did you mean '%s'?", charts,
                                   wanted, suggestion.best);
    return command_usage_error(&command_build, "there is no %s/%s" SPEC_SUFFIX, charts, wanted);
}

static gboolean has_name(const GPtrArray *names, const char *name)
{
    return g_ptr_array_find_with_equal_func((GPtrArray *)names, name, g_str_equal, NULL);
}

static int check_usage(int argc, char **argv, Options *options, const GPtrArray *names)
{
    const int status = variant_options_check(&command_build, &options->variant);
    if (status != STATUS_CLEAN)
        return status;
    if (!findings_format_find(options->format))
        return command_usage_error(&command_build, "no format is called '%s'; there are %s",
                                   options->format, findings_format_names());
    for (int i = 1; i < argc; i++) {
        if (!has_name(names, argv[i]))
            return report_unknown_chart(names, options->charts, argv[i]);
    }
    return STATUS_CLEAN;
}

static gboolean write_lock(const Build *build, GError **error)
{
    g_autofree char *path = output_path(build, LOCK_NAME);
    g_autofree char *text = lock_format(build->after);
    g_autofree char *old = input_read(path, INPUT_LIMIT, NULL, NULL);
    return g_strcmp0(old, text) == 0 || output_write(path, text, strlen(text), error);
}

static gboolean build_charts(Build *build, int argc, char **argv, GError **error)
{
    g_autofree char *lock_path = output_path(build, LOCK_NAME);
    GError *cause = NULL;
    g_autoptr(Lock) before = lock_read(lock_path, build->findings, &cause);
    if (cause) {
        g_propagate_error(error, cause);
        return FALSE;
    }
    g_autoptr(Lock) after = lock_new();
    build->before = before && lock_same_environment(before, after) ? before : NULL;
    build->after = after;
    for (guint i = 0; i < build->names->len; i++) {
        const char *name = g_ptr_array_index(build->names, i);
        if (argc == 1 || g_strv_contains((const char *const *)argv + 1, name))
            build_chart(build, name);
        else
            keep_outputs(build, name);
    }
    return write_lock(build, error);
}

/* Validates, merges, draws; the exit status but for the findings. */
static int build_project(Build *build, int argc, char **argv)
{
    GError *error = NULL;
    g_autoptr(Project) project = project_read(build->options->data, build->findings, &error);
    if (!project)
        return command_trouble(error);
    if (!project->figures)
        return STATUS_FINDINGS;
    build->project = project;
    if (!font_check(NULL, &error) || !build_charts(build, argc, argv, &error))
        return command_trouble(error);
    return build->status;
}

static int run(int argc, char **argv)
{
    g_auto(Options) options = {0};
    const GOptionEntry entries[] = {
        {"data", 0, 0, G_OPTION_ARG_FILENAME, &options.data, "Folder of the Data Package (data)",
         "DIR"},
        {"charts", 0, 0, G_OPTION_ARG_FILENAME, &options.charts,
         "Folder of the specs and of what is drawn (charts)", "DIR"},
        {"force", 0, 0, G_OPTION_ARG_NONE, &options.force, "Draw also what is fresh", NULL},
        VARIANT_OPTION_ENTRIES(options.variant),
        {"theme", 0, 0, G_OPTION_ARG_STRING, &options.variant.theme,
         "Draw in these colours: light, dark or print (light)", "NAME"},
        {"format", 0, 0, G_OPTION_ARG_STRING, &options.format,
         "Print findings as text, json, github or sarif (text)", "FORMAT"},
        {0},
    };
    int status;
    if (!command_options(&command_build, entries,
                         "Draws charts/NAME.vl.json to NAME.svg, NAME.png and NAME.sources.csv, "
                         "and keeps the digests\nof all inputs and outputs in "
                         "charts/figtrail.lock.  Without NAME: every chart.",
                         &argc, &argv, &status))
        return status;
    options_set_defaults(&options);
    GError *error = NULL;
    g_autoptr(GPtrArray) names = list_charts(options.charts, &error);
    if (!names)
        return command_trouble(error);
    status = check_usage(argc, argv, &options, names);
    if (status != STATUS_CLEAN)
        return status;
    g_autoptr(Findings) findings = findings_new();
    Build build = {.options = &options, .findings = findings, .names = names};
    note_status(&build, build_project(&build, argc, argv));
    note_status(&build, command_report(findings, options.format, FALSE));
    return build.status;
}

const Command command_build = {
    .name = "build",
    .usage = "[NAME...]",
    .summary = "validate, merge, and draw the charts whose inputs changed",
    .run = run,
};
