#include "cli/trace_picture.h"

#include "base/number.h"
#include "base/output.h"
#include "cli/command.h"
#include "cli/project.h"
#include "cli/trace_deck.h"
#include "trail/claim_text.h"
#include "trail/freshness.h"
#include "trail/mark_boxes.h"
#include "trail/read.h"
#include "trail/record_select.h"
#include "trail/report.h"

#include <string.h>

static const struct {
    const char *name;
    char *(*make)(const TraceReport *report);
} formats[] = {
    {"text", report_text},
    {"json", report_json},
    {"csv", report_csv},
    {"markdown", report_markdown},
};

/* What is known of one picture. */
typedef struct {
    JsonDocument *document;
    PictureFacts facts;
    Seal seal;
} Traced;

static void traced_clear(Traced *traced)
{
    json_document_free(traced->document);
    picture_facts_clear(&traced->facts);
    seal_clear(&traced->seal);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Traced, traced_clear)

/* ---- which figures --------------------------------------------------------------------------- */

static GArray *all_figures(const cJSON *record)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(guint));
    const guint n = (guint)cJSON_GetArraySize(json_member(record, "figures"));
    for (guint i = 0; i < n; i++)
        g_array_append_val(all, i);
    return all;
}

/* The headings of a record's figures, so that one can be named; at most a few. */
static char *list_headings(const cJSON *record)
{
    enum { SHOWN = 8 };
    GString *out = g_string_new(NULL);
    int n = 0;
    const cJSON *figure;
    cJSON_ArrayForEach(figure, json_member(record, "figures"))
    {
        g_autofree char *heading = figure_heading(figure);
        if (n++ < SHOWN)
            g_string_append_printf(out, "\n  %s", heading);
    }
    if (n > SHOWN)
        g_string_append_printf(out, "\n  and %d more", n - SHOWN);
    return g_string_free(out, FALSE);
}

static GArray *find_named(const PictureTrace *trace, const cJSON *record, GError **error)
{
    GArray *found = record_find_figures(record, trace->figure);
    if (found->len > 0)
        return found;
    g_array_unref(found);
    g_autofree char *headings = list_headings(record);
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s shows no figure '%s'; it shows%s",
                trace->path, trace->figure, *headings ? headings : " none of the data");
    return NULL;
}

/* "X,Y" in the picture's own units. */
static gboolean parse_point(const char *text, double point[2])
{
    g_auto(GStrv) parts = g_strsplit(text, ",", -1);
    return g_strv_length(parts) == 2 && number_parse(g_strstrip(parts[0]), &point[0]) &&
           number_parse(g_strstrip(parts[1]), &point[1]);
}

static GArray *find_at(const PictureTrace *trace, const Traced *traced, const cJSON *record,
                       GError **error)
{
    enum { REACH = 6 }; /* px of the chart */
    double point[2];
    const cJSON *size = json_member(json_member(record, "chart"), "size");
    const cJSON *width = cJSON_GetArrayItem(size, 0), *height = cJSON_GetArrayItem(size, 1);
    if (!parse_point(trace->at, point)) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                    "'%s' is no point: give --at X,Y, counted from the left top corner", trace->at);
        return NULL;
    }
    if (!cJSON_IsNumber(width) || !cJSON_IsNumber(height) || !(traced->facts.width > 0) ||
        !(traced->facts.height > 0)) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                    "the record in %s does not say where its figures are drawn", trace->path);
        return NULL;
    }
    GArray *found = mark_boxes_find(record, point[0] * width->valuedouble / traced->facts.width,
                                    point[1] * height->valuedouble / traced->facts.height, REACH);
    if (found->len > 0)
        return found;
    g_array_unref(found);
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                "nothing at %s in %s (%.15g x %.15g) shows a figure of the data", trace->at,
                trace->path, traced->facts.width, traced->facts.height);
    return NULL;
}

static GArray *choose_figures(const PictureTrace *trace, const Traced *traced, GError **error)
{
    const cJSON *record = json_document_root(traced->document);
    if (trace->figure)
        return find_named(trace, record, error);
    return trace->at ? find_at(trace, traced, record, error) : all_figures(record);
}

