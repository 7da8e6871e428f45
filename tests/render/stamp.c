/* Symbols that are stamped look as Cairo paints them one by one. */
#include "render/stamp.h"
#include "render/painter.h"
#include "scene/symbol_set.h"

#include <math.h>

enum { SIDE = 120, N = 600 };

static const Color blue = {76, 120, 168, 1}, pink = {200, 30, 90, 0.3};

static MarkPath add_circle(SymbolSet *set, double r)
{
    const double k = r * 0.5522847498307936;
    const PathSegment path[] = {
        {'M', {r, 0}},
        {'C', {r, k, k, r, 0, r}},
        {'C', {-k, r, -r, k, -r, 0}},
        {'C', {-r, -k, -k, -r, 0, -r}},
        {'C', {k, -r, r, -k, r, 0}},
        {'Z', {0}},
    };
    return symbol_set_add_form(set, path, G_N_ELEMENTS(path));
}

static MarkPath add_triangle(SymbolSet *set, double r)
{
    const PathSegment path[] = {{'M', {0, -r}}, {'L', {r, r}}, {'L', {-r, r}}, {'Z', {0}}};
    return symbol_set_add_form(set, path, G_N_ELEMENTS(path));
}

/* One symbol after the other, as the painter does it for few. */
static void paint_singly(cairo_t *cr, const MarkSymbols *symbols)
{
    for (guint i = 0; i < symbol_set_count(symbols->set); i++) {
        PathSegment segments[SYMBOL_MOST_SEGMENTS];
        const Mark mark = symbol_mark(symbols, i, segments);
        g_autoptr(Scene) scene = scene_new("one", SIDE, SIDE);
        scene->background.alpha = 0;
        scene_add(scene, &mark);
        painter_paint(cr, scene);
    }
}

/* n_bands 0: singly */
static cairo_surface_t *paint(const MarkSymbols *symbols, double scale, guint n_bands)
{
    const int side = (int)(SIDE * scale);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, side, side);
    cairo_t *cr = cairo_create(surface);
    cairo_scale(cr, scale, scale);
    if (n_bands > 0)
        g_assert_true(stamp_paint(cr, symbols, n_bands));
    else
        paint_singly(cr, symbols);
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

/* Looks that come in turn; px of places are multiples of 1 / parts, some of them over the edge. */
static SymbolSet *make_set(guint n_looks, int parts)
{
    SymbolSet *set = symbol_set_new();
    const MarkPath forms[] = {add_circle(set, 4), add_triangle(set, 3.5)};
    const Mark looks[] = {
        {.kind = MARK_PATH, .fill = pink, .as.path = forms[0]},
        {.kind = MARK_PATH, .fill = blue, .as.path = forms[0]},
        {.kind = MARK_PATH, .stroke = blue, .stroke_width = 2, .as.path = forms[1]},
        {.kind = MARK_PATH,
         .fill = pink,
         .stroke = pink,
         .stroke_width = 1.5,
         .dash = {2, 1},
         .n_dash = 2,
         .as.path = forms[1]},
    };
    g_assert_cmpuint(n_looks, <=, G_N_ELEMENTS(looks));
    for (guint i = 0; i < n_looks; i++)
        symbol_set_add_look(set, &looks[i]);
    g_autoptr(GRand) random = g_rand_new_with_seed(7);
    for (guint i = 0; i < N; i++) {
        const double x = g_rand_int_range(random, -3 * parts, (SIDE + 3) * parts);
        const double y = g_rand_int_range(random, -3 * parts, (SIDE + 3) * parts);
        symbol_set_add(set, i % n_looks, x / parts, y / parts);
    }
    return set;
}

static void check_alike(guint n_looks, double scale, int parts, int most_allowed,
                        double mean_allowed)
{
    g_autoptr(SymbolSet) set = make_set(n_looks, parts);
    const MarkSymbols symbols = {set, 0, 0};
    cairo_surface_t *singly = paint(&symbols, scale, 0), *stamped = paint(&symbols, scale, 1);
    int most;
    double mean;
    compare(singly, stamped, &most, &mean);
    g_test_message("%u looks, scale %g, places 1/%d: most %d, mean %g", n_looks, scale, parts, most,
                   mean);
    g_assert_cmpint(most, <=, most_allowed);
    g_assert_cmpfloat(mean, <=, mean_allowed);
    cairo_surface_destroy(singly);
    cairo_surface_destroy(stamped);
}

static void test_looks_alike(void)
{
    static const double scales[] = {1, 1.5, 2};
    for (gsize s = 0; s < G_N_ELEMENTS(scales); s++) {
        for (guint n_looks = 1; n_looks <= 4; n_looks++) {
            /* where a mask was painted fills are the same to the byte; Cairo steps along strokes
             * otherwise from place to place */
            const int parts = scales[s] > 1.2 && scales[s] < 1.8 ? 4 : 2;
            check_alike(n_looks, scales[s], parts, n_looks > 2 ? 2 : 0, n_looks > 2 ? 0.001 : 0);
            /* elsewhere up to 1/16 of a pixel right and down */
            check_alike(n_looks, scales[s], 1000, 64, 1.5);
        }
    }
}

