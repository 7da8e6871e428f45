#include "table/scan_run.h"

#include "table/encoding.h"
#include "table/rules.h"

#include <string.h>

enum { HEADER_LIMIT = 1 << 20, EXACT_STRETCH = 1 << 20 };

/* ---- rows that are read by rows.h ------------------------------------------ */

static RowSource source_at(const ScanRun *run, gsize start, guint line, guint record)
{
    RowSource source = run->source;
    source.start = start;
    source.line = line;
    source.record = record;
    source.passing = TRUE;
    return source;
}

static void take_row(ScanRun *run, const Row *row)
{
    guint n_faults[N_ROW_FAULTS];
    scan_worker_take(run->exact, row, n_faults);
    if (row_is_torn(row, run->plan.n_columns) && n_faults[ROW_EXTRA_CELL] > 0) {
        n_faults[ROW_EXTRA_CELL]--;
        n_faults[ROW_DAMAGE]++;
    }
    scan_report_row(run, row, n_faults);
}

static void spoil(ScanRun *run)
{
    if (run->plan.tap)
        run->plan.tap->spoiled = TRUE;
}

/* Reads rows from there until one ends at or behind an offset; moves there.
 * Gives the number of rows. */
static guint read_exactly(ScanRun *run, gsize start, guint line, guint record, gsize end)
{
    const RowSource source = source_at(run, start, line, record);
    RowReader *reader = row_reader_open(&source, run->findings);
    Row row;
    spoil(run);
    while (row_reader_offset(reader) < end && row_reader_next(reader, &row))
        take_row(run, &row);
    run->whole = run->whole && row_reader_is_whole(reader);
    run->offset = row_reader_offset(reader);
    run->line = row_reader_line(reader);
    run->record = row_reader_record(reader);
    g_free(row_reader_free(reader));
    return run->record - record;
}

/* ---- chunks ---------------------------------------------------------------- */

/* Whether the row reader, too, comes to a row's end at the stretch's end.  Quotes
 * behind blanks mean something else to it, so there it may not. */
static gboolean is_in_step(const ScanRun *run, const ChunkStretch *stretch)
{
    const gsize length = stretch->end - stretch->start;
    if (!memchr(run->source.text + stretch->start, run->plan.dialect->quote, length))
        return TRUE;
    const RowSource source = source_at(run, stretch->start, 1, 1);
    RowReader *reader = row_reader_open(&source, run->unheard);
    Row row;
    while (row_reader_offset(reader) < stretch->end && row_reader_next(reader, &row))
        ;
    const gboolean in_step = row_reader_offset(reader) == stretch->end;
    g_free(row_reader_free(reader));
    return in_step;
}

static gboolean all_in_step(const ScanRun *run, const ScanResult *result)
{
    for (guint i = 0; i < result->faults->len; i++) {
        const ScanFault *fault = &g_array_index(result->faults, ScanFault, i);
        if (fault->irregular && !is_in_step(run, &fault->stretch))
            return FALSE;
    }
    return TRUE;
}

/* Line and record of the chunk's keys become those of the text.  shifts: of
 * ChunkStretch: from which row on how many more records there are. */
static void place_entries(GArray *entries, guint line, guint record, const GArray *shifts)
{
    guint shift = 0, next = 0;
    for (guint i = 0; i < entries->len; i++) {
        KeyEntry *entry = &g_array_index(entries, KeyEntry, i);
        while (next < shifts->len && g_array_index(shifts, ChunkStretch, next).start < entry->start)
            shift += g_array_index(shifts, ChunkStretch, next++).line;
        entry->line += line;
        entry->record += record + shift;
    }
}

static void add_found(KeySet *set, const GByteArray *found)
{
    const guint8 *p = found->data, *end = p + found->len;
    while (p < end) {
        gsize length;
        memcpy(&length, p, sizeof length);
        p += sizeof length;
        key_set_add(set, (const char *)p, length);
        p += length;
    }
}

static void take_keys(ScanRun *run, ScanResult *result)
{
    for (guint i = 0; i < run->plan.keys->len; i++) {
        ScanKey *key = &g_array_index(run->plan.keys, ScanKey, i);
        if (key->use == KEY_UNIQUE)
            g_ptr_array_add(key->parts, key_part_new(g_steal_pointer(&result->entries[i])));
        else if (key->use == KEY_COLLECT && result->found[i]->len > 0)
            add_found(key->set, result->found[i]);
    }
    run->table->n_rows += result->n_rows;
}

