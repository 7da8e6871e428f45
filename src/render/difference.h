/*
 * difference: where two pictures differ, as a picture: the old one faint, in grey, and red on it
 * what is not the same.
 */
#ifndef FIGTRAIL_RENDER_DIFFERENCE_H
#define FIGTRAIL_RENDER_DIFFERENCE_H

#include <glib.h>

typedef struct {
    guint n_pixels;                 /* that differ, in the larger of both sizes */
    guint left, top, width, height; /* the box around them */
    gboolean other_size;
} Difference;

/* a and b: PNG files of at most 64 million pixels.  Gives a PNG, or NULL with error when one of
 * them is none. */
GBytes *difference_picture(GBytes *a, GBytes *b, Difference *difference, GError **error);

#endif
