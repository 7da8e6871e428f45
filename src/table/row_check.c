#include "table/row_check.h"

#include "table/constraint.h"
#include "table/rules.h"
#include "table/spoiled.h"
#include "table/suggest.h"
#include "table/type.h"

#include <string.h>

const Rule rule_blank_row = {"blank-row", LEVEL_ERROR, "a row holds nothing"};
const Rule rule_missing_cell = {"missing-cell", LEVEL_ERROR,
                                "a row has fewer cells than the header"};
const Rule rule_extra_cell = {"extra-cell", LEVEL_ERROR, "a row has more cells than the header"};
const Rule rule_type_error = {"type-error", LEVEL_ERROR, "a cell is no value of its field's type"};
const Rule rule_constraint_error = {
    "constraint-error", LEVEL_ERROR,
    "a cell breaks a constraint of its field (required, enum, pattern, bounds, lengths)"};

const Rule *const row_fault_rules[N_ROW_FAULTS] = {
    [ROW_BLANK] = &rule_blank_row,           [ROW_MISSING_CELL] = &rule_missing_cell,
    [ROW_EXTRA_CELL] = &rule_extra_cell,     [ROW_TYPE] = &rule_type_error,
    [ROW_DAMAGE] = &rule_spreadsheet_damage, [ROW_CONSTRAINT] = &rule_constraint_error,
    [ROW_KEY_MISSING] = &rule_primary_key,   [ROW_REFERENCE] = &rule_foreign_key,
};

/* Enough names for any message. */
enum { SHOWN_NAMES_LIMIT = 6 };

/* ---- cells ----------------------------------------------------------------- */

gboolean row_is_missing(const Schema *schema, const Dialect *dialect, const Field *field,
                        const char *text, gsize length)
{
    if (field && field_is_missing(field, text, length))
        return TRUE;
    for (guint i = 0; !field && i < schema->missing_values->len; i++) {
        const char *missing = g_ptr_array_index(schema->missing_values, i);
        if (strlen(missing) == length && memcmp(missing, text, length) == 0)
            return TRUE;
    }
    const char *null = dialect->null_sequence;
    return null && strlen(null) == length && memcmp(null, text, length) == 0;
}

static void report_required(const RowCheck *check, const Field *field, const RowCell *cell,
                            Place place)
{
    if (cell->length == 0) {
        findings_add(check->findings, &rule_constraint_error, place, "'%s' is empty, but required",
                     field->name);
        return;
    }
    g_autofree char *quoted = text_quote(cell->text);
    findings_add(check->findings, &rule_constraint_error, place,
                 "'%s' is required, but %s stands for a missing value", field->name, quoted);
}

static void check_constraints(const RowCheck *check, const Field *field, const RowCell *cell,
                              const FieldValue *value, Place place)
{
    if (constraints_hold(field, cell->text, cell->length, value))
        return;
    g_autoptr(GPtrArray) faults = constraints_explain(field, cell->text, cell->length, value);
    g_autofree char *damage = spoiled_explain_text(field, cell->text, cell->length);
    for (guint i = 0; i < faults->len; i++)
        findings_add(check->findings, &rule_constraint_error, place, "%s%s%s",
                     (const char *)g_ptr_array_index(faults, i), damage ? "; " : "",
                     damage ? damage : "");
}

static void report_type(const RowCheck *check, const Field *field, const RowCell *cell, Place place,
                        guint skip)
{
    g_autofree char *damage = spoiled_explain(field, cell->text, cell->length);
    if (skip & 1 << (damage ? ROW_DAMAGE : ROW_TYPE))
        return;
    g_autofree char *quoted = text_quote(cell->text);
    findings_add(check->findings, damage ? &rule_spreadsheet_damage : &rule_type_error, place,
                 "%s in '%s' is not %s%s%s", quoted, field->name, field->type->expected,
                 damage ? ": " : "", damage ? damage : "");
}

