/*
 * From the cells of a row to what a bulk keeps of its claim, on any thread.
 */
#include "base/number.h"
#include "claims/bulk_claims.h"
#include "claims/check.h"
#include "table/key_set.h"

#include <math.h>
#include <string.h>

enum {
    CELL_ID,
    CELL_SUBJECT,
    CELL_METRIC,
    CELL_SETTING,
    CELL_PRINTED,
    CELL_VALUE,
    CELL_LOW,
    CELL_HIGH,
    CELL_KIND,
    CELL_STATUS,
    CELL_AS_OF,
    CELL_SOURCE,
    CELL_AT,
    CELL_LOCATOR,
    CELL_STATED_BY,
    CELL_RANK,
    CELL_REASON,
    CELL_NOTE,
    N_CELLS
};

static const char *const cell_fields[N_CELLS + 1] = {
    "id",        "subject", "metric", "setting", "printed", "value", "low",
    "high",      "kind",    "status", "as_of",   "source",  "at",    "locator",
    "stated_by", "rank",    "reason", "note",    NULL};

/* Errors that one claim alone can have; the others are those of ids and words (below), and of a
 * setting, which is looked at once. */
static void (*const row_checks[])(const ClaimSet *claims, Findings *findings) = {
    check_value_kind,   check_value_missing, check_metric_bounds, check_range_order,
    check_range_extent, check_as_of,         check_rank_reason,   check_derived_note,
};

typedef struct {
    const BulkFile *file;
    const ScanBatch *batch;
    guint at;                  /* row of the batch */
    guint32 *numbers[N_CELLS]; /* by number of what cells refer to: its position in the model */
    TextIndex settings;        /* those that this thread has met */
    ClaimSet row;              /* of the one claim at hand */
    Findings *findings;        /* only whether there are any matters */
    GArray *claims;            /* of BulkClaim: of the chunk */
    GArray *ids;               /* of guint64 */
} BulkWorker;

static gpointer worker_new(gpointer data)
{
    BulkWorker *worker = g_new0(BulkWorker, 1);
    worker->file = data;
    text_index_init(&worker->settings);
    worker->findings = findings_new();
    worker->row = (ClaimSet){.claims = g_ptr_array_new(), .metrics = g_ptr_array_new()};
    g_ptr_array_set_size(worker->row.claims, 1);
    worker->claims = g_array_new(FALSE, FALSE, sizeof(BulkClaim));
    worker->ids = g_array_new(FALSE, FALSE, sizeof(guint64));
    return worker;
}

static void worker_free(gpointer data)
{
    BulkWorker *worker = data;
    for (guint i = 0; i < N_CELLS; i++)
        g_free(worker->numbers[i]);
    text_index_clear(&worker->settings);
    findings_free(worker->findings);
    g_ptr_array_unref(worker->row.claims);
    g_ptr_array_unref(worker->row.metrics);
    g_array_unref(worker->claims);
    g_array_unref(worker->ids);
    g_free(worker);
}

static void begin(gpointer data)
{
    BulkWorker *worker = data;
    g_array_set_size(worker->claims, 0);
    g_array_set_size(worker->ids, 0);
}

/* ---- cells ----------------------------------------------------------------------------------- */

static const char *cell_text(const BulkWorker *worker, guint cell)
{
    const ScanCell *cells = worker->batch->cells[cell];
    return worker->batch->texts + (cells ? cells[worker->at].start : 0);
}

static gsize cell_length(const BulkWorker *worker, guint cell)
{
    const ScanCell *cells = worker->batch->cells[cell];
    return cells ? cells[worker->at].length : 0;
}

/* Positions in the model of the values that cells refer to. */
static guint32 *find_targets(const KeySet *targets, const TextIndex *index)
{
    const gsize n = key_set_size(targets);
    guint32 *numbers = g_new(guint32, MAX(n, 1));
    for (gsize i = 0; i < n; i++) {
        gsize length;
        const char *text = key_set_value(targets, i, &length);
        if (!text_index_find(index, text, length, &numbers[i]))
            numbers[i] = KEY_NONE;
    }
    return numbers;
}

/* FALSE when the model does not know it. */
static gboolean find_cell(BulkWorker *worker, const TextIndex *index, guint cell, guint32 *number)
{
    const guint32 *references = worker->batch->references[cell];
    if (!references)
        return text_index_find(index, cell_text(worker, cell), cell_length(worker, cell), number);
    if (!worker->numbers[cell])
        worker->numbers[cell] = find_targets(worker->batch->targets[cell], index);
    const guint32 reference = references[worker->at];
    *number = reference == KEY_NONE ? KEY_NONE : worker->numbers[cell][reference];
    return *number != KEY_NONE;
}

