/* Symbols of a set are drawn as the same marks one by one would be, in every format. */
#include "render/render.h"
#include "scene/symbol_set.h"

#include <math.h>
#include <string.h>

static SymbolSet *make_set(void)
{
    static const PathSegment square[] = {
        {'M', {-3, -3}}, {'L', {3, -3}}, {'L', {3, 3}}, {'L', {-3, 3}}, {'Z', {0}}};
    static const PathSegment arch[] = {{'M', {4, 0}}, {'C', {4, 2, 2, 4, 0, 4}}, {'Z', {0}}};
    SymbolSet *set = symbol_set_new();
    const MarkPath forms[] = {symbol_set_add_form(set, square, G_N_ELEMENTS(square)),
                              symbol_set_add_form(set, arch, G_N_ELEMENTS(arch))};
    const Color blue = {0, 0, 200, 1}, red = {200, 0, 0, 0.4};
    const Mark looks[] = {
        {.kind = MARK_PATH, .fill = blue, .as.path = forms[0]},
        {.kind = MARK_PATH, .fill = red, .title = "a < b", .as.path = forms[1]},
        {.kind = MARK_PATH,
         .stroke = blue,
         .stroke_width = 2,
         .dash = {3, 1},
         .n_dash = 2,
         .href = "https://example.org/x",
         .as.path = forms[1]},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(looks); i++)
        symbol_set_add_look(set, &looks[i]);
    for (guint i = 0; i < 40; i++) {
        const guint row = i / 10;
        symbol_set_add(set, i % G_N_ELEMENTS(looks), 10 + 7.3 * (i % 10), 10 + 5.9 * row);
    }
    return set;
}

static Scene *make_scene(const MarkSymbols *symbols, gboolean singly)
{
    Scene *scene = scene_new("symbols", 100, 50);
    scene_open_group(scene, "mark-symbol role-mark marks");
    PathSegment segments[SYMBOL_MOST_SEGMENTS];
    for (guint i = 0; singly && i < symbol_set_count(symbols->set); i++) {
        const Mark mark = symbol_mark(symbols, i, segments);
        scene_add(scene, &mark);
    }
    if (!singly)
        scene_add(scene, &(Mark){.kind = MARK_SYMBOLS, .as.symbols = *symbols});
    scene_close_group(scene);
    return scene;
}

static void test_formats(void)
{
    g_autoptr(SymbolSet) set = make_set();
    const MarkSymbols symbols = {set, 0.5, 2};
    g_autoptr(Scene) one = make_scene(&symbols, FALSE), many = make_scene(&symbols, TRUE);
    g_autofree char *dump = scene_dump(one), *expected = scene_dump(many);
    g_assert_cmpstr(dump, ==, expected);
    static const char *const formats[] = {"svg", "png", "pdf"};
    for (gsize i = 0; i < G_N_ELEMENTS(formats); i++) {
        const Renderer *renderer = renderer_find(formats[i]);
        g_autoptr(GError) error = NULL;
        g_autoptr(GBytes) picture = renderer->render(one, NULL, 2, &error);
        g_assert_no_error(error);
        g_autoptr(GBytes) wanted = renderer->render(many, NULL, 2, &error);
        g_assert_no_error(error);
        g_test_message("%s: %" G_GSIZE_FORMAT " bytes", formats[i], g_bytes_get_size(picture));
        g_assert_true(g_bytes_equal(picture, wanted));
    }
}

static void test_extent(void)
{
    g_autoptr(SymbolSet) set = make_set(), none = symbol_set_new();
    const MarkSymbols symbols = {set, 0.5, 2};
    g_autoptr(Scene) one = make_scene(&symbols, FALSE), many = make_scene(&symbols, TRUE);
    double box[4], expected[4];
    g_assert_true(scene_extent(one, box));
    g_assert_true(scene_extent(many, expected));
    for (int i = 0; i < 4; i++)
        g_assert_cmpfloat_with_epsilon(box[i], expected[i], 1e-9);
    const MarkSymbols nothing = {none, 0, 0};
    g_autoptr(Scene) empty = make_scene(&nothing, FALSE);
    g_assert_false(scene_extent(empty, box));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/symbols/formats", test_formats);
    g_test_add_func("/symbols/extent", test_extent);
    return g_test_run();
}
