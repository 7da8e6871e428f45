#include "cli/command.h"
#include "cli/trace_deck.h"
#include "trail/read.h"
#include "trail/record.h"
#include "trail/report.h"

#include <string.h>

static const struct {
    const char *name;
    char *(*make)(const cJSON *record);
} formats[] = {
    {"text", report_text},
    {"json", json_print},
    {"csv", record_to_csv},
    {"markdown", report_markdown},
};

static int run(int argc, char **argv)
{
    g_autofree char *format = NULL, *data = NULL, *charts = NULL;
    const GOptionEntry entries[] = {
        {"format", 0, 0, G_OPTION_ARG_STRING, &format, "text, json, csv or markdown (text)",
         "FORMAT"},
        {"data", 0, 0, G_OPTION_ARG_FILENAME, &data,
         "Folder of the Data Package that charts in a document are held against (data)", "DIR"},
        {"charts", 0, 0, G_OPTION_ARG_FILENAME, &charts, "Folder of their specs (charts)", "DIR"},
        {0},
    };
    int status;
    if (!command_options(&command_trace, entries,
                         "Tells every figure that an SVG or PNG of figtrail shows, with the words "
                         "and sources\nbehind it, from the record inside the picture alone.  Of a "
                         "deck or document (.pptx, .odp,\n.docx, .odt, .html): every chart in it, "
                         "and whether it is still what the data say.",
                         &argc, &argv, &status))
        return status;
    if (argc != 2)
        return command_usage_error(&command_trace, "name one picture or document");
    if (deck_looks_like(argv[1]))
        return trace_deck(argv[1], format, data, charts);
    gsize chosen = 0;
    while (format && chosen < G_N_ELEMENTS(formats) && strcmp(formats[chosen].name, format) != 0)
        chosen++;
    if (chosen == G_N_ELEMENTS(formats))
        return command_usage_error(&command_trace,
                                   "there is no format '%s'; there are text, json, csv and "
                                   "markdown",
                                   format);

    g_autoptr(Findings) findings = findings_new();
    GError *error = NULL;
    g_autoptr(JsonDocument) record = trail_read(argv[1], findings, &error);
    status = command_report(findings, "text", FALSE);
    if (error)
        return command_trouble(error);
    if (!record)
        return MAX(status, STATUS_FINDINGS);
    g_autofree char *report = formats[chosen].make(json_document_root(record));
    return command_print(report);
}

const Command command_trace = {
    .name = "trace",
    .usage = "FILE",
    .summary = "from a picture back to the claims and words behind its figures",
    .run = run,
};
