/* Colours and colour schemes.  Expectations are what d3-color 3.1.1 and vega-scale
 * 8.1.3 give in Node 20, unless a comment says otherwise. */
#include "chart/color.h"
#include "chart/scheme.h"

#include <math.h>

static void test_parse(void)
{
    static const struct {
        const char *text, *hex;
        double alpha;
    } cases[] = {
        {"red", "#ff0000", 1},
        {"RebeccaPurple", "#663399", 1},
        {" #F00 ", "#ff0000", 1},
        {"#ff000080", "#ff0000", 0.5019607843137255},
        {"#f008", "#ff0000", 0.5333333333333333},
        {"#1f77b4", "#1f77b4", 1},
        {"rgb(1,2,3)", "#010203", 1},
        {"rgb(10%, 20%, 30.5%)", "#1a334e", 1},
        {"rgba(255,0,0,.5)", "#ff0000", 0.5},
        {"rgb(300,-5,0)", "#ff0000", 1},
        {"hsl(120,50%,50%)", "#40bf40", 1},
        {"hsla(400, 20%, 30%, 0.25)", "#5c523d", 0.25},
        {"hsl(-30,100%,25%)", "#800040", 1},
        {"hsl(0,0%,50%)", "#808080", 1},
        {"aliceblue", "#f0f8ff", 1},
        {"yellowgreen", "#9acd32", 1},
        {"grey", "#808080", 1},
        {"gray", "#808080", 1},
        /* CSS Color 4, which d3 does not read */
        {"rgb(255 128 0)", "#ff8000", 1},
        {"rgb(255 128 0 / 50%)", "#ff8000", 0.5},
        {"hsl(120deg 100% 25%)", "#008000", 1},
        {"rgba(1,2,3,7)", "#010203", 1},
        {"#F00", "#ff0000", 1},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        Color color;
        char hex[COLOR_TEXT_SIZE];
        g_test_message("%s", cases[i].text);
        g_assert_true(color_parse(cases[i].text, &color));
        g_assert_cmpstr(color_format(color, hex), ==, cases[i].hex);
        g_assert_cmpfloat_with_epsilon(color.alpha, cases[i].alpha, 1e-12);
    }
}

static void test_nothing_painted(void)
{
    static const char *const cases[] = {"none", "transparent", " None ", "rgba(1,2,3,0)", "#0000"};
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        Color color;
        g_assert_true(color_parse(cases[i], &color));
        g_assert_true(!(color.alpha > 0));
    }
}

static void test_no_color(void)
{
    static const char *const cases[] = {"",
                                        " ",
                                        "#",
                                        "#ff",
                                        "#fffff",
                                        "#ggg",
                                        "#1234567",
                                        "nocolor",
                                        "rgb",
                                        "rgb(",
                                        "rgb()",
                                        "rgb(1,2)",
                                        "rgb(1,2,3",
                                        "rgb(1,2,3,4,5)",
                                        "rgb(1,2,3) x",
                                        "rgb(1,,2,3)",
                                        "rgb(1-2,3)",
                                        "rgb(a,b,c)",
                                        "hsl(1,2,3)",
                                        "hsl(1%,2%,3%)",
                                        "hsl(1e400,2%,3%)",
                                        "rgb(1,2,3,)"};
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        Color color;
        g_test_message("%s", cases[i]);
        g_assert_false(color_parse(cases[i], &color));
    }
}

static void test_categorical(void)
{
    static const struct {
        const char *scheme;
        guint size, index;
        const char *color;
    } cases[] = {
        {"category10", 10, 0, "#1f77b4"},  {"category10", 10, 10, "#1f77b4"},
        {"Tableau10", 10, 1, "#f58518"},   {"tableau20", 20, 19, "#d8b5a5"},
        {"set1", 9, 0, "#e41a1c"},         {"accent", 8, 7, "#666666"},
        {"category20b", 20, 3, "#9c9ede"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_assert_cmpint(scheme_kind(cases[i].scheme), ==, SCHEME_CATEGORICAL);
        g_assert_cmpuint(scheme_size(cases[i].scheme), ==, cases[i].size);
        g_assert_cmpstr(scheme_color(cases[i].scheme, cases[i].index), ==, cases[i].color);
    }
}

static void test_continuous(void)
{
    static const struct {
        const char *scheme;
        double t;
        const char *color;
    } cases[] = {
        {"viridis", 0, "#440154"},          {"viridis", 0.5, "#21918d"},
        {"viridis", 1, "#fde725"},          {"blues", 0.33, "#87bddc"},
        {"Greens", 0.1, "#c0e6ba"},         {"greys", 0.9, "#353535"},
        {"oranges", 0.77, "#d74e06"},       {"purples", 0.5, "#928ec3"},
        {"reds", 0.25, "#fc9374"},          {"blueorange", 0.5, "#f2f0eb"},
        {"blueOrange", 0.05, "#21629c"},    {"turbo", 0.6, "#d8e135"},
        {"redyellowblue", 0.45, "#fceba9"}, {"lightmulti", 0.2, "#b8e2b3"},
        {"darkgold", 0.99, "#fffef4"},      {"viridis", -3, "#440154"},
        {"viridis", 1e300, "#fde725"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        Color color;
        char hex[COLOR_TEXT_SIZE];
        g_assert_cmpint(scheme_kind(cases[i].scheme), ==, SCHEME_CONTINUOUS);
        g_assert_true(scheme_interpolate(cases[i].scheme, cases[i].t, &color));
        g_assert_cmpstr(color_format(color, hex), ==, cases[i].color);
    }
}

/* every palette is well-formed, and found by its name */
static void test_all_categorical(void)
{
    guint n;
    Color color;
    const char *const *names = scheme_names(SCHEME_CATEGORICAL, &n);
    g_assert_cmpuint(n, ==, 15);
    for (guint i = 0; i < n; i++) {
        for (guint k = 0; k < scheme_size(names[i]); k++)
            g_assert_true(color_parse(scheme_color(names[i], k), &color));
        g_assert_false(scheme_interpolate(names[i], 0.5, &color));
    }
}

static void test_all_continuous(void)
{
    guint n;
    Color color;
    const char *const *names = scheme_names(SCHEME_CONTINUOUS, &n);
    g_assert_cmpuint(n, ==, 53);
    for (guint i = 0; i < n; i++) {
        for (int k = 0; k <= 100; k++)
            g_assert_true(scheme_interpolate(names[i], k / 100.0, &color));
        g_assert_null(scheme_color(names[i], 0));
    }
    g_assert_cmpint(scheme_kind("rainbows"), ==, SCHEME_NONE);
    g_assert_false(scheme_interpolate("viridis", NAN, &color));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/color/parse", test_parse);
    g_test_add_func("/color/nothing-painted", test_nothing_painted);
    g_test_add_func("/color/no-color", test_no_color);
    g_test_add_func("/scheme/categorical", test_categorical);
    g_test_add_func("/scheme/continuous", test_continuous);
    g_test_add_func("/scheme/all-categorical", test_all_categorical);
    g_test_add_func("/scheme/all-continuous", test_all_continuous);
    return g_test_run();
}
