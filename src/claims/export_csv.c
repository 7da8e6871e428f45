#include "base/escape.h"
#include "claims/export_format.h"

#include <string.h>

/* Characters that begin a formula, as OWASP lists them for CSV injection; the last four are their
 * full-width forms, which spreadsheets take likewise in East Asian locales. */
static gboolean begins_formula(const char *text)
{
    static const char *const beginnings[] = {"=",  "+",  "-",  "@",  "\t", "\r",
                                             "\n", "＝", "＋", "－", "＠"};
    for (gsize i = 0; i < G_N_ELEMENTS(beginnings); i++) {
        if (g_str_has_prefix(text, beginnings[i]))
            return TRUE;
    }
    return FALSE;
}

/* A spreadsheet shows "'=1+1" as the text that it is.  A text that has such apostrophes already
 * gets one more, so that taking one away always gives the text back.  Numbers stay numbers. */
static void append_harmless(GString *out, const char *text)
{
    double number;
    const gboolean harmful =
        begins_formula(text + strspn(text, "'")) && !number_parse(text, &number);
    g_autofree char *marked = harmful ? g_strconcat("'", text, NULL) : NULL;
    escape_csv(out, marked ? marked : text);
}

static char *join_claims(const GPtrArray *claims)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < claims->len; i++) {
        const Claim *claim = g_ptr_array_index(claims, i);
        g_string_append_printf(text, "%s%s", i > 0 ? " " : "", claim->id);
    }
    return g_string_free(text, FALSE);
}

static char *join_rivals(const GArray *rivals)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < rivals->len; i++) {
        const Rival *rival = &g_array_index(rivals, Rival, i);
        g_string_append_printf(text, "%s%s: %s", i > 0 ? " | " : "", rival->claim->id,
                               rival->reason);
    }
    return g_string_free(text, FALSE);
}

static void append_cell(GString *out, const ExportCell *cell, gboolean spreadsheet)
{
    g_autofree char *joined = cell->kind == CELL_CLAIMS   ? join_claims(cell->claims)
                              : cell->kind == CELL_RIVALS ? join_rivals(cell->rivals)
                                                          : NULL;
    const char *text = joined ? joined : cell->kind == CELL_NOTHING ? "" : cell->text;
    if (spreadsheet)
        append_harmless(out, text);
    else
        escape_csv(out, text);
}

void export_table_format_csv(const ExportTable *table, gboolean spreadsheet, GString *out)
{
    const guint width = export_table_width(table);
    for (guint column = 0; column < width; column++) {
        g_string_append(out, column > 0 ? "," : "");
        escape_csv(out, export_table_column(table, column)->name);
    }
    g_string_append_c(out, '\n');
    for (guint row = 0; row < table->n_rows; row++) {
        for (guint column = 0; column < width; column++) {
            ExportCell cell;
            export_table_cell(table, row, column, &cell);
            g_string_append(out, column > 0 ? "," : "");
            append_cell(out, &cell, spreadsheet);
        }
        g_string_append_c(out, '\n');
    }
}

gboolean export_csv(const ExportRequest *request, GString *out, GError **error)
{
    (void)error;
    g_autoptr(ExportTable) table = export_table_new(request);
    if (request->spreadsheet)
        g_string_append(out, "\xEF\xBB\xBF"); /* without it Excel takes UTF-8 for Windows-1252 */
    export_table_format_csv(table, request->spreadsheet, out);
    return TRUE;
}
