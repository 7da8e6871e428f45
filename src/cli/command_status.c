#include "cli/build_folder.h"
#include "cli/command.h"
#include "cli/status.h"
#include "cli/status_report.h"
#include "cli/workers.h"
#include "scene/font.h"

#include <string.h>

typedef struct {
    char *data, *charts, *format;
    gboolean strict;
} Options;

static void options_clear(Options *options)
{
    g_free(options->data);
    g_free(options->charts);
    g_free(options->format);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

static const char *const format_names[] = {"text", "json", "github", NULL};

/* One run. */
typedef struct {
    Status status;
    GPtrArray *wanted; /* char*; borrowed */
    Findings *findings;
    cJSON *charts;
} StatusRun;

/* Empty where there are findings: they stay behind in that process, and it is done again here. */
static char *work(guint item, gboolean apart, gpointer data)
{
    const StatusRun *run = data;
    const char *name = g_ptr_array_index(run->wanted, item);
    g_autoptr(Findings) own = findings_new();
    g_autoptr(cJSON) chart = status_chart(&run->status, name, apart ? own : run->findings);
    guint n_findings;
    findings_sorted(own, &n_findings);
    return n_findings > 0 ? g_strdup("") : json_print_compact(chart);
}

static void take(guint item, const char *text, gpointer data)
{
    StatusRun *run = data;
    const char *name = g_ptr_array_index(run->wanted, item);
    g_autoptr(Findings) none = findings_new();
    g_autoptr(JsonDocument) document =
        text && *text ? json_document_parse(name, text, strlen(text), none) : NULL;
    cJSON *chart = document ? cJSON_Duplicate(json_document_root(document), TRUE)
                            : status_chart(&run->status, name, run->findings);
    cJSON_AddItemToArray(run->charts, chart);
}

static void find_orphans(const StatusRun *run, cJSON *report)
{
    g_autoptr(GPtrArray) orphans = status_orphans(&run->status);
    cJSON *array = cJSON_AddArrayToObject(report, "orphans");
    for (guint i = 0; i < orphans->len; i++)
        cJSON_AddItemToArray(array, cJSON_CreateString(g_ptr_array_index(orphans, i)));
}

/* NULL with findings or error. */
static cJSON *examine(StatusRun *run, char **only, GError **error)
{
    Status *status = &run->status;
    const BuildOptions *options = status->run.options;
    gboolean interrupted = FALSE;
    GError *cause = NULL;
    g_autoptr(Lock) before = build_read_lock(options->charts, run->findings, &interrupted, &cause);
    if (cause) {
        g_propagate_error(error, cause);
        return NULL;
    }
    if (!font_check(NULL, error))
        return NULL;
    g_autoptr(Lock) now = lock_new();
    status->run.before = before;
    status->run.now = now;
    g_autoptr(GPtrArray) wanted = g_ptr_array_new();
    for (guint i = 0; i < status->names->len; i++) {
        char *name = g_ptr_array_index(status->names, i);
        if (!*only || g_strv_contains((const char *const *)only, name))
            g_ptr_array_add(wanted, name);
    }
    run->wanted = wanted;
    cJSON *report = cJSON_CreateObject();
    run->charts = cJSON_AddArrayToObject(report, "charts");
    const Workers workers = {wanted->len, options->jobs, work, take, run};
    workers_run(&workers);
    if (!*only)
        find_orphans(run, report);
    cJSON_AddBoolToObject(report, "interrupted", interrupted);
    cJSON_AddBoolToObject(report, "strict", status->strict);
    return report;
}

static int print_report(const cJSON *report, const Options *options, gboolean whole)
{
    g_autofree char *text = NULL;
    if (g_strcmp0(options->format, "json") == 0) {
        text = json_print(report);
    } else if (g_strcmp0(options->format, "github") == 0) {
        g_autoptr(Findings) findings = findings_new();
        status_report_findings(report, options->charts, findings);
        text = command_findings(findings, "github", FALSE);
    } else {
        text = status_report_text(report, options->charts, whole);
    }
    const int printed = command_print(text ? text : "");
    return status_report_is_clean(report) ? printed : MAX(printed, STATUS_FINDINGS);
}

static int report_status(const Options *options, const GPtrArray *names, char **only)
{
    g_autoptr(Findings) findings = findings_new();
    const BuildOptions build = {
        .data = options->data, .charts = options->charts, .jobs = workers_default_jobs()};
    StatusRun run = {.status = {.run = {.options = &build}, names, options->strict},
                     .findings = findings};
    GError *error = NULL;
    g_autoptr(Project) project = project_read(options->data, findings, &error);
    run.status.run.project = project;
    g_autoptr(cJSON) report = project && project->figures ? examine(&run, only, &error) : NULL;
    int status = error ? command_trouble(error) : STATUS_CLEAN;
    if (report) {
        const int printed = print_report(report, options, *only != NULL);
        status = MAX(status, printed);
    }
    const int reported = command_report(findings, "text", FALSE);
    return MAX(status, reported);
}

static int check_usage(char **only, const Options *options, const GPtrArray *names)
{
    if (!g_strv_contains(format_names, options->format))
        return command_usage_error(&command_status,
                                   "there is no format '%s'; there are text, json and github",
                                   options->format);
    for (; *only; only++) {
        if (!g_ptr_array_find_with_equal_func((GPtrArray *)names, *only, g_str_equal, NULL))
            return command_usage_error(&command_status, "there is no %s/%s" SPEC_SUFFIX,
                                       options->charts, *only);
    }
    return STATUS_CLEAN;
}

static int run(int argc, char **argv)
{
    g_auto(Options) options = {0};
    const GOptionEntry entries[] = {
        DATA_OPTION(&options.data),
        {"charts", 0, 0, G_OPTION_ARG_FILENAME, &options.charts,
         "Folder of the specs and of what is drawn (charts)", "DIR"},
        {"strict", 0, 0, G_OPTION_ARG_NONE, &options.strict,
         "Draw everything again and compare the bytes", NULL},
        {"format", 0, 0, G_OPTION_ARG_STRING, &options.format, "text, json or github (text)",
         "FORMAT"},
        {0},
    };
    int status;
    if (!command_options(
            &command_status, entries,
            "Tells of each chart whether its pictures are what its inputs give now: "
            "fresh, stale (which\ninputs, which figures, from what to what), edited, "
            "missing, drawn by another environment,\nor of no chart.  Nothing is drawn, "
            "but with --strict: then what differs is put beside the\npicture as "
            "NAME.new.png, and where it differs as NAME.diff.png.  Exit status 1 when "
            "anything\nis not fresh.",
            &argc, &argv, &status))
        return status;
    options.data = options.data ? options.data : g_strdup("data");
    options.charts = options.charts ? options.charts : g_strdup("charts");
    options.format = options.format ? options.format : g_strdup("text");
    GError *error = NULL;
    g_autoptr(GPtrArray) names = build_list_charts(options.charts, &error);
    if (!names)
        return command_trouble(error);
    status = check_usage(argv + 1, &options, names);
    return status != STATUS_CLEAN ? status : report_status(&options, names, argv + 1);
}

const Command command_status = {
    .name = "status",
    .usage = "[NAME...]",
    .summary = "which pictures are stale, edited or missing, and why",
    .run = run,
};
