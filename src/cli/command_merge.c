#include "claims/bulk.h"
#include "claims/figures_format.h"
#include "cli/command.h"
#include "cli/project.h"

#include <string.h>

static char *format_table(const GPtrArray *figures, const FigureFilter *filter)
{
    const TableStyle style = {.width = command_width(), .show_rivals = filter->open};
    return figures_format_table(figures, &style);
}

static char *format_csv(const GPtrArray *figures, const FigureFilter *filter)
{
    (void)filter;
    return figures_format_csv(figures);
}

static char *format_json(const GPtrArray *figures, const FigureFilter *filter)
{
    (void)filter;
    return figures_format_json(figures);
}

typedef char *(*Format)(const GPtrArray *figures, const FigureFilter *filter);

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

/* What is asked for. */
typedef struct {
    char *metric, *subject; /* ids; NULL: all */
    gboolean conflicts, stats;
    Format format;
} Wish;

static gboolean find_filter(const ClaimSet *model, const Wish *wish, FigureFilter *filter)
{
    *filter = (FigureFilter){.open = wish->conflicts};
    if (wish->metric && !(filter->metric = g_hash_table_lookup(model->metric_by_id, wish->metric)))
        command_usage_error(&command_merge, "no metric has the id \"%s\"", wish->metric);
    else if (wish->subject &&
             !(filter->subject = g_hash_table_lookup(model->subject_by_id, wish->subject)))
        command_usage_error(&command_merge, "no subject has the id \"%s\"", wish->subject);
    else
        return TRUE;
    return FALSE;
}

/* ---- without storing the claims -------------------------------------------------------------- */

static gboolean print_piece(const char *text, gpointer status)
{
    *(int *)status = command_print(text);
    return *(int *)status == STATUS_CLEAN;
}

/* FALSE when the stored path is to do it. */
static gboolean print_bulk(const Bulk *bulk, const Wish *wish, int *status)
{
    FigureFilter filter;
    *status = STATUS_TROUBLE;
    if (!find_filter(bulk_model(bulk), wish, &filter))
        return TRUE;
    g_autoptr(BulkFigures) figures = bulk_merge(bulk, &filter, !wish->stats);
    if (!figures)
        return FALSE;
    const FigureCounts *counts = bulk_figures_counts(figures);
    if (wish->stats) {
        g_autofree char *text = figure_counts_format(counts);
        *status = command_print(text);
    } else if (wish->format == format_csv) {
        bulk_format_csv(bulk, figures, print_piece, status);
    } else {
        g_autoptr(BulkBatch) batch = bulk_batch_read(bulk, figures, 0, counts->n_figures);
        g_autofree char *text = wish->format(batch->figures->figures, &filter);
        *status = command_print(text);
    }
    return TRUE;
}

/* ---- with faults, or what else is not read in bulk ------------------------------------------- */

static int print_stored(const FigureSet *set, const ClaimSet *claims, const Wish *wish)
{
    FigureFilter filter;
    if (!find_filter(claims, wish, &filter))
        return STATUS_TROUBLE;
    g_autoptr(GPtrArray) figures = g_ptr_array_new();
    for (guint i = 0; i < set->figures->len; i++) {
        Figure *figure = g_ptr_array_index(set->figures, i);
        if (figure_passes(figure, &filter))
            g_ptr_array_add(figures, figure);
    }
    g_autofree char *text =
        wish->stats ? figures_format_stats(figures) : wish->format(figures, &filter);
    return command_print(text);
}

/* Other remarks than errors are those of validate, which reads the words as well. */
static int merge_stored(const char *folder, const Wish *wish)
{
    g_autoptr(Findings) findings = findings_new();
    GError *error = NULL;
    g_autoptr(Project) project = project_read_figures(folder, findings, &error);
    if (!project)
        return command_trouble(error);
    if (!project->figures) {
        command_report(findings, "text", FALSE);
        return STATUS_FINDINGS;
    }
    return print_stored(project->figures, project->claims, wish);
}

static int run(int argc, char **argv)
{
    g_autofree char *data = NULL, *format_name = NULL, *metric = NULL, *subject = NULL;
    Wish wish = {0};
    const GOptionEntry entries[] = {
        DATA_OPTION(&data),
        {"format", 'f', 0, G_OPTION_ARG_STRING, &format_name, "table, csv or json (table)",
         "FORMAT"},
        {"metric", 'm', 0, G_OPTION_ARG_STRING, &metric, "Only figures of this metric", "ID"},
        {"subject", 's', 0, G_OPTION_ARG_STRING, &subject, "Only figures of this subject", "ID"},
        {"conflicts", 'c', 0, G_OPTION_ARG_NONE, &wish.conflicts,
         "Only figures whose claims contradict each other or are not known to be comparable", NULL},
        {"stats", 0, 0, G_OPTION_ARG_NONE, &wish.stats, "Only count rows and figures", NULL},
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
        "and N the number of independent sources behind the figure.\n\n"
        "The tables are checked as far as merging depends on them: whether the words of the "
        "sources\n"
        "say what the claims say is for validate and audit.\n";
    int status;
    if (!command_options(&command_merge, entries, description, &argc, &argv, &status))
        return status;
    if (argc > 1)
        return command_usage_error(&command_merge, "takes no operands, but got \"%s\"", argv[1]);
    wish.format = format_find(format_name ? format_name : "table");
    if (!wish.format)
        return command_usage_error(&command_merge, "\"%s\" is not a format: table, csv or json",
                                   format_name);
    wish.metric = metric;
    wish.subject = subject;
    const char *folder = data ? data : "data";
    const gboolean most = !wish.stats && !metric && !subject;
    g_autoptr(Bulk) bulk = bulk_read(folder, NULL, most);
    if (bulk && print_bulk(bulk, &wish, &status))
        return status;
    return merge_stored(folder, &wish);
}

const Command command_merge = {
    .name = "merge",
    .usage = "",
    .summary = "show the merged figures, which claims agree, and which do not",
    .run = run,
};
