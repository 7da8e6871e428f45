/*
 * Merged figures as a table: the figure, its chosen claim with the words of its
 * source, and all other claims with the reasons why they were not chosen.
 */
#include "claims/export_table.h"
#include "claims/figures_format.h"

#include <string.h>

/* ---- one function per column ----------------------------------------------------------------- */

/* chosen: NULL when every claim of the figure is set aside. */
typedef void (*FigureCell)(const Figure *figure, const Claim *chosen, ExportCell *cell);

#define TEXT_CELL(name, expression)                                                                \
    static void cell_##name(const Figure *figure, const Claim *chosen, ExportCell *cell)           \
    {                                                                                              \
        (void)figure, (void)chosen;                                                                \
        export_cell_set_text(cell, expression);                                                    \
    }
#define CHOSEN_CELL(name, expression) TEXT_CELL(name, chosen ? (expression) : "")
#define AMOUNT_CELL(name)                                                                          \
    static void cell_##name(const Figure *figure, const Claim *chosen, ExportCell *cell)           \
    {                                                                                              \
        (void)figure;                                                                              \
        export_cell_set_amount(cell, chosen ? &chosen->name : NULL);                               \
    }
#define RIVALS_CELL(name)                                                                          \
    static void cell_##name(const Figure *figure, const Claim *chosen, ExportCell *cell)           \
    {                                                                                              \
        (void)chosen;                                                                              \
        cell->kind = CELL_RIVALS;                                                                  \
        cell->rivals = figure->name;                                                               \
    }

TEXT_CELL(key, figure->key)
TEXT_CELL(subject, figure->subject->id)
TEXT_CELL(subject_name, figure->subject->name)
TEXT_CELL(maker, figure->subject->maker)
TEXT_CELL(family, figure->subject->family)
TEXT_CELL(metric, figure->metric->id)
TEXT_CELL(metric_name, figure->metric->name)
TEXT_CELL(unit, figure->metric->unit)
TEXT_CELL(setting, figure->setting)
TEXT_CELL(as_of, figure->metric->timed ? figure->as_of_text : chosen ? chosen->as_of_text : "")
AMOUNT_CELL(value)
AMOUNT_CELL(low)
AMOUNT_CELL(high)
CHOSEN_CELL(printed, chosen->printed)
CHOSEN_CELL(kind, claim_kind_name(chosen->kind))
CHOSEN_CELL(status, claim_status_name(chosen->status))
TEXT_CELL(agreement, figure_agreement_name(figure))
CHOSEN_CELL(claim, chosen->id)
CHOSEN_CELL(quote, chosen->quote)
CHOSEN_CELL(locator, chosen->locator)
CHOSEN_CELL(stated_by, chosen->stated_by)
CHOSEN_CELL(source, chosen->source->id)
CHOSEN_CELL(source_title, chosen->source->title)
CHOSEN_CELL(publisher, chosen->source->publisher)
CHOSEN_CELL(published, chosen->source->published)
CHOSEN_CELL(url, chosen->source->url)
RIVALS_CELL(rivals)
RIVALS_CELL(set_aside)

static void cell_n_sources(const Figure *figure, const Claim *chosen, ExportCell *cell)
{
    (void)chosen;
    cell->kind = CELL_NUMBER;
    cell->number = figure->n_sources;
    cell->text = number_format(cell->number, cell->buffer);
}

static void cell_agreeing(const Figure *figure, const Claim *chosen, ExportCell *cell)
{
    (void)chosen;
    cell->kind = CELL_CLAIMS;
    cell->claims = figure->agreeing;
}

/* ---- the columns ----------------------------------------------------------------------------- */

