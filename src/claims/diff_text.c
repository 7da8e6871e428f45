/* A Diff for a terminal: the summary, then a block for each change. */
#include "base/escape.h"
#include "claims/claim_words.h"
#include "claims/diff_part.h"
#include "claims/text_table.h"

#include <string.h>

enum { INDENT = 6, LONG_LINE = 96 };

/* ---- lines ----------------------------------------------------------------------------------- */

/* Blank line, then "Title (3)". */
static void append_title(GString *out, const char *before, const char *title, guint n)
{
    g_string_append_printf(out, "\n%s%s (%u)\n", before, title, n);
}

static void append_blanks(GString *out, guint n)
{
    while (n-- > 0)
        g_string_append_c(out, ' ');
}

/* A name in a column of that width, then its text; either made tame. */
static void append_line(GString *out, guint indent, const char *name, guint width, const char *text)
{
    append_blanks(out, indent);
    escape_terminal(out, name);
    const guint taken = text_display_width(name);
    append_blanks(out, (width > taken ? width - taken : 0) + 2);
    escape_terminal(out, text);
    g_string_append_c(out, '\n');
}

static const char *or_none(const char *text)
{
    return *text ? text : "(none)";
}

/* "name  old -> new, by"; what is long stands in two lines, one below the other. */
static void append_change(GString *out, const char *name, guint width, const char *old,
                          const char *new, const char *by)
{
    g_autofree char *line = g_strdup_printf("%s -> %s%s", or_none(old), or_none(new), by);
    if (INDENT + width + text_display_width(line) <= LONG_LINE) {
        append_line(out, INDENT, name, width, line);
        return;
    }
    g_autofree char *after = g_strdup_printf("-> %s%s", or_none(new), by);
    append_line(out, INDENT, name, width, or_none(old));
    append_line(out, INDENT, "", width, after);
}

/* ---- rows ------------------------------------------------------------------------------------ */

static const char *unit_of(const RowChange *row, const FieldChange *field)
{
    const gboolean amount = field->kind == CHANGE_VALUE || field->kind == CHANGE_NOISE;
    return amount && row->new && * field->new && row->new->metric->kind == METRIC_NUMBER
               ? row->new->metric->unit
               : "";
}

/* A digest in full tells a reader no more than its beginning. */
static char *shorten(const FieldChange *field, const char *text)
{
    enum { SHOWN = 12 };
    return strcmp(field->column, "sha256") == 0 && strlen(text) > SHOWN
               ? g_strdup_printf("%.*s…", SHOWN, text)
               : g_strdup(text);
}

static void append_fields(GString *out, const RowChange *row)
{
    guint width = 0;
    for (guint i = 0; i < row->fields->len; i++)
        width = MAX(width, text_display_width(g_array_index(row->fields, FieldChange, i).column));
    for (guint i = 0; i < row->fields->len; i++) {
        const FieldChange *field = &g_array_index(row->fields, FieldChange, i);
        const char *unit = unit_of(row, field);
        g_autofree char *by = field_change_by(row, field);
        g_autofree char *after = g_strconcat(*unit ? " " : "", unit, by, NULL);
        g_autofree char *old = shorten(field, field->old), *new = shorten(field, field->new);
        append_change(out, field->column, width, old, new, after);
    }
}

/* What a claim that came or went says. */
static void append_claim(GString *out, const Claim *claim)
{
    g_autofree char *about = claim_about_text(claim);
    g_autofree char *amount = claim_amount_unit_text(claim);
    g_autofree char *what =
        g_strdup_printf("%s: %s, %s", about, amount, claim_status_name(claim->status));
    g_autofree char *said = g_strdup_printf("\"%s\" in %s", claim->quote, claim->source->id);
    append_line(out, INDENT - 2, "", 0, what);
    append_line(out, INDENT - 2, "", 0, said);
}

static void append_row(GString *out, const RowChange *row)
{
    const char *id = row->new_id ? row->new_id : row->old_id;
    g_string_append(out, "  ");
    if (row->old_id && row->new_id && strcmp(row->old_id, row->new_id) != 0) {
        escape_terminal(out, row->old_id);
        g_string_append(out, " -> ");
    }
    escape_terminal(out, id);
    const gboolean alone = !row->old_id || !row->new_id;
    const char *name = row->name ? row->name : row->old_name;
    if (alone && name && *name) {
        g_string_append(out, ": ");
        escape_terminal(out, name);
    }
    if (row->n_claims > 0)
        g_string_append_printf(out, ": %u claim%s on its text", row->n_claims,
                               row->n_claims == 1 ? " rests" : "s rest");
    g_string_append_c(out, '\n');
    if (alone && (row->new || row->old))
        append_claim(out, row->new ? row->new : row->old);
    append_fields(out, row);
}

/* Rows come sorted by kind, so each kind is one run. */
static void append_rows(GString *out, const Diff *diff, RowsKind kind)
{
    const GPtrArray *rows = diff->rows[kind];
    for (guint i = 0; i < rows->len; i++) {
        const RowChange *row = g_ptr_array_index(rows, i);
        const RowChange *before = i > 0 ? g_ptr_array_index(rows, i - 1) : NULL;
        if (!before || before->kind != row->kind) {
            g_autofree char *scope = g_strdup_printf("%s: ", rows_words[kind].title);
            append_title(out, scope, rows_title(kind, row->kind), diff->counts[kind][row->kind]);
        }
        append_row(out, row);
    }
}

