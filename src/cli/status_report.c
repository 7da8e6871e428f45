#include "cli/status_report.h"

#include "claims/text_flow.h"
#include "cli/build_plan.h"
#include "cli/command.h"

#include <string.h>

enum { CHANGES_SHOWN = 5 };

/* The states of files in the order in which they are told. */
static const struct {
    const char *state;
    Rule rule;
    const char *title;
} groups[] = {
    {"edited",
     {"chart-edited", LEVEL_ERROR, "a picture is what was drawn"},
     "Edited since they were drawn (build draws over them)"},
    {"stale",
     {"chart-stale", LEVEL_ERROR, "a picture was drawn from the inputs of now"},
     "Stale: their inputs changed since they were drawn"},
    {"missing",
     {"chart-missing", LEVEL_ERROR, "every picture of a chart is there"},
     "Missing: not drawn yet, or removed"},
    {"unknown",
     {"chart-unknown", LEVEL_ERROR, "the lock file knows every picture"},
     "Not in " LOCK_NAME ": what they were drawn from is not known"},
    {"environment",
     {"chart-environment", LEVEL_ERROR, "a picture was drawn by what draws now"},
     "Drawn by another environment, from the same inputs"},
};
static const Rule rule_broken = {"chart-broken", LEVEL_ERROR, "every chart can be drawn"};
static const Rule rule_orphan = {"chart-orphan", LEVEL_ERROR, "every picture has a chart"};
static const Rule rule_differs = {"chart-differs", LEVEL_ERROR,
                                  "a picture drawn again is the same"};

static const cJSON *first_of(const cJSON *object, const char *member)
{
    const cJSON *array = json_member(object, member);
    return array ? array->child : NULL;
}

static gboolean has_state(const cJSON *object, const char *state)
{
    return g_strcmp0(json_string(object, "state"), state) == 0;
}

/* Whether it was drawn again, and came out otherwise. */
static gboolean differs(const cJSON *file)
{
    const cJSON *strict = json_member(file, "strict");
    return strict && !json_flag(strict, "same", TRUE);
}

gboolean status_report_is_clean(const cJSON *report)
{
    gboolean clean = first_of(report, "orphans") == NULL;
    for (const cJSON *chart = first_of(report, "charts"); chart; chart = chart->next) {
        clean = clean && has_state(chart, "fresh");
        for (const cJSON *file = first_of(chart, "files"); file; file = file->next)
            clean = clean && !differs(file);
    }
    return clean;
}

/* ---- what is said of a chart ----------------------------------------------------------------- */

static void join(GString *out, guint n, const char *text)
{
    g_string_append_printf(out, "%s%s", n > 0 ? ", " : "", text);
}

/* "the spec, the data, charts/table.csv"; of the first file that tells. */
static char *describe_inputs(const cJSON *chart)
{
    GString *out = g_string_new(NULL);
    g_autofree char *spec = g_strconcat(json_string(chart, "chart"), SPEC_SUFFIX, NULL);
    for (const cJSON *file = first_of(chart, "files"); file && out->len == 0; file = file->next) {
        guint n = 0;
        for (const cJSON *input = first_of(file, "inputs"); input; input = input->next) {
            const char *path = input->valuestring;
            join(out, n++,
                 strcmp(path, DRAWING_TABLES) == 0 ? "the data"
                 : g_str_has_suffix(path, spec)    ? "the spec"
                                                   : path);
        }
    }
    return g_string_free(out, FALSE);
}

/* Names of the files in that state; NULL: all that the spec asks for are. */
static char *describe_files(const cJSON *chart, const char *state)
{
    GString *out = g_string_new(NULL);
    guint n = 0;
    gboolean all = TRUE;
    for (const cJSON *file = first_of(chart, "files"); file; file = file->next) {
        if (has_state(file, state))
            join(out, n++, json_string(file, "file"));
        else if (!json_flag(file, "on_request", FALSE))
            all = FALSE;
    }
    return g_string_free(out, all && n > 0);
}

static guint count_files(const cJSON *chart, const char *state)
{
    guint n = 0;
    for (const cJSON *file = first_of(chart, "files"); file; file = file->next)
        n += !state || has_state(file, state);
    return n;
}

/* "the data changed", "pango 1.50 -> 1.52"; NULL: there is nothing more to say. */
static char *describe_cause(const cJSON *chart, const char *state)
{
    if (strcmp(state, "stale") == 0 || strcmp(state, "edited") == 0) {
        g_autofree char *inputs = describe_inputs(chart);
        return *inputs ? g_strconcat(inputs, " changed", NULL) : NULL;
    }
    for (const cJSON *file = first_of(chart, "files"); file; file = file->next) {
        if (strcmp(state, "environment") == 0 && has_state(file, state))
            return g_strdup(json_string(file, "drawn_by"));
    }
    return NULL;
}

