#include "claims/export_sqlite.h"

#include "claims/sqlite_library.h"

#include <string.h>

/* application_id: "FigT"; file(1) and SQLite show it.  user_version: of this plan. */
const char sqlite_plan_settings[] = "PRAGMA page_size = 4096;"
                                    "PRAGMA encoding = 'UTF-8';"
                                    "PRAGMA auto_vacuum = NONE;"
                                    "PRAGMA secure_delete = ON;"
                                    "PRAGMA application_id = 1181312852;" /* 0x46696754 */
                                    "PRAGMA user_version = 1;";

const char sqlite_plan_merged[] =
    "CREATE TABLE about ( -- the package that this is an extract of\n"
    "    name TEXT PRIMARY KEY NOT NULL,\n"
    "    value TEXT NOT NULL\n"
    ");"
    "CREATE TABLE merged_figures ( -- what claims of one subject, metric and setting come to\n"
    "    key TEXT PRIMARY KEY NOT NULL,\n"
    "    subject TEXT NOT NULL REFERENCES subjects (id),\n"
    "    metric TEXT NOT NULL REFERENCES metrics (id),\n"
    "    setting TEXT,\n"
    "    as_of TEXT, -- only of metrics that change with time\n"
    "    agreement TEXT NOT NULL CHECK (agreement IN\n"
    "        ('single', 'agree', 'range', 'conflict', 'unknown', 'none')),\n"
    "    n_sources INTEGER NOT NULL, -- independent ones that support it\n"
    "    chosen TEXT REFERENCES claims (id) -- NULL: every claim is set aside\n"
    ");"
    "CREATE TABLE figure_claims ( -- every claim belongs to one figure\n"
    "    claim TEXT PRIMARY KEY NOT NULL REFERENCES claims (id),\n"
    "    figure TEXT NOT NULL REFERENCES merged_figures (key),\n"
    "    role TEXT NOT NULL CHECK (role IN ('chosen', 'agreeing', 'rival', 'set aside')),\n"
    "    reason TEXT -- why a rival was not chosen, why a claim was set aside\n"
    ");";

/* Datasette finds the search by 'content="claims"', with these quotes. */
const char sqlite_plan_views[] =
    "CREATE INDEX claims_subject ON claims (subject);"
    "CREATE INDEX claims_metric ON claims (metric);"
    "CREATE INDEX claims_source ON claims (source);"
    "CREATE INDEX sources_relays ON sources (relays);"
    "CREATE INDEX merged_figures_subject ON merged_figures (subject);"
    "CREATE INDEX merged_figures_metric ON merged_figures (metric);"
    "CREATE INDEX merged_figures_chosen ON merged_figures (chosen);"
    "CREATE INDEX figure_claims_figure ON figure_claims (figure);"
    "CREATE VIEW figures AS -- each figure with its chosen claim and the words of its source\n"
    "SELECT f.key, f.subject, s.name AS subject_name, s.maker, s.family,\n"
    "       f.metric, m.name AS metric_name, m.unit, f.setting,\n"
    "       coalesce(f.as_of, c.as_of) AS as_of, c.value, c.low, c.high, c.printed,\n"
    "       c.kind, c.status, f.agreement, f.n_sources,\n"
    "       (SELECT count(*) FROM figure_claims AS r\n"
    "        WHERE r.figure = f.key AND r.role = 'rival') AS n_rivals,\n"
    "       f.chosen AS claim, c.quote, c.locator, c.stated_by, c.source,\n"
    "       o.title AS source_title, o.publisher, o.published, o.url\n"
    "FROM merged_figures AS f\n"
    "JOIN subjects AS s ON s.id = f.subject\n"
    "JOIN metrics AS m ON m.id = f.metric\n"
    "LEFT JOIN claims AS c ON c.id = f.chosen\n"
    "LEFT JOIN sources AS o ON o.id = c.source;"
    "CREATE VIEW conflicts AS -- claims that contradict each other or may not be comparable\n"
    "SELECT f.key, f.subject, f.metric, f.setting, f.agreement,\n"
    "       r.role, c.value, c.low, c.high, m.unit, c.printed, c.status,\n"
    "       c.source, o.publisher, o.published, c.quote, r.reason, r.claim\n"
    "FROM merged_figures AS f\n"
    "JOIN figure_claims AS r ON r.figure = f.key\n"
    "JOIN claims AS c ON c.id = r.claim\n"
    "JOIN sources AS o ON o.id = c.source\n"
    "JOIN metrics AS m ON m.id = f.metric\n"
    "WHERE f.agreement IN ('conflict', 'unknown')\n"
    "ORDER BY f.key, r.role = 'set aside', r.role = 'rival', r.role = 'agreeing', r.claim;"
    "CREATE VIRTUAL TABLE quotes USING fts5(id UNINDEXED, quote, content=\"claims\","
    " tokenize=\"unicode61 remove_diacritics 2\");"
    "INSERT INTO quotes(quotes) VALUES('rebuild');";

