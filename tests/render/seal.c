#include "trail/seal.h"

#include "../trail/sample.h"
#include "render/render.h"
#include "trail/png_library.h"
#include "trail/read.h"
#include "trail/record.h"

#include <string.h>

/* ---- pictures -------------------------------------------------------------------------------- */

static GBytes *draw(const char *format, const char *title, const Signer *signer)
{
    Sample sample;
    sample_init(&sample);
    g_free(sample.scene->title);
    sample.scene->title = g_strdup(title);
    g_autofree char *record = record_build(sample.scene, NULL, 0, 1);
    const Provenance provenance = {record, signer};
    GError *error = NULL;
    GBytes *bytes = renderer_find(format)->render(sample.scene, &provenance, 1, &error);
    g_assert_no_error(error);
    sample_clear(&sample);
    return bytes;
}

static void assert_seal(const char *what, const void *bytes, gsize length, SealState expected)
{
    g_autoptr(Findings) findings = findings_new();
    GError *error = NULL;
    g_autoptr(JsonDocument) document = trail_read_bytes(what, bytes, length, findings, &error);
    g_assert_no_error(error);
    g_assert_nonnull(document);
    g_auto(Seal) seal = trail_check_seal(json_document_root(document), bytes, length, NULL);
    if (seal.state != expected) {
        g_test_message("%s: %s, not %s", what, seal_state_name(seal.state),
                       seal_state_name(expected));
        g_test_fail();
    }
}

static char *replace(const char *text, const char *from, const char *to)
{
    if (!strstr(text, from))
        g_error("nothing to replace: %s", from);
    g_auto(GStrv) parts = g_strsplit(text, from, 2);
    return g_strjoinv(to, parts);
}

/* The part of text from begin to the end of 'end'. */
static char *cut_out(const char *text, const char *begin, const char *end)
{
    const char *from = strstr(text, begin);
    const char *to = from ? strstr(from, end) : NULL;
    g_assert_nonnull(to);
    return g_strndup(from, (gsize)(to - from) + strlen(end));
}

/* ---- SVG ------------------------------------------------------------------------------------- */

/* The seal is made by one parser and checked by another. */
static void odd_titles_are_sealed_as_they_are_read(void)
{
    static const char *const titles[] = {
        "",          "  two  blanks ", "lines\nand\ttabs",    "a\rb", "]]>", "&amp; <b> \"'",
        "\x01 \x7f", "\xff",           "\uFFFE \u00a0 \u2028"};
    for (gsize i = 0; i < G_N_ELEMENTS(titles); i++) {
        g_autoptr(GBytes) svg = draw("svg", titles[i], NULL);
        gsize length;
        const char *bytes = g_bytes_get_data(svg, &length);
        assert_seal(titles[i], bytes, length, SEAL_INTACT);
    }
}

