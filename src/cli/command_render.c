#include "base/library.h"
#include "base/output.h"
#include "chart/spec.h"
#include "cli/command.h"
#include "cli/drawing.h"
#include "cli/variant_options.h"
#include "render/render.h"
#include "scene/font.h"
#include "scene/layout.h"

#include <errno.h>
#include <string.h>

typedef struct {
    char *output, *data, *format, *config, *sign;
    gboolean lenient;
    gboolean vega;
    VariantOptions variant;
} Options;

static void options_clear(Options *options)
{
    g_free(options->output);
    g_free(options->data);
    g_free(options->format);
    g_free(options->config);
    g_free(options->sign);
    variant_options_clear(&options->variant);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

static int print_bytes(GBytes *bytes)
{
    gsize length;
    const void *data = g_bytes_get_data(bytes, &length);
    errno = 0;
    if (fwrite(data, 1, length, stdout) == length && fflush(stdout) == 0)
        return STATUS_CLEAN;
    fprintf(stderr, "figtrail: cannot write to standard output: %s\n", g_strerror(errno));
    return STATUS_TROUBLE;
}

static int write_bytes(const char *path, GBytes *bytes)
{
    if (strcmp(path, "-") == 0)
        return print_bytes(bytes);
    GError *error = NULL;
    gsize length;
    const void *data = g_bytes_get_data(bytes, &length);
    return output_write_derived(path, data, length, &error) ? STATUS_CLEAN : command_trouble(error);
}

/* Vega-Lite's own defaults, with those of a file on top; NULL after findings or an error. */
static Config *read_config(const char *path, gboolean lenient, Findings *findings, GError **error)
{
    g_autoptr(Config) config = config_new_vega();
    if (!path)
        return g_steal_pointer(&config);
    g_autoptr(JsonDocument) document = json_document_read(path, findings, error);
    if (!document)
        return NULL;
    SpecContext context = {
        .document = document, .findings = findings, .config = config, .lenient = lenient};
    spec_read_config(&context, json_document_root(document), config);
    return context.failed ? NULL : g_steal_pointer(&config);
}

/* NULL: the house's. */
static const char *theme_font(const Drawing *drawing)
{
    const Config *config = chart_config(drawing->chart);
    return config ? config_text(config, "", "font") : NULL;
}

/* What a picture is made of stays until the process ends, which gives all back at once: piece by
 * piece, that is a thirtieth of the time of a small chart. */
static void keep(gpointer object)
{
    static GPtrArray *kept;
    if (!kept)
        kept = g_ptr_array_new();
    g_ptr_array_add(kept, object);
}

/* The picture, or NULL after findings or an error. */
static GBytes *draw(const char *spec, const Options *options, const char *format,
                    Findings *findings, GError **error)
{
    Project *project = NULL;
    if (drawing_needs_project(spec) && project_exists(options->data)) {
        project = project_read_figures(options->data, findings, error);
        keep(project);
        if (!project || !project->figures)
            return NULL;
    }
    Config *config = NULL;
    if (options->vega &&
        !(config = read_config(options->config, options->lenient, findings, error)))
        return NULL;
    Drawing *drawing =
        drawing_read_with(spec, "", project, config, options->lenient, findings, error);
    keep(drawing);
    if (!drawing || !drawing->chart || !font_check(theme_font(drawing), error))
        return NULL;
    g_autoptr(Signer) signer = options->sign ? signer_read(options->sign, error) : NULL;
    if (options->sign && !signer)
        return NULL;
    drawing->signer = signer;
    const Variant usual = variant_default();
    const Variant variant = variant_options_apply(&options->variant, &usual);
    Scene *scene = drawing_layout(drawing, &variant, findings);
    keep(scene);
    return scene ? drawing_render(drawing, scene, format, variant.scale, error) : NULL;
}

/* The format to draw: as told, or by the output's name; NULL after a message. */
static const Renderer *choose_renderer(const Options *options)
{
    if (options->format) {
        const Renderer *renderer = renderer_find(options->format);
        if (!renderer)
            command_usage_error(&command_render,
                                "there is no format '%s'; there are svg, png and pdf",
                                options->format);
        return renderer;
    }
    const Renderer *renderer = renderer_for_path(options->output);
    if (!renderer)
        command_usage_error(
            &command_render,
            "the name '%s' does not tell the format; end it in .svg, .png or .pdf, or "
            "give --format",
            options->output);
    return renderer;
}

/* "vega" is no theme of the house's: it draws without one, and without presets. */
static int check_theme(Options *options)
{
    VariantOptions *variant = &options->variant;
    options->vega = g_strcmp0(variant->theme, "vega") == 0;
    if (options->vega || g_strcmp0(variant->theme, "figtrail") == 0)
        g_clear_pointer(&variant->theme, g_free);
    if (variant->theme && !theme_find(variant->theme)) {
        g_autofree char *known = g_strjoinv(", ", (char **)theme_names);
        return command_usage_error(&command_render, "there is no theme '%s'; there are %s, vega",
                                   variant->theme, known);
    }
    if (options->vega && variant->preset)
        return command_usage_error(
            &command_render, "the theme vega is as large as the spec says; it has no presets");
    if (!options->vega && options->config)
        return command_usage_error(&command_render, "--config belongs to --theme vega");
    return STATUS_CLEAN;
}

static int check_usage(int argc, Options *options)
{
    if (argc != 2)
        return command_usage_error(&command_render, "name one spec to draw");
    if (!options->output)
        return command_usage_error(&command_render, "where to? give -o FILE");
    const int status = check_theme(options);
    return status != STATUS_CLEAN ? status
                                  : variant_options_check(&command_render, &options->variant);
}

static int run(int argc, char **argv)
{
    g_auto(Options) options = {0};
    const GOptionEntry entries[] = {
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output,
         "Write to FILE; '-' is standard output", "FILE"},
        {"data", 0, 0, G_OPTION_ARG_FILENAME, &options.data,
         "Folder of the Data Package, for specs that name its data (data)", "DIR"},
        VARIANT_OPTION_ENTRIES(options.variant),
        {"theme", 0, 0, G_OPTION_ARG_STRING, &options.variant.theme,
         "How it looks: light, dark, print; or vega, as Vega-Lite draws it (light)", "NAME"},
        {"lenient", 0, 0, G_OPTION_ARG_NONE, &options.lenient,
         "Leave out properties that are not supported, with a warning", NULL},
        {"config", 0, 0, G_OPTION_ARG_FILENAME, &options.config,
         "Defaults on top of the theme vega's, as Vega-Lite's config says them", "FILE"},
        {"format", 0, 0, G_OPTION_ARG_STRING, &options.format,
         "svg, png or pdf (by the name of FILE)", "FORMAT"},
        {"sign", 0, 0, G_OPTION_ARG_FILENAME, &options.sign,
         "Sign the picture with this Ed25519 key (PEM)", "KEY"},
        {0},
    };
    int status;
    if (!command_options(&command_render, entries, NULL, &argc, &argv, &status))
        return status;
    if (!options.data) /* only now: the option parser does not free what it replaces */
        options.data = g_strdup("data");
    status = check_usage(argc, &options);
    if (status != STATUS_CLEAN)
        return status;
    const Renderer *renderer = choose_renderer(&options);
    if (!renderer)
        return STATUS_TROUBLE;
    if (renderer->raster)
        library_preload(FIGTRAIL_LIBRARY_CAIRO); /* a millisecond, while data are read */

    g_autoptr(Findings) findings = findings_new();
    GError *error = NULL;
    g_autoptr(GBytes) bytes = draw(argv[1], &options, renderer->name, findings, &error);
    status = command_report(findings, "text", FALSE);
    if (error)
        return command_trouble(error);
    return bytes ? write_bytes(options.output, bytes) : status;
}

const Command command_render = {
    .name = "render",
    .usage = "SPEC -o FILE",
    .summary = "draw one Vega-Lite spec to a file",
    .run = run,
};
