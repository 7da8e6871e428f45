#include "base/findings_format.h"
#include "cli/build_watch.h"
#include "cli/command.h"
#include "cli/workers.h"
#include "table/suggest.h"

enum { JOBS_LIMIT = 256 };

typedef struct {
    char *data, *charts, *format, *formats, *sign;
    gboolean force, lenient, watch;
    RendererSet chosen; /* of formats */
    int jobs;
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
    g_free(options->formats);
    g_free(options->sign);
    variant_options_clear(&options->variant);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

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

/* "svg,pdf" */
static int check_formats(Options *options)
{
    g_auto(GStrv) names = g_strsplit(options->formats ? options->formats : "", ",", -1);
    for (guint i = 0; names[i]; i++) {
        const RendererSet one = renderer_set_of(g_strstrip(names[i]));
        options->chosen |= one;
        if (one != 0)
            continue;
        g_autofree char *known = renderer_names();
        return command_usage_error(&command_build, "pictures have no format '%s'; there are %s",
                                   names[i], known);
    }
    if (options->formats && options->chosen == 0)
        return command_usage_error(&command_build, "--formats needs the name of a format");
    return STATUS_CLEAN;
}

static int check_usage(int argc, char **argv, Options *options, const GPtrArray *names)
{
    if (options->jobs < 1 || options->jobs > JOBS_LIMIT)
        return command_usage_error(&command_build, "the number of jobs must be 1 to %d, not %d",
                                   JOBS_LIMIT, options->jobs);
    int status = variant_options_check(&command_build, &options->variant);
    if (status == STATUS_CLEAN)
        status = check_formats(options);
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

static int run(int argc, char **argv)
{
    g_auto(Options) options = {.jobs = (int)MIN(workers_default_jobs(), JOBS_LIMIT)};
    const GOptionEntry entries[] = {
        DATA_OPTION(&options.data),
        {"charts", 0, 0, G_OPTION_ARG_FILENAME, &options.charts,
         "Folder of the specs and of what is drawn (charts)", "DIR"},
        {"force", 0, 0, G_OPTION_ARG_NONE, &options.force, "Draw also what is fresh", NULL},
        {"lenient", 0, 0, G_OPTION_ARG_NONE, &options.lenient,
         "Leave out properties that are not supported, with a warning", NULL},
        {"sign", 0, 0, G_OPTION_ARG_FILENAME, &options.sign,
         "Sign every picture with this Ed25519 key (PEM); draws also what is fresh", "KEY"},
        VARIANT_OPTION_ENTRIES(options.variant),
        {"theme", 0, 0, G_OPTION_ARG_STRING, &options.variant.theme,
         "Draw in these colours: light, dark or print (light)", "NAME"},
        {"formats", 0, 0, G_OPTION_ARG_STRING, &options.formats,
         "Draw pictures as svg, png, pdf, one or several (svg,png)", "LIST"},
        {"watch", 'w', 0, G_OPTION_ARG_NONE, &options.watch,
         "Stay, and draw again whenever the data or a spec is saved, until Ctrl-C", NULL},
        {"jobs", 'j', 0, G_OPTION_ARG_INT, &options.jobs,
         "Charts drawn at once (as many as there are processors)", "N"},
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
    g_autoptr(GPtrArray) names = build_list_charts(options.charts, &error);
    if (!names)
        return command_trouble(error);
    status = check_usage(argc, argv, &options, names);
    if (status != STATUS_CLEAN)
        return status;
    g_autoptr(Signer) signer = options.sign ? signer_read(options.sign, &error) : NULL;
    if (error)
        return command_trouble(error);
    const BuildOptions build = {.data = options.data,
                                .charts = options.charts,
                                .force = options.force || signer,
                                .lenient = options.lenient,
                                .signer = signer,
                                .variant = &options.variant,
                                .formats = options.chosen,
                                .jobs = (guint)options.jobs,
                                .only = argv + 1};
    if (options.watch)
        return build_watch(&build, options.format);
    g_autoptr(Findings) findings = findings_new();
    status = build_run(&build, names, findings);
    const int reported = command_report(findings, options.format, FALSE);
    return MAX(status, reported);
}

const Command command_build = {
    .name = "build",
    .usage = "[NAME...]",
    .summary = "validate, merge, and draw the charts whose inputs changed",
    .run = run,
};