static Amount read_amount(const BulkWorker *worker, guint cell, MetricKind kind)
{
    Amount amount = {.text = cell_text(worker, cell)};
    if (*amount.text == '\0')
        return amount;
    if (kind == METRIC_NUMBER) {
        amount.present = number_parse(amount.text, &amount.number);
    } else if (date_parse(amount.text, &amount.date)) {
        amount.present = TRUE;
        amount.number = (double)date_first_day(amount.date);
    }
    return amount;
}

static int read_word(const BulkWorker *worker, guint cell, const Words *words, int fallback)
{
    const char *text = cell_text(worker, cell);
    return *text || fallback < 0 ? words_find(words, text) : fallback;
}

/* The number of a setting that this thread has not met. */
static guint32 enter_setting(BulkWorker *worker, const char *text, gsize length)
{
    Bulk *bulk = worker->file->bulk;
    g_mutex_lock(&bulk->lock);
    gpointer number;
    char *known;
    if (!g_hash_table_lookup_extended(bulk->setting_numbers, text, (gpointer *)&known, &number)) {
        check_setting_form(&worker->row, worker->findings);
        known = g_strdup(text);
        number = GUINT_TO_POINTER(bulk->settings->len);
        g_ptr_array_add(bulk->settings, known);
        g_hash_table_insert(bulk->setting_numbers, known, number);
    }
    g_mutex_unlock(&bulk->lock);
    text_index_add(&worker->settings, known, length, GPOINTER_TO_UINT(number));
    return GPOINTER_TO_UINT(number);
}

/* The same for every spelling of the place, as duplicate-claim has it. */
static guint32 hash_statement(BulkWorker *worker, const Claim *claim)
{
    const struct {
        guint64 as_of, printed, locator;
        gint64 at;
    } parts = {
        key_hash_bytes(claim->as_of_text, cell_length(worker, CELL_AS_OF)),
        key_hash_bytes(claim->printed, cell_length(worker, CELL_PRINTED)),
        claim->at < 0 ? key_hash_bytes(claim->locator, cell_length(worker, CELL_LOCATOR)) : 0,
        claim->at,
    };
    return (guint32)key_hash_bytes((const char *)&parts, sizeof parts);
}

/* ---- rows ------------------------------------------------------------------------------------ */

/* The claim at hand; FALSE when the model cannot have it.  Its texts are the row's. */
static gboolean read_claim(BulkWorker *worker, Claim *claim, BulkClaim *kept)
{
    const Bulk *bulk = worker->file->bulk;
    guint32 subject, metric, source;
    if (!find_cell(worker, &bulk->subjects, CELL_SUBJECT, &subject) ||
        !find_cell(worker, &bulk->metrics, CELL_METRIC, &metric) ||
        !find_cell(worker, &bulk->sources, CELL_SOURCE, &source))
        return FALSE;
    const int kind = read_word(worker, CELL_KIND, &claim_kind_words, -1);
    const int status = read_word(worker, CELL_STATUS, &claim_status_words, -1);
    const int rank = read_word(worker, CELL_RANK, &claim_rank_words, RANK_NORMAL);
    if (kind < 0 || status < 0 || rank < 0)
        return FALSE;
    *claim = (Claim){
        .id = cell_text(worker, CELL_ID),
        .subject = g_ptr_array_index(bulk->model->subjects, subject),
        .metric = g_ptr_array_index(bulk->model->metrics, metric),
        .source = g_ptr_array_index(bulk->model->sources, source),
        .setting = cell_text(worker, CELL_SETTING),
        .printed = cell_text(worker, CELL_PRINTED),
        .kind = (ClaimKind)kind,
        .status = (ClaimStatus)status,
        .rank = (ClaimRank)rank,
        .as_of_text = cell_text(worker, CELL_AS_OF),
        .locator = cell_text(worker, CELL_LOCATOR),
        .stated_by = cell_text(worker, CELL_STATED_BY),
        .reason = cell_text(worker, CELL_REASON),
        .note = cell_text(worker, CELL_NOTE),
        .at = -1,
    };
    claim->value = read_amount(worker, CELL_VALUE, claim->metric->kind);
    claim->low = read_amount(worker, CELL_LOW, claim->metric->kind);
    claim->high = read_amount(worker, CELL_HIGH, claim->metric->kind);
    if (*claim->as_of_text && !date_parse(claim->as_of_text, &claim->as_of))
        claim->as_of = (Date){0};
    double at;
    if (number_parse(cell_text(worker, CELL_AT), &at) && at >= 0 && at < 0x1p53)
        claim->at = (gint64)at;
    if (bulk->parties)
        claim->party = party_find(bulk->parties, claim->subject, claim->source, claim->stated_by);
    *kept = (BulkClaim){.subject = subject, .metric = (guint16)metric, .source = source};
    return id_is_in_form(claim->id);
}

