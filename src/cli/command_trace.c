#include "cli/command.h"
#include "cli/trace_deck.h"
#include "cli/trace_picture.h"

typedef struct {
    char *format, *data, *charts, *trust, *figure, *at;
} Options;

static void options_clear(Options *options)
{
    g_free(options->format);
    g_free(options->data);
    g_free(options->charts);
    g_free(options->trust);
    g_free(options->figure);
    g_free(options->at);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

static const char description[] =
    "Tells every figure that a picture of figtrail shows (SVG, PNG or PDF), with the words and\n"
    "sources behind it, from the record inside the picture alone; whether the picture and its\n"
    "record are as they were drawn; and, with the data at hand, what changed since.  Of a deck or\n"
    "document (.pptx, .odp, .docx, .odt, .html): every chart in it, and whether it is still what\n"
    "the data say.  Exit status 1: a figure changed, or a seal does not hold.";

static int run(int argc, char **argv)
{
    g_auto(Options) options = {0};
    const GOptionEntry entries[] = {
        {"format", 0, 0, G_OPTION_ARG_STRING, &options.format, "text, json, csv or markdown (text)",
         "FORMAT"},
        {"figure", 0, 0, G_OPTION_ARG_STRING, &options.figure,
         "Only that figure: its key, or a name of it (a subject, a metric, a claim)", "NAME"},
        {"at", 0, 0, G_OPTION_ARG_STRING, &options.at,
         "Only what is drawn there: pixels of a PNG, user units of an SVG, points of a PDF", "X,Y"},
        {"trust", 0, 0, G_OPTION_ARG_FILENAME, &options.trust,
         "The picture must be signed by one of these public keys (PEM)", "FILE"},
        {"data", 0, 0, G_OPTION_ARG_FILENAME, &options.data,
         "Folder of the Data Package to hold it against (data, if it is there)", "DIR"},
        {"charts", 0, 0, G_OPTION_ARG_FILENAME, &options.charts,
         "Folder of the specs of a document's charts (charts)", "DIR"},
        {0},
    };
    int status;
    if (!command_options(&command_trace, entries, description, &argc, &argv, &status))
        return status;
    if (argc != 2)
        return command_usage_error(&command_trace, "name one picture or document");
    if (options.figure && options.at)
        return command_usage_error(&command_trace, "give --figure or --at, not both");
    if (deck_looks_like(argv[1])) {
        if (options.figure || options.at || options.trust)
            return command_usage_error(&command_trace,
                                       "--figure, --at and --trust are for one picture");
        return trace_deck(argv[1], options.format, options.data, options.charts);
    }
    const PictureTrace trace = {
        .path = argv[1],
        .format = options.format,
        .data = options.data,
        .trust = options.trust,
        .figure = options.figure,
        .at = options.at,
    };
    return trace_picture(&trace);
}

const Command command_trace = {
    .name = "trace",
    .usage = "FILE",
    .summary = "from a picture back to the claims and words behind its figures",
    .run = run,
};
