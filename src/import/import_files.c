#include "import/import_files.h"

#include "import/draft.h"

/* ---- tables ---------------------------------------------------------------------------------- */

static const char *const *claim_row(gconstpointer rows, guint i)
{
    const ClaimDraft *draft = g_ptr_array_index((const GPtrArray *)rows, i);
    return claim_draft_is_new(draft) ? draft->cells : NULL;
}

static const char *const *source_row(gconstpointer rows, guint i)
{
    const BookedSource *source = g_ptr_array_index((const GPtrArray *)rows, i);
    return booked_source_is_new(source) ? (const char *const *)source->cells : NULL;
}

static const char *const *subject_row(gconstpointer rows, guint i)
{
    const BookedSubject *subject = g_ptr_array_index((const GPtrArray *)rows, i);
    return !subject->subject && subject->n_claims > 0 ? (const char *const *)subject->cells : NULL;
}

static const char *const *metric_row(gconstpointer rows, guint i)
{
    const MapMetric *metric = g_ptr_array_index((const GPtrArray *)rows, i);
    return (const char *const *)metric->cells;
}

static const char *const *left_row(gconstpointer rows, guint i)
{
    return g_ptr_array_index((const GPtrArray *)rows, i);
}

char *import_format_claims(const Import *import, gsize *length)
{
    const DraftTable table = {.schema = import->claim_schema,
                              .names = claim_columns,
                              .n_columns = N_CLAIM_COLUMNS,
                              .n_rows = import->drafts->len,
                              .row = claim_row,
                              .rows = import->drafts};
    return draft_format(&table, length);
}

/* A table only if it has a row. */
static void add_table(GPtrArray *files, const char *path, const DraftTable *table)
{
    guint n = 0;
    for (guint i = 0; i < table->n_rows; i++)
        n += table->row(table->rows, i) != NULL;
    if (n == 0)
        return;
    gsize length;
    char *text = draft_format(table, &length);
    g_ptr_array_add(files, output_file_new(path, text, length));
}

static void add_sources(GPtrArray *files, const Import *import)
{
    const GPtrArray *sources = source_book_sources(import->sources);
    const DraftTable table = {.schema = import->source_schema,
                              .names = source_columns,
                              .n_columns = N_SOURCE_COLUMNS,
                              .n_rows = sources->len,
                              .row = source_row,
                              .rows = sources};
    add_table(files, "sources.csv", &table);
    for (guint i = 0; i < sources->len; i++) {
        const BookedSource *source = g_ptr_array_index(sources, i);
        if (!booked_source_is_new(source))
            continue;
        const GString *text = source->excerpt;
        g_autofree char *name = g_strconcat("snapshots/", source->cells[SOURCE_SNAPSHOT], NULL);
        g_ptr_array_add(files,
                        output_file_new(name, g_memdup2(text->str, text->len + 1), text->len));
    }
}

static void add_subjects(GPtrArray *files, const Import *import)
{
    const GPtrArray *subjects = subject_book_subjects(import->subjects);
    const DraftTable table = {.schema = import->subject_schema,
                              .names = subject_columns,
                              .n_columns = N_SUBJECT_COLUMNS,
                              .n_rows = subjects->len,
                              .row = subject_row,
                              .rows = subjects};
    add_table(files, "subjects.csv", &table);
}

/* Those that new claims are of. */
static GPtrArray *new_metrics(const Import *import)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    GPtrArray *metrics = g_ptr_array_new();
    for (guint i = 0; i < import->drafts->len; i++) {
        const ClaimDraft *draft = g_ptr_array_index(import->drafts, i);
        if (draft->new_metric && claim_draft_is_new(draft) &&
            g_hash_table_add(seen, (gpointer)draft->new_metric))
            g_ptr_array_add(metrics, (gpointer)draft->new_metric);
    }
    return metrics;
}

static void add_metrics(GPtrArray *files, const Import *import)
{
    g_autoptr(GPtrArray) metrics = new_metrics(import);
    const DraftTable table = {.schema = import->metric_schema,
                              .names = metric_columns,
                              .n_columns = N_METRIC_COLUMNS,
                              .n_rows = metrics->len,
                              .row = metric_row,
                              .rows = metrics};
    add_table(files, "metrics.csv", &table);
}

static void add_left(GPtrArray *files, const Import *import)
{
    static const char *const names[] = {"file", "line", "row", "outcome", "reason", "text"};
    g_autoptr(GPtrArray) rows =
        g_ptr_array_new_with_free_func((GDestroyNotify)(void (*)(void))g_strfreev);
    for (guint i = 0; i < import->left->len; i++) {
        const LeftRow *left = g_ptr_array_index(import->left, i);
        char **cells = g_new0(char *, G_N_ELEMENTS(names) + 1);
        cells[0] = g_strdup(left->file);
        cells[1] = g_strdup_printf("%u", left->line);
        cells[2] = g_strdup_printf("%u", left->record);
        cells[3] = g_strdup(left->outcome == ROW_SKIPPED ? "skipped" : "not mapped");
        cells[4] = g_strdup(left->reason);
        cells[5] = g_strdup(left->text);
        g_ptr_array_add(rows, cells);
    }
    const DraftTable table = {.names = names,
                              .n_columns = G_N_ELEMENTS(names),
                              .n_rows = rows->len,
                              .row = left_row,
                              .rows = rows};
    add_table(files, "unmapped.csv", &table);
}

GPtrArray *import_files(const Import *import)
{
    GPtrArray *files = output_files_new();
    gsize length;
    char *claims = import_format_claims(import, &length);
    g_ptr_array_add(files, output_file_new("claims.csv", claims, length));
    add_metrics(files, import);
    add_sources(files, import);
    add_subjects(files, import);
    add_left(files, import);
    return files;
}
