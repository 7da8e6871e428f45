/*
 * The words of figures, read again from the rows of their claims.
 */
#include "claims/bulk_figures.h"
#include "table/rows.h"

#include <string.h>

/* ---- rows ------------------------------------------------------------------------------------ */

static const BulkFile *file_at(const Bulk *bulk, guint64 row)
{
    return g_ptr_array_index(bulk->files, bulk_row_file(row));
}

static gsize row_end(const BulkFile *file, gsize start)
{
    const char quote = file->source->dialect->dialect.quote;
    gboolean quoted = FALSE;
    gsize i = start;
    for (; i < file->source->length && (quoted || file->source->text[i] != '\n'); i++)
        quoted ^= file->source->text[i] == quote;
    return MIN(i + 1, file->source->length);
}

static Table *read_rows(const BulkFile *file, const char *text, gsize length)
{
    const TableSource *source = file->source;
    g_autoptr(Findings) unheard = findings_new();
    return table_read_borrowed(source->name, source->file, text, length, &source->dialect->dialect,
                               source->schema, unheard);
}

/* The labels, and the rows of a file among sorted ones, as a text of their own. */
static GString *copy_rows(const BulkFile *file, const guint64 *rows, guint n)
{
    const char *text = file->source->text;
    GString *copy = g_string_new_len(text, (gssize)file->tap.first_row);
    for (guint i = 0; i < n; i++) {
        const gsize start = bulk_row_offset(rows[i]), end = row_end(file, start);
        g_string_append_len(copy, text + start, (gssize)(end - start));
        if (copy->str[copy->len - 1] != '\n') /* the last row of the file */
            g_string_append_c(copy, '\n');
    }
    return copy;
}

/* Of a row that begins with its id, unquoted.  A few bytes are copied, as touching the pages of a
 * mapped file would make them count as memory. */
static char *read_first_cell(const BulkFile *file, gsize start)
{
    const TableSource *source = file->source;
    const Dialect *dialect = &source->dialect->dialect;
    char bytes[128];
    const gsize end = MIN(start + sizeof bytes, source->length);
    if (source->mapping)
        mapping_copy(source->mapping, bytes, start, end);
    else
        memcpy(bytes, source->text + start, end - start);
    const char *after = memchr(bytes, dialect->delimiter, end - start);
    return after && *bytes != dialect->quote ? g_strndup(bytes, (gsize)(after - bytes)) : NULL;
}

char *bulk_row_id(const Bulk *bulk, guint64 row)
{
    if (bulk->with_texts)
        return g_strdup(bulk_texts_id(row));
    const BulkFile *file = file_at(bulk, row);
    char *id = file->id_first ? read_first_cell(file, bulk_row_offset(row)) : NULL;
    if (id)
        return id;
    g_autoptr(GString) text = copy_rows(file, &row, 1);
    g_autoptr(Table) table = read_rows(file, text->str, text->len);
    return g_strdup(table_text(table, 0, (guint)schema_field_find(table->schema, "id")));
}

/* ---- batches --------------------------------------------------------------------------------- */

static int compare_rows(gconstpointer a, gconstpointer b)
{
    const guint64 x = *(const guint64 *)a, y = *(const guint64 *)b;
    return (x > y) - (x < y);
}

/* The rows of those figures in the order of the files. */
static GArray *rows_of(const BulkFigures *figures, guint first, guint n)
{
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(guint64));
    for (guint i = first; i < first + n; i++) {
        const BulkFigure *figure = &g_array_index(figures->list, BulkFigure, i);
        g_array_append_vals(rows, &g_array_index(figures->rows, guint64, figure->first), figure->n);
    }
    g_array_sort(rows, compare_rows);
    return rows;
}

static void read_tables(const Bulk *bulk, GPtrArray *tables, const GArray *rows)
{
    for (guint i = 0, n; i < rows->len; i += n) {
        const guint64 *of_file = &g_array_index(rows, guint64, i);
        const guint number = bulk_row_file(*of_file);
        for (n = 1; i + n < rows->len && bulk_row_file(of_file[n]) == number; n++)
            ;
        const BulkFile *file = file_at(bulk, *of_file);
        g_autoptr(GString) text = copy_rows(file, of_file, n);
        g_ptr_array_add(tables, read_rows(file, text->str, text->len));
        if (file->source->mapping)
            mapping_forget(file->source->mapping, 0, file->source->length);
    }
}

static void read_again(const Bulk *bulk, const BulkFigures *figures, guint first, guint n,
                       BulkBatch *batch)
{
    g_autoptr(GArray) rows = rows_of(figures, first, n);
    batch->package = *bulk->package;
    batch->package.tables = g_ptr_array_new();
    const GPtrArray *stored = bulk->package->tables;
    for (guint i = 0; i < stored->len; i++)
        g_ptr_array_add(batch->package.tables, g_ptr_array_index(stored, i));
    batch->n_borrowed = stored->len;
    read_tables(bulk, batch->package.tables, rows);
    g_autoptr(Findings) unheard = findings_new(); /* what there is to find is of all claims */
    batch->claims = claims_read(&batch->package, unheard);
    batch->figures = figures_merge(batch->claims, &bulk->model->order);
    g_assert(!findings_block(unheard) && batch->figures->n_read == rows->len);
}

BulkBatch *bulk_batch_read(const Bulk *bulk, const BulkFigures *figures, guint first, guint n)
{
    BulkBatch *batch = g_new0(BulkBatch, 1);
    if (bulk->with_texts)
        bulk_texts_read(bulk, figures, first, n, batch);
    else
        read_again(bulk, figures, first, n, batch);
    /* both ways of merging must agree */
    g_assert(batch->figures->figures->len == n);
    for (guint i = 0; i < n; i++) {
        const BulkFigure *expected = &g_array_index(figures->list, BulkFigure, first + i);
        const Figure *figure = g_ptr_array_index(batch->figures->figures, i);
        g_assert(figure->agreement == expected->agreement);
    }
    return batch;
}

void bulk_batch_free(BulkBatch *batch)
{
    if (!batch)
        return;
    figures_free(batch->figures);
    claims_free(batch->claims);
    if (batch->kept)
        g_ptr_array_unref(batch->kept);
    const GPtrArray *tables = batch->package.tables;
    for (guint i = batch->n_borrowed; tables && i < tables->len; i++)
        table_free(g_ptr_array_index(tables, i));
    g_clear_pointer(&batch->package.tables, g_ptr_array_unref);
    g_free(batch);
}
