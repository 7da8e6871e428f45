/* The themes' colours: seen on their background, read as letters, and told apart, also by people
 * who see two primary colours instead of three. */
#include "scene/theme.h"

#include <math.h>
#include <string.h>

static const double LETTERS = 4.5, SHAPES = 3; /* WCAG 2.2, 1.4.3 and 1.4.11 */
/* CIEDE2000; 1 is what a trained eye just sees on areas side by side, 5 and more two clearly
 * different colours.  Colours of a chart are apart and small. */
static const double CATEGORIES_APART = 10;

typedef struct {
    double c[3];
} Triple;

static Triple multiply(const double matrix[3][3], Triple v)
{
    Triple product;
    for (int i = 0; i < 3; i++)
        product.c[i] = matrix[i][0] * v.c[0] + matrix[i][1] * v.c[1] + matrix[i][2] * v.c[2];
    return product;
}

static double linear(guint8 channel)
{
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

/* ---- vision ------------------------------------------------------------------------------------
 */

/* Machado, Oliveira and Fernandes 2009, "A Physiologically-based Model for Simulation of Color
 * Vision Deficiency", severity 1.0; on linear sRGB. */
static const struct {
    const char *name;
    double matrix[3][3];
} visions[] = {
    {"full", {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
    {"protanopia",
     {{0.152286, 1.052583, -0.204868},
      {0.114503, 0.786281, 0.099216},
      {-0.003882, -0.048116, 1.051998}}},
    {"deuteranopia",
     {{0.367322, 0.860646, -0.227968},
      {0.280085, 0.672501, 0.047413},
      {-0.011820, 0.042940, 0.968881}}},
    {"tritanopia",
     {{1.255528, -0.076749, -0.178779},
      {-0.078411, 0.930809, 0.147602},
      {0.004733, 0.691367, 0.303900}}},
};

static Triple seen(Color color, gsize vision)
{
    const Triple rgb = {{linear(color.red), linear(color.green), linear(color.blue)}};
    Triple shown = multiply(visions[vision].matrix, rgb);
    for (int i = 0; i < 3; i++)
        shown.c[i] = CLAMP(shown.c[i], 0, 1);
    return shown;
}

/* CIELAB of linear sRGB, white D65. */
static Triple lab(Triple rgb)
{
    static const double to_xyz[3][3] = {{0.4124564, 0.3575761, 0.1804375},
                                        {0.2126729, 0.7151522, 0.0721750},
                                        {0.0193339, 0.1191920, 0.9503041}};
    static const double white[3] = {0.95047, 1, 1.08883};
    Triple xyz = multiply(to_xyz, rgb);
    for (int i = 0; i < 3; i++) {
        const double t = xyz.c[i] / white[i];
        xyz.c[i] = t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    }
    return (Triple){
        {116 * xyz.c[1] - 16, 500 * (xyz.c[0] - xyz.c[1]), 200 * (xyz.c[1] - xyz.c[2])}};
}

static double radians(double degrees)
{
    return degrees * G_PI / 180;
}

static double hue(double a, double b)
{
    const double angle = atan2(b, a) * 180 / G_PI;
    return angle < 0 ? angle + 360 : angle;
}

/* Sharma, Wu and Dalal 2005, "The CIEDE2000 Color-Difference Formula", with their names. */
static double ciede2000(Triple one, Triple two)
{
    const double mean_c = (hypot(one.c[1], one.c[2]) + hypot(two.c[1], two.c[2])) / 2;
    const double g = 0.5 * (1 - sqrt(pow(mean_c, 7) / (pow(mean_c, 7) + pow(25, 7))));
    const double a1 = (1 + g) * one.c[1], a2 = (1 + g) * two.c[1];
    const double c1 = hypot(a1, one.c[2]), c2 = hypot(a2, two.c[2]);
    const double h1 = hue(a1, one.c[2]), h2 = hue(a2, two.c[2]);
    const gboolean grey = c1 * c2 <= 0;
    double dh = grey ? 0 : h2 - h1;
    dh += dh > 180 ? -360 : dh < -180 ? 360 : 0;
    double h = h1 + h2;
    if (!grey)
        h = fabs(h1 - h2) <= 180 ? h / 2 : h < 360 ? h / 2 + 180 : h / 2 - 180;
    const double l = (one.c[0] + two.c[0]) / 2 - 50, c = (c1 + c2) / 2;
    const double t = 1 - 0.17 * cos(radians(h - 30)) + 0.24 * cos(radians(2 * h)) +
                     0.32 * cos(radians(3 * h + 6)) - 0.20 * cos(radians(4 * h - 63));
    const double s_l = 1 + 0.015 * l * l / sqrt(20 + l * l), s_c = 1 + 0.045 * c;
    const double s_h = 1 + 0.015 * c * t;
    const double r_t = -sin(radians(60 * exp(-pow((h - 275) / 25, 2)))) * 2 *
                       sqrt(pow(c, 7) / (pow(c, 7) + pow(25, 7)));
    const double dl = (two.c[0] - one.c[0]) / s_l, dc = (c2 - c1) / s_c;
    const double d_h = 2 * sqrt(c1 * c2) * sin(radians(dh / 2)) / s_h;
    return sqrt(dl * dl + dc * dc + d_h * d_h + r_t * dc * d_h);
}

/* Pairs of the paper's table 1. */
static void test_formula(void)
{
    static const struct {
        Triple a, b;
        double difference;
    } pairs[] = {
        {{{50, 2.6772, -79.7751}}, {{50, 0, -82.7485}}, 2.0425},
        {{{50, -1.3802, -84.2814}}, {{50, 0, -82.7485}}, 1.0000},
        {{{50, 2.5, 0}}, {{73, 25, -18}}, 27.1492},
        {{{50, 2.5, 0}}, {{58, 24, 15}}, 19.4535},
        {{{60.2574, -34.0099, 36.2677}}, {{60.4626, -34.1751, 39.4387}}, 1.2644},
        {{{90.8027, -2.0831, 1.4410}}, {{91.1528, -1.6435, 0.0447}}, 1.4441},
        {{{2.0776, 0.0795, -1.1350}}, {{0.9033, -0.0636, -0.5514}}, 0.9082},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++) {
        const double found = ciede2000(pairs[i].a, pairs[i].b);
        g_assert_cmpfloat_with_epsilon(found, pairs[i].difference, 0.0001);
        g_assert_cmpfloat_with_epsilon(ciede2000(pairs[i].b, pairs[i].a), found, 1e-9);
    }
}

/* ---- the themes --------------------------------------------------------------------------------
 */

static void check_contrast(const Theme *theme, const char *what, Color color, double least)
{
    const double contrast = color_contrast(color, theme->background);
    char text[COLOR_TEXT_SIZE];
    if (contrast < least) {
        g_test_message("%s: %s %s has a contrast of %.2f, not %.1f", theme->name, what,
                       color_format(color, text), contrast, least);
        g_test_fail();
    }
}

static void check_on_area(const Theme *theme, const char *what, Color area)
{
    const double contrast = color_contrast(theme_color_on(theme, area), area);
    char text[COLOR_TEXT_SIZE];
    if (contrast < LETTERS) {
        g_test_message("%s: %s %s has a contrast of %.2f", theme->name, what,
                       color_format(area, text), contrast);
        g_test_fail();
    }
}

static void test_seen(void)
{
    const Theme *dark = theme_find("dark");
    Color faint = dark->categories[4].color;
    g_assert_true(theme_is_seen(dark, faint));
    faint.alpha = 0.5;
    g_assert_false(theme_is_seen(dark, faint));
}

static void test_contrast(gconstpointer data)
{
    const Theme *theme = theme_find(data);
    check_contrast(theme, "text", theme->text, LETTERS);
    check_contrast(theme, "muted", theme->muted, LETTERS);
    check_contrast(theme, "neutral", theme->neutral, SHAPES);
    for (guint i = 0; i < THEME_CATEGORIES; i++) {
        const Color color = theme->categories[i].color;
        check_contrast(theme, "category", color, SHAPES);
        check_contrast(theme, "letters of a category", theme_letter_color(theme, color), LETTERS);
        check_on_area(theme, "label on a category", color);
    }
    check_on_area(theme, "label on the rest", theme->neutral);
    check_contrast(theme, "band", theme->band, SHAPES);
}

/* Any two categories of a theme in colour, and each from the grey of the rest. */
static void test_apart(gconstpointer data)
{
    const Theme *theme = theme_find(data);
    for (gsize v = 0; v < G_N_ELEMENTS(visions); v++) {
        double least = INFINITY;
        for (guint i = 0; i < THEME_CATEGORIES; i++) {
            for (guint k = 0; k <= i; k++) {
                const Color other = k == i ? theme->neutral : theme->categories[k].color;
                const double apart =
                    ciede2000(lab(seen(theme->categories[i].color, v)), lab(seen(other, v)));
                least = fmin(least, apart);
                if (apart < CATEGORIES_APART) {
                    g_test_message("%s, %s: category %u is %.1f from %s", theme->name,
                                   visions[v].name, i, apart, k == i ? "the rest" : "another");
                    g_test_fail();
                }
            }
        }
        g_test_message("%s, %s: %.1f at the least", theme->name, visions[v].name, least);
    }
}

/* In print no two categories share both tone and pattern, tones are far apart and grey, and none
 * looks like what is planned. */
static void test_print(void)
{
    const Theme *theme = theme_find("print");
    for (guint i = 0; i < THEME_CATEGORIES; i++) {
        const CategoryStyle a = theme->categories[i];
        g_assert_cmpint(a.pattern, !=, PATTERN_HATCH);
        g_assert_true(a.color.red == a.color.green && a.color.green == a.color.blue);
        for (guint k = 0; k < i; k++) {
            const CategoryStyle b = theme->categories[k];
            if (a.pattern == b.pattern)
                g_assert_cmpint(ABS(a.color.red - b.color.red), >=, 48);
        }
        if (a.pattern == PATTERN_SOLID) /* nor is any taken for the rest */
            g_assert_cmpint(ABS(a.color.red - theme->neutral.red), >=, 48);
    }
}

static void test_makers(void)
{
    const Theme *light = theme_find("light");
    const CategoryStyle meta = theme_category(light, "Meta", 5);
    g_assert_true(theme_knows_maker("Meta"));
    g_assert_false(theme_knows_maker("kinds of source"));
    g_assert_cmpint(meta.color.blue, ==, light->categories[0].color.blue);
    const CategoryStyle ninth = theme_category(light, "x", THEME_CATEGORIES);
    g_assert_cmpint(ninth.color.red, ==, light->neutral.red);
}

static void test_names(void)
{
    g_assert_null(theme_find("no such theme"));
    for (guint i = 0; theme_names[i]; i++)
        g_assert_cmpstr(theme_names[i], ==, ((const Theme *)theme_find(theme_names[i]))->name);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/theme/formula", test_formula);
    g_test_add_func("/theme/names", test_names);
    g_test_add_func("/theme/makers", test_makers);
    g_test_add_func("/theme/print", test_print);
    g_test_add_func("/theme/seen", test_seen);
    for (guint i = 0; theme_names[i]; i++) {
        g_autofree char *contrast = g_strconcat("/theme/contrast/", theme_names[i], NULL);
        g_test_add_data_func(contrast, theme_names[i], test_contrast);
    }
    g_test_add_data_func("/theme/apart/light", "light", test_apart);
    g_test_add_data_func("/theme/apart/dark", "dark", test_apart);
    return g_test_run();
}
