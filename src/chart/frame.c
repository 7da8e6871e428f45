#include "chart/frame.h"

#include <string.h>

/* ---- arena --------------------------------------------------------------- */

static void lineage_free(gpointer data)
{
    Lineage *lineage = data;
    g_free(lineage->items);
    g_free(lineage);
}

FrameArena *frame_arena_new(void)
{
    FrameArena *arena = g_new0(FrameArena, 1);
    arena->strings = g_string_chunk_new(4096);
    arena->lineages = g_ptr_array_new_with_free_func(lineage_free);
    return arena;
}

void frame_arena_free(FrameArena *arena)
{
    if (!arena)
        return;
    g_string_chunk_free(arena->strings);
    g_ptr_array_unref(arena->lineages);
    g_free(arena);
}

const char *frame_arena_text(FrameArena *arena, const char *text)
{
    return g_string_chunk_insert_const(arena->strings, text);
}

static Lineage *lineage_new(FrameArena *arena, guint capacity, gboolean direct)
{
    Lineage *lineage = g_new(Lineage, 1);
    lineage->items = g_new(LineageItem, capacity);
    lineage->n_items = 0;
    lineage->direct = direct;
    g_ptr_array_add(arena->lineages, lineage);
    return lineage;
}

static void lineage_add(Lineage *lineage, LineageItem item)
{
    for (guint i = 0; i < lineage->n_items; i++) {
        if (lineage->items[i].claim == item.claim)
            return;
    }
    lineage->items[lineage->n_items++] = item;
}

const Lineage *lineage_of_claim(FrameArena *arena, const Figure *figure, const Claim *claim)
{
    Lineage *lineage = lineage_new(arena, 1, TRUE);
    lineage_add(lineage, (LineageItem){figure, claim});
    return lineage;
}

const Lineage *lineage_join(FrameArena *arena, const Lineage *a, const Lineage *b, gboolean direct)
{
    if (a == b && a && a->direct == direct)
        return a;
    if (!a && !b)
        return NULL;
    Lineage *both = lineage_new(arena, (a ? a->n_items : 0) + (b ? b->n_items : 0), direct);
    for (guint i = 0; a && i < a->n_items; i++)
        lineage_add(both, a->items[i]);
    for (guint i = 0; b && i < b->n_items; i++)
        lineage_add(both, b->items[i]);
    return both;
}

/* ---- frames --------------------------------------------------------------- */

Frame *frame_new(FrameArena *arena)
{
    Frame *frame = g_new(Frame, 1);
    frame->arena = arena;
    frame->names = g_ptr_array_new();
    frame->columns = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    frame->lineage = g_array_new(FALSE, TRUE, sizeof(const Lineage *));
    frame->n_rows = 0;
    return frame;
}

void frame_free(Frame *frame)
{
    if (!frame)
        return;
    g_ptr_array_unref(frame->names);
    g_ptr_array_unref(frame->columns);
    g_array_unref(frame->lineage);
    g_free(frame);
}

int frame_column_find(const Frame *frame, const char *name)
{
    for (guint i = 0; i < frame->names->len; i++) {
        if (strcmp(frame->names->pdata[i], name) == 0)
            return (int)i;
    }
    return -1;
}

guint frame_column_add(Frame *frame, const char *name)
{
    const int found = frame_column_find(frame, name);
    if (found >= 0)
        return (guint)found;
    GArray *column = g_array_new(FALSE, TRUE, sizeof(Value)); /* zero is VALUE_NULL */
    g_array_set_size(column, frame->n_rows);
    g_ptr_array_add(frame->names, (gpointer)frame_arena_text(frame->arena, name));
    g_ptr_array_add(frame->columns, column);
    return frame->columns->len - 1;
}

guint frame_row_add(Frame *frame, const Lineage *lineage)
{
    for (guint i = 0; i < frame->columns->len; i++)
        g_array_set_size(frame->columns->pdata[i], frame->n_rows + 1);
    g_array_append_val(frame->lineage, lineage);
    return frame->n_rows++;
}

Value frame_value(const Frame *frame, guint row, int column)
{
    if (column < 0)
        return VALUE_NOTHING;
    return g_array_index((GArray *)frame->columns->pdata[column], Value, row);
}

void frame_set(Frame *frame, guint row, guint column, Value value)
{
    g_assert(row < frame->n_rows && column < frame->columns->len);
    g_array_index((GArray *)frame->columns->pdata[column], Value, row) = value;
}

const Lineage *frame_lineage(const Frame *frame, guint row)
{
    return g_array_index(frame->lineage, const Lineage *, row);
}

Frame *frame_select(const Frame *frame, const guint *rows, guint n_rows)
{
    Frame *selected = frame_new(frame->arena);
    for (guint c = 0; c < frame->columns->len; c++) {
        const GArray *from = frame->columns->pdata[c];
        GArray *to = g_array_sized_new(FALSE, TRUE, sizeof(Value), n_rows);
        for (guint i = 0; i < n_rows; i++)
            g_array_append_val(to, g_array_index(from, Value, rows[i]));
        g_ptr_array_add(selected->names, frame->names->pdata[c]);
        g_ptr_array_add(selected->columns, to);
    }
    for (guint i = 0; i < n_rows; i++)
        g_array_append_val(selected->lineage,
                           g_array_index(frame->lineage, const Lineage *, rows[i]));
    selected->n_rows = n_rows;
    return selected;
}

Frame *frame_copy(const Frame *frame)
{
    g_autofree guint *rows = g_new(guint, MAX(frame->n_rows, 1));
    for (guint i = 0; i < frame->n_rows; i++)
        rows[i] = i;
    return frame_select(frame, rows, frame->n_rows);
}

/* The key of a row: type and text of each value, unambiguous. */
static void append_key(GString *key, Value value)
{
    g_autofree char *text = value_to_text(value);
    g_string_append_printf(key, "%d:%" G_GSIZE_FORMAT ":", (int)value.type, strlen(text));
    g_string_append(key, text);
}

guint *frame_group(const Frame *frame, const int *columns, guint n_columns, guint *n_groups)
{
    g_autoptr(GHashTable) groups = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GString) key = g_string_new(NULL);
    guint *group = g_new(guint, MAX(frame->n_rows, 1));
    for (guint row = 0; row < frame->n_rows; row++) {
        g_string_truncate(key, 0);
        for (guint i = 0; i < n_columns; i++)
            append_key(key, frame_value(frame, row, columns[i]));
        gpointer number;
        if (!g_hash_table_lookup_extended(groups, key->str, NULL, &number)) {
            number = GUINT_TO_POINTER(g_hash_table_size(groups));
            g_hash_table_insert(groups, g_strdup(key->str), number);
        }
        group[row] = GPOINTER_TO_UINT(number);
    }
    *n_groups = g_hash_table_size(groups);
    return group;
}
