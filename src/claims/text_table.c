#include "claims/text_table.h"

#include <string.h>

enum { GAP = 2 };

struct TextTable {
    const TextColumn *columns;
    guint n_columns;
    GPtrArray *rows; /* of char **: n_columns texts, or one text for a line */
    GArray *lines;   /* of gboolean: whether the row is a line */
};

TextTable *text_table_new(const TextColumn *columns, guint n_columns)
{
    TextTable *table = g_new0(TextTable, 1);
    table->columns = columns;
    table->n_columns = n_columns;
    table->rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
    table->lines = g_array_new(FALSE, FALSE, sizeof(gboolean));
    return table;
}

void text_table_free(TextTable *table)
{
    if (!table)
        return;
    g_ptr_array_unref(table->rows);
    g_array_unref(table->lines);
    g_free(table);
}

/* ---- text ------------------------------------------------------------------------------------ */

static gboolean is_plain(char c)
{
    return c >= ' ' && c <= '~';
}

static guint char_width(gunichar c)
{
    return g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
}

static guint display_width(const char *text, const char *end)
{
    guint width = 0;
    for (const char *p = text; p < end; p = g_utf8_next_char(p))
        width += is_plain(*p) ? 1 : char_width(g_utf8_get_char(p));
    return width;
}

guint text_display_width(const char *text)
{
    return display_width(text, text + strlen(text));
}

/* Format characters (Cf) include those that turn the direction of writing. */
char *text_tame(const char *text)
{
    const char *end = text;
    while (is_plain(*end))
        end++;
    if (!*end)
        return g_strndup(text, (gsize)(end - text));
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    GString *tame = g_string_new(NULL);
    for (const char *p = valid; *p; p = g_utf8_next_char(p)) {
        const gunichar c = g_utf8_get_char(p);
        const GUnicodeType type = g_unichar_type(c);
        const gboolean wild = type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT ||
                              type == G_UNICODE_LINE_SEPARATOR ||
                              type == G_UNICODE_PARAGRAPH_SEPARATOR;
        g_string_append_unichar(tame, wild ? 0xFFFD : c);
    }
    return g_string_free(tame, FALSE);
}

void text_table_add(TextTable *table, const char *const *cells)
{
    char **row = g_new0(char *, table->n_columns + 1);
    for (guint i = 0; i < table->n_columns; i++)
        row[i] = text_tame(cells[i]);
    const gboolean line = FALSE;
    g_ptr_array_add(table->rows, row);
    g_array_append_val(table->lines, line);
}

void text_table_add_line(TextTable *table, const char *text)
{
    char **row = g_new0(char *, 2);
    row[0] = text_tame(text);
    const gboolean line = TRUE;
    g_ptr_array_add(table->rows, row);
    g_array_append_val(table->lines, line);
}

/* End of the longest piece of text that fits into width: after a ';' or blank if
 * there is one, else within a word after '-', '.' or '/', else anywhere. */
static const char *piece_end(const char *text, guint width)
{
    const char *between = NULL, *within = NULL, *p = text;
    for (guint used = 0; *p; p = g_utf8_next_char(p)) {
        used += is_plain(*p) ? 1 : char_width(g_utf8_get_char(p));
        if (used > width && p > text && *p != ' ')
            return between ? between : within ? within : p;
        if (*p == ';' || *p == ' ')
            between = g_utf8_next_char(p);
        else if (*p == '-' || *p == '.' || *p == '/')
            within = g_utf8_next_char(p);
    }
    return p;
}

/* ---- lay-out --------------------------------------------------------------------------------- */

static char **row_at(const TextTable *table, guint row)
{
    return g_ptr_array_index(table->rows, row);
}

static void measure(const TextTable *table, guint *widths)
{
    for (guint i = 0; i < table->n_columns; i++)
        widths[i] = text_display_width(table->columns[i].title);
    for (guint row = 0; row < table->rows->len; row++) {
        if (g_array_index(table->lines, gboolean, row))
            continue;
        for (guint i = 0; i < table->n_columns; i++)
            widths[i] = MAX(widths[i], text_display_width(row_at(table, row)[i]));
    }
}

static guint total_width(const guint *widths, guint n_columns)
{
    guint total = GAP * (n_columns - 1);
    for (guint i = 0; i < n_columns; i++)
        total += widths[i];
    return total;
}

guint text_table_width(const TextTable *table)
{
    g_autofree guint *widths = g_new0(guint, table->n_columns);
    measure(table, widths);
    return total_width(widths, table->n_columns);
}

