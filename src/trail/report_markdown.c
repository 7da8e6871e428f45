#include "trail/claim_text.h"
#include "trail/freshness.h"
#include "trail/record.h"
#include "trail/report.h"

#include <string.h>

/* What CommonMark would read as markup, escaped (spec section 2.4). */
static void append_escaped(GString *out, const char *text)
{
    g_autoptr(GString) plain = g_string_new(NULL);
    text_append_plain(plain, text);
    for (const char *p = plain->str; *p; p++) {
        if (strchr("\\`*_[]<>&|#~", *p))
            g_string_append_c(out, '\\');
        g_string_append_c(out, *p);
    }
}

/* before, the text escaped, after; nothing when it is empty.  Takes text. */
static void append_part(GString *out, const char *before, char *text, const char *after)
{
    if (text && *text) {
        g_string_append(out, before);
        append_escaped(out, text);
        g_string_append(out, after);
    }
    g_free(text);
}

/* A link only to the web, and only of characters that cannot end it. */
static gboolean is_link(const char *url)
{
    return url && (g_str_has_prefix(url, "https://") || g_str_has_prefix(url, "http://")) &&
           !strpbrk(url, " <>()\\\"\n\r\t");
}

static void append_source(GString *out, const cJSON *source, const cJSON *claim)
{
    g_autofree char *url = claim_link(source, claim);
    const cJSON *number = json_member(source, "number");
    g_string_append(out, "  - source ");
    if (cJSON_IsNumber(number))
        g_string_append_printf(out, "%.0f: ", number->valuedouble);
    if (is_link(url)) {
        append_part(out, "[", source_title(source), "]");
        g_string_append_printf(out, "(%s)\n", url);
    } else {
        append_part(out, "", source_title(source), "\n");
    }
}

static void append_claim(GString *out, const cJSON *figure, const cJSON *claim, GHashTable *sources)
{
    append_part(out, "- **", claim_amount(figure, claim), "**");
    append_part(out, " (", claim_standing(claim), ")\n");
    append_part(out, "  - “", g_strdup(json_string(claim, "quote")), "”\n");
    append_part(out, "  - ", claim_terms(claim), "\n");
    const char *id = json_string(claim, "source");
    const cJSON *source = id ? g_hash_table_lookup(sources, id) : NULL;
    if (source)
        append_source(out, source, claim);
    append_part(out, "  - ", claim_where(claim), "\n");
    append_part(out, "  - note: ", g_strdup(json_string(claim, "note")), "\n");
}

static void append_state(GString *out, const TraceReport *report)
{
    if (report->seal) {
        append_part(out, "\nSeal: ", g_strdup(seal_state_text(report->seal->state)), "");
        append_part(out, "; ", signature_text(report->seal), "\n");
    }
    if (report->freshness) {
        append_part(out, "\nToday: ", freshness_summary(report->freshness), "\n\n");
        freshness_append_markdown(out, report->freshness);
    }
}

char *report_markdown(const TraceReport *report)
{
    const cJSON *record = report->record;
    GString *out = g_string_new(NULL);
    append_part(out, "# ", g_strdup(json_string(json_member(record, "chart"), "title")), "\n\n");
    append_part(out, "", record_summary(record), "\n");
    append_state(out, report);
    g_autoptr(GHashTable) sources = record_index_sources(record);
    const cJSON *figure, *claim;
    cJSON_ArrayForEach(figure, json_member(record, "figures"))
    {
        append_part(out, "\n## ", figure_heading(figure), "\n\n");
        append_part(out, "", figure_agreement(figure), "\n\n");
        cJSON_ArrayForEach(claim, json_member(figure, "claims"))
            append_claim(out, figure, claim, sources);
    }
    return g_string_free(out, FALSE);
}