/* Reports the chunk's faults; gives the records that its irregular rows have. */
static GArray *take_faults(ScanRun *run, const ScanResult *result, guint line, guint record)
{
    GArray *shifts = g_array_new(FALSE, FALSE, sizeof(ChunkStretch));
    for (guint i = 0; i < result->faults->len; i++) {
        const ScanFault *fault = &g_array_index(result->faults, ScanFault, i);
        const gsize start = fault->stretch.start;
        const KeyEntry at = {0, start, line + fault->stretch.line, record + fault->record};
        if (fault->irregular) {
            const guint n = read_exactly(run, start, at.line, at.record, fault->stretch.end);
            const ChunkStretch shift = {start, fault->stretch.end, n};
            g_array_append_val(shifts, shift);
            record += n;
        } else {
            scan_report_at(run, &at, fault->n_faults);
        }
    }
    return shifts;
}

static gboolean commit(gpointer data, gpointer given, const ChunkExtent *extent)
{
    ScanRun *run = data;
    ScanResult *result = given;
    const guint line = run->line, record = run->record;
    const gboolean in_step = all_in_step(run, result);
    if (in_step) {
        g_autoptr(GArray) shifts = take_faults(run, result, line, record);
        for (guint i = 0; i < run->plan.keys->len; i++) {
            if (result->entries[i])
                place_entries(result->entries[i], line, record, shifts);
        }
        run->record = record + result->n_records;
        for (guint i = 0; i < shifts->len; i++)
            run->record += g_array_index(shifts, ChunkStretch, i).line;
        run->line = line + extent->n_lines;
        if (extent->broken || extent->end > extent->start) /* a chunk may have no row */
            run->offset = extent->end;
        take_keys(run, result);
        if (result->spoiled)
            spoil(run);
    }
    scan_result_free(result, &run->plan);
    return in_step;
}

static void discard(gpointer data, gpointer result)
{
    scan_result_free(result, &((ScanRun *)data)->plan);
}

static ChunkWorker *worker_new(gpointer data)
{
    return (ChunkWorker *)(gpointer)scan_worker_new(&((ScanRun *)data)->plan, FALSE);
}

static void worker_free(ChunkWorker *worker)
{
    scan_worker_free((ScanWorker *)(gpointer)worker);
}

static void begin(ChunkWorker *worker, gpointer data)
{
    (void)data;
    scan_worker_begin((ScanWorker *)(gpointer)worker);
}

static gpointer end(ChunkWorker *worker)
{
    return scan_worker_end((ScanWorker *)(gpointer)worker);
}

static const ChunkConsumer consumer = {
    .worker_new = worker_new,
    .worker_free = worker_free,
    .begin = begin,
    .cell = scan_worker_cell,
    .skips = scan_worker_skips,
    .row = scan_worker_row,
    .irregular = scan_worker_irregular,
    .end = end,
    .commit = commit,
    .discard = discard,
};

/* ---- the rows -------------------------------------------------------------- */

/* Reads all rows; FALSE when the text is no UTF-8. */
static gboolean read_rows(ScanRun *run)
{
    if (!dialect_is_plain(run->plan.dialect)) { /* its encoding has been checked */
        read_exactly(run, run->offset, run->line, run->record, run->source.length);
        return TRUE;
    }
    const ChunkText text = {
        .text = run->source.text,
        .length = run->source.length,
        .delimiter = run->plan.dialect->delimiter,
        .quote = run->plan.dialect->quote,
        .mapping = run->table->mapping,
        .n_threads = run->options->n_threads,
        .chunk_size = run->options->chunk_size,
    };
    gsize stretch = run->options->chunk_size > 0 ? run->options->chunk_size : EXACT_STRETCH;
    gboolean is_text = FALSE;
    while (run->offset < run->source.length) {
        const ChunkStatus status = chunk_read(&text, run->offset, &consumer, run);
        if (status == CHUNK_ENCODING)
            return FALSE;
        if (status == CHUNK_DONE)
            break;
        /* where quotes are broken in one place, they often are in the next */
        const gsize until = MIN(run->source.length, run->offset + stretch);
        if (!is_text && !chunk_is_text(&text, run->offset, run->source.length))
            return FALSE;
        is_text = TRUE;
        read_exactly(run, run->offset, run->line, run->record, until);
        stretch = MIN(stretch * 2, G_MAXSIZE / 4);
    }
    return TRUE;
}

static void report_keys(ScanRun *run)
{
    for (guint i = 0; i < run->plan.keys->len; i++) {
        ScanKey *key = &g_array_index(run->plan.keys, ScanKey, i);
        if (key->use == KEY_UNIQUE)
            scan_report_repeated(run, key);
    }
}