static void markup_that_was_changed(void)
{
    static const struct {
        const char *what, *from, *to;
        SealState state;
    } cases[] = {
        {"nothing", "<svg", "<svg", SEAL_INTACT},
        {"indented", "\n<g ", "\n\n   <g ", SEAL_INTACT},
        {"a comment", "<defs>", "<!-- x --><defs>", SEAL_INTACT},
        {"attributes in another order", "width=\"200\" height=\"150\"",
         "height=\"150\" width='200'", SEAL_INTACT},
        {"metadata of others", "<dc:format>image/svg+xml</dc:format>", "", SEAL_INTACT},
        {"what an editor notes", "<defs>",
         "<s:namedview xmlns:s=\"http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd\"><s:x/>"
         "</s:namedview><defs>",
         SEAL_INTACT},
        {"the letters of a label", ">Accuracy &amp; more<", ">Accuracy &amp; less<",
         SEAL_PICTURE_CHANGED},
        {"the height of a bar", "height=\"80\"", "height=\"90\"", SEAL_PICTURE_CHANGED},
        {"a tooltip", "86.4 % &lt;tip", "96.4 % &lt;tip", SEAL_PICTURE_CHANGED},
        {"a colour", "fill=\"#1f77b4\"", "fill=\"#1f77b5\"", SEAL_PICTURE_CHANGED},
        {"a link", "https://example.org/gpt-4?a=1&amp;b=2\"", "https://example.com/\"",
         SEAL_PICTURE_CHANGED},
        {"a mark more", "<defs>", "<rect width=\"9\" height=\"9\"/><defs>", SEAL_PICTURE_CHANGED},
        {"a mark of another language", "<defs>",
         "<x:p xmlns:x=\"http://www.w3.org/1999/xhtml\">9</x:p><defs>", SEAL_PICTURE_CHANGED},
        {"a stylesheet", "<svg", "<?xml-stylesheet href=\"x.css\"?><svg", SEAL_PICTURE_CHANGED},
        {"a document type", "<svg", "<!DOCTYPE svg [<!ATTLIST rect x CDATA '9'>]><svg",
         SEAL_PICTURE_CHANGED},
        {"metadata of another language", "<defs>", "<x:metadata xmlns:x=\"urn:x\"/><defs>",
         SEAL_PICTURE_CHANGED},
        {"a value in the record", "\"value\":86.4", "\"value\":96.4", SEAL_RECORD_CHANGED},
        {"words in the record", "a score of 86.4", "a score of 96.4", SEAL_RECORD_CHANGED},
        {"a claim more drawn", "\"drawn\":false", "\"drawn\":true", SEAL_RECORD_CHANGED},
        {"what is usual, said", "\"printed\"", "\"kind\":\"exact\",\"printed\"", SEAL_INTACT},
        {"another kind", "\"printed\"", "\"kind\":\"about\",\"printed\"", SEAL_RECORD_CHANGED},
        {"the seal's name", "\"seal\":", "\"sael\":", SEAL_REMOVED},
        {"the seal's method", "\"method\":\"markup\"", "\"method\":\"pixels\"", SEAL_REMOVED},
        {"half the seal", "\"content\":", "\"contents\":", SEAL_REMOVED},
    };
    g_autoptr(GBytes) bytes = draw("svg", "Scores", NULL);
    g_autofree char *svg = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *edited = replace(svg, cases[i].from, cases[i].to);
        assert_seal(cases[i].what, edited, strlen(edited), cases[i].state);
    }
    g_autofree char *label = replace(svg, ">Accuracy &amp; more<", ">Inaccuracy<");
    g_autofree char *both = replace(label, "\"value\":86.4", "\"value\":96.4");
    assert_seal("label and record", both, strlen(both), SEAL_BOTH_CHANGED);

    g_autofree char *seal = cut_out(svg, ",\"seal\":{", "}");
    g_autofree char *unsealed = replace(svg, seal, "");
    assert_seal("no seal", unsealed, strlen(unsealed), SEAL_REMOVED);
    g_autofree char *old = replace(unsealed, "\"figtrail\":3", "\"figtrail\":1");
    assert_seal("a record from before seals", old, strlen(old), SEAL_ABSENT);
}

/* Drawn when records said all, also what is usual. */
static void markup_of_version_2(void)
{
    g_autofree char *path =
        g_build_filename(g_getenv("FIGTRAIL_ROOT") ? g_getenv("FIGTRAIL_ROOT") : ".",
                         "tests/render/version-2.svg", NULL);
    g_autofree char *svg = NULL;
    g_assert_true(g_file_get_contents(path, &svg, NULL, NULL));
    assert_seal("version 2", svg, strlen(svg), SEAL_INTACT);
    g_autofree char *shorter = replace(svg, "\"kind\":\"exact\",", "");
    assert_seal("without the kind", shorter, strlen(shorter), SEAL_RECORD_CHANGED);
}

