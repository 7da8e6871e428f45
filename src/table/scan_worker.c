#include "table/scan_worker.h"

#include "table/scan_tap.h"

/* ---- the row at hand --------------------------------------------------------- */

static void make_room(ScanWorker *worker, gsize n)
{
    if (worker->capacity - worker->n_bytes >= n)
        return;
    worker->capacity = 2 * (worker->n_bytes + n);
    worker->texts = g_realloc(worker->texts, worker->capacity);
}

/* So much that no cell of at most CHUNK_CELL_ROOM needs to ask. */
static gsize row_room(const ScanWorker *worker)
{
    return (worker->n_columns + 1) * (CHUNK_CELL_ROOM + 1);
}

static void begin_row(ScanWorker *worker)
{
    worker->account.n_cells = 0;
    worker->filled = FALSE;
    make_room(worker, row_room(worker));
}

static void begin_batch(ScanWorker *worker)
{
    worker->n_rows = 0;
    worker->n_bytes = 1;
    begin_row(worker);
}

/* Where the cell's text, as much of it as is kept, and a NUL are to be put: behind the others. */
static inline char *place_cell(ScanWorker *worker, BatchColumn *column, gsize length)
{
    const gsize start = worker->n_bytes, mask = column->mask;
    column->cells[worker->n_rows] = (ScanCell){(guint32)start, (guint32)length};
    worker->n_bytes = start + (length & mask) + (mask & 1);
    return worker->texts + start;
}

static G_GNUC_NO_INLINE void put_long(ScanWorker *worker, BatchColumn *column, const char *text,
                                      gsize length)
{
    const gsize kept = length & column->mask;
    make_room(worker, kept + row_room(worker));
    char *to = place_cell(worker, column, length);
    memcpy(to, text, kept);
    to[kept] = '\0';
}

/* One path for all cells, as the processor cannot foresee which comes next: what does not matter
 * is written over by what follows.  The text is written last, since for all that the compiler
 * knows it may lie over what the worker keeps. */
void scan_worker_cell(void *text, size_t length, void *data)
{
    ScanWorker *worker = data;
    const char *from = text;
    const gsize i = worker->account.n_cells;
    chunk_count(&worker->account, length);
    worker->filled |= (length > 0) & (*from != ' ') & (*from != '\t');
    if (G_UNLIKELY(i >= worker->n_columns))
        return;
    BatchColumn *column = &worker->columns[i];
    const gsize kept = length & column->mask;
    if (G_UNLIKELY(kept > CHUNK_CELL_ROOM)) {
        put_long(worker, column, from, length);
        return;
    }
    char *to = place_cell(worker, column, length);
    memcpy(to, from, CHUNK_CELL_ROOM);
    to[kept] = '\0';
}

/* Of an extra cell it is not known here what matters. */
gboolean scan_worker_skips(const ChunkWorker *account, gsize column)
{
    const ScanWorker *worker = (const ScanWorker *)(gconstpointer)account;
    return column < worker->n_columns && worker->columns[column].mask == 0;
}

/* Ends the row at hand.  Of a blank one nothing is there, so that nothing more is said of it; of a
 * short one the rest is not. */
static BatchRow *end_row(ScanWorker *worker, const ChunkStretch *stretch, guint record)
{
    if (!worker->filled)
        worker->account.n_cells = 0;
    for (gsize i = worker->account.n_cells; i < worker->n_columns; i++)
        worker->columns[i].cells[worker->n_rows] = (ScanCell){0, CELL_ABSENT_LENGTH};
    BatchRow *row = &worker->rows[worker->n_rows++];
    *row = (BatchRow){.stretch = *stretch,
                      .record = record,
                      .n_cells = (guint)worker->account.n_cells,
                      .filled = worker->filled};
    begin_row(worker);
    return row;
}

/* ---- the batch --------------------------------------------------------------- */

static gboolean has_faults(const BatchRow *row)
{
    guint n = 0;
    for (guint i = 0; i < N_ROW_FAULTS; i++)
        n |= row->n_faults[i];
    return n > 0;
}