static void hear(ScanRun *run)
{
    findings_take(run->into, run->findings);
}

/* Nothing else is said of a file that is no text. */
static void refuse(ScanRun *run)
{
    spoil(run);
    g_clear_pointer(&run->findings, findings_free);
    run->findings = findings_new_like(run->into);
    run->check.findings = run->findings;
    encoding_check(run->source.file, run->source.text, run->source.length, run->into);
    run->readable = run->whole = FALSE;
    run->table->n_rows = 0;
}

void scan_run_read(ScanRun *run)
{
    run->exact = scan_worker_new(&run->plan, TRUE);
    scan_worker_begin(run->exact);
    const gboolean is_text = read_rows(run);
    ScanResult *result = scan_worker_end(run->exact);
    if (is_text) {
        take_keys(run, result);
        report_keys(run);
        hear(run);
    } else {
        refuse(run);
    }
    scan_result_free(result, &run->plan);
    g_clear_pointer(&run->exact, scan_worker_free);
}

/* ---- the labels ------------------------------------------------------------ */

static void read_labels(ScanRun *run, gsize length)
{
    RowSource source = run->source;
    source.length = length;
    RowReader *reader = row_reader_open(&source, run->findings);
    run->readable = layout_read(&source, reader, &run->table->schema, &run->layout, run->findings);
    run->offset = row_reader_offset(reader);
    run->line = row_reader_line(reader);
    run->record = row_reader_record(reader);
    g_free(row_reader_free(reader));
}

/* The end of the first row when quotes and bytes up to there are as they should be, so that labels
 * are read before the rest of the file; else 0.  A control character may begin a file of another
 * kind, which encoding_check tells. */
static gsize plain_header_end(const ScanRun *run)
{
    const ChunkText text = {.text = run->source.text, .length = run->source.length};
    const gsize limit = MIN(text.length, HEADER_LIMIT);
    const Dialect *dialect = run->source.dialect;
    if (!dialect_is_plain(dialect) || !chunk_is_text(&text, 0, limit))
        return 0;
    gsize n_quotes = 0;
    for (gsize i = 0; i < limit; i++) {
        n_quotes += text.text[i] == dialect->quote;
        if (text.text[i] == '\n' && n_quotes == 0)
            return i + 1;
        if (g_ascii_iscntrl(text.text[i]) && !strchr("\t\r\n", text.text[i]))
            return 0;
    }
    return 0;
}

void scan_run_init(ScanRun *run, ScanTable *table, const ScanOptions *options, Findings *findings)
{
    *run = (ScanRun){.table = table, .options = options, .into = findings, .whole = TRUE};
    table->n_rows = 0;
    const Dialect *dialect = table->dialect ? table->dialect : &dialect_default;
    run->findings = findings_new_like(findings);
    run->unheard = findings_new();
    run->source = (RowSource){.file = table->file,
                              .text = table->text,
                              .length = table->length,
                              .dialect = dialect,
                              .relocation = table->relocation};
    const gsize header_end = plain_header_end(run);
    if (header_end > 0 || encoding_check(table->file, table->text, table->length, findings))
        read_labels(run, header_end > 0 ? header_end : table->length);
    if (!table->schema)
        table->schema = schema_new_any(NULL, 0);
    run->whole = run->readable;
    run->first_row = run->offset;
    run->first_line = run->line;
    run->first_record = run->record;
    run->check = (RowCheck){table->file, table->schema, &run->layout, dialect, run->findings};
    if (run->readable)
        scan_plan_init(&run->plan, table, &run->layout);
    else
        hear(run);
    if (table->tap) {
        table->tap->first_row = run->first_row;
        table->tap->spoiled = !run->readable;
    }
    run->plan.hash_mask = options->hash_mask ? options->hash_mask : G_MAXUINT64;
}

void scan_run_restart(ScanRun *run)
{
    scan_plan_clear(&run->plan);
    scan_plan_init(&run->plan, run->table, &run->layout);
    run->plan.hash_mask = G_MAXUINT64;
    run->plan.only_keys = TRUE;
    run->plan.tap = NULL; /* it has seen the rows */
    run->offset = run->first_row;
    run->line = run->first_line;
    run->record = run->first_record;
}

void scan_run_clear(ScanRun *run)
{
    scan_plan_clear(&run->plan);
    layout_clear(&run->layout);
    findings_free(run->findings);
    findings_free(run->unheard);
}
