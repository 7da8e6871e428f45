/*
 * Findings for people: as compilers print them, so that editors and terminals
 * know how to jump to the place.
 */
#include "base/escape.h"
#include "base/findings_format.h"

/* ECMA-48 "select graphic rendition", in the colours of compilers */
#define BOLD "\x1B[1m"
#define RED "\x1B[1;31m"
#define MAGENTA "\x1B[1;35m"
#define CYAN "\x1B[1;36m"
#define PLAIN "\x1B[0m"

static const char *paint(const FindingsReader *reader, const char *code)
{
    return reader->colors ? code : "";
}

static void append_place(GString *out, const Place *place)
{
    escape_terminal(out, place->file);
    if (place->line > 0)
        g_string_append_printf(out, ":%u", place->line);
    if (place->column > 0)
        g_string_append_printf(out, ":%u", place->column);
}

static void append_finding(GString *out, const Finding *finding, const FindingsReader *reader)
{
    static const char *const colors[] = {CYAN, MAGENTA, RED};
    g_string_append(out, paint(reader, BOLD));
    append_place(out, &finding->place);
    g_string_append_printf(out, "%s: %s%s%s: %s: ", paint(reader, PLAIN),
                           paint(reader, colors[finding->level]), level_name(finding->level),
                           paint(reader, PLAIN), finding->rule->name);
    escape_terminal(out, finding->message);
    g_string_append_c(out, '\n');
}

/* What the limit cut off is said last, where it is read. */
static void append_hidden(GString *out, Findings *findings, const FindingsReader *reader)
{
    const guint hidden = findings_hidden(findings);
    if (hidden == 0)
        return;
    guint n;
    const FindingCount *counts = findings_counts(findings, &n);
    for (guint i = 0; i < n; i++) {
        const guint more = counts[i].n_found - counts[i].n_shown;
        if (more == 0)
            continue;
        escape_terminal(out, counts[i].file);
        g_string_append_printf(out, ": %u more not shown: %s: %s\n", more,
                               level_name(counts[i].level), counts[i].rule->name);
    }
    g_string_append_printf(out,
                           "%s%u more not shown%s; all of them: figtrail validate --max-errors 0\n",
                           paint(reader, BOLD), hidden, paint(reader, PLAIN));
}

void findings_append_text(GString *out, Findings *findings, const FindingsReader *reader)
{
    guint n;
    const Finding *items = findings_sorted(findings, &n);
    SourceLines *lines = source_lines_new();
    for (guint i = 0; i < n; i++) {
        append_finding(out, &items[i], reader);
        /* several findings at one place share its line */
        const gboolean last = i + 1 == n || items[i + 1].place.file != items[i].place.file ||
                              items[i + 1].place.line != items[i].place.line ||
                              items[i + 1].place.column != items[i].place.column ||
                              items[i + 1].place.end_column != items[i].place.end_column;
        if (reader->width > 0 && last)
            source_lines_append(out, lines, &items[i].place, reader);
    }
    source_lines_free(lines);
    append_hidden(out, findings, reader);
}
