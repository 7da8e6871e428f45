#include "import/import.h"

#include "claims/check.h"
#include "import/draft.h"

#include <string.h>

const Rule rule_import_row = {
    "import-row", LEVEL_ERROR,
    "a row of a table to import gives no claim, or not all of its claims"};
const Rule rule_import_source = {"import-source", LEVEL_WARNING,
                                 "a source is called otherwise in another row"};

/* ---- what there is already --------------------------------------------------------------------
 */

static const Schema *schema_of(const Package *package, const char *name)
{
    const Table *table = package_table_find(package, name);
    return table ? table->schema : NULL;
}

/* New claims are held against the first table of claims. */
static const Schema *find_claim_schema(const Package *package)
{
    for (guint i = 0; i < package->tables->len; i++) {
        const Table *table = g_ptr_array_index(package->tables, i);
        if (schema_field_find(table->schema, "printed") >= 0 &&
            schema_field_find(table->schema, "metric") >= 0 &&
            schema_field_find(table->schema, "source") >= 0)
            return table->schema;
    }
    return NULL;
}

/* A metric of the map counts where the data have none of that id. */
static void add_metrics(Import *import)
{
    for (guint i = 0; i < import->map->metrics->len; i++) {
        MapMetric *metric = g_ptr_array_index(import->map->metrics, i);
        const char *id = metric->cells[METRIC_ID];
        if (g_hash_table_contains(import->claims->metric_by_id, id))
            continue;
        g_autofree char *fault =
            draft_fault(import->metric_schema, metric_columns, (const char *const *)metric->cells,
                        N_METRIC_COLUMNS, NULL);
        if (fault)
            findings_add(import->findings, &rule_import_map, metric->place, "metric \"%s\": %s", id,
                         fault);
        g_hash_table_insert(import->metrics, (gpointer)id, metric);
    }
}

Import *import_new(const Package *package, const ClaimSet *claims, ImportMap *map,
                   gboolean new_subjects, Findings *findings)
{
    Import *import = g_new0(Import, 1);
    import->package = package;
    import->claims = claims;
    import->map = map;
    import->new_subjects = new_subjects;
    import->findings = findings;
    import->claim_schema = find_claim_schema(package);
    import->source_schema = schema_of(package, "sources");
    import->subject_schema = schema_of(package, "subjects");
    import->metric_schema = schema_of(package, "metrics");
    import->sources = source_book_new(claims, import->source_schema);
    import->subjects = subject_book_new(claims, import->subject_schema);
    import->drafts = g_ptr_array_new_with_free_func(g_free);
    import->left = g_ptr_array_new_with_free_func(g_free);
    import->ids = g_hash_table_new(g_str_hash, g_str_equal);
    import->statements = g_hash_table_new_full(statement_hash, statement_equal, g_free, NULL);
    for (guint i = 0; i < claims->claims->len; i++) {
        const Claim *claim = g_ptr_array_index(claims->claims, i);
        const Statement statement = statement_of(claim);
        g_hash_table_insert(import->statements, g_memdup2(&statement, sizeof statement),
                            (gpointer)claim->id);
    }
    import->slugs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    import->metrics = g_hash_table_new(g_str_hash, g_str_equal);
    import->readings = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    import->retitled = g_hash_table_new(NULL, NULL);
    import->texts = g_string_chunk_new(1 << 16);
    add_metrics(import);
    return import;
}

void import_free(Import *import)
{
    if (!import)
        return;
    source_book_free(import->sources);
    subject_book_free(import->subjects);
    g_ptr_array_unref(import->drafts);
    g_ptr_array_unref(import->left);
    g_hash_table_unref(import->ids);
    g_hash_table_unref(import->statements);
    g_hash_table_unref(import->slugs);
    g_hash_table_unref(import->metrics);
    g_hash_table_unref(import->readings);
    g_hash_table_unref(import->retitled);
    g_string_chunk_free(import->texts);
    g_free(import);
}

/* ---- rows that give no claim -------------------------------------------------------------------
 */

static void leave_row(RowImport *row, RowOutcome outcome, const char *reason, int column)
{
    Import *import = row->import;
    const ForeignRow *foreign = row->view.row;
    const ForeignCell *cell = column >= 0 ? &foreign->cells[column] : NULL;
    gsize length;
    const char *text = foreign_reader_text(row->reader, &length);
    LeftRow *left = g_new(LeftRow, 1);
    *left = (LeftRow){
        .file = row->file,
        .line = cell && cell->column > 0 ? cell->line : foreign->line,
        .column = cell ? cell->column : 0,
        .record = foreign->record,
        .outcome = outcome,
        .reason = g_string_chunk_insert_const(import->texts, reason),
        .text = g_string_chunk_insert_len(import->texts, text + foreign->start,
                                          (gssize)(foreign->end - foreign->start)),
    };
    g_ptr_array_add(import->left, left);
    const Place place = {row->file, left->line, left->column, left->record};
    if (outcome == ROW_UNMAPPED && !findings_add_beyond(import->findings, &rule_import_row, place))
        findings_add(import->findings, &rule_import_row, place, "%s", reason);
}

