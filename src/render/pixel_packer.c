#include "render/pixel_packer.h"

#include "render/deflate.h"

enum {
    FILTER_NONE = 0, /* https://www.w3.org/TR/png-3/#9Filter-types */
    FILTER_UP = 2,
    ADLER = 65521,   /* RFC 1950 */
    PLACES_BITS = 14 /* 12 make pictures a hundredth larger */
};

typedef struct {
    const Pixels *pixels;
    guint top;
    guint n_channels;
    guint row_bytes; /* with the filter's */
    Deflate *deflate;
    guint64 low, high;                /* of the sum, not yet reduced */
    guint32 *rgba;                    /* the row, converted */
    guint32 places[1 << PLACES_BITS]; /* of pixels by hash: (y - top + 1) << 16 | x; 0: none yet */
} Packer;

/* ---- the sum --------------------------------------------------------------------------------- */

static void sum_filter(Packer *packer, guint8 filter)
{
    packer->low += filter;
    packer->high += packer->low;
}

/* To 'high' goes 'low' after each byte: so the first of n bytes n times, the next once less.  The
 * compiler makes vectors of the loop: it takes a third of zlib's time. */
static void sum_pixels(Packer *packer, const guint32 *rgba, guint n)
{
    const guint32 mask = packer->pixels->opaque ? 0xFFFFFF00 : 0xFFFFFFFF;
    guint32 sum = 0, by_place = 0, by_channel = 0;
    for (guint i = 0; i < n; i++) {
        const guint32 pixel = rgba[i] & mask;
        const guint32 second = pixel >> 16 & 0xff, third = pixel >> 8 & 0xff, fourth = pixel & 0xff;
        const guint32 whole = (pixel >> 24) + second + third + fourth;
        sum += whole;
        by_place += i * whole;
        by_channel += second + 2 * third + 3 * fourth;
    }
    const guint64 n_channels = packer->n_channels;
    packer->high += n_channels * (n * (packer->low + sum) - by_place) - by_channel;
    packer->low += sum;
}

static void sum_row(Packer *packer)
{
    enum { AT_ONCE = 1024 }; /* for which 32 bits are enough */
    const guint width = packer->pixels->width;
    for (guint x = 0; x < width; x += AT_ONCE)
        sum_pixels(packer, packer->rgba + x, MIN(AT_ONCE, width - x));
}

/* ---- what came before ------------------------------------------------------------------------ */

typedef struct {
    guint n_pixels; /* 0: nothing */
    guint distance; /* in bytes */
} Match;

static const Match no_match = {0, 0};

static Match find_run(const Packer *packer, const guint32 *row, guint x)
{
    if (x == 0)
        return no_match;
    const guint n =
        pixels_count_same(packer->pixels, row + x, row + x - 1, packer->pixels->width - x);
    return (Match){n, packer->n_channels};
}

/* The place where the pixel's colour stood last; puts its own there. */
static guint32 exchange_place(Packer *packer, guint y, guint x)
{
    const guint64 scattered = packer->rgba[x] * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15);
    const guint hash = (guint)(scattered >> (64 - PLACES_BITS));
    const guint32 place = packer->places[hash];
    packer->places[hash] = (y - packer->top + 1) << 16 | x;
    return place;
}

/* Since the pixel and what follows it stood somewhere.  Of rows that repeat no pixel is a place. */
static Match find_again(Packer *packer, const guint32 *row, guint y, guint x)
{
    const guint32 place = exchange_place(packer, y, x);
    if (place == 0)
        return no_match;
    const guint place_y = packer->top + (place >> 16) - 1, place_x = place & 0xFFFF;
    const gint64 distance = (gint64)(y - place_y) * packer->row_bytes +
                            ((gint64)x - (gint64)place_x) * packer->n_channels;
    if (distance > DEFLATE_FARTHEST)
        return no_match;
    const guint32 *there = pixels_row(packer->pixels, place_y) + place_x;
    const guint n =
        pixels_count_same(packer->pixels, row + x, there, packer->pixels->width - MAX(x, place_x));
    return (Match){n, (guint)distance};
}

/* ---- rows ------------------------------------------------------------------------------------ */

static void pack_pixel(const Packer *packer, guint32 rgba)
{
    for (guint i = 0; i < packer->n_channels; i++)
        deflate_add_literal(packer->deflate, (guint8)(rgba >> (24 - 8 * i)));
}

static void pack_row(Packer *packer, guint y)
{
    const guint32 *row = pixels_row(packer->pixels, y);
    const guint width = packer->pixels->width;
    pixels_convert_row(packer->pixels, y, packer->rgba);
    sum_filter(packer, FILTER_NONE);
    sum_row(packer);
    deflate_add_literal(packer->deflate, FILTER_NONE);
    for (guint x = 0; x < width;) {
        Match match = find_run(packer, row, x);
        if (match.n_pixels == 0)
            match = find_again(packer, row, y, x);
        if (match.n_pixels == 0)
            pack_pixel(packer, packer->rgba[x]);
        else
            deflate_add_match(packer->deflate, match.n_pixels * packer->n_channels, match.distance);
        x += MAX(1, match.n_pixels);
    }
}

/* A third of a chart's rows are like the one above. */
static gboolean row_repeats(const Packer *packer, guint y)
{
    const Pixels *pixels = packer->pixels;
    return y > 0 && pixels_count_same(pixels, pixels_row(pixels, y), pixels_row(pixels, y - 1),
                                      pixels->width) == pixels->width;
}

/* Nothing is added to the row above.  Filters make other rows of drawings larger, with their long
 * flat stretches. */
static void pack_repeated_row(Packer *packer)
{
    const guint n_zeros = packer->row_bytes - 1;
    sum_filter(packer, FILTER_UP);
    packer->high += packer->low * n_zeros;
    deflate_add_literal(packer->deflate, FILTER_UP);
    deflate_add_run(packer->deflate, 0, n_zeros);
}

PackedRows pixel_packer_pack(const Pixels *pixels, guint top, guint bottom, gboolean last)
{
    g_autofree Packer *packer = g_new0(Packer, 1);
    g_autofree guint32 *rgba = g_new(guint32, pixels->width);
    packer->pixels = pixels;
    packer->top = top;
    packer->n_channels = pixels_count_channels(pixels);
    packer->row_bytes = 1 + pixels->width * packer->n_channels;
    packer->deflate = deflate_new();
    packer->low = 1;
    packer->rgba = rgba;
    for (guint y = top; y < bottom; y++) {
        if (row_repeats(packer, y))
            pack_repeated_row(packer);
        else
            pack_row(packer, y);
        packer->low %= ADLER;
        packer->high %= ADLER;
    }
    return (PackedRows){deflate_finish(packer->deflate, last), (guint32)packer->low,
                        (guint32)packer->high};
}
