/*
 * A Diff for a pull request: one line that says it all, then folded tables.
 *
 * GitHub cuts a comment at 65,536 characters, so each table shows its first rows and
 * says how many there are.
 */
#include "base/escape.h"
#include "claims/claim_words.h"
#include "claims/diff_part.h"

#include <string.h>

enum { ROWS_SHOWN = 50 };

/* ---- tables ---------------------------------------------------------------------------------- */

/* "<details><summary>Title (3)</summary>" and the head of a table; columns end with NULL. */
static void open_table(GString *out, const char *title, guint n, const char *const *columns)
{
    g_string_append(out, "\n<details>\n<summary>");
    g_string_append_printf(out, "%s (%u)</summary>\n\n|", title, n);
    for (guint i = 0; columns[i]; i++)
        g_string_append_printf(out, " %s |", columns[i]);
    g_string_append(out, "\n|");
    for (guint i = 0; columns[i]; i++)
        g_string_append(out, "---|");
    g_string_append_c(out, '\n');
}

static void close_table(GString *out, guint n)
{
    if (n > ROWS_SHOWN)
        g_string_append_printf(out, "\nand %u more; `figtrail diff` shows them\n", n - ROWS_SHOWN);
    g_string_append(out, "\n</details>\n");
}

static void append_cell(GString *out, const char *text)
{
    g_string_append_c(out, ' ');
    escape_markdown(out, text);
    g_string_append(out, " |");
}

/* Takes text. */
static void append_cell_take(GString *out, char *text)
{
    append_cell(out, text);
    g_free(text);
}

/* ---- rows ------------------------------------------------------------------------------------ */

static char *change_text(const char *old, const char *new, const char *by)
{
    return g_strdup_printf("%s → %s%s", *old ? old : "(none)", *new ? new : "(none)", by);
}

static char *row_name(const RowChange *row)
{
    if (row->old_id && row->new_id && strcmp(row->old_id, row->new_id) != 0)
        return g_strdup_printf("%s → %s", row->old_id, row->new_id);
    return g_strdup(row->new_id ? row->new_id : row->old_id);
}

/* What a row that came or went holds. */
static void append_alone(GString *out, const RowChange *row)
{
    const Claim *claim = row->new ? row->new : row->old;
    if (!claim) {
        const char *name = row->name ? row->name : row->old_name;
        append_cell(out, "");
        append_cell(out, name ? name : "");
        return;
    }
    g_autofree char *about = claim_about_text(claim);
    g_autofree char *amount = claim_amount_unit_text(claim);
    append_cell_take(out, g_strdup_printf("%s: %s", about, amount));
    append_cell_take(out, g_strdup_printf("“%s” in %s", claim->quote, claim->source->id));
}

static void append_row(GString *out, const RowChange *row)
{
    if (!row->old_id || !row->new_id || row->fields->len == 0) {
        g_string_append_c(out, '|');
        append_cell_take(out, row_name(row));
        append_alone(out, row);
        g_string_append_c(out, '\n');
        return;
    }
    for (guint i = 0; i < row->fields->len; i++) {
        const FieldChange *field = &g_array_index(row->fields, FieldChange, i);
        g_autofree char *by = field_change_by(row, field);
        g_string_append_c(out, '|');
        append_cell_take(out, i == 0 ? row_name(row) : g_strdup(""));
        append_cell(out, field->column);
        append_cell_take(out, change_text(field->old, field->new, by));
        g_string_append_c(out, '\n');
    }
}

static void append_rows(GString *out, const Diff *diff, RowsKind kind)
{
    static const char *const columns[] = {"id", "what", "change", NULL};
    const GPtrArray *rows = diff->rows[kind];
    guint shown = 0;
    for (guint i = 0; i < rows->len; i++) {
        const RowChange *row = g_ptr_array_index(rows, i);
        const RowChange *before = i > 0 ? g_ptr_array_index(rows, i - 1) : NULL;
        const RowChange *after = i + 1 < rows->len ? g_ptr_array_index(rows, i + 1) : NULL;
        const guint n = diff->counts[kind][row->kind];
        if (!before || before->kind != row->kind) {
            g_autofree char *title =
                g_strdup_printf("%s: %s", rows_words[kind].title, rows_title(kind, row->kind));
            open_table(out, title, n, columns);
            shown = 0;
        }
        if (shown++ < ROWS_SHOWN)
            append_row(out, row);
        if (!after || after->kind != row->kind)
            close_table(out, n);
    }
}

