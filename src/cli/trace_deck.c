#include "cli/trace_deck.h"

#include "base/escape.h"
#include "claims/text_flow.h"
#include "cli/command.h"
#include "scene/font.h"
#include "trail/claim_text.h"

#include <string.h>

/* What the reports tell about. */
typedef struct {
    const char *path;
    const Deck *deck;
    const DeckCheck *check;
} Report;

/* ---- words ----------------------------------------------------------------------------------- */

static void append_count(GString *out, guint n, const char *one, const char *many)
{
    g_string_append_printf(out, "%u %s", n, n == 1 ? one : many);
}

char *deck_summary(const Deck *deck, const DeckCheck *check)
{
    const guint n_other = deck_check_count(check, PICTURE_OTHER);
    const guint n_charts = deck_check_pictures(check)->len - n_other;
    const guint n_stale = deck_check_count(check, PICTURE_STALE);
    const guint n_unknown = deck_check_count(check, PICTURE_UNKNOWN);
    const guint n_broken = deck_check_count_broken(check);
    GString *out = g_string_new(deck_kind(deck));
    if (deck_slides(deck) > 0) {
        g_string_append(out, " of ");
        append_count(out, deck_slides(deck), "slide", "slides");
    }
    g_string_append(out, ": ");
    if (n_charts == 0)
        g_string_append(out, "no chart of figtrail");
    else
        append_count(out, n_charts, "chart of figtrail", "charts of figtrail");
    if (n_charts > 0 && deck_check_count(check, PICTURE_FRESH) == n_charts)
        g_string_append(out, n_charts == 1 ? ", fresh" : ", all fresh");
    if (n_stale > 0)
        g_string_append_printf(out, ", %u stale", n_stale);
    if (n_unknown > 0)
        g_string_append_printf(out, ", %u not checked", n_unknown);
    if (n_broken > 0)
        g_string_append_printf(out, ", %u edited since", n_broken);
    if (n_other > 0) {
        g_string_append(out, "; ");
        append_count(out, n_other, "other picture", "other pictures");
    }
    return g_string_free(out, FALSE);
}

/* Whether this program knows the variant: then it stands in 'variant'. */
static gboolean knows_variant(const CheckedPicture *checked)
{
    return checked->drawing != NULL;
}

char *checked_picture_label(const CheckedPicture *checked)
{
    GString *out = g_string_new(NULL);
    const char *chart = checked_picture_chart(checked);
    text_append_plain(out, chart ? chart : "(no name)");
    if (knows_variant(checked)) {
        g_autofree char *name = variant_name(&checked->variant);
        g_string_append_printf(out, " (%s)", name);
    }
    return g_string_free(out, FALSE);
}

static char *state_text(const CheckedPicture *checked)
{
    const char *state =
        checked->state == PICTURE_UNKNOWN ? "not checked" : picture_state_name(checked->state);
    return checked->reason ? g_strdup_printf("%s: %s", state, checked->reason) : g_strdup(state);
}

static const char *seal_text(const CheckedPicture *checked)
{
    return checked->broken      ? checked->broken
           : !checked->sealed   ? "none: an earlier figtrail drew it"
           : checked->is_signed ? "intact, and signed (figtrail trace --trust checks by whom)"
                                : "intact";
}

/* ---- text ------------------------------------------------------------------------------------ */

static char *make_text(const Report *report)
{
    enum { MARGIN = 2, COLUMN = 7 };
    GString *out = g_string_new(NULL);
    TextFlow flow = {out, command_width(), command_is_styled()};
    text_flow_title(&flow, report->path, '=');
    g_autofree char *summary = deck_summary(report->deck, report->check);
    text_flow_paragraph(&flow, 0, summary);
    const GPtrArray *pictures = deck_check_pictures(report->check);
    for (guint i = 0; i < pictures->len; i++) {
        const CheckedPicture *checked = g_ptr_array_index(pictures, i);
        if (checked->state == PICTURE_OTHER)
            continue;
        g_autofree char *place = checked_picture_place(checked);
        g_autofree char *label = checked_picture_label(checked);
        g_autofree char *state = state_text(checked);
        text_flow_heading(&flow, place);
        text_flow_item(&flow, MARGIN, "chart", COLUMN, label);
        text_flow_item(&flow, MARGIN, "state", COLUMN, state);
        if (checked->freshness)
            freshness_append_text(&flow, MARGIN + COLUMN, checked->freshness);
        text_flow_item(&flow, MARGIN, "seal", COLUMN, seal_text(checked));
    }
    return g_string_free(out, FALSE);
}

/* ---- markdown -------------------------------------------------------------------------------- */

static void append_cell(GString *out, const char *text)
{
    g_string_append(out, " ");
    escape_markdown(out, text);
    g_string_append(out, " |");
}

