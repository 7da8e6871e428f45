/* Plain text is as wide as Pango lays it out, and what is not plain is left to Pango. */
#include "scene/typeface.h"
#include "scene/font.h"

#include <glib/gstdio.h>
#include <string.h>

static const Font fonts[] = {{"Lato", 16, 400, FALSE},
                             {"Lato", 16, 700, FALSE},
                             {"Lato", 16, 400, TRUE},
                             {"DejaVu Sans", 16, 400, FALSE},
                             {"DejaVu Sans", 16, 700, FALSE}};

static const FontFile *find_file(const Font *font)
{
    const FontFile *file;
    for (guint i = 0; (file = font_file_at(i)); i++) {
        if ((int)file->weight == font->weight && file->italic == font->italic &&
            strcmp(file->family, font->family) == 0)
            return file;
    }
    g_assert_not_reached();
}

/* Typefaces live as long as the program. */
static Typeface *open_font(const Font *font)
{
    static Typeface *opened[G_N_ELEMENTS(fonts)];
    Typeface **typeface = &opened[font - fonts];
    if (!*typeface) {
        const FontFile *file = find_file(font);
        *typeface = typeface_open(file->path, file->table);
    }
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

/* ---- tables of faces ---------------------------------------------------------------------------
 */

static void assert_same_letter(Typeface *typeface, Typeface *asked, gunichar letter)
{
    guint glyph = 0, asked_glyph = 0;
    int advance = 0, asked_advance = 0;
    g_assert_cmpint(typeface_letter(typeface, letter, &glyph, &advance), ==,
                    typeface_letter(asked, letter, &asked_glyph, &asked_advance));
    g_assert_cmpuint(glyph, ==, asked_glyph);
    g_assert_cmpint(advance, ==, asked_advance);
}

/* Of the upright faces of Lato. */
static void tables_say_what_harfbuzz_says(void)
{
    static Typeface *all_asked[2]; /* they live as long as the program */
    for (gsize f = 0; f < G_N_ELEMENTS(all_asked); f++) {
        const FontFile *file = find_file(&fonts[f]);
        g_assert_nonnull(file->table);
        Typeface *typeface = open_font(&fonts[f]);
        Typeface *asked = all_asked[f] = typeface_open(file->path, NULL);
        for (int i = 0; i < FACE_TABLE_LETTERS; i++) {
            const gunichar letter = face_table_letter(i);
            g_assert_cmpint(face_table_slot(letter), ==, i);
            assert_same_letter(typeface, asked, letter);
            for (int j = 0; j < FACE_TABLE_LETTERS; j++) {
                const FaceLetter *letters = file->table->letters;
                if (letters[i].plain && letters[j].plain)
                    g_assert_cmpint(typeface_kerning(typeface, letter, face_table_letter(j)), ==,
                                    typeface_kerning(asked, letter, face_table_letter(j)));
            }
        }
    }
}

/* A file is known by its own bytes, not by its name. */
static void other_files_have_no_table(void)
{
    const FontFile *file = find_file(&fonts[0]);
    g_autofree char *bytes = NULL;
    gsize length;
    g_assert_true(g_file_get_contents(file->path, &bytes, &length, NULL));
    g_autofree char *folder = g_dir_make_tmp("figtrail-XXXXXX", NULL);
    g_autofree char *copy = g_build_filename(folder, "Lato-Regular.ttf", NULL);
    g_assert_true(g_file_set_contents(copy, bytes, (gssize)length, NULL));
    g_assert_true(face_table_find(copy) == file->table);
    bytes[16] ^= 1; /* a checksum */
    g_assert_true(g_file_set_contents(copy, bytes, (gssize)length, NULL));
    g_assert_null(face_table_find(copy));
    bytes[16] ^= 1;
    g_assert_true(g_file_set_contents(copy, bytes, (gssize)length - 1, NULL));
    g_assert_null(face_table_find(copy));
    g_unlink(copy);
    g_assert_null(face_table_find(copy));
    g_rmdir(folder);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/typeface/texts-are-as-wide-as-in-pango", texts_are_as_wide_as_in_pango);
    g_test_add_func("/typeface/random-texts-are-as-wide-as-in-pango",
                    random_texts_are_as_wide_as_in_pango);
    g_test_add_func("/typeface/other-texts-are-for-pango", other_texts_are_for_pango);
    g_test_add_func("/typeface/outlines-stand-in-a-row", outlines_stand_in_a_row);
    g_test_add_func("/typeface/tables", tables_say_what_harfbuzz_says);
    g_test_add_func("/typeface/other-files", other_files_have_no_table);
    return g_test_run();
}
