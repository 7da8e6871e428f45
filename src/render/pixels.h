/*
 * pixels: a painted picture, as Cairo leaves it.
 */
#ifndef FIGTRAIL_RENDER_PIXELS_H
#define FIGTRAIL_RENDER_PIXELS_H

#include <glib.h>
#include <string.h>

/* 0xaarrggbb in the machine's order, the colours multiplied by alpha. */
typedef struct {
    const guint8 *bytes;
    gsize stride;
    guint width, height; /* each less than 1 << 16 */
    gboolean opaque;     /* alpha means nothing, and may be anything */
} Pixels;

static inline const guint32 *pixels_row(const Pixels *pixels, guint y)
{
    return (const guint32 *)(const void *)(pixels->bytes + y * pixels->stride);
}

/* In a PNG. */
static inline guint pixels_count_channels(const Pixels *pixels)
{
    return pixels->opaque ? 3 : 4;
}

/* 0xrrggbbaa of one of them, not multiplied. */
guint32 pixels_convert_alpha(guint32 pixel);
static inline guint32 pixels_convert(const Pixels *pixels, guint32 pixel)
{
    return pixels->opaque ? pixel << 8 | 255 : pixels_convert_alpha(pixel);
}
/* Of all in a row. */
void pixels_convert_row(const Pixels *pixels, guint y, guint32 *rgba);

/* How many of the first 'most' are the same as the others. */
static inline guint pixels_count_same(const Pixels *pixels, const guint32 *some,
                                      const guint32 *others, guint most)
{
    enum { AT_ONCE = 4 };
    const guint32 mask = pixels->opaque ? 0x00FFFFFF : 0xFFFFFFFF;
    if (most == 0 || ((some[0] ^ others[0]) & mask) != 0) /* as of most, where there are letters */
        return 0;
    guint n = 1;
    for (; n + AT_ONCE <= most; n += AT_ONCE) {
        guint64 a[AT_ONCE / 2], b[AT_ONCE / 2], different = 0;
        memcpy(a, some + n, sizeof a);
        memcpy(b, others + n, sizeof b);
        for (guint i = 0; i < AT_ONCE / 2; i++)
            different |= a[i] ^ b[i];
        if ((different & ((guint64)mask << 32 | mask)) != 0)
            break;
    }
    while (n < most && ((some[n] ^ others[n]) & mask) == 0)
        n++;
    return n;
}

#endif
