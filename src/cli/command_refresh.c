#include "base/output.h"
#include "claims/text_flow.h"
#include "cli/command.h"
#include "cli/trace_deck.h"
#include "scene/font.h"
#include "trail/claim_text.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

typedef struct {
    char *output, *data, *charts, *sign;
    gboolean in_place, dry_run, force, all, keep_alt;
} Options;

static void options_clear(Options *options)
{
    g_free(options->output);
    g_free(options->data);
    g_free(options->charts);
    g_free(options->sign);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

/* One run. */
typedef struct {
    const Options *options;
    const Signer *signer; /* of new pictures; NULL: they are not signed */
    Deck *deck;
    GHashTable *drawn; /* const DeckMedia* -> GBytes*: a picture in several frames is drawn once */
    TextFlow flow;
    guint n_charts, n_refreshed, n_failed;
} Refresh;

/* ---- new pictures ---------------------------------------------------------------------------- */

/* Device pixels per px: as recorded; of a copy that says nothing, as many as it has. */
static double media_scale(const CheckedPicture *checked, const DeckMedia *media)
{
    enum { MOST = 8 };
    double width, height;
    if (checked->scale > 0 && checked->scale <= VARIANT_SCALE_MAX)
        return checked->scale;
    if (strcmp(media->type, "png") == 0 && deck_media_size(media, &width, &height))
        return CLAMP(width / checked->scene->width, 0.1, MOST);
    return 1;
}

/* The picture as it is today; borrowed; NULL with error. */
static GBytes *draw_media(Refresh *refresh, const CheckedPicture *checked, const DeckMedia *media,
                          GError **error)
{
    GBytes *bytes = g_hash_table_lookup(refresh->drawn, media);
    if (bytes)
        return bytes;
    checked->drawing->signer = refresh->signer;
    bytes = drawing_render(checked->drawing, checked->scene, media->type,
                           media_scale(checked, media), error);
    if (bytes)
        g_hash_table_insert(refresh->drawn, (gpointer)media, bytes);
    return bytes;
}

/* Why a picture cannot be replaced, before anything is drawn; NULL: it can. */
static char *find_obstacle(const Refresh *refresh, const CheckedPicture *checked)
{
    if (checked->broken && !refresh->options->force)
        return g_strdup_printf("its seal is broken: %s; --force replaces it all the same",
                               checked->broken);
    if (!checked->scene)
        return g_strdup(checked->obstacle ? checked->obstacle : checked->reason);
    for (guint i = 0; i < checked->picture->media->len; i++) {
        const DeckMedia *media = g_ptr_array_index(checked->picture->media, i);
        if (!deck_media_is_inside(media))
            return g_strdup_printf("it is the file %s beside the document; draw that anew with "
                                   "'figtrail build'",
                                   media->name);
        if (!media->type)
            return g_strdup_printf("its other form, %s, is neither SVG nor PNG", media->name);
    }
    return NULL;
}

/* All forms of the picture, or none.  NULL, or why not. */
static char *replace_media(Refresh *refresh, const CheckedPicture *checked)
{
    const GPtrArray *media = checked->picture->media;
    g_autoptr(GError) error = NULL;
    for (guint i = 0; i < media->len; i++) {
        if (!draw_media(refresh, checked, g_ptr_array_index(media, i), &error))
            return g_strdup(error->message);
    }
    for (guint i = 0; i < media->len; i++) {
        const DeckMedia *medium = g_ptr_array_index(media, i);
        const gboolean set =
            deck_set_media(refresh->deck, medium, g_hash_table_lookup(refresh->drawn, medium));
        g_assert(set);
    }
    return NULL;
}

/* ---- its frame --------------------------------------------------------------------------------
 */

static void tell(Refresh *refresh, char *text)
{
    text_flow_paragraph(&refresh->flow, 2, text);
    g_free(text);
}

/* Alt text that the deck's author wrote is not lost without a word. */
static void update_alt(Refresh *refresh, const CheckedPicture *checked)
{
    const Scene *scene = checked->scene;
    const char *alt = scene->description ? scene->description : scene->title;
    const cJSON *chart = json_member(checked->record, "chart");
    const char *old = checked->picture->alt;
    if (refresh->options->keep_alt || !alt || !*alt ||
        !deck_set_alt(refresh->deck, checked->picture, alt))
        return;
    const gboolean ours = !old || strcmp(old, alt) == 0 ||
                          g_strcmp0(old, json_string(chart, "description")) == 0 ||
                          g_strcmp0(old, json_string(chart, "title")) == 0;
    if (!ours)
        tell(refresh, g_strdup_printf("its alt text is the chart's now; it was “%s”", old));
}

static void fit_frame(Refresh *refresh, const CheckedPicture *checked)
{
    const double NOTHING = 0.005; /* less is not seen, and may be a rounded pixel */
    double width, height;
    if (!deck_media_size(g_ptr_array_index(checked->picture->media, 0), &width, &height))
        return;
    const double ratio = checked->scene->width / checked->scene->height * height / width;
    if (fabs(ratio - 1) < NOTHING)
        return;
    const int percent = (int)lround(100 * (1 - (ratio > 1 ? 1 / ratio : ratio)));
    const char *direction = ratio > 1 ? "high" : "wide";
    if (deck_fit_frame(refresh->deck, checked->picture, ratio))
        tell(refresh, g_strdup_printf("its frame is %d%% less %s, as the picture has another form",
                                      percent, direction));
    else
        tell(refresh, g_strdup_printf("its frame is not of the picture's form any more: make it "
                                      "%d%% less %s",
                                      percent, direction));
}

/* ---- one picture ----------------------------------------------------------------------------- */

static void refresh_picture(Refresh *refresh, const CheckedPicture *checked)
{
    g_autofree char *place = checked_picture_place(checked);
    g_autofree char *label = checked_picture_label(checked);
    text_flow_heading(&refresh->flow, place);
    refresh->n_charts++;
    const gboolean wanted = checked->state == PICTURE_STALE || checked->state == PICTURE_UNKNOWN ||
                            (checked->state == PICTURE_FRESH && refresh->options->all);
    if (!wanted) {
        tell(refresh, g_strdup_printf("%s: fresh", label));
        return;
    }
    char *obstacle = find_obstacle(refresh, checked);
    obstacle = obstacle ? obstacle : replace_media(refresh, checked);
    if (obstacle) {
        refresh->n_failed++;
        tell(refresh,
             g_strdup_printf("%s: %s, but not refreshed: %s", label,
                             checked->state == PICTURE_UNKNOWN ? "not checked"
                                                               : picture_state_name(checked->state),
                             obstacle));
        g_free(obstacle);
        return;
    }
    refresh->n_refreshed++;
    tell(refresh, g_strdup_printf("%s: %srefreshed: %s", label,
                                  refresh->options->dry_run ? "to be " : "", checked->reason));
    if (checked->is_signed && !refresh->signer)
        tell(refresh, g_strdup("it was signed, and is not now: --sign KEY signs it"));
    update_alt(refresh, checked);
    fit_frame(refresh, checked);
}

/* ---- the file -------------------------------------------------------------------------------- */

/* "deck.refreshed.pptx" beside "deck.pptx". */
static char *default_output(const char *path)
{
    const char *dot = strrchr(path, '.');
    const char *slash = strrchr(path, '/');
    if (!dot || (slash && dot < slash))
        return g_strconcat(path, ".refreshed", NULL);
    return g_strdup_printf("%.*s.refreshed%s", (int)(dot - path), path, dot);
}

static gboolean is_same_file(const char *a, const char *b)
{
    GStatBuf first, second;
    return g_stat(a, &first) == 0 && g_stat(b, &second) == 0 && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}

/* Where the new document goes; NULL after a message. */
static char *choose_output(const Options *options, const char *path)
{
    if (options->in_place && options->output) {
        command_usage_error(&command_refresh, "either -o FILE or --in-place");
        return NULL;
    }
    if (options->in_place)
        return g_strdup(path);
    if (options->output && is_same_file(options->output, path)) {
        command_usage_error(&command_refresh,
                            "%s is the document itself; give another name, or --in-place",
                            options->output);
        return NULL;
    }
    if (options->output)
        return g_strdup(options->output);
    g_autofree char *output = default_output(path);
    if (!options->dry_run && g_file_test(output, G_FILE_TEST_EXISTS)) {
        command_usage_error(&command_refresh, "%s is there already; give -o FILE", output);
        return NULL;
    }
    return g_steal_pointer(&output);
}

/* With nothing refreshed the new file is a copy, so that whoever named it finds it. */
static gboolean write_output(Refresh *refresh, const char *path, const char *output, GError **error)
{
    if (refresh->n_refreshed > 0) {
        g_autoptr(GBytes) bytes = deck_write(refresh->deck, error);
        gsize length;
        const void *data = bytes ? g_bytes_get_data(bytes, &length) : NULL;
        return data && output_write(output, data, length, error);
    }
    if (!refresh->options->output)
        return TRUE;
    gsize length;
    g_autofree char *data = input_read(path, DECK_LIMIT, &length, error);
    return data && output_write(output, data, length, error);
}

static void append_result(Refresh *refresh, const char *output)
{
    GString *out = refresh->flow.out;
    text_flow_blank_line(&refresh->flow);
    if (refresh->n_refreshed == 0) {
        g_string_append(out, refresh->n_charts == 0   ? "no chart of figtrail in it"
                             : refresh->n_failed == 0 ? "nothing to refresh"
                                                      : "nothing refreshed");
    } else {
        if (!refresh->options->dry_run)
            text_append_plain(out, output);
        g_string_append_printf(out, "%s%u of %u %s %srefreshed",
                               refresh->options->dry_run ? "" : ": ", refresh->n_refreshed,
                               refresh->n_charts, refresh->n_charts == 1 ? "chart" : "charts",
                               refresh->options->dry_run ? "to be " : "");
    }
    if (refresh->n_failed > 0)
        g_string_append_printf(out, "; %u could not be", refresh->n_failed);
    g_string_append_c(out, '\n');
}

/* ---- the command ----------------------------------------------------------------------------- */

static void free_bytes(gpointer data)
{
    g_bytes_unref(data);
}

static int refresh_deck(const Options *options, const Signer *signer, Deck *deck,
                        const DeckCheck *check, const char *path, const char *output)
{
    g_autoptr(GHashTable) drawn = g_hash_table_new_full(NULL, NULL, NULL, free_bytes);
    g_autoptr(GString) report = g_string_new(NULL);
    Refresh refresh = {.options = options,
                       .signer = signer,
                       .deck = deck,
                       .drawn = drawn,
                       .flow = {report, command_width(), command_is_styled()}};
    text_flow_title(&refresh.flow, path, '=');
    g_autofree char *summary = deck_summary(deck, check);
    text_flow_paragraph(&refresh.flow, 0, summary);
    const GPtrArray *pictures = deck_check_pictures(check);
    for (guint i = 0; i < pictures->len; i++) {
        const CheckedPicture *checked = g_ptr_array_index(pictures, i);
        if (checked->state != PICTURE_OTHER)
            refresh_picture(&refresh, checked);
    }
    GError *error = NULL;
    if (!options->dry_run && !write_output(&refresh, path, output, &error))
        return command_trouble(error);
    append_result(&refresh, output);
    const int status = command_print(report->str);
    return status != STATUS_CLEAN ? status : refresh.n_failed > 0 ? STATUS_FINDINGS : STATUS_CLEAN;
}

static int run_on(const Options *options, const char *path)
{
    GError *error = NULL;
    g_autofree char *output = choose_output(options, path);
    if (!output)
        return STATUS_TROUBLE;
    g_autoptr(Signer) signer = options->sign ? signer_read(options->sign, &error) : NULL;
    g_autoptr(Deck) deck = error ? NULL : deck_read(path, &error);
    if (!deck)
        return command_trouble(error);
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(Project) project =
        deck_project_read(options->data ? options->data : "data", TRUE, findings, &error);
    if (error)
        return command_trouble(error);
    int status = command_report(findings, "text", FALSE);
    if (!project)
        return MAX(status, STATUS_FINDINGS);
    if (!font_check(NULL, &error))
        return command_trouble(error);
    const DeckSide side = {options->charts ? options->charts : "charts", project};
    g_autoptr(DeckCheck) check = deck_check_new(deck, &side, findings);
    status = command_report(findings, "text", FALSE);
    const int outcome = refresh_deck(options, signer, deck, check, path, output);
    return MAX(status, outcome);
}

static int run(int argc, char **argv)
{
    g_auto(Options) options = {0};
    const GOptionEntry entries[] = {
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output,
         "Write to FILE (DECK.refreshed.pptx beside DECK.pptx)", "FILE"},
        {"in-place", 0, 0, G_OPTION_ARG_NONE, &options.in_place, "Write over the document itself",
         NULL},
        {"dry-run", 'n', 0, G_OPTION_ARG_NONE, &options.dry_run, "Only tell what would be done",
         NULL},
        {"all", 0, 0, G_OPTION_ARG_NONE, &options.all, "Draw also what is fresh", NULL},
        {"force", 0, 0, G_OPTION_ARG_NONE, &options.force,
         "Replace also pictures that were edited after they were drawn", NULL},
        {"keep-alt", 0, 0, G_OPTION_ARG_NONE, &options.keep_alt, "Leave the alt texts as they are",
         NULL},
        {"sign", 0, 0, G_OPTION_ARG_FILENAME, &options.sign,
         "Sign new pictures with this Ed25519 key (PEM)", "KEY"},
        DATA_OPTION(&options.data),
        {"charts", 0, 0, G_OPTION_ARG_FILENAME, &options.charts, "Folder of the specs (charts)",
         "DIR"},
        {0},
    };
    int status;
    if (!command_options(&command_refresh, entries,
                         "Draws each chart of figtrail in a .pptx, .odp, .docx, .odt or .html that "
                         "is not true any more\nagain, in the same preset and theme, and puts it "
                         "where the old one was: place, size and crop\nstay, and so does every "
                         "other byte.  Of a chart whose form changed the frame shrinks about\nits "
                         "centre, so that nothing is stretched.",
                         &argc, &argv, &status))
        return status;
    if (argc != 2)
        return command_usage_error(&command_refresh, "name one deck or document");
    return run_on(&options, argv[1]);
}

const Command command_refresh = {
    .name = "refresh",
    .usage = "DECK [-o FILE]",
    .summary = "put today's charts in place of stale ones in a deck or document",
    .run = run,
};
