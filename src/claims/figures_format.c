#include "claims/figures_format.h"

#include "base/json.h"
#include "claims/claim_json.h"
#include "claims/claim_words.h"
#include "claims/export_table.h"
#include "claims/text_table.h"

const char *figure_agreement_name(const Figure *figure)
{
    return figure->chosen ? agreement_name(figure->agreement) : "none";
}

char *figures_format_stats(const GPtrArray *figures)
{
    FigureCounts counts = {0};
    for (guint i = 0; i < figures->len; i++) {
        const Figure *figure = g_ptr_array_index(figures, i);
        figure_count(&counts, figure->agreement,
                     (figure->chosen != NULL) + figure->agreeing->len + figure->rivals->len,
                     figure->set_aside->len);
    }
    return figure_counts_format(&counts);
}

char *figure_counts_format(const FigureCounts *counts)
{
    return g_strdup_printf("rows read %u = used %u + set aside %u; figures %u; conflicts %u; "
                           "not known to be comparable %u\n",
                           counts->n_used + counts->n_set_aside, counts->n_used,
                           counts->n_set_aside, counts->n_figures, counts->n_conflicts,
                           counts->n_unknown);
}

/* ---- table ----------------------------------------------------------------------------------- */

static char *figure_condition_text(const Figure *figure)
{
    const char *setting = *figure->setting ? figure->setting : "-";
    return *figure->as_of_text ? g_strdup_printf("%s @%s", setting, figure->as_of_text)
                               : g_strdup(setting);
}

/* The columns of a figure; those before FIRST_OWN are the same for many. */
enum { SUBJECT, METRIC, UNIT, FIRST_OWN, SETTING = FIRST_OWN, VALUE, STATUS, AGREEMENT, N, SOURCE };
enum { N_COLUMNS = SOURCE + 1 };

static const TextColumn table_columns[N_COLUMNS] = {
    [SUBJECT] = {"SUBJECT", FALSE, 12},    [METRIC] = {"METRIC", FALSE, 10},
    [UNIT] = {"UNIT", FALSE, 8},           [SETTING] = {"SETTING", FALSE, 22},
    [VALUE] = {"VALUE", TRUE, 21},         [STATUS] = {"STATUS", FALSE, 0},
    [AGREEMENT] = {"AGREEMENT", FALSE, 0}, [N] = {"N", TRUE, 0},
    [SOURCE] = {"SOURCE", FALSE, 16},
};

/* Adds the columns of a figure from first on. */
static void add_figure(TextTable *table, const Figure *figure, int first)
{
    const Claim *chosen = figure->chosen;
    g_autofree char *condition = figure_condition_text(figure);
    g_autofree char *value = claim_words_short(chosen);
    g_autofree char *n_sources = g_strdup_printf("%u", figure->n_sources);
    const char *cells[N_COLUMNS] = {
        [SUBJECT] = figure->subject->id,
        [METRIC] = figure->metric->id,
        [UNIT] = figure->metric->unit,
        [SETTING] = condition,
        [VALUE] = value,
        [STATUS] = chosen ? claim_status_name(chosen->status) : "-",
        [AGREEMENT] = figure_agreement_name(figure),
        [N] = n_sources,
        [SOURCE] = chosen ? chosen->source->id : "-",
    };
    text_table_add(table, cells + first);
}

static void add_rivals(TextTable *table, const Figure *figure)
{
    for (guint i = 0; i < figure->rivals->len; i++) {
        const Rival *rival = &g_array_index(figure->rivals, Rival, i);
        g_autofree char *value = claim_words_short(rival->claim);
        g_autofree char *line = g_strdup_printf("    but %s %s by %s: %s", value,
                                                claim_status_name(rival->claim->status),
                                                rival->claim->source->id, rival->reason);
        text_table_add_line(table, line);
    }
}

/* A heading for the columns that a table without them shares. */
static void add_heading(TextTable *table, const Figure *figure, const Figure *before)
{
    if (before && figure->subject == before->subject && figure->metric == before->metric)
        return;
    g_autofree char *heading = g_strdup_printf("%s  %s (%s)", figure->subject->id,
                                               figure->metric->id, figure->metric->unit);
    text_table_add_line(table, "");
    text_table_add_line(table, heading);
}

