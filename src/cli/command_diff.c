#include "claims/diff.h"
#include "cli/command.h"
#include "cli/diff_charts.h"
#include "cli/revision.h"
#include "cli/scratch.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    char *(*make)(const Diff *diff);
} formats[] = {
    {"text", diff_format_text}, {"json", diff_format_json}, {"markdown", diff_format_markdown}};

/* One of the two versions. */
typedef struct {
    const char *which;   /* "OLD" */
    const char *operand; /* as the user names it */
    char *root;          /* of what was written for a revision; NULL: it is a path */
    char *path;          /* of the package on disk */
    char *charts;        /* NULL: none */
    Project *project;
    gboolean broken; /* the data have errors */
} Side;

static void side_clear(Side *side)
{
    project_free(side->project);
    g_free(side->charts);
    g_free(side->path);
    g_free(side->root);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Side, side_clear)

/* ---- reading a side -------------------------------------------------------------------------- */

/* The path of an operand on disk, below the side's root when it is a revision. */
static char *operand_open(Side *side, const char *operand, const char *name, GError **error)
{
    if (!revision_is(operand)) {
        if (g_file_test(operand, G_FILE_TEST_EXISTS))
            return g_strdup(operand);
        g_set_error(
            error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
            "there is no folder %s; a git revision is written REVISION:FOLDER, as HEAD:data",
            operand);
        return NULL;
    }
    const char *scratch = scratch_open(error);
    if (!scratch)
        return NULL;
    if (!side->root)
        side->root = g_build_filename(scratch, side->which, NULL);
    g_autofree char *into = g_build_filename(side->root, name, NULL);
    return revision_read(operand, into, error);
}

