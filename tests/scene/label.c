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
                 .obstacles = g_array_new(FALSE, FALSE, sizeof(Box))},
        .placed = {.plot = {100, 100, 1000, 600}},
    };
}

static void plot_clear(Plot *plot)
{
    g_array_unref(plot->page.obstacles);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Plot, plot_clear)

enum { WIDTH = 80, SIZE = 20, DISTANCE = 12 };

/* Places a label and leaves it there as an obstacle; its box. */
static Box place(Plot *plot, double x, double y, gboolean *leader)
{
    const LabelPlace found =
        label_find_place(&plot->page, &plot->placed, x, y, WIDTH, SIZE, DISTANCE);
    const Box box = {found.x, found.y - text_middle(SIZE) - SIZE / 2.0, WIDTH, SIZE};
    g_array_append_val(plot->page.obstacles, box);
    *leader = found.leader;
    return box;
}

static gboolean overlap(const Box *a, const Box *b)
{
    return fmin(a->x + a->width, b->x + b->width) - fmax(a->x, b->x) > 1e-6 &&
           fmin(a->y + a->height, b->y + b->height) - fmax(a->y, b->y) > 1e-6;
}

/* Right where there is room, left at the right edge. */
static void test_best_places(void)
{
    g_auto(Plot) plot;
    plot_init(&plot);
    gboolean leader;
    const Box right = place(&plot, 500, 400, &leader);
    g_assert_cmpfloat_with_epsilon(right.x, 500 + DISTANCE, 1e-9);
    g_assert_cmpfloat_with_epsilon(right.y + SIZE / 2.0, 400, 1e-6);
    g_assert_false(leader);
    const Box left = place(&plot, 1090, 200, &leader);
    g_assert_cmpfloat_with_epsilon(left.x + WIDTH, 1090 - DISTANCE, 1e-9);
    g_assert_false(leader);
}

/* Many labels of one crowd: none covers another, those far away have a leader. */
static void test_crowd(void)
{
    g_auto(Plot) plot;
    plot_init(&plot);
    guint n_leaders = 0;
    for (int i = 0; i < 12; i++) {
        gboolean leader;
        place(&plot, 600 + 3 * (i % 4), 400 + 3 * (i / 4.0), &leader);
        n_leaders += leader;
    }
    g_assert_cmpuint(n_leaders, >, 0);
    for (guint i = 0; i < plot.page.obstacles->len; i++) {
        for (guint k = 0; k < i; k++)
            g_assert_false(overlap(&g_array_index(plot.page.obstacles, Box, i),
                                   &g_array_index(plot.page.obstacles, Box, k)));
    }
}

/* Where nothing is free, the place that covers least, and still a finite one. */
static void test_no_room(void)
{
    g_auto(Plot) plot;
    plot_init(&plot);
    const Box everything = {0, 0, 1600, 900};
    g_array_append_val(plot.page.obstacles, everything);
    gboolean leader;
    const Box box = place(&plot, 600, 400, &leader);
    g_assert_true(isfinite(box.x + box.y));
    g_assert_cmpfloat(fabs(box.x - 600), <, 200);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/label/best-places", test_best_places);
    g_test_add_func("/label/crowd", test_crowd);
    g_test_add_func("/label/no-room", test_no_room);
    return g_test_run();
}
