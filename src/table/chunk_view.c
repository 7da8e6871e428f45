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
static void show(ChunkView *view, gsize from, gsize end)
{
    view->end = end;
    if (!view->text->mapping) {
        view->bytes = view->text->text + view->start;
        return;
    }
    const gsize needed = end - view->start;
    if (view->capacity < needed) {
        view->buffer = g_realloc(view->buffer, needed);
        view->capacity = needed;
    }
    mapping_copy(view->text->mapping, view->buffer + (from - view->start), from, end);
    view->bytes = view->buffer;
}

void chunk_view_move(ChunkView *view, gsize start, gsize end)
{
    view->start = start;
    show(view, start, end);
}

gboolean chunk_view_extend(ChunkView *view)
{
    const gsize left = view->text->length - view->end;
    if (left == 0)
        return FALSE;
    show(view, view->end, view->end + MIN(left, view->end - view->start));
    return TRUE;
}
