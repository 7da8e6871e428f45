#include "table/chunk_view.h"

void chunk_view_init(ChunkView *view, const ChunkText *text)
{
    *view = (ChunkView){.text = text};
}

void chunk_view_clear(ChunkView *view)
{
    g_free(view->buffer);
}

/* Fills the view from an offset on; what is before it is there. */
static void fill(ChunkView *view, gsize from, gsize end)
{
    const gsize needed = end - view->start;
    if (view->capacity < needed) {
        view->buffer = g_realloc(view->buffer, needed);
        view->capacity = needed;
    }
    mapping_copy(view->text->mapping, view->buffer + (from - view->start), from, end);
    view->bytes = view->buffer;
    view->end = end;
}

void chunk_view_move(ChunkView *view, gsize start, gsize end)
{
    if (view->text->mapping) {
        view->start = start;
        fill(view, start, end);
    } else {
        view->bytes = view->text->text;
        view->end = view->text->length;
    }
}

gboolean chunk_view_extend(ChunkView *view)
{
    const gsize left = view->text->length - view->end;
    if (left == 0)
        return FALSE;
    fill(view, view->end, view->end + MIN(left, view->end - view->start));
    return TRUE;
}
