/*
 * pixel_digest: a digest of what a raster picture shows, whatever file holds it.
 *
 * SHA-256 of width and height, then of every run of equal pixels, in rows from the top and
 * across their ends: how many they are, then red, green, blue and alpha in a byte each (a
 * pixel of alpha 0 is all 0).  Numbers have 32 bits, the greatest byte first.  So a picture
 * that is only packed otherwise has the same digest; and drawings, which have long flat
 * stretches, are digested in a fraction of the time that their bytes would take.
 */
#ifndef FIGTRAIL_TRAIL_PIXEL_DIGEST_H
#define FIGTRAIL_TRAIL_PIXEL_DIGEST_H

#include <glib.h>

typedef struct PixelDigest PixelDigest;

PixelDigest *pixel_digest_new(guint width, guint height);
void pixel_digest_free(PixelDigest *digest); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PixelDigest, pixel_digest_free)

/* The next n pixels are 0xrrggbbaa, not premultiplied. */
void pixel_digest_add(PixelDigest *digest, guint32 rgba, guint32 n);
/* Lower-case hexadecimal; once. */
char *pixel_digest_finish(PixelDigest *digest);

#endif
