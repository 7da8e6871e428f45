#include "base/arena.h"

enum { FIRST_PIECE = 1 << 16, LARGEST_PIECE = 1 << 21 };

void arena_init(Arena *arena)
{
    *arena = (Arena){.pieces = g_ptr_array_new_with_free_func(g_aligned_free),
                     .piece_size = FIRST_PIECE};
}

void arena_clear(Arena *arena)
{
    g_clear_pointer(&arena->pieces, g_ptr_array_unref);
}

static void add_piece(Arena *arena, gsize size)
{
    arena->left = MAX(size, arena->piece_size);
    arena->next = g_aligned_alloc(1, arena->left, ARENA_ALIGNMENT);
    g_ptr_array_add(arena->pieces, arena->next);
    arena->piece_size = MIN(2 * arena->piece_size, LARGEST_PIECE);
}

gpointer arena_take(Arena *arena, gsize size)
{
    if (arena->left < size)
        add_piece(arena, size);
    gpointer taken = arena->next;
    arena->next += size;
    arena->left -= size;
    return taken;
}

gpointer arena_take_aligned(Arena *arena, gsize size)
{
    const gsize over = GPOINTER_TO_SIZE(arena->next) % ARENA_ALIGNMENT;
    const gsize gap = over > 0 ? ARENA_ALIGNMENT - over : 0;
    if (arena->left >= gap + size)
        arena_take(arena, gap);
    else
        add_piece(arena, size);
    return arena_take(arena, size);
}
