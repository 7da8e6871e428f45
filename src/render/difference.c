#include "render/difference.h"

#include "scene/drawing_library.h"

#include <string.h>

enum { PIXELS_LIMIT = 64 * 1000 * 1000 };

static const guint32 CHANGED = 0xFFD01030; /* red */

/* ---- PNG ------------------------------------------------------------------------------------- */

typedef struct {
    const guchar *data;
    gsize left;
} Reader;

static cairo_status_t read_bytes(void *closure, unsigned char *data, unsigned length)
{
    Reader *reader = closure;
    if (length > reader->left)
        return CAIRO_STATUS_READ_ERROR;
    memcpy(data, reader->data, length);
    reader->data += length;
    reader->left -= length;
    return CAIRO_STATUS_SUCCESS;
}

static cairo_status_t append_bytes(void *closure, const unsigned char *data, unsigned length)
{
    g_byte_array_append(closure, data, length);
    return CAIRO_STATUS_SUCCESS;
}

/* The header's width and height are checked before anything is made of them. */
static gboolean is_too_large(const guchar *data, gsize length)
{
    guint32 size[2];
    if (length < 24)
        return FALSE; /* no PNG */
    memcpy(size, data + 16, sizeof size);
    const guint64 width = GUINT32_FROM_BE(size[0]), height = GUINT32_FROM_BE(size[1]);
    return width > PIXELS_LIMIT || height > PIXELS_LIMIT || width * height > PIXELS_LIMIT;
}

/* On white, in 32 bits; NULL with error. */
static cairo_surface_t *read_picture(GBytes *bytes, GError **error)
{
    Reader reader;
    reader.data = g_bytes_get_data(bytes, &reader.left);
    if (is_too_large(reader.data, reader.left)) {
        g_set_error_literal(error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                            "the picture is too large to compare");
        return NULL;
    }
    cairo_surface_t *read = cairo_image_surface_create_from_png_stream(read_bytes, &reader);
    const int width = cairo_image_surface_get_width(read);
    const int height = cairo_image_surface_get_height(read);
    cairo_surface_t *picture = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    cairo_t *cr = cairo_create(picture);
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    cairo_set_source_surface(cr, read, 0, 0);
    cairo_paint(cr);
    cairo_destroy(cr);
    const cairo_status_t status = cairo_surface_status(read);
    cairo_surface_destroy(read);
    if (status == CAIRO_STATUS_SUCCESS && width > 0 && height > 0)
        return picture;
    cairo_surface_destroy(picture);
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "this is no PNG: %s",
                cairo_status_to_string(status));
    return NULL;
}

/* ---- pixels ---------------------------------------------------------------------------------- */

typedef struct {
    int width, height, stride;
    guchar *data;
} Pixels;

static Pixels pixels_of(cairo_surface_t *surface)
{
    cairo_surface_flush(surface);
    return (Pixels){cairo_image_surface_get_width(surface), cairo_image_surface_get_height(surface),
                    cairo_image_surface_get_stride(surface), cairo_image_surface_get_data(surface)};
}

/* -1: outside. */
static gint64 pixel_at(const Pixels *pixels, int x, int y)
{
    guint32 pixel;
    if (x >= pixels->width || y >= pixels->height)
        return -1;
    memcpy(&pixel, pixels->data + (gsize)y * (gsize)pixels->stride + (gsize)x * sizeof pixel,
           sizeof pixel);
    return pixel & 0xFFFFFF;
}

static void put_pixel(const Pixels *pixels, int x, int y, guint32 pixel)
{
    if (x >= 0 && y >= 0 && x < pixels->width && y < pixels->height)
        memcpy(pixels->data + (gsize)y * (gsize)pixels->stride + (gsize)x * sizeof pixel, &pixel,
               sizeof pixel);
}

/* A quarter of its darkness, without its colour (ITU-R BT.709 weights). */
static guint32 fade(gint64 pixel)
{
    if (pixel < 0)
        return 0xFFFFFFFF;
    const guint32 red = pixel >> 16 & 255, green = pixel >> 8 & 255, blue = pixel & 255;
    const guint32 light = (red * 2126 + green * 7152 + blue * 722) / 10000;
    const guint32 faint = 255 - (255 - light) / 4;
    return 0xFF000000U | faint << 16 | faint << 8 | faint;
}

static void note_pixel(Difference *difference, int x, int y)
{
    const guint right = MAX(difference->left + difference->width, (guint)x + 1);
    const guint bottom = MAX(difference->top + difference->height, (guint)y + 1);
    const gboolean first = difference->n_pixels++ == 0;
    difference->left = first ? (guint)x : MIN(difference->left, (guint)x);
    difference->top = first ? (guint)y : MIN(difference->top, (guint)y);
    difference->width = (first ? (guint)x + 1 : right) - difference->left;
    difference->height = (first ? (guint)y + 1 : bottom) - difference->top;
}

/* Each pixel that differs is drawn with its neighbours, to be seen in a large picture. */
static void mark_differences(const Pixels *a, const Pixels *b, const Pixels *out,
                             Difference *difference)
{
    for (int y = 0; y < out->height; y++) {
        for (int x = 0; x < out->width; x++)
            put_pixel(out, x, y, fade(pixel_at(a, x, y)));
    }
    for (int y = 0; y < out->height; y++) {
        for (int x = 0; x < out->width; x++) {
            if (pixel_at(a, x, y) == pixel_at(b, x, y))
                continue;
            note_pixel(difference, x, y);
            for (int dy = -1; dy <= 1; dy++) {
                for (int dx = -1; dx <= 1; dx++)
                    put_pixel(out, x + dx, y + dy, CHANGED);
            }
        }
    }
}

static GBytes *compare_surfaces(cairo_surface_t *first, cairo_surface_t *second,
                                Difference *difference)
{
    const Pixels a = pixels_of(first), b = pixels_of(second);
    *difference = (Difference){.other_size = a.width != b.width || a.height != b.height};
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, MAX(a.width, b.width),
                                                          MAX(a.height, b.height));
    const Pixels out = pixels_of(surface);
    mark_differences(&a, &b, &out, difference);
    cairo_surface_mark_dirty(surface);
    GByteArray *bytes = g_byte_array_new();
    if (cairo_surface_write_to_png_stream(surface, append_bytes, bytes) != CAIRO_STATUS_SUCCESS)
        g_error("Cairo writes no PNG");
    cairo_surface_destroy(surface);
    return g_byte_array_free_to_bytes(bytes);
}

GBytes *difference_picture(GBytes *a, GBytes *b, Difference *difference, GError **error)
{
    cairo_surface_t *first = read_picture(a, error);
    if (!first)
        return NULL;
    cairo_surface_t *second = read_picture(b, error);
    GBytes *picture = second ? compare_surfaces(first, second, difference) : NULL;
    cairo_surface_destroy(first);
    if (second)
        cairo_surface_destroy(second);
    return picture;
}
