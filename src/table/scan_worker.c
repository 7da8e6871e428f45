#include "table/scan_worker.h"

#include "table/constraint.h"
#include "table/spoiled.h"
#include "table/type.h"

/* A cell of a key, kept until its row ends. */
typedef struct {
    gsize start, length; /* in texts */
    FieldValue value;
    gboolean missing;
    gboolean faulty;
    guint64 hash;   /* of its text, when that alone is a key */
    KeyProbe probe; /* likewise, when it refers to something */
} KeyCell;

struct ScanWorker {
    ChunkWorker account; /* first: chunk.c sees only this */
    const ScanPlan *plan;
    ScanResult *result;
    gboolean keep_texts;

    /* of the row */
    gboolean filled; /* a cell holds more than blanks */
    guint n_type, n_damage, n_constraint;
    KeyCell *key_cells; /* by column */
    GByteArray *texts;  /* of key cells */
    GByteArray *value;  /* of the last key of several parts */
    gpointer tapped;    /* the tap's worker; NULL: no tap */
};

/* ---- cells ----------------------------------------------------------------- */

static gboolean is_blank(const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++) {
        if (text[i] != ' ' && text[i] != '\t')
            return FALSE;
    }
    return TRUE;
}

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

static void keep_key_cell(ScanWorker *worker, guint i, const char *text, gsize length)
{
    const ScanColumn *column = &worker->plan->columns[i];
    KeyCell *cell = &worker->key_cells[i];
    cell->length = length;
    if (column->hashed)
        cell->hash = key_hash_bytes(text, length);
    if (column->target) {
        key_probe_init(&cell->probe, text, length, cell->hash);
        key_set_prefetch(column->target, &cell->probe);
    }
    if (worker->keep_texts || column->text_kept || length > KEY_SHORT_LIMIT) {
        cell->start = worker->texts->len;
        g_byte_array_append(worker->texts, (const guint8 *)text, (guint)length);
    }
}

static gboolean is_within_bounds(const ScanColumn *column, const FieldValue *value)
{
    return column->bounded && value->number > column->low && value->number < column->high;
}

/* FALSE when the cell is no value of its type. */
static gboolean read_value(ScanWorker *worker, const ScanColumn *column, const char *text,
                           gsize length, FieldValue *value)
{
    const Field *field = column->field;
    if (!field->type->read(field, text, length, value)) {
        g_autofree char *damage = spoiled_explain(field, text, length);
        worker->n_damage += damage != NULL;
        worker->n_type += damage == NULL;
        return FALSE;
    }
    if (field->constraints && !is_within_bounds(column, value) &&
        !constraints_hold(field, text, length, value))
        worker->n_constraint += count_constraints(field, text, length, value);
    return TRUE;
}

/* Of a field of the schema. */
static void check_value(ScanWorker *worker, guint i, const char *text, gsize length,
                        gboolean missing)
{
    const ScanColumn *column = &worker->plan->columns[i];
    FieldValue value = {0};
    const gboolean faulty = !missing && !read_value(worker, column, text, length, &value);
    if (!column->keyed)
        return;
    worker->key_cells[i].missing = missing;
    worker->key_cells[i].faulty = faulty;
    worker->key_cells[i].value = value;
    keep_key_cell(worker, i, text, length);
}

void scan_worker_cell(void *text, size_t length, void *data)
{
    ScanWorker *worker = data;
    const gsize i = worker->account.n_cells;
    chunk_count(&worker->account, length);
    if (!worker->filled && length > 0)
        worker->filled = !is_blank(text, length);
    if (i >= worker->plan->n_columns)
        return;
    const ScanColumn *column = &worker->plan->columns[i];
    const gboolean missing = is_missing(worker->plan, column, text, length);
    worker->n_constraint += missing && column->required;
    if (column->keyed || !(missing || column->is_text))
        check_value(worker, (guint)i, text, length, missing);
    if (column->tapped >= 0 && worker->tapped)
        worker->plan->tap->cell(worker->tapped, (guint)column->tapped, missing ? "" : text,
                                missing ? 0 : length);
}

/* ---- keys ------------------------------------------------------------------ */

/* -0 is 0. */
static FieldValue comparable(FieldValue value)
{
    if (value.number == 0)
        value.number = 0;
    return value;
}

static gboolean has_key(const ScanWorker *worker, const ScanKey *key)
{
    if (key->whole_row)
        return worker->account.n_cells >= worker->plan->n_columns;
    for (guint i = 0; i < key->n_fields; i++) {
        const guint column = scan_key_column(worker->plan, key, i);
        if (column >= worker->account.n_cells || worker->key_cells[column].missing)
            return FALSE;
        const FieldType *type = worker->plan->schema->fields[key->fields[i]].type;
        if (worker->key_cells[column].faulty && type->numeric)
            return FALSE;
    }
    return TRUE;
}

