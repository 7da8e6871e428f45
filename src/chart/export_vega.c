#include "chart/export_vega.h"

#include "chart/data.h"

#include <math.h>
#include <string.h>

static void append_value(GString *out, Value value)
{
    char number[NUMBER_TEXT_SIZE];
    switch (value.type) {
    case VALUE_NULL: g_string_append(out, "null"); break;
    case VALUE_BOOLEAN: g_string_append(out, value.as.boolean ? "true" : "false"); break;
    case VALUE_NUMBER:
        g_assert(isfinite(value.as.number));
        g_string_append(out, number_format(value.as.number, number));
        break;
    case VALUE_STRING: json_append_string(out, value.as.string); break;
    }
}

static const char *column_name(const Frame *frame, guint column)
{
    return g_ptr_array_index(frame->names, column);
}

static void append_row(GString *out, const Frame *frame, const GArray *columns, guint row)
{
    for (guint i = 0; i < columns->len; i++) {
        const guint column = g_array_index(columns, guint, i);
        g_string_append(out, i > 0 ? ", " : "{");
        json_append_string(out, column_name(frame, column));
        g_string_append(out, ": ");
        append_value(out, frame_value(frame, row, (int)column));
    }
    g_string_append_c(out, '}');
}

static int compare_columns(gconstpointer a, gconstpointer b, gpointer frame)
{
    return strcmp(column_name(frame, *(const guint *)a), column_name(frame, *(const guint *)b));
}

/* Those for single settings, which the frame has in the order of the claims, come last, by name. */
static GArray *order_columns(Frame *frame)
{
    GArray *columns = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GArray) settings = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint column = 0; column < frame->names->len; column++) {
        if (g_str_has_prefix(column_name(frame, column), "setting_"))
            g_array_append_val(settings, column);
        else
            g_array_append_val(columns, column);
    }
    g_array_sort_with_data(settings, compare_columns, frame);
    g_array_append_vals(columns, settings->data, settings->len);
    return columns;
}

/* Keys of the figures that are handed out. */
static GHashTable *selected_keys(const Selection *selection)
{
    GHashTable *keys = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < selection->figures->len; i++) {
        const Figure *figure = g_ptr_array_index(selection->figures, i);
        g_hash_table_add(keys, figure->key);
    }
    return keys;
}

gboolean export_vega(const ExportRequest *request, GString *out, GError **error)
{
    (void)error;
    const char *name = request->what == EXPORT_CLAIMS ? "claims" : "figures";
    FrameArena *arena = frame_arena_new();
    const ChartSources sources = {request->claims, request->selection->set};
    const DataContext context = {.sources = &sources, .arena = arena};
    g_autoptr(Frame) frame = data_named(name, &(DataSubset){0}, &context);
    const int key = frame_column_find(frame, "key");

    g_autoptr(GHashTable) keys = selected_keys(request->selection);
    g_autoptr(GArray) columns = order_columns(frame);
    const char *separator = "\n";
    g_string_append_printf(out, "{\"name\": \"%s\", \"values\": [", name);
    for (guint row = 0; row < frame->n_rows; row++) {
        if (!g_hash_table_contains(keys, frame_value(frame, row, key).as.string))
            continue;
        g_string_append(out, separator);
        append_row(out, frame, columns, row);
        separator = ",\n";
    }
    g_string_append(out, "\n]}\n");
    g_clear_pointer(&frame, frame_free);
    frame_arena_free(arena);
    return TRUE;
}
