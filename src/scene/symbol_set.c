#include "scene/symbol_set.h"

#include <math.h>
#include <string.h>

static void look_clear(gpointer data)
{
    Mark *look = data;
    g_clear_pointer(&look->fill_gradient, gradient_unref);
    g_clear_pointer(&look->stroke_gradient, gradient_unref);
}

SymbolSet *symbol_set_new(void)
{
    SymbolSet *set = g_atomic_rc_box_new0(SymbolSet);
    set->looks = g_array_new(FALSE, FALSE, sizeof(Mark));
    g_array_set_clear_func(set->looks, look_clear);
    set->places = g_array_new(FALSE, FALSE, sizeof(SymbolPlace));
    set->forms = g_ptr_array_new_with_free_func(g_free);
    set->strings = g_string_chunk_new(1024);
    return set;
}

SymbolSet *symbol_set_ref(SymbolSet *set)
{
    return g_atomic_rc_box_acquire(set);
}

static void clear(gpointer data)
{
    SymbolSet *set = data;
    g_array_unref(set->looks);
    g_array_unref(set->places);
    g_ptr_array_unref(set->forms);
    g_string_chunk_free(set->strings);
}

void symbol_set_unref(SymbolSet *set)
{
    if (set)
        g_atomic_rc_box_release_full(set, clear);
}

MarkPath symbol_set_add_form(SymbolSet *set, const PathSegment *segments, guint n_segments)
{
    g_assert(n_segments > 0 && n_segments <= SYMBOL_MOST_SEGMENTS);
    PathSegment *form = g_memdup2(segments, n_segments * sizeof *segments);
    g_ptr_array_add(set->forms, form);
    return (MarkPath){form, n_segments};
}

static const char *keep_text(SymbolSet *set, const char *text)
{
    return text ? g_string_chunk_insert_const(set->strings, text) : NULL;
}

guint symbol_set_add_look(SymbolSet *set, const Mark *look)
{
    g_assert(look->kind == MARK_PATH && look->pattern == PATTERN_SOLID && !look->claims);
    Mark copy = *look;
    copy.title = keep_text(set, look->title);
    copy.href = keep_text(set, look->href);
    copy.role = keep_text(set, look->role);
    copy.fill_gradient = look->fill_gradient ? gradient_ref(look->fill_gradient) : NULL;
    copy.stroke_gradient = look->stroke_gradient ? gradient_ref(look->stroke_gradient) : NULL;
    g_array_append_val(set->looks, copy);
    return set->looks->len - 1;
}

void symbol_set_add(SymbolSet *set, guint look, double x, double y)
{
    g_assert(look < set->looks->len && isfinite(x) && isfinite(y));
    const SymbolPlace place = {x, y, look};
    g_array_append_val(set->places, place);
}

Mark symbol_mark(const MarkSymbols *symbols, guint i, PathSegment segments[SYMBOL_MOST_SEGMENTS])
{
    const SymbolPlace *place = &g_array_index(symbols->set->places, SymbolPlace, i);
    Mark mark = g_array_index(symbols->set->looks, Mark, place->look);
    const double x = symbols->x + place->x, y = symbols->y + place->y;
    const MarkPath *form = &mark.as.path;
    memcpy(segments, form->segments, form->n_segments * sizeof *segments);
    for (guint s = 0; s < form->n_segments; s++) {
        for (guint p = 0; p < 6; p += 2) {
            segments[s].points[p] += x;
            segments[s].points[p + 1] += y;
        }
    }
    mark.as.path.segments = segments;
    return mark;
}

/* ---- extent ---------------------------------------------------------------------------------- */

/* How far the places of each look reach: four numbers per look, as a box. */
static double *reaches(const SymbolSet *set)
{
    double *boxes = g_new(double, (gsize)set->looks->len * 4);
    for (guint look = 0; look < set->looks->len; look++) {
        double *box = boxes + (gsize)look * 4;
        box[0] = box[1] = INFINITY;
        box[2] = box[3] = -INFINITY;
    }
    for (guint i = 0; i < symbol_set_count(set); i++) {
        const SymbolPlace *place = &g_array_index(set->places, SymbolPlace, i);
        double *box = boxes + (gsize)place->look * 4;
        box[0] = MIN(box[0], place->x);
        box[1] = MIN(box[1], place->y);
        box[2] = MAX(box[2], place->x);
        box[3] = MAX(box[3], place->y);
    }
    return boxes;
}

gboolean symbols_extent(const MarkSymbols *symbols, MarkExtent look_extent, double box[4])
{
    box[0] = box[1] = INFINITY;
    box[2] = box[3] = -INFINITY;
    const SymbolSet *set = symbols->set;
    g_autofree double *places = reaches(set);
    for (guint look = 0; look < set->looks->len; look++) {
        const double *at = places + (gsize)look * 4;
        double form[4];
        if (at[0] > at[2] || !look_extent(&g_array_index(set->looks, Mark, look), form))
            continue; /* nowhere */
        box[0] = fmin(box[0], symbols->x + at[0] + form[0]);
        box[1] = fmin(box[1], symbols->y + at[1] + form[1]);
        box[2] = fmax(box[2], symbols->x + at[2] + form[2]);
        box[3] = fmax(box[3], symbols->y + at[3] + form[3]);
    }
    return box[0] <= box[2];
}