const char *scan_worker_key(ScanWorker *worker, const ScanKey *key, gsize *length)
{
    if (!has_key(worker, key))
        return NULL;
    const char *texts = (const char *)worker->texts->data;
    if (scan_key_is_text(key)) {
        const KeyCell *cell = &worker->key_cells[scan_key_column(worker->plan, key, 0)];
        *length = cell->length;
        return cell->length > 0 ? texts + cell->start : "";
    }
    g_byte_array_set_size(worker->value, 0);
    for (guint i = 0; i < key->n_fields; i++) {
        const KeyCell *cell = &worker->key_cells[scan_key_column(worker->plan, key, i)];
        const FieldValue value = comparable(cell->value);
        if (key->numeric[i]) {
            g_byte_array_append(worker->value, (const guint8 *)&value, sizeof value);
        } else {
            g_byte_array_append(worker->value, (const guint8 *)&cell->length, sizeof cell->length);
            g_byte_array_append(worker->value, (const guint8 *)texts + cell->start,
                                (guint)cell->length);
        }
    }
    *length = worker->value->len;
    return (const char *)worker->value->data;
}

/* A field that is required has its finding where it is empty. */
static guint count_missing_parts(const ScanWorker *worker, const ScanKey *key)
{
    guint n = 0;
    for (guint i = 0; i < key->n_fields; i++) {
        const guint column = scan_key_column(worker->plan, key, i);
        n += !worker->plan->schema->fields[key->fields[i]].required &&
             (column >= worker->account.n_cells || worker->key_cells[column].missing);
    }
    return n;
}

static gboolean is_in_target(const ScanWorker *worker, const ScanKey *key, const char *bytes,
                             gsize length)
{
    if (scan_key_is_text(key)) {
        const guint column = scan_key_column(worker->plan, key, 0);
        if (worker->plan->columns[column].target == key->target)
            return key_set_contains(key->target, &worker->key_cells[column].probe, bytes, length);
    }
    KeyProbe probe;
    key_probe_init(&probe, bytes, length, key_hash_bytes(bytes, length));
    return key_set_contains(key->target, &probe, bytes, length);
}

static void add_entry(GArray *entries, const KeyEntry *at, guint64 hash)
{
    KeyEntry entry = *at;
    entry.hash = hash;
    g_array_append_val(entries, entry);
}

/* A key that is the text of one cell, of which all has been made that is needed. */
static void take_ready_key(ScanWorker *worker, guint i, const ScanKey *key, const KeyEntry *at,
                           guint n_faults[N_ROW_FAULTS])
{
    const guint column = scan_key_column(worker->plan, key, 0);
    const KeyCell *cell = &worker->key_cells[column];
    const char *texts = (const char *)worker->texts->data;
    if (key->use == KEY_UNIQUE)
        add_entry(worker->result->entries[i], at, cell->hash & worker->plan->hash_mask);
    else if (worker->plan->columns[column].target == key->target)
        n_faults[ROW_REFERENCE] += !key_set_contains(
            key->target, &cell->probe, cell->length > KEY_SHORT_LIMIT ? texts + cell->start : NULL,
            cell->length);
    else
        n_faults[ROW_REFERENCE] += !is_in_target(worker, key, texts + cell->start, cell->length);
}

static void take_bytes(ScanWorker *worker, guint i, const ScanKey *key, const KeyEntry *at,
                       guint n_faults[N_ROW_FAULTS])
{
    gsize length = 0;
    const char *bytes = scan_worker_key(worker, key, &length);
    if (key->use == KEY_REFERENCE) {
        n_faults[ROW_REFERENCE] += !is_in_target(worker, key, bytes, length);
    } else if (key->use == KEY_COLLECT) {
        g_byte_array_append(worker->result->found[i], (const guint8 *)&length, sizeof length);
        g_byte_array_append(worker->result->found[i], (const guint8 *)bytes, (guint)length);
    } else {
        add_entry(worker->result->entries[i], at,
                  key_hash_bytes(bytes, length) & worker->plan->hash_mask);
    }
}

static void take_key(ScanWorker *worker, guint i, const KeyEntry *at, guint n_faults[N_ROW_FAULTS])
{
    const ScanKey *key = &g_array_index(worker->plan->keys, ScanKey, i);
    if (!has_key(worker, key))
        n_faults[ROW_KEY_MISSING] += key->primary ? count_missing_parts(worker, key) : 0;
    else if (scan_key_is_ready(key))
        take_ready_key(worker, i, key, at, n_faults);
    else
        take_bytes(worker, i, key, at, n_faults);
}

gboolean scan_worker_dangles(const ScanWorker *worker, const ScanKey *key)
{
    gsize length = 0;
    const char *bytes = scan_worker_key((ScanWorker *)worker, key, &length);
    return bytes && !is_in_target(worker, key, bytes, length);
}

