/* Labels: a place for each text near its point that covers nothing, with a line to it where it is
 * far.  A label never moves its point.
 *
 * Greedy, in the order of drawing: of a fixed list of places around the point the one that disturbs
 * least.  Then those that are in each other's way look again, as they now know where all others
 * are; one that still has no room is not shown. */
#include "scene/page.h"

#include <math.h>
#include <string.h>

/* Where a label may stand: direction from the point, best first (right and left
 * read best: Christensen, Marks and Shieber 1995 rank the corners likewise). */
static const struct {
    double x, y; /* -1 left or above, 0 middle, 1 right or below */
} directions[] = {{1, 0},   {-1, 0}, {0, -1},   {0, 1},   {1, -1},    {1, 1},
                  {-1, -1}, {-1, 1}, {1, -0.5}, {1, 0.5}, {-1, -0.5}, {-1, 0.5}};
enum { N_RINGS = 16, FIRST_WITH_LEADER = 2, N_ROUNDS = 2 };
enum { MOST_SETTLED = 100 }; /* of more labels most find no room anyway */
/* What a place costs, as shares of the label's area: to be one ring further, to be near something
 * else, which the label might seem to name, and to stand on a line. */
static const double FARNESS = 0.003, CLOSENESS = 0.01, ON_LINE = 0.005;
static const double COVERED_POINT = 4; /* worse than a text that touches another */
/* What a line to a label crosses, as multiples of the area under a stroke as wide as the type:
 * points in a crowd lie on each other, but no text is crossed. */
static const double CROSSED_POINT = 0.3, CROSSED_LABEL = 4;
static const double MOST_COVERED = 0.01; /* of the label's area: more is no room */

static double overlap(const Box *a, const Box *b)
{
    const double width = fmin(a->x + a->width, b->x + b->width) - fmax(a->x, b->x);
    const double height = fmin(a->y + a->height, b->y + b->height) - fmax(a->y, b->y);
    return width > 0 && height > 0 ? width * height : 0;
}

static gboolean box_holds(const Box *box, double x, double y)
{
    return x >= box->x && x <= box->x + box->width && y >= box->y && y <= box->y + box->height;
}

static Box box_widened(const Box *box, double by)
{
    return (Box){box->x - by, box->y - by, box->width + 2 * by, box->height + 2 * by};
}

/* How much of a line is in a box (Liang and Barsky 1984). */
static double length_inside(const Segment *line, const Box *box)
{
    const double dx = line->x2 - line->x1, dy = line->y2 - line->y1;
    const double step[] = {-dx, dx, -dy, dy};
    const double room[] = {line->x1 - box->x, box->x + box->width - line->x1, line->y1 - box->y,
                           box->y + box->height - line->y1};
    double from = 0, to = 1;
    for (int i = 0; i < 4; i++) {
        if (step[i] < 0)
            from = fmax(from, room[i] / step[i]);
        else if (step[i] > 0)
            to = fmin(to, room[i] / step[i]);
        else if (room[i] < 0)
            return 0;
    }
    return to > from ? (to - from) * hypot(dx, dy) : 0;
}

static double side_of(const Segment *line, double x, double y)
{
    return (line->x2 - line->x1) * (y - line->y1) - (line->y2 - line->y1) * (x - line->x1);
}

static gboolean lines_cross(const Segment *a, const Segment *b)
{
    return side_of(a, b->x1, b->y1) * side_of(a, b->x2, b->y2) < 0 &&
           side_of(b, a->x1, a->y1) * side_of(b, a->x2, a->y2) < 0;
}

/* ---- one label ------------------------------------------------------------------------------- */

static MovingLabel label_at(const MovingLabel *label, int ring, gsize direction)
{
    const double dx = directions[direction].x, dy = directions[direction].y;
    const double height = label->size * 1.05;
    const double away = label->distance + ring * label->size * 0.75;
    /* diagonal places touch the corner of the point, straight ones its side */
    const double aside = away * (dy != 0 ? 0.7 : 1);
    const double left = dx > 0   ? label->x + aside
                        : dx < 0 ? label->x - aside - label->width
                                 : label->x - label->width / 2;
    const double middle = label->y + dy * (away * (dx != 0 ? 0.8 : 1) + height / 2 * (dx == 0));
    MovingLabel there = *label;
    there.box =
        (Box){left - LABEL_SIDE, middle - height / 2, label->width + 2 * LABEL_SIDE, height};
    there.has_leader = ring >= FIRST_WITH_LEADER;
    return there;
}

