#include "base/output.h"
#include "cli/command.h"
#include "cli/project.h"
#include "evidence/extract.h"
#include "table/encoding.h"

#include <string.h>
#include <unistd.h>

enum { TEXT_LIMIT = 256 << 20, TEXT_WIDTH = 120 };

typedef char *(*Format)(const Extraction *extraction, const ExtractStyle *style);

static const struct {
    const char *name;
    Format format;
} formats[] = {
    {"text", extract_format_text}, {"json", extract_format_json}, {"csv", extract_format_csv}};

typedef struct {
    const char *data, *snapshots, *language, *name;
    Format format;
    gboolean uncovered;
} Wish;

static Format format_find(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(formats); i++)
        if (strcmp(formats[i].name, name) == 0)
            return formats[i].format;
    return NULL;
}

static int print(const Extraction *extraction, const Wish *wish)
{
    /* the words of sources belong to others: on a terminal only, never into a file */
    const ExtractStyle style = {
        .uncovered = wish->uncovered, .sentences = isatty(STDOUT_FILENO) != 0, .width = TEXT_WIDTH};
    g_autofree char *text = wish->format(extraction, &style);
    return command_print(text);
}

static int extract_file(const Wish *wish)
{
    GError *error = NULL;
    gsize length;
    g_autofree char *text = input_read(wish->name, TEXT_LIMIT, &length, &error);
    if (!text)
        return command_trouble(error);
    g_autoptr(Findings) findings = findings_new();
    if (!encoding_check(wish->name, text, length, findings))
        return command_report(findings, NULL, FALSE);
    g_autoptr(Extraction) extraction = extract_figures(
        wish->name, text, length, wish->language ? wish->language : "en", NULL, NULL, NULL);
    return print(extraction, wish);
}

static int extract_source(const Wish *wish, const Project *project, const Source *source)
{
    if (!wish->snapshots)
        return command_usage_error(&command_extract,
                                   "name the folder of the sources' texts by --snapshots or "
                                   "FIGTRAIL_SNAPSHOTS");
    GError *error = NULL;
    g_autoptr(Snapshot) snapshot = snapshot_read(wish->snapshots, source, &error);
    if (!snapshot)
        return command_trouble(error);
    g_autoptr(Extraction) extraction =
        extract_figures(source->id, snapshot->text, snapshot->length,
                        wish->language ? wish->language : source->language, project->package,
                        project->claims, source);
    return print(extraction, wish);
}

/* An id of the tables is a source; anything else is a file. */
static int extract(const Wish *wish)
{
    if (!project_exists(wish->data))
        return extract_file(wish);
    g_autoptr(Findings) findings = findings_new();
    GError *error = NULL;
    g_autoptr(Project) project = project_read_claims(wish->data, findings, &error);
    if (!project)
        return command_trouble(error);
    if (!project->claims) {
        command_report(findings, "text", FALSE);
        return STATUS_FINDINGS;
    }
    const Source *source = g_hash_table_lookup(project->claims->source_by_id, wish->name);
    return source ? extract_source(wish, project, source) : extract_file(wish);
}

static int run(int argc, char **argv)
{
    g_autofree char *data = NULL, *snapshots = NULL, *language = NULL, *format_name = NULL;
    gboolean uncovered = FALSE;
    const GOptionEntry entries[] = {
        DATA_OPTION(&data),
        SNAPSHOTS_OPTION(&snapshots),
        {"language", 'l', 0, G_OPTION_ARG_STRING, &language,
         "BCP 47 tag (that of the source; of a file: en)", "TAG"},
        {"uncovered", 'u', 0, G_OPTION_ARG_NONE, &uncovered,
         "Only figures that no claim covers, and that are not listed as no claim", NULL},
        {"format", 'f', 0, G_OPTION_ARG_STRING, &format_name,
         "text (default), json, or csv: draft rows of what is uncovered", "FORMAT"},
        {0},
    };
    int status;
    if (!command_options(&command_extract, entries,
                         "Lists every figure of a source's text with its place, what it reads as, "
                         "and the claim\nthat covers it.  SOURCE is an id of the tables, FILE any "
                         "text.",
                         &argc, &argv, &status))
        return status;
    const Format format = format_find(format_name ? format_name : "text");
    if (!format)
        return command_usage_error(&command_extract, "\"%s\" is not a format: text, json or csv",
                                   format_name);
    if (argc != 2)
        return command_usage_error(&command_extract, "takes one source or file");
    const char *folder;
    if (!command_find_snapshots(&command_extract, snapshots, &folder))
        return STATUS_TROUBLE;
    const Wish wish = {.data = data ? data : "data",
                       .snapshots = folder,
                       .language = language,
                       .name = argv[1],
                       .format = format,
                       .uncovered = uncovered};
    return extract(&wish);
}

const Command command_extract = {
    .name = "extract",
    .usage = "SOURCE|FILE",
    .summary = "list the figures of a text, and which of them no claim covers",
    .run = run,
};
