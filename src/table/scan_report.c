#include "table/relation.h"
#include "table/rules.h"
#include "table/scan_run.h"
#include "table/suggest.h"

#include <string.h>

/* A search for a near miss reads all values; when this many are wrong, it is no
 * slip of the pen. */
enum { SUGGESTIONS_LIMIT = 50 };

/* ---- texts ----------------------------------------------------------------- */

static char *field_names(const Schema *schema, const guint *fields, guint n_fields)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < n_fields; i++)
        g_string_append_printf(out, "%s'%s'", i > 0 ? ", " : "", schema->fields[fields[i]].name);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

/* The key's value, for messages: '"a"', or '"a", "b"'. */
static char *key_format(const ScanRun *run, const ScanKey *key, const Row *row)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < key->n_fields; i++) {
        const RowCell *cell = &row->cells[scan_key_column(&run->plan, key, i)];
        g_autofree char *quoted = text_quote(cell->text);
        g_string_append_printf(out, "%s%s", i > 0 ? ", " : "", quoted);
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

/* Of a cell; of the row's end when it lacks that. */
static Place place_of(const ScanRun *run, const Row *row, guint column)
{
    const char *file = run->table->file;
    if (column >= row->n_cells)
        return (Place){file, row->end_line, row->end_column, row->record};
    return row_cell_place(file, row, &row->cells[column]);
}

/* ---- keys of a row --------------------------------------------------------- */

static void report_missing_parts(ScanRun *run, const ScanKey *key, const Row *row)
{
    const Schema *schema = run->table->schema;
    for (guint i = 0; i < key->n_fields; i++) {
        const guint column = scan_key_column(&run->plan, key, i);
        const Field *field = &schema->fields[key->fields[i]];
        const gboolean missing = column >= row->n_cells ||
                                 row_is_missing(schema, run->plan.dialect, field,
                                                row->cells[column].text, row->cells[column].length);
        if (missing && !field->required)
            findings_add(run->findings, &rule_primary_key, place_of(run, row, column),
                         "'%s' is empty, but belongs to the primary key", field->name);
    }
}

/* A value of the other table that a key of one field may mean; to be freed, or
 * NULL. */
static char *nearest_value(const ScanKey *key, const char *text)
{
    Suggestion suggestion;
    suggest_init(&suggestion, text);
    g_autoptr(GStringChunk) best = g_string_chunk_new(64);
    for (gsize i = 0; i < key_set_size(key->target); i++) {
        gsize length;
        const char *value = key_set_value(key->target, i, &length);
        char copy[SUGGEST_LENGTH_LIMIT * 4 + 1];
        if (length >= sizeof copy)
            continue;
        memcpy(copy, value, length);
        copy[length] = '\0';
        suggest_offer(&suggestion, copy);
        if (suggestion.best == copy)
            suggestion.best = g_string_chunk_insert(best, copy);
    }
    return g_strdup(suggestion.best);
}

static void report_dangling(ScanRun *run, ScanKey *key, const Row *row)
{
    const Place place = place_of(run, row, scan_key_column(&run->plan, key, 0));
    const char *file = key->other->file;
    const char *text = row->cells[scan_key_column(&run->plan, key, 0)].text;
    const gboolean suggest =
        key->n_dangling++ < SUGGESTIONS_LIMIT && key->n_fields == 1 && !key->numeric[0];
    g_autofree char *value = key_format(run, key, row);
    g_autofree char *names = field_names(run->table->schema, key->fields, key->n_fields);
    g_autofree char *other_names =
        field_names(key->other->schema, key->other_fields, key->n_fields);
    g_autofree char *meant = suggest ? nearest_value(key, text) : NULL;
    if (meant)
        findings_add(run->findings, &rule_foreign_key, place,
                     "%s in %s is no %s of %s; did you mean \"%s\"? if not, add it to %s", value,
                     names, other_names, file, meant, file);
    else
        findings_add(run->findings, &rule_foreign_key, place,
                     "%s in %s is no %s of %s; add it to %s or correct the spelling", value, names,
                     other_names, file, file);
}

static void report_keys(ScanRun *run, const Row *row, guint skip)
{
    scan_worker_look(run->exact, row);
    for (guint i = 0; i < run->plan.keys->len; i++) {
        ScanKey *key = &g_array_index(run->plan.keys, ScanKey, i);
        if (key->primary && !(skip & 1 << ROW_KEY_MISSING))
            report_missing_parts(run, key, row);
        if (key->use == KEY_REFERENCE && !(skip & 1 << ROW_REFERENCE) &&
            scan_worker_dangles(run->exact, key))
            report_dangling(run, key, row);
    }
}

/* ---- rows ------------------------------------------------------------------ */

/* Counts what lies beyond the limit of findings; gives the sorts of faults about
 * which nothing more is to be said. */
static guint count_beyond(ScanRun *run, guint line, const guint n_faults[N_ROW_FAULTS])
{
    const Place place = {run->table->file, line, 0};
    guint done = 0;
    for (guint i = 0; i < N_ROW_FAULTS; i++) {
        const Rule *rule = row_fault_rules[i];
        if (n_faults[i] > 0 && !findings_add_beyond(run->findings, rule, place))
            continue;
        for (guint j = 1; j < n_faults[i]; j++)
            findings_add_beyond(run->findings, rule, place);
        done |= 1U << i;
    }
    return done;
}

static void report(ScanRun *run, const Row *row, guint skip)
{
    if (!run->plan.only_keys)
        row_check(&run->check, row, skip, NULL);
    if (!row_is_blank(row))
        report_keys(run, row, skip);
}

void scan_report_row(ScanRun *run, const Row *row, const guint n_faults[N_ROW_FAULTS])
{
    const guint skip = count_beyond(run, row->line, n_faults);
    if (skip != (1U << N_ROW_FAULTS) - 1)
        report(run, row, skip);
}

/* Reads the row there again; use is made of it before it passes. */
static RowReader *read_at(ScanRun *run, const KeyEntry *at, Row *row)
{
    RowSource source = run->source;
    source.start = at->start;
    source.line = at->line;
    source.record = at->record;
    source.passing = TRUE;
    RowReader *reader = row_reader_open(&source, run->unheard);
    if (!row_reader_next(reader, row))
        g_error("a row has gone from %s", run->table->file);
    return reader;
}

void scan_report_at(ScanRun *run, const KeyEntry *at, const guint n_faults[N_ROW_FAULTS])
{
    const guint skip = count_beyond(run, at->line, n_faults);
    if (skip == (1U << N_ROW_FAULTS) - 1)
        return;
    Row row;
    RowReader *reader = read_at(run, at, &row);
    report(run, &row, skip);
    g_free(row_reader_free(reader));
}

/* ---- keys that stand twice ------------------------------------------------- */

typedef struct {
    KeyEntry first, again;
} Pair;

static char *read_key(ScanRun *run, const ScanKey *key, const KeyEntry *at, gsize *length)
{
    Row row;
    RowReader *reader = read_at(run, at, &row);
    scan_worker_look(run->exact, &row);
    const char *bytes = scan_worker_key(run->exact, key, length);
    char *copy = g_memdup2(bytes, MAX(*length, 1));
    g_free(row_reader_free(reader));
    return copy;
}

/* Entries of one hash: those of one value are pairs with its first. */
static void pair_entries(ScanRun *run, const ScanKey *key, const KeyEntry *entries, guint n,
                         GArray *pairs)
{
    g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    g_autoptr(GArray) firsts = g_array_new(FALSE, FALSE, sizeof(KeyEntry));
    for (guint i = 0; i < n; i++) {
        gsize length = 0;
        char *bytes = read_key(run, key, &entries[i], &length);
        g_autoptr(GBytes) value = g_bytes_new_take(bytes, length);
        guint j = 0;
        while (j < values->len && !g_bytes_equal(g_ptr_array_index(values, j), value))
            j++;
        if (j < values->len) {
            const Pair pair = {g_array_index(firsts, KeyEntry, j), entries[i]};
            g_array_append_val(pairs, pair);
        } else {
            g_ptr_array_add(values, g_steal_pointer(&value));
            g_array_append_val(firsts, entries[i]);
        }
    }
}

static int pair_compare(gconstpointer a, gconstpointer b)
{
    const Pair *x = a, *y = b;
    return (x->again.start > y->again.start) - (x->again.start < y->again.start);
}

/* The same row again. */
static void report_row(ScanRun *run, const ScanKey *key, const Row *row, Place before)
{
    const Place place = {run->table->file, row->line, 0, row->record};
    g_autofree char *line = relocation_line(run->table->relocation, before, place);
    findings_add(run->findings, key->rule, place, DUPLICATE_ROW, line);
}

static void report_pair(ScanRun *run, const ScanKey *key, const Pair *pair)
{
    const Place at = {run->table->file, pair->again.line, 0};
    if (findings_add_beyond(run->findings, key->rule, at))
        return;
    Row first, row;
    RowReader *reader = read_at(run, &pair->first, &first);
    const guint column = scan_key_column(&run->plan, key, 0);
    const Place before = place_of(run, &first, column);
    g_free(row_reader_free(reader));
    reader = read_at(run, &pair->again, &row);
    if (key->whole_row) {
        report_row(run, key, &row, before);
        g_free(row_reader_free(reader));
        return;
    }
    g_autofree char *value = key_format(run, key, &row);
    g_autofree char *names = field_names(run->table->schema, key->fields, key->n_fields);
    const Place place = place_of(run, &row, column);
    g_autofree char *line = relocation_line(run->table->relocation, before, place);
    findings_add(run->findings, key->rule, place,
                 "%s in %s stands already in %s; give each row its own", value, names, line);
    g_free(row_reader_free(reader));
}

void scan_report_repeated(ScanRun *run, const ScanKey *key)
{
    const guint n_threads =
        run->options->n_threads > 0 ? run->options->n_threads : g_get_num_processors();
    g_autoptr(GArray) repeated = key_parts_repeated(key->parts, n_threads);
    g_autoptr(GArray) pairs = g_array_new(FALSE, FALSE, sizeof(Pair));
    const KeyEntry *entries = (const KeyEntry *)(void *)repeated->data;
    for (guint i = 0, n; i < repeated->len; i += n) {
        for (n = 1; i + n < repeated->len && entries[i + n].hash == entries[i].hash; n++)
            ;
        pair_entries(run, key, entries + i, n, pairs);
    }
    g_array_sort(pairs, pair_compare);
    for (guint i = 0; i < pairs->len; i++)
        report_pair(run, key, &g_array_index(pairs, Pair, i));
}
