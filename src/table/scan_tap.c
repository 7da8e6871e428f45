#include "table/scan_tap.h"

struct TapView {
    guint n_fields;
    int *columns; /* by field; -1: none */
    const ScanCell **cells;
    const guint32 **references;
    const KeySet **targets;
    gsize starts[BATCH_ROWS];
};

static int column_of(const ScanPlan *plan, guint field)
{
    for (guint i = 0; i < plan->n_columns; i++) {
        if (plan->columns[i].tapped == (int)field)
            return (int)i;
    }
    return -1;
}

/* The field's cells are the column's, and what they refer to. */
static void view_column(TapView *view, guint field, ScanWorker *worker, guint column)
{
    const ScanPlan *plan = worker->plan;
    view->cells[field] = worker->columns[column].cells;
    for (guint i = 0; i < plan->keys->len; i++) {
        const ScanKey *key = &g_array_index(plan->keys, ScanKey, i);
        if (key->use != KEY_REFERENCE || !scan_key_is_text(key) ||
            scan_key_column(plan, key, 0) != column)
            continue;
        if (!worker->references[i])
            worker->references[i] = g_new(guint32, BATCH_ROWS);
        view->references[field] = worker->references[i];
        view->targets[field] = key->target;
    }
}

void scan_tap_open(ScanWorker *worker)
{
    const ScanPlan *plan = worker->plan;
    TapView *view = worker->view = g_new0(TapView, 1);
    view->n_fields = g_strv_length((char **)plan->tap->fields);
    view->columns = g_new(int, view->n_fields);
    view->cells = g_new0(const ScanCell *, view->n_fields);
    view->references = g_new0(const guint32 *, view->n_fields);
    view->targets = g_new0(const KeySet *, view->n_fields);
    for (guint i = 0; i < view->n_fields; i++) {
        view->columns[i] = column_of(plan, i);
        if (view->columns[i] >= 0)
            view_column(view, i, worker, (guint)view->columns[i]);
    }
    worker->tapped = plan->tap->worker_new(plan->tap->data);
}

void scan_tap_close(ScanWorker *worker)
{
    worker->plan->tap->worker_free(worker->tapped);
    TapView *view = worker->view;
    g_free(view->columns);
    g_free(view->cells);
    g_free(view->references);
    g_free(view->targets);
    g_free(view);
}

/* A text that stands for a missing value becomes an empty one. */
static void empty_missing(ScanWorker *worker, guint column)
{
    BatchColumn *batch = &worker->columns[column];
    for (guint i = 0; i < worker->n_rows; i++) {
        if (batch->states[i] == CELL_MISSING)
            batch->cells[i] = (ScanCell){0, 0};
    }
}

void scan_tap_give(ScanWorker *worker)
{
    TapView *view = worker->view;
    for (guint i = 0; i < view->n_fields; i++) {
        const int column = view->columns[i];
        if (column >= 0 && !worker->plan->columns[column].only_empty_is_missing)
            empty_missing(worker, (guint)column);
    }
    for (guint i = 0; i < worker->n_rows; i++)
        view->starts[i] = worker->rows[i].stretch.start;
    const ScanBatch batch = {
        .n_rows = worker->n_rows,
        .starts = view->starts,
        .texts = worker->texts,
        .cells = view->cells,
        .references = view->references,
        .targets = view->targets,
    };
    worker->plan->tap->rows(worker->tapped, &batch);
}
