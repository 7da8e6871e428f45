#include "table/canonical.h"

#include "base/escape.h"
#include "table/encoding.h"
#include "table/rows.h"
#include "table/rules.h"
#include "table/spoiled.h"

#include <string.h>

const Rule rule_key_clash = {"key-clash", LEVEL_ERROR,
                             "two primary keys differ only in how Unicode spells them"};

/* One row as it will be written. */
typedef struct {
    guint first; /* of its cells */
    guint place; /* among the rows of the text, from 0 */
    guint line;  /* where it begins there */
} CanonicalRow;

typedef struct {
    const char *file, *text;
    Findings *findings;
    CanonicalFaults *faults;
    guint n_columns;
    guint *order;     /* position in the output -> column */
    guint *key;       /* columns of the primary key */
    guint n_key;      /* 0: rows are not sorted */
    GPtrArray *raw;   /* of const char*, row by row, in the text's order of columns */
    GPtrArray *cells; /* the same in NFC */
    GPtrArray *own;   /* texts that normalization made */
    GArray *rows;     /* of CanonicalRow, without the header */
    guint n_faults;   /* findings that keep the text from being formatted */
} Canonical;

/* ---- reading -------------------------------------------------------------- */

G_GNUC_PRINTF(4, 5)
static void refuse(Canonical *canonical, const Rule *rule, Place place, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    place.file = canonical->file;
    findings_add(canonical->findings, rule, place, "%s", message);
    canonical->n_faults++;
}

/* The cell in NFC; the text itself when it is that already. */
static const char *normalize(Canonical *canonical, const char *text)
{
    if (g_str_is_ascii(text))
        return text;
    char *normal = g_utf8_normalize(text, -1, G_NORMALIZE_NFC);
    if (!normal || strcmp(normal, text) == 0) {
        g_free(normal);
        return text;
    }
    canonical->faults->n_cells++;
    g_ptr_array_add(canonical->own, normal);
    return normal;
}

static void add_cells(Canonical *canonical, const Row *row)
{
    for (guint i = 0; i < row->n_cells; i++) {
        g_ptr_array_add(canonical->raw, (gpointer)row->cells[i].text);
        g_ptr_array_add(canonical->cells, (gpointer)normalize(canonical, row->cells[i].text));
    }
}

static gboolean is_blank(const Row *row)
{
    for (guint i = 0; i < row->n_cells; i++) {
        if (row->cells[i].text[strspn(row->cells[i].text, " \t")] != '\0')
            return FALSE;
    }
    return TRUE;
}

/* How the row is spelt in the text, against how it would be. */
static void compare_spelling(Canonical *canonical, const Row *row, GString *scratch)
{
    g_string_truncate(scratch, 0);
    for (guint i = 0; i < row->n_cells; i++) {
        if (i > 0)
            g_string_append_c(scratch, ',');
        escape_csv(scratch, row->cells[i].text);
    }
    const char *start = canonical->text + row->start, *end = canonical->text + row->end;
    const gsize line_end = end > start && end[-1] == '\n'
                               ? (end - start > 1 && end[-2] == '\r') + 1u
                           : end > start && end[-1] == '\r' ? 1u
                                                            : 0u;
    if (line_end != 1 || end[-1] != '\n')
        canonical->faults->line_ends = TRUE;
    const gsize length = (gsize)(end - start) - line_end;
    if (length != scratch->len || memcmp(start, scratch->str, length) != 0)
        canonical->faults->n_quoted++;
}

static void read_row(Canonical *canonical, const Row *row)
{
    if (is_blank(row)) {
        refuse(canonical, &rule_blank_row, (Place){NULL, row->line, 0, row->record},
               "the row is blank; remove it");
        return;
    }
    if (row->n_cells != canonical->n_columns) {
        const gboolean fewer = row->n_cells < canonical->n_columns;
        const RowCell *extra = fewer ? NULL : &row->cells[canonical->n_columns];
        const Place end = {NULL, row->end_line, row->end_column, row->record};
        const Place place = extra ? row_cell_place(NULL, row, extra) : end;
        refuse(canonical, fewer ? &rule_missing_cell : &rule_extra_cell, place,
               "the row has %u cell%s, the header %u; give it as many", row->n_cells,
               row->n_cells == 1 ? "" : "s", canonical->n_columns);
        return;
    }
    const CanonicalRow canonical_row = {canonical->cells->len, canonical->rows->len, row->line};
    g_array_append_val(canonical->rows, canonical_row);
    add_cells(canonical, row);
}

