/*
 * The keys of a batch of rows.
 */
#include "table/scan_worker.h"
#include "table/type.h"

/* -0 is 0. */
static FieldValue comparable(FieldValue value)
{
    if (value.number == 0)
        value.number = 0;
    return value;
}

static gboolean has_key(const ScanWorker *worker, const ScanKey *key, guint row)
{
    if (key->whole_row)
        return worker->rows[row].n_cells >= worker->plan->n_columns;
    for (guint i = 0; i < key->n_fields; i++) {
        const CellState state = worker->columns[scan_key_column(worker->plan, key, i)].states[row];
        const FieldType *type = worker->plan->schema->fields[key->fields[i]].type;
        if (state <= CELL_MISSING || (state == CELL_FAULTY && type->numeric))
            return FALSE;
    }
    return TRUE;
}

static const char *key_bytes(ScanWorker *worker, const ScanKey *key, guint row, gsize *length)
{
    if (scan_key_is_text(key)) {
        const guint column = scan_key_column(worker->plan, key, 0);
        *length = worker->columns[column].cells[row].length;
        return scan_cell_text(worker, column, row);
    }
    g_byte_array_set_size(worker->value, 0);
    for (guint i = 0; i < key->n_fields; i++) {
        const guint column = scan_key_column(worker->plan, key, i);
        const BatchColumn *batch = &worker->columns[column];
        if (key->numeric[i]) {
            const FieldValue value = comparable(batch->values[row]);
            g_byte_array_append(worker->value, (const guint8 *)&value, sizeof value);
        } else {
            const gsize size = batch->cells[row].length;
            g_byte_array_append(worker->value, (const guint8 *)&size, sizeof size);
            g_byte_array_append(worker->value, (const guint8 *)scan_cell_text(worker, column, row),
                                (guint)size);
        }
    }
    *length = worker->value->len;
    return (const char *)worker->value->data;
}

/* ---- rows that were looked at ------------------------------------------------ */

static gboolean is_in_target(const ScanKey *key, const char *bytes, gsize length)
{
    KeyProbe probe;
    key_probe_init(&probe, bytes, length, key_hash_bytes(bytes, length));
    return key_set_find(key->target, &probe, bytes, length) != KEY_NONE;
}

const char *scan_worker_key(ScanWorker *worker, const ScanKey *key, gsize *length)
{
    return has_key(worker, key, 0) ? key_bytes(worker, key, 0, length) : NULL;
}

gboolean scan_worker_dangles(ScanWorker *worker, const ScanKey *key)
{
    gsize length = 0;
    const char *bytes = scan_worker_key(worker, key, &length);
    return bytes && !is_in_target(key, bytes, length);
}

/* ---- batches ----------------------------------------------------------------- */

/* A field that is required has its finding where it is empty. */
static guint count_missing_parts(const ScanWorker *worker, const ScanKey *key, guint row)
{
    guint n = 0;
    for (guint i = 0; i < key->n_fields; i++) {
        const guint column = scan_key_column(worker->plan, key, i);
        n += !worker->plan->schema->fields[key->fields[i]].required &&
             worker->columns[column].states[row] <= CELL_MISSING;
    }
    return n;
}

static void take_unique(ScanWorker *worker, const ScanKey *key, GArray *entries)
{
    for (guint i = 0; i < worker->n_rows; i++) {
        BatchRow *row = &worker->rows[i];
        if (!has_key(worker, key, i)) {
            if (row->filled && key->primary)
                row->n_faults[ROW_KEY_MISSING] += count_missing_parts(worker, key, i);
            continue;
        }
        gsize length = 0;
        const char *bytes = key_bytes(worker, key, i, &length);
        const KeyEntry entry = {key_hash_bytes(bytes, length) & worker->plan->hash_mask,
                                row->stretch.start, row->stretch.line, row->record};
        g_array_append_val(entries, entry);
    }
}

static void take_found(ScanWorker *worker, const ScanKey *key, GByteArray *found)
{
    for (guint i = 0; i < worker->n_rows; i++) {
        if (!has_key(worker, key, i))
            continue;
        gsize length = 0;
        const char *bytes = key_bytes(worker, key, i, &length);
        g_byte_array_append(found, (const guint8 *)&length, sizeof length);
        g_byte_array_append(found, (const guint8 *)bytes, (guint)length);
    }
}

static void check_references(ScanWorker *worker, const ScanKey *key)
{
    for (guint i = 0; i < worker->n_rows; i++) {
        gsize length = 0;
        const char *bytes = has_key(worker, key, i) ? key_bytes(worker, key, i, &length) : NULL;
        worker->rows[i].n_faults[ROW_REFERENCE] += bytes && !is_in_target(key, bytes, length);
    }
}

/* References that are texts: the memory is asked for first, then looked at. */
static void check_text_references(ScanWorker *worker, const ScanKey *key, guint32 *numbers)
{
    const guint column = scan_key_column(worker->plan, key, 0);
    const BatchColumn *batch = &worker->columns[column];
    guint taken[BATCH_ROWS], n = 0; /* rows */
    for (guint i = 0; i < worker->n_rows; i++) {
        if (numbers)
            numbers[i] = KEY_NONE;
        if (!has_key(worker, key, i))
            continue;
        const char *text = scan_cell_text(worker, column, i);
        const gsize length = batch->cells[i].length;
        key_probe_init(&worker->probes[n], text, length, key_hash_bytes(text, length));
        key_set_prefetch(key->target, &worker->probes[n]);
        taken[n++] = i;
    }
    for (guint i = 0; i < n; i++) {
        const guint row = taken[i];
        const guint32 number =
            key_set_find(key->target, &worker->probes[i], scan_cell_text(worker, column, row),
                         batch->cells[row].length);
        worker->rows[row].n_faults[ROW_REFERENCE] += number == KEY_NONE;
        if (numbers)
            numbers[row] = number;
    }
}

void scan_row_keys_take(ScanWorker *worker)
{
    for (guint i = 0; i < worker->plan->keys->len; i++) {
        const ScanKey *key = &g_array_index(worker->plan->keys, ScanKey, i);
        if (key->use == KEY_UNIQUE)
            take_unique(worker, key, worker->result->entries[i]);
        else if (key->use == KEY_COLLECT)
            take_found(worker, key, worker->result->found[i]);
        else if (scan_key_is_text(key))
            check_text_references(worker, key, worker->references[i]);
        else
            check_references(worker, key);
    }
}