static TextTable *build_table(const GPtrArray *figures, int first, gboolean show_rivals)
{
    TextTable *table = text_table_new(table_columns + first, (guint)(N_COLUMNS - first));
    for (guint i = 0; i < figures->len; i++) {
        const Figure *figure = g_ptr_array_index(figures, i);
        if (first > SUBJECT)
            add_heading(table, figure, i > 0 ? g_ptr_array_index(figures, i - 1) : NULL);
        add_figure(table, figure, first);
        if (show_rivals)
            add_rivals(table, figure);
    }
    return table;
}

char *figures_format_table(const GPtrArray *figures, const TableStyle *style)
{
    if (figures->len == 0)
        return g_strdup("no figures\n");
    g_autoptr(TextTable) full = build_table(figures, SUBJECT, style->show_rivals);
    if (text_table_width(full) <= style->width)
        return text_table_format(full, style->width);
    g_autoptr(TextTable) headed = build_table(figures, FIRST_OWN, style->show_rivals);
    return text_table_format(headed, style->width);
}

/* ---- for programs: the columns of export_table_merged ---------------------------------------- */

char *figures_format_csv(const GPtrArray *figures)
{
    g_autoptr(ExportTable) table = export_table_merged(figures);
    GString *out = g_string_new(NULL);
    export_table_format_csv(table, FALSE, out);
    return g_string_free(out, FALSE);
}

static void append_claims(GString *out, const GPtrArray *claims)
{
    g_string_append_c(out, '[');
    for (guint i = 0; i < claims->len; i++) {
        const Claim *claim = g_ptr_array_index(claims, i);
        g_string_append(out, i > 0 ? ", " : "");
        json_append_string(out, claim->id);
    }
    g_string_append_c(out, ']');
}

static void append_rivals(GString *out, const GArray *rivals)
{
    g_string_append_c(out, '[');
    for (guint i = 0; i < rivals->len; i++) {
        const Rival *rival = &g_array_index(rivals, Rival, i);
        g_string_append(out, i > 0 ? ", {\"claim\": " : "{\"claim\": ");
        json_append_string(out, rival->claim->id);
        g_string_append(out, ", ");
        json_append_amounts(out, rival->claim);
        g_string_append(out, ", \"reason\": ");
        json_append_string(out, rival->reason);
        g_string_append_c(out, '}');
    }
    g_string_append_c(out, ']');
}

/* A text that is empty stays a text. */
static void append_member(GString *out, const ExportColumn *column, const ExportCell *cell)
{
    g_string_append_printf(out, "\"%s\": ", column->name);
    switch (cell->kind) {
    case CELL_NOTHING: g_string_append(out, column->type == EXPORT_AMOUNT ? "null" : "\"\""); break;
    case CELL_NUMBER: json_append_number(out, cell->number); break;
    case CELL_BOOLEAN: g_string_append(out, cell->number != 0 ? "true" : "false"); break;
    case CELL_TEXT: json_append_string(out, cell->text); break;
    case CELL_CLAIMS: append_claims(out, cell->claims); break;
    case CELL_RIVALS: append_rivals(out, cell->rivals); break;
    }
}

char *figures_format_json(const GPtrArray *figures)
{
    g_autoptr(ExportTable) table = export_table_merged(figures);
    GString *out = g_string_new("{\n  \"figures\": [");
    for (guint row = 0; row < table->n_rows; row++) {
        g_string_append(out, row > 0 ? ",\n    {" : "\n    {");
        for (guint column = 0; column < export_table_width(table); column++) {
            ExportCell cell;
            export_table_cell(table, row, column, &cell);
            g_string_append(out, column > 0 ? ",\n     " : "");
            append_member(out, export_table_column(table, column), &cell);
        }
        g_string_append_c(out, '}');
    }
    g_string_append(out, figures->len > 0 ? "\n  ]\n}\n" : "]\n}\n");
    return g_string_free(out, FALSE);
}
