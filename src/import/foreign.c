#include "import/foreign.h"

#include "base/output.h"
#include "table/encoding.h"
#include "table/layout.h"
#include "table/row_check.h"

#include <string.h>

const Rule rule_import_table = {"import-table", LEVEL_ERROR,
                                "a file to import is no table of rows that can be read"};

struct ForeignReader {
    char *path, *text;
    gsize length;
    GPtrArray *columns; /* of char*, or NULL */
    ForeignCell *cells; /* of the row at hand */
    gsize header_start, header_end;
    ForeignJson *json; /* NULL: CSV */
    RowReader *rows;   /* CSV */
    char *fault;       /* of the row at hand */
};

/* ---- opening --------------------------------------------------------------------------------- */

static gboolean open_csv(ForeignReader *reader, const Dialect *dialect, Findings *findings)
{
    if (!encoding_check(reader->path, reader->text, reader->length, findings))
        return FALSE;
    const RowSource source = {.file = reader->path,
                              .text = reader->text,
                              .length = reader->length,
                              .dialect = dialect,
                              .passing = TRUE};
    reader->rows = row_reader_open(&source, findings);
    Schema *schema = NULL;
    Layout layout;
    const gsize start = row_reader_offset(reader->rows);
    const gboolean readable = layout_read(&source, reader->rows, &schema, &layout, findings);
    for (guint i = 0; readable && i < layout.n_columns; i++)
        g_ptr_array_add(reader->columns,
                        layout.fields[i] >= 0 ? g_strdup(layout.labels[i].text) : NULL);
    if (!dialect || dialect->header) {
        reader->header_start = start;
        reader->header_end = row_reader_offset(reader->rows);
        if (start == 0 && g_str_has_prefix(reader->text, "\xEF\xBB\xBF"))
            reader->header_start = strlen("\xEF\xBB\xBF");
    }
    layout_clear(&layout);
    schema_unref(schema);
    return readable;
}

static const char *format_of(const ForeignSource *source)
{
    if (source->format)
        return source->format;
    g_autofree char *lower = g_ascii_strdown(source->path, -1);
    if (g_str_has_suffix(lower, ".jsonl") || g_str_has_suffix(lower, ".ndjson"))
        return "jsonl";
    return g_str_has_suffix(lower, ".json") ? "json" : "csv";
}

ForeignReader *foreign_reader_open(const ForeignSource *source, Findings *findings, GError **error)
{
    g_autoptr(ForeignReader) reader = g_new0(ForeignReader, 1);
    reader->columns = g_ptr_array_new_with_free_func(g_free);
    reader->path = g_strdup(source->path);
    reader->text = input_read(source->path, INPUT_LIMIT, &reader->length, error);
    if (!reader->text)
        return NULL;
    const char *format = format_of(source);
    if (strcmp(format, "csv") == 0) {
        if (!open_csv(reader, source->dialect, findings))
            return NULL;
    } else {
        reader->json = foreign_json_open(reader->path, reader->text, reader->length,
                                         strcmp(format, "jsonl") == 0, source->rows,
                                         reader->columns, findings);
        if (!reader->json)
            return NULL;
    }
    reader->cells = g_new0(ForeignCell, MAX(reader->columns->len, 1));
    return g_steal_pointer(&reader);
}

void foreign_reader_free(ForeignReader *reader)
{
    if (!reader)
        return;
    if (reader->rows)
        g_free(row_reader_free(reader->rows));
    foreign_json_free(reader->json);
    g_ptr_array_unref(reader->columns);
    g_free(reader->cells);
    g_free(reader->fault);
    g_free(reader->text);
    g_free(reader->path);
    g_free(reader);
}

const GPtrArray *foreign_reader_columns(const ForeignReader *reader)
{
    return reader->columns;
}

const char *foreign_reader_text(const ForeignReader *reader, gsize *length)
{
    *length = reader->length;
    return reader->text;
}

void foreign_reader_header(const ForeignReader *reader, gsize *start, gsize *end)
{
    *start = reader->header_start;
    *end = reader->header_end;
}

/* ---- rows of CSV ----------------------------------------------------------------------------- */

/* Where the row ends without its line end. */
static gsize row_text_end(const ForeignReader *reader, const Row *row)
{
    gsize end = row->end;
    while (end > row->start && (reader->text[end - 1] == '\n' || reader->text[end - 1] == '\r'))
        end--;
    return end;
}

static gboolean next_csv(ForeignReader *reader, ForeignRow *row)
{
    Row raw;
    if (!row_reader_next(reader->rows, &raw))
        return FALSE;
    const guint n_columns = reader->columns->len;
    *row = (ForeignRow){.cells = reader->cells,
                        .blank = row_is_blank(&raw),
                        .line = raw.line,
                        .record = raw.record,
                        .start = raw.start,
                        .end = row_text_end(reader, &raw)};
    for (guint i = 0; i < n_columns; i++) {
        const RowCell *cell = i < raw.n_cells ? &raw.cells[i] : NULL;
        reader->cells[i] = cell ? (ForeignCell){cell->text, cell->line, cell->column, 0}
                                : (ForeignCell){NULL, raw.line, 0, 0};
    }
    if (!row->blank && raw.n_cells != n_columns) {
        g_free(reader->fault);
        reader->fault = g_strdup_printf("the row has %u cell%s, but there are %u columns",
                                        raw.n_cells, raw.n_cells == 1 ? "" : "s", n_columns);
        row->fault = reader->fault;
    }
    return TRUE;
}

gboolean foreign_reader_next(ForeignReader *reader, ForeignRow *row)
{
    return reader->json ? foreign_json_next(reader->json, reader->cells, reader->columns->len, row)
                        : next_csv(reader, row);
}

/* ---- words in a cell ------------------------------------------------------------------------- */

/* The byte of a place that lies in the row; lines end as table/rows.h has it. */
static const char *find_place(const char *p, const char *end, guint line, const ForeignCell *cell)
{
    guint column = 1;
    while (p < end && (line < cell->line || column < cell->column)) {
        const gboolean line_ends = *p == '\n' || (*p == '\r' && p[1] != '\n');
        line += line_ends;
        column = line_ends ? 1 : column + 1;
        p = g_utf8_next_char(p);
    }
    return p;
}

gint64 foreign_cell_find(const ForeignReader *reader, const ForeignRow *row, guint column,
                         const char *words)
{
    const ForeignCell *cell = &row->cells[column];
    const char *end = reader->text + row->end;
    const char *start = reader->json ? reader->text + cell->start
                                     : find_place(reader->text + row->start, end, row->line, cell);
    /* no further than the cell's own text may reach: with its quotes, and twice as long at most
     * where it doubles them */
    const gsize reach = MIN((gsize)(end - start), 2 * strlen(cell->text) + 2);
    const char *found = g_strstr_len(start, (gssize)reach, words);
    return found ? found - reader->text : -1;
}
