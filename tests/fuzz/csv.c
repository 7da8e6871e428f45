/* CSV: no bytes break the reader, and a text without findings, written anew by
 * escape_csv, reads as the same cells. */
#include "fuzz.h"

#include "base/escape.h"
#include "table/encoding.h"
#include "table/rows.h"

/* All rows as CSV; with a byte order mark, so that one in the first cell is not taken for it. */
static char *rewrite(const char *text, gsize length, Findings *findings)
{
    GString *out = g_string_new("\xEF\xBB\xBF");
    RowReader *reader = row_reader_new("fuzz.csv", text, length, findings);
    guint line = 0;
    for (Row row; row_reader_next(reader, &row);) {
        g_assert_cmpuint(row.line, >, line);
        g_assert_cmpuint(row.end_line, >=, row.line);
        line = row.line;
        for (guint i = 0; i < row.n_cells; i++) {
            const RowCell *cell = &row.cells[i];
            g_assert_true(g_utf8_validate(cell->text, -1, NULL));
            g_assert_cmpuint(cell->line, >=, row.line);
            g_assert_cmpuint(cell->line, <=, row.end_line);
            g_assert_cmpuint(cell->column, >, 0);
            g_assert_cmpuint(cell->end_line, >=, cell->line);
            g_assert_cmpuint(cell->end_line, <=, row.end_line);
            if (cell->end_line == cell->line)
                g_assert_cmpuint(cell->end_column, >=, cell->column);
            if (i > 0 && cell->line == row.cells[i - 1].end_line)
                g_assert_cmpuint(cell->column, ==, row.cells[i - 1].end_column + 1);
            if (i > 0)
                g_string_append_c(out, ',');
            escape_csv(out, cell->text);
        }
        /* an empty line is no cell, and one empty cell is not an empty line */
        if (row.n_cells == 1 && !*row.cells[0].text)
            g_string_append(out, "\"\"");
        g_string_append_c(out, '\n');
    }
    g_free(row_reader_free(reader));
    return g_string_free(out, FALSE);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(Findings) findings = findings_new();
    const char *text = (const char *)data;
    if (!encoding_check("fuzz.csv", text, size, findings)) {
        g_assert_cmpuint(findings_count(findings, LEVEL_ERROR), >, 0);
        return 0;
    }
    g_autofree char *once = rewrite(text, size, findings);
    if (findings_count(findings, LEVEL_ERROR) > 0)
        return 0;
    g_autofree char *twice = rewrite(once, strlen(once), findings);
    g_assert_cmpstr(once, ==, twice);
    g_assert_cmpuint(findings_count(findings, LEVEL_ERROR), ==, 0);
    return 0;
}
