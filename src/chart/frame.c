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

/* ---- columns ------------------------------------------------------------- */

static FrameColumn *column_new(guint n_rows)
{
    FrameColumn *column = g_new(FrameColumn, 1);
    column->values = g_new0(Value, MAX(n_rows, 1)); /* zero is VALUE_NULL */
    column->capacity = n_rows;
    column->n_frames = 1;
    return column;
}

static void column_unref(gpointer data)
{
    FrameColumn *column = data;
    if (--column->n_frames > 0)
        return;
    g_free(column->values);
    g_free(column);
}

/* The column, no longer shared and with room for capacity values. */
static FrameColumn *own_column(Frame *frame, guint index, guint capacity)
{
    FrameColumn *column = frame->columns->pdata[index];
    if (column->n_frames > 1) {
        FrameColumn *copy = column_new(MAX(capacity, frame->n_rows));
        memcpy(copy->values, column->values, frame->n_rows * sizeof(Value));
        column_unref(column);
        frame->columns->pdata[index] = column = copy;
    }
    if (column->capacity < capacity) {
        column->capacity = MAX(capacity, column->capacity * 2);
        column->values = g_renew(Value, column->values, column->capacity);
    }
    return column;
}

/* ---- frames --------------------------------------------------------------- */

Frame *frame_new(FrameArena *arena)
{
    Frame *frame = g_new(Frame, 1);
    frame->arena = arena;
    frame->names = g_ptr_array_new();
    frame->columns = g_ptr_array_new_with_free_func(column_unref);
    frame->lineage = NULL;
    frame->n_rows = 0;
    frame->of_texts = FALSE;
    return frame;
}

void frame_free(Frame *frame)
{
    if (!frame)
        return;
    g_ptr_array_unref(frame->names);
    g_ptr_array_unref(frame->columns);
    if (frame->lineage)
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
    g_ptr_array_add(frame->names, (gpointer)frame_arena_text(frame->arena, name));
    g_ptr_array_add(frame->columns, column_new(frame->n_rows));
    return frame->columns->len - 1;
}

guint frame_rows_add(Frame *frame, guint n)
{
    const guint first = frame->n_rows;
    for (guint i = 0; i < frame->columns->len; i++) {
        const FrameColumn *column = own_column(frame, i, first + n);
        memset(column->values + first, 0, n * sizeof(Value));
    }
    if (frame->lineage)
        g_array_set_size(frame->lineage, first + n);
    frame->n_rows += n;
    return first;
}

guint frame_row_add(Frame *frame, const Lineage *lineage)
{
    const guint row = frame_rows_add(frame, 1);
    if (lineage)
        frame_set_lineage(frame, row, lineage);
    return row;
}

void frame_set(Frame *frame, guint row, guint column, Value value)
{
    g_assert(row < frame->n_rows && column < frame->columns->len);
    own_column(frame, column, frame->n_rows)->values[row] = value;
}

Value *frame_values(Frame *frame, guint column)
{
    g_assert(column < frame->columns->len);
    return own_column(frame, column, frame->n_rows)->values;
}

const Lineage *frame_lineage(const Frame *frame, guint row)
{
    return frame->lineage ? g_array_index(frame->lineage, const Lineage *, row) : NULL;
}

void frame_set_lineage(Frame *frame, guint row, const Lineage *lineage)
{
    g_assert(row < frame->n_rows);
    if (!frame->lineage) {
        frame->lineage = g_array_new(FALSE, TRUE, sizeof(const Lineage *));
        g_array_set_size(frame->lineage, frame->n_rows);
    }
    g_array_index(frame->lineage, const Lineage *, row) = lineage;
}

Frame *frame_copy(const Frame *frame)
{
    Frame *copy = frame_new(frame->arena);
    for (guint c = 0; c < frame->columns->len; c++) {
        FrameColumn *column = frame->columns->pdata[c];
        column->n_frames++;
        g_ptr_array_add(copy->names, frame->names->pdata[c]);
        g_ptr_array_add(copy->columns, column);
    }
    copy->lineage = frame->lineage ? g_array_copy(frame->lineage) : NULL;
    copy->n_rows = frame->n_rows;
    return copy;
}

static gboolean are_all(const Frame *frame, const guint *rows, guint n_rows)
{
    guint i = 0;
    while (i < n_rows && rows[i] == i)
        i++;
    return i == n_rows && n_rows == frame->n_rows;
}

Frame *frame_select(const Frame *frame, const guint *rows, guint n_rows)
{
    if (are_all(frame, rows, n_rows))
        return frame_copy(frame);
    Frame *selected = frame_new(frame->arena);
    for (guint c = 0; c < frame->columns->len; c++) {
        FrameColumn *column = column_new(n_rows);
        for (guint i = 0; i < n_rows; i++)
            column->values[i] = frame_value(frame, rows[i], (int)c);
        g_ptr_array_add(selected->names, frame->names->pdata[c]);
        g_ptr_array_add(selected->columns, column);
    }
    selected->n_rows = n_rows;
    for (guint i = 0; frame->lineage && i < n_rows; i++)
        frame_set_lineage(selected, i, frame_lineage(frame, rows[i]));
    return selected;
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