static void markup_with_a_record_of_another_picture(void)
{
    g_autoptr(GBytes) bytes = draw("svg", "Scores", NULL);
    g_autoptr(GBytes) others = draw("svg", "Other scores", NULL);
    g_autofree char *svg = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    g_autofree char *other = g_strndup(g_bytes_get_data(others, NULL), g_bytes_get_size(others));
    g_autofree char *own = cut_out(svg, "<figtrail:record", "</figtrail:record>");
    g_autofree char *strange = cut_out(other, "<figtrail:record", "</figtrail:record>");
    g_autofree char *swapped = replace(svg, own, strange);
    assert_seal("swapped record", swapped, strlen(swapped), SEAL_OTHER_PICTURE);
}

/* ---- PNG ------------------------------------------------------------------------------------- */

/* What is done to a picture on its way through another program. */
typedef struct {
    const char *what;
    gboolean interlaced, alpha, gray_pixel, one_channel_off, resized, animated;
    const char *from, *to; /* in the record; NULL: nothing */
    SealState state;
} Rewrite;

typedef struct {
    const guint8 *bytes;
    gsize left;
} Stream;

static void read_stream(png_structp png, png_bytep to, png_size_t length)
{
    Stream *stream = png_get_io_ptr(png);
    g_assert_cmpuint(length, <=, stream->left);
    memcpy(to, stream->bytes, length);
    stream->bytes += length;
    stream->left -= length;
}

static void append_stream(png_structp png, png_bytep data, png_size_t length)
{
    g_byte_array_append(png_get_io_ptr(png), data, (guint)length);
}

static void write_texts(png_structp to, png_infop to_info, png_structp from, png_infop from_info,
                        const Rewrite *rewrite)
{
    png_textp texts;
    const int n = png_get_text(from, from_info, &texts, NULL);
    for (int i = 0; i < n; i++) {
        const gboolean change = rewrite->from && strcmp(texts[i].key, RECORD_KEYWORD) == 0;
        g_autofree char *text =
            change ? replace(texts[i].text, rewrite->from, rewrite->to) : g_strdup(texts[i].text);
        texts[i].text = text;
        png_set_text(to, to_info, &texts[i], 1);
    }
}

/* An empty acTL chunk behind the header, where APNG has it. */
static void animate(GByteArray *bytes)
{
    static const guint8 chunk[] = {0, 0, 0, 8, 'a', 'c', 'T',  'L',  0,    0,
                                   0, 1, 0, 0, 0,   0,   0xb9, 0x3d, 0xc2, 0x1a};
    enum { AFTER_HEADER = 8 + 25 };
    g_autofree guint8 *rest = g_memdup2(bytes->data + AFTER_HEADER, bytes->len - AFTER_HEADER);
    const guint n = bytes->len - AFTER_HEADER;
    g_byte_array_set_size(bytes, AFTER_HEADER);
    g_byte_array_append(bytes, chunk, sizeof chunk);
    g_byte_array_append(bytes, rest, n);
}

static GByteArray *rewrite_png(GBytes *bytes, const Rewrite *rewrite)
{
    Stream stream = {g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes)};
    png_structp in = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop in_info = png_create_info_struct(in);
    png_set_read_fn(in, &stream, read_stream);
    if (rewrite->alpha)
        png_set_add_alpha(in, 0xff, PNG_FILLER_AFTER);
    png_read_png(in, in_info, PNG_TRANSFORM_IDENTITY, NULL);
    png_bytepp rows = png_get_rows(in, in_info);
    const guint width = png_get_image_width(in, in_info);
    const guint height = png_get_image_height(in, in_info) - rewrite->resized;
    if (rewrite->gray_pixel)
        memset(rows[3], 0x80, 3);
    if (rewrite->one_channel_off)
        rows[height / 2][width] ^= 1;

    GByteArray *array = g_byte_array_new();
    png_structp out = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(out);
    png_set_write_fn(out, array, append_stream, NULL);
    png_set_compression_level(out, 1);
    png_set_IHDR(out, info, width, height, 8,
                 rewrite->alpha ? PNG_COLOR_TYPE_RGB_ALPHA : PNG_COLOR_TYPE_RGB,
                 rewrite->interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    write_texts(out, info, in, in_info, rewrite);
    png_set_rows(out, info, rows);
    png_write_png(out, info, PNG_TRANSFORM_IDENTITY, NULL);
    png_destroy_write_struct(&out, &info);
    png_destroy_read_struct(&in, &in_info, NULL);
    if (rewrite->animated)
        animate(array);
    return array;
}