/* From the rim of the point to the nearest side of the label. */
static Segment leader_line(const MovingLabel *label, double radius)
{
    const Box *box = &label->box;
    const gboolean left = label->x < box->x - box->height / 2;
    const gboolean right = label->x > box->x + box->width + box->height / 2;
    const double x = CLAMP(label->x, box->x, box->x + box->width);
    const double y = left || right       ? box->y + box->height / 2
                     : label->y < box->y ? box->y
                                         : box->y + box->height;
    const double length = fmax(hypot(x - label->x, y - label->y), 1e-6);
    const double share = fmin(radius / length, 1);
    return (Segment){label->x + share * (x - label->x), label->y + share * (y - label->y), x, y};
}

static Box box_around(const Box *box, const Segment *line)
{
    const double left = fmin(box->x, fmin(line->x1, line->x2));
    const double top = fmin(box->y, fmin(line->y1, line->y2));
    const double right = fmax(box->x + box->width, fmax(line->x1, line->x2));
    const double bottom = fmax(box->y + box->height, fmax(line->y1, line->y2));
    return (Box){left, top, right - left, bottom - top};
}

static gboolean boxes_meet(const Box *a, const Box *b)
{
    return a->x <= b->x + b->width && b->x <= a->x + a->width && a->y <= b->y + b->height &&
           b->y <= a->y + a->height;
}

/* What a label covers, or the line to its point crosses, px²: also a line that is so short that it
 * is not drawn.  soft: what only costs. */
static double disturbance(const Page *page, const Box *plot, const MovingLabel *labels, guint n,
                          const MovingLabel *label, guint self, double *soft)
{
    const Box *box = &label->box, around = box_widened(box, box->height * 0.35);
    const Box reach = box_around(&around, &label->leader);
    double covered = 4 * (box->width * box->height - overlap(box, plot)), near = 0, crossed = 0;
    for (guint i = 0; i < page->obstacles->len; i++) {
        const Box *other = &g_array_index(page->obstacles, Box, i);
        if (!boxes_meet(&reach, other))
            continue;
        covered += COVERED_POINT * overlap(box, other);
        if (box_holds(other, label->x, label->y)) /* its own point */
            continue;
        near += overlap(&around, other);
        crossed += CROSSED_POINT * length_inside(&label->leader, other);
    }
    for (guint i = 0; i < n; i++) {
        const MovingLabel *other = &labels[i];
        if (i == self || !other->shown || !boxes_meet(&reach, &other->reach))
            continue;
        covered += overlap(box, &other->box);
        near += overlap(&around, &other->box);
        crossed += CROSSED_LABEL * (length_inside(&label->leader, &other->box) +
                                    length_inside(&other->leader, box)) +
                   label->size * lines_cross(&label->leader, &other->leader);
    }
    double on_lines = 0;
    for (guint i = 0; i < page->lines->len; i++)
        on_lines += length_inside(&g_array_index(page->lines, Segment, i), box);
    *soft = CLOSENESS * near + ON_LINE * on_lines * label->size;
    return covered + crossed * label->size;
}

/* Half of the symbol that the label names. */
static double point_radius(const Page *page, const MovingLabel *label)
{
    double radius = 0;
    for (guint i = 0; i < page->obstacles->len; i++) {
        const Box *box = &g_array_index(page->obstacles, Box, i);
        if (box_holds(box, label->x, label->y))
            radius = fmax(radius, box->width / 2);
    }
    return radius;
}

static double label_area(const MovingLabel *label)
{
    return (label->width + 2 * LABEL_SIDE) * label->size;
}

