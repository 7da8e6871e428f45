#include "render/image_data.h"

#include "render/pixel_packer.h"

enum {
    PART = 1 << 20, /* bytes of rows in a part, at least; in each nothing came before */
    ADLER = 65521
};

typedef struct {
    guint top, bottom; /* rows; bottom excluded */
    PackedRows packed;
} Part;

struct ImageData {
    Pixels pixels;
    gsize row_bytes;
    Part *parts;
    guint n_parts;
    int next; /* part that nobody has begun */
    GThread **threads;
    guint n_threads;
};

static gpointer pack_parts(gpointer user)
{
    ImageData *data = user;
    for (int i; (i = g_atomic_int_add(&data->next, 1)) < (int)data->n_parts;) {
        Part *part = &data->parts[i];
        part->packed = pixel_packer_pack(&data->pixels, part->top, part->bottom,
                                         part->bottom == data->pixels.height);
    }
    return NULL;
}

ImageData *image_data_begin(const Pixels *pixels, guint n_threads)
{
    ImageData *data = g_new0(ImageData, 1);
    data->pixels = *pixels;
    data->row_bytes = 1 + (gsize)pixels->width * pixels_count_channels(pixels);
    const guint rows = (guint)((PART + data->row_bytes - 1) / data->row_bytes);
    data->n_parts = MAX(1, pixels->height / rows);
    data->parts = g_new0(Part, data->n_parts);
    for (guint i = 0; i < data->n_parts; i++) {
        data->parts[i].top = i * rows;
        data->parts[i].bottom = i + 1 < data->n_parts ? (i + 1) * rows : pixels->height;
    }
    if (n_threads == 0)
        n_threads = g_get_num_processors();
    data->n_threads = MIN(data->n_parts, n_threads) - 1; /* and the caller's */
    data->threads = g_new(GThread *, data->n_threads);
    for (guint i = 0; i < data->n_threads; i++)
        data->threads[i] = g_thread_new("image data", pack_parts, data);
    return data;
}

/* ---- the stream (RFC 1950) ------------------------------------------------------------------- */

static GByteArray *make_head(void)
{
    static const guint8 head[] = {0x78, 0x01}; /* a window of 32 KiB, most quickly packed */
    return g_byte_array_append(g_byte_array_new(), head, sizeof head);
}

/* The parts' sums, each of which began by itself, with 1. */
static GByteArray *make_sum(const ImageData *data)
{
    guint64 low = 1, high = 0;
    for (guint i = 0; i < data->n_parts; i++) {
        const Part *part = &data->parts[i];
        const gsize n_bytes = data->row_bytes * (part->bottom - part->top);
        high = (high + part->packed.high + n_bytes % ADLER * (low + ADLER - 1)) % ADLER;
        low = (low + part->packed.low + ADLER - 1) % ADLER;
    }
    const guint32 sum = GUINT32_TO_BE((guint32)(high << 16 | low));
    return g_byte_array_append(g_byte_array_new(), (const guint8 *)&sum, sizeof sum);
}

GPtrArray *image_data_end(ImageData *data)
{
    pack_parts(data);
    for (guint i = 0; i < data->n_threads; i++)
        g_thread_join(data->threads[i]);
    GPtrArray *pieces = g_ptr_array_new_with_free_func((GDestroyNotify)g_byte_array_unref);
    g_ptr_array_add(pieces, make_head());
    for (guint i = 0; i < data->n_parts; i++)
        g_ptr_array_add(pieces, data->parts[i].packed.stream);
    g_ptr_array_add(pieces, make_sum(data));
    g_free(data->threads);
    g_free(data->parts);
    g_free(data);
    return pieces;
}
