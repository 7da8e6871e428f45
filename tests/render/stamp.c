/* Symbols that are stamped look as Cairo paints them. */
#include "render/stamp.h"
#include "render/painter.h"

#include <math.h>

enum { SIDE = 120 };

static void add_circle(Scene *scene, double x, double y, double r, Color fill)
{
    const double k = r * 0.5522847498307936;
    const PathSegment path[] = {
        {'M', {x + r, y}},
        {'C', {x + r, y + k, x + k, y + r, x, y + r}},
        {'C', {x - k, y + r, x - r, y + k, x - r, y}},
        {'C', {x - r, y - k, x - k, y - r, x, y - r}},
        {'C', {x + k, y - r, x + r, y - k, x + r, y}},
        {'Z', {0}},
    };
    const Mark mark = {.kind = MARK_PATH, .fill = fill, .as.path = {path, G_N_ELEMENTS(path)}};
    scene_add(scene, &mark);
}

static cairo_surface_t *paint(const Scene *scene, double scale, gboolean stamped)
{
    const int side = (int)(SIDE * scale);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, side, side);
    cairo_t *cr = cairo_create(surface);
    cairo_scale(cr, scale, scale);
    cairo_set_antialias(cr, CAIRO_ANTIALIAS_GOOD);
    const Mark *marks = (const Mark *)(void *)scene->marks->data;
    if (stamped) {
        g_assert_true(stamp_paint(cr, marks, scene->marks->len));
    } else {
        for (guint i = 0; i < scene->marks->len; i++) { /* too few at a time to be stamped */
            Scene one = *scene;
            one.background.alpha = 0;
            one.marks = g_array_new(FALSE, FALSE, sizeof(Mark));
            g_array_append_val(one.marks, marks[i]);
            painter_paint(cr, &one);
            g_array_unref(one.marks);
        }
    }
    cairo_destroy(cr);
    cairo_surface_flush(surface);
    return surface;
}

/* The largest and the mean difference of all channels, 0 to 255. */
static void compare(cairo_surface_t *a, cairo_surface_t *b, int *most, double *mean)
{
    const int height = cairo_image_surface_get_height(a);
    const int stride = cairo_image_surface_get_stride(a);
    const guint8 *x = cairo_image_surface_get_data(a), *y = cairo_image_surface_get_data(b);
    double sum = 0;
    *most = 0;
    for (int i = 0; i < height * stride; i++) {
        *most = MAX(*most, ABS(x[i] - y[i]));
        sum += ABS(x[i] - y[i]);
    }
    *mean = sum / (height * stride);
}

static void test_looks_alike(void)
{
    static const double scales[] = {1, 1.5, 2};
    static const Color colors[] = {{76, 120, 168, 1}, {200, 30, 90, 0.3}};
    for (gsize c = 0; c < G_N_ELEMENTS(scales) * G_N_ELEMENTS(colors); c++) {
        g_autoptr(GRand) random = g_rand_new_with_seed(7);
        g_autoptr(Scene) scene = scene_new("points", SIDE, SIDE);
        for (int i = 0; i < 60; i++) /* some of them over the edge */
            add_circle(scene, g_rand_double_range(random, -3, SIDE + 3),
                       g_rand_double_range(random, -3, SIDE + 3), 4,
                       colors[c % G_N_ELEMENTS(colors)]);
        const double scale = scales[c / G_N_ELEMENTS(colors)];
        cairo_surface_t *one = paint(scene, scale, FALSE), *many = paint(scene, scale, TRUE);
        int most;
        double mean;
        compare(one, many, &most, &mean);
        g_test_message("scale %g: most %d, mean %g", scale, most, mean);
        g_assert_cmpint(most, <=,
                        48); /* 1/16 of a pixel right and down, and the steps of Cairo itself */
        g_assert_cmpfloat(mean, <, 0.5);
        cairo_surface_destroy(one);
        cairo_surface_destroy(many);
    }
}

static void test_counts_one_symbol(void)
{
    const Color blue = {0, 0, 255, 1}, red = {255, 0, 0, 1};
    g_autoptr(Scene) scene = scene_new("points", SIDE, SIDE);
    add_circle(scene, 10, 10, 4, blue);
    add_circle(scene, 1.0 / 3, 99.7, 4, blue);
    add_circle(scene, 20, 20, 4, blue);
    add_circle(scene, 30, 10, 4.01, blue); /* larger */
    add_circle(scene, 30, 10, 4.01, red);  /* of another colour */
    const Mark *marks = (const Mark *)(void *)scene->marks->data;
    g_assert_cmpuint(stamp_count(marks, 5), ==, 3);
    g_assert_cmpuint(stamp_count(marks, 2), ==, 2);
    g_assert_cmpuint(stamp_count(marks + 3, 2), ==, 1);
    scene_add(scene, &(Mark){.kind = MARK_RECT, .fill = blue, .as.rect = {1, 1, 2, 2, 0}});
    marks = (const Mark *)(void *)scene->marks->data;
    g_assert_cmpuint(stamp_count(marks + 5, 1), ==, 0);
}

/* Between pixels only Cairo knows what is cut off. */
static void test_leaves_to_cairo(void)
{
    const Color blue = {0, 0, 255, 1};
    g_autoptr(Scene) scene = scene_new("points", SIDE, SIDE);
    add_circle(scene, 10, 10, 4, blue);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, SIDE, SIDE);
    cairo_t *cr = cairo_create(surface);
    const Mark *marks = (const Mark *)(void *)scene->marks->data;
    g_assert_true(stamp_paint(cr, marks, 1));
    cairo_rectangle(cr, 0, 0, 10, 10);
    cairo_clip(cr);
    g_assert_true(stamp_paint(cr, marks, 1));
    cairo_rectangle(cr, 0, 0, 9.5, 9.5);
    cairo_clip(cr);
    g_assert_false(stamp_paint(cr, marks, 1));
    cairo_destroy(cr);
    cairo_surface_destroy(surface);
}

/* What is clipped away stays as it is. */
static void test_is_clipped(void)
{
    const Color blue = {0, 0, 255, 1};
    g_autoptr(Scene) scene = scene_new("points", SIDE, SIDE);
    add_circle(scene, 10, 10, 4, blue);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, SIDE, SIDE);
    cairo_t *cr = cairo_create(surface);
    cairo_rectangle(cr, 0, 0, 10, 10);
    cairo_clip(cr);
    g_assert_true(stamp_paint(cr, (const Mark *)(void *)scene->marks->data, 1));
    cairo_destroy(cr);
    cairo_surface_flush(surface);
    const guint8 *pixels = cairo_image_surface_get_data(surface);
    const int stride = cairo_image_surface_get_stride(surface);
    g_assert_cmpuint(pixels[9 * stride + 9 * 4], ==, 255); /* blue */
    g_assert_cmpuint(pixels[9 * stride + 10 * 4], ==, 0);
    g_assert_cmpuint(pixels[10 * stride + 9 * 4], ==, 0);
    cairo_surface_destroy(surface);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/stamp/looks-alike", test_looks_alike);
    g_test_add_func("/stamp/counts-one-symbol", test_counts_one_symbol);
    g_test_add_func("/stamp/leaves-to-cairo", test_leaves_to_cairo);
    g_test_add_func("/stamp/is-clipped", test_is_clipped);
    return g_test_run();
}