/* The best place among the first n labels that are shown. */
static void find_place(const Page *page, const Box *plot, MovingLabel *labels, guint n, guint self)
{
    const MovingLabel label = labels[self];
    const double radius = point_radius(page, &label);
    double best = INFINITY;
    for (int ring = 0; ring < N_RINGS; ring++) {
        const double far = FARNESS * ring * label_area(&label);
        if (best <= far)
            return;
        for (gsize i = 0; i < G_N_ELEMENTS(directions); i++) {
            MovingLabel there = label_at(&label, ring, i);
            there.leader = leader_line(&there, radius);
            there.reach = box_around(&there.box, &there.leader);
            double soft;
            const double hard = disturbance(page, plot, labels, n, &there, self, &soft);
            there.shown = hard <= MOST_COVERED * label_area(&label);
            there.cost = far + hard + soft;
            if (there.cost < best - 1e-6) {
                best = there.cost;
                labels[self] = there;
            }
        }
    }
}

/* Whether another place might be better. */
static gboolean is_unsettled(const Page *page, const Box *plot, const MovingLabel *labels, guint n,
                             guint i)
{
    double soft;
    return !labels[i].shown || labels[i].has_leader ||
           disturbance(page, plot, labels, n, &labels[i], i, &soft) > 0;
}

/* As they know by now where the others are. */
static void settle(const Page *page, const Box *plot, MovingLabel *labels, guint n)
{
    for (guint i = 0; i < n; i++) {
        if (is_unsettled(page, plot, labels, n, i))
            find_place(page, plot, labels, n, i);
    }
}

/* One that is not shown costs its area. */
static double total_cost(const MovingLabel *labels, guint n)
{
    double sum = 0;
    for (guint i = 0; i < n; i++)
        sum += labels[i].shown ? labels[i].cost : label_area(&labels[i]);
    return sum;
}

/* A label takes the place that it would have if it were alone, and the others look for another;
 * kept where all together are better off. */
static void push(const Page *page, const Box *plot, MovingLabel *labels, guint n)
{
    g_autofree MovingLabel *before = g_new(MovingLabel, n + 1);
    for (guint i = 0; i < n; i++) {
        if (!is_unsettled(page, plot, labels, n, i))
            continue;
        memcpy(before, labels, n * sizeof *labels);
        find_place(page, plot, labels, 0, i);
        for (guint k = 0; k < n; k++) {
            if (k != i && is_unsettled(page, plot, labels, n, k))
                find_place(page, plot, labels, n, k);
        }
        find_place(page, plot, labels, n, i);
        if (total_cost(labels, n) > total_cost(before, n) - 1e-6)
            memcpy(labels, before, n * sizeof *labels);
    }
}

void labels_place(const Page *page, const PlacedPanel *placed, MovingLabel *labels, guint n)
{
    const Box *plot = &placed->plot;
    for (guint i = 0; i < n; i++)
        find_place(page, plot, labels, i, i); /* those behind it have no place yet */
    if (n > MOST_SETTLED)
        return;
    for (int round = 0; round < N_ROUNDS; round++) {
        settle(page, plot, labels, n);
        push(page, plot, labels, n);
    }
}

void line_note(Page *page, double x1, double y1, double x2, double y2)
{
    const Segment line = {x1, y1, x2, y2};
    if (page->chart->wishes.avoid) /* else no label looks for a place */
        g_array_append_val(page->lines, line);
}

/* ---- labels of line ends --------------------------------------------------------------------- */

static int compare_tops(gconstpointer a, gconstpointer b)
{
    const Box *p = *(const Box *const *)a, *q = *(const Box *const *)b;
    return p->y != q->y ? (p->y < q->y ? -1 : 1) : (p > q) - (p < q);
}

void label_spread(Box *boxes, guint n, double top, double bottom)
{
    enum { ROUNDS = 200, MOST = 100 }; /* more labels than that are no labels of line ends */
    if (n < 2 || n > MOST)
        return;
    g_autoptr(GPtrArray) order = g_ptr_array_new();
    double height = 0;
    for (guint i = 0; i < n; i++) {
        g_ptr_array_add(order, &boxes[i]);
        height += boxes[i].height;
    }
    g_ptr_array_sort(order, compare_tops);
    gboolean moved = TRUE;
    for (int round = 0; moved && round < ROUNDS; round++) {
        moved = FALSE;
        for (guint i = 0; i < n; i++) {
            if (height <= bottom - top)
                boxes[i].y = CLAMP(boxes[i].y, top, bottom - boxes[i].height);
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