/* What the row as a whole has. */
static void finish_row(ScanWorker *worker, BatchRow *row)
{
    worker->result->n_records++;
    if (!row->filled) {
        memset(row->n_faults, 0, sizeof row->n_faults);
        row->n_faults[ROW_BLANK] = !worker->plan->only_keys;
        return;
    }
    worker->result->n_rows++;
    row->n_faults[ROW_MISSING_CELL] = row->n_cells < worker->n_columns;
    row->n_faults[ROW_EXTRA_CELL] = row->n_cells > worker->n_columns;
    if (worker->plan->only_keys)
        memset(row->n_faults, 0, sizeof(guint) * ROW_REFERENCE);
}

static void finish_rows(ScanWorker *worker)
{
    scan_cells_check(worker);
    scan_row_keys_take(worker);
    for (guint i = 0; i < worker->n_rows; i++)
        finish_row(worker, &worker->rows[i]);
}

static void flush(ScanWorker *worker)
{
    finish_rows(worker);
    gboolean faulty = FALSE;
    for (guint i = 0; i < worker->n_rows; i++) {
        const BatchRow *row = &worker->rows[i];
        if (!has_faults(row))
            continue;
        ScanFault fault = {.stretch = row->stretch, .record = row->record};
        memcpy(fault.n_faults, row->n_faults, sizeof fault.n_faults);
        g_array_append_val(worker->result->faults, fault);
        faulty = TRUE;
    }
    if (faulty)
        worker->result->spoiled = TRUE;
    else if (worker->tapped && worker->n_rows > 0)
        scan_tap_give(worker);
    begin_batch(worker);
}

void scan_worker_irregular(ChunkWorker *account, const ChunkStretch *stretch)
{
    ScanWorker *worker = (ScanWorker *)(gpointer)account;
    flush(worker); /* the row at hand is none of them */
    const ScanFault fault = {
        .stretch = *stretch, .record = worker->result->n_records, .irregular = TRUE};
    g_array_append_val(worker->result->faults, fault);
    worker->result->spoiled = TRUE;
}

/* Whether the row has more cells than it should for what may be typographic
 * quotes: rows.h tells. */
static gboolean may_be_torn(const ScanWorker *worker, const ChunkStretch *stretch)
{
    if (worker->account.n_cells <= worker->n_columns)
        return FALSE;
    for (gsize i = stretch->start; i < stretch->end; i++) {
        if (worker->plan->table->text[i] & 0x80)
            return TRUE;
    }
    return FALSE;
}

void scan_worker_row(ChunkWorker *account, const ChunkStretch *stretch)
{
    ScanWorker *worker = (ScanWorker *)(gpointer)account;
    /* cells that begin with blanks only: rows.h tells whether there is more in one */
    const gboolean may_be_blank = !worker->filled && worker->account.n_bytes > 0;
    if (may_be_blank || may_be_torn(worker, stretch)) {
        scan_worker_irregular(account, stretch);
        return;
    }
    end_row(worker, stretch, worker->result->n_records + worker->n_rows);
    if (worker->n_rows == BATCH_ROWS || worker->n_bytes > BATCH_BYTES)
        flush(worker);
}

/* ---- rows that rows.h has read ----------------------------------------------- */

static BatchRow *put(ScanWorker *worker, const Row *row)
{
    begin_batch(worker);
    for (guint i = 0; i < MIN(row->n_cells, worker->n_columns); i++)
        put_long(worker, &worker->columns[i], row->cells[i].text, row->cells[i].length);
    worker->account.n_cells = row->n_cells;
    worker->filled = !row_is_blank(row);
    const ChunkStretch stretch = {row->start, row->start, row->line};
    return end_row(worker, &stretch, row->record);
}

void scan_worker_look(ScanWorker *worker, const Row *row)
{
    put(worker, row);
    scan_cells_check(worker);
}

