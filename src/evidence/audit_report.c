#include "evidence/audit_report.h"

#include "base/json.h"
#include "claims/text_table.h"

#include <string.h>

/* Headings of the levels' columns. */
static const char *const level_titles[AUDIT_LEVELS] = {
    "verified", "alone", "derived", "no formula", "moved", "ambiguous", "not found", "contradicted",
};

static const char *name_of(const AuditCount *count)
{
    return count->source ? count->source->id : count->table ? count->table->name : "total";
}

static const AuditCount *count_at(const GArray *counts, guint i)
{
    return &g_array_index(counts, AuditCount, i);
}

/* Whether there is more to say than that all is proved. */
static gboolean needs_look(const Audit *audit, const AuditCount *count)
{
    const guint proved = count->levels[AUDIT_VERIFIED] + count->levels[AUDIT_DERIVED] +
                         (audit->with_snapshots ? 0 : count->levels[AUDIT_ALONE]);
    return proved < count->n_claims || (count->source && count->state > SNAPSHOT_STATE_PROVED);
}

static const char *snapshot_column(const AuditCount *count)
{
    return count->source ? snapshot_state_name(count->state) : "";
}

/* ---- text ------------------------------------------------------------------------------------ */

/* Only levels that occur get a column. */
static char *format_counts(const Audit *audit, const char *title, const GArray *counts,
                           gboolean all, guint width)
{
    TextColumn columns[AUDIT_LEVELS + 3] = {{title, FALSE, 12}, {"claims", TRUE, 0}};
    guint n = 2;
    for (guint level = 0; level < AUDIT_LEVELS; level++)
        if (audit->total.levels[level] > 0)
            columns[n++] = (TextColumn){level_titles[level], TRUE, 0};
    const gboolean states = counts == audit->sources;
    if (states)
        columns[n++] = (TextColumn){"snapshot", FALSE, 0};
    g_autoptr(TextTable) table = text_table_new(columns, n);
    guint shown = 0;
    for (guint i = 0; i < counts->len; i++) {
        const AuditCount *count = count_at(counts, i);
        if (!all && !needs_look(audit, count))
            continue;
        shown++;
        char numbers[AUDIT_LEVELS + 1][16];
        const char *cells[AUDIT_LEVELS + 3] = {name_of(count), numbers[0]};
        g_snprintf(numbers[0], sizeof numbers[0], "%u", count->n_claims);
        guint cell = 2;
        for (guint level = 0; level < AUDIT_LEVELS; level++) {
            if (audit->total.levels[level] == 0)
                continue;
            g_snprintf(numbers[level + 1], sizeof numbers[0], "%u", count->levels[level]);
            cells[cell++] = count->levels[level] ? numbers[level + 1] : "";
        }
        if (states)
            cells[cell] = snapshot_column(count);
        text_table_add(table, cells);
    }
    return shown > 0 ? text_table_format(table, width) : g_strdup("");
}

static void append_total(const Audit *audit, GString *out)
{
    g_string_append_printf(out, "%u claim%s of %u source%s: ", audit->total.n_claims,
                           audit->total.n_claims == 1 ? "" : "s", audit->sources->len,
                           audit->sources->len == 1 ? "" : "s");
    const char *join = "";
    for (guint level = 0; level < AUDIT_LEVELS; level++) {
        if (audit->total.levels[level] == 0)
            continue;
        g_string_append_printf(out, "%s%u %s", join, audit->total.levels[level],
                               audit_level_name(level));
        join = ", ";
    }
    g_string_append(out, *join ? "\n" : "nothing to audit\n");
}

static guint count_quiet(const Audit *audit)
{
    guint n = 0;
    for (guint i = 0; i < audit->sources->len; i++)
        n += !needs_look(audit, count_at(audit->sources, i));
    return n;
}

char *audit_format_text(const Audit *audit, gboolean all, guint width)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_autofree char *tables = format_counts(audit, "table", audit->tables, TRUE, width);
    g_autofree char *sources = format_counts(audit, "source", audit->sources, all, width);
    g_string_append_printf(out, "%s\n", tables);
    if (*sources)
        g_string_append_printf(out, "%s\n", sources);
    const guint quiet = count_quiet(audit);
    if (!all && quiet > 0 && quiet < audit->sources->len)
        g_string_append_printf(out, "%u other source%s: every claim proved\n", quiet,
                               quiet == 1 ? "" : "s");
    append_total(audit, out);
    if (!audit->with_snapshots)
        g_string_append(out, "without snapshots: only prints were checked against values; name "
                             "the folder of the sources' texts by --snapshots or "
                             "FIGTRAIL_SNAPSHOTS\n");
    return g_string_free(g_steal_pointer(&out), FALSE);
}

/* ---- json ------------------------------------------------------------------------------------ */

static cJSON *count_json(const AuditCount *count)
{
    cJSON *json = cJSON_CreateObject();
    if (count->source)
        cJSON_AddStringToObject(json, "source", count->source->id);
    if (count->table)
        cJSON_AddStringToObject(json, "table", count->table->name);
    if (count->source)
        cJSON_AddStringToObject(json, "snapshot", snapshot_state_name(count->state));
    cJSON_AddNumberToObject(json, "claims", count->n_claims);
    for (guint level = 0; level < AUDIT_LEVELS; level++)
        cJSON_AddNumberToObject(json, audit_level_name(level), count->levels[level]);
    return json;
}

