#include "render/render.h"

#include "../base/folder.h"
#include "../trail/sample.h"
#include "scene/font.h"
#include "trail/png_library.h"
#include "trail/read.h"
#include "trail/record.h"

#include <glib/gstdio.h>
#include <string.h>

static GBytes *render_sample(double scale, char **record)
{
    Sample sample;
    sample_init(&sample);
    const RecordInput input = {"data/x.csv", "00"};
    *record = record_build(sample.scene, &input, 1, 0);
    GError *error = NULL;
    GBytes *bytes = render_png(sample.scene, &(Provenance){*record, NULL}, scale, &error);
    g_assert_no_error(error);
    sample_clear(&sample);
    return bytes;
}

/* ---- reading back by libpng ------------------------------------------------------------------ */

typedef struct {
    png_structp png;
    png_infop info;
    guint width, height, channels;
    png_bytepp rows;
    const guint8 *bytes;
    gsize left;
} Picture;

static void read_bytes(png_structp png, png_bytep to, png_size_t length)
{
    Picture *picture = png_get_io_ptr(png);
    g_assert_cmpuint(length, <=, picture->left);
    memcpy(to, picture->bytes, length);
    picture->bytes += length;
    picture->left -= length;
}

static void picture_init(Picture *picture, GBytes *bytes)
{
    picture->bytes = g_bytes_get_data(bytes, &picture->left);
    picture->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    picture->info = png_create_info_struct(picture->png);
    png_set_read_fn(picture->png, picture, read_bytes);
    png_read_png(picture->png, picture->info, PNG_TRANSFORM_IDENTITY, NULL);
    picture->width = png_get_image_width(picture->png, picture->info);
    picture->height = png_get_image_height(picture->png, picture->info);
    picture->channels = png_get_channels(picture->png, picture->info);
    picture->rows = png_get_rows(picture->png, picture->info);
}

static void picture_clear(Picture *picture)
{
    png_destroy_read_struct(&picture->png, &picture->info, NULL);
}

/* 0xrrggbb or, with alpha, 0xrrggbbaa */
static guint32 picture_pixel(const Picture *picture, guint x, guint y)
{
    guint32 pixel = 0;
    for (guint c = 0; c < picture->channels; c++)
        pixel = pixel << 8 | picture->rows[y][x * picture->channels + c];
    return pixel;
}

static void check_text(const Picture *picture, const char *keyword, const char *expected)
{
    png_textp texts;
    const int n = png_get_text(picture->png, picture->info, &texts, NULL);
    for (int i = 0; i < n; i++) {
        if (strcmp(texts[i].key, keyword) == 0) {
            g_assert_cmpstr(texts[i].text, ==, expected);
            return;
        }
    }
    g_error("there is no text '%s'", keyword);
}

static void reads_back(void)
{
    for (guint scale = 1; scale <= 2; scale++) {
        g_autofree char *record = NULL;
        g_autoptr(GBytes) bytes = render_sample(scale, &record);
        Picture picture;
        picture_init(&picture, bytes);
        g_assert_cmpuint(picture.width, ==, 200 * scale);
        g_assert_cmpuint(picture.height, ==, 150 * scale);
        g_assert_cmpuint(picture.channels, ==, 3);
        png_uint_32 x, y;
        int unit;
        g_assert_cmpuint(png_get_pHYs(picture.png, picture.info, &x, &y, &unit), !=, 0);
        g_assert_cmpuint(x, ==, scale == 1 ? 3780 : 7559);
        g_assert_cmpuint(y, ==, x);
        g_assert_cmpint(unit, ==, PNG_RESOLUTION_METER);
        g_assert_cmpuint(png_get_valid(picture.png, picture.info, PNG_INFO_tIME), ==, 0);
        check_text(&picture, "Title", "Scores & <sources>");
        check_text(&picture, "Description", "Two bars: \"86.4 %\" and 87 %; ação.");
        check_text(&picture, "Software", "figtrail " FIGTRAIL_VERSION);
        check_text(&picture, "Source",
                   "GPT-4 Technical Report. OpenAI. 2023-03-15. "
                   "https://example.org/gpt-4?a=1&b=2");
        g_autoptr(Findings) findings = findings_new();
        gsize length;
        const char *data = g_bytes_get_data(bytes, &length);
        g_autoptr(JsonDocument) document =
            trail_read_bytes("sample.png", data, length, findings, NULL);
        g_assert_nonnull(document);
        g_auto(Seal) seal = trail_check_seal(json_document_root(document), data, length, NULL);
        g_assert_cmpint(seal.state, ==, SEAL_INTACT);
        g_autofree char *sealed = sample_print_stored(document);
        g_assert_cmpint(strncmp(sealed, record, strlen(record) - 1), ==, 0);
        check_text(&picture, RECORD_KEYWORD, sealed);
        /* paper, the solid bar, hatching of both its colours */
        g_assert_cmphex(picture_pixel(&picture, 190 * scale, 5 * scale), ==, 0xffffff);
        g_assert_cmphex(picture_pixel(&picture, 30 * scale, 120 * scale), ==, 0x1f77b4);
        picture_clear(&picture);
    }
}

