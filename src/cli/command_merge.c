#include "claims/export.h"
#include "cli/command.h"
#include "cli/project.h"

#include <string.h>

/* What to show of the figures. */
typedef struct {
    const char *metric, *subject; /* NULL: all */
    gboolean conflicts;           /* only what a person has to look at */
} Selection;

static gboolean is_selected(const Figure *figure, const Selection *selection)
{
    if (selection->metric && strcmp(figure->metric->id, selection->metric) != 0)
        return FALSE;
    if (selection->subject && strcmp(figure->subject->id, selection->subject) != 0)
        return FALSE;
    return !selection->conflicts || figure->agreement == AGREEMENT_CONFLICT ||
           figure->agreement == AGREEMENT_UNKNOWN;
}

static char *format_table(const GPtrArray *figures, const Selection *selection)
{
    const TableStyle style = {.width = command_width(), .show_rivals = selection->conflicts};
    return figures_format_table(figures, &style);
}

static char *format_csv(const GPtrArray *figures, const Selection *selection)
{
    (void)selection;
    return figures_format_csv(figures);
}

static char *format_json(const GPtrArray *figures, const Selection *selection)
{
    (void)selection;
    return figures_format_json(figures);
}

typedef char *(*Format)(const GPtrArray *figures, const Selection *selection);

static const struct {
    const char *name;
    Format format;
} formats[] = {{"table", format_table}, {"csv", format_csv}, {"json", format_json}};

static Format format_find(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(formats); i++) {
        if (strcmp(formats[i].name, name) == 0)
            return formats[i].format;
    }
    return NULL;
}

static int print_figures(const Project *project, const Selection *selection, Format format,
                         gboolean stats)
{
    const ClaimSet *claims = project->claims;
    if (selection->metric && !g_hash_table_contains(claims->metric_by_id, selection->metric))
        return command_usage_error(&command_merge, "no metric has the id \"%s\"",
                                   selection->metric);
    if (selection->subject && !g_hash_table_contains(claims->subject_by_id, selection->subject))
        return command_usage_error(&command_merge, "no subject has the id \"%s\"",
                                   selection->subject);
    g_autoptr(GPtrArray) figures = g_ptr_array_new();
    for (guint i = 0; i < project->figures->figures->len; i++) {
        Figure *figure = g_ptr_array_index(project->figures->figures, i);
        if (is_selected(figure, selection))
            g_ptr_array_add(figures, figure);
    }
    g_autofree char *text = stats ? figures_format_stats(figures) : format(figures, selection);
    return command_print(text);
}

static int run(int argc, char **argv)
{
    g_autofree char *data = NULL, *format_name = NULL, *metric = NULL, *subject = NULL;
    gboolean conflicts = FALSE, stats = FALSE;
    const GOptionEntry entries[] = {
        {"data", 'd', 0, G_OPTION_ARG_FILENAME, &data, "The data folder (data)", "DIR"},
        {"format", 'f', 0, G_OPTION_ARG_STRING, &format_name, "table, csv or json (table)",
         "FORMAT"},
        {"metric", 'm', 0, G_OPTION_ARG_STRING, &metric, "Only figures of this metric", "ID"},
        {"subject", 's', 0, G_OPTION_ARG_STRING, &subject, "Only figures of this subject", "ID"},
        {"conflicts", 'c', 0, G_OPTION_ARG_NONE, &conflicts,
         "Only figures whose claims contradict each other or are not known to be comparable", NULL},
        {"stats", 0, 0, G_OPTION_ARG_NONE, &stats, "Only count rows and figures", NULL},
        {0},
    };
    const char *description =
        "AGREEMENT is one of\n"
        "  single    one claim, or copies of one origin\n"
        "  agree     independent sources say the same, to the precision of the coarser print\n"
        "  range     one lies in the range of the other\n"
        "  conflict  they contradict each other\n"
        "  unknown   several claims without a setting: not known to be comparable\n"
        "  none      every claim is deprecated\n"
        "and N the number of independent sources behind the figure.\n";
    int status;
    if (!command_options(&command_merge, entries, description, &argc, &argv, &status))
        return status;
    if (argc > 1)
        return command_usage_error(&command_merge, "takes no operands, but got \"%s\"", argv[1]);
    const Format format = format_find(format_name ? format_name : "table");
    if (!format)
        return command_usage_error(&command_merge, "\"%s\" is not a format: table, csv or json",
                                   format_name);

    g_autoptr(Findings) findings = findings_new();
    GError *error = NULL;
    g_autoptr(Project) project = project_read(data ? data : "data", findings, &error);
    if (!project)
        return command_trouble(error);
    status = command_report(findings, "text", FALSE);
    if (status != STATUS_CLEAN || !project->figures)
        return STATUS_FINDINGS;
    const Selection selection = {metric, subject, conflicts};
    return print_figures(project, &selection, format, stats);
}

const Command command_merge = {
    .name = "merge",
    .usage = "",
    .summary = "show the merged figures, which claims agree, and which do not",
    .run = run,
};
