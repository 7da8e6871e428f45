/* Findings for programs: an object of our own form. */
#include "base/findings_format.h"
#include "base/json.h"

static void append_finding(GString *out, const Finding *finding)
{
    const Place *place = &finding->place;
    g_string_append(out, "{\"file\": ");
    json_append_string(out, place->file);
    g_string_append_printf(out, ", \"line\": %u, \"column\": %u", place->line, place->column);
    if (place->end_column > 0)
        g_string_append_printf(out, ", \"end_line\": %u, \"end_column\": %u", place->end_line,
                               place->end_column);
    if (place->record > 0)
        g_string_append_printf(out, ", \"record\": %u", place->record);
    g_string_append_printf(out, ", \"level\": \"%s\", \"rule\": \"%s\", \"message\": ",
                           level_name(finding->level), finding->rule->name);
    json_append_string(out, finding->message);
    g_string_append_c(out, '}');
}

static void append_count(GString *out, const FindingCount *count)
{
    g_string_append(out, "{\"file\": ");
    json_append_string(out, count->file);
    g_string_append_printf(
        out, ", \"rule\": \"%s\", \"level\": \"%s\", \"found\": %u, \"shown\": %u}",
        count->rule->name, level_name(count->level), count->n_found, count->n_shown);
}

void findings_append_json(GString *out, Findings *findings, const FindingsReader *reader)
{
    (void)reader;
    guint n;
    const Finding *items = findings_sorted(findings, &n);
    g_string_append(out, "{\n  \"findings\": [");
    for (guint i = 0; i < n; i++) {
        g_string_append(out, i > 0 ? ",\n    " : "\n    ");
        append_finding(out, &items[i]);
    }
    g_string_append(out, n > 0 ? "\n  ],\n  \"counts\": [" : "],\n  \"counts\": [");
    const FindingCount *counts = findings_counts(findings, &n);
    for (guint i = 0; i < n; i++) {
        g_string_append(out, i > 0 ? ",\n    " : "\n    ");
        append_count(out, &counts[i]);
    }
    g_string_append_printf(out,
                           "%s],\n  \"errors\": %u,\n  \"warnings\": %u,\n  \"notes\": %u,\n"
                           "  \"not_shown\": %u\n}\n",
                           n > 0 ? "\n  " : "", findings_count(findings, LEVEL_ERROR),
                           findings_count(findings, LEVEL_WARNING),
                           findings_count(findings, LEVEL_NOTE), findings_hidden(findings));
}