static void hatching_shows_lines_and_tint(void)
{
    g_autofree char *record = NULL;
    g_autoptr(GBytes) bytes = render_sample(4, &record);
    Picture picture;
    picture_init(&picture, bytes);
    guint n_dark = 0, n_light = 0;
    for (guint x = 110 * 4; x < 150 * 4; x++) {
        const guint32 pixel = picture_pixel(&picture, x, 110 * 4);
        n_dark += pixel == 0x1f77b4;
        n_light += (pixel >> 16) > 0xd0 && (pixel & 0xff) > 0xe0 && pixel != 0xffffff;
    }
    g_assert_cmpuint(n_dark, >, 20);
    g_assert_cmpuint(n_light, >, 60);
    picture_clear(&picture);
}

static void text_is_painted_in_its_place(void)
{
    const Font font = {"Lato", 40, 700, FALSE};
    const double width = font_width(&font, "HHHH");
    const TextRun runs[] = {{"HHHH", 40, 700, FALSE, 0, 0, width}};
    for (TextAnchor anchor = ANCHOR_START; anchor <= ANCHOR_END; anchor++) {
        g_autoptr(Scene) scene = scene_new("text", 400, 60);
        scene_add(scene, &(Mark){.kind = MARK_TEXT,
                                 .fill = {0, 0, 0, 1},
                                 .as.text = {.x = 200,
                                             .y = 50,
                                             .anchor = anchor,
                                             .runs = runs,
                                             .n_runs = 1,
                                             .width = width}});
        g_autoptr(GBytes) bytes = render_png(scene, NULL, 1, NULL);
        Picture picture;
        picture_init(&picture, bytes);
        double first = 400, last = 0;
        for (guint x = 0; x < 400; x++) {
            if (picture_pixel(&picture, x, 40) != 0xffffff) {
                first = MIN(first, x);
                last = x + 1;
            }
        }
        /* an H keeps some px of white on both sides */
        const double start = 200 - width * anchor / 2;
        g_assert_cmpfloat(first, >, start + 1);
        g_assert_cmpfloat(first, <, start + 8);
        g_assert_cmpfloat(last, <, start + width - 1);
        g_assert_cmpfloat(last, >, start + width - 8);
        picture_clear(&picture);
    }
}

static void transparent_paper_has_alpha(void)
{
    g_autoptr(Scene) scene = scene_new("alpha", 10, 10);
    scene->background = COLOR_NONE;
    scene_add(scene,
              &(Mark){.kind = MARK_RECT, .fill = {200, 100, 50, 0.5}, .as.rect = {0, 0, 5, 10, 0}});
    g_autoptr(GBytes) bytes = render_png(scene, NULL, 1, NULL);
    Picture picture;
    picture_init(&picture, bytes);
    g_assert_cmpuint(picture.channels, ==, 4);
    g_assert_cmphex(picture_pixel(&picture, 8, 5), ==, 0);
    const guint32 pixel = picture_pixel(&picture, 2, 5);
    g_assert_cmpuint(pixel & 0xff, ==, 128);
    g_assert_cmpint(ABS((int)(pixel >> 24) - 200), <=, 1);
    picture_clear(&picture);
}