/* The number of threads never shows. */
static void test_same_in_bands(void)
{
    g_autoptr(SymbolSet) set = make_set(4, 1000);
    const MarkSymbols symbols = {set, 0.25, 1.5};
    cairo_surface_t *one = paint(&symbols, 1.5, 1);
    for (guint n = 2; n < 20; n += 5) {
        cairo_surface_t *many = paint(&symbols, 1.5, n);
        int most;
        double mean;
        compare(one, many, &most, &mean);
        g_assert_cmpint(most, ==, 0);
        cairo_surface_destroy(many);
    }
    cairo_surface_destroy(one);
}

static gboolean try(const SymbolSet *set, cairo_t *cr)
{
    return stamp_paint(cr, &(MarkSymbols){(SymbolSet *)set, 0, 0}, 1);
}

/* A surface and a symbol that is there many times, at 10, 10. */
typedef struct {
    SymbolSet *set;
    cairo_surface_t *surface;
    cairo_t *cr;
} Fixture;

static void set_up(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
    f->set = symbol_set_new();
    const guint look = symbol_set_add_look(
        f->set, &(Mark){.kind = MARK_PATH, .fill = blue, .as.path = add_circle(f->set, 4)});
    for (guint i = 0; i < STAMP_LEAST; i++)
        symbol_set_add(f->set, look, 10, 10);
    f->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, SIDE, SIDE);
    f->cr = cairo_create(f->surface);
}

static void tear_down(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
    cairo_destroy(f->cr);
    cairo_surface_destroy(f->surface);
    symbol_set_unref(f->set);
}

/* Between pixels only Cairo knows what is cut off. */
static void test_leaves_to_cairo(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
    g_assert_true(try(f->set, f->cr));
    cairo_rectangle(f->cr, 0, 0, 10, 10);
    cairo_clip(f->cr);
    g_assert_true(try(f->set, f->cr));
    cairo_rectangle(f->cr, 0, 0, 9.5, 9.5);
    cairo_clip(f->cr);
    g_assert_false(try(f->set, f->cr));
}

static void test_leaves_turned_to_cairo(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
    cairo_rotate(f->cr, 0.1);
    g_assert_false(try(f->set, f->cr));
}

/* Looks that differ in texts only have one stamp; of many that differ, each would have its own. */
static void test_counts_looks(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
    for (guint i = 0; i < STAMP_LEAST; i++) {
        Mark look = g_array_index(f->set->looks, Mark, 0);
        g_autofree char *title = g_strdup_printf("%u", i);
        look.title = title;
        symbol_set_add(f->set, symbol_set_add_look(f->set, &look), 10, 10);
    }
    g_assert_true(try(f->set, f->cr));
    for (guint i = 0; i < STAMP_LEAST; i++) {
        Mark look = g_array_index(f->set->looks, Mark, 0);
        look.fill.red = (guint8)i;
        look.fill.green = (guint8)(i >> 8);
        symbol_set_add(f->set, symbol_set_add_look(f->set, &look), 10, 10);
    }
    g_assert_false(try(f->set, f->cr));
}

/* What is clipped away stays as it is. */
static void test_is_clipped(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
    cairo_rectangle(f->cr, 0, 0, 10, 10);
    cairo_clip(f->cr);
    g_assert_true(try(f->set, f->cr));
    cairo_surface_flush(f->surface);
    const guint8 *pixels = cairo_image_surface_get_data(f->surface);
    const int stride = cairo_image_surface_get_stride(f->surface);
    g_assert_cmpuint(pixels[9 * stride + 9 * 4], ==, blue.blue);
    g_assert_cmpuint(pixels[9 * stride + 10 * 4], ==, 0);
    g_assert_cmpuint(pixels[10 * stride + 9 * 4], ==, 0);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/stamp/looks-alike", test_looks_alike);
    g_test_add_func("/stamp/same-in-bands", test_same_in_bands);
    g_test_add("/stamp/leaves-to-cairo", Fixture, NULL, set_up, test_leaves_to_cairo, tear_down);
    g_test_add("/stamp/leaves-turned-to-cairo", Fixture, NULL, set_up, test_leaves_turned_to_cairo,
               tear_down);
    g_test_add("/stamp/counts-looks", Fixture, NULL, set_up, test_counts_looks, tear_down);
    g_test_add("/stamp/is-clipped", Fixture, NULL, set_up, test_is_clipped, tear_down);
    return g_test_run();
}
