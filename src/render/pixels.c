#include "render/pixels.h"

guint32 pixels_convert_alpha(guint32 pixel)
{
    const guint alpha = pixel >> 24;
    if (alpha == 255)
        return pixel << 8 | 255;
    guint32 rgba = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
        const guint channel = (pixel >> shift) & 0xff;
        rgba = rgba << 8 | (alpha == 0 ? 0 : MIN(255, (channel * 255 + alpha / 2) / alpha));
    }
    return rgba << 8 | alpha;
}

/* Compilers make vectors of the loop for opaque ones, which takes a third of the time. */
void pixels_convert_row(const Pixels *pixels, guint y, guint32 *rgba)
{
    const guint32 *row = pixels_row(pixels, y);
    const Pixels same = *pixels; /* in no memory that rgba may be */
    for (guint x = 0; x < same.width; x++)
        rgba[x] = pixels_convert(&same, row[x]);
}
