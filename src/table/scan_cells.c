/*
 * The cells of a batch of rows, column by column.
 */
#include "table/constraint.h"
#include "table/scan_worker.h"
#include "table/spoiled.h"
#include "table/type.h"

static gboolean is_missing(const ScanPlan *plan, const ScanColumn *column, const char *text,
                           gsize length)
{
    if (length == 0)
        return column->empty_is_missing;
    return !column->only_empty_is_missing &&
           row_is_missing(plan->schema, plan->dialect, column->field, text, length);
}

static guint count_constraints(const Field *field, const char *text, gsize length,
                               const FieldValue *value)
{
    g_autoptr(GPtrArray) faults = constraints_explain(field, text, length, value);
    return faults->len;
}

static gboolean is_within_bounds(const ScanColumn *column, const FieldValue *value)
{
    return column->bounded && value->number > column->low && value->number < column->high;
}

/* FALSE when the cell is no value of its type. */
static gboolean read_value(const ScanColumn *column, const char *text, gsize length,
                           FieldValue *value, BatchRow *row)
{
    const Field *field = column->field;
    if (!field->type->read(field, text, length, value)) {
        g_autofree char *damage = spoiled_explain(field, text, length);
        row->n_faults[damage ? ROW_DAMAGE : ROW_TYPE]++;
        return FALSE;
    }
    if (field->constraints && !is_within_bounds(column, value) &&
        !constraints_hold(field, text, length, value))
        row->n_faults[ROW_CONSTRAINT] += count_constraints(field, text, length, value);
    return TRUE;
}

static void check_column(ScanWorker *worker, guint i)
{
    const ScanColumn *column = &worker->plan->columns[i];
    const BatchColumn *batch = &worker->columns[i];
    for (guint j = 0; j < worker->n_rows; j++) {
        const ScanCell cell = batch->cells[j];
        if (cell.length == CELL_ABSENT_LENGTH) {
            batch->states[j] = CELL_ABSENT;
            continue;
        }
        BatchRow *row = &worker->rows[j];
        const char *text = worker->texts + cell.start;
        if (is_missing(worker->plan, column, text, cell.length)) {
            batch->states[j] = CELL_MISSING;
            row->n_faults[ROW_CONSTRAINT] += column->required;
            continue;
        }
        FieldValue value = {0};
        const gboolean good = column->is_text || read_value(column, text, cell.length, &value, row);
        batch->states[j] = good ? CELL_READ : CELL_FAULTY;
        if (batch->values)
            batch->values[j] = value;
    }
}

/* Of any text that is not empty. */
static void check_filled(ScanWorker *worker, guint i)
{
    const ScanCell *cells = worker->columns[i].cells;
    for (guint j = 0; j < worker->n_rows; j++)
        worker->rows[j].n_faults[ROW_CONSTRAINT] += cells[j].length == 0;
}

void scan_cells_check(ScanWorker *worker)
{
    for (guint i = 0; i < worker->plan->n_columns; i++) {
        const ScanColumn *column = &worker->plan->columns[i];
        if (column->looked_at)
            check_column(worker, i);
        else if (column->required && column->empty_is_missing)
            check_filled(worker, i);
    }
}