void scan_worker_take(ScanWorker *worker, const Row *row, guint n_faults[N_ROW_FAULTS])
{
    const BatchRow *taken = put(worker, row);
    finish_rows(worker);
    memcpy(n_faults, taken->n_faults, sizeof taken->n_faults);
}

/* ---- results --------------------------------------------------------------- */

void scan_worker_begin(ScanWorker *worker)
{
    const guint n_keys = worker->plan->keys->len;
    ScanResult *result = worker->result = g_new0(ScanResult, 1);
    result->faults = g_array_new(FALSE, FALSE, sizeof(ScanFault));
    result->entries = g_new0(GArray *, MAX(n_keys, 1));
    result->found = g_new0(GByteArray *, MAX(n_keys, 1));
    for (guint i = 0; i < n_keys; i++) {
        const KeyUse use = g_array_index(worker->plan->keys, ScanKey, i).use;
        if (use == KEY_UNIQUE)
            result->entries[i] = g_array_new(FALSE, FALSE, sizeof(KeyEntry));
        else if (use == KEY_COLLECT)
            result->found[i] = g_byte_array_new();
    }
    begin_batch(worker);
}

ScanResult *scan_worker_end(ScanWorker *worker)
{
    if (!worker->exact)
        flush(worker);
    return g_steal_pointer(&worker->result);
}

void scan_result_free(ScanResult *result, const ScanPlan *plan)
{
    for (guint i = 0; i < plan->keys->len; i++) {
        g_clear_pointer(&result->entries[i], g_array_unref);
        g_clear_pointer(&result->found[i], g_byte_array_unref);
    }
    g_array_unref(result->faults);
    g_free(result->entries);
    g_free(result->found);
    g_free(result);
}

/* ---- workers ----------------------------------------------------------------- */

static gboolean compares_values(const ScanPlan *plan, guint column)
{
    for (guint i = 0; i < plan->keys->len; i++) {
        const ScanKey *key = &g_array_index(plan->keys, ScanKey, i);
        for (guint j = 0; j < key->n_fields; j++) {
            if (key->numeric[j] && scan_key_column(plan, key, j) == column)
                return TRUE;
        }
    }
    return FALSE;
}

ScanWorker *scan_worker_new(const ScanPlan *plan, gboolean exact)
{
    ScanWorker *worker = g_new0(ScanWorker, 1);
    worker->plan = plan;
    worker->exact = exact;
    worker->references = g_new0(guint32 *, MAX(plan->keys->len, 1));
    worker->value = g_byte_array_new();
    worker->columns = g_new0(BatchColumn, MAX(plan->n_columns, 1));
    worker->n_columns = plan->n_columns;
    for (guint i = 0; i < plan->n_columns; i++) {
        BatchColumn *column = &worker->columns[i];
        column->cells = g_new(ScanCell, BATCH_ROWS);
        if (!plan->columns[i].looked_at)
            continue;
        column->mask = G_MAXSIZE;
        column->states = g_new0(guint8, BATCH_ROWS);
        if (compares_values(plan, i))
            column->values = g_new0(FieldValue, BATCH_ROWS);
    }
    worker->texts = g_malloc0(1);
    worker->n_bytes = worker->capacity = 1;
    if (plan->tap && !exact)
        scan_tap_open(worker);
    return worker;
}

void scan_worker_free(ScanWorker *worker)
{
    if (!worker)
        return;
    if (worker->result)
        scan_result_free(worker->result, worker->plan);
    if (worker->tapped)
        scan_tap_close(worker);
    for (guint i = 0; i < worker->n_columns; i++) {
        g_free(worker->columns[i].cells);
        g_free(worker->columns[i].states);
        g_free(worker->columns[i].values);
    }
    for (guint i = 0; i < worker->plan->keys->len; i++)
        g_free(worker->references[i]);
    g_free(worker->references);
    g_free(worker->columns);
    g_free(worker->texts);
    g_byte_array_unref(worker->value);
    g_free(worker);
}
