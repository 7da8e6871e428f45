#include "claims/export.h"

#include "base/escape.h"
#include "base/json.h"
#include "base/number.h"
#include "claims/text_table.h"

#include <string.h>

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

/* The figure as one would say it: "≈64000", "20000 – 25000", "≥350000". */
static char *claim_figure_text(const Claim *claim)
{
    const char *value = claim->value.text, *low = claim->low.text, *high = claim->high.text;
    if (*low && *high)
        return *value ? g_strdup_printf("%s (%s – %s)", value, low, high)
                      : g_strdup_printf("%s – %s", low, high);
    if (*low || *high)
        return g_strdup_printf("%s%s", *low ? "≥" : "≤", *low ? low : high);
    return g_strdup_printf("%s%s", claim->kind == KIND_ABOUT && *value ? "≈" : "", value);
}

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
    g_autofree char *value = chosen ? claim_figure_text(chosen) : g_strdup("-");
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
        g_autofree char *value = claim_figure_text(rival->claim);
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

/* ---- one list of fields for CSV and JSON ----------------------------------------------------- */

typedef enum { FIELD_TEXT, FIELD_AMOUNT, FIELD_COUNT, FIELD_CLAIMS, FIELD_RIVALS } ExportType;

typedef struct {
    ExportType type;
    guint count;             /* FIELD_COUNT */
    const char *text;        /* FIELD_TEXT */
    const Amount *amount;    /* FIELD_AMOUNT; NULL: none */
    const GPtrArray *claims; /* FIELD_CLAIMS */
    const GArray *rivals;    /* FIELD_RIVALS */
} ExportValue;

static ExportValue export_text(const char *text)
{
    return (ExportValue){.type = FIELD_TEXT, .text = text};
}

enum { N_EXPORT_FIELDS = 19 };

static const char *const export_names[N_EXPORT_FIELDS] = {
    "key",    "subject", "metric",   "setting", "as_of",     "value",     "low",
    "high",   "unit",    "printed",  "kind",    "status",    "agreement", "n_sources",
    "chosen", "source",  "agreeing", "rivals",  "set_aside",
};

/* In the order of export_names. */
static void export_values(const Figure *figure, ExportValue values[N_EXPORT_FIELDS])
{
    const Claim *chosen = figure->chosen;
    const ExportValue all[N_EXPORT_FIELDS] = {
        export_text(figure->key),
        export_text(figure->subject->id),
        export_text(figure->metric->id),
        export_text(figure->setting),
        export_text(figure->metric->timed ? figure->as_of_text
                    : chosen              ? chosen->as_of_text
                                          : ""),
        {.type = FIELD_AMOUNT, .amount = chosen ? &chosen->value : NULL},
        {.type = FIELD_AMOUNT, .amount = chosen ? &chosen->low : NULL},
        {.type = FIELD_AMOUNT, .amount = chosen ? &chosen->high : NULL},
        export_text(figure->metric->unit),
        export_text(chosen ? chosen->printed : ""),
        export_text(chosen ? claim_kind_name(chosen->kind) : ""),
        export_text(chosen ? claim_status_name(chosen->status) : ""),
        export_text(figure_agreement_name(figure)),
        {.type = FIELD_COUNT, .count = figure->n_sources},
        export_text(chosen ? chosen->id : ""),
        export_text(chosen ? chosen->source->id : ""),
        {.type = FIELD_CLAIMS, .claims = figure->agreeing},
        {.type = FIELD_RIVALS, .rivals = figure->rivals},
        {.type = FIELD_RIVALS, .rivals = figure->set_aside},
    };
    memcpy(values, all, sizeof all);
}

/* ---- CSV ------------------------------------------------------------------------------------- */

static void append_claims_text(GString *cell, const GPtrArray *claims)
{
    for (guint i = 0; i < claims->len; i++) {
        const Claim *claim = g_ptr_array_index(claims, i);
        g_string_append_printf(cell, "%s%s", i > 0 ? " " : "", claim->id);
    }
}

static void append_rivals_text(GString *cell, const GArray *rivals)
{
    for (guint i = 0; i < rivals->len; i++) {
        const Rival *rival = &g_array_index(rivals, Rival, i);
        g_string_append_printf(cell, "%s%s: %s", i > 0 ? " | " : "", rival->claim->id,
                               rival->reason);
    }
}

