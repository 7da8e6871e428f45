/* Letters and their halos look as Cairo paints them, wherever they stand and however they are cut.
 */
#include "render/cover.h"
#include "render/painter.h"
#include "render/style.h"
#include "scene/font.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 400, HEIGHT = 120 };

static const Color ink = {20, 60, 120, 0.8}, paper = {250, 250, 200, 1};
static const MarkRect line = {150, 0, 3, HEIGHT, 0}; /* that halos are there for */

static Scene *make_scene(double size, double x, double y, double angle)
{
    Scene *scene = scene_new("cover", WIDTH, HEIGHT);
    g_free(scene->font);
    scene->font = g_strdup(FONT_DEFAULT_FAMILY);
    scene->background = paper;
    const TextRun runs[] = {{"Avfirst, 86.4 %", size, 700, FALSE, 0, 0, 7 * size},
                            {"1,2", size / 2, 400, TRUE, 7.5 * size, size / 3, size}};
    scene_add(scene, &(Mark){.kind = MARK_RECT, .fill = ink, .as.rect = line});
    scene_add(scene, &(Mark){.kind = MARK_TEXT,
                             .fill = ink,
                             .as.text = {.x = x,
                                         .y = y,
                                         .angle = angle,
                                         .runs = runs,
                                         .n_runs = 2,
                                         .halo = TRUE,
                                         .halo_color = paper}});
    return scene;
}

static cairo_t *make_picture(const double *clip)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
    cairo_t *cr = cairo_create(surface);
    cairo_surface_destroy(surface);
    if (clip) {
        cairo_rectangle(cr, clip[0], clip[1], clip[2], clip[3]);
        cairo_clip(cr);
    }
    return cr;
}

/* The same by Cairo alone. */
static cairo_t *paint_by_cairo(const Scene *scene, const double *clip)
{
    cairo_t *cr = make_picture(clip);
    painter_set_color(cr, paper);
    cairo_paint(cr);
    painter_set_color(cr, ink);
    cairo_rectangle(cr, line.x, line.y, line.width, line.height);
    cairo_fill(cr);
    const MarkText *text = &g_array_index(scene->marks, Mark, 1).as.text;
    painter_add_text(cr, text, scene->font);
    painter_set_color(cr, paper);
    cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_width(cr, style_halo_width(text));
    cairo_stroke_preserve(cr);
    painter_set_color(cr, ink);
    cairo_fill(cr);
    return cr;
}

/* Of all channels, 0 to 255. */
static void compare(cairo_t *a, cairo_t *b, int *most, double *mean)
{
    cairo_surface_t *one = cairo_get_target(a), *other = cairo_get_target(b);
    cairo_surface_flush(one);
    cairo_surface_flush(other);
    const guint8 *x = cairo_image_surface_get_data(one), *y = cairo_image_surface_get_data(other);
    double sum = 0;
    *most = 0;
    for (int i = 0; i < WIDTH * HEIGHT * 4; i++) {
        *most = MAX(*most, abs(x[i] - y[i]));
        sum += abs(x[i] - y[i]);
    }
    *mean = sum / (WIDTH * HEIGHT * 4);
}

static void test_looks_alike(void)
{
    const struct {
        double size, x, y, angle;
        const double *clip;
    } cases[] = {
        {11, 20.3, 60.7, 0, NULL},
        {40, 10.5, 70.25, 0, NULL},
        {40, 10.5, 70.25, 12, NULL},
        {15, 200, 60, 200, NULL},
        {40, -30, 20, 0, NULL}, /* over the edges */
        {300, -100, 200, 5, NULL},
        {40, 10, 70, 0, (const double[]){30, 40, 100, 20}},
        {40, 10, 70, 0, (const double[]){30.5, 40.25, 100.5, 20.5}},
        {40, 10, 70, 0, (const double[]){-50, -50, 10, 10}}, /* nothing is left */
        {20, 2000, 60, 0, NULL},
        {20, 60, -2e9, 0, NULL}, /* farther than FreeType reaches */
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Scene) scene = make_scene(cases[i].size, cases[i].x, cases[i].y, cases[i].angle);
        cairo_t *expected = paint_by_cairo(scene, cases[i].clip);
        cairo_t *cr = make_picture(cases[i].clip);
        painter_paint(cr, scene);
        int most;
        double mean;
        compare(cr, expected, &most, &mean);
        g_test_message("case %" G_GSIZE_FORMAT ": most %d, mean %g", i, most, mean);
        g_assert_cmpint(cairo_status(cr), ==, CAIRO_STATUS_SUCCESS);
        g_assert_cmpint(most, <=, 32); /* Cairo has 15 rows of samples in a pixel */
        g_assert_cmpfloat(mean, <=, 0.08);
        cairo_destroy(cr);
        cairo_destroy(expected);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/cover/looks-alike", test_looks_alike);
    return g_test_run();
}