/* ---- columns -------------------------------------------------------------- */

static gboolean check_labels(Canonical *canonical, const Row *header)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < header->n_cells; i++) {
        const RowCell *label = &header->cells[i];
        const Place place = row_cell_place(NULL, header, label);
        if (*label->text == '\0')
            refuse(canonical, &rule_blank_label, place,
                   "column %u has no label; name it, or remove the column", i + 1);
        else if (!g_hash_table_add(seen, (gpointer)label->text))
            refuse(canonical, &rule_duplicate_label, place,
                   "two columns are labelled \"%s\"; rename or remove one", label->text);
    }
    return canonical->n_faults == 0;
}

static int column_find(const Row *header, const char *name)
{
    for (guint i = 0; i < header->n_cells; i++) {
        if (strcmp(header->cells[i].text, name) == 0)
            return (int)i;
    }
    return -1;
}

/* The fields that have a column, then the other columns. */
static void order_columns(Canonical *canonical, const Row *header, const Schema *schema)
{
    g_autofree gboolean *placed = g_new0(gboolean, header->n_cells);
    guint n = 0;
    for (guint i = 0; schema && i < schema->n_fields; i++) {
        const int column = column_find(header, schema->fields[i].name);
        if (column < 0 || placed[column])
            continue;
        placed[column] = TRUE;
        canonical->order[n++] = (guint)column;
    }
    for (guint i = 0; i < header->n_cells; i++) {
        if (!placed[i])
            canonical->order[n++] = i;
    }
    for (guint i = 0; i < n; i++)
        canonical->faults->columns |= canonical->order[i] != i;
}

/* A key of which a column is missing sorts nothing. */
static void find_key(Canonical *canonical, const Row *header, const Schema *schema)
{
    if (!schema)
        return;
    canonical->key = g_new(guint, MAX(schema->n_primary_key, 1));
    for (guint i = 0; i < schema->n_primary_key; i++) {
        const int column = column_find(header, schema->fields[schema->primary_key[i]].name);
        if (column < 0)
            return;
        canonical->key[i] = (guint)column;
    }
    canonical->n_key = schema->n_primary_key;
}

static gboolean read_header(Canonical *canonical, const Row *header, const Schema *schema)
{
    if (is_blank(header)) {
        refuse(canonical, &rule_blank_header, (Place){NULL, header->line, 0, header->record},
               "the first row must hold the labels of the columns; this one is blank");
        return FALSE;
    }
    /* one label that holds several: its columns cannot be told apart */
    if (spoiled_check_header(canonical->file, header, dialect_default.delimiter, schema,
                             canonical->findings)) {
        canonical->n_faults++;
        return FALSE;
    }
    if (!check_labels(canonical, header))
        return FALSE;
    canonical->n_columns = header->n_cells;
    canonical->order = g_new(guint, header->n_cells);
    order_columns(canonical, header, schema);
    find_key(canonical, header, schema);
    add_cells(canonical, header);
    return TRUE;
}

static void read_rows(Canonical *canonical, RowReader *reader, const Schema *schema)
{
    Row row;
    if (!row_reader_next(reader, &row)) {
        if (row_reader_is_whole(reader))
            refuse(canonical, &rule_blank_header, (Place){NULL, 0, 0},
                   "the first row must hold the labels of the columns; this one is not there");
        return;
    }
    g_autoptr(GString) scratch = g_string_new(NULL);
    if (!row_reader_is_whole(reader) || !read_header(canonical, &row, schema))
        return;
    compare_spelling(canonical, &row, scratch);
    while (row_reader_next(reader, &row)) {
        read_row(canonical, &row);
        compare_spelling(canonical, &row, scratch);
    }
}

/* ---- rows ----------------------------------------------------------------- */

/* cells: as they will be written, or raw. */
static int compare_keys(const Canonical *canonical, const GPtrArray *cells, const CanonicalRow *a,
                        const CanonicalRow *b)
{
    int order = 0;
    for (guint i = 0; i < canonical->n_key && order == 0; i++)
        order = strcmp(g_ptr_array_index(cells, a->first + canonical->key[i]),
                       g_ptr_array_index(cells, b->first + canonical->key[i]));
    return order;
}

static int compare_rows(gconstpointer a, gconstpointer b, gpointer data)
{
    const Canonical *canonical = data;
    const CanonicalRow *x = a, *y = b;
    const int order = compare_keys(canonical, canonical->cells, x, y);
    return order != 0 ? order : (x->place > y->place) - (x->place < y->place);
}

