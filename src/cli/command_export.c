#include "base/output.h"
#include "chart/export_vega.h"
#include "claims/export_format.h"
#include "cli/command.h"
#include "cli/project.h"

#include <glib/gstdio.h>
#include <string.h>

/* ---- formats --------------------------------------------------------------------------------- */

enum { ROWS = EXPORT_FIGURES | EXPORT_CLAIMS | EXPORT_SOURCES };

typedef struct {
    const char *name, *extension; /* NULL: no name of a file tells the format */
    guint what;                   /* what it can hold; 0: everything, always */
    ExportFormat format;          /* NULL: a folder */
    gboolean binary;              /* no text for a terminal */
    const char *summary;
} Format;

/* The one list of formats: their use, and their help. */
static const Format formats[] = {
    {"csv", ".csv", ROWS, export_csv, FALSE, "a table with a header"},
    {"json", ".json", ROWS, export_json, FALSE, "an array of objects"},
    {"jsonl", ".jsonl", ROWS, export_jsonl, FALSE, "one object per line"},
    {"sqlite", ".db", 0, export_sqlite, TRUE,
     "a database: tables with keys, views, full-text search"},
    {"datapackage", NULL, 0, NULL, TRUE, "a folder of tables that describes itself"},
    {"jsonld", ".jsonld", 0, export_jsonld, FALSE, "schema.org, PROV and Web Annotation"},
    {"vega", NULL, EXPORT_FIGURES | EXPORT_CLAIMS, export_vega, FALSE,
     "the data of a Vega-Lite spec, as charts see them"},
    {"bibtex", ".bib", EXPORT_SOURCES, export_bibtex, FALSE, "a bibliography"},
    {"csl-json", NULL, EXPORT_SOURCES, export_csl_json, FALSE, "a bibliography"},
    {"ris", ".ris", EXPORT_SOURCES, export_ris, FALSE, "a bibliography"},
};

static const struct {
    ExportWhat what;
    const char *name;
} whats[] = {{EXPORT_FIGURES, "figures"}, {EXPORT_CLAIMS, "claims"}, {EXPORT_SOURCES, "sources"}};

/* "figures, claims or sources" */
static char *format_whats(guint flags)
{
    GString *text = g_string_new(NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(whats); i++) {
        if (!(flags & whats[i].what))
            continue;
        flags &= ~(guint)whats[i].what;
        g_string_append_printf(text, "%s%s",
                               text->len == 0 ? ""
                               : flags        ? ", "
                                              : " or ",
                               whats[i].name);
    }
    return g_string_free(text, FALSE);
}

static char *describe_formats(void)
{
    GString *text = g_string_new("Formats, and what each can hold:\n");
    for (gsize i = 0; i < G_N_ELEMENTS(formats); i++) {
        g_autofree char *held =
            formats[i].what ? format_whats(formats[i].what) : g_strdup("everything");
        g_string_append_printf(text, "  %-12s %-27s %s\n", formats[i].name, held,
                               formats[i].summary);
    }
    g_string_append(text, "\n"
                          "Without --format the ending of FILE tells it:");
    for (gsize i = 0; i < G_N_ELEMENTS(formats); i++) {
        if (formats[i].extension)
            g_string_append_printf(text, " %s", formats[i].extension);
    }
    g_string_append(text, ".\nsqlite and datapackage need --output.\n");
    return g_string_free(text, FALSE);
}

static char *list_formats(void)
{
    GString *text = g_string_new(formats[0].name);
    for (gsize i = 1; i < G_N_ELEMENTS(formats); i++)
        g_string_append_printf(text, ", %s", formats[i].name);
    return g_string_free(text, FALSE);
}

/* ---- options --------------------------------------------------------------------------------- */

typedef struct {
    char *data, *format_name, *what_name, *output;
    char **metrics, **subjects;
    gboolean spreadsheet;
    const Format *format;
    ExportWhat what; /* 0: everything */
} Options;

