/* Labels: a place for a text near its point that covers nothing.
 *
 * Greedy, in the order of drawing: the first of a fixed list of places around
 * the point that is free; if none is, the one that covers least.  A label never
 * moves its point. */
#include "scene/page.h"

#include <math.h>

/* Where a label may stand: direction from the point, best first (right and left
 * read best: Christensen, Marks and Shieber 1995 rank the corners likewise). */
static const struct {
    double x, y; /* -1 left or above, 0 middle, 1 right or below */
} directions[] = {{1, 0}, {-1, 0}, {0, -1}, {0, 1}, {1, -1}, {1, 1}, {-1, -1}, {-1, 1}};
enum { N_RINGS = 8 };
/* As shares of an area: what it costs to be near something else, and to be one ring further. */
static const double CLOSENESS = 0.01, FARNESS = 0.003;

static double overlap(const Box *a, const Box *b)
{
    const double width = fmin(a->x + a->width, b->x + b->width) - fmax(a->x, b->x);
    const double height = fmin(a->y + a->height, b->y + b->height) - fmax(a->y, b->y);
    return width > 0 && height > 0 ? width * height : 0;
}

/* Area of the box that is covered or outside of the plot (to the right it may
 * reach into the margin); a place close to something else, which the label might seem to name,
 * costs a little. */
static double cost(const Page *page, const PlacedPanel *placed, const Box *box, double x, double y)
{
    const Box *plot = &placed->plot;
    const double near = box->height * 0.35;
    const Box around = {box->x - near, box->y - near, box->width + 2 * near,
                        box->height + 2 * near};
    double covered = 0;
    for (guint i = 0; i < page->obstacles->len; i++) {
        const Box *other = &g_array_index(page->obstacles, Box, i);
        covered += overlap(box, other);
        const gboolean own = x >= other->x && x <= other->x + other->width && y >= other->y &&
                             y <= other->y + other->height;
        if (!own)
            covered += CLOSENESS * overlap(&around, other);
    }
    const Box inside = {plot->x, plot->y, plot->width + page->preset->margin * 0.6, plot->height};
    return covered + 4 * (box->width * box->height - overlap(box, &inside));
}

LabelPlace label_find_place(const Page *page, const PlacedPanel *placed, double x, double y,
                            double width, double size, double distance)
{
    LabelPlace best = {x + distance, y + text_middle(size), FALSE};
    double best_cost = INFINITY;
    const double height = size * 1.05;
    for (int ring = 0; ring < N_RINGS; ring++) {
        const double far = FARNESS * ring * (width + 4) * height;
        if (best_cost <= far)
            return best;
        for (gsize i = 0; i < G_N_ELEMENTS(directions); i++) {
            const double dx = directions[i].x, dy = directions[i].y;
            const double away = distance + ring * size * 0.75;
            /* diagonal places touch the corner of the point, straight ones its side */
            const double left = dx > 0   ? x + away * (dy != 0 ? 0.7 : 1)
                                : dx < 0 ? x - away * (dy != 0 ? 0.7 : 1) - width
                                         : x - width / 2;
            const double middle = y + dy * (away * (dx != 0 ? 0.8 : 1) + height / 2 * (dx == 0));
            const Box box = {left - 2, middle - height / 2, width + 4, height};
            const double here = far + cost(page, placed, &box, x, y);
            if (here < best_cost - 1e-6) {
                best_cost = here;
                best = (LabelPlace){left, middle + text_middle(size), ring >= 2};
            }
        }
    }
    return best;
}

static int compare_tops(gconstpointer a, gconstpointer b)
{
    const Box *p = *(const Box *const *)a, *q = *(const Box *const *)b;
    return p->y != q->y ? (p->y < q->y ? -1 : 1) : (p > q) - (p < q);
}

void label_spread(Box *boxes, guint n)
{
    enum { ROUNDS = 200, MOST = 100 }; /* more labels than that are no labels of line ends */
    if (n < 2 || n > MOST)
        return;
    g_autoptr(GPtrArray) order = g_ptr_array_new();
    for (guint i = 0; i < n; i++)
        g_ptr_array_add(order, &boxes[i]);
    g_ptr_array_sort(order, compare_tops);
    gboolean moved = TRUE;
    for (int round = 0; moved && round < ROUNDS; round++) {
        moved = FALSE;
        for (guint i = 0; i < n; i++) {
            for (guint k = i + 1; k < n; k++) {
                Box *upper = order->pdata[i], *lower = order->pdata[k];
                const double apart = (upper->y + upper->height - lower->y) / 2;
                if (overlap(upper, lower) <= 0 || apart < 0.05)
                    continue;
                upper->y -= apart;
                lower->y += apart;
                moved = TRUE;
            }
        }
    }
}
