/* Plain text is as wide as Pango lays it out, and what is not plain is left to Pango. */
#include "scene/typeface.h"
#include "scene/font.h"

#include <string.h>

static const Font fonts[] = {{"Lato", 16, 400, FALSE},
                             {"Lato", 16, 700, FALSE},
                             {"Lato", 16, 400, TRUE},
                             {"DejaVu Sans", 16, 400, FALSE},
                             {"DejaVu Sans", 16, 700, FALSE}};

/* Typefaces live as long as the program. */
static Typeface *open_font(const Font *font)
{
    static Typeface *opened[G_N_ELEMENTS(fonts)];
    Typeface **typeface = &opened[font - fonts];
    const FontFile *file;
    for (guint i = 0; !*typeface && (file = font_file_at(i)); i++) {
        if ((int)file->weight == font->weight && file->italic == font->italic &&
            strcmp(file->family, font->family) == 0)
            *typeface = typeface_open(file->path);
    }
    g_assert_nonnull(*typeface);
    return *typeface;
}

static double pango_width(const Font *font, const char *text)
{
    PangoRectangle logical;
    pango_layout_get_extents(font_layout(font, text), NULL, &logical);
    return (double)logical.width / PANGO_SCALE / FONT_LAYOUT_SIZE;
}

static void assert_same_width(Typeface *typeface, const Font *font, const char *text)
{
    double width;
    g_assert_true(typeface_measure(typeface, text, &width));
    if (width < pango_width(font, text) || width > pango_width(font, text))
        g_error("'%s' in %s %d: %.6f and not %.6f", text, font->family, font->weight, width,
                pango_width(font, text));
}

static void texts_are_as_wide_as_in_pango(void)
{
    static const char *const texts[] = {"",
                                        " ",
                                        "  a  b ",
                                        "Accuracy in percent, five examples",
                                        "1,300,000",
                                        "AVATAR To. Wa Ty.",
                                        "tti ffi fl fi",
                                        "“São Paulo” – 86,4\u202f%…",
                                        "−0.5 ± 2 × 10³",
                                        "GPT-4 (March 2023)¹˒²",
                                        "https://example.com/a?b=c&d#e",
                                        "Łódź, Œuvre, naïve",
                                        "€ 5 · £ 6 | © ™ ®",
                                        "H₂O",
                                        "3\u00a0m"};
    for (gsize f = 0; f < G_N_ELEMENTS(fonts); f++) {
        Typeface *typeface = open_font(&fonts[f]);
        for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
            double width;
            if (typeface_measure(typeface, texts[i], &width))
                assert_same_width(typeface, &fonts[f], texts[i]);
            else
                g_assert_cmpuint(i, >=, 9); /* what a font may lack */
        }
    }
}

/* Whatever the neighbours are. */
static void random_texts_are_as_wide_as_in_pango(void)
{
    enum { TEXTS = 60, LETTERS = 80 };
    for (gsize f = 0; f < G_N_ELEMENTS(fonts); f++) {
        Typeface *typeface = open_font(&fonts[f]);
        for (int i = 0; i < TEXTS; i++) {
            g_autoptr(GString) text = g_string_new(NULL);
            while (g_utf8_strlen(text->str, -1) < LETTERS) {
                const gunichar c =
                    (gunichar)(i % 2 == 0          ? g_test_rand_int_range(0x20, 0x7f)
                               : g_test_rand_bit() ? g_test_rand_int_range(0x20, 0x180)
                                                   : g_test_rand_int_range(0x2000, 0x2300));
                char letter[7] = "";
                g_unichar_to_utf8(c, letter);
                double width;
                if (typeface_measure(typeface, letter, &width))
                    g_string_append(text, letter);
            }
            double width; /* a pair may make another glyph */
            if (typeface_measure(typeface, text->str, &width))
                assert_same_width(typeface, &fonts[f], text->str);
            else
                g_assert_cmpint(i % 2, ==, 1);
        }
    }
}

static void other_texts_are_for_pango(void)
{
    static const char *const texts[] = {
        "Ελλάδα",   "Москва",   "שלום",      "مرحبا", "漢字",     "e\u0301", "co\u00adop",
        "a\u200bb", "a\u200fb", "tab\there", "a\nb",  "co\u2027", "😀"};
    Typeface *typeface = open_font(&fonts[0]);
    g_autoptr(GArray) letters = g_array_new(FALSE, FALSE, sizeof(LetterOutline));
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        double width;
        g_assert_false(typeface_measure(typeface, texts[i], &width));
        g_assert_false(typeface_outline(typeface, texts[i], letters));
        g_assert_cmpuint(letters->len, ==, 0);
        g_assert_cmpfloat(font_width(&fonts[0], texts[i]), >, 0);
    }
}

/* Figures are drawn one beside the other, above the baseline. */
static void outlines_stand_in_a_row(void)
{
    Typeface *typeface = open_font(&fonts[0]);
    double figure;
    g_assert_true(typeface_measure(typeface, "0", &figure));
    g_autoptr(GArray) letters = g_array_new(FALSE, FALSE, sizeof(LetterOutline));
    g_assert_true(typeface_outline(typeface, "000", letters));
    g_assert_cmpuint(letters->len, ==, 3);
    const LetterOutline *first = &g_array_index(letters, LetterOutline, 0);
    for (guint i = 0; i < letters->len; i++) {
        const LetterOutline *letter = &g_array_index(letters, LetterOutline, i);
        g_assert_cmpfloat_with_epsilon(letter->x, figure * i, 1e-9);
        g_assert_true(letter->path.segments == first->path.segments); /* asked for once */
    }
    g_assert_cmpuint(first->path.n_segments, >, 0);
    for (guint i = 0; i < first->path.n_segments; i++) {
        const PathSegment *segment = &first->path.segments[i];
        if (segment->verb == 'Z')
            continue;
        g_assert_cmpfloat(segment->points[0], >, 0);
        g_assert_cmpfloat(segment->points[0], <, figure);
        g_assert_cmpfloat(segment->points[1], <, 0.02);
        g_assert_cmpfloat(segment->points[1], >, -0.8);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/typeface/texts-are-as-wide-as-in-pango", texts_are_as_wide_as_in_pango);
    g_test_add_func("/typeface/random-texts-are-as-wide-as-in-pango",
                    random_texts_are_as_wide_as_in_pango);
    g_test_add_func("/typeface/other-texts-are-for-pango", other_texts_are_for_pango);
    g_test_add_func("/typeface/outlines-stand-in-a-row", outlines_stand_in_a_row);
    return g_test_run();
}
