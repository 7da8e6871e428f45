#include "table/table.h"

#include "table/encoding.h"
#include "table/row_check.h"

#include <string.h>

typedef struct {
    guint start;   /* of its cells */
    guint n_cells; /* no more than there are columns */
    guint record;  /* its number, as Place has it */
    Cell end;      /* stands for every cell that the row lacks */
} StoredRow;

/* Only the cells that the file has are stored, in its order: memory stays
 * proportional to the file, however many fields a schema has. */
struct TableStore {
    Table table;
    Schema *schema;
    char *name, *file;
    Relocation *relocation; /* NULL: the text is the file */
    char *arena;            /* texts of all cells */
    GArray *cells;          /* of Cell */
    GArray *rows;           /* of StoredRow */
    Layout layout;
    gboolean whole;
    gboolean borrowed; /* the schema is another's */
};

/* ---- rows ----------------------------------------------------------------- */

typedef struct {
    struct TableStore *store;
    RowCheck check;
    CellReading *readings; /* of the row that is being read, by column */
} TableReader;

static void append_row(TableReader *reader, const Row *row, guint n_cells)
{
    struct TableStore *store = reader->store;
    const StoredRow stored = {
        .start = store->cells->len,
        .n_cells = n_cells,
        .record = row->record,
        .end = {.text = "", .line = row->end_line, .column = row->end_column, .missing = TRUE},
    };
    g_array_append_val(store->rows, stored);
    store->table.n_rows = store->rows->len;
}

static void append_cell(TableReader *reader, const RowCell *from, const CellReading *reading)
{
    const Cell cell = {.text = from->text,
                       .line = from->line,
                       .column = from->column,
                       .missing = reading->missing,
                       .faulty = reading->faulty,
                       .breaks = (from->end_line - from->line) & 0x3FFFFFFF,
                       .end_column = from->end_column,
                       .number = reading->number};
    g_array_append_val(reader->store->cells, cell);
}

static void read_row(TableReader *reader, const Row *row)
{
    struct TableStore *store = reader->store;
    if (!row_check(&reader->check, row, 0, reader->readings))
        return;
    const guint n_cells = MIN(row->n_cells, store->layout.n_columns);
    append_row(reader, row, n_cells);
    for (guint i = 0; i < n_cells; i++)
        append_cell(reader, &row->cells[i], &reader->readings[i]);
}

/* Room for as many rows as there are lines, and their cells: copying them along as the arrays grow
 * takes longer than reading the cells.  A long text may have few rows or many, so its arrays grow
 * in the end. */
static void reserve(struct TableStore *store, const char *text, gsize length)
{
    enum { LINES_LIMIT = 1 << 12, CELLS_LIMIT = 1 << 16 };
    const char *end = text + length;
    guint n_lines = 1;
    for (const char *p = text; n_lines < LINES_LIMIT && (p = memchr(p, '\n', (gsize)(end - p)));
         p++)
        n_lines++;
    const guint n_cells = MIN(n_lines * MIN(store->layout.n_columns, CELLS_LIMIT), CELLS_LIMIT);
    store->rows = g_array_sized_new(FALSE, FALSE, sizeof(StoredRow), n_lines);
    store->cells = g_array_sized_new(FALSE, FALSE, sizeof(Cell), n_cells);
}

static void read_text(TableReader *reader, const RowSource *source)
{
    struct TableStore *store = reader->store;
    Findings *findings = reader->check.findings;
    RowReader *rows = row_reader_open(source, findings);
    store->whole = layout_read(source, rows, &store->schema, &store->layout, findings);
    reader->check.schema = store->schema;
    g_autofree CellReading *readings = g_new(CellReading, MAX(store->layout.n_columns, 1));
    reader->readings = readings;
    reserve(store, source->text, source->length);
    Row row;
    while (store->whole && row_reader_next(rows, &row))
        read_row(reader, &row);
    store->whole = store->whole && row_reader_is_whole(rows);
    store->arena = row_reader_free(rows);
}