/* ---- rows ------------------------------------------------------------------ */

void scan_worker_begin_row(ScanWorker *worker)
{
    worker->account.n_cells = 0;
    worker->n_type = worker->n_damage = worker->n_constraint = 0;
    worker->filled = FALSE;
    g_byte_array_set_size(worker->texts, 0);
}

void scan_worker_end_row(ScanWorker *worker, const KeyEntry *at, guint n_faults[N_ROW_FAULTS])
{
    memset(n_faults, 0, sizeof(guint) * N_ROW_FAULTS);
    worker->result->n_records++;
    if (!worker->filled) {
        n_faults[ROW_BLANK] = 1;
        return;
    }
    worker->result->n_rows++;
    n_faults[ROW_MISSING_CELL] = worker->account.n_cells < worker->plan->n_columns;
    n_faults[ROW_EXTRA_CELL] = worker->account.n_cells > worker->plan->n_columns;
    n_faults[ROW_TYPE] = worker->n_type;
    n_faults[ROW_DAMAGE] = worker->n_damage;
    n_faults[ROW_CONSTRAINT] = worker->n_constraint;
    for (guint i = 0; i < worker->plan->keys->len; i++)
        take_key(worker, i, at, n_faults);
    if (worker->plan->only_keys)
        memset(n_faults, 0, sizeof(guint) * ROW_REFERENCE);
}

static gboolean has_faults(const guint n_faults[N_ROW_FAULTS])
{
    guint n = 0;
    for (guint i = 0; i < N_ROW_FAULTS; i++)
        n |= n_faults[i];
    return n > 0;
}

static void spoil_row(ScanWorker *worker)
{
    worker->result->spoiled = TRUE;
    if (worker->tapped)
        worker->plan->tap->drop(worker->tapped);
}

void scan_worker_irregular(ChunkWorker *account, const ChunkStretch *stretch)
{
    ScanWorker *worker = (ScanWorker *)(gpointer)account;
    const ScanFault fault = {
        .stretch = *stretch, .record = worker->result->n_records, .irregular = TRUE};
    g_array_append_val(worker->result->faults, fault);
    spoil_row(worker);
    scan_worker_begin_row(worker);
}

/* Whether the row has more cells than it should for what may be typographic
 * quotes: rows.h tells. */
static gboolean may_be_torn(const ScanWorker *worker, const ChunkStretch *stretch)
{
    if (worker->account.n_cells <= worker->plan->n_columns)
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
    if (may_be_torn(worker, stretch)) {
        scan_worker_irregular(account, stretch);
        return;
    }
    ScanFault fault = {.stretch = *stretch, .record = worker->result->n_records};
    const KeyEntry at = {0, stretch->start, stretch->line, fault.record};
    scan_worker_end_row(worker, &at, fault.n_faults);
    if (has_faults(fault.n_faults)) {
        g_array_append_val(worker->result->faults, fault);
        spoil_row(worker);
    } else if (worker->tapped) {
        worker->plan->tap->row(worker->tapped, stretch->start);
    }
    scan_worker_begin_row(worker);
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
    if (worker->tapped)
        worker->plan->tap->begin(worker->tapped);
    scan_worker_begin_row(worker);
}

ScanResult *scan_worker_end(ScanWorker *worker)
{
    if (worker->tapped)
        worker->result->tapped = worker->plan->tap->end(worker->tapped);
    return g_steal_pointer(&worker->result);
}

void scan_result_free(ScanResult *result, const ScanPlan *plan)
{
    for (guint i = 0; i < plan->keys->len; i++) {
        g_clear_pointer(&result->entries[i], g_array_unref);
        g_clear_pointer(&result->found[i], g_byte_array_unref);
    }
    if (result->tapped)
        plan->tap->discard(plan->tap->data, result->tapped);
    g_array_unref(result->faults);
    g_free(result->entries);
    g_free(result->found);
    g_free(result);
}

ScanWorker *scan_worker_new(const ScanPlan *plan, gboolean keep_texts)
{
    ScanWorker *worker = g_new0(ScanWorker, 1);
    worker->plan = plan;
    worker->keep_texts = keep_texts;
    worker->key_cells = g_new0(KeyCell, MAX(plan->n_columns, 1));
    worker->texts = g_byte_array_sized_new(64); /* never NULL */
    worker->value = g_byte_array_new();
    if (plan->tap && !keep_texts)
        worker->tapped = plan->tap->worker_new(plan->tap->data);
    return worker;
}

void scan_worker_free(ScanWorker *worker)
{
    if (!worker)
        return;
    if (worker->result)
        scan_result_free(worker->result, worker->plan);
    if (worker->tapped)
        worker->plan->tap->worker_free(worker->tapped);
    g_free(worker->key_cells);
    g_byte_array_unref(worker->texts);
    g_byte_array_unref(worker->value);
    g_free(worker);
}
