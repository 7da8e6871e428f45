#include "table/table.h"

#include "table/constraint.h"
#include "table/encoding.h"
#include "table/header.h"
#include "table/rows.h"
#include "table/rules.h"
#include "table/suggest.h"
#include "table/type.h"

#include <string.h>

const Rule rule_blank_row = {"blank-row", LEVEL_ERROR, "a row holds nothing"};
const Rule rule_missing_cell = {"missing-cell", LEVEL_ERROR,
                                "a row has fewer cells than the header"};
const Rule rule_extra_cell = {"extra-cell", LEVEL_ERROR, "a row has more cells than the header"};
const Rule rule_type_error = {"type-error", LEVEL_ERROR, "a cell is no value of its field's type"};
const Rule rule_constraint_error = {
    "constraint-error", LEVEL_ERROR,
    "a cell breaks a constraint of its field (required, enum, pattern, bounds, lengths)"};

/* Enough names for any message. */
enum { SHOWN_NAMES_LIMIT = 6 };

typedef struct {
    guint start;   /* of its cells */
    guint n_cells; /* no more than there are columns */
    Cell end;      /* stands for every cell that the row lacks */
} StoredRow;

/* Only the cells that the file has are stored, in its order: memory stays
 * proportional to the file, however many fields a schema has. */
struct TableStore {
    Table table;
    Schema *schema;
    char *name, *file;
    char *arena;   /* texts of all cells */
    GArray *cells; /* of Cell */
    GArray *rows;  /* of StoredRow */
    int *columns;  /* by field: its column, or -1 */
    gboolean whole;
};

/* ---- cells ---------------------------------------------------------------- */

static gboolean is_missing_value(const Schema *schema, const char *text)
{
    for (guint i = 0; i < schema->missing_values->len; i++) {
        if (strcmp(g_ptr_array_index(schema->missing_values, i), text) == 0)
            return TRUE;
    }
    return FALSE;
}

static void report_required(const Field *field, const Cell *cell, Place place, Findings *findings)
{
    if (*cell->text == '\0') {
        findings_add(findings, &rule_constraint_error, place, "'%s' is empty, but required",
                     field->name);
        return;
    }
    g_autofree char *quoted = text_quote(cell->text);
    findings_add(findings, &rule_constraint_error, place,
                 "'%s' is required, but %s stands for a missing value", field->name, quoted);
}

static void check_cell(const Field *field, Cell *cell, Place place, Findings *findings)
{
    if (cell->missing) {
        if (field->required)
            report_required(field, cell, place, findings);
        return;
    }
    const gsize length = strlen(cell->text);
    FieldValue value = {0};
    const gboolean is_value = field->type->read(field, cell->text, length, &value);
    cell->number = value.number;
    if (!is_value) {
        g_autofree char *quoted = text_quote(cell->text);
        findings_add(findings, &rule_type_error, place, "%s in '%s' is not %s", quoted, field->name,
                     field->type->expected);
        return;
    }
    if (constraints_hold(field, cell->text, length, &value))
        return;
    g_autoptr(GPtrArray) faults = constraints_explain(field, cell->text, length, &value);
    for (guint i = 0; i < faults->len; i++)
        findings_add(findings, &rule_constraint_error, place, "%s",
                     (const char *)g_ptr_array_index(faults, i));
}

/* ---- rows ----------------------------------------------------------------- */

typedef struct {
    struct TableStore *store;
    RowCell *labels; /* of the header, by column */
    int *fields;     /* by column: index in the schema, or -1 */
    guint n_columns;
    Findings *findings;
} TableReader;

static gboolean is_blank(const Row *row)
{
    for (guint i = 0; i < row->n_cells; i++) {
        for (const char *p = row->cells[i].text; *p; p++) {
            if (*p != ' ' && *p != '\t')
                return FALSE;
        }
    }
    return TRUE;
}

static void report_missing(const TableReader *reader, const Row *row)
{
    g_autoptr(GString) names = g_string_new(NULL);
    guint shown = 0;
    for (guint i = row->n_cells; i < reader->n_columns && shown < SHOWN_NAMES_LIMIT; i++, shown++)
        g_string_append_printf(names, "%s'%s'", shown > 0 ? ", " : "", reader->labels[i].text);
    const guint more = reader->n_columns - row->n_cells - shown;
    if (more > 0)
        g_string_append_printf(names, " and %u more", more);
    findings_add(reader->findings, &rule_missing_cell,
                 (Place){reader->store->file, row->end_line, row->end_column},
                 "the row has %u cell%s, the header %u; add %s", row->n_cells,
                 row->n_cells == 1 ? "" : "s", reader->n_columns, names->str);
}

static void report_extra(const TableReader *reader, const Row *row)
{
    const RowCell *first = &row->cells[reader->n_columns];
    g_autofree char *quoted = text_quote(first->text);
    findings_add(reader->findings, &rule_extra_cell,
                 (Place){reader->store->file, first->line, first->column},
                 "the row has %u cells, the header %u; remove %s and what follows it, or put a "
                 "cell that holds commas in quotes",
                 row->n_cells, reader->n_columns, quoted);
}

