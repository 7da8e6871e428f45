/* Every decoder gets out of a stream what was put in. */
#include "render/deflate.h"

#include "render/huffman.h"

#include <gio/gio.h>
#include <string.h>

/* ---- codes ----------------------------------------------------------------------------------- */

enum { LIMIT = 15, FEW_BITS = 7, MOST_WEIGHTS = 40 };

/* Weights that grow like Fibonacci's numbers make the deepest tree. */
static void fill_weights(guint32 *weights, guint n, gboolean steep)
{
    for (guint i = 0; i < n; i++)
        weights[i] = !steep ? 1 + i % 3 : i < 2 ? 1 : weights[i - 1] + weights[i - 2];
}

/* Together they take all that there is to take: RFC 1951 wants a complete code. */
static void assert_complete(const HuffmanCode *codes, const guint32 *weights, guint n, guint limit)
{
    guint taken = 0;
    for (guint i = 0; i < n; i++) {
        g_assert_cmpuint(codes[i].length, <=, limit);
        g_assert_true(weights[i] == 0 || codes[i].length > 0);
        taken += codes[i].length > 0 ? 1U << (limit - codes[i].length) : 0;
        g_assert_cmpuint(codes[i].bits >> codes[i].length, ==, 0);
        for (guint j = 0; codes[i].length > 0 && j < i; j++) { /* none begins another */
            const guint shorter = MIN(codes[i].length, codes[j].length);
            g_assert_true(shorter == 0 || ((codes[i].bits ^ codes[j].bits) & ((1 << shorter) - 1)));
            g_assert_true(weights[i] <= weights[j] || codes[i].length <= codes[j].length ||
                          codes[j].length == 0);
        }
    }
    g_assert_cmpuint(taken, ==, 1U << limit);
}

static void test_codes(void)
{
    static const struct {
        guint n, limit;
        gboolean steep;
    } cases[] = {{2, LIMIT, FALSE}, {3, LIMIT, FALSE}, {40, LIMIT, FALSE},   {16, LIMIT, TRUE},
                 {17, LIMIT, TRUE}, {40, LIMIT, TRUE}, {16, FEW_BITS, TRUE}, {16, FEW_BITS, FALSE}};
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        guint32 weights[MOST_WEIGHTS];
        HuffmanCode codes[MOST_WEIGHTS];
        fill_weights(weights, cases[i].n, cases[i].steep);
        huffman_make(weights, cases[i].n, cases[i].limit, codes);
        assert_complete(codes, weights, cases[i].n, cases[i].limit);
    }
}

static void test_two_codes_at_least(void)
{
    for (guint used = 0; used < 3; used++) {
        guint32 weights[3] = {0};
        HuffmanCode codes[3];
        weights[2] = used;
        huffman_make(weights, G_N_ELEMENTS(weights), LIMIT, codes);
        assert_complete(codes, weights, G_N_ELEMENTS(weights), LIMIT);
    }
}

/* ---- streams --------------------------------------------------------------------------------- */

static void assert_unpacks(const GByteArray *stream, const GByteArray *expected)
{
    g_autoptr(GConverter) inflate =
        G_CONVERTER(g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_RAW));
    g_autofree guint8 *unpacked = g_malloc(expected->len + 1);
    gsize n_read, n_written;
    GError *error = NULL;
    const GConverterResult result =
        g_converter_convert(inflate, stream->data, stream->len, unpacked, expected->len + 1,
                            G_CONVERTER_INPUT_AT_END, &n_read, &n_written, &error);
    g_assert_no_error(error);
    g_assert_cmpint(result, ==, G_CONVERTER_FINISHED);
    g_assert_cmpuint(n_read, ==, stream->len);
    g_assert_cmpmem(unpacked, n_written, expected->data, expected->len);
}

static void put(Deflate *deflate, GByteArray *bytes, guint8 byte)
{
    deflate_add_literal(deflate, byte);
    g_byte_array_append(bytes, &byte, 1);
}

static void repeat(Deflate *deflate, GByteArray *bytes, guint length, guint distance)
{
    deflate_add_match(deflate, length, distance);
    for (guint i = 0; i < length; i++) {
        const guint8 byte = bytes->data[bytes->len - distance];
        g_byte_array_append(bytes, &byte, 1);
    }
}

/* All lengths up to 600, and all distances. */
static void test_matches(void)
{
    Deflate *deflate = deflate_new();
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    put(deflate, bytes, 'a');
    for (guint length = DEFLATE_SHORTEST; length < 600; length++) {
        put(deflate, bytes, (guint8)length);
        repeat(deflate, bytes, length, MIN(length, bytes->len));
    }
    for (guint distance = 1; distance <= DEFLATE_FARTHEST; distance++)
        repeat(deflate, bytes, DEFLATE_SHORTEST, distance);
    g_autoptr(GByteArray) stream = deflate_finish(deflate, TRUE);
    assert_unpacks(stream, bytes);
}

/* Runs of every length, each a stream of its own. */
static void test_runs(void)
{
    for (guint n = 0; n < 1000; n++) {
        Deflate *deflate = deflate_new();
        g_autoptr(GByteArray) bytes = g_byte_array_new();
        g_byte_array_set_size(bytes, n);
        if (n > 0)
            memset(bytes->data, 'x', n);
        deflate_add_run(deflate, 'x', n);
        g_autoptr(GByteArray) stream = deflate_finish(deflate, TRUE);
        assert_unpacks(stream, bytes);
    }
}

/* One after the other they are one. */
static void test_joined(void)
{
    enum { STREAMS = 20 };
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_autoptr(GByteArray) joined = g_byte_array_new();
    for (guint i = 0; i < STREAMS; i++) {
        Deflate *deflate = deflate_new();
        for (guint j = 0; j < i * i * i; j++)
            put(deflate, bytes, (guint8)(j * j >> i % 5));
        g_autoptr(GByteArray) stream = deflate_finish(deflate, i + 1 == STREAMS);
        g_byte_array_append(joined, stream->data, stream->len);
    }
    assert_unpacks(joined, bytes);
}

/* Bytes that come more and more rarely need codes of all lengths, in more than one block. */
static void test_blocks(void)
{
    Deflate *deflate = deflate_new();
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    for (guint32 i = 1; i < 200000; i++)
        put(deflate, bytes, (guint8)(g_bit_nth_lsf(i, -1) * 11));
    g_autoptr(GByteArray) stream = deflate_finish(deflate, TRUE);
    g_assert_cmpuint(stream->len, <, bytes->len / 3); /* two bits for a byte, and some */
    assert_unpacks(stream, bytes);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/deflate/codes", test_codes);
    g_test_add_func("/deflate/two-codes-at-least", test_two_codes_at_least);
    g_test_add_func("/deflate/matches", test_matches);
    g_test_add_func("/deflate/runs", test_runs);
    g_test_add_func("/deflate/joined", test_joined);
    g_test_add_func("/deflate/blocks", test_blocks);
    return g_test_run();
}
