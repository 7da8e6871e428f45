#include "evidence/snapshot_row.h"

#include "base/escape.h"
#include "evidence/cell_walker.h"

#include <string.h>

static const char *cell_of(const RowCellText *cells, guint n_cells, const char *column)
{
    for (guint i = 0; i < n_cells; i++)
        if (strcmp(cells[i].column, column) == 0)
            return cells[i].text;
    return "";
}

/* The names of the columns in the order of the file; NULL when they are quoted, or
 * parted by anything but commas. */
static GStrv header_of(const char *text, gsize length)
{
    const gsize bom = length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    const char *end = memchr(text, '\n', length);
    g_autofree char *line =
        g_strndup(text + bom, (gsize)((end ? end : text + length) - text) - bom);
    g_strchomp(line);
    if (strchr(line, '"'))
        return NULL;
    g_auto(GStrv) names = g_strsplit(line, ",", -1);
    return g_strv_contains((const char *const *)names, "id") ? g_steal_pointer(&names) : NULL;
}

/* The row after which the new one comes: ids are sorted by their bytes.  The
 * physical line of the first row with a greater id; 0: at the end. */
static guint line_before(const Table *table, const char *id)
{
    const int field = schema_field_find(table->schema, "id");
    for (guint row = 0; field >= 0 && row < table->n_rows; row++) {
        const char *other = table_text(table, row, (guint)field);
        if (other && strcmp(other, id) > 0)
            return table_place(table, row, (guint)field).line;
    }
    return 0;
}

/* Where that line begins. */
static gsize line_start(const char *text, gsize length, guint line)
{
    const char *p = text;
    for (guint i = 1; i < line; i++) {
        const char *end = memchr(p, '\n', length - (gsize)(p - text));
        if (!end)
            return length;
        p = end + 1;
    }
    return (gsize)(p - text);
}

GString *snapshot_row_insert(const Table *table, const char *text, gsize length,
                             const RowCellText *cells, guint n_cells, GError **error)
{
    g_auto(GStrv) names = header_of(text, length);
    if (!names) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                    "%s: rows are added only to tables with a plain header parted by commas",
                    table->file);
        return NULL;
    }
    const char *first = memchr(text, '\n', length);
    const char *line_end = first && first > text && first[-1] == '\r' ? "\r\n" : "\n";
    const guint line = line_before(table, cells[0].text);
    const gsize at = line > 0 ? line_start(text, length, line) : length;
    GString *out = g_string_new_len(text, (gssize)at);
    if (at == length && length > 0 && text[length - 1] != '\n')
        g_string_append(out, line_end);
    for (guint i = 0; names[i]; i++) {
        if (i > 0)
            g_string_append_c(out, ',');
        escape_csv(out, cell_of(cells, n_cells, names[i]));
    }
    g_string_append(out, line_end);
    g_string_append_len(out, text + at, (gssize)(length - at));
    return out;
}

/* ---- cells of a row that is there --------------------------------------------------------------
 */

/* The bytes of the cell at the walker, quotes included. */
static gsize cell_length(const CellWalker *walker)
{
    const char *p = walker->p;
    gboolean quoted = FALSE; /* a doubled quote closes and opens again */
    for (; p < walker->end && (quoted || !strchr(",\r\n", *p)); p++)
        quoted = quoted != (*p == '"');
    return (gsize)(p - walker->p);
}

static int compare_fields(gconstpointer a, gconstpointer b, gpointer data)
{
    const Table *table = data;
    const RowCellText *x = a, *y = b;
    return schema_field_find(table->schema, x->column) -
           schema_field_find(table->schema, y->column);
}

GString *snapshot_row_change(const Table *table, guint row, const char *text, gsize length,
                             const RowCellText *cells, guint n_cells, GError **error)
{
    g_autofree RowCellText *sorted = g_memdup2(cells, n_cells * sizeof *cells);
    g_qsort_with_data(sorted, (gint)n_cells, sizeof *sorted, compare_fields, (gpointer)table);
    g_autoptr(GString) out = g_string_sized_new(length);
    const char *kept = text;
    CellWalker walker;
    cell_walker_init(&walker, text, length);
    for (guint i = 0; i < n_cells; i++) {
        const int field = schema_field_find(table->schema, sorted[i].column);
        if (field < 0)
            continue;
        const Place place = table_place(table, row, (guint)field);
        if (!cell_walker_move(&walker, &place)) {
            g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
                        "%s:%u: the cell '%s' is not where it was read: nothing was written",
                        table->file, place.line, sorted[i].column);
            return NULL;
        }
        g_string_append_len(out, kept, walker.p - kept);
        escape_csv(out, sorted[i].text);
        kept = walker.p + cell_length(&walker);
    }
    g_string_append_len(out, kept, walker.end - kept);
    return g_steal_pointer(&out);
}