static void sort_rows(Canonical *canonical)
{
    if (canonical->n_key == 0)
        return;
    g_array_sort_with_data(canonical->rows, compare_rows, canonical);
    for (guint i = 0; i < canonical->rows->len; i++)
        canonical->faults->n_rows += g_array_index(canonical->rows, CanonicalRow, i).place != i;
}

/* What validate takes for two keys must not become one. */
static void check_keys(Canonical *canonical)
{
    for (guint i = 1; canonical->own->len > 0 && i < canonical->rows->len; i++) {
        const CanonicalRow *row = &g_array_index(canonical->rows, CanonicalRow, i);
        if (compare_keys(canonical, canonical->cells, row - 1, row) == 0 &&
            compare_keys(canonical, canonical->raw, row - 1, row) != 0)
            refuse(canonical, &rule_key_clash, (Place){NULL, row->line, 0},
                   "the key differs from that of line %u only in how Unicode spells it; give one "
                   "another",
                   row[-1].line);
    }
}

/* ---- writing -------------------------------------------------------------- */

static void append_row(GString *out, const Canonical *canonical, guint first)
{
    for (guint i = 0; i < canonical->n_columns; i++) {
        if (i > 0)
            g_string_append_c(out, ',');
        escape_csv(out, g_ptr_array_index(canonical->cells, first + canonical->order[i]));
    }
    g_string_append_c(out, '\n');
}

static char *write_rows(const Canonical *canonical, gsize *length)
{
    GString *out = g_string_new(NULL);
    append_row(out, canonical, 0);
    for (guint i = 0; i < canonical->rows->len; i++)
        append_row(out, canonical, g_array_index(canonical->rows, CanonicalRow, i).first);
    *length = out->len;
    return g_string_free(out, FALSE);
}

char *canonical_format(const char *file, const char *text, gsize length, const Schema *schema,
                       gsize *out_length, CanonicalFaults *faults, Findings *findings)
{
    *faults = (CanonicalFaults){0};
    if (!encoding_check(file, text, length, findings))
        return NULL;
    faults->mark = length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0;
    Canonical canonical = {.file = file, .text = text, .findings = findings, .faults = faults};
    canonical.raw = g_ptr_array_new();
    canonical.cells = g_ptr_array_new();
    canonical.own = g_ptr_array_new_with_free_func(g_free);
    canonical.rows = g_array_new(FALSE, FALSE, sizeof(CanonicalRow));
    RowReader *reader = row_reader_new(file, text, length, findings);
    const guint before = findings_count(findings, LEVEL_ERROR);
    read_rows(&canonical, reader, schema);
    char *out = NULL;
    /* also a stray quote whose row could be kept is a finding */
    if (findings_count(findings, LEVEL_ERROR) == before && row_reader_is_whole(reader)) {
        sort_rows(&canonical);
        check_keys(&canonical);
        out = canonical.n_faults == 0 ? write_rows(&canonical, out_length) : NULL;
    }
    g_free(row_reader_free(reader));
    g_array_unref(canonical.rows);
    g_ptr_array_unref(canonical.own);
    g_ptr_array_unref(canonical.cells);
    g_ptr_array_unref(canonical.raw);
    g_free(canonical.order);
    g_free(canonical.key);
    return out;
}

char *canonical_describe(const CanonicalFaults *faults)
{
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
    if (faults->columns)
        g_ptr_array_add(parts, g_strdup("columns in another order"));
    if (faults->n_rows > 0)
        g_ptr_array_add(parts, g_strdup_printf("%u row%s not sorted by key", faults->n_rows,
                                               faults->n_rows == 1 ? "" : "s"));
    if (faults->n_quoted > 0)
        g_ptr_array_add(parts, g_strdup_printf("%u row%s with needless quotes", faults->n_quoted,
                                               faults->n_quoted == 1 ? "" : "s"));
    if (faults->n_cells > 0)
        g_ptr_array_add(parts, g_strdup_printf("%u cell%s not in Unicode NFC", faults->n_cells,
                                               faults->n_cells == 1 ? "" : "s"));
    if (faults->mark)
        g_ptr_array_add(parts, g_strdup("a byte order mark"));
    if (faults->line_ends)
        g_ptr_array_add(parts, g_strdup("line ends that are no LF, or none at the end"));
    g_ptr_array_add(parts, NULL);
    return g_strjoinv(", ", (char **)parts->pdata);
}