static guint32 date_number(Date date)
{
    return (guint32)(date.year << 9 | date.month << 5 | date.day);
}

static void keep_claim(BulkWorker *worker, const Claim *claim, BulkClaim *kept, gsize start)
{
    const Bulk *bulk = worker->file->bulk;
    const gsize setting_length = cell_length(worker, CELL_SETTING);
    if (!text_index_find(&worker->settings, claim->setting, setting_length, &kept->setting))
        kept->setting = enter_setting(worker, claim->setting, setting_length);
    const Extent extent = extent_of(claim);
    kept->extent = (guint8)extent.kind;
    kept->low = extent.low;
    kept->high = extent.high;
    kept->value = extent.value;
    kept->weight =
        choice_weigh_beside(&bulk->model->order, claim, bulk->source_weights[kept->source]);
    kept->row = bulk_row_make(worker->file->number, start);
    kept->as_of = claim->metric->timed ? date_number(claim->as_of) : 0;
    kept->statement = hash_statement(worker, claim);
    g_array_append_val(worker->claims, *kept);
    if (bulk->own_ids) {
        const guint64 hash = key_hash_bytes(claim->id, cell_length(worker, CELL_ID));
        g_array_append_val(worker->ids, hash);
    }
}

static void take_row(BulkWorker *worker)
{
    Claim claim;
    BulkClaim kept;
    if (read_claim(worker, &claim, &kept)) {
        worker->row.claims->pdata[0] = &claim;
        for (gsize i = 0; i < G_N_ELEMENTS(row_checks); i++)
            row_checks[i](&worker->row, worker->findings);
        keep_claim(worker, &claim, &kept, worker->batch->starts[worker->at]);
    } else {
        g_atomic_int_set(&worker->file->bulk->faulty, TRUE);
    }
}

static void take_rows(gpointer data, const ScanBatch *batch)
{
    BulkWorker *worker = data;
    worker->batch = batch;
    for (worker->at = 0; worker->at < batch->n_rows; worker->at++)
        take_row(worker);
}

/* ---- chunks ---------------------------------------------------------------------------------- */

guint64 bulk_claim_hash(const BulkClaim *claim)
{
    const guint32 key[] = {claim->subject, claim->metric, claim->setting, claim->as_of};
    return key_hash_bytes((const char *)key, sizeof key);
}

static guint bucket_of(guint64 hash)
{
    return (guint)(hash >> (64 - BULK_BUCKETS_LOG2));
}

/* Turns the numbers in each bucket, at starts[bucket + 1], into where each bucket starts. */
static void sum_starts(guint starts[N_BULK_BUCKETS + 1], guint next[N_BULK_BUCKETS])
{
    for (guint i = 0; i < N_BULK_BUCKETS; i++) {
        next[i] = starts[i];
        starts[i + 1] += starts[i];
    }
}

static gpointer end(gpointer data)
{
    BulkWorker *worker = data;
    if (findings_block(worker->findings))
        g_atomic_int_set(&worker->file->bulk->faulty, TRUE);
    const guint n = worker->claims->len;
    const BulkClaim *claims = (const BulkClaim *)(void *)worker->claims->data;
    const guint64 *ids = (const guint64 *)(void *)worker->ids->data;
    BulkPart *part = g_new0(BulkPart, 1);
    guint next[N_BULK_BUCKETS];
    part->claims = g_new(BulkClaim, MAX(n, 1));
    for (guint i = 0; i < n; i++)
        part->starts[bucket_of(bulk_claim_hash(&claims[i])) + 1]++;
    sum_starts(part->starts, next);
    for (guint i = 0; i < n; i++)
        part->claims[next[bucket_of(bulk_claim_hash(&claims[i]))]++] = claims[i];
    if (worker->ids->len > 0) {
        part->ids = g_new(guint64, n);
        for (guint i = 0; i < n; i++)
            part->id_starts[bucket_of(ids[i]) + 1]++;
        sum_starts(part->id_starts, next);
        for (guint i = 0; i < n; i++)
            part->ids[next[bucket_of(ids[i])]++] = ids[i];
    }
    return part;
}

void bulk_part_free(gpointer data)
{
    BulkPart *part = data;
    g_free(part->claims);
    g_free(part->ids);
    g_free(part);
}

static void commit(gpointer data, gpointer result)
{
    g_ptr_array_add(((BulkFile *)data)->bulk->parts, result);
}

static void discard(gpointer data, gpointer result)
{
    (void)data;
    bulk_part_free(result);
}

ScanTap bulk_tap(BulkFile *file)
{
    return (ScanTap){
        .fields = cell_fields,
        .data = file,
        .worker_new = worker_new,
        .worker_free = worker_free,
        .begin = begin,
        .rows = take_rows,
        .end = end,
        .commit = commit,
        .discard = discard,
    };
}
