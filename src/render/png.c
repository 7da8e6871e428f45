/* madvise is no part of POSIX.  NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl37-c) */
#define _DEFAULT_SOURCE

/*
 * png: a scene as a PNG image (https://www.w3.org/TR/png-3/).
 *
 * Cairo paints, libpng writes: Cairo's own writer knows neither text chunks nor
 * the size of a pixel.  No time chunk, and fixed compression: same scene, same
 * bytes.  The image data is packed by image_data.h, as libpng keeps one processor
 * busy.
 */
#include "render/image_data.h"
#include "render/painter.h"
#include "render/render.h"
#include "render/xmp.h"
#include "trail/pixel_digest.h"
#include "trail/png_library.h"
#include "trail/record.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { MAX_PIXELS = 100000000, MAX_SIDE = 32767 /* Cairo's image surface */ };

static const double METRES_PER_INCH = 0.0254, CSS_DPI = 96;

typedef struct {
    void *memory;
    cairo_surface_t *surface; /* in that memory */
    Pixels pixels;            /* of the surface */
} Picture;

/* ---- painting -------------------------------------------------------------------------------- */

/* On large pages where the machine has them: 1600 x 900 pixels take 1400 page faults less, and are
 * painted and packed in a tenth less time.  NULL: there is not so much. */
static void *allocate_pixels(gsize size, gboolean zeroed)
{
    enum { LARGE_PAGE = 1 << 21 };
    const gboolean large = size >= LARGE_PAGE;
    if (large)
        size = (size + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
    void *memory = NULL;
    if (posix_memalign(&memory, large ? LARGE_PAGE : sizeof(void *), size) != 0)
        return NULL;
    if (large)
        madvise(memory, size, MADV_HUGEPAGE); /* if it is refused, pages are small */
    return zeroed ? memset(memory, 0, size) : memory;
}

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
    const gboolean opaque = scene->background.alpha >= 1;
    const gsize stride = (gsize)width * sizeof(guint32);
    if (!(picture->memory = allocate_pixels(stride * (gsize)height, !opaque))) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOMEM,
                    "no memory for a picture of %.0f x %.0f pixels; use a smaller scale", width,
                    height);
        return FALSE;
    }
    picture->surface = cairo_image_surface_create_for_data(
        picture->memory, opaque ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32, (int)width, (int)height,
        (int)stride);
    cairo_t *cr = cairo_create(picture->surface);
    cairo_scale(cr, scale, scale);
    painter_paint(cr, scene);
    const cairo_status_t status = cairo_status(cr);
    cairo_destroy(cr);
    cairo_surface_flush(picture->surface);
    picture->pixels = (Pixels){picture->memory, stride, (guint)width, (guint)height, opaque};
    if (status == CAIRO_STATUS_SUCCESS)
        return TRUE;
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "cannot paint: %s",
                cairo_status_to_string(status));
    return FALSE;
}

/* What the seal is over: runs of equal pixels, so that few are converted and digested. */
static char *digest_pixels(const Pixels *pixels)
{
    g_autoptr(PixelDigest) digest = pixel_digest_new(pixels->width, pixels->height);
    for (guint y = 0; y < pixels->height; y++) {
        const guint32 *row = pixels_row(pixels, y);
        for (guint x = 0, n; x < pixels->width; x += n) {
            n = 1 + pixels_count_same(pixels, row + x + 1, row + x, pixels->width - x - 1);
            pixel_digest_add(digest, pixels_convert(pixels, row[x]), n);
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

static void set_header(png_structp png, png_infop info, const Pixels *pixels, double dpi)
{
    png_set_IHDR(png, info, pixels->width, pixels->height, 8,
                 pixels->opaque ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_RGB_ALPHA, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_sRGB(png, info, PNG_sRGB_INTENT_PERCEPTUAL);
    const png_uint_32 density = (png_uint_32)lround(dpi / METRES_PER_INCH);
    png_set_pHYs(png, info, density, density, PNG_RESOLUTION_METER);
    png_set_text_compression_level(png, 5); /* 9 saves a record 2 % in more than twice the time */
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
    const Pixels *pixels;
    const GPtrArray *image_data;
    const Scene *scene;
    const char *record, *sources, *xmp;
    double dpi;
} Job;

static void write_chunk(png_structp png, const char *type, const guint8 *data, gsize length)
{
    png_write_chunk(png, (png_const_bytep)type, data, length);
}

static gboolean write_png(png_structp png, png_infop info, const Job *job)
{
    if (setjmp(png_jmpbuf(png)))
        return FALSE;
    set_header(png, info, job->pixels, job->dpi);
    add_texts(png, info, job->scene, job->sources, job->xmp, job->record);
    png_write_info(png, info);
    for (guint i = 0; i < job->image_data->len; i++) {
        const GByteArray *piece = g_ptr_array_index(job->image_data, i);
        write_chunk(png, "IDAT", piece->data, piece->len);
    }
    write_chunk(png, "IEND", NULL, 0); /* libpng's own end wants rows written by itself */
    return TRUE;
}

static GBytes *encode(const Pixels *pixels, const GPtrArray *image_data, const Scene *scene,
                      const char *record, double dpi, GError **error)
{
    g_autofree char *message = NULL;
    g_autofree char *sources = xmp_sources(scene);
    g_autofree char *xmp = xmp_format(scene, "image/png");
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    const Job job = {pixels, image_data, scene, record, sources, xmp, dpi};
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
static GBytes *seal_and_encode(const Pixels *pixels, const Scene *scene,
                               const Provenance *provenance, double dpi, GError **error)
{
    ImageData *packing = image_data_begin(pixels, 0); /* while they are digested */
    g_autofree char *content = provenance ? digest_pixels(pixels) : NULL;
    g_autofree char *record =
        provenance ? seal_close(provenance, SEAL_PIXELS, content, error) : NULL;
    g_autoptr(GPtrArray) image_data = image_data_end(packing);
    return provenance && !record ? NULL : encode(pixels, image_data, scene, record, dpi, error);
}

GBytes *render_png(const Scene *scene, const Provenance *provenance, double scale, GError **error)
{
    Picture picture = {0};
    GBytes *bytes = NULL;
    const double dpi = scene->variant.dpi > 0 ? scene->variant.dpi : CSS_DPI * scale;
    if (picture_paint(&picture, scene, scale, error))
        bytes = seal_and_encode(&picture.pixels, scene, provenance, dpi, error);
    if (picture.surface)
        cairo_surface_destroy(picture.surface);
    free(picture.memory);
    return bytes;
}