/* The reason that the map gives to leave a row out, or NULL. */
static const char *skip_reason(RowImport *row)
{
    if (row->view.row->blank)
        return "the row is blank";
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < row->table->skips->len; i++) {
        const MapSkip *skip = g_ptr_array_index(row->table->skips, i);
        char *fault = NULL;
        if (!text_rule_evaluate(skip->text, &row->view, TEXT_ONE_LINE, text, NULL, &fault)) {
            g_free(fault); /* what a rule cannot tell is no reason */
            continue;
        }
        if (skip->match ? g_regex_match(skip->match, text->str, 0, NULL)
                        : strcmp(text->str, skip->is) == 0)
            return skip->reason;
    }
    return NULL;
}

/* ---- rows --------------------------------------------------------------------------------------
 */

typedef struct {
    guint n_made, n_faulty;
} RowResult;

static void draft_one(RowImport *row, const MapClaim *claim, RowResult *result)
{
    ImportCounts *counts = &row->import->counts;
    counts->n_figures++;
    switch (import_claim_draft(row, claim)) {
    case DRAFT_MADE:
        counts->n_claims++;
        result->n_made++;
        break;
    case DRAFT_EMPTY: counts->n_empty++; break;
    case DRAFT_FAULTY:
        counts->n_faulty++;
        result->n_faulty++;
        leave_row(row, ROW_UNMAPPED, row->fault, row->fault_column);
        g_clear_pointer(&row->fault, g_free);
        break;
    }
}

/* Each part of a cell, or the row once. */
static void draft_parts(RowImport *row, const MapClaim *claim, RowResult *result)
{
    if (!claim->split) {
        draft_one(row, claim, result);
        return;
    }
    g_autoptr(GString) text = g_string_new(NULL);
    char *fault = NULL;
    if (!text_rule_evaluate(claim->split, &row->view, TEXT_AS_IT_IS, text, &row->view.part_column,
                            &fault)) {
        row->import->counts.n_figures++;
        row->import->counts.n_faulty++;
        result->n_faulty++;
        leave_row(row, ROW_UNMAPPED, fault, row->view.part_column);
        g_free(fault);
        return;
    }
    g_auto(GStrv) parts = g_strsplit(text->str, claim->split_by, -1);
    for (char **part = parts; *part; part++) {
        row->view.part = g_strstrip(*part);
        draft_one(row, claim, result);
    }
    row->view.part = NULL;
    row->view.part_column = -1;
}

static void import_row(RowImport *row)
{
    ImportCounts *counts = &row->import->counts;
    counts->n_rows++;
    const char *reason = skip_reason(row);
    if (reason) {
        counts->n_skipped++;
        leave_row(row, ROW_SKIPPED, reason, -1);
        return;
    }
    if (row->view.row->fault) {
        counts->n_unmapped++;
        leave_row(row, ROW_UNMAPPED, row->view.row->fault, -1);
        return;
    }
    RowResult result = {0};
    for (guint i = 0; i < row->table->claims->len; i++)
        draft_parts(row, g_ptr_array_index(row->table->claims, i), &result);
    if (result.n_faulty > 0) {
        *(result.n_made > 0 ? &counts->n_partly : &counts->n_unmapped) += 1;
    } else if (result.n_made > 0) {
        counts->n_mapped++;
    } else {
        counts->n_skipped++;
        leave_row(row, ROW_SKIPPED, "it holds no figure", -1);
    }
}

gboolean import_file(Import *import, const char *path, GError **error)
{
    g_autofree char *name = g_path_get_basename(path);
    MapTable *table = import_map_table(import->map, name);
    if (!table) {
        findings_add(import->findings, &rule_import_table, (Place){.file = path},
                     "no table of the map is for a file of that name: correct 'file' in the map");
        return TRUE;
    }
    const ForeignSource source = {.path = path,
                                  .format = table->format,
                                  .dialect = table->dialect ? &table->dialect->dialect : NULL,
                                  .rows = table->rows};
    g_autoptr(ForeignReader) reader = foreign_reader_open(&source, import->findings, error);
    if (!reader)
        return !*error;
    const guint before = findings_count(import->findings, LEVEL_ERROR);
    map_table_bind(table, foreign_reader_columns(reader), path, import->findings);
    if (findings_count(import->findings, LEVEL_ERROR) > before)
        return TRUE;
    gsize header_start, header_end;
    foreign_reader_header(reader, &header_start, &header_end);
    RowImport row = {
        .import = import,
        .table = table,
        .file = g_string_chunk_insert_const(import->texts, path),
        .reader = reader,
        .ending = header_end > 0 ? "csv" : "jsonl",
        .view = {.file = g_string_chunk_insert_const(import->texts, name),
                 .missing = table->missing,
                 .part_column = -1,
                 .slugs = import->slugs},
    };
    ForeignRow foreign;
    row.view.row = &foreign;
    while (foreign_reader_next(reader, &foreign))
        import_row(&row);
    return TRUE;
}

/* ---- the end -----------------------------------------------------------------------------------
 */

gboolean claim_draft_is_new(const ClaimDraft *draft)
{
    return !draft->known && !(draft->source && draft->source->same);
}

/* A claim that the data have already is no new one, and its subject may need no row either. */
void import_finish(Import *import)
{
    source_book_close(import->sources);
    for (guint i = 0; i < import->drafts->len; i++) {
        const ClaimDraft *draft = g_ptr_array_index(import->drafts, i);
        if (claim_draft_is_new(draft))
            continue;
        draft->subject->n_claims--;
        import->counts.n_claims--;
        import->counts.n_known++;
    }
}
