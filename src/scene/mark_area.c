/* Bars that texts stand on: a label at the end of a bar goes inside where it fits and outside where
 * it does not; a text on a block takes the ink that is read on it. */
#include "scene/page.h"

#include <math.h>

void area_note(Page *page, const Mark *mark, Channel along, double base, double end)
{
    const MarkRect *rect = &mark->as.rect;
    const BarArea area = {.box = {rect->x, rect->y, rect->width, rect->height},
                          .fill = mark->fill,
                          .plain = mark->pattern == PATTERN_SOLID && mark->fill.alpha >= 1,
                          .along = along,
                          .base = base,
                          .end = end};
    g_array_append_val(page->areas, area);
}

static gboolean box_holds(const Box *box, double x, double y)
{
    return x >= box->x - 1 && x <= box->x + box->width + 1 && y >= box->y - 1 &&
           y <= box->y + box->height + 1;
}

/* The topmost; at_end: only one that ends there. */
static const BarArea *find_area(const Page *page, double x, double y, gboolean at_end)
{
    for (guint i = page->areas->len; i > 0; i--) {
        const BarArea *area = &g_array_index(page->areas, BarArea, i - 1);
        const double along = area->along == CHANNEL_X ? x : y;
        if (box_holds(&area->box, x, y) && (!at_end || fabs(along - area->end) < 1))
            return area;
    }
    return NULL;
}

gboolean area_ink(const Page *page, double x, double y, Color *ink)
{
    const BarArea *area = find_area(page, x, y, FALSE);
    if (!area || !area->plain)
        return FALSE;
    *ink = theme_color_on(page->theme, area->fill);
    return TRUE;
}

gboolean area_place_label(const Page *page, double width, double *x, double *y, TextStyle *style)
{
    const BarArea *area = find_area(page, *x, *y, TRUE);
    if (!area)
        return FALSE;
    const gboolean across = area->along == CHANNEL_X;
    const double size = style->size, gap = size * 0.45;
    const double way = area->end < area->base ? -1 : 1; /* where the bar grows to, on the page */
    const double length = across ? area->box.width : area->box.height;
    const gboolean fits = across ? width + 2 * gap <= length && size <= area->box.height
                                 : size + 2 * gap <= length && width <= area->box.width;
    const gboolean inside = fits && area->plain;
    const double side = inside ? -way : way; /* of the bar's end */
    if (inside) {
        style->color = theme_color_on(page->theme, area->fill);
        style->halo = FALSE;
    }
    if (across) {
        *x = area->end + side * gap;
        style->anchor = side > 0 ? ANCHOR_START : ANCHOR_END;
        *y += text_middle(size);
    } else {
        style->anchor = ANCHOR_MIDDLE;
        *y = area->end + side * (gap + text_middle(size)) + text_middle(size);
    }
    return TRUE;
}
