/*
 * From the cells of a row to what a bulk keeps of its claim, on any thread.
 */
#include "base/number.h"
#include "claims/bulk_claims.h"
#include "claims/check.h"
#include "claims/word_index.h"

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

/* Rows that are read together, field by field: so few that their claims stay in a processor's
 * first cache. */
enum { GROUP = 64 };

typedef struct {
    const BulkFile *file;
    const ScanBatch *batch;
    guint first;               /* row of the batch that the group begins with */
    guint n;                   /* rows of the group */
    Claim claims[GROUP];       /* their texts are the batch's */
    BulkClaim kept[GROUP];     /* what is kept of them */
    guint32 *numbers[N_CELLS]; /* by number of what cells refer to: its position in the model */
    WordIndex kinds, statuses, ranks;
    TextIndex settings; /* those that this thread has met */
    ClaimSet group;     /* of the claims at hand */
    Findings *findings; /* only whether there are any matters */
    BulkPart *part;
} BulkWorker;

static gpointer worker_new(gpointer data)
{
    BulkWorker *worker = g_new0(BulkWorker, 1);
    worker->file = data;
    word_index_init(&worker->kinds, &claim_kind_words);
    word_index_init(&worker->statuses, &claim_status_words);
    word_index_init(&worker->ranks, &claim_rank_words);
    text_index_init(&worker->settings);
    worker->findings = findings_new();
    worker->group = (ClaimSet){.claims = g_ptr_array_new(), .metrics = g_ptr_array_new()};
    for (guint i = 0; i < GROUP; i++)
        g_ptr_array_add(worker->group.claims, &worker->claims[i]);
    worker->part = g_new0(BulkPart, 1);
    arena_init(&worker->part->arena);
    arena_init(&worker->part->texts);
    return worker;
}

void bulk_part_free(gpointer data)
{
    BulkPart *part = data;
    for (guint i = 0; i < N_BULK_BUCKETS; i++) {
        if (part->ids[i])
            g_array_unref(part->ids[i]);
    }
    arena_clear(&part->arena);
    arena_clear(&part->texts);
    g_free(part);
}

/* The bulk gets what the worker has. */
static void worker_free(gpointer data)
{
    BulkWorker *worker = data;
    Bulk *bulk = worker->file->bulk;
    if (findings_block(worker->findings))
        g_atomic_int_set(&bulk->faulty, TRUE);
    g_mutex_lock(&bulk->lock);
    bulk->n_claims += worker->part->n_claims;
    g_ptr_array_add(bulk->parts, worker->part);
    g_mutex_unlock(&bulk->lock);
    for (guint i = 0; i < N_CELLS; i++)
        g_free(worker->numbers[i]);
    text_index_clear(&worker->settings);
    findings_free(worker->findings);
    g_ptr_array_unref(worker->group.claims);
    g_ptr_array_unref(worker->group.metrics);
    g_free(worker);
}

/* ---- cells ----------------------------------------------------------------------------------- */

static const char *cell_text(const BulkWorker *worker, guint cell, guint i)
{
    const ScanCell *cells = worker->batch->cells[cell];
    return worker->batch->texts + (cells ? cells[worker->first + i].start : 0);
}