static void options_clear(Options *options)
{
    g_free(options->data);
    g_free(options->format_name);
    g_free(options->what_name);
    g_free(options->output);
    g_strfreev(options->metrics);
    g_strfreev(options->subjects);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

static const Format *format_find(const Options *options)
{
    for (gsize i = 0; i < G_N_ELEMENTS(formats); i++) {
        const Format *format = &formats[i];
        if (options->format_name
                ? strcmp(format->name, options->format_name) == 0
                : format->extension && g_str_has_suffix(options->output, format->extension))
            return format;
    }
    return NULL;
}

static int choose_format(Options *options)
{
    g_autofree char *known = list_formats();
    if (!options->format_name && !options->output)
        return command_usage_error(&command_export, "in which format? give --format: %s", known);
    options->format = format_find(options);
    if (options->format)
        return STATUS_CLEAN;
    if (options->format_name)
        return command_usage_error(&command_export, "there is no format '%s'; there are %s",
                                   options->format_name, known);
    return command_usage_error(&command_export,
                               "the name '%s' does not tell the format; give --format: %s",
                               options->output, known);
}

static int choose_what(Options *options)
{
    const guint possible = options->format->what;
    if (!options->what_name) { /* the first that it can hold */
        for (gsize i = 0; possible && i < G_N_ELEMENTS(whats) && !options->what; i++)
            options->what = possible & whats[i].what;
        return STATUS_CLEAN;
    }
    gsize i = 0;
    while (i < G_N_ELEMENTS(whats) && strcmp(whats[i].name, options->what_name) != 0)
        i++;
    if (i == G_N_ELEMENTS(whats))
        return command_usage_error(&command_export, "--what '%s' is not figures, claims or sources",
                                   options->what_name);
    options->what = whats[i].what;
    if (possible & options->what)
        return STATUS_CLEAN;
    g_autofree char *held = format_whats(possible);
    if (possible == 0)
        return command_usage_error(&command_export, "%s holds everything; leave out --what",
                                   options->format->name);
    return command_usage_error(&command_export, "%s holds %s, not %s", options->format->name, held,
                               options->what_name);
}

static int check_options(int argc, char **argv, Options *options)
{
    if (argc > 1)
        return command_usage_error(&command_export, "takes no operands, but got \"%s\"", argv[1]);
    if (options->output && !*options->output)
        return command_usage_error(&command_export, "--output needs the name of a file");
    int status = choose_format(options);
    if (status == STATUS_CLEAN)
        status = choose_what(options);
    if (status != STATUS_CLEAN)
        return status;
    if (options->spreadsheet && options->format->format != export_csv)
        return command_usage_error(&command_export, "--spreadsheet is for csv, not for %s",
                                   options->format->name);
    if (options->format->binary && (!options->output || strcmp(options->output, "-") == 0))
        return command_usage_error(&command_export, "%s is no text for a terminal; give --output",
                                   options->format->name);
    return STATUS_CLEAN;
}

/* ---- output ---------------------------------------------------------------------------------- */

/* A slip of the hand must not replace a table of the data by an extract of it. */
static gboolean is_input(const Package *package, const char *path)
{
    GStatBuf output, input;
    if (g_stat(path, &output) != 0)
        return FALSE;
    for (guint i = 0; i < package->files->len; i++) {
        const PackageFile *file = g_ptr_array_index(package->files, i);
        g_autofree char *name = g_build_filename(package->folder, file->path, NULL);
        if (g_stat(name, &input) == 0 && input.st_dev == output.st_dev &&
            input.st_ino == output.st_ino)
            return TRUE;
    }
    return FALSE;
}

static gboolean write_output(const Project *project, const char *path, const GString *out,
                             GError **error)
{
    if (is_input(project->package, path)) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_EXIST,
                    "cannot write %s: the data are read from it; choose another name", path);
        return FALSE;
    }
    return output_write(path, out->str, out->len, error);
}

static int hand_out(const Options *options, const Project *project, const ExportRequest *request)
{
    GError *error = NULL;
    const char *path = options->output;
    if (!options->format->format) {
        g_autoptr(GPtrArray) files = export_datapackage(request);
        return output_write_folder(path, files, &error) ? STATUS_CLEAN : command_trouble(error);
    }
    g_autoptr(GString) out = g_string_new(NULL);
    if (!options->format->format(request, out, &error))
        return command_trouble(error);
    if (!path || strcmp(path, "-") == 0)
        return command_print(out->str);
    return write_output(project, path, out, &error) ? STATUS_CLEAN : command_trouble(error);
}

/* ---- run ------------------------------------------------------------------------------------- */

static int check_ids(char *const *ids, GHashTable *known, const char *kind)
{
    for (; ids && *ids; ids++) {
        if (!g_hash_table_contains(known, *ids))
            return command_usage_error(&command_export, "no %s has the id \"%s\"", kind, *ids);
    }
    return STATUS_CLEAN;
}

