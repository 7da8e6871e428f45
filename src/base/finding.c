#include "base/finding.h"

#include "base/escape.h"
#include "base/json.h"

#include <string.h>

struct Findings {
    GArray *items; /* of Finding */
    GStringChunk *texts;
    gboolean sorted;
};

Findings *findings_new(void)
{
    Findings *findings = g_new0(Findings, 1);
    findings->items = g_array_new(FALSE, FALSE, sizeof(Finding));
    findings->texts = g_string_chunk_new(1024);
    return findings;
}

void findings_free(Findings *findings)
{
    if (!findings)
        return;
    g_array_unref(findings->items);
    g_string_chunk_free(findings->texts);
    g_free(findings);
}

void findings_add(Findings *findings, const Rule *rule, Place place, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *raw = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    /* an argument of the command line may be any bytes */
    g_autofree char *message = g_utf8_make_valid(raw, -1);
    g_autofree char *file = g_utf8_make_valid(place.file ? place.file : "", -1);

    Finding finding = {
        .place = place,
        .rule = rule,
        .level = rule->level,
        .message = g_string_chunk_insert(findings->texts, message),
    };
    finding.place.file = g_string_chunk_insert_const(findings->texts, file);
    g_array_append_val(findings->items, finding);
    findings->sorted = FALSE;
}

static int finding_compare(gconstpointer a, gconstpointer b)
{
    const Finding *x = a, *y = b;
    int order = strcmp(x->place.file, y->place.file);
    if (order == 0)
        order = (x->place.line > y->place.line) - (x->place.line < y->place.line);
    if (order == 0)
        order = (x->place.column > y->place.column) - (x->place.column < y->place.column);
    if (order == 0)
        order = strcmp(x->rule->name, y->rule->name);
    return order != 0 ? order : strcmp(x->message, y->message);
}

const Finding *findings_sorted(Findings *findings, guint *n_findings)
{
    GArray *items = findings->items;
    if (!findings->sorted) {
        g_array_sort(items, finding_compare);
        guint kept = 0;
        for (guint i = 0; i < items->len; i++) {
            const Finding *next = &g_array_index(items, Finding, i);
            if (kept == 0 || finding_compare(next, &g_array_index(items, Finding, kept - 1)) != 0)
                g_array_index(items, Finding, kept++) = *next;
        }
        g_array_set_size(items, kept);
        findings->sorted = TRUE;
    }
    *n_findings = items->len;
    return (const Finding *)(void *)items->data;
}

guint findings_count(const Findings *findings, Level level)
{
    guint n, count = 0;
    const Finding *items = findings_sorted((Findings *)findings, &n); /* drops equal ones */
    for (guint i = 0; i < n; i++)
        count += items[i].level == level;
    return count;
}

const char *level_name(Level level)
{
    static const char *const names[] = {"note", "warning", "error"};
    return names[level];
}

void findings_print_text(Findings *findings, FILE *stream)
{
    guint n;
    const Finding *items = findings_sorted(findings, &n);
    for (guint i = 0; i < n; i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        escape_terminal(out, items[i].place.file);
        if (items[i].place.line > 0)
            g_string_append_printf(out, ":%u", items[i].place.line);
        if (items[i].place.column > 0)
            g_string_append_printf(out, ":%u", items[i].place.column);
        g_string_append_printf(out, ": %s: %s: ", level_name(items[i].level), items[i].rule->name);
        escape_terminal(out, items[i].message);
        g_string_append_c(out, '\n');
        fputs(out->str, stream);
    }
}

void findings_print_json(Findings *findings, FILE *stream)
{
    guint n;
    const Finding *items = findings_sorted(findings, &n);
    g_autoptr(GString) out = g_string_new("{\n  \"findings\": [");
    for (guint i = 0; i < n; i++) {
        g_string_append(out, i > 0 ? ",\n    {\"file\": " : "\n    {\"file\": ");
        json_append_string(out, items[i].place.file);
        g_string_append_printf(
            out,
            ", \"line\": %u, \"column\": %u, \"level\": \"%s\", \"rule\": \"%s\", \"message\": ",
            items[i].place.line, items[i].place.column, level_name(items[i].level),
            items[i].rule->name);
        json_append_string(out, items[i].message);
        g_string_append_c(out, '}');
    }
    g_string_append_printf(out, "%s],\n  \"errors\": %u,\n  \"warnings\": %u\n}\n", n ? "\n  " : "",
                           findings_count(findings, LEVEL_ERROR),
                           findings_count(findings, LEVEL_WARNING));
    fputs(out->str, stream);
}

/* https://docs.github.com/actions/reference/workflow-commands: data escape
 * percent and line ends, properties also colon and comma. */
static void append_github(GString *out, const char *text, gboolean property)
{
    for (const char *p = text; *p; p++) {
        if (*p == '%' || *p == '\r' || *p == '\n' || (property && (*p == ':' || *p == ',')))
            g_string_append_printf(out, "%%%02X", (unsigned)(unsigned char)*p);
        else
            g_string_append_c(out, *p);
    }
}

void findings_print_github(Findings *findings, FILE *stream)
{
    guint n;
    const Finding *items = findings_sorted(findings, &n);
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < n; i++) {
        const char *level = items[i].level == LEVEL_NOTE ? "notice" : level_name(items[i].level);
        g_string_append_printf(out, "::%s file=", level);
        append_github(out, items[i].place.file, TRUE);
        if (items[i].place.line > 0)
            g_string_append_printf(out, ",line=%u", items[i].place.line);
        if (items[i].place.column > 0)
            g_string_append_printf(out, ",col=%u", items[i].place.column);
        g_string_append_printf(out, ",title=%s::", items[i].rule->name);
        append_github(out, items[i].message, FALSE);
        g_string_append_c(out, '\n');
    }
    fputs(out->str, stream);
}
