#include "render/image_data.h"

#include "render/zlib_library.h"

#include <string.h>

enum {
    PART = 1 << 20, /* bytes of rows in a part, at least; each part begins with an empty window */
    LEVEL = 2,      /* 7 would save 2 to 3 % in twice the time, 9 as much again in ten times */
    WINDOW_BITS = 15,
    MEMORY_LEVEL = 8, /* zlib's default */
    FILTER_NONE = 0,  /* https://www.w3.org/TR/png-3/#9Filter-types */
    FILTER_UP = 2
};

typedef struct {
    guint top, bottom; /* rows; bottom excluded */
    GByteArray *packed;
    gsize n_bytes; /* of its rows */
    gulong adler;  /* of these */
} Part;

struct ImageData {
    Pixels pixels;
    Part *parts;
    guint n_parts;
    int next; /* part that nobody has begun */
    GThread **threads;
    guint n_threads;
};

/* ---- pixels ---------------------------------------------------------------------------------- */

const guint32 *pixels_row(const Pixels *pixels, guint y)
{
    return (const guint32 *)(const void *)(pixels->bytes + y * pixels->stride);
}

guint32 pixels_convert(const Pixels *pixels, guint32 pixel)
{
    const guint alpha = pixels->opaque ? 255 : pixel >> 24;
    if (alpha == 255)
        return pixel << 8 | 255;
    guint32 rgba = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
        const guint channel = (pixel >> shift) & 0xff;
        rgba = rgba << 8 | (alpha == 0 ? 0 : MIN(255, (channel * 255 + alpha / 2) / alpha));
    }
    return rgba << 8 | alpha;
}

static guint count_channels(const Pixels *pixels)
{
    return pixels->opaque ? 3 : 4;
}

/* ---- rows ------------------------------------------------------------------------------------ */

/* Writes a byte too many without alpha: four are quicker than three. */
static void convert_row(const Pixels *pixels, guint y, guint8 *to)
{
    const guint32 *from = pixels_row(pixels, y);
    for (guint x = 0; x < pixels->width; x++, to += count_channels(pixels)) {
        const guint32 rgba = GUINT32_TO_BE(pixels_convert(pixels, from[x]));
        memcpy(to, &rgba, sizeof rgba);
    }
}

/* A row like the one above it: a third of a chart's. */
static gboolean row_repeats(const Pixels *pixels, guint y)
{
    return y > 0 && memcmp(pixels_row(pixels, y), pixels_row(pixels, y - 1),
                           (gsize)pixels->width * sizeof(guint32)) == 0;
}

/* Drawings have long flat stretches: filters make them larger, but for rows that repeat. */
static void filter_row(const Pixels *pixels, guint y, guint8 *to, gsize length)
{
    if (row_repeats(pixels, y)) {
        to[0] = FILTER_UP;
        memset(to + 1, 0, length - 1);
    } else {
        to[0] = FILTER_NONE;
        convert_row(pixels, y, to + 1);
    }
}

/* ---- packing --------------------------------------------------------------------------------- */

static void pack(z_stream *zlib, int flush, GByteArray *packed)
{
    enum { ROOM = 1 << 16 };
    do {
        const guint used = packed->len;
        g_byte_array_set_size(packed, used + ROOM);
        zlib->next_out = packed->data + used;
        zlib->avail_out = ROOM;
        deflate(zlib, flush); /* cannot fail: the stream is right, and there is room */
        g_byte_array_set_size(packed, used + ROOM - zlib->avail_out);
    } while (zlib->avail_out == 0);
}

static void pack_part(const Pixels *pixels, Part *part)
{
    const gsize length = 1 + (gsize)pixels->width * count_channels(pixels);
    g_autofree guint8 *row = g_malloc(length + 1);
    z_stream zlib = {0};
    if (deflateInit2(&zlib, LEVEL, Z_DEFLATED, -WINDOW_BITS, MEMORY_LEVEL, Z_DEFAULT_STRATEGY) !=
        Z_OK)
        g_error("zlib does not start");
    part->adler = adler32(0, NULL, 0);
    for (guint y = part->top; y < part->bottom; y++) {
        filter_row(pixels, y, row, length);
        part->adler = adler32(part->adler, row, (uInt)length);
        zlib.next_in = row;
        zlib.avail_in = (uInt)length;
        pack(&zlib, Z_NO_FLUSH, part->packed);
    }
    pack(&zlib, part->bottom < pixels->height ? Z_SYNC_FLUSH : Z_FINISH, part->packed);
    deflateEnd(&zlib);
    part->n_bytes = length * (part->bottom - part->top);
}

static gpointer pack_parts(gpointer user)
{
    ImageData *data = user;
    for (int i; (i = g_atomic_int_add(&data->next, 1)) < (int)data->n_parts;)
        pack_part(&data->pixels, &data->parts[i]);
    return NULL;
}

/* ---- the stream: RFC 1950 -------------------------------------------------------------------- */

static void append_big_endian(GByteArray *bytes, guint32 number)
{
    number = GUINT32_TO_BE(number);
    g_byte_array_append(bytes, (const guint8 *)&number, sizeof number);
}

ImageData *image_data_begin(const Pixels *pixels, guint n_threads)
{
    static const guint8 header[] = {0x78, 0x5E}; /* a window of 32 KiB, quickly packed */
    const gsize length = 1 + (gsize)pixels->width * count_channels(pixels);
    const guint rows = (guint)((PART + length - 1) / length);
    ImageData *data = g_new0(ImageData, 1);
    data->pixels = *pixels;
    data->n_parts = MAX(1, pixels->height / rows);
    data->parts = g_new0(Part, data->n_parts);
    for (guint i = 0; i < data->n_parts; i++)
        data->parts[i] = (Part){.top = i * rows,
                                .bottom = i + 1 < data->n_parts ? (i + 1) * rows : pixels->height,
                                .packed = g_byte_array_new()};
    g_byte_array_append(data->parts[0].packed, header, sizeof header);
    if (n_threads == 0)
        n_threads = g_get_num_processors();
    data->n_threads = MIN(data->n_parts, n_threads) - 1; /* and the caller's */
    data->threads = g_new(GThread *, data->n_threads);
    for (guint i = 0; i < data->n_threads; i++)
        data->threads[i] = g_thread_new("image data", pack_parts, data);
    return data;
}

GPtrArray *image_data_end(ImageData *data)
{
    pack_parts(data);
    for (guint i = 0; i < data->n_threads; i++)
        g_thread_join(data->threads[i]);
    GPtrArray *pieces = g_ptr_array_new_with_free_func((GDestroyNotify)g_byte_array_unref);
    gulong adler = data->parts[0].adler;
    for (guint i = 0; i < data->n_parts; i++) {
        const Part *part = &data->parts[i];
        if (i > 0)
            adler = adler32_combine(adler, part->adler, (z_off_t)part->n_bytes);
        g_ptr_array_add(pieces, part->packed);
    }
    append_big_endian(data->parts[data->n_parts - 1].packed, (guint32)adler);
    g_free(data->threads);
    g_free(data->parts);
    g_free(data);
    return pieces;
}
