/* What is packed comes out as it was, and is the same on any number of threads. */
#include "render/image_data.h"

#include <gio/gio.h>
#include <string.h>

/* Flat stretches, rows that repeat, and noise, by turns. */
static Pixels make_pixels(guint width, guint height, gboolean opaque)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(width + height);
    const gsize stride = width + 3;
    guint32 *pixels = g_new0(guint32, stride * height);
    for (guint y = 0; y < height; y++) {
        for (guint x = 0; x < width; x++) {
            const guint32 left = x > 0 ? pixels[y * stride + x - 1] : 0;
            const guint32 above = y > 0 ? pixels[(y - 1) * stride + x] : 0;
            const guint32 alpha = opaque ? 0xff : (guint32)g_rand_int_range(random, 0, 0x100);
            const guint32 noise = (guint32)g_rand_int_range(random, 0, (gint32)alpha + 1);
            pixels[y * stride + x] = y % 3 == 1                            ? above
                                     : g_rand_int_range(random, 0, 20) > 0 ? left
                                                                           : alpha << 24 | noise;
        }
    }
    return (Pixels){(const guint8 *)pixels, stride * 4, width, height, opaque};
}

static GByteArray *pack(const Pixels *pixels, guint n_threads)
{
    g_autoptr(GPtrArray) pieces = image_data_end(image_data_begin(pixels, n_threads));
    GByteArray *packed = g_byte_array_new();
    for (guint i = 0; i < pieces->len; i++) {
        const GByteArray *piece = g_ptr_array_index(pieces, i);
        g_byte_array_append(packed, piece->data, piece->len);
    }
    return packed;
}

/* By GLib, which also checks the sum at the end; there is nothing more. */
static GBytes *unpack(const GByteArray *packed)
{
    g_autoptr(GConverter) zlib =
        G_CONVERTER(g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
    g_autoptr(GInputStream) input =
        g_memory_input_stream_new_from_data(packed->data, (gssize)packed->len, NULL);
    g_autoptr(GInputStream) stream = g_converter_input_stream_new(input, zlib);
    g_autoptr(GOutputStream) output = g_memory_output_stream_new_resizable();
    GError *error = NULL;
    g_output_stream_splice(output, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &error);
    g_assert_no_error(error);
    return g_memory_output_stream_steal_as_bytes(G_MEMORY_OUTPUT_STREAM(output));
}

static void assert_same_pixels(const Pixels *pixels, GBytes *unpacked)
{
    gsize length;
    const guint8 *bytes = g_bytes_get_data(unpacked, &length);
    const gsize channels = pixels->opaque ? 3 : 4, row_length = pixels->width * channels;
    g_assert_cmpuint(length, ==, (row_length + 1) * pixels->height);
    g_autofree guint8 *row = g_malloc0(row_length);
    for (guint y = 0; y < pixels->height; y++, bytes += row_length) {
        const guint8 filter = *bytes++;
        g_assert_true(filter == 0 || filter == 2); /* none, or up */
        for (gsize i = 0; i < row_length; i++) {
            row[i] = (guint8)(filter == 0 ? bytes[i] : bytes[i] + row[i]);
            const guint32 rgba = pixels_convert(pixels, pixels_row(pixels, y)[i / channels]);
            g_assert_cmpuint(row[i], ==, rgba >> (24 - 8 * (i % channels)) & 0xff);
        }
    }
}

static void test_comes_out(void)
{
    static const struct {
        guint width, height;
    } sizes[] = {{1, 1}, {1, 700}, {20000, 1}, {20000, 40}, {640, 480}, {800, 1400}};
    for (gsize i = 0; i < G_N_ELEMENTS(sizes); i++) {
        for (int opaque = 0; opaque <= 1; opaque++) {
            const Pixels pixels = make_pixels(sizes[i].width, sizes[i].height, opaque);
            g_autoptr(GByteArray) packed = pack(&pixels, 1);
            g_autoptr(GBytes) unpacked = unpack(packed);
            assert_same_pixels(&pixels, unpacked);
            for (guint n_threads = 0; n_threads < 9; n_threads += 4) {
                g_autoptr(GByteArray) again = pack(&pixels, n_threads);
                g_assert_cmpmem(packed->data, packed->len, again->data, again->len);
            }
            g_free((guint8 *)pixels.bytes);
        }
    }
}

/* Where all is opaque Cairo may leave anything in the highest byte. */
static void test_takes_no_alpha(void)
{
    const Pixels pixels = make_pixels(300, 200, TRUE);
    g_autoptr(GByteArray) packed = pack(&pixels, 1);
    for (gsize i = 0; i < pixels.stride * pixels.height; i += sizeof(guint32))
        *(guint32 *)(void *)(pixels.bytes + i) ^= (guint32)i << 24;
    g_autoptr(GByteArray) again = pack(&pixels, 1);
    g_assert_cmpmem(packed->data, packed->len, again->data, again->len);
    g_free((guint8 *)pixels.bytes);
}

/* https://www.w3.org/TR/png-3/#3nonPremultipliedAlpha */
static void test_takes_alpha_out(void)
{
    static const struct {
        guint32 pixel, opaque, rgba;
    } cases[] = {{0xff123456, FALSE, 0x123456ff}, {0x00123456, TRUE, 0x123456ff},
                 {0x00000000, FALSE, 0},          {0x80402010, FALSE, 0x80402080},
                 {0x80804001, FALSE, 0xff800280}, {0x01010001, FALSE, 0xff00ff01}};
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Pixels pixels = {.opaque = (gboolean)cases[i].opaque};
        g_assert_cmphex(pixels_convert(&pixels, cases[i].pixel), ==, cases[i].rgba);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/image-data/comes-out", test_comes_out);
    g_test_add_func("/image-data/takes-no-alpha", test_takes_no_alpha);
    g_test_add_func("/image-data/takes-alpha-out", test_takes_alpha_out);
    return g_test_run();
}
