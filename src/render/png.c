/*
 * png: a scene as a PNG image (https://www.w3.org/TR/png-3/).
 *
 * Cairo paints, libpng writes: Cairo's own writer knows neither text chunks nor
 * the size of a pixel.  No time chunk, and fixed compression: same scene, same
 * bytes.
 */
#include "render/painter.h"
#include "render/render.h"
#include "render/xmp.h"
#include "trail/pixel_digest.h"
#include "trail/png_library.h"
#include "trail/record.h"

#include <math.h>
#include <string.h>

enum { MAX_PIXELS = 100000000, MAX_SIDE = 32767 /* Cairo's image surface */ };

static const double METRES_PER_INCH = 0.0254, CSS_DPI = 96;

typedef struct {
    cairo_surface_t *surface;
    guint width, height;
    gboolean opaque;
} Picture;

/* ---- painting -------------------------------------------------------------------------------- */

static gboolean picture_paint(Picture *picture, const Scene *scene, double scale, GError **error)
{
    const double width = ceil(scene->width * scale), height = ceil(scene->height * scale);
    if (!(scale > 0) || !(width <= MAX_SIDE && height <= MAX_SIDE) || width * height > MAX_PIXELS) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                    "a picture of %.0f x %.0f pixels is too large: at most %d million pixels, "
                    "%d on a side; use a smaller scale",
                    width, height, MAX_PIXELS / 1000000, MAX_SIDE);
        return FALSE;
    }
    picture->width = (guint)width;
    picture->height = (guint)height;
    picture->opaque = scene->background.alpha >= 1;
    picture->surface =
        cairo_image_surface_create(picture->opaque ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32,
                                   (int)picture->width, (int)picture->height);
    cairo_t *cr = cairo_create(picture->surface);
    cairo_scale(cr, scale, scale);
    painter_paint(cr, scene);
    const cairo_status_t status = cairo_status(cr);
    cairo_destroy(cr);
    cairo_surface_flush(picture->surface);
    if (status == CAIRO_STATUS_SUCCESS)
        return TRUE;
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "cannot paint: %s",
                cairo_status_to_string(status));
    return FALSE;
}

static const guchar *picture_row(const Picture *picture, guint y)
{
    const gsize stride = (gsize)cairo_image_surface_get_stride(picture->surface);
    return cairo_image_surface_get_data(picture->surface) + y * stride;
}

/* One row of Cairo's native-endian, premultiplied pixels as PNG's bytes. */
static void convert_row(const Picture *picture, guint y, guint8 *row)
{
    const guchar *from = picture_row(picture, y);
    for (guint x = 0; x < picture->width; x++, from += 4) {
        guint32 pixel;
        memcpy(&pixel, from, 4);
        if (picture->opaque) {
            *row++ = (guint8)(pixel >> 16);
            *row++ = (guint8)(pixel >> 8);
            *row++ = (guint8)pixel;
            continue;
        }
        const guint alpha = pixel >> 24;
        for (int shift = 16; shift >= 0; shift -= 8) {
            const guint channel = (pixel >> shift) & 0xff;
            *row++ = alpha == 255 ? (guint8)channel
                     : alpha == 0 ? 0
                                  : (guint8)MIN(255, (channel * 255 + alpha / 2) / alpha);
        }
        *row++ = (guint8)alpha;
    }
}

/* A row like the one above it: most of a chart's. */
static gboolean row_repeats(const Picture *picture, guint y)
{
    return y > 0 && memcmp(picture_row(picture, y), picture_row(picture, y - 1),
                           (gsize)picture->width * 4) == 0;
}

/* 0xrrggbbaa of one of Cairo's, as convert_row writes it. */
static guint32 convert_pixel(const Picture *picture, guint32 pixel)
{
    const guint alpha = picture->opaque ? 255 : pixel >> 24;
    guint32 rgba = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
        const guint channel = (pixel >> shift) & 0xff;
        rgba = rgba << 8 | (alpha == 0 ? 0 : MIN(255, (channel * 255 + alpha / 2) / alpha));
    }
    return rgba << 8 | alpha;
}

/* What the seal is over: runs of equal pixels, so that few are converted and digested. */
static char *digest_pixels(const Picture *picture)
{
    g_autoptr(PixelDigest) digest = pixel_digest_new(picture->width, picture->height);
    for (guint y = 0; y < picture->height; y++) {
        const guint32 *row = (const guint32 *)(const void *)picture_row(picture, y);
        for (guint x = 0, begin = 0; x < picture->width; begin = x) {
            for (x++; x < picture->width && row[x] == row[begin];)
                x++;
            pixel_digest_add(digest, convert_pixel(picture, row[begin]), x - begin);
        }
    }
    return pixel_digest_finish(digest);
}

/* ---- writing --------------------------------------------------------------------------------- */

static void append_bytes(png_structp png, png_bytep data, png_size_t length)
{
    g_byte_array_append(png_get_io_ptr(png), data, (guint)length);
}

static void flush_bytes(png_structp png G_GNUC_UNUSED)
{
}

static G_NORETURN void fail(png_structp png, png_const_charp message)
{
    *(char **)png_get_error_ptr(png) = g_strdup(message);
    png_longjmp(png, 1);
}

