#include "scene/font.h"

#include <string.h>

static void measures_by_font(void)
{
    const Font regular = {"Lato", 20, 400, FALSE};
    const double width = font_width(&regular, "Accuracy");
    g_assert_cmpfloat(width, >, 60);
    g_assert_cmpfloat(width, <, 100);
    const Font bold = {"Lato", 20, 700, FALSE};
    g_assert_cmpfloat(font_width(&bold, "Accuracy"), >, width);
    const Font by_default = {NULL, 20, 400, FALSE};
    g_assert_cmpfloat(font_width(&by_default, "Accuracy"), ==, width);
    g_assert_cmpfloat(font_width(&regular, ""), ==, 0);
}

/* No hinting: a text twice as large is twice as wide. */
static void widths_scale(void)
{
    static const char *const texts[] = {"MMLU, 5-shot", "AVATAR", "1,300,000", "São Paulo"};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        const Font small = {"Lato", 11, 400, FALSE}, large = {"Lato", 44, 400, FALSE};
        const double ratio = font_width(&large, texts[i]) / font_width(&small, texts[i]);
        g_assert_cmpfloat_with_epsilon(ratio, 4, 0.005);
    }
}

static void figures_are_tabular(void)
{
    const Font font = {"Lato", 100, 400, FALSE};
    const double width = font_width(&font, "0");
    for (char digit = '1'; digit <= '9'; digit++) {
        const char text[] = {digit, '\0'};
        g_assert_cmpfloat_with_epsilon(font_width(&font, text), width, 0.01);
    }
}

/* 'tti' is one glyph in Lato, if it may be. */
static void there_are_no_ligatures(void)
{
    const Font font = {"Lato", 100, 400, FALSE};
    static const char *const texts[] = {"tti", "ffi", "fl", "ti"};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        PangoLayout *layout = font_layout(&font, texts[i]);
        PangoGlyphItem *run = pango_layout_get_line_readonly(layout, 0)->runs->data;
        g_assert_cmpint(run->glyphs->num_glyphs, ==, (int)strlen(texts[i]));
    }
}

/* A layout is the font's own, so another text in it must not change what was measured. */
static void texts_do_not_mix(void)
{
    const Font font = {"Lato", 20, 400, FALSE}, larger = {"Lato", 21, 400, FALSE};
    const double width = font_width(&font, "first");
    g_assert_cmpfloat(font_width(&larger, "first"), >, width);
    g_assert_cmpstr(pango_layout_get_text(font_layout(&font, "second, longer")), ==,
                    "second, longer");
    g_assert_cmpfloat(font_width(&font, "first"), ==, width);
    g_assert_cmpfloat(font_width(&font, "second, longer"), >, width);
}

static void missing_glyphs_are_counted(void)
{
    const Font font = {"Lato", 20, 400, FALSE};
    g_assert_cmpuint(font_count_missing(&font, "Número ≥ 86,4% → “ok”"), ==, 0);
    g_assert_cmpuint(font_count_missing(&font, "漢字"), ==, 2);
}

static void families_are_checked(void)
{
    GError *error = NULL;
    g_assert_true(font_check("Lato", &error));
    g_assert_no_error(error);
    g_assert_true(font_check(NULL, &error));
    g_assert_false(font_check("No Such Sans", &error));
    g_assert_nonnull(strstr(error->message, "fonts-no-such-sans"));
    g_error_free(error);
}

static void digest_and_versions(void)
{
    guint n_families;
    const FontFamily *families = font_families(&n_families);
    g_assert_cmpuint(n_families, ==, 2);
    g_assert_cmpstr(families[0].name, ==, "DejaVu Sans");
    g_assert_cmpstr(families[1].name, ==, "Lato");
    for (guint i = 0; i < n_families; i++) {
        g_assert_cmpuint(strlen(families[i].sha256), ==, 64);
        g_assert_true(g_regex_match_simple("^[0-9]+\\.[0-9]{3}$", families[i].version, 0, 0));
    }
    g_assert_cmpstr(families[0].sha256, !=, families[1].sha256);
    guint n;
    const FontLibrary *libraries = font_libraries(&n);
    g_assert_cmpuint(n, ==, 5);
    for (guint i = 0; i < n; i++) {
        g_assert_true(g_ascii_isdigit(libraries[i].version[0]));
        if (i > 0)
            g_assert_cmpstr(libraries[i - 1].name, <, libraries[i].name);
    }
}

int main(int argc, char **argv)
{
    /* what must not matter */
    g_setenv("LANGUAGE", "ja", TRUE);
    g_setenv("PANGO_LANGUAGE", "ja:zh", TRUE);
    g_setenv("FC_LANG", "ja", TRUE);
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/font/measures-by-font", measures_by_font);
    g_test_add_func("/font/widths-scale", widths_scale);
    g_test_add_func("/font/figures-are-tabular", figures_are_tabular);
    g_test_add_func("/font/there-are-no-ligatures", there_are_no_ligatures);
    g_test_add_func("/font/texts-do-not-mix", texts_do_not_mix);
    g_test_add_func("/font/missing-glyphs-are-counted", missing_glyphs_are_counted);
    g_test_add_func("/font/families-are-checked", families_are_checked);
    g_test_add_func("/font/digest-and-versions", digest_and_versions);
    return g_test_run();
}
