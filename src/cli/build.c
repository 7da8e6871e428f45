#include "cli/build.h"

#include "base/output.h"
#include "base/signals.h"
#include "cli/build_chart.h"
#include "cli/build_folder.h"
#include "cli/command.h"
#include "cli/workers.h"
#include "scene/font.h"
#include "trail/journal.h"

#include <string.h>

/* One run. */
typedef struct {
    BuildRun shared;
    Findings *findings;
    const GPtrArray *names; /* of all charts */
    GPtrArray *wanted;      /* char*: of those to be drawn; borrowed */
    Lock *after;
    int status; /* the worst so far */
} Build;

/* A run that fares badly in several ways exits as the worst of them says. */
static void note_status(Build *build, int status)
{
    build->status = MAX(build->status, status);
}

/* What the lock file said of a chart, or of those of its files, that this run leaves alone; a file
 * that somebody removed is forgotten. */
static void keep_outputs(Build *build, const char *chart)
{
    const Lock *before = build->shared.before;
    g_autoptr(GPtrArray) outputs = before ? lock_names(before) : NULL;
    for (guint i = 0; outputs && i < outputs->len; i++) {
        const char *output = g_ptr_array_index(outputs, i);
        g_autofree char *path = g_build_filename(build->shared.options->charts, output, NULL);
        if (!lock_find(build->after, output) &&
            g_strcmp0(build_find_chart(build->names, output), chart) == 0 &&
            g_file_test(path, G_FILE_TEST_EXISTS))
            lock_keep(build->after, before, output);
    }
}

/* ---- one chart ------------------------------------------------------------------------------- */

static char *work(guint item, gboolean apart, gpointer data)
{
    const Build *build = data;
    const char *name = g_ptr_array_index(build->wanted, item);
    if (!apart)
        return build_chart(&build->shared, name, build->findings);
    /* findings stay behind in that process: where there are any, it is done again here */
    g_autoptr(Findings) findings = findings_new();
    g_autofree char *result = build_chart(&build->shared, name, findings);
    guint n_findings;
    findings_sorted(findings, &n_findings);
    if (n_findings == 0)
        return g_steal_pointer(&result);
    build_chart_discard(&build->shared, result);
    return g_strdup("");
}

static void take(guint item, const char *text, gpointer data)
{
    Build *build = data;
    const char *name = g_ptr_array_index(build->wanted, item);
    if (signals_noted()) { /* what was drawn for it goes with build_folder_unlock */
        keep_outputs(build, name);
        return;
    }
    g_autofree char *again =
        text && !*text ? build_chart(&build->shared, name, build->findings) : NULL;
    GError *error = NULL;
    const ChartOutcome outcome =
        build_chart_place(&build->shared, name, again ? again : text, build->after, &error);
    keep_outputs(build, name); /* also the pictures that were not asked for */
    if (error)
        note_status(build, command_trouble(error));
    else if (outcome == CHART_FAILED)
        note_status(build, STATUS_FINDINGS);
    static const char *const words[] = {"failed", "fresh", "drawn"};
    if (outcome == CHART_FRESH && build->shared.options->quiet)
        return;
    g_autofree char *line = g_strdup_printf("%s: %s\n", name, words[outcome]);
    note_status(build, command_print(line));
}

/* ---- the run --------------------------------------------------------------------------------- */

static gboolean write_lock(const Build *build, GError **error)
{
    const char *charts = build->shared.options->charts;
    g_autofree char *path = g_build_filename(charts, LOCK_NAME, NULL);
    g_autofree char *text = lock_format(build->after);
    g_autofree char *old = input_read(path, INPUT_LIMIT, NULL, NULL);
    if (g_strcmp0(old, text) != 0 && !output_write(path, text, strlen(text), error))
        return FALSE;
    journal_remove(charts);
    return TRUE;
}

static void choose_charts(Build *build)
{
    char **only = build->shared.options->only;
    for (guint i = 0; i < build->names->len; i++) {
        char *name = g_ptr_array_index(build->names, i);
        if (!only || !*only || g_strv_contains((const char *const *)only, name))
            g_ptr_array_add(build->wanted, name);
        else
            keep_outputs(build, name);
    }
}

static gboolean build_charts(Build *build, GError **error)
{
    const BuildOptions *options = build->shared.options;
    GError *cause = NULL;
    g_autoptr(Lock) before = build_read_lock(options->charts, build->findings, NULL, &cause);
    if (cause) {
        g_propagate_error(error, cause);
        return FALSE;
    }
    g_autoptr(Lock) after = lock_new();
    g_autoptr(GPtrArray) wanted = g_ptr_array_new();
    build->shared.before = before;
    build->shared.now = build->after = after;
    build->wanted = wanted;
    choose_charts(build);
    const Workers workers = {wanted->len, options->jobs, work, take, build};
    workers_run(&workers);
    return write_lock(build, error);
}

int build_run(const BuildOptions *options, const GPtrArray *names, Findings *findings)
{
    Build build = {.shared = {.options = options}, .findings = findings, .names = names};
    GError *error = NULL;
    g_autoptr(Project) project = project_read(options->data, findings, &error);
    if (!project)
        return command_trouble(error);
    if (!project->figures)
        return STATUS_FINDINGS;
    build.shared.project = project;
    const int folder = build_folder_lock(options->charts);
    signals_note(); /* so that nothing half written is left, and the lock file tells what is done */
    if (!font_check(NULL, &error) || !build_charts(&build, &error))
        note_status(&build, command_trouble(error));
    build_folder_unlock(options->charts, folder);
    signals_obey();
    return build.status;
}