/* ---- text ------------------------------------------------------------------------------------ */

static void append_changes(TextFlow *flow, const cJSON *chart, gboolean whole)
{
    guint n = 0;
    for (const cJSON *line = first_of(chart, "changes"); line; line = line->next, n++) {
        if (whole || n < CHANGES_SHOWN)
            text_flow_item(flow, 4, "-", 2, line->valuestring);
    }
    if (whole || n <= CHANGES_SHOWN)
        return;
    g_autofree char *more = g_strdup_printf("%u more: figtrail status %s", n - CHANGES_SHOWN,
                                            json_string(chart, "chart"));
    text_flow_item(flow, 4, "-", 2, more);
}

static void append_chart(TextFlow *flow, const cJSON *chart, const char *state, gboolean whole)
{
    g_autofree char *files = describe_files(chart, state);
    g_autofree char *cause = describe_cause(chart, state);
    const guint n = count_files(chart, state);
    g_autofree char *count =
        g_strdup_printf("%s (%u %s)", json_string(chart, "chart"), n, n == 1 ? "file" : "files");
    g_autofree char *line =
        g_strconcat(files ? files : count, cause ? ": " : "", cause ? cause : "", NULL);
    text_flow_paragraph(flow, 2, line);
    if (strcmp(state, "stale") == 0)
        append_changes(flow, chart, whole);
    for (const cJSON *file = first_of(chart, "files"); file; file = file->next) {
        if (!has_state(file, state) || !json_flag(file, "on_request", FALSE))
            continue;
        text_flow_item(flow, 4, "-", 2,
                       "drawn on request: give 'figtrail build' the same options "
                       "again, or delete them");
        break;
    }
}

static void append_group(TextFlow *flow, const cJSON *charts, const char *state, const char *title,
                         gboolean whole)
{
    gboolean headed = FALSE;
    for (const cJSON *chart = charts; chart; chart = chart->next) {
        if (count_files(chart, state) == 0)
            continue;
        if (!headed)
            text_flow_heading(flow, title);
        headed = TRUE;
        append_chart(flow, chart, state, whole);
    }
}

static void append_broken(TextFlow *flow, const cJSON *charts)
{
    gboolean headed = FALSE;
    for (const cJSON *chart = charts; chart; chart = chart->next) {
        if (!has_state(chart, "broken"))
            continue;
        if (!headed)
            text_flow_heading(flow, "Cannot be drawn");
        headed = TRUE;
        const char *error = json_string(chart, "error");
        g_autofree char *line = g_strdup_printf("%s: %s", json_string(chart, "chart"),
                                                error ? error : "its spec has errors");
        text_flow_paragraph(flow, 2, line);
    }
}

static void append_strict(TextFlow *flow, const cJSON *charts)
{
    guint n_same = 0, n_other = 0;
    for (const cJSON *chart = charts; chart; chart = chart->next) {
        for (const cJSON *file = first_of(chart, "files"); file; file = file->next) {
            const cJSON *strict = json_member(file, "strict");
            n_same += strict && json_flag(strict, "same", FALSE);
            if (!differs(file))
                continue;
            if (n_other++ == 0)
                text_flow_heading(flow, "Drawn again, they come out otherwise");
            const char *said = json_string(strict, "said"), *now = json_string(strict, "new");
            const char *picture = json_string(strict, "difference");
            g_autofree char *line = g_strdup_printf(
                "%s: %s%ssee %s%s%s", json_string(file, "file"), said ? said : "", said ? "; " : "",
                now ? now : "", picture ? ", " : "", picture ? picture : "");
            text_flow_paragraph(flow, 2, line);
        }
    }
    g_autofree char *line =
        g_strdup_printf("%u %s the same to the byte.", n_same,
                        n_same == 1 ? "file drawn again is" : "files drawn again are");
    text_flow_blank_line(flow);
    text_flow_paragraph(flow, 0, line);
}

static void append_orphans(TextFlow *flow, const cJSON *report)
{
    const cJSON *orphans = json_member(report, "orphans");
    if (cJSON_GetArraySize(orphans) == 0)
        return;
    text_flow_heading(flow, "Of no chart here (delete them, or bring their specs back)");
    for (const cJSON *name = orphans->child; name; name = name->next)
        text_flow_paragraph(flow, 2, name->valuestring);
}