/* The width that nine of ten cells of a column fit into, or widest, if less. */
static guint common_width(const TextTable *table, guint column, guint widest)
{
    g_autofree guint *counts = g_new0(guint, widest + 1); /* of cells, by their width */
    guint n = 0;
    for (guint row = 0; row < table->rows->len; row++) {
        if (g_array_index(table->lines, gboolean, row))
            continue;
        counts[MIN(text_display_width(row_at(table, row)[column]), widest)]++;
        n++;
    }
    guint width = 0;
    for (guint smaller = counts[0]; n > 0 && smaller <= n * 9 / 10; smaller += counts[width])
        width++;
    return width;
}

/* Takes from the widest column above its floor until the table fits into limit,
 * or all are at their floors. */
static void shrink(guint *widths, const guint *floors, guint n_columns, guint limit)
{
    for (guint total = total_width(widths, n_columns); total > limit;) {
        int widest = -1;
        for (guint i = 0; i < n_columns; i++) {
            if (widths[i] > floors[i] && (widest < 0 || widths[i] > widths[widest]))
                widest = (int)i;
        }
        if (widest < 0)
            return;
        /* one by one, but quickly down from the width of a hostile cell */
        const guint excess = widths[widest] > limit ? widths[widest] - limit : 1;
        const guint step = MIN(MIN(excess, widths[widest] - floors[widest]), total - limit);
        widths[widest] -= step;
        total -= step;
    }
}

static void fit(const TextTable *table, guint *widths, guint limit)
{
    g_autofree guint *floors = g_memdup2(widths, sizeof *widths * table->n_columns);
    for (guint i = 0; i < table->n_columns; i++) {
        if (table->columns[i].minimum > 0)
            floors[i] = MIN(widths[i], MAX(table->columns[i].minimum,
                                           common_width(table, i, MIN(widths[i], limit))));
    }
    shrink(widths, floors, table->n_columns, limit);
    for (guint i = 0; i < table->n_columns; i++) {
        if (table->columns[i].minimum > 0)
            floors[i] = MIN(widths[i], table->columns[i].minimum);
    }
    shrink(widths, floors, table->n_columns, limit);
}

static void append_blanks(GString *out, guint n)
{
    static const char blanks[] = "                                ";
    for (; n > 0; n -= MIN(n, (guint)sizeof blanks - 1))
        g_string_append_len(out, blanks, MIN(n, (guint)sizeof blanks - 1));
}

static void strip_trailing_blanks(GString *out)
{
    while (out->len > 0 && out->str[out->len - 1] == ' ')
        g_string_truncate(out, out->len - 1);
}

/* One row, over as many lines as its longest cell needs. */
static void append_row(GString *out, const TextTable *table, const char *const *cells,
                       const guint *widths)
{
    g_autofree const char **rest = g_memdup2(cells, sizeof *cells * table->n_columns);
    gboolean more = TRUE;
    while (more) {
        more = FALSE;
        for (guint i = 0; i < table->n_columns; i++) {
            const char *end = piece_end(rest[i], widths[i]), *last = end;
            while (last > rest[i] && g_ascii_isspace(last[-1]))
                last--;
            const guint used = display_width(rest[i], last);
            const guint blanks = widths[i] > used ? widths[i] - used : 0;
            append_blanks(out, (i > 0 ? GAP : 0) + (table->columns[i].right ? blanks : 0));
            g_string_append_len(out, rest[i], last - rest[i]);
            append_blanks(out, table->columns[i].right ? 0 : blanks);
            rest[i] = end;
            more = more || *end;
        }
        strip_trailing_blanks(out);
        g_string_append_c(out, '\n');
    }
}

char *text_table_format(const TextTable *table, guint width)
{
    g_autofree guint *widths = g_new0(guint, table->n_columns);
    g_autofree const char **titles = g_new0(const char *, table->n_columns);
    for (guint i = 0; i < table->n_columns; i++)
        titles[i] = table->columns[i].title;
    measure(table, widths);
    fit(table, widths, width);

    GString *out = g_string_new(NULL);
    append_row(out, table, titles, widths);
    for (guint row = 0; row < table->rows->len; row++) {
        const char *const *cells = (const char *const *)row_at(table, row);
        if (g_array_index(table->lines, gboolean, row))
            g_string_append_printf(out, "%s\n", cells[0]);
        else
            append_row(out, table, cells, widths);
    }
    return g_string_free(out, FALSE);
}