static const struct {
    ExportColumn column;
    FigureCell fill;
} columns[] = {
    {{"key", EXPORT_TEXT, "Key", "Subject, metric, setting and, of timed metrics, as of."},
     cell_key},
    {{"subject", EXPORT_TEXT, "Subject", "What the figure is about."}, cell_subject},
    {{"subject_name", EXPORT_TEXT, "Name of the subject", "Name to show."}, cell_subject_name},
    {{"maker", EXPORT_TEXT, "Maker", "Organization behind the subject."}, cell_maker},
    {{"family", EXPORT_TEXT, "Family", "Group of models that the subject belongs to."},
     cell_family},
    {{"metric", EXPORT_TEXT, "Metric", "What is measured."}, cell_metric},
    {{"metric_name", EXPORT_TEXT, "Name of the metric", "Name to show."}, cell_metric_name},
    {{"unit", EXPORT_TEXT, "Unit", "Unit of value, low and high."}, cell_unit},
    {{"setting", EXPORT_TEXT, "Setting",
      "Conditions under which figures compare: key=value pairs, sorted, separated by semicolons."},
     cell_setting},
    {{"as_of", EXPORT_TEXT, "As of", "When the figure is true."}, cell_as_of},
    {{"value", EXPORT_AMOUNT, "Value", "The figure as a plain number or a date of any precision."},
     cell_value},
    {{"low", EXPORT_AMOUNT, "Low", "Lower end of a range, or lower bound."}, cell_low},
    {{"high", EXPORT_AMOUNT, "High", "Upper end of a range, or upper bound."}, cell_high},
    {{"printed", EXPORT_TEXT, "Printed", "The figure as the source prints it."}, cell_printed},
    {{"kind", EXPORT_TEXT, "Kind", "How the source puts the figure."}, cell_kind},
    {{"status", EXPORT_TEXT, "Status", "How certain the figure is meant to be."}, cell_status},
    {{"agreement", EXPORT_TEXT, "Agreement",
      "How the claims stand to each other: single, agree, range, conflict, unknown (not known to "
      "be comparable) or none (all are set aside)."},
     cell_agreement},
    {{"n_sources", EXPORT_INTEGER, "Sources", "Independent sources that support the figure."},
     cell_n_sources},
    {{"claim", EXPORT_TEXT, "Chosen claim", "The claim whose figure this is."}, cell_claim},
    {{"quote", EXPORT_TEXT, "Quote", "The words of the source that carry the figure."}, cell_quote},
    {{"locator", EXPORT_TEXT, "Locator", "Where in the source, for people."}, cell_locator},
    {{"stated_by", EXPORT_TEXT, "Stated by", "Who says it, if not the publisher."}, cell_stated_by},
    {{"source", EXPORT_TEXT, "Source", "The source of the chosen claim."}, cell_source},
    {{"source_title", EXPORT_TEXT, "Title of the source", "Title as printed."}, cell_source_title},
    {{"publisher", EXPORT_TEXT, "Publisher", "Who published the source."}, cell_publisher},
    {{"published", EXPORT_TEXT, "Published", "Date of publication, as precise as known."},
     cell_published},
    {{"url", EXPORT_TEXT, "Address", "Where the source was read."}, cell_url},
    {{"agreeing", EXPORT_LIST, "Agreeing claims",
      "Other claims that support the figure: ids, separated by blanks."},
     cell_agreeing},
    {{"rivals", EXPORT_LIST, "Rivals",
      "Claims that contradict it, and why they were not chosen: 'id: reason', separated by ' | '."},
     cell_rivals},
    {{"set_aside", EXPORT_LIST, "Set aside",
      "Deprecated claims and the reason: 'id: reason', separated by ' | '."},
     cell_set_aside},
};

/* Those that 'merge' shows, in its order. */
static const struct {
    const char *name, *shown_as;
} merged[] = {
    {"key", "key"},
    {"subject", "subject"},
    {"metric", "metric"},
    {"setting", "setting"},
    {"as_of", "as_of"},
    {"value", "value"},
    {"low", "low"},
    {"high", "high"},
    {"unit", "unit"},
    {"printed", "printed"},
    {"kind", "kind"},
    {"status", "status"},
    {"agreement", "agreement"},
    {"n_sources", "n_sources"},
    {"claim", "chosen"},
    {"source", "source"},
    {"agreeing", "agreeing"},
    {"rivals", "rivals"},
    {"set_aside", "set_aside"},
};

/* ---- the table ------------------------------------------------------------------------------- */

static void fill_figure(const ExportTable *table, guint row, guint column, ExportCell *cell)
{
    const Figure *figure = g_ptr_array_index(table->objects, row);
    columns[g_array_index(table->kinds, guint, column)].fill(figure, figure->chosen, cell);
}

static ExportTable *new_table(const GPtrArray *figures)
{
    ExportTable *table = g_new0(ExportTable, 1);
    table->name = "figures";
    table->columns = g_array_new(FALSE, FALSE, sizeof(ExportColumn));
    table->kinds = g_array_new(FALSE, FALSE, sizeof(guint));
    table->n_rows = figures->len;
    table->objects = figures;
    table->fill = fill_figure;
    return table;
}

static void add_column(ExportTable *table, guint kind, const char *name)
{
    ExportColumn column = columns[kind].column;
    column.name = name;
    g_array_append_val(table->columns, column);
    g_array_append_val(table->kinds, kind);
}

ExportTable *export_table_figures(const Selection *selection)
{
    ExportTable *table = new_table(selection->figures);
    for (guint i = 0; i < G_N_ELEMENTS(columns); i++)
        add_column(table, i, columns[i].column.name);
    return table;
}

static guint column_at(const char *name)
{
    guint kind = 0;
    while (kind < G_N_ELEMENTS(columns) && strcmp(columns[kind].column.name, name) != 0)
        kind++;
    g_assert(kind < G_N_ELEMENTS(columns));
    return kind;
}

ExportTable *export_table_merged(const GPtrArray *figures)
{
    ExportTable *table = new_table(figures);
    for (gsize i = 0; i < G_N_ELEMENTS(merged); i++)
        add_column(table, column_at(merged[i].name), merged[i].shown_as);
    return table;
}
