/* Labels: a free place near the point, best first; never over another. */
#include "scene/page.h"

#include <math.h>

typedef struct {
    Page page;
    PlacedPanel placed;
} Plot;

static void plot_init(Plot *plot)
{
    *plot = (Plot){
        .page = {.preset = preset_find("slide"),
                 .theme = theme_find("light"),
                 .obstacles = g_array_new(FALSE, FALSE, sizeof(Box)),
                 .lines = g_array_new(FALSE, FALSE, sizeof(Segment))},
        .placed = {.plot = {100, 100, 1000, 600}},
    };
}

static void plot_clear(Plot *plot)
{
    g_array_unref(plot->page.obstacles);
    g_array_unref(plot->page.lines);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Plot, plot_clear)

enum { WIDTH = 80, SIZE = 20, DISTANCE = 12 };

static MovingLabel label_of(double x, double y)
{
    return (MovingLabel){.x = x, .y = y, .width = WIDTH, .size = SIZE, .distance = DISTANCE};
}

static void add_point(const Plot *plot, double x, double y)
{
    const Box box = {x - 7, y - 7, 14, 14};
    g_array_append_val(plot->page.obstacles, box);
}

static MovingLabel place_one(const Plot *plot, double x, double y)
{
    MovingLabel label = label_of(x, y);
    labels_place(&plot->page, &plot->placed, &label, 1);
    return label;
}

/* Boxes have some air around the letters, of which a label may give a little. */
static gboolean overlap(const Box *a, const Box *b)
{
    const double width = fmin(a->x + a->width, b->x + b->width) - fmax(a->x, b->x);
    const double height = fmin(a->y + a->height, b->y + b->height) - fmax(a->y, b->y);
    return width > 0 && height > 0 &&
           width * height > 0.01 * (WIDTH + 2 * LABEL_SIDE) * SIZE + 1e-6;
}

/* Whether a line goes through a box, found by walking along it. */
static gboolean crosses(const Segment *line, const Box *box)
{
    for (int i = 1; i < 1000; i++) {
        const double x = line->x1 + i / 1000.0 * (line->x2 - line->x1);
        const double y = line->y1 + i / 1000.0 * (line->y2 - line->y1);
        if (x > box->x + 1 && x < box->x + box->width - 1 && y > box->y + 1 &&
            y < box->y + box->height - 1)
            return TRUE;
    }
    return FALSE;
}

/* Right where there is room, left at the right edge. */
static void test_best_places(void)
{
    g_auto(Plot) plot;
    plot_init(&plot);
    const MovingLabel right = place_one(&plot, 500, 400);
    g_assert_cmpfloat_with_epsilon(right.box.x + LABEL_SIDE, 500 + DISTANCE, 1e-9);
    g_assert_cmpfloat_with_epsilon(right.box.y + right.box.height / 2, 400, 1e-6);
    g_assert_true(right.shown);
    g_assert_false(right.has_leader);
    const MovingLabel left = place_one(&plot, 1090, 200);
    g_assert_cmpfloat_with_epsilon(left.box.x + left.box.width - LABEL_SIDE, 1090 - DISTANCE, 1e-9);
    g_assert_false(left.has_leader);
}

/* Many labels of one crowd: none covers another or a point, no line goes through one or the other;
 * lines begin at the rim of their points. */
static void test_crowd(void)
{
    enum { N = 9 };
    g_auto(Plot) plot;
    plot_init(&plot);
    MovingLabel labels[N];
    for (guint i = 0; i < N; i++) {
        const guint column = i % 3, row = i / 3;
        labels[i] = label_of(600 + 32.0 * column + 5.0 * row, 400 + 28.0 * row);
        add_point(&plot, labels[i].x, labels[i].y);
    }
    labels_place(&plot.page, &plot.placed, labels, N);
    guint n_leaders = 0;
    for (guint i = 0; i < N; i++) {
        const MovingLabel *label = &labels[i];
        g_assert_true(label->shown);
        n_leaders += label->has_leader;
        if (label->has_leader)
            g_assert_cmpfloat_with_epsilon(
                hypot(label->leader.x1 - label->x, label->leader.y1 - label->y), 7, 0.01);
        for (guint k = 0; k < N; k++) {
            if (k == i)
                continue;
            const Box *point = &g_array_index(plot.page.obstacles, Box, k);
            g_assert_false(overlap(&label->box, point));
            g_assert_false(overlap(&label->box, &labels[k].box));
            if (label->has_leader)
                g_assert_false(crosses(&label->leader, &labels[k].box));
        }
    }
    g_assert_cmpuint(n_leaders, >, 0);
}

/* A line of the plot is left alone where another place is as good. */
static void test_lines(void)
{
    g_auto(Plot) plot;
    plot_init(&plot);
    const Segment line = {100, 400, 1100, 400};
    g_array_append_val(plot.page.lines, line);
    const MovingLabel label = place_one(&plot, 500, 400);
    g_assert_false(crosses(&line, &label.box));
    g_assert_false(label.has_leader);
}

/* Who finds no room is not shown, and who comes first stays. */
static void test_no_room(void)
{
    g_auto(Plot) plot;
    plot_init(&plot);
    plot.placed.plot = (Box){100, 100, WIDTH + 40, SIZE * 1.5};
    MovingLabel labels[2] = {label_of(110, 115), label_of(112, 116)};
    labels_place(&plot.page, &plot.placed, labels, 2);
    g_assert_true(labels[0].shown);
    g_assert_false(labels[1].shown);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/label/best-places", test_best_places);
    g_test_add_func("/label/crowd", test_crowd);
    g_test_add_func("/label/lines", test_lines);
    g_test_add_func("/label/no-room", test_no_room);
    return g_test_run();
}