/* libpng warns of nothing that a fixed header could mend */
static void ignore_warning(png_structp png G_GNUC_UNUSED, png_const_charp message G_GNUC_UNUSED)
{
}

static void set_header(png_structp png, png_infop info, const Picture *picture, double dpi)
{
    png_set_IHDR(png, info, picture->width, picture->height, 8,
                 picture->opaque ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_RGB_ALPHA,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_sRGB(png, info, PNG_sRGB_INTENT_PERCEPTUAL);
    const png_uint_32 density = (png_uint_32)lround(dpi / METRES_PER_INCH);
    png_set_pHYs(png, info, density, density, PNG_RESOLUTION_METER);
    /* Level 7 would save 2 to 3 % in twice the time, level 9 as much again in ten times. */
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE | PNG_FILTER_UP);
    png_set_compression_level(png, 2);
    png_set_compression_strategy(png, 0);
    png_set_text_compression_level(png, 9);
}

static void add_text(png_structp png, png_infop info, const char *keyword, const char *text,
                     gboolean compressed)
{
    if (!text || !*text)
        return;
    png_text chunk = {
        .compression = compressed ? PNG_ITXT_COMPRESSION_zTXt : PNG_ITXT_COMPRESSION_NONE,
        .key = (char *)keyword,
        .text = (char *)text,
        .lang = (char *)"",
        .lang_key = (char *)"",
    };
    png_set_text(png, info, &chunk, 1);
}

/* Keywords of the PNG specification, section 11.3.3.1, and our own. */
static void add_texts(png_structp png, png_infop info, const Scene *scene, const char *sources,
                      const char *xmp, const char *record)
{
    add_text(png, info, "Title", scene->title, FALSE);
    add_text(png, info, "Description", scene->description, FALSE);
    add_text(png, info, "Source", sources, FALSE);
    add_text(png, info, "Software", "figtrail " FIGTRAIL_VERSION, FALSE);
    /* the keyword that Adobe's specification gives it (XMP, part 3), which wants it bare */
    add_text(png, info, "XML:com.adobe.xmp", xmp, FALSE);
    add_text(png, info, RECORD_KEYWORD, record, TRUE);
}

/* What is written; owned by the caller, since libpng leaves by longjmp. */
typedef struct {
    const Picture *picture;
    const Scene *scene;
    const char *record, *sources, *xmp;
    double dpi;
    guint8 *row;
} Job;

/* Drawings have long flat stretches: filters make them larger, but for rows that repeat. */
static void write_rows(png_structp png, const Job *job)
{
    for (guint y = 0; y < job->picture->height; y++) {
        const gboolean repeats = row_repeats(job->picture, y);
        if (!repeats)
            convert_row(job->picture, y, job->row);
        if (y > 0) /* libpng keeps no row above unless it begins with both */
            png_set_filter(png, PNG_FILTER_TYPE_BASE, repeats ? PNG_FILTER_UP : PNG_FILTER_NONE);
        png_write_row(png, job->row);
    }
}

static gboolean write_png(png_structp png, png_infop info, const Job *job)
{
    if (setjmp(png_jmpbuf(png)))
        return FALSE;
    set_header(png, info, job->picture, job->dpi);
    add_texts(png, info, job->scene, job->sources, job->xmp, job->record);
    png_write_info(png, info);
    write_rows(png, job);
    png_write_end(png, NULL);
    return TRUE;
}

static GBytes *encode(const Picture *picture, const Scene *scene, const char *record, double dpi,
                      GError **error)
{
    g_autofree char *message = NULL;
    g_autofree char *sources = xmp_sources(scene);
    g_autofree char *xmp = xmp_format(scene, "image/png");
    g_autofree guint8 *row = g_malloc((gsize)picture->width * 4);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    const Job job = {picture, scene, record, sources, xmp, dpi, row};
    png_structp png =
        png_create_write_struct(PNG_LIBPNG_VER_STRING, &message, fail, ignore_warning);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (png)
        png_set_write_fn(png, bytes, append_bytes, flush_bytes);
    const gboolean written = info && write_png(png, info, &job);
    png_destroy_write_struct(&png, &info);
    if (!written) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "cannot write PNG: %s",
                    message ? message : "libpng refuses to start");
        return NULL;
    }
    return g_byte_array_free_to_bytes(g_steal_pointer(&bytes));
}

/* Seals the record to the picture, and writes both.  NULL with error. */
static GBytes *seal_and_encode(const Picture *picture, const Scene *scene,
                               const Provenance *provenance, double dpi, GError **error)
{
    if (!provenance)
        return encode(picture, scene, NULL, dpi, error);
    g_autofree char *content = digest_pixels(picture);
    g_autofree char *record = seal_close(provenance, SEAL_PIXELS, content, error);
    return record ? encode(picture, scene, record, dpi, error) : NULL;
}

GBytes *render_png(const Scene *scene, const Provenance *provenance, double scale, GError **error)
{
    Picture picture = {0};
    GBytes *bytes = NULL;
    const double dpi = scene->variant.dpi > 0 ? scene->variant.dpi : CSS_DPI * scale;
    if (picture_paint(&picture, scene, scale, error))
        bytes = seal_and_encode(&picture, scene, provenance, dpi, error);
    if (picture.surface)
        cairo_surface_destroy(picture.surface);
    return bytes;
}
