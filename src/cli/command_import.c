#include "base/output_folder.h"
#include "cli/command.h"
#include "cli/project.h"
#include "import/import_join.h"
#include "import/import_report.h"

#include <string.h>

typedef char *(*Format)(const Import *import);

static const struct {
    const char *name;
    Format format;
} formats[] = {{"text", import_report_text}, {"json", import_report_json}};

typedef struct {
    const char *map, *data, *output; /* output NULL: nothing is written; "-": claims to stdout */
    gboolean new_subjects, join;
    Format format;
    char **files;
    guint n_files;
} Wish;

static Format format_find(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(formats); i++)
        if (strcmp(formats[i].name, name) == 0)
            return formats[i].format;
    return NULL;
}

/* The report goes where the claims do not. */
static int print(const Import *import, const Wish *wish)
{
    g_autofree char *report = wish->format(import);
    if (g_strcmp0(wish->output, "-") != 0)
        return command_print(report);
    gsize length;
    g_autofree char *claims = import_format_claims(import, &length);
    fputs(report, stderr);
    return command_print(claims);
}

static GPtrArray *make_files(const Import *import, const Wish *wish, GError **error)
{
    if (!wish->join)
        return import_files(import);
    g_autofree char *base = g_path_get_basename(wish->map);
    g_autofree char *slug = NULL;
    if (g_str_has_suffix(base, ".json"))
        base[strlen(base) - strlen(".json")] = '\0';
    slug = slug_make(base, "");
    return import_join(import, *slug ? slug : "imported", error);
}

/* Without every file there are no results: a part of them would look whole. */
static int finish(Import *import, const Wish *wish)
{
    import_finish(import);
    if (wish->output && strcmp(wish->output, "-") != 0) {
        GError *error = NULL;
        g_autoptr(GPtrArray) files = make_files(import, wish, &error);
        if (!files || !output_write_folder(wish->output, files, &error))
            return command_trouble(error);
    }
    const int status = command_report(import->findings, NULL, FALSE);
    const int printed = print(import, wish);
    return printed != STATUS_CLEAN ? printed : status;
}

/* Whether something is wrong with the map or a file, and not only with rows: then no row can be
 * accounted for. */
static gboolean is_unusable(Findings *findings)
{
    guint n;
    const FindingCount *counts = findings_counts(findings, &n);
    for (guint i = 0; i < n; i++)
        if (counts[i].level == LEVEL_ERROR && counts[i].rule != &rule_import_row)
            return TRUE;
    return FALSE;
}

static int run_import(const Wish *wish)
{
    g_autoptr(Findings) findings = findings_new();
    GError *error = NULL;
    g_autoptr(Project) project = project_read(wish->data, findings, &error);
    if (!project)
        return command_trouble(error);
    if (!project->figures) {
        command_report(findings, NULL, FALSE);
        return STATUS_FINDINGS;
    }
    /* what validate says of the data is not asked here */
    g_autoptr(Findings) own = findings_new();
    g_autoptr(ImportMap) map = import_map_read(wish->map, own, &error);
    if (error)
        return command_trouble(error);
    if (!map || findings_count(own, LEVEL_ERROR) > 0) {
        command_report(own, NULL, FALSE);
        return STATUS_FINDINGS;
    }
    g_autoptr(Import) import =
        import_new(project->package, project->claims, map, wish->new_subjects, own);
    for (guint i = 0; i < wish->n_files; i++)
        if (!import_file(import, wish->files[i], &error))
            return command_trouble(error);
    if (is_unusable(own)) {
        command_report(own, NULL, FALSE);
        return STATUS_FINDINGS;
    }
    return finish(import, wish);
}

static int run(int argc, char **argv)
{
    g_autofree char *map = NULL, *data = NULL, *output = NULL, *format_name = NULL;
    gboolean new_subjects = FALSE, join = FALSE;
    const GOptionEntry entries[] = {
        {"map", 'm', 0, G_OPTION_ARG_FILENAME, &map, "What the columns mean (data/maps/README.md)",
         "FILE"},
        DATA_OPTION(&data),
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output,
         "A new folder for the rows, or - for the claims alone on stdout; without it, nothing is "
         "written",
         "DIR"},
        {"new-subjects", 'n', 0, G_OPTION_ARG_NONE, &new_subjects,
         "Names that no subject has become subjects", NULL},
        {"join", 'j', 0, G_OPTION_ARG_NONE, &join,
         "Write all the data with the new rows in them, not the new rows alone", NULL},
        {"format", 'f', 0, G_OPTION_ARG_STRING, &format_name, "Of the report: text or json (text)",
         "FORMAT"},
        {0},
    };
    const char *description =
        "FILE is CSV, a JSON array of objects (.json), or an object on each line (.jsonl).\n"
        "DIR gets claims.csv and what is new in sources.csv, subjects.csv and metrics.csv; under\n"
        "snapshots/ the rows that each source's figures were read from; and unmapped.csv, every\n"
        "row that gave no claim, with the reason. Nothing in the data folder is changed.\n"
        "\n"
        "Exit status 1 when a row gave no claim and the map does not say why.\n";
    int status;
    if (!command_options(&command_import, entries, description, &argc, &argv, &status))
        return status;
    const Format format = format_find(format_name ? format_name : "text");
    if (!format)
        return command_usage_error(&command_import, "\"%s\" is not a format: text or json",
                                   format_name);
    if (!map)
        return command_usage_error(&command_import, "say what the columns mean: --map FILE");
    if (join && (!output || strcmp(output, "-") == 0))
        return command_usage_error(&command_import, "--join needs a folder: --output DIR");
    if (argc < 2)
        return command_usage_error(&command_import, "name a file to import");
    const Wish wish = {.map = map,
                       .data = data ? data : "data",
                       .output = output,
                       .new_subjects = new_subjects,
                       .join = join,
                       .format = format,
                       .files = argv + 1,
                       .n_files = (guint)argc - 1};
    return run_import(&wish);
}

const Command command_import = {
    .name = "import",
    .usage = "--map FILE FILE...",
    .summary = "turn other people's tables into claims and their sources",
    .run = run,
};
