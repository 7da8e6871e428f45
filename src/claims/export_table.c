#include "claims/export_table.h"

#include "table/type.h"

#include <math.h>
#include <string.h>

/* ---- cells ----------------------------------------------------------------------------------- */

void export_cell_set_text(ExportCell *cell, const char *text)
{
    cell->kind = text && *text ? CELL_TEXT : CELL_NOTHING;
    cell->text = text;
}

void export_cell_set_amount(ExportCell *cell, const Amount *amount)
{
    if (!amount || !amount->present)
        return;
    export_cell_set_text(cell, amount->text);
    if (amount->date.year == 0) {
        cell->kind = CELL_NUMBER;
        cell->number = amount->number;
    }
}

guint export_table_width(const ExportTable *table)
{
    return table->columns->len;
}

const ExportColumn *export_table_column(const ExportTable *table, guint column)
{
    g_assert(column < table->columns->len);
    return &g_array_index(table->columns, ExportColumn, column);
}

void export_table_cell(const ExportTable *table, guint row, guint column, ExportCell *cell)
{
    g_assert(row < table->n_rows && column < table->columns->len);
    cell->kind = CELL_NOTHING;
    cell->text = "";
    table->fill(table, row, column, cell);
}

void export_table_free(ExportTable *table)
{
    if (!table)
        return;
    g_array_unref(table->columns);
    if (table->kinds)
        g_array_unref(table->kinds);
    if (table->places)
        g_array_unref(table->places);
    if (table->fields)
        g_hash_table_unref(table->fields);
    g_free(table);
}

/* ---- rows of the package's tables ------------------------------------------------------------ */

/* The columns of the design's tables, which are there even when a package lacks them or has no
 * rows; what else it has comes behind them. */
#define TEXT(name)                                                                                 \
    {                                                                                              \
        name, EXPORT_TEXT, NULL, NULL                                                              \
    }
static const ExportColumn source_columns[] = {
    TEXT("id"),        TEXT("title"),
    TEXT("publisher"), TEXT("author"),
    TEXT("published"), TEXT("language"),
    TEXT("type"),      TEXT("relays"),
    TEXT("url"),       TEXT("archive_url"),
    TEXT("retrieved"), TEXT("snapshot"),
    TEXT("sha256"),    {"bytes", EXPORT_INTEGER, NULL, NULL},
    TEXT("note"),
};
static const ExportColumn subject_columns[] = {
    TEXT("id"), TEXT("name"), TEXT("kind"), TEXT("maker"), TEXT("family"), TEXT("aliases"),
};
static const ExportColumn metric_columns[] = {
    TEXT("id"),
    TEXT("name"),
    TEXT("unit"),
    TEXT("kind"),
    TEXT("better"),
    {"minimum", EXPORT_NUMBER, NULL, NULL},
    {"maximum", EXPORT_NUMBER, NULL, NULL},
    {"timed", EXPORT_BOOLEAN, NULL, NULL},
    TEXT("description"),
};
static const ExportColumn claim_columns[] = {
    TEXT("id"),
    TEXT("subject"),
    TEXT("metric"),
    TEXT("setting"),
    TEXT("printed"),
    {"value", EXPORT_AMOUNT, NULL, NULL},
    {"low", EXPORT_AMOUNT, NULL, NULL},
    {"high", EXPORT_AMOUNT, NULL, NULL},
    TEXT("kind"),
    TEXT("status"),
    TEXT("as_of"),
    TEXT("source"),
    TEXT("quote"),
    {"at", EXPORT_INTEGER, NULL, NULL},
    TEXT("locator"),
    TEXT("stated_by"),
    TEXT("rank"),
    TEXT("reason"),
    TEXT("note"),
};
#undef TEXT

typedef struct {
    const Table *table;
    guint row;
} RowPlace;

static ExportType field_export_type(const Field *field)
{
    if (field->type == &field_type_boolean)
        return EXPORT_BOOLEAN;
    if (strcmp(field->type->name, "integer") == 0)
        return EXPORT_INTEGER;
    return strcmp(field->type->name, "number") == 0 ? EXPORT_NUMBER : EXPORT_TEXT;
}

static int column_find(const ExportTable *table, const char *name)
{
    for (guint i = 0; i < table->columns->len; i++) {
        if (strcmp(export_table_column(table, i)->name, name) == 0)
            return (int)i;
    }
    return -1;
}

/* Of a table's schema those that are not there yet. */
static void add_columns(ExportTable *out, const Schema *schema)
{
    for (guint i = 0; i < schema->n_fields; i++) {
        const Field *field = &schema->fields[i];
        const ExportColumn column = {field->name, field_export_type(field), NULL, NULL};
        if (column_find(out, field->name) < 0)
            g_array_append_val(out->columns, column);
    }
}

