/* Letters as shapes: no text is left, its words stay as tooltip, and the picture is the same. */
#include "render/outline.h"
#include "render/painter.h"
#include "scene/font.h"

#include <string.h>

enum { WIDTH = 400, HEIGHT = 200 };

static Scene *make_scene(void)
{
    Scene *scene = scene_new("outline", WIDTH, HEIGHT);
    g_free(scene->font);
    scene->font = g_strdup(FONT_DEFAULT_FAMILY);
    const TextRun cited[] = {{"GPT-4 86.4 %", 22, 700, FALSE, 0, 0, 140},
                             {"1,2", 14, 400, FALSE, 143, 8, 20}};
    const TextRun turned[] = {{"turned, far right", 14, 400, TRUE, 0, 0, 110}};
    scene_open_group(scene, "role-mark");
    scene_add(scene, &(Mark){.kind = MARK_TEXT,
                             .fill = {20, 60, 120, 1},
                             .claims = "a.b",
                             .as.text = {.x = 20,
                                         .y = 60,
                                         .runs = cited,
                                         .n_runs = 2,
                                         .width = 163,
                                         .halo = TRUE,
                                         .halo_color = {250, 250, 200, 1}}});
    scene_add(scene, &(Mark){.kind = MARK_TEXT,
                             .fill = {0, 0, 0, 1},
                             .title = "a tooltip",
                             .as.text = {.x = 380,
                                         .y = 180,
                                         .anchor = ANCHOR_END,
                                         .angle = 20,
                                         .runs = turned,
                                         .n_runs = 1,
                                         .width = 110}});
    scene_close_group(scene);
    return scene;
}

static cairo_surface_t *paint(const Scene *scene)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
    cairo_t *cr = cairo_create(surface);
    painter_paint(cr, scene);
    cairo_destroy(cr);
    cairo_surface_flush(surface);
    return surface;
}

/* Mean difference of the channels of all pixels, 0 to 255. */
static double difference(cairo_surface_t *a, cairo_surface_t *b)
{
    const gsize length = (gsize)cairo_image_surface_get_stride(a) * HEIGHT;
    const guchar *x = cairo_image_surface_get_data(a), *y = cairo_image_surface_get_data(b);
    double sum = 0;
    for (gsize i = 0; i < length; i++)
        sum += ABS(x[i] - y[i]);
    return sum / (double)length;
}

static void test_same_picture(void)
{
    g_autoptr(Scene) scene = make_scene();
    g_autoptr(Scene) empty = scene_new("empty", WIDTH, HEIGHT);
    cairo_surface_t *live = paint(scene), *blank = paint(empty);
    outline_texts(scene);
    cairo_surface_t *outlines = paint(scene);
    g_assert_cmpfloat(difference(live, blank), >, 1); /* there is something to see */
    g_assert_cmpfloat(difference(live, outlines), <, 0.2);
    cairo_surface_destroy(live);
    cairo_surface_destroy(blank);
    cairo_surface_destroy(outlines);
}

static void test_words_stay(void)
{
    g_autoptr(Scene) scene = make_scene();
    outline_texts(scene);
    const char *titles[2] = {NULL};
    guint n = 0;
    for (guint i = 0; i < scene->marks->len; i++) {
        const Mark *mark = &g_array_index(scene->marks, Mark, i);
        g_assert_cmpint(mark->kind, !=, MARK_TEXT);
        if (mark->title && n < 2)
            titles[n++] = mark->title;
        if (n == 1 && mark->title)
            g_assert_cmpstr(mark->claims, ==, "a.b");
    }
    g_assert_cmpstr(titles[0], ==, "GPT-4 86.4 % 1,2");
    g_assert_cmpstr(titles[1], ==, "a tooltip");
    g_assert_cmpuint(scene->n_open, ==, 0);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_assert_true(font_check(NULL, NULL));
    g_test_add_func("/outline/same-picture", test_same_picture);
    g_test_add_func("/outline/words-stay", test_words_stay);
    return g_test_run();
}
