#include "table/three_way_part.h"

#include "table/suggest.h"

#include <string.h>

const Rule rule_merge_conflict = {"merge-conflict", LEVEL_ERROR,
                                  "two versions changed one cell, or one removed a row that the "
                                  "other changed"};
const Rule rule_merge_column = {"merge-column", LEVEL_ERROR,
                                "one version removed a column that the other filled"};

/* One merge on its way. */
typedef struct {
    const ThreeWay *merge;
    SpeltTable tables[N_VERSIONS];
    RowKeys keys;
    GArray *columns;      /* of Entry; names are those of the versions */
    GArray *column_order; /* of guint: the columns of the result */
    gboolean sorted;      /* the result is, by key */
    const char *line_end; /* of what has none of its own */
    GString *out;
    guint line; /* of the result, that comes next */
    guint n_conflicts;
    Findings *findings;
} Merge;

/* ---- cells ----------------------------------------------------------------------------------- */

static const SpeltCell empty_cell = {"", 0, ""};

/* row < 0: the version has no such row, NULL; a column that it lacks is empty. */
static const SpeltCell *cell_at(const Merge *merge, VersionKind version, int row,
                                const Entry *column)
{
    if (row < 0)
        return NULL;
    const int at = column->at[version];
    return at < 0 ? &empty_cell : spelt_cell(&merge->tables[version], (guint)row, (guint)at);
}

/* The cell of a row and column.  side: whose it is where the two contradict each other. */
static const SpeltCell *choose_cell(const Merge *merge, const Entry *row, const Entry *column,
                                    VersionKind side, gboolean *conflict)
{
    const SpeltCell *base = cell_at(merge, VERSION_BASE, row->at[VERSION_BASE], column);
    const SpeltCell *ours = cell_at(merge, VERSION_OURS, row->at[VERSION_OURS], column);
    const SpeltCell *theirs = cell_at(merge, VERSION_THEIRS, row->at[VERSION_THEIRS], column);
    if (!ours || !theirs)
        return ours ? ours : theirs;
    /* a row that both added, in a column that only one knows */
    if (!base && column->at[VERSION_OURS] < 0)
        return theirs;
    if (!base && column->at[VERSION_THEIRS] < 0)
        return ours;
    const SpeltCell *merged = spelt_cells_merge(base, ours, theirs);
    if (merged)
        return merged;
    *conflict = TRUE;
    return side == VERSION_OURS ? ours : theirs;
}

/* ---- columns --------------------------------------------------------------------------------- */

static void add_columns(Merge *merge, VersionKind version, GArray *sequence)
{
    for (guint i = 0; i < merge->tables[version].n_columns; i++) {
        const char *name = spelt_cell(&merge->tables[version], 0, i)->text;
        guint found = 0;
        for (; found < merge->columns->len; found++) {
            const Entry *entry = &g_array_index(merge->columns, Entry, found);
            gboolean same = FALSE;
            for (int v = 0; v < N_VERSIONS; v++)
                same |=
                    entry->at[v] >= 0 &&
                    strcmp(spelt_cell(&merge->tables[v], 0, (guint)entry->at[v])->text, name) == 0;
            if (same)
                break;
        }
        if (found == merge->columns->len) {
            const Entry fresh = {.at = {-1, -1, -1}};
            g_array_append_val(merge->columns, fresh);
        }
        g_array_index(merge->columns, Entry, found).at[version] = (int)i;
        g_array_append_val(sequence, found);
    }
}

/* A column goes when a version removed it, unless the other wrote into it. */
static gboolean check_removed(Merge *merge, const Entry *column, VersionKind keeper)
{
    const SpeltTable *table = &merge->tables[keeper];
    for (guint i = 0; i < merge->keys.sequences[keeper]->len; i++) {
        const guint index = g_array_index(merge->keys.sequences[keeper], guint, i);
        const Entry *row = &g_array_index(merge->keys.rows, Entry, index);
        const SpeltCell *base = cell_at(merge, VERSION_BASE, row->at[VERSION_BASE], column);
        const SpeltCell *now = cell_at(merge, keeper, row->at[keeper], column);
        if (spelt_cells_agree(now, base ? base : &empty_cell))
            continue;
        g_autofree char *text = text_quote(now->text);
        findings_add(merge->findings, &rule_merge_column,
                     (Place){merge->merge->versions[keeper].file, 0, 0},
                     "it writes %s into the column \"%s\", which the other version removed", text,
                     spelt_cell(table, 0, (guint)column->at[keeper])->text);
        return FALSE;
    }
    return TRUE;
}