static char *describe_counts(guint n_charts, guint n_fresh, guint n_files)
{
    if (n_charts == 0)
        return g_strdup("There are no charts.");
    if (n_charts == 1)
        return n_fresh == 1 ? g_strdup_printf("The chart is fresh (%u files).", n_files)
                            : g_strdup("The chart is not fresh; 'figtrail build' draws it again.");
    if (n_fresh == n_charts)
        return g_strdup_printf("All %u charts are fresh (%u files).", n_charts, n_files);
    if (n_fresh == 0)
        return g_strdup_printf("None of the %u charts is fresh; 'figtrail build' draws them again.",
                               n_charts);
    return g_strdup_printf("%u of %u charts %s fresh; 'figtrail build' draws the others again.",
                           n_fresh, n_charts, n_fresh == 1 ? "is" : "are");
}

static void append_summary(TextFlow *flow, const cJSON *report)
{
    guint n_charts = 0, n_fresh = 0, n_files = 0;
    for (const cJSON *chart = first_of(report, "charts"); chart; chart = chart->next) {
        n_charts++;
        n_fresh += has_state(chart, "fresh");
        n_files += count_files(chart, NULL);
    }
    g_autofree char *line = describe_counts(n_charts, n_fresh, n_files);
    if (flow->out->len > 0)
        text_flow_blank_line(flow);
    text_flow_paragraph(flow, 0, line);
}

char *status_report_text(const cJSON *report, const char *folder, gboolean whole)
{
    TextFlow flow = {g_string_new(NULL), command_width(), command_is_styled()};
    const cJSON *charts = first_of(report, "charts");
    if (json_flag(report, "interrupted", FALSE)) {
        g_autofree char *line = g_strdup_printf(
            "A build in %s was interrupted, or is going on; every file is whole.", folder);
        text_flow_paragraph(&flow, 0, line);
    }
    append_broken(&flow, charts);
    for (gsize i = 0; i < G_N_ELEMENTS(groups); i++)
        append_group(&flow, charts, groups[i].state, groups[i].title, whole);
    append_orphans(&flow, report);
    if (json_flag(report, "strict", FALSE))
        append_strict(&flow, charts);
    append_summary(&flow, report);
    if (*flow.out->str == '\n') /* of the first heading */
        g_string_erase(flow.out, 0, 1);
    return g_string_free(flow.out, FALSE);
}

/* ---- findings -------------------------------------------------------------------------------- */

/* One finding for all files of a chart in that state, at the first of them. */
static void find_state(const cJSON *chart, gsize group, const char *folder, Findings *findings)
{
    const char *state = groups[group].state;
    const cJSON *file = first_of(chart, "files");
    while (file && !has_state(file, state))
        file = file->next;
    if (!file)
        return;
    g_autofree char *path = g_build_filename(folder, json_string(file, "file"), NULL);
    g_autofree char *cause = describe_cause(chart, state);
    const cJSON *change = strcmp(state, "stale") == 0 ? first_of(chart, "changes") : NULL;
    const guint n = count_files(chart, state);
    findings_add(findings, &groups[group].rule, (Place){.file = path},
                 "%s (%u %s)%s%s%s%s; run figtrail build", state, n, n == 1 ? "file" : "files",
                 cause ? ": " : "", cause ? cause : "", change ? "; " : "",
                 change ? change->valuestring : "");
}

static void find_differences(const cJSON *chart, const char *folder, Findings *findings)
{
    for (const cJSON *file = first_of(chart, "files"); file; file = file->next) {
        g_autofree char *path = g_build_filename(folder, json_string(file, "file"), NULL);
        if (differs(file))
            findings_add(findings, &rule_differs, (Place){.file = path},
                         "drawn again, it comes out otherwise: see %s",
                         json_string(json_member(file, "strict"), "new"));
    }
}

void status_report_findings(const cJSON *report, const char *folder, Findings *findings)
{
    for (const cJSON *chart = first_of(report, "charts"); chart; chart = chart->next) {
        g_autofree char *spec = g_strconcat(json_string(chart, "chart"), SPEC_SUFFIX, NULL);
        g_autofree char *path = g_build_filename(folder, spec, NULL);
        const char *error = json_string(chart, "error");
        if (has_state(chart, "broken"))
            findings_add(findings, &rule_broken, (Place){.file = path}, "%s",
                         error ? error : "the spec has errors");
        for (gsize i = 0; i < G_N_ELEMENTS(groups); i++)
            find_state(chart, i, folder, findings);
        find_differences(chart, folder, findings);
    }
    for (const cJSON *name = first_of(report, "orphans"); name; name = name->next) {
        g_autofree char *path = g_build_filename(folder, name->valuestring, NULL);
        findings_add(findings, &rule_orphan, (Place){.file = path},
                     "no chart draws this; delete it, or bring its spec back");
    }
}