/* Puts the schemas that are files of their own in their places; FALSE with error or findings. */
static gboolean resolve_schemas(cJSON *descriptor, const char *folder, Findings *findings,
                                GError **error)
{
    cJSON *resource;
    cJSON_ArrayForEach(resource, cJSON_GetObjectItemCaseSensitive(descriptor, "resources"))
    {
        const char *name = json_string(resource, "schema");
        if (!name)
            continue;
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_autoptr(JsonDocument) schema = json_document_read(path, findings, error);
        if (!schema)
            return FALSE;
        cJSON_ReplaceItemInObjectCaseSensitive(resource, "schema",
                                               cJSON_Duplicate(json_document_root(schema), TRUE));
    }
    return TRUE;
}

/* The package's descriptor, whole; NULL with error or findings. */
static cJSON *read_descriptor(const Package *package, Findings *findings, GError **error)
{
    const PackageFile *file = g_ptr_array_index(package->files, 0);
    g_autofree char *path = g_build_filename(package->folder, file->path, NULL);
    g_autoptr(JsonDocument) document = json_document_read(path, findings, error);
    g_autoptr(cJSON) descriptor =
        document ? cJSON_Duplicate(json_document_root(document), TRUE) : NULL;
    return descriptor && resolve_schemas(descriptor, package->folder, findings, error)
               ? g_steal_pointer(&descriptor)
               : NULL;
}

static int export_project(const Options *options, const Project *project)
{
    int status = check_ids(options->metrics, project->claims->metric_by_id, "metric");
    if (status == STATUS_CLEAN)
        status = check_ids(options->subjects, project->claims->subject_by_id, "subject");
    if (status != STATUS_CLEAN)
        return status;

    g_autoptr(Findings) findings = findings_new();
    GError *error = NULL;
    g_autoptr(cJSON) descriptor = read_descriptor(project->package, findings, &error);
    if (error)
        return command_trouble(error);
    if (!descriptor) /* it was changed since the project was read */
        return command_report(findings, "text", FALSE);

    const SelectionFilter filter = {(const char *const *)options->metrics,
                                    (const char *const *)options->subjects};
    g_autoptr(Selection) selection = selection_new(project->claims, project->figures, &filter);
    const ExportRequest request = {
        .selection = selection,
        .claims = project->claims,
        .descriptor = descriptor,
        .what = options->what,
        .spreadsheet = options->spreadsheet,
    };
    return hand_out(options, project, &request);
}

static int run(int argc, char **argv)
{
    g_auto(Options) options = {0};
    const GOptionEntry entries[] = {
        DATA_OPTION(&options.data),
        {"format", 'f', 0, G_OPTION_ARG_STRING, &options.format_name, "One of those below",
         "FORMAT"},
        {"what", 'w', 0, G_OPTION_ARG_STRING, &options.what_name,
         "figures, claims or sources (the first that the format can hold)", "WHAT"},
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output,
         "Write to FILE (or folder); '-' is standard output", "FILE"},
        {"metric", 'm', 0, G_OPTION_ARG_STRING_ARRAY, &options.metrics,
         "Only figures of this metric; may be repeated", "ID"},
        {"subject", 's', 0, G_OPTION_ARG_STRING_ARRAY, &options.subjects,
         "Only figures of this subject; may be repeated", "ID"},
        {"spreadsheet", 0, 0, G_OPTION_ARG_NONE, &options.spreadsheet,
         "CSV for a spreadsheet: no cell runs as a formula", NULL},
        {0},
    };
    g_autofree char *description = describe_formats();
    int status;
    if (!command_options(&command_export, entries, description, &argc, &argv, &status))
        return status;
    status = check_options(argc, argv, &options);
    if (status != STATUS_CLEAN)
        return status;

    g_autoptr(Findings) findings = findings_new();
    GError *error = NULL;
    g_autoptr(Project) project =
        project_read(options.data ? options.data : "data", findings, &error);
    if (!project)
        return command_trouble(error);
    status = command_report(findings, "text", FALSE);
    if (status != STATUS_CLEAN || !project->figures)
        return STATUS_FINDINGS;
    return export_project(&options, project);
}

const Command command_export = {
    .name = "export",
    .usage = "",
    .summary = "hand out figures, claims or sources for other programs",
    .run = run,
};