static gboolean merge_columns(Merge *merge)
{
    GArray *sequences[N_VERSIONS];
    for (int i = 0; i < N_VERSIONS; i++) {
        sequences[i] = g_array_new(FALSE, FALSE, sizeof(guint));
        add_columns(merge, (VersionKind)i, sequences[i]);
    }
    gboolean good = TRUE;
    for (guint i = 0; i < merge->columns->len; i++) {
        Entry *column = &g_array_index(merge->columns, Entry, i);
        const gboolean ours = column->at[VERSION_OURS] >= 0;
        const gboolean theirs = column->at[VERSION_THEIRS] >= 0;
        column->kept = (ours && theirs) || column->at[VERSION_BASE] < 0;
        if (!column->kept && (ours || theirs))
            good &= check_removed(merge, column, ours ? VERSION_OURS : VERSION_THEIRS);
    }
    merge->column_order = entries_order((const Entry *)(void *)merge->columns->data,
                                        (const GArray *const *)sequences);
    for (int i = 0; i < N_VERSIONS; i++)
        g_array_unref(sequences[i]);
    return good;
}

static const Entry *column_at(const Merge *merge, guint i)
{
    const guint index = g_array_index(merge->column_order, guint, i);
    return &g_array_index(merge->columns, Entry, index);
}

/* ---- rows ------------------------------------------------------------------------------------ */

/* Whether a version changed what a row of the base says. */
static gboolean is_changed(const Merge *merge, const Entry *row, VersionKind version)
{
    for (guint i = 0; i < merge->column_order->len; i++) {
        const Entry *column = column_at(merge, i);
        if (!spelt_cells_agree(cell_at(merge, VERSION_BASE, row->at[VERSION_BASE], column),
                               cell_at(merge, version, row->at[version], column)))
            return TRUE;
    }
    return FALSE;
}

/* The version that removed a row of the base; VERSION_BASE: none or both did. */
static VersionKind removed_by(const Entry *row)
{
    const gboolean ours = row->at[VERSION_OURS] >= 0, theirs = row->at[VERSION_THEIRS] >= 0;
    if (row->at[VERSION_BASE] < 0 || ours == theirs)
        return VERSION_BASE;
    return ours ? VERSION_THEIRS : VERSION_OURS;
}

static gboolean is_kept(const Merge *merge, const Entry *row)
{
    const VersionKind remover = removed_by(row);
    if (remover == VERSION_BASE)
        return row->at[VERSION_OURS] >= 0 || row->at[VERSION_THEIRS] >= 0;
    return is_changed(merge, row, remover == VERSION_OURS ? VERSION_THEIRS : VERSION_OURS);
}

static gboolean rows_are_sorted(const Merge *merge, VersionKind version)
{
    const SpeltTable *table = &merge->tables[version];
    for (guint row = 2; row < table->rows->len; row++) {
        if (row_keys_compare(&merge->keys, table, row - 1, table, row) > 0)
            return FALSE;
    }
    return TRUE;
}

/* Few rows are sorted by chance: who left the base's order alone has not sorted it. */
static gboolean is_sorted(const Merge *merge, VersionKind version)
{
    return rows_are_sorted(merge, version) &&
           (rows_are_sorted(merge, VERSION_BASE) ||
            !entries_keep_order((const Entry *)(void *)merge->keys.rows->data,
                                merge->keys.sequences[version]));
}

static VersionKind holder(const Entry *row)
{
    return row->at[VERSION_OURS] >= 0 ? VERSION_OURS : VERSION_THEIRS;
}

static int compare_rows(gconstpointer a, gconstpointer b, gpointer data)
{
    const Merge *merge = data;
    const Entry *x = &g_array_index(merge->keys.rows, Entry, *(const guint *)a);
    const Entry *y = &g_array_index(merge->keys.rows, Entry, *(const guint *)b);
    const VersionKind v = holder(x), w = holder(y);
    return row_keys_compare(&merge->keys, &merge->tables[v], (guint)x->at[v], &merge->tables[w],
                            (guint)y->at[w]);
}

static GArray *order_rows(Merge *merge)
{
    for (guint i = 0; i < merge->keys.rows->len; i++) {
        Entry *row = &g_array_index(merge->keys.rows, Entry, i);
        row->kept = is_kept(merge, row);
    }
    GArray *order = entries_order((const Entry *)(void *)merge->keys.rows->data,
                                  (const GArray *const *)merge->keys.sequences);
    const gboolean base = is_sorted(merge, VERSION_BASE), ours = is_sorted(merge, VERSION_OURS);
    if (THREE_WAY(base, ours, is_sorted(merge, VERSION_THEIRS)))
        g_array_sort_with_data(order, compare_rows, merge);
    return order;
}

