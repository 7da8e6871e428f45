/*
 * Findings as workflow commands of GitHub
 * (https://docs.github.com/actions/reference/workflow-commands).
 */
#include "base/findings_format.h"

/* Data escape percent and line ends, properties also colon and comma. */
static void append_escaped(GString *out, const char *text, gboolean property)
{
    for (const char *p = text; *p; p++) {
        if (*p == '%' || *p == '\r' || *p == '\n' || (property && (*p == ':' || *p == ',')))
            g_string_append_printf(out, "%%%02X", (unsigned)(unsigned char)*p);
        else
            g_string_append_c(out, *p);
    }
}

static const char *command_name(Level level)
{
    return level == LEVEL_NOTE ? "notice" : level_name(level);
}

/* Columns may only be sent of what is on one line. */
static void append_finding(GString *out, const Finding *finding)
{
    const Place *place = &finding->place;
    g_string_append_printf(out, "::%s file=", command_name(finding->level));
    append_escaped(out, place->file, TRUE);
    if (place->line > 0)
        g_string_append_printf(out, ",line=%u", place->line);
    if (place->column > 0)
        g_string_append_printf(out, ",col=%u", place->column);
    if (place->end_column > 0 && place->end_line == place->line)
        g_string_append_printf(out, ",endColumn=%u", place->end_column);
    g_string_append_printf(out, ",title=%s::", finding->rule->name);
    append_escaped(out, finding->message, FALSE);
    g_string_append_c(out, '\n');
}

void findings_append_github(GString *out, Findings *findings, const FindingsReader *reader)
{
    (void)reader;
    guint n;
    const Finding *items = findings_sorted(findings, &n);
    for (guint i = 0; i < n; i++)
        append_finding(out, &items[i]);
    const FindingCount *counts = findings_counts(findings, &n);
    for (guint i = 0; i < n; i++) {
        const guint more = counts[i].n_found - counts[i].n_shown;
        if (more == 0)
            continue;
        g_string_append_printf(out, "::%s file=", command_name(counts[i].level));
        append_escaped(out, counts[i].file, TRUE);
        g_string_append_printf(out, ",title=%s::%u more not shown\n", counts[i].rule->name, more);
    }
}
