#include "base/output.h"
#include "cli/command.h"
#include "cli/embed_format.h"
#include "trail/read.h"

#include <string.h>

typedef struct {
    char *as, *charts, *variant, *base;
} Options;

static void options_clear(Options *options)
{
    g_free(options->as);
    g_free(options->charts);
    g_free(options->variant);
    g_free(options->base);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

static gboolean is_file(const char *path)
{
    return g_file_test(path, G_FILE_TEST_IS_REGULAR);
}

/* "charts/mmlu" or "charts/mmlu.page": the pictures without their endings. */
static char *picture_stem(const Options *options, const char *chart)
{
    g_autofree char *name =
        options->variant ? g_strconcat(chart, ".", options->variant, NULL) : g_strdup(chart);
    return g_build_filename(options->charts, name, NULL);
}

/* The best picture for the format that is there; NULL after a message. */
static char *find_picture(const EmbedFormat *format, const char *stem, const char *chart)
{
    for (gsize i = 0; format->pictures[i]; i++) {
        char *path = g_strdup_printf("%s.%s", stem, format->pictures[i]);
        if (is_file(path))
            return path;
        g_free(path);
    }
    command_trouble(g_error_new(G_FILE_ERROR, G_FILE_ERROR_NOENT,
                                "there is no picture %s.%s; 'figtrail build %s' draws it", stem,
                                format->pictures[0], chart));
    return NULL;
}

/* From the folder base to a file, both as the command line names them. */
static char *relative_path(const char *base, const char *file)
{
    g_autofree char *from = g_canonicalize_filename(base, NULL);
    g_autofree char *to = g_canonicalize_filename(file, NULL);
    g_auto(GStrv) here = g_strsplit(from, "/", -1), there = g_strsplit(to, "/", -1);
    guint same = 0;
    while (here[same] && there[same] && strcmp(here[same], there[same]) == 0)
        same++;
    GString *path = g_string_new(NULL);
    for (guint i = same; here[i] && *here[i]; i++)
        g_string_append(path, "../");
    g_autofree char *rest = g_strjoinv("/", there + same);
    g_string_append(path, rest);
    return g_string_free(path, FALSE);
}

static char *beside(const Options *options, const char *stem, const char *ending)
{
    g_autofree char *path = g_strconcat(stem, ending, NULL);
    return is_file(path) ? relative_path(options->base, path) : NULL;
}

/* Of an SVG's root or a PNG's header; left alone when they do not say. */
static void read_size(const char *bytes, gsize length, EmbedContent *content)
{
    if (length > 24 && memcmp(bytes, "\x89PNG", 4) == 0) {
        guint32 sizes[2];
        memcpy(sizes, bytes + 16, sizeof sizes);
        content->width = GUINT32_FROM_BE(sizes[0]);
        content->height = GUINT32_FROM_BE(sizes[1]);
        return;
    }
    g_autoptr(GRegex) root =
        g_regex_new("<svg[^>]* width=\"([0-9.]+)\" height=\"([0-9.]+)\"", G_REGEX_RAW, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    if (!g_regex_match_full(root, bytes, (gssize)MIN(length, 4096), 0, 0, &match, NULL))
        return;
    g_autofree char *width = g_match_info_fetch(match, 1);
    g_autofree char *height = g_match_info_fetch(match, 2);
    content->width = g_ascii_strtod(width, NULL);
    content->height = g_ascii_strtod(height, NULL);
}

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

static int embed(const Options *options, const EmbedFormat *format, const char *chart)
{
    g_autofree char *stem = picture_stem(options, chart);
    g_autofree char *path = find_picture(format, stem, chart);
    if (!path)
        return STATUS_TROUBLE;
    GError *error = NULL;
    gsize length;
    g_autofree char *bytes = input_read(path, PICTURE_LIMIT, &length, &error);
    if (!bytes)
        return command_trouble(error);
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(JsonDocument) record = trail_read_bytes(path, bytes, length, findings, &error);
    const int status = command_report(findings, "text", FALSE);
    if (error)
        return command_trouble(error);
    if (!record)
        return MAX(status, STATUS_FINDINGS);
    const cJSON *root = json_document_root(record), *about = json_member(root, "chart");
    EmbedContent content = {.title = or_empty(json_string(about, "title")),
                            .alt = or_empty(json_string(about, "description")),
                            .sources = json_member(root, "sources"),
                            .figures = json_member(root, "figures"),
                            .picture = relative_path(options->base, path),
                            .png = beside(options, stem, ".png"),
                            .png2x = beside(options, stem, "@2x.png")};
    read_size(bytes, length, &content);
    g_autoptr(GString) out = g_string_new(NULL);
    format->append(out, &content);
    g_free(content.picture);
    g_free(content.png);
    g_free(content.png2x);
    return command_print(out->str);
}

static int run(int argc, char **argv)
{
    g_auto(Options) options = {0};
    const GOptionEntry entries[] = {
        {"as", 0, 0, G_OPTION_ARG_STRING, &options.as,
         "markdown, html, latex, typst, revealjs, marp or beamer (markdown)", "LANGUAGE"},
        {"variant", 0, 0, G_OPTION_ARG_STRING, &options.variant,
         "Which picture, as its file is called: page, slide.dark (the chart's first)", "NAME"},
        {"charts", 0, 0, G_OPTION_ARG_FILENAME, &options.charts, "Folder of the pictures (charts)",
         "DIR"},
        {"base", 0, 0, G_OPTION_ARG_FILENAME, &options.base,
         "Folder of the document, from which paths lead to the picture (.)", "DIR"},
        {0},
    };
    int status;
    if (!command_options(&command_embed, entries,
                         "Prints what puts a drawn chart into a document: the picture with its alt "
                         "text, its title\nand its numbered sources, from the record inside the "
                         "picture.",
                         &argc, &argv, &status))
        return status;
    if (argc != 2)
        return command_usage_error(&command_embed, "name one chart");
    const EmbedFormat *format = embed_format_find(options.as ? options.as : "markdown");
    if (!format)
        return command_usage_error(&command_embed, "there is no language '%s'; there are %s",
                                   options.as, embed_format_names);
    options.charts = options.charts ? options.charts : g_strdup("charts");
    options.base = options.base ? options.base : g_strdup(".");
    return embed(&options, format, argv[1]);
}

const Command command_embed = {
    .name = "embed",
    .usage = "CHART",
    .summary = "print what puts a chart with its sources into a document",
    .run = run,
};