/* ---- line ends ------------------------------------------------------------------------------- */

static const char *row_end(const Merge *merge, VersionKind version, int row)
{
    return g_array_index(merge->tables[version].rows, SpeltRow, row).end;
}

/* The line end that a version is written with: that of its header. */
static const char *version_end(const Merge *merge, VersionKind version)
{
    const char *end = row_end(merge, version, 0);
    return *end ? end : "\n";
}

/* Of texts that are static. */
static const char *merge_ends(const char *base, const char *ours, const char *theirs)
{
    return strcmp(ours, base) == 0 ? theirs : ours;
}

static const char *end_of(const Merge *merge, const Entry *row)
{
    const char *ends[N_VERSIONS];
    for (int i = 0; i < N_VERSIONS; i++) {
        const char *end = row->at[i] >= 0 ? row_end(merge, (VersionKind)i, row->at[i]) : "";
        ends[i] = *end ? end : merge->line_end;
    }
    const VersionKind only = holder(row);
    if (row->at[VERSION_OURS] >= 0 && row->at[VERSION_THEIRS] >= 0)
        return row->at[VERSION_BASE] < 0 ? ends[VERSION_OURS]
                                         : merge_ends(ends[0], ends[1], ends[2]);
    return strcmp(version_end(merge, only), merge->line_end) == 0 ? ends[only] : merge->line_end;
}

/* ---- writing --------------------------------------------------------------------------------- */

static void append(Merge *merge, const char *text, gsize length)
{
    g_string_append_len(merge->out, text, (gssize)length);
    for (gsize i = 0; i < length; i++)
        merge->line +=
            text[i] == '\n' || (text[i] == '\r' && !(i + 1 < length && text[i + 1] == '\n'));
}

/* The row as a side has it; gives whether it contradicts the other side. */
static gboolean append_row(Merge *merge, const Entry *row, VersionKind side)
{
    gboolean conflict = FALSE;
    for (guint i = 0; i < merge->column_order->len; i++) {
        const SpeltCell *cell = choose_cell(merge, row, column_at(merge, i), side, &conflict);
        if (i > 0)
            append(merge, ",", 1);
        append(merge, cell->raw, cell->raw_length);
    }
    const char *end = end_of(merge, row);
    append(merge, end, strlen(end));
    return conflict;
}

static void append_marker(Merge *merge, char sign, const char *label)
{
    g_autoptr(GString) marker = g_string_new(NULL);
    for (guint i = 0; i < merge->merge->marker_size; i++)
        g_string_append_c(marker, sign);
    g_string_append_printf(marker, "%s%s%s", *label ? " " : "", label, merge->line_end);
    append(merge, marker->str, marker->len);
}

/* 'value was "86.4", ours "86.5", theirs "86.6"; ...' of the cells in conflict; of a removed row
 * those that the other version changed. */
static char *describe_cells(const Merge *merge, const Entry *row)
{
    GString *out = g_string_new(NULL);
    const VersionKind remover = removed_by(row);
    for (guint i = 0; i < merge->column_order->len; i++) {
        const Entry *column = column_at(merge, i);
        const VersionKind named = column->at[VERSION_OURS] >= 0 ? VERSION_OURS : VERSION_THEIRS;
        gboolean conflict = FALSE;
        choose_cell(merge, row, column, VERSION_OURS, &conflict);
        const SpeltCell *cells[N_VERSIONS];
        for (int v = 0; v < N_VERSIONS; v++)
            cells[v] = cell_at(merge, (VersionKind)v, row->at[v], column);
        if (remover != VERSION_BASE)
            conflict = !spelt_cells_agree(cells[VERSION_BASE], cells[holder(row)]);
        if (!conflict)
            continue;
        g_string_append_printf(
            out, "%s%s", out->len > 0 ? "; " : "",
            spelt_cell(&merge->tables[named], 0, (guint)column->at[named])->text);
        static const char *const says[] = {" was ", " ours ", " theirs "};
        const gsize start = out->len;
        for (int v = 0; v < N_VERSIONS; v++) {
            g_autofree char *text = cells[v] ? text_quote(cells[v]->text) : NULL;
            if (text)
                g_string_append_printf(out, "%s%s%s", out->len > start ? "," : "", says[v], text);
        }
    }
    return g_string_free(out, FALSE);
}