static void add_place(ExportTable *out, const Table *table, guint row)
{
    const RowPlace place = {table, row};
    g_array_append_val(out->places, place);
    if (!g_hash_table_contains(out->fields, table)) {
        add_columns(out, table->schema);
        g_hash_table_insert(out->fields, (gpointer)table, NULL);
    }
}

/* Once all columns are known: which field of each table each of them is. */
static void finish_columns(ExportTable *out)
{
    GHashTableIter iter;
    gpointer table;
    g_hash_table_iter_init(&iter, out->fields);
    while (g_hash_table_iter_next(&iter, &table, NULL)) {
        int *fields = g_new(int, out->columns->len);
        for (guint i = 0; i < out->columns->len; i++)
            fields[i] = schema_field_find(((const Table *)table)->schema,
                                          export_table_column(out, i)->name);
        g_hash_table_iter_replace(&iter, fields);
    }
    out->n_rows = out->places->len;
}

/* The cell as its column's type, whatever type the package gives it. */
static void set_typed(ExportCell *cell, ExportType type, const Field *field, const Cell *found)
{
    export_cell_set_text(cell, found->text);
    const ExportType own = field_export_type(field);
    if (type == EXPORT_BOOLEAN) {
        const gboolean is_true =
            own == EXPORT_BOOLEAN ? found->number != 0 : strcmp(found->text, "true") == 0;
        cell->kind = CELL_BOOLEAN;
        cell->number = is_true;
    } else if (type == EXPORT_NUMBER || type == EXPORT_INTEGER) {
        const gboolean typed = own == EXPORT_NUMBER || own == EXPORT_INTEGER;
        if (typed && isfinite(found->number)) {
            cell->kind = CELL_NUMBER;
            cell->number = found->number;
        } else if (!typed && number_parse(found->text, &cell->number)) {
            cell->kind = CELL_NUMBER;
        }
    }
}

static void fill_from_package(const ExportTable *table, guint row, guint column, ExportCell *cell)
{
    const RowPlace *place = &g_array_index(table->places, RowPlace, row);
    const int *fields = g_hash_table_lookup(table->fields, place->table);
    if (fields[column] < 0)
        return;
    const guint field = (guint)fields[column];
    const Cell *found = table_cell(place->table, place->row, field);
    if (!found->missing && *found->text)
        set_typed(cell, export_table_column(table, column)->type,
                  &place->table->schema->fields[field], found);
}

static ExportTable *package_table_new(const char *name, const GPtrArray *objects,
                                      const ExportColumn *columns, guint n_columns)
{
    ExportTable *table = g_new0(ExportTable, 1);
    table->name = name;
    table->columns = g_array_new(FALSE, FALSE, sizeof(ExportColumn));
    g_array_append_vals(table->columns, columns, n_columns);
    table->places = g_array_sized_new(FALSE, FALSE, sizeof(RowPlace), objects->len);
    table->fields = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    table->objects = objects;
    table->fill = fill_from_package;
    return table;
}

#define DEFINE_TABLE(plural, Type, standard)                                                       \
    ExportTable *export_table_##plural(const Selection *selection)                                 \
    {                                                                                              \
        ExportTable *table =                                                                       \
            package_table_new(#plural, selection->plural, standard, G_N_ELEMENTS(standard));       \
        for (guint i = 0; i < selection->plural->len; i++) {                                       \
            const Type *object = g_ptr_array_index(selection->plural, i);                          \
            add_place(table, object->table, object->row);                                          \
        }                                                                                          \
        finish_columns(table);                                                                     \
        return table;                                                                              \
    }
DEFINE_TABLE(sources, Source, source_columns)
DEFINE_TABLE(subjects, Subject, subject_columns)
DEFINE_TABLE(metrics, Metric, metric_columns)

/* ---- claims ---------------------------------------------------------------------------------- */

/* A claim's figure is typed by its metric, which its table's schema cannot say. */
static void fill_claim(const ExportTable *table, guint row, guint column, ExportCell *cell)
{
    const ExportColumn *filled = export_table_column(table, column);
    const Claim *claim = g_ptr_array_index(table->objects, row);
    if (filled->type != EXPORT_AMOUNT)
        fill_from_package(table, row, column, cell);
    else if (strcmp(filled->name, "value") == 0)
        export_cell_set_amount(cell, &claim->value);
    else
        export_cell_set_amount(cell, strcmp(filled->name, "low") == 0 ? &claim->low : &claim->high);
}

ExportTable *export_table_claims(const Selection *selection)
{
    ExportTable *table =
        package_table_new("claims", selection->claims, claim_columns, G_N_ELEMENTS(claim_columns));
    for (guint i = 0; i < selection->claims->len; i++) {
        const Claim *claim = g_ptr_array_index(selection->claims, i);
        add_place(table, claim->table, claim->row);
    }
    finish_columns(table);
    table->fill = fill_claim;
    return table;
}