/* ---- tables of rows -------------------------------------------------------------------------- */

static const struct {
    const char *table, *comment;
} comments[] = {
    {"sources", "texts that state figures"},
    {"subjects", "what figures are about"},
    {"metrics", "measures, with unit and bounds"},
    {"claims", "one source stating one figure"},
};

/* What a column must keep besides its type. */
static const struct {
    const char *table, *column, *constraint;
} constraints[] = {
    {"sources", "title", "NOT NULL"},
    {"sources", "relays", "REFERENCES sources (id)"},
    {"subjects", "name", "NOT NULL"},
    {"metrics", "name", "NOT NULL"},
    {"metrics", "unit", "NOT NULL"},
    {"metrics", "kind", "NOT NULL CHECK (kind IN ('number', 'date'))"},
    {"claims", "subject", "NOT NULL REFERENCES subjects (id)"},
    {"claims", "metric", "NOT NULL REFERENCES metrics (id)"},
    {"claims", "source", "NOT NULL REFERENCES sources (id)"},
};

/* A column without a type keeps each value as it is: numbers and the texts of dates, of which
 * "2024" would otherwise become a number. */
static const char *column_type(ExportType type)
{
    switch (type) {
    case EXPORT_NUMBER: return " REAL";
    case EXPORT_INTEGER:
    case EXPORT_BOOLEAN: return " INTEGER";
    case EXPORT_AMOUNT: return "";
    case EXPORT_TEXT:
    case EXPORT_LIST: break;
    }
    return " TEXT";
}

static void append_quoted(GString *sql, const char *name)
{
    const gboolean plain = strspn(name, "abcdefghijklmnopqrstuvwxyz_0123456789") == strlen(name) &&
                           g_ascii_isalpha(*name) &&
                           !sqlite3_keyword_check(name, (int)strlen(name));
    if (plain) {
        g_string_append(sql, name);
        return;
    }
    g_autoptr(GString) doubled = g_string_new(name);
    g_string_replace(doubled, "\"", "\"\"", 0);
    g_string_append_printf(sql, "\"%s\"", doubled->str);
}

static void append_column(GString *sql, const char *table, const ExportColumn *column)
{
    append_quoted(sql, column->name);
    g_string_append(sql, column_type(column->type));
    if (strcmp(column->name, "id") == 0)
        g_string_append(sql, " PRIMARY KEY NOT NULL");
    for (gsize i = 0; i < G_N_ELEMENTS(constraints); i++) {
        if (strcmp(constraints[i].table, table) == 0 &&
            strcmp(constraints[i].column, column->name) == 0)
            g_string_append_printf(sql, " %s", constraints[i].constraint);
    }
}

char *sqlite_plan_table(const ExportTable *table)
{
    GString *sql = g_string_new(NULL);
    g_string_append_printf(sql, "CREATE TABLE %s (", table->name);
    for (gsize i = 0; i < G_N_ELEMENTS(comments); i++) {
        if (strcmp(comments[i].table, table->name) == 0)
            g_string_append_printf(sql, " -- %s", comments[i].comment);
    }
    const guint width = export_table_width(table);
    for (guint i = 0; i < width; i++) {
        const ExportColumn *column = export_table_column(table, i);
        g_string_append(sql, "\n    ");
        append_column(sql, table->name, column);
        g_string_append(sql, i + 1 < width ? "," : "");
        if (column->type == EXPORT_AMOUNT)
            g_string_append(sql, " -- a number, or the text of a date, by the metric's kind");
    }
    g_string_append(sql, "\n)");
    return g_string_free(sql, FALSE);
}