/* ---- figures --------------------------------------------------------------------------------- */

static void append_standing(GString *out, const FigureChange *figure, guint width)
{
    const Claim *old = figure->old->chosen, *new = figure->new->chosen;
    if (old->status != new->status)
        append_change(out, "status", width, claim_status_name(old->status),
                      claim_status_name(new->status), "");
    if (old->kind != new->kind)
        append_change(out, "kind", width, claim_kind_name(old->kind), claim_kind_name(new->kind),
                      "");
}

static void append_figure(GString *out, const FigureChange *figure)
{
    enum { WIDTH = 9 }; /* of "agreement" */
    const Figure *old = figure->old, *new = figure->new;
    const guint aspects = figure->aspects;
    g_autofree char *about = figure_change_about(figure);
    g_string_append(out, "  ");
    escape_terminal(out, about);
    g_string_append_c(out, '\n');
    if (!old || !new) {
        const Figure *one = new ? new : old;
        g_autofree char *amount = claim_amount_unit_text(one->chosen);
        g_autofree char *line = g_strdup_printf("%s, %s", amount, agreement_name(one->agreement));
        append_line(out, INDENT, new ? "new" : "gone", WIDTH, line);
        return;
    }
    if (aspects & (FIGURE_VALUE | FIGURE_NOISE)) {
        g_autofree char *before = claim_words_short(old->chosen);
        g_autofree char *after = claim_amount_unit_text(new->chosen);
        g_autofree char *by = figure_change_by(figure);
        append_change(out, "value", WIDTH, before, after, by);
    }
    if (aspects & FIGURE_STANDING)
        append_standing(out, figure, WIDTH);
    if (aspects & FIGURE_AGREEMENT)
        append_change(out, "agreement", WIDTH, agreement_name(old->agreement),
                      agreement_name(new->agreement), "");
    if (aspects & FIGURE_SOURCES) {
        g_autofree char *line =
            g_strdup_printf("%u -> %u independent", old->n_sources, new->n_sources);
        append_line(out, INDENT, "sources", WIDTH, line);
    }
    if (aspects & FIGURE_CHOSEN)
        append_change(out, "chosen", WIDTH, old->chosen->id, new->chosen->id, "");
}

/* ---- the whole ------------------------------------------------------------------------------- */

static void append_figures(GString *out, const Diff *diff)
{
    if (diff->figures->len > 0)
        append_title(out, "", "Figures", diff->figures->len);
    for (guint i = 0; i < diff->figures->len; i++)
        append_figure(out, g_ptr_array_index(diff->figures, i));
}

static void append_chart_figures(GString *out, const ChartChange *chart)
{
    enum { SHOWN = 12 };
    const guint n = chart->figures->len;
    for (guint i = 0; i < MIN(n, SHOWN); i++) {
        g_autofree char *about = figure_change_about(g_ptr_array_index(chart->figures, i));
        append_line(out, INDENT - 2, "", 0, about);
    }
    if (n > SHOWN)
        g_string_append_printf(out, "%*sand %u more\n", INDENT, "", n - SHOWN);
}

static void append_charts(GString *out, const Diff *diff)
{
    guint width = 0;
    for (guint i = 0; i < diff->charts->len; i++)
        width = MAX(width, text_display_width(
                               ((const ChartChange *)g_ptr_array_index(diff->charts, i))->name));
    if (diff->charts->len > 0)
        g_string_append_printf(out, "\nCharts (%u of %u)\n", diff->charts->len, diff->n_charts);
    for (guint i = 0; i < diff->charts->len; i++) {
        const ChartChange *chart = g_ptr_array_index(diff->charts, i);
        g_autofree char *what = chart_change_text(chart);
        append_line(out, 2, chart->name, width, what);
        append_chart_figures(out, chart);
    }
}

static void append_files(GString *out, const Diff *diff)
{
    guint width = 0;
    for (guint i = 0; i < diff->files->len; i++)
        width = MAX(width, text_display_width(g_array_index(diff->files, FileChange, i).path));
    if (diff->files->len > 0)
        append_title(out, "", "Other files", diff->files->len);
    for (guint i = 0; i < diff->files->len; i++) {
        const FileChange *file = &g_array_index(diff->files, FileChange, i);
        g_autofree char *what = file_change_text(file);
        append_line(out, 2, file->path, width, what);
    }
}

char *diff_format_text(const Diff *diff)
{
    GString *out = g_string_new(NULL);
    g_autofree char *summary = diff_summary(diff);
    escape_terminal(out, summary);
    g_string_append_c(out, '\n');
    for (int kind = 0; kind < N_ROWS_KINDS; kind++)
        append_rows(out, diff, (RowsKind)kind);
    append_figures(out, diff);
    append_charts(out, diff);
    append_files(out, diff);
    if (!diff_is_empty(diff))
        g_string_append_printf(out, "\nclaims %u -> %u, %u of them as before\n",
                               diff->old.claims->claims->len, diff->new.claims->claims->len,
                               diff->n_same);
    return g_string_free(out, FALSE);
}