static void append_cell(GString *out, const ExportValue *value)
{
    g_autoptr(GString) cell = g_string_new(NULL);
    switch (value->type) {
    case FIELD_TEXT: g_string_append(cell, value->text); break;
    case FIELD_AMOUNT: g_string_append(cell, value->amount ? value->amount->text : ""); break;
    case FIELD_COUNT: g_string_append_printf(cell, "%u", value->count); break;
    case FIELD_CLAIMS: append_claims_text(cell, value->claims); break;
    case FIELD_RIVALS: append_rivals_text(cell, value->rivals); break;
    }
    escape_csv(out, cell->str);
}

char *figures_format_csv(const GPtrArray *figures)
{
    GString *out = g_string_new(NULL);
    for (int j = 0; j < N_EXPORT_FIELDS; j++)
        g_string_append_printf(out, "%s%s", j > 0 ? "," : "", export_names[j]);
    g_string_append_c(out, '\n');
    for (guint i = 0; i < figures->len; i++) {
        ExportValue values[N_EXPORT_FIELDS];
        export_values(g_ptr_array_index(figures, i), values);
        for (int j = 0; j < N_EXPORT_FIELDS; j++) {
            if (j > 0)
                g_string_append_c(out, ',');
            append_cell(out, &values[j]);
        }
        g_string_append_c(out, '\n');
    }
    return g_string_free(out, FALSE);
}

/* ---- JSON ------------------------------------------------------------------------------------ */

/* A number stays a number, a date is a string, nothing is null. */
static void append_amount_json(GString *out, const Amount *amount)
{
    char number[NUMBER_TEXT_SIZE];
    if (!amount || !amount->present)
        g_string_append(out, "null");
    else if (amount->date.year != 0)
        json_append_string(out, amount->text);
    else
        g_string_append(out, number_format(amount->number, number));
}

static void append_claims_json(GString *out, const GPtrArray *claims)
{
    g_string_append_c(out, '[');
    for (guint i = 0; i < claims->len; i++) {
        const Claim *claim = g_ptr_array_index(claims, i);
        g_string_append(out, i > 0 ? ", " : "");
        json_append_string(out, claim->id);
    }
    g_string_append_c(out, ']');
}

static void append_rivals_json(GString *out, const GArray *rivals)
{
    g_string_append_c(out, '[');
    for (guint i = 0; i < rivals->len; i++) {
        const Rival *rival = &g_array_index(rivals, Rival, i);
        g_string_append(out, i > 0 ? ", {\"claim\": " : "{\"claim\": ");
        json_append_string(out, rival->claim->id);
        g_string_append(out, ", \"value\": ");
        append_amount_json(out, &rival->claim->value);
        g_string_append(out, ", \"low\": ");
        append_amount_json(out, &rival->claim->low);
        g_string_append(out, ", \"high\": ");
        append_amount_json(out, &rival->claim->high);
        g_string_append(out, ", \"reason\": ");
        json_append_string(out, rival->reason);
        g_string_append_c(out, '}');
    }
    g_string_append_c(out, ']');
}

static void append_member(GString *out, const char *name, const ExportValue *value)
{
    g_string_append_printf(out, "\"%s\": ", name);
    switch (value->type) {
    case FIELD_TEXT: json_append_string(out, value->text); break;
    case FIELD_AMOUNT: append_amount_json(out, value->amount); break;
    case FIELD_COUNT: g_string_append_printf(out, "%u", value->count); break;
    case FIELD_CLAIMS: append_claims_json(out, value->claims); break;
    case FIELD_RIVALS: append_rivals_json(out, value->rivals); break;
    }
}

char *figures_format_json(const GPtrArray *figures)
{
    GString *out = g_string_new("{\n  \"figures\": [");
    for (guint i = 0; i < figures->len; i++) {
        ExportValue values[N_EXPORT_FIELDS];
        export_values(g_ptr_array_index(figures, i), values);
        g_string_append(out, i > 0 ? ",\n    {" : "\n    {");
        for (int j = 0; j < N_EXPORT_FIELDS; j++) {
            g_string_append(out, j > 0 ? ",\n     " : "");
            append_member(out, export_names[j], &values[j]);
        }
        g_string_append_c(out, '}');
    }
    g_string_append(out, figures->len > 0 ? "\n  ]\n}\n" : "]\n}\n");
    return g_string_free(out, FALSE);
}