/* ---- figures, charts, files ------------------------------------------------------------------ */

static char *figure_text(const Figure *figure, gboolean with_unit)
{
    if (!figure)
        return g_strdup("(none)");
    return with_unit ? claim_amount_unit_text(figure->chosen) : claim_words_short(figure->chosen);
}

static void append_figures(GString *out, const Diff *diff)
{
    static const char *const columns[] = {"figure", "value", "agreement", "independent sources",
                                          NULL};
    const guint n = diff->figures->len;
    if (n == 0)
        return;
    open_table(out, "Figures", n, columns);
    for (guint i = 0; i < MIN(n, ROWS_SHOWN); i++) {
        const FigureChange *figure = g_ptr_array_index(diff->figures, i);
        const Figure *old = figure->old, *new = figure->new;
        g_autofree char *before = figure_text(old, new == NULL);
        g_autofree char *after = figure_text(new, TRUE);
        g_autofree char *by = figure_change_by(figure);
        const gboolean other = !old || !new || (figure->aspects & (FIGURE_VALUE | FIGURE_NOISE));
        g_string_append_c(out, '|');
        append_cell_take(out, figure_change_about(figure));
        append_cell_take(out, other ? change_text(before, after, by) : g_strdup(after));
        if (old && new && (figure->aspects & FIGURE_AGREEMENT))
            append_cell_take(out, change_text(agreement_name(old->agreement),
                                              agreement_name(new->agreement), ""));
        else
            append_cell(out, agreement_name((new ? new : old)->agreement));
        if (old && new && old->n_sources != new->n_sources)
            append_cell_take(out, g_strdup_printf("%u → %u", old->n_sources, new->n_sources));
        else
            append_cell_take(out, g_strdup_printf("%u", (new ? new : old)->n_sources));
        g_string_append_c(out, '\n');
    }
    close_table(out, n);
}

static void append_chart_figures(GString *out, const ChartChange *chart)
{
    enum { SHOWN = 8 };
    const guint n = chart->figures->len;
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint i = 0; i < MIN(n, SHOWN); i++) {
        g_autofree char *about = figure_change_about(g_ptr_array_index(chart->figures, i));
        g_string_append_printf(names, "%s%s", i > 0 ? "; " : "", about);
    }
    if (n > SHOWN)
        g_string_append_printf(names, "; and %u more", n - SHOWN);
    append_cell(out, names->str);
}

static void append_charts(GString *out, const Diff *diff)
{
    static const char *const columns[] = {"chart", "what", "figures", NULL};
    if (diff->charts->len == 0)
        return;
    open_table(out, "Charts", diff->charts->len, columns);
    for (guint i = 0; i < MIN(diff->charts->len, ROWS_SHOWN); i++) {
        const ChartChange *chart = g_ptr_array_index(diff->charts, i);
        g_string_append_c(out, '|');
        append_cell(out, chart->name);
        append_cell_take(out, chart_change_text(chart));
        append_chart_figures(out, chart);
        g_string_append_c(out, '\n');
    }
    close_table(out, diff->charts->len);
}

static void append_files(GString *out, const Diff *diff)
{
    static const char *const columns[] = {"file", "what", NULL};
    if (diff->files->len == 0)
        return;
    open_table(out, "Other files", diff->files->len, columns);
    for (guint i = 0; i < MIN(diff->files->len, ROWS_SHOWN); i++) {
        const FileChange *file = &g_array_index(diff->files, FileChange, i);
        g_string_append_c(out, '|');
        append_cell(out, file->path);
        append_cell_take(out, file_change_text(file));
        g_string_append_c(out, '\n');
    }
    close_table(out, diff->files->len);
}

char *diff_format_markdown(const Diff *diff)
{
    GString *out = g_string_new("**");
    g_autofree char *summary = diff_summary(diff);
    escape_markdown(out, summary);
    g_string_append(out, "**\n");
    append_figures(out, diff);
    append_charts(out, diff);
    for (int kind = 0; kind < N_ROWS_KINDS; kind++)
        append_rows(out, diff, (RowsKind)kind);
    append_files(out, diff);
    return g_string_free(out, FALSE);
}