static void report_conflict(Merge *merge, const Entry *row)
{
    const VersionKind version = holder(row), remover = removed_by(row);
    g_autoptr(GString) key = g_string_new(NULL);
    for (guint i = 0; i < merge->keys.columns->len; i++) {
        const SpeltTable *table = &merge->tables[version];
        const int column = spelt_column_find(table, g_ptr_array_index(merge->keys.columns, i));
        g_autofree char *text =
            text_quote(spelt_cell(table, (guint)row->at[version], (guint)column)->text);
        g_string_append_printf(key, "%s%s", i > 0 ? ", " : "", text);
    }
    g_autofree char *cells = describe_cells(merge, row);
    const char *what = remover == VERSION_OURS     ? "ours removed it, theirs changed it"
                       : remover == VERSION_THEIRS ? "theirs removed it, ours changed it"
                       : row->at[VERSION_BASE] < 0 ? "both added it"
                                                   : "both changed it";
    findings_add(merge->findings, &rule_merge_conflict, (Place){merge->merge->file, merge->line, 0},
                 "row %s: %s: %s", key->str, what, cells);
}

static gboolean in_conflict(const Merge *merge, const Entry *row)
{
    if (removed_by(row) != VERSION_BASE)
        return TRUE; /* it is kept, so the other version changed it */
    gboolean conflict = FALSE;
    for (guint i = 0; i < merge->column_order->len; i++)
        choose_cell(merge, row, column_at(merge, i), VERSION_OURS, &conflict);
    return conflict;
}

static void write_row(Merge *merge, const Entry *row)
{
    if (!in_conflict(merge, row)) {
        append_row(merge, row, VERSION_OURS);
        return;
    }
    merge->n_conflicts++;
    report_conflict(merge, row);
    append_marker(merge, '<', "ours");
    if (row->at[VERSION_OURS] >= 0)
        append_row(merge, row, VERSION_OURS);
    append_marker(merge, '=', "");
    if (row->at[VERSION_THEIRS] >= 0)
        append_row(merge, row, VERSION_THEIRS);
    append_marker(merge, '>', "theirs");
}

static gboolean ends_with_line(const Merge *merge, VersionKind version)
{
    const guint n = merge->tables[version].rows->len;
    return *row_end(merge, version, (int)n - 1) != '\0';
}

static void write_table(Merge *merge)
{
    g_autoptr(GArray) order = order_rows(merge);
    const SpeltTable *tables = merge->tables;
    if (THREE_WAY(tables[0].mark, tables[1].mark, tables[2].mark))
        g_string_append(merge->out, "\xEF\xBB\xBF");
    const Entry header = {.at = {0, 0, 0}};
    append_row(merge, &header, VERSION_OURS);
    guint before = 0; /* conflicts, without the last row */
    for (guint i = 0; i < order->len; i++) {
        before = merge->n_conflicts;
        write_row(merge, &g_array_index(merge->keys.rows, Entry, g_array_index(order, guint, i)));
    }
    const gboolean base = ends_with_line(merge, VERSION_BASE);
    const gboolean ours = ends_with_line(merge, VERSION_OURS);
    const gboolean marked = merge->n_conflicts > before;
    while (!THREE_WAY(base, ours, ends_with_line(merge, VERSION_THEIRS)) && !marked &&
           merge->out->len > 0 && strchr("\r\n", merge->out->str[merge->out->len - 1]))
        g_string_truncate(merge->out, merge->out->len - 1);
}

char *three_way_merge(const ThreeWay *merge, gsize *length, guint *n_conflicts, Findings *findings)
{
    Merge state = {.merge = merge, .line = 1, .findings = findings};
    state.columns = g_array_new(FALSE, FALSE, sizeof(Entry));
    state.out = g_string_new(NULL);
    gboolean good = TRUE;
    for (int i = 0; i < N_VERSIONS; i++) {
        if (i == VERSION_BASE && merge->versions[i].length == 0)
            spelt_table_init_empty(&state.tables[i]);
        else
            good &= spelt_table_read(&state.tables[i], &merge->versions[i], findings);
    }
    good = good && row_keys_read(&state.keys, merge, state.tables, findings);
    good = good && merge_columns(&state);
    if (good) {
        state.line_end =
            merge_ends(version_end(&state, VERSION_BASE), version_end(&state, VERSION_OURS),
                       version_end(&state, VERSION_THEIRS));
        write_table(&state);
        *length = state.out->len;
        *n_conflicts = state.n_conflicts;
    }
    row_keys_clear(&state.keys);
    for (int i = 0; i < N_VERSIONS; i++)
        spelt_table_clear(&state.tables[i]);
    g_array_unref(state.columns);
    g_clear_pointer(&state.column_order, g_array_unref);
    return g_string_free(state.out, !good);
}