static CellReading check_cell(const RowCheck *check, const Field *field, const RowCell *cell,
                              Place place, guint skip)
{
    if (row_is_missing(check->schema, check->dialect, field, cell->text, cell->length)) {
        if (field && field->required && !(skip & 1 << ROW_CONSTRAINT))
            report_required(check, field, cell, place);
        return (CellReading){.missing = TRUE};
    }
    FieldValue value = {0};
    const gboolean faulty = field && !field->type->read(field, cell->text, cell->length, &value);
    if (faulty)
        report_type(check, field, cell, place, skip);
    else if (field && !(skip & 1 << ROW_CONSTRAINT))
        check_constraints(check, field, cell, &value, place);
    return (CellReading){.faulty = faulty, .number = value.number};
}

/* ---- rows ------------------------------------------------------------------ */

gboolean row_is_blank(const Row *row)
{
    for (guint i = 0; i < row->n_cells; i++) {
        for (const char *p = row->cells[i].text; *p; p++) {
            if (*p != ' ' && *p != '\t')
                return FALSE;
        }
    }
    return TRUE;
}

static void report_missing(const RowCheck *check, const Row *row)
{
    const Layout *layout = check->layout;
    g_autoptr(GString) names = g_string_new(NULL);
    guint shown = 0;
    for (guint i = row->n_cells; i < layout->n_columns && shown < SHOWN_NAMES_LIMIT; i++, shown++)
        g_string_append_printf(names, "%s'%s'", shown > 0 ? ", " : "", layout->labels[i].text);
    const guint more = layout->n_columns - row->n_cells - shown;
    if (more > 0)
        g_string_append_printf(names, " and %u more", more);
    findings_add(check->findings, &rule_missing_cell,
                 (Place){check->file, row->end_line, row->end_column, row->record},
                 "the row has %u cell%s, the header %u; add %s", row->n_cells,
                 row->n_cells == 1 ? "" : "s", layout->n_columns, names->str);
}

gboolean row_is_torn(const Row *row, guint n_columns)
{
    for (guint i = 0; row->n_cells > n_columns && i < n_columns; i++) {
        if (spoiled_is_quoted(row->cells[i].text))
            return TRUE;
    }
    return FALSE;
}

static void report_torn(const RowCheck *check, const Row *row)
{
    guint i = 0;
    while (!spoiled_is_quoted(row->cells[i].text))
        i++;
    findings_add(check->findings, &rule_spreadsheet_damage,
                 row_cell_place(check->file, row, &row->cells[i]),
                 "the row has %u cells, the header %u: the quotes of this cell are typographic "
                 "ones, which keep no commas inside it; write \" instead",
                 row->n_cells, check->layout->n_columns);
}

static void report_extra(const RowCheck *check, const Row *row)
{
    const RowCell *first = &row->cells[check->layout->n_columns];
    g_autofree char *quoted = text_quote(first->text);
    Place place = row_cell_place(check->file, row, first);
    place.end_line = row->end_line;
    place.end_column = row->end_column;
    findings_add(check->findings, &rule_extra_cell, place,
                 "the row has %u cells, the header %u; remove %s and what follows it, or put a "
                 "cell that holds commas in quotes",
                 row->n_cells, check->layout->n_columns, quoted);
}

static void check_length(const RowCheck *check, const Row *row, guint skip)
{
    const guint n_columns = check->layout->n_columns;
    const gboolean torn = row_is_torn(row, n_columns);
    if (row->n_cells < n_columns && !(skip & 1 << ROW_MISSING_CELL))
        report_missing(check, row);
    if (torn && !(skip & 1 << ROW_DAMAGE))
        report_torn(check, row);
    if (row->n_cells > n_columns && !torn && !(skip & 1 << ROW_EXTRA_CELL))
        report_extra(check, row);
}

gboolean row_check(const RowCheck *check, const Row *row, guint skip, CellReading *readings)
{
    const Layout *layout = check->layout;
    if (row_is_blank(row)) {
        if (!(skip & 1 << ROW_BLANK))
            findings_add(check->findings, &rule_blank_row,
                         (Place){check->file, row->line, 0, row->record},
                         "the row is blank; remove it");
        return FALSE;
    }
    check_length(check, row, skip);
    for (guint i = 0; i < MIN(row->n_cells, layout->n_columns); i++) {
        const RowCell *cell = &row->cells[i];
        const int field = layout->fields[i];
        const CellReading reading =
            check_cell(check, field >= 0 ? &check->schema->fields[field] : NULL, cell,
                       row_cell_place(check->file, row, cell), skip);
        if (readings)
            readings[i] = reading;
    }
    return TRUE;
}