/* ---- tables --------------------------------------------------------------- */

Table *table_read_as(const char *name, const char *file, const char *text, gsize length,
                     const Dialect *dialect, Schema *schema, Relocation *relocation,
                     Findings *findings)
{
    struct TableStore *store = g_new0(struct TableStore, 1);
    store->name = g_strdup(name);
    store->file = g_strdup(file);
    store->schema = schema;
    store->relocation = relocation;
    const RowSource source = {
        .file = file, .text = text, .length = length, .dialect = dialect, .relocation = relocation};
    TableReader reader = {store, {file, NULL, &store->layout, dialect, findings}, NULL};
    if (encoding_check(file, text, length, findings))
        read_text(&reader, &source);
    else if (!schema)
        store->schema = schema_new_any(NULL, 0);
    store->table.name = store->name;
    store->table.file = store->file;
    store->table.schema = store->schema;
    store->table.store = store;
    return &store->table;
}

Table *table_read_borrowed(const char *name, const char *file, const char *text, gsize length,
                           const Dialect *dialect, const Schema *schema, Findings *findings)
{
    Table *table =
        table_read_as(name, file, text, length, dialect, (Schema *)schema, NULL, findings);
    table->store->borrowed = TRUE;
    return table;
}

Table *table_read(const char *name, const char *file, const char *text, gsize length,
                  Schema *schema, Findings *findings)
{
    return table_read_as(name, file, text, length, &dialect_default, schema, NULL, findings);
}

void table_free(Table *table)
{
    if (!table)
        return;
    struct TableStore *store = table->store;
    if (!store->borrowed)
        schema_unref(store->schema);
    g_clear_pointer(&store->cells, g_array_unref); /* NULL when the text could not be read */
    g_clear_pointer(&store->rows, g_array_unref);
    g_free(store->arena);
    layout_clear(&store->layout);
    relocation_free(store->relocation);
    g_free(store->name);
    g_free(store->file);
    g_free(store);
}

const Cell *table_cell(const Table *table, guint row, guint field)
{
    g_assert(row < table->n_rows && field < table->schema->n_fields);
    const StoredRow *stored = &g_array_index(table->store->rows, StoredRow, row);
    const int column = table->store->layout.columns[field];
    if (column < 0 || (guint)column >= stored->n_cells)
        return &stored->end;
    return &g_array_index(table->store->cells, Cell, stored->start + (guint)column);
}

const char *table_text(const Table *table, guint row, guint field)
{
    const Cell *cell = table_cell(table, row, field);
    return cell->missing ? NULL : cell->text;
}

Place table_place(const Table *table, guint row, guint field)
{
    const Cell *cell = table_cell(table, row, field);
    const Place place = {
        .file = table->file,
        .line = cell->line,
        .column = cell->column,
        .record = g_array_index(table->store->rows, StoredRow, row).record,
        .end_line = cell->end_column > 0 ? cell->line + cell->breaks : 0,
        .end_column = cell->end_column,
    };
    const Relocation *relocation = table->store->relocation;
    return relocation ? relocation_find(relocation, place) : place;
}

gboolean table_is_whole(const Table *table)
{
    return table->store->whole;
}

const guint *table_column_fields(const Table *table, guint *n_columns)
{
    const Layout *layout = &table->store->layout;
    *n_columns = layout->n_columns;
    for (guint i = 0; layout->fields && i < layout->n_columns; i++) {
        if (layout->fields[i] < 0)
            return NULL;
    }
    return layout->n_columns > 0 ? (const guint *)layout->fields : NULL;
}

gboolean table_row_is_complete(const Table *table, guint row)
{
    return g_array_index(table->store->rows, StoredRow, row).n_cells ==
           table->store->layout.n_columns;
}

gboolean table_has_field(const Table *table, guint field)
{
    return table->store->layout.columns && table->store->layout.columns[field] >= 0;
}
