/* Text: wrapping, cutting and measuring; symbols of one area. */
#include "scene/page.h"

#include <math.h>
#include <string.h>

static Page page;

static char *joined(GPtrArray *lines)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < lines->len; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? "|" : "", (char *)lines->pdata[i]);
    g_ptr_array_unref(lines);
    return g_string_free(text, FALSE);
}

static void test_wrap(void)
{
    static const char *const texts[] = {
        "",
        "one",
        "a title of several words that does not fit on one line",
        "https://example.org/a-very-long-address/without-any-blank/that-no-line-can-hold-as-it-is",
        "before averyveryveryveryveryverylongwordthatnolinecanholdasitis after",
        "ação não é opção: 64 mil GPUs, 1,3 bilhões de dólares",
        "模型与模型与模型与模型与模型与模型与模型与模型与模型与模型与模型与模型",
    };
    static const double widths[] = {60, 100, 200, 2000};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        for (gsize w = 0; w < G_N_ELEMENTS(widths); w++) {
            g_autoptr(GPtrArray) lines = text_wrap(&page, texts[i], widths[w], 16, 400);
            g_autoptr(GString) whole = g_string_new(NULL);
            for (guint k = 0; k < lines->len; k++) {
                const char *line = lines->pdata[k];
                g_assert_true(g_utf8_validate(line, -1, NULL));
                g_assert_cmpfloat(text_width(&page, line, 16, 400), <=, widths[w]);
                g_string_append(whole, line);
            }
            /* nothing is lost but the blanks at the ends of lines */
            g_auto(GStrv) words = g_strsplit(texts[i], " ", -1),
                          kept = g_strsplit(whole->str, " ", -1);
            g_autofree char *expected = g_strjoinv("", words), *found = g_strjoinv("", kept);
            g_assert_cmpstr(found, ==, expected);
        }
    }
    g_autofree char *two =
        joined(text_wrap(&page, "aaa bbb", text_width(&page, "aaa bb", 16, 400), 16, 400));
    g_assert_cmpstr(two, ==, "aaa|bbb");
    g_autofree char *tiny = joined(text_wrap(&page, "ab", 0, 16, 400)); /* at least a character */
    g_assert_cmpstr(tiny, ==, "a|b");
}

static void test_fit(void)
{
    static const char *const texts[] = {"", "short", "a text, with a comma, that is cut somewhere",
                                        "ação não é opção e não cabe"};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        for (double width = 20; width < 400; width += 7) {
            g_autofree char *cut = text_fit(&page, texts[i], width, 16, 400);
            g_assert_cmpfloat(text_width(&page, cut, 16, 400), <=, width);
            g_assert_true(g_utf8_validate(cut, -1, NULL));
            if (strcmp(cut, texts[i]) == 0)
                continue;
            g_assert_true(g_str_has_suffix(cut, "…"));
            g_assert_false(g_str_has_suffix(cut, " …") || g_str_has_suffix(cut, ",…"));
            g_assert_cmpint(strncmp(cut, texts[i], strlen(cut) - strlen("…")), ==, 0);
        }
    }
}

/* What text_width_with promises is what text_add draws. */
static void test_superscript(void)
{
    g_autoptr(Scene) scene = scene_new("text", 100, 100);
    Page drawing = {.theme = page.theme, .scene = scene};
    const TextStyle style = {.size = 20, .weight = 700};
    text_add(&drawing, "86.4", "1,3–5", 10, 50, &style);
    text_add(&drawing, "86.4", NULL, 10, 90, &style);
    const MarkText *with = &g_array_index(scene->marks, Mark, 0).as.text;
    const MarkText *without = &g_array_index(scene->marks, Mark, 1).as.text;
    g_assert_cmpuint(with->n_runs, ==, 2);
    g_assert_cmpuint(without->n_runs, ==, 1);
    g_assert_cmpfloat_with_epsilon(with->width, text_width_with(&drawing, "86.4", "1,3–5", 20, 700),
                                   1e-9);
    g_assert_cmpfloat_with_epsilon(without->width, text_width(&drawing, "86.4", 20, 700), 1e-9);
    g_assert_cmpfloat(with->runs[1].x, >, with->runs[0].width);
    g_assert_cmpfloat(with->runs[1].rise, >, 0);
    g_assert_cmpfloat_with_epsilon(with->runs[1].x + with->runs[1].width, with->width, 1e-9);
}

/* Area by the shoelace formula; a curve as its chords. */
static double path_area(const GArray *path)
{
    double area = 0, x = 0, y = 0, start_x = 0, start_y = 0;
    for (guint i = 0; i < path->len; i++) {
        const PathSegment *segment = &g_array_index(path, PathSegment, i);
        const double *p = segment->points;
        if (segment->verb == 'M') {
            start_x = x = p[0], start_y = y = p[1];
            continue;
        }
        const int steps = segment->verb == 'C' ? 1000 : 1;
        const double x0 = x, y0 = y;
        for (int k = 1; k <= steps; k++) {
            const double t = (double)k / steps, u = 1 - t;
            double next_x = p[0], next_y = p[1];
            if (segment->verb == 'Z')
                next_x = start_x, next_y = start_y;
            if (segment->verb == 'C') {
                next_x =
                    u * u * u * x0 + 3 * u * u * t * p[0] + 3 * u * t * t * p[2] + t * t * t * p[4];
                next_y =
                    u * u * u * y0 + 3 * u * u * t * p[1] + 3 * u * t * t * p[3] + t * t * t * p[5];
            }
            area += (x * next_y - next_x * y) / 2;
            x = next_x, y = next_y;
        }
    }
    return fabs(area);
}

static void test_symbols(void)
{
    for (guint i = 0; spec_shapes[i]; i++) {
        g_autoptr(GArray) path = symbol_path(spec_shapes[i], 30, 40, 150);
        g_test_message("%s", spec_shapes[i]);
        g_assert_cmpfloat_with_epsilon(path_area(path), 150, 0.1);
    }
    g_autoptr(GArray) none = symbol_path(NULL, 0, 0, 0); /* a circle of no size */
    g_assert_cmpfloat_with_epsilon(path_area(none), 0, 1e-9);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    page.theme = theme_find("light");
    g_test_add_func("/text/wrap", test_wrap);
    g_test_add_func("/text/fit", test_fit);
    g_test_add_func("/text/superscript", test_superscript);
    g_test_add_func("/symbol/areas", test_symbols);
    return g_test_run();
}
