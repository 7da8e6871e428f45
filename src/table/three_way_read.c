#include "table/three_way_part.h"

#include "table/encoding.h"
#include "table/rows.h"
#include "table/rules.h"

#include <string.h>

/* Where the spelling of a cell ends that begins at p; its row parses. */
static const char *cell_end(const char *p, const char *end)
{
    if (p < end && *p == '"') {
        for (p++; p < end; p++) {
            if (*p == '"' && (p + 1 == end || p[1] != '"'))
                return p + 1;
            p += *p == '"';
        }
        return end;
    }
    while (p < end && *p != ',')
        p++;
    return p;
}

static const char *line_end(const char *start, const char *end)
{
    if (end > start && end[-1] == '\n')
        return end - start > 1 && end[-2] == '\r' ? "\r\n" : "\n";
    return end > start && end[-1] == '\r' ? "\r" : "";
}

static void add_row(SpeltTable *table, const TableVersion *version, const Row *row)
{
    const char *start = version->text + row->start, *end = version->text + row->end;
    if (table->rows->len == 0 && table->mark && row->start == 0)
        start += 3;
    const SpeltRow spelt = {table->cells->len, line_end(start, end)};
    end -= strlen(spelt.end);
    const char *p = start;
    for (guint i = 0; i < row->n_cells; i++) {
        const char *after = cell_end(p, end);
        const SpeltCell cell = {p, (gsize)(after - p), row->cells[i].text};
        g_array_append_val(table->cells, cell);
        p = after + (after < end);
    }
    g_array_append_val(table->rows, spelt);
}

/* Each finding keeps the version from being merged. */
static void check_row(const SpeltTable *table, const TableVersion *version, const Row *row,
                      Findings *findings)
{
    const Place place = {version->file, row->line, 0, row->record};
    if (row->n_cells == 0)
        findings_add(findings, &rule_blank_row, place, "the row is blank; remove it");
    else if (row->n_cells != table->n_columns)
        findings_add(findings,
                     row->n_cells < table->n_columns ? &rule_missing_cell : &rule_extra_cell, place,
                     "the row has %u cell%s, the header %u; give it as many", row->n_cells,
                     row->n_cells == 1 ? "" : "s", table->n_columns);
}

static void check_labels(const TableVersion *version, const Row *header, Findings *findings)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < header->n_cells; i++) {
        const RowCell *label = &header->cells[i];
        if (!g_hash_table_add(seen, (gpointer)label->text))
            findings_add(findings, &rule_duplicate_label,
                         row_cell_place(version->file, header, label),
                         "two columns are labelled \"%s\"; rename or remove one", label->text);
    }
}

static void read_rows(SpeltTable *table, const TableVersion *version, RowReader *reader,
                      Findings *findings)
{
    Row row;
    if (!row_reader_next(reader, &row) || row.n_cells == 0) {
        findings_add(findings, &rule_blank_header, (Place){version->file, 1, 0},
                     "the first row must hold the labels of the columns; this one is not there");
        return;
    }
    table->n_columns = row.n_cells;
    check_labels(version, &row, findings);
    do {
        check_row(table, version, &row, findings);
        add_row(table, version, &row);
    } while (row_reader_next(reader, &row));
}

void spelt_table_init_empty(SpeltTable *table)
{
    *table = (SpeltTable){.cells = g_array_new(FALSE, FALSE, sizeof(SpeltCell)),
                          .rows = g_array_new(FALSE, FALSE, sizeof(SpeltRow))};
    const SpeltRow header = {0, ""};
    g_array_append_val(table->rows, header);
}

gboolean spelt_table_read(SpeltTable *table, const TableVersion *version, Findings *findings)
{
    *table = (SpeltTable){.cells = g_array_new(FALSE, FALSE, sizeof(SpeltCell)),
                          .rows = g_array_new(FALSE, FALSE, sizeof(SpeltRow))};
    if (!encoding_check(version->file, version->text, version->length, findings))
        return FALSE;
    table->mark = version->length >= 3 && memcmp(version->text, "\xEF\xBB\xBF", 3) == 0;
    const guint before = findings_count(findings, LEVEL_ERROR);
    RowReader *reader = row_reader_new(version->file, version->text, version->length, findings);
    read_rows(table, version, reader, findings);
    const gboolean whole = row_reader_is_whole(reader);
    table->arena = row_reader_free(reader);
    /* also a stray quote whose row could be kept is a finding */
    return whole && findings_count(findings, LEVEL_ERROR) == before;
}

void spelt_table_clear(SpeltTable *table)
{
    g_clear_pointer(&table->cells, g_array_unref);
    g_clear_pointer(&table->rows, g_array_unref);
    g_clear_pointer(&table->arena, g_free);
}

const SpeltCell *spelt_cell(const SpeltTable *table, guint row, guint column)
{
    const guint first = g_array_index(table->rows, SpeltRow, row).first;
    return &g_array_index(table->cells, SpeltCell, first + column);
}

int spelt_column_find(const SpeltTable *table, const char *name)
{
    for (guint i = 0; i < table->n_columns; i++) {
        if (strcmp(spelt_cell(table, 0, i)->text, name) == 0)
            return (int)i;
    }
    return -1;
}

static gboolean same_raw(const SpeltCell *a, const SpeltCell *b)
{
    return a->raw_length == b->raw_length && memcmp(a->raw, b->raw, a->raw_length) == 0;
}

gboolean spelt_cells_agree(const SpeltCell *a, const SpeltCell *b)
{
    return strcmp(a->text, b->text) == 0;
}

const SpeltCell *spelt_cells_merge(const SpeltCell *base, const SpeltCell *ours,
                                   const SpeltCell *theirs)
{
    if (same_raw(ours, theirs))
        return ours;
    if (base && same_raw(ours, base))
        return theirs;
    if (base && same_raw(theirs, base))
        return ours;
    if (spelt_cells_agree(ours, theirs))
        return ours;
    if (base && spelt_cells_agree(ours, base))
        return theirs;
    if (base && spelt_cells_agree(theirs, base))
        return ours;
    return NULL;
}