static void same_bytes_twice(void)
{
    g_autofree char *record_a = NULL, *record_b = NULL;
    g_autoptr(GBytes) a = render_sample(1.5, &record_a);
    g_autoptr(GBytes) b = render_sample(1.5, &record_b);
    g_assert_true(g_bytes_equal(a, b));
}

static void record_comes_back(void)
{
    g_autofree char *record = NULL;
    g_autoptr(GBytes) bytes = render_sample(1, &record);
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);
    g_auto(Folder) folder = folder_make();
    g_autofree char *path = g_build_filename(folder.path, "x.svg", NULL); /* told by content */
    g_autoptr(Findings) findings = findings_new();
    g_assert_true(g_file_set_contents(path, data, (gssize)length, NULL));
    g_autoptr(JsonDocument) document = trail_read(path, findings, NULL);
    g_assert_nonnull(document);
    g_autofree char *again = sample_print_stored(document);
    g_assert_cmpint(strncmp(again, record, strlen(record) - 1), ==, 0); /* then comes the seal */

    /* cut off anywhere, or with any byte changed: an error, a whole record, never a crash */
    for (gsize cut = 0; cut < length; cut += 97) {
        GError *error = NULL;
        g_assert_true(g_file_set_contents(path, data, (gssize)cut, NULL));
        g_autoptr(JsonDocument) part = trail_read(path, findings, &error);
        g_assert_true((part != NULL) != (error != NULL));
        g_clear_error(&error);
        g_autofree char *changed = g_memdup2(data, length);
        changed[cut] = (char)(changed[cut] ^ 0x41);
        g_assert_true(g_file_set_contents(path, changed, (gssize)length, NULL));
        g_autoptr(JsonDocument) other = trail_read(path, findings, &error);
        g_assert_true((other != NULL) != (error != NULL));
        g_clear_error(&error);
    }
    g_assert_cmpuint(findings_count(findings, LEVEL_ERROR), ==, 0); /* checksums guard it */
}

static void pngcheck_accepts_it(void)
{
    g_autofree char *program = g_find_program_in_path("pngcheck");
    if (!program) {
        g_test_skip("pngcheck is not installed");
        return;
    }
    g_autofree char *record = NULL, *path = NULL;
    g_autoptr(GBytes) bytes = render_sample(1, &record);
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);
    const int handle = g_file_open_tmp("figtrail-XXXXXX.png", &path, NULL);
    g_assert_true(g_close(handle, NULL));
    g_assert_true(g_file_set_contents(path, data, (gssize)length, NULL));
    const char *const argv[] = {program, "-q", path, NULL};
    int status = 0;
    g_assert_true(g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL,
                               &status, NULL));
    g_assert_true(g_spawn_check_wait_status(status, NULL));
    g_remove(path);
}

static void too_large_is_refused(void)
{
    static const struct {
        double width, height, scale;
    } cases[] = {{20000, 20000, 1}, {40000, 10, 1}, {10, 40000, 1}, {100, 100, 1000},
                 {100, 100, 1e300}, {1e9, 1e9, 1},  {10, 10, 0}};
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Scene) scene = scene_new("large", cases[i].width, cases[i].height);
        GError *error = NULL;
        g_assert_null(render_png(scene, NULL, cases[i].scale, &error));
        g_assert_nonnull(error);
        g_error_free(error);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/png/reads-back", reads_back);
    g_test_add_func("/png/hatching-shows-lines-and-tint", hatching_shows_lines_and_tint);
    g_test_add_func("/png/text-is-painted-in-its-place", text_is_painted_in_its_place);
    g_test_add_func("/png/transparent-paper-has-alpha", transparent_paper_has_alpha);
    g_test_add_func("/png/same-bytes-twice", same_bytes_twice);
    g_test_add_func("/png/record-comes-back", record_comes_back);
    g_test_add_func("/png/pngcheck-accepts-it", pngcheck_accepts_it);
    g_test_add_func("/png/too-large-is-refused", too_large_is_refused);
    return g_test_run();
}