static gsize cell_length(const BulkWorker *worker, guint cell, guint i)
{
    const ScanCell *cells = worker->batch->cells[cell];
    return cells ? cells[worker->first + i].length : 0;
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

/* FALSE when the model does not know one. */
static gboolean find_cells(BulkWorker *worker, const TextIndex *index, guint cell,
                           guint32 numbers[GROUP])
{
    gboolean known = TRUE;
    const guint32 *references = worker->batch->references[cell];
    if (references && !worker->numbers[cell])
        worker->numbers[cell] = find_targets(worker->batch->targets[cell], index);
    for (guint i = 0; i < worker->n; i++) {
        if (references) {
            const guint32 reference = references[worker->first + i];
            numbers[i] = reference == KEY_NONE ? KEY_NONE : worker->numbers[cell][reference];
            known &= numbers[i] != KEY_NONE;
        } else {
            known &= text_index_find(index, cell_text(worker, cell, i),
                                     cell_length(worker, cell, i), &numbers[i]);
        }
    }
    return known;
}

/* FALSE when one is no such word. */
static gboolean find_words(const BulkWorker *worker, guint cell, const WordIndex *words,
                           int fallback, int found[GROUP])
{
    gboolean known = TRUE;
    for (guint i = 0; i < worker->n; i++) {
        const gsize length = cell_length(worker, cell, i);
        found[i] = length == 0 && fallback >= 0
                       ? fallback
                       : word_index_find(words, cell_text(worker, cell, i), length);
        known &= found[i] >= 0;
    }
    return known;
}

Amount bulk_amount_read(const char *text, MetricKind kind)
{
    Amount amount = {.text = text};
    if (*text == '\0')
        return amount;
    if (kind == METRIC_NUMBER) {
        amount.present = number_parse(text, &amount.number);
    } else if (date_parse(text, &amount.date)) {
        amount.present = TRUE;
        amount.number = (double)date_first_day(amount.date);
    }
    return amount;
}

/* The number of a setting that this thread has not met. */
static guint32 enter_setting(BulkWorker *worker, const char *text, gsize length)
{
    Bulk *bulk = worker->file->bulk;
    g_mutex_lock(&bulk->lock);
    gpointer number;
    char *known;
    if (!g_hash_table_lookup_extended(bulk->setting_numbers, text, (gpointer *)&known, &number)) {
        check_setting_form(&worker->group, worker->findings);
        known = g_strdup(text);
        number = GUINT_TO_POINTER(bulk->settings->len);
        g_ptr_array_add(bulk->settings, known);
        g_hash_table_insert(bulk->setting_numbers, known, number);
    }
    g_mutex_unlock(&bulk->lock);
    text_index_add(&worker->settings, known, length, GPOINTER_TO_UINT(number));
    return GPOINTER_TO_UINT(number);
}

static guint32 date_number(Date date)
{
    return (guint32)(date.year << 9 | date.month << 5 | date.day);
}

/* The same for every spelling of the place, as duplicate-claim has it. */
static guint32 hash_statement(const BulkWorker *worker, guint i)
{
    const Claim *claim = &worker->claims[i];
    guint64 hash = key_hash_bytes(claim->printed, cell_length(worker, CELL_PRINTED, i));
    if (claim->at < 0)
        hash = key_hash_mix(hash,
                            key_hash_bytes(claim->locator, cell_length(worker, CELL_LOCATOR, i)));
    hash = key_hash_mix(hash, (guint64)claim->at);
    hash = key_hash_mix(hash, date_number(claim->as_of)); /* a date has one spelling */
    return (guint32)(hash >> 32);
}

/* ---- rows ------------------------------------------------------------------------------------ */

/* What the claims refer to; FALSE when the model does not have it. */
static gboolean read_references(BulkWorker *worker)
{
    const Bulk *bulk = worker->file->bulk;
    guint32 subjects[GROUP] = {0}, metrics[GROUP] = {0}, sources[GROUP] = {0};
    if (!find_cells(worker, &bulk->subjects, CELL_SUBJECT, subjects) ||
        !find_cells(worker, &bulk->metrics, CELL_METRIC, metrics) ||
        !find_cells(worker, &bulk->sources, CELL_SOURCE, sources))
        return FALSE;
    for (guint i = 0; i < worker->n; i++) {
        Claim *claim = &worker->claims[i]; /* of which each part is set anew */
        claim->subject = g_ptr_array_index(bulk->model->subjects, subjects[i]);
        claim->metric = g_ptr_array_index(bulk->model->metrics, metrics[i]);
        claim->source = g_ptr_array_index(bulk->model->sources, sources[i]);
        worker->kept[i] = (BulkClaim){
            .weight = bulk->source_weights[sources[i]],
            .subject = subjects[i],
            .metric = (guint16)metrics[i],
            .source = sources[i],
        };
    }
    return TRUE;
}

static gboolean read_words(BulkWorker *worker)
{
    int kinds[GROUP], statuses[GROUP], ranks[GROUP];
    if (!find_words(worker, CELL_KIND, &worker->kinds, -1, kinds) ||
        !find_words(worker, CELL_STATUS, &worker->statuses, -1, statuses) ||
        !find_words(worker, CELL_RANK, &worker->ranks, RANK_NORMAL, ranks))
        return FALSE;
    for (guint i = 0; i < worker->n; i++) {
        worker->claims[i].kind = (ClaimKind)kinds[i];
        worker->claims[i].status = (ClaimStatus)statuses[i];
        worker->claims[i].rank = (ClaimRank)ranks[i];
    }
    return TRUE;
}

static void read_texts(BulkWorker *worker)
{
    const PartyIndex *parties = worker->file->bulk->parties;
    for (guint i = 0; i < worker->n; i++) {
        Claim *claim = &worker->claims[i];
        claim->id = cell_text(worker, CELL_ID, i);
        claim->setting = cell_text(worker, CELL_SETTING, i);
        claim->printed = cell_text(worker, CELL_PRINTED, i);
        claim->as_of_text = cell_text(worker, CELL_AS_OF, i);
        claim->locator = cell_text(worker, CELL_LOCATOR, i);
        claim->stated_by = cell_text(worker, CELL_STATED_BY, i);
        claim->reason = cell_text(worker, CELL_REASON, i);
        claim->note = cell_text(worker, CELL_NOTE, i);
        if (parties)
            claim->party = party_find(parties, claim->subject, claim->source, claim->stated_by);
    }
}

static void read_numbers(BulkWorker *worker)
{
    for (guint i = 0; i < worker->n; i++) {
        Claim *claim = &worker->claims[i];
        const MetricKind kind = claim->metric->kind;
        claim->value = bulk_amount_read(cell_text(worker, CELL_VALUE, i), kind);
        claim->low = bulk_amount_read(cell_text(worker, CELL_LOW, i), kind);
        claim->high = bulk_amount_read(cell_text(worker, CELL_HIGH, i), kind);
    }
    for (guint i = 0; i < worker->n; i++) {
        Claim *claim = &worker->claims[i];
        if (!date_parse(claim->as_of_text, &claim->as_of))
            claim->as_of = (Date){0};
        double at;
        const gboolean placed =
            number_parse(cell_text(worker, CELL_AT, i), &at) && at >= 0 && at < 0x1p53;
        claim->at = placed ? (gint64)at : -1;
    }
}

static void keep_settings(BulkWorker *worker)
{
    for (guint i = 0; i < worker->n; i++) {
        const char *setting = worker->claims[i].setting;
        const gsize length = cell_length(worker, CELL_SETTING, i);
        guint32 *number = &worker->kept[i].setting;
        if (!text_index_find(&worker->settings, setting, length, number))
            *number = enter_setting(worker, setting, length);
    }
}

static void keep_extents(BulkWorker *worker)
{
    for (guint i = 0; i < worker->n; i++) {
        const Extent extent = extent_of(&worker->claims[i]);
        BulkClaim *kept = &worker->kept[i];
        kept->extent = (guint8)extent.kind;
        kept->low = extent.low;
        kept->high = extent.high;
        kept->value = extent.value;
    }
}

static void add_claim(BulkPart *part, const BulkClaim *claim)
{
    const guint bucket = bulk_bucket_of(bulk_claim_hash(claim));
    BulkBlock *block = part->blocks[bucket];
    if (!block || part->n_last[bucket] == BULK_BLOCK) {
        block = arena_take_aligned(&part->arena, sizeof *block);
        block->before = part->blocks[bucket];
        part->blocks[bucket] = block;
        part->n_last[bucket] = 0;
    }
    BulkClaim *kept = &block->claims[part->n_last[bucket]++];
    *kept = *claim;
    /* where the bucket's next claim goes, some hundred rows from here */
    __builtin_prefetch(kept + 1, TRUE);
    part->n_claims++;
}

static void add_id(BulkPart *part, guint64 hash)
{
    GArray **ids = &part->ids[bulk_bucket_of(hash)];
    if (!*ids)
        *ids = g_array_new(FALSE, FALSE, sizeof hash);
    g_array_append_val(*ids, hash);
}

static void keep_claims(BulkWorker *worker)
{
    const Bulk *bulk = worker->file->bulk;
    keep_settings(worker);
    keep_extents(worker);
    for (guint i = 0; i < worker->n; i++) {
        const Claim *claim = &worker->claims[i];
        BulkClaim *kept = &worker->kept[i];
        kept->weight = choice_weigh_beside(&bulk->model->order, claim, kept->weight);
        kept->row = bulk->with_texts ? bulk_texts_keep(&worker->part->texts, claim, kept->source)
                                     : bulk_row_make(worker->file->number,
                                                     worker->batch->starts[worker->first + i]);
        kept->as_of = claim->metric->timed ? date_number(claim->as_of) : 0;
        kept->statement = hash_statement(worker, i);
        if (bulk->own_ids)
            add_id(worker->part, key_hash_bytes(claim->id, cell_length(worker, CELL_ID, i)));
        add_claim(worker->part, kept);
    }
}

/* FALSE when a claim is none that the model can have. */
static gboolean take_group(BulkWorker *worker)
{
    if (!read_references(worker) || !read_words(worker))
        return FALSE;
    read_texts(worker);
    read_numbers(worker);
    for (guint i = 0; i < worker->n; i++) {
        if (!id_is_in_form(worker->claims[i].id))
            return FALSE;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(row_checks); i++)
        row_checks[i](&worker->group, worker->findings);
    keep_claims(worker);
    return TRUE;
}

static void take_rows(gpointer data, const ScanBatch *batch)
{
    BulkWorker *worker = data;
    worker->batch = batch;
    for (worker->first = 0; worker->first < batch->n_rows; worker->first += worker->n) {
        worker->n = worker->group.claims->len = MIN(GROUP, batch->n_rows - worker->first);
        if (!take_group(worker))
            g_atomic_int_set(&worker->file->bulk->faulty, TRUE);
    }
}

ScanTap bulk_tap(BulkFile *file)
{
    return (ScanTap){
        .fields = cell_fields,
        .data = file,
        .worker_new = worker_new,
        .worker_free = worker_free,
        .rows = take_rows,
    };
}