/* Beside the folder of the data; a revision or folder without charts has none. */
static gboolean open_charts(Side *side, const char *charts, GError **error)
{
    g_autofree char *beside = NULL;
    const gboolean revision = revision_is(side->operand);
    if (!charts && revision) {
        charts = beside = revision_beside(side->operand, "charts");
    } else if (!charts) {
        g_autofree char *data = g_str_has_suffix(side->path, ".json")
                                    ? g_path_get_dirname(side->path)
                                    : g_canonicalize_filename(side->path, NULL);
        g_autofree char *parent = g_path_get_dirname(data);
        beside = g_build_filename(parent, "charts", NULL);
        if (g_file_test(beside, G_FILE_TEST_IS_DIR))
            side->charts = g_steal_pointer(&beside);
        return TRUE;
    }
    GError *cause = NULL;
    side->charts = operand_open(side, charts, "charts", &cause);
    if (beside && g_error_matches(cause, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        g_clear_error(&cause);
    if (!cause && side->charts && !g_file_test(side->charts, G_FILE_TEST_IS_DIR))
        g_set_error(&cause, G_FILE_ERROR, G_FILE_ERROR_NOTDIR, "there is no folder %s", charts);
    if (!cause)
        return TRUE;
    g_propagate_error(error, cause);
    return FALSE;
}

/* The folder's path as the user knows it, where messages have the one on disk. */
static void print_findings(const Side *side, Findings *findings)
{
    g_autofree char *text = command_findings(findings, NULL, TRUE);
    g_autoptr(GString) out = g_string_new(text);
    if (side->root) {
        g_autofree char *folder = g_str_has_suffix(side->path, ".json")
                                      ? g_path_get_dirname(side->path)
                                      : g_strdup(side->path);
        g_string_replace(out, folder, side->operand, 0);
    }
    fputs(out->str, stderr);
}

static gboolean read_side(Side *side, const char *charts, GError **error)
{
    side->path = operand_open(side, side->operand, "data", error);
    if (!side->path || !open_charts(side, charts, error))
        return FALSE;
    g_autoptr(Findings) findings = findings_new();
    GError *cause = NULL;
    side->project = project_read(side->path, findings, &cause);
    if (cause) {
        g_propagate_prefixed_error(error, cause, "%s, %s: ", side->which, side->operand);
        return FALSE;
    }
    side->broken = !side->project->figures;
    if (side->broken) {
        print_findings(side, findings);
        fprintf(stderr, "figtrail: %s, %s, has errors: %s\n", side->which, side->operand,
                side->project->claims ? "its rows are compared, its figures and charts are not"
                                      : "it cannot be compared");
    }
    return TRUE;
}

/* A copy of the data alone, without charts beside it, is drawn by the charts of the other version;
 * a revision without charts has none. */
static const char *side_charts(const Side *side, const Side *other)
{
    return side->charts || revision_is(side->operand) ? side->charts : other->charts;
}

/* ---- comparing ------------------------------------------------------------------------------- */

static int compare(const Side *old, const Side *new, char *(*format)(const Diff *diff))
{
    if (!old->project->claims || !new->project->claims)
        return STATUS_TROUBLE;
    const Project *a = old->project, *b = new->project;
    const gboolean broken = old->broken || new->broken;
    const DiffSide before = {old->operand, a->package, a->claims, broken ? NULL : a->figures};
    const DiffSide after = {new->operand, b->package, b->claims, broken ? NULL : b->figures};
    g_autoptr(Diff) diff = diff_new(&before, &after);
    GError *error = NULL;
    const ChartSide before_charts = {a, side_charts(old, new)};
    const ChartSide after_charts = {b, side_charts(new, old)};
    if (!broken && !diff_add_charts(diff, &before_charts, &after_charts, &error))
        return command_trouble(error);
    g_autofree char *text = format(diff);
    const int printed = command_print(text);
    if (printed != STATUS_CLEAN)
        return printed;
    if (broken)
        return STATUS_TROUBLE;
    return diff_is_empty(diff) ? STATUS_CLEAN : STATUS_FINDINGS;
}

static int run(int argc, char **argv)
{
    g_autofree char *format = NULL, *charts = NULL;
    const GOptionEntry entries[] = {
        {"format", 'f', 0, G_OPTION_ARG_STRING, &format, "text, json or markdown (text)", "FORMAT"},
        {"charts", 0, 0, G_OPTION_ARG_FILENAME, &charts,
         "Folder of the specs, for both versions (charts beside each one's data)", "DIR"},
        {0},
    };
    int status;
    if (!command_options(
            &command_diff, entries,
            "OLD and NEW are folders of a Data Package, a datapackage.json, or a folder as a git "
            "revision\nhas it, such as HEAD~1:data (from the top of the repository; "
            "HEAD~1:./data from here).\nWithout NEW: data. Without both: HEAD:data against data.\n"
            "\n"
            "Each claim counts once, by the weightiest of its changes. Float noise is a difference "
            "that only\nbinary rounding makes, as between 2.1e26 and 2.1000000999999995e+26.\n"
            "\n"
            "Exit status: 0 nothing differs, 1 something does, 2 trouble, also errors in the data.",
            &argc, &argv, &status))
        return status;
    if (argc > 3)
        return command_usage_error(&command_diff, "more than two versions");
    gsize chosen = 0;
    while (format && chosen < G_N_ELEMENTS(formats) && strcmp(formats[chosen].name, format) != 0)
        chosen++;
    if (chosen == G_N_ELEMENTS(formats))
        return command_usage_error(
            &command_diff, "there is no format '%s'; there are text, json and markdown", format);
    g_auto(Side) old = {.which = "OLD", .operand = argc > 1 ? argv[1] : "HEAD:data"};
    g_auto(Side) new = {.which = "NEW", .operand = argc > 2 ? argv[2] : "data"};
    GError *error = NULL;
    status = read_side(&old, charts, &error) && read_side(&new, charts, &error)
                 ? compare(&old, &new, formats[chosen].make)
                 : command_trouble(error);
    scratch_close();
    return status;
}

const Command command_diff = {
    .name = "diff",
    .usage = "[OLD [NEW]]",
    .summary = "compare two versions of the data: claims, figures and charts",
    .run = run,
};