static cJSON *counts_json(const GArray *counts)
{
    cJSON *json = cJSON_CreateArray();
    for (guint i = 0; i < counts->len; i++)
        cJSON_AddItemToArray(json, count_json(count_at(counts, i)));
    return json;
}

static cJSON *entry_json(const AuditEntry *entry)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "id", entry->claim->id);
    cJSON_AddStringToObject(json, "source", entry->claim->source->id);
    cJSON_AddStringToObject(json, "level", audit_level_name(entry->level));
    if (entry->claim->at >= 0)
        cJSON_AddNumberToObject(json, "at", (double)entry->claim->at);
    if (entry->place.at >= 0)
        cJSON_AddNumberToObject(json, "found", (double)entry->place.at);
    if (entry->place.alike)
        cJSON_AddTrueToObject(json, "alike");
    return json;
}

static cJSON *finding_json(const Finding *finding)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "file", finding->place.file);
    cJSON_AddNumberToObject(json, "line", finding->place.line);
    cJSON_AddNumberToObject(json, "column", finding->place.column);
    cJSON_AddStringToObject(json, "level", level_name(finding->level));
    cJSON_AddStringToObject(json, "rule", finding->rule->name);
    cJSON_AddStringToObject(json, "message", finding->message);
    return json;
}

char *audit_format_json(const Audit *audit, Findings *findings)
{
    g_autoptr(cJSON) json = cJSON_CreateObject();
    cJSON_AddBoolToObject(json, "snapshots", audit->with_snapshots);
    cJSON_AddItemToObject(json, "total", count_json(&audit->total));
    cJSON_AddItemToObject(json, "tables", counts_json(audit->tables));
    cJSON_AddItemToObject(json, "sources", counts_json(audit->sources));
    cJSON *claims = cJSON_AddArrayToObject(json, "claims");
    for (guint i = 0; i < audit->entries->len; i++)
        cJSON_AddItemToArray(claims, entry_json(&g_array_index(audit->entries, AuditEntry, i)));
    cJSON *found = cJSON_AddArrayToObject(json, "findings");
    guint n;
    const Finding *sorted = findings_sorted(findings, &n);
    for (guint i = 0; i < n; i++)
        cJSON_AddItemToArray(found, finding_json(&sorted[i]));
    return json_print(json);
}

/* ---- markdown -------------------------------------------------------------------------------- */

/* Text of other people in a cell or a list: on one line, nothing of it is markup. */
static void append_plain(GString *out, const char *text)
{
    for (const char *p = text; *p; p++) {
        if (strchr("\\`*_{}[]<>#|~&!", *p))
            g_string_append_c(out, '\\');
        g_string_append_c(out, g_ascii_iscntrl(*p) ? ' ' : *p);
    }
}

static void append_markdown(const Audit *audit, GString *out, const char *title,
                            const GArray *counts)
{
    g_string_append_printf(out, "| %s | claims |", title);
    for (guint level = 0; level < AUDIT_LEVELS; level++)
        if (audit->total.levels[level] > 0)
            g_string_append_printf(out, " %s |", audit_level_name(level));
    g_string_append(out, counts == audit->sources ? " snapshot |\n|---|--:|" : "\n|---|--:|");
    for (guint level = 0; level < AUDIT_LEVELS; level++)
        if (audit->total.levels[level] > 0)
            g_string_append(out, "--:|");
    g_string_append(out, counts == audit->sources ? "---|\n" : "\n");
    for (guint i = 0; i < counts->len; i++) {
        const AuditCount *count = count_at(counts, i);
        g_string_append(out, "| ");
        append_plain(out, name_of(count));
        g_string_append_printf(out, " | %u |", count->n_claims);
        for (guint level = 0; level < AUDIT_LEVELS; level++)
            if (audit->total.levels[level] > 0)
                g_string_append_printf(out, " %u |", count->levels[level]);
        if (counts == audit->sources)
            g_string_append_printf(out, " %s |", snapshot_column(count));
        g_string_append_c(out, '\n');
    }
    g_string_append_c(out, '\n');
}

char *audit_format_markdown(const Audit *audit, Findings *findings)
{
    g_autoptr(GString) out = g_string_new("# Audit\n\n");
    append_total(audit, out);
    if (!audit->with_snapshots)
        g_string_append(out, "\nWithout snapshots: only prints were checked against values.\n");
    g_string_append_c(out, '\n');
    append_markdown(audit, out, "table", audit->tables);
    append_markdown(audit, out, "source", audit->sources);
    guint n;
    const Finding *sorted = findings_sorted(findings, &n);
    g_string_append(out, n > 0 ? "## Findings\n\n" : "No findings.\n");
    for (guint i = 0; i < n; i++) {
        g_string_append(out, "- ");
        append_plain(out, sorted[i].place.file);
        g_string_append_printf(out, ":%u: %s: %s: ", sorted[i].place.line,
                               level_name(sorted[i].level), sorted[i].rule->name);
        append_plain(out, sorted[i].message);
        g_string_append_c(out, '\n');
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}
