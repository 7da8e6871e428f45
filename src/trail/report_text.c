#include "claims/text_flow.h"
#include "trail/claim_text.h"
#include "trail/freshness.h"
#include "trail/record.h"
#include "trail/report.h"

/* Appends a paragraph of a newly allocated text; nothing when it is empty. */
static void append_line(TextFlow *flow, guint indent, char *text)
{
    text_flow_paragraph(flow, indent, text);
    g_free(text);
}

static void append_source(TextFlow *flow, guint indent, const cJSON *source, const cJSON *claim)
{
    g_autofree char *title = source_title(source);
    const cJSON *number = json_member(source, "number");
    g_autofree char *whole = cJSON_IsNumber(number)
                                 ? g_strdup_printf("[%.0f] %s", number->valuedouble, title)
                                 : g_steal_pointer(&title);
    text_flow_paragraph(flow, indent, whole);
    g_autofree char *url = claim_link(source, claim);
    if (url)
        text_flow_item_whole(flow, indent, "", 0, url);
}

static void append_claim(TextFlow *flow, const cJSON *figure, const cJSON *claim,
                         GHashTable *sources)
{
    enum { INDENT = 4 };
    g_autofree char *amount = claim_amount(figure, claim);
    g_autofree char *standing = claim_standing(claim);
    g_autofree char *head = g_strdup_printf("%s (%s)", amount, standing);
    text_flow_item(flow, 2, "-", 2, head);
    const char *quote = json_string(claim, "quote");
    if (quote)
        append_line(flow, INDENT, g_strdup_printf("“%s”", quote));
    append_line(flow, INDENT, claim_terms(claim));
    const char *id = json_string(claim, "source");
    const cJSON *source = id ? g_hash_table_lookup(sources, id) : NULL;
    if (source)
        append_source(flow, INDENT, source, claim);
    append_line(flow, INDENT, claim_where(claim));
    const char *note = json_string(claim, "note");
    if (note)
        append_line(flow, INDENT, g_strdup_printf("note: %s", note));
}

/* Whether it is as it was drawn, and whether that is still so. */
static void append_state(TextFlow *flow, const TraceReport *report)
{
    enum { COLUMN = 7 };
    if (!report->seal && !report->freshness)
        return;
    text_flow_blank_line(flow);
    if (report->seal) {
        g_autofree char *signature = signature_text(report->seal);
        text_flow_item(flow, 0, "seal", COLUMN, seal_state_text(report->seal->state));
        text_flow_item(flow, 0, "", COLUMN, signature);
    }
    if (report->freshness) {
        g_autofree char *summary = freshness_summary(report->freshness);
        text_flow_item(flow, 0, "today", COLUMN, summary);
        freshness_append_text(flow, COLUMN, report->freshness);
    }
}

char *report_text(const TraceReport *report)
{
    const cJSON *record = report->record;
    GString *out = g_string_new(NULL);
    TextFlow flow = {out, REPORT_WIDTH, FALSE};
    const char *title = json_string(json_member(record, "chart"), "title");
    if (title)
        text_flow_title(&flow, title, '=');
    append_line(&flow, 0, record_summary(record));
    append_state(&flow, report);
    g_autoptr(GHashTable) sources = record_index_sources(record);
    const cJSON *figure, *claim;
    cJSON_ArrayForEach(figure, json_member(record, "figures"))
    {
        text_flow_blank_line(&flow);
        append_line(&flow, 0, figure_heading(figure));
        append_line(&flow, 2, figure_agreement(figure));
        cJSON_ArrayForEach(claim, json_member(figure, "claims"))
            append_claim(&flow, figure, claim, sources);
    }
    return g_string_free(out, FALSE);
}