static void append_row(TableReader *reader, const Row *row, guint n_cells)
{
    struct TableStore *store = reader->store;
    const StoredRow stored = {
        .start = store->cells->len,
        .n_cells = n_cells,
        .end = {"", row->end_line, row->end_column, TRUE, 0},
    };
    g_array_append_val(store->rows, stored);
    store->table.n_rows = store->rows->len;
}

static void read_row(TableReader *reader, const Row *row)
{
    struct TableStore *store = reader->store;
    if (is_blank(row)) {
        findings_add(reader->findings, &rule_blank_row, (Place){store->file, row->line, 0},
                     "the row is blank; remove it");
        return;
    }
    if (row->n_cells < reader->n_columns)
        report_missing(reader, row);
    else if (row->n_cells > reader->n_columns)
        report_extra(reader, row);
    const guint n_cells = MIN(row->n_cells, reader->n_columns);
    append_row(reader, row, n_cells);
    for (guint i = 0; i < n_cells; i++) {
        const RowCell *from = &row->cells[i];
        Cell cell = {from->text, from->line, from->column,
                     is_missing_value(store->schema, from->text), 0};
        if (reader->fields[i] >= 0)
            check_cell(&store->schema->fields[reader->fields[i]], &cell,
                       (Place){store->file, cell.line, cell.column}, reader->findings);
        g_array_append_val(store->cells, cell);
    }
}

/* FALSE when there is no header, so that nothing else can be said. */
static gboolean read_header(TableReader *reader, RowReader *rows)
{
    struct TableStore *store = reader->store;
    Row row;
    const gboolean found = row_reader_next(rows, &row);
    if (!found || is_blank(&row) || !row_reader_is_whole(rows)) {
        /* a header with broken quotes has its finding; the next row is none */
        if (row_reader_is_whole(rows))
            findings_add(reader->findings, &rule_blank_header, (Place){store->file, found, 0},
                         "the first row must hold the labels of the columns; this one is %s",
                         found ? "blank" : "not there");
        if (!store->schema)
            store->schema = schema_new_any(NULL, 0);
        return FALSE;
    }
    if (!store->schema)
        store->schema = header_schema(&row);
    reader->fields = header_check(store->file, &row, store->schema, reader->findings);
    reader->n_columns = row.n_cells;
    reader->labels = g_memdup2(row.cells, sizeof(RowCell) * row.n_cells);
    store->columns = g_new(int, MAX(store->schema->n_fields, 1));
    for (guint i = 0; i < store->schema->n_fields; i++)
        store->columns[i] = -1;
    for (guint i = 0; i < reader->n_columns; i++) {
        if (reader->fields[i] >= 0)
            store->columns[reader->fields[i]] = (int)i;
    }
    return TRUE;
}

static void read_text(TableReader *reader, const char *text, gsize length)
{
    struct TableStore *store = reader->store;
    RowReader *rows = row_reader_new(store->file, text, length, reader->findings);
    store->whole = read_header(reader, rows);
    Row row;
    while (store->whole && row_reader_next(rows, &row))
        read_row(reader, &row);
    store->whole = store->whole && row_reader_is_whole(rows);
    store->arena = row_reader_free(rows);
}

/* ---- tables --------------------------------------------------------------- */

Table *table_read(const char *name, const char *file, const char *text, gsize length,
                  Schema *schema, Findings *findings)
{
    struct TableStore *store = g_new0(struct TableStore, 1);
    store->name = g_strdup(name);
    store->file = g_strdup(file);
    store->schema = schema;
    store->cells = g_array_new(FALSE, FALSE, sizeof(Cell));
    store->rows = g_array_new(FALSE, FALSE, sizeof(StoredRow));
    TableReader reader = {.store = store, .findings = findings};
    if (encoding_check(file, text, length, findings))
        read_text(&reader, text, length);
    else if (!schema)
        store->schema = schema_new_any(NULL, 0);
    g_free(reader.fields);
    g_free(reader.labels);
    store->table.name = store->name;
    store->table.file = store->file;
    store->table.schema = store->schema;
    store->table.store = store;
    return &store->table;
}

void table_free(Table *table)
{
    if (!table)
        return;
    struct TableStore *store = table->store;
    schema_free(store->schema);
    g_array_unref(store->cells);
    g_array_unref(store->rows);
    g_free(store->arena);
    g_free(store->columns);
    g_free(store->name);
    g_free(store->file);
    g_free(store);
}

const Cell *table_cell(const Table *table, guint row, guint field)
{
    g_assert(row < table->n_rows && field < table->schema->n_fields);
    const StoredRow *stored = &g_array_index(table->store->rows, StoredRow, row);
    const int column = table->store->columns[field];
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
    return (Place){table->file, cell->line, cell->column};
}

gboolean table_is_whole(const Table *table)
{
    return table->store->whole;
}

gboolean table_has_field(const Table *table, guint field)
{
    return table->store->columns && table->store->columns[field] >= 0;
}