/* ---- the data of today ----------------------------------------------------------------------- */

/* Whether data that were not asked for have to do with the picture: any of its figures is there. */
static gboolean knows_any(const GPtrArray *freshness)
{
    for (guint i = 0; i < freshness->len; i++) {
        const FigureFreshness *state = g_ptr_array_index(freshness, i);
        if (state->news->len == 0 || g_array_index(state->news, News, 0).kind != NEWS_GONE)
            return TRUE;
    }
    return FALSE;
}

/* NULL when there are no data, or after findings or an error. */
static GPtrArray *compare_today(const PictureTrace *trace, const cJSON *record, Findings *findings,
                                GError **error)
{
    g_autoptr(Project) project =
        deck_project_read(trace->data ? trace->data : "data", trace->data != NULL, findings, error);
    if (!project)
        return NULL;
    g_autoptr(GPtrArray) freshness = freshness_compare(record, project->claims, project->figures);
    return trace->data || knows_any(freshness) ? g_steal_pointer(&freshness) : NULL;
}

/* ---- the whole ------------------------------------------------------------------------------- */

/* FALSE after findings or an error. */
static gboolean read_picture(const PictureTrace *trace, Traced *traced, Findings *findings,
                             GError **error)
{
    g_autoptr(Trust) trust = trace->trust ? trust_read(trace->trust, error) : NULL;
    if (trace->trust && !trust)
        return FALSE;
    gsize length = 0;
    g_autofree char *bytes = input_read(trace->path, PICTURE_LIMIT, &length, error);
    if (!bytes)
        return FALSE;
    traced->document = trail_read_bytes(trace->path, bytes, length, findings, error);
    if (!traced->document)
        return FALSE;
    const char *method;
    traced->facts = trail_inspect(bytes, length, &method);
    traced->seal = seal_check(json_document_root(traced->document), method, traced->facts.content,
                              traced->facts.title, trust);
    return TRUE;
}

static int tell(const PictureTrace *trace, const Traced *traced, gsize format)
{
    g_autoptr(Findings) findings = findings_new();
    GError *error = NULL;
    g_autoptr(GArray) chosen = choose_figures(trace, traced, &error);
    if (!chosen)
        return command_trouble(error);
    g_autoptr(cJSON) record =
        trace->figure || trace->at
            ? record_take_figures(json_document_root(traced->document), chosen)
            : cJSON_Duplicate(json_document_root(traced->document), TRUE);
    g_autoptr(GPtrArray) freshness = compare_today(trace, record, findings, &error);
    int status = command_report(findings, "text", FALSE);
    if (error)
        return command_trouble(error);
    const TraceReport report = {record, &traced->seal, freshness};
    g_autofree char *text = formats[format].make(&report);
    const int printed = command_print(text);
    const FreshnessCount count = freshness ? freshness_count(freshness) : (FreshnessCount){0};
    if (!seal_holds(&traced->seal, trace->trust != NULL) || count.n_visible + count.n_behind > 0)
        status = MAX(status, STATUS_FINDINGS);
    return MAX(status, printed);
}

int trace_picture(const PictureTrace *trace)
{
    gsize format = 0;
    while (trace->format && format < G_N_ELEMENTS(formats) &&
           strcmp(formats[format].name, trace->format) != 0)
        format++;
    if (format == G_N_ELEMENTS(formats))
        return command_usage_error(&command_trace,
                                   "there is no format '%s'; there are text, json, csv and "
                                   "markdown",
                                   trace->format);
    g_autoptr(Findings) findings = findings_new();
    g_auto(Traced) traced = {0};
    GError *error = NULL;
    const gboolean read = read_picture(trace, &traced, findings, &error);
    const int status = command_report(findings, "text", FALSE);
    if (error)
        return command_trouble(error);
    return read ? tell(trace, &traced, format) : MAX(status, STATUS_FINDINGS);
}
