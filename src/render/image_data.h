/*
 * image_data: a painted picture as the image data of a PNG, packed on all processors.
 *
 * The rows are cut into parts, by their size alone; each is packed by itself, and one after the
 * other they are one stream.  So the bytes do not depend on how many processors there are.
 */
#ifndef FIGTRAIL_RENDER_IMAGE_DATA_H
#define FIGTRAIL_RENDER_IMAGE_DATA_H

#include "render/pixels.h"

typedef struct ImageData ImageData;

/* Begins to pack on n_threads threads, the caller's at the end among them (0: one per processor).
 * The pixels stay as they are until then. */
ImageData *image_data_begin(const Pixels *pixels, guint n_threads);

/* Helps to pack until all is, and frees data.  The stream in pieces, of GByteArray: filtered rows,
 * three bytes for a pixel, or four with alpha. */
GPtrArray *image_data_end(ImageData *data);

#endif