static char *make_markdown(const Report *report)
{
    GString *out = g_string_new("# ");
    escape_markdown(out, report->path);
    g_autofree char *summary = deck_summary(report->deck, report->check);
    g_string_append(out, "\n\n");
    escape_markdown(out, summary);
    g_string_append(out, "\n");
    const GPtrArray *pictures = deck_check_pictures(report->check);
    gboolean any = FALSE;
    for (guint i = 0; i < pictures->len; i++) {
        const CheckedPicture *checked = g_ptr_array_index(pictures, i);
        if (checked->state == PICTURE_OTHER)
            continue;
        if (!any)
            g_string_append(out, "\n| place | chart | state | seal |\n|---|---|---|---|\n");
        any = TRUE;
        g_autofree char *place = checked_picture_place(checked);
        g_autofree char *label = checked_picture_label(checked);
        g_autofree char *state = state_text(checked);
        g_string_append_c(out, '|');
        append_cell(out, place);
        append_cell(out, label);
        append_cell(out, state);
        append_cell(out, seal_text(checked));
        g_string_append_c(out, '\n');
    }
    for (guint i = 0; i < pictures->len; i++) {
        const CheckedPicture *checked = g_ptr_array_index(pictures, i);
        const FreshnessCount count =
            checked->freshness ? freshness_count(checked->freshness) : (FreshnessCount){0};
        if (count.n_visible + count.n_behind == 0)
            continue;
        g_autofree char *place = checked_picture_place(checked);
        g_string_append(out, "\n## ");
        escape_markdown(out, place);
        g_string_append(out, "\n\n");
        freshness_append_markdown(out, checked->freshness);
    }
    return g_string_free(out, FALSE);
}

/* ---- JSON ------------------------------------------------------------------------------------ */

static void add_text(cJSON *object, const char *name, const char *text)
{
    if (text)
        cJSON_AddStringToObject(object, name, text);
}

static cJSON *make_variant(const CheckedPicture *checked)
{
    const cJSON *recorded = json_member(json_member(checked->record, "chart"), "variant");
    return recorded ? cJSON_Duplicate(recorded, TRUE) : NULL;
}

static cJSON *make_picture(const CheckedPicture *checked)
{
    cJSON *object = cJSON_CreateObject();
    if (checked->picture->slide > 0)
        cJSON_AddNumberToObject(object, "slide", checked->picture->slide);
    cJSON_AddNumberToObject(object, "picture", checked->picture->number);
    add_text(object, "heading", checked->picture->heading);
    add_text(object, "alt", checked->picture->alt);
    cJSON *media = cJSON_AddArrayToObject(object, "media");
    for (guint i = 0; i < checked->picture->media->len; i++) {
        const DeckMedia *medium = g_ptr_array_index(checked->picture->media, i);
        cJSON_AddItemToArray(media, cJSON_CreateString(medium->name));
    }
    add_text(object, "chart", checked_picture_chart(checked));
    cJSON *variant = make_variant(checked);
    if (variant)
        cJSON_AddItemToObject(object, "variant", variant);
    add_text(object, "state", picture_state_name(checked->state));
    add_text(object, "reason", checked->reason);
    add_text(object, "seal", checked->broken ? "broken" : checked->sealed ? "intact" : "none");
    add_text(object, "broken", checked->broken);
    if (checked->freshness)
        cJSON_AddItemToObject(object, "changes", freshness_to_json(checked->freshness));
    return object;
}

static char *make_json(const Report *report)
{
    g_autoptr(cJSON) root = cJSON_CreateObject();
    add_text(root, "file", report->path);
    add_text(root, "kind", deck_kind(report->deck));
    if (deck_slides(report->deck) > 0)
        cJSON_AddNumberToObject(root, "slides", deck_slides(report->deck));
    cJSON *charts = cJSON_AddArrayToObject(root, "charts");
    const GPtrArray *pictures = deck_check_pictures(report->check);
    for (guint i = 0; i < pictures->len; i++) {
        const CheckedPicture *checked = g_ptr_array_index(pictures, i);
        if (checked->state != PICTURE_OTHER)
            cJSON_AddItemToArray(charts, make_picture(checked));
    }
    cJSON_AddNumberToObject(root, "other_pictures", deck_check_count(report->check, PICTURE_OTHER));
    return json_print(root);
}

/* ---- the command ----------------------------------------------------------------------------- */

static const struct {
    const char *name;
    char *(*make)(const Report *report);
} formats[] = {
    {"text", make_text},
    {"json", make_json},
    {"markdown", make_markdown},
};

Project *deck_project_read(const char *folder, gboolean must, Findings *findings, GError **error)
{
    if (!must && !project_exists(folder))
        return NULL;
    g_autoptr(Project) project = project_read(folder, findings, error);
    return project && project->figures ? g_steal_pointer(&project) : NULL;
}

static int report_deck(const Report *report, const char *format)
{
    for (gsize i = 0; i < G_N_ELEMENTS(formats); i++) {
        if (format && strcmp(formats[i].name, format) != 0)
            continue;
        g_autofree char *text = formats[i].make(report);
        const int status = command_print(text);
        const gboolean faults = deck_check_count(report->check, PICTURE_STALE) > 0 ||
                                deck_check_count_broken(report->check) > 0;
        return MAX(status, faults ? STATUS_FINDINGS : STATUS_CLEAN);
    }
    fprintf(stderr,
            "figtrail trace: of a document there are the formats text, json and markdown\n");
    return STATUS_TROUBLE;
}

int trace_deck(const char *path, const char *format, const char *data, const char *charts)
{
    GError *error = NULL;
    g_autoptr(Deck) deck = deck_read(path, &error);
    if (!deck)
        return command_trouble(error);
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(Project) project =
        deck_project_read(data ? data : "data", data != NULL, findings, &error);
    if (error)
        return command_trouble(error);
    int status = command_report(findings, "text", FALSE);
    if (status != STATUS_CLEAN)
        return status;
    if (!font_check(NULL, &error))
        return command_trouble(error);
    const DeckSide side = {charts ? charts : "charts", project};
    g_autoptr(DeckCheck) check = deck_check_new(deck, &side, findings);
    status = command_report(findings, "text", FALSE);
    const Report report = {path, deck, check};
    const int told = report_deck(&report, format);
    return MAX(status, told);
}