static void pixels_that_were_changed(void)
{
    static const Rewrite rewrites[] = {
        {.what = "packed otherwise", .state = SEAL_INTACT},
        {.what = "interlaced", .interlaced = TRUE, .state = SEAL_INTACT},
        {.what = "with an alpha channel", .alpha = TRUE, .state = SEAL_INTACT},
        {.what = "a gray pixel", .gray_pixel = TRUE, .state = SEAL_PICTURE_CHANGED},
        {.what = "a channel off by one", .one_channel_off = TRUE, .state = SEAL_PICTURE_CHANGED},
        {.what = "a row less", .resized = TRUE, .state = SEAL_PICTURE_CHANGED},
        {.what = "animated", .animated = TRUE, .state = SEAL_PICTURE_CHANGED},
        {.what = "a value in the record",
         .from = "\"value\":86.4",
         .to = "\"value\":96.4",
         .state = SEAL_RECORD_CHANGED},
        {.what = "pixel and value",
         .gray_pixel = TRUE,
         .from = "\"value\":86.4",
         .to = "\"value\":96.4",
         .state = SEAL_BOTH_CHANGED},
        {.what = "another title in the record",
         .from = "\"title\":\"Scores\"",
         .to = "\"title\":\"Scored\"",
         .state = SEAL_RECORD_CHANGED},
        {.what = "no seal", .from = "\"seal\":", .to = "\"s\":", .state = SEAL_REMOVED},
    };
    g_autoptr(GBytes) bytes = draw("png", "Scores", NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(rewrites); i++) {
        g_autoptr(GByteArray) edited = rewrite_png(bytes, &rewrites[i]);
        assert_seal(rewrites[i].what, edited->data, edited->len, rewrites[i].state);
    }
}

/* The record of one PNG, put into another. */
static void pixels_with_a_record_of_another_picture(void)
{
    g_autoptr(GBytes) bytes = draw("png", "Scores", NULL);
    g_autoptr(GBytes) others = draw("png", "Other scores", NULL);
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(JsonDocument) own = trail_read_bytes("own", g_bytes_get_data(bytes, NULL),
                                                   g_bytes_get_size(bytes), findings, NULL);
    g_autoptr(JsonDocument) strange = trail_read_bytes("other", g_bytes_get_data(others, NULL),
                                                       g_bytes_get_size(others), findings, NULL);
    g_autofree char *from = sample_print_stored(own);
    g_autofree char *to = sample_print_stored(strange);
    /* the same pixels, since titles are not drawn in this scene: one is changed */
    const Rewrite rewrite = {.what = "swapped record",
                             .gray_pixel = TRUE,
                             .from = from,
                             .to = to,
                             .state = SEAL_OTHER_PICTURE};
    g_autoptr(GByteArray) edited = rewrite_png(bytes, &rewrite);
    assert_seal(rewrite.what, edited->data, edited->len, rewrite.state);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/seal/markup-that-was-changed", markup_that_was_changed);
    g_test_add_func("/seal/markup-of-version-2", markup_of_version_2);
    g_test_add_func("/seal/markup-with-a-record-of-another-picture",
                    markup_with_a_record_of_another_picture);
    g_test_add_func("/seal/pixels-that-were-changed", pixels_that_were_changed);
    g_test_add_func("/seal/pixels-with-a-record-of-another-picture",
                    pixels_with_a_record_of_another_picture);
    g_test_add_func("/seal/odd-titles", odd_titles_are_sealed_as_they_are_read);
    return g_test_run();
}
