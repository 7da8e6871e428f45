/*
 * Rows as JSON: an array with one object per line, or the objects alone (JSON
 * lines).  Every column is a member of every object; a number is a number, a
 * date a string, an empty cell null, a list of claims an array.
 */
#include "claims/claim_json.h"
#include "claims/export_format.h"

/* Another claim of the figure; reason NULL: it agrees. */
static void append_claim(GString *out, const Claim *claim, const char *reason)
{
    g_string_append(out, "{\"claim\": ");
    json_append_string(out, claim->id);
    g_string_append(out, ", \"source\": ");
    json_append_string(out, claim->source->id);
    g_string_append(out, ", ");
    json_append_amounts(out, claim);
    if (reason) {
        g_string_append(out, ", \"reason\": ");
        json_append_string(out, reason);
    }
    g_string_append_c(out, '}');
}

static void append_list(GString *out, const ExportCell *cell)
{
    const guint n = cell->kind == CELL_CLAIMS ? cell->claims->len : cell->rivals->len;
    g_string_append_c(out, '[');
    for (guint i = 0; i < n; i++) {
        g_string_append(out, i > 0 ? ", " : "");
        if (cell->kind == CELL_CLAIMS) {
            append_claim(out, g_ptr_array_index(cell->claims, i), NULL);
        } else {
            const Rival *rival = &g_array_index(cell->rivals, Rival, i);
            append_claim(out, rival->claim, rival->reason);
        }
    }
    g_string_append_c(out, ']');
}

static void append_cell(GString *out, const ExportCell *cell)
{
    switch (cell->kind) {
    case CELL_NOTHING: g_string_append(out, "null"); break;
    case CELL_TEXT: json_append_string(out, cell->text); break;
    case CELL_NUMBER: json_append_number(out, cell->number); break;
    case CELL_BOOLEAN: g_string_append(out, cell->number != 0 ? "true" : "false"); break;
    case CELL_CLAIMS:
    case CELL_RIVALS: append_list(out, cell); break;
    }
}

static void append_row(GString *out, const ExportTable *table, guint row)
{
    for (guint column = 0; column < export_table_width(table); column++) {
        ExportCell cell;
        export_table_cell(table, row, column, &cell);
        g_string_append(out, column > 0 ? ", " : "{");
        json_append_string(out, export_table_column(table, column)->name);
        g_string_append(out, ": ");
        append_cell(out, &cell);
    }
    g_string_append_c(out, '}');
}

gboolean export_json(const ExportRequest *request, GString *out, GError **error)
{
    (void)error;
    g_autoptr(ExportTable) table = export_table_new(request);
    g_string_append_c(out, '[');
    for (guint row = 0; row < table->n_rows; row++) {
        g_string_append(out, row > 0 ? ",\n" : "\n");
        append_row(out, table, row);
    }
    g_string_append(out, table->n_rows > 0 ? "\n]\n" : "]\n");
    return TRUE;
}

gboolean export_jsonl(const ExportRequest *request, GString *out, GError **error)
{
    (void)error;
    g_autoptr(ExportTable) table = export_table_new(request);
    for (guint row = 0; row < table->n_rows; row++) {
        append_row(out, table, row);
        g_string_append_c(out, '\n');
    }
    return TRUE;
}
