#include "trail/container.h"
#include "trail/pixel_digest.h"
#include "trail/png_library.h"
#include "trail/record.h"

#include <string.h>

enum {
    MAX_SIDE = 100000,
    MAX_PIXELS = 100000000,
    MAX_PIXELS_HELD = 25000000, /* of an interlaced image, which is whole only in the end */
    MEMORY_BASE = 16 << 20,     /* bytes that libpng may ask for in all, whatever the file, */
    MEMORY_PER_BYTE = 100       /* and for each of its bytes: a record is packed to a tenth */
};

/* A PNG that is being read; owned by the caller, since libpng leaves by longjmp. */
typedef struct {
    const char *bytes;
    gsize length, position;
    gsize memory;  /* bytes that libpng may still ask for */
    char *message; /* the first error or warning */
    png_structp png;
    png_infop info, end; /* what stands before and after the image data */
    guint8 *rows;        /* of RGBA: the whole image when it is interlaced, else one row */
    PixelDigest *digest;
} PngInput;

static void read_bytes(png_structp png, png_bytep to, png_size_t length)
{
    PngInput *input = png_get_io_ptr(png);
    if (length > input->length - input->position)
        png_error(png, "the file is cut off");
    memcpy(to, input->bytes + input->position, length);
    input->position += length;
}

static void keep_message(png_structp png, png_const_charp message)
{
    PngInput *input = png_get_error_ptr(png);
    if (!input->message)
        input->message = g_strdup(message);
}

static G_NORETURN void fail(png_structp png, png_const_charp message)
{
    keep_message(png, message);
    png_longjmp(png, 1);
}

/* Text of a thousand times a file's length can be packed in it, in each of many chunks. */
static png_voidp take_memory(png_structp png, png_alloc_size_t n)
{
    PngInput *input = png_get_mem_ptr(png);
    if (n > input->memory)
        return NULL;
    input->memory -= n;
    return g_try_malloc(n);
}

static void give_memory(png_structp png, png_voidp memory)
{
    (void)png;
    g_free(memory);
}

static void input_open(PngInput *input, const char *bytes, gsize length)
{
    *input = (PngInput){
        .bytes = bytes, .length = length, .memory = MEMORY_BASE + MEMORY_PER_BYTE * length};
    input->png = png_create_read_struct_2(PNG_LIBPNG_VER_STRING, input, fail, keep_message, input,
                                          take_memory, give_memory);
    input->info = input->png ? png_create_info_struct(input->png) : NULL;
    input->end = input->png ? png_create_info_struct(input->png) : NULL;
}

static void input_close(PngInput *input)
{
    png_destroy_read_struct(&input->png, &input->info, &input->end);
    pixel_digest_free(input->digest);
    g_free(input->rows);
    g_free(input->message);
}

/* Reads the chunks before the image data. */
static gboolean read_info(PngInput *input)
{
    if (!input->info || !input->end || setjmp(png_jmpbuf(input->png)))
        return FALSE;
    png_set_read_fn(input->png, input, read_bytes);
    png_set_user_limits(input->png, MAX_SIDE, MAX_SIDE);
    png_set_chunk_cache_max(input->png, 1000);
    png_set_chunk_malloc_max(input->png, CONTAINER_RECORD_LIMIT);
    png_read_info(input->png, input->info);
    return TRUE;
}

static const char *find_text(const PngInput *input, png_infop info, const char *keyword)
{
    png_textp texts = NULL;
    const int n = info ? png_get_text(input->png, info, &texts, NULL) : 0;
    for (int i = 0; i < n; i++) {
        if (strcmp(texts[i].key, keyword) == 0 && texts[i].text)
            return texts[i].text;
    }
    return NULL;
}

/* ---- pixels ---------------------------------------------------------------------------------- */

/* Whatever the file holds becomes red, green, blue, alpha of a byte each. */
static void want_rgba(png_structp png)
{
    png_set_expand(png);
    png_set_strip_16(png);
    png_set_gray_to_rgb(png);
    png_set_add_alpha(png, 0xff, PNG_FILLER_AFTER);
}

static void digest_row(PixelDigest *digest, const guint8 *row, guint width)
{
    for (guint x = 0; x < width; x++, row += 4) {
        const guint32 rgba =
            (guint32)row[0] << 24 | (guint32)row[1] << 16 | (guint32)row[2] << 8 | (guint32)row[3];
        pixel_digest_add(digest, rgba, 1);
    }
}

/* Reads the image, and what stands after it.  FALSE when it is broken or too large. */
static gboolean read_pixels(PngInput *input)
{
    if (setjmp(png_jmpbuf(input->png)))
        return FALSE;
    const gsize width = png_get_image_width(input->png, input->info);
    const gsize height = png_get_image_height(input->png, input->info);
    const gboolean held = png_get_interlace_type(input->png, input->info) != PNG_INTERLACE_NONE;
    if (width * height > (held ? MAX_PIXELS_HELD : MAX_PIXELS))
        png_error(input->png, "the picture is too large to look at its pixels");
    want_rgba(input->png);
    const int n_passes = png_set_interlace_handling(input->png);
    png_read_update_info(input->png, input->info);
    if (png_get_rowbytes(input->png, input->info) != width * 4)
        png_error(input->png, "libpng gives no RGBA");
    input->digest = pixel_digest_new((guint)width, (guint)height);
    input->rows = g_malloc(width * 4 * (n_passes > 1 ? height : 1));
    for (int pass = 0; pass < n_passes; pass++) {
        for (gsize y = 0; y < height; y++) {
            guint8 *row = input->rows + (n_passes > 1 ? y * width * 4 : 0);
            png_read_row(input->png, row, NULL);
            if (pass + 1 == n_passes)
                digest_row(input->digest, row, (guint)width);
        }
    }
    png_read_end(input->png, input->end);
    return TRUE;
}

/* An animation (APNG) shows other pixels than libpng reads. */
static gboolean is_animated(const char *bytes, gsize length)
{
    enum { SIGNATURE = 8, FRAME = 12 }; /* of a chunk: length, type, checksum */
    for (gsize at = SIGNATURE; at + FRAME <= length;) {
        guint32 size;
        memcpy(&size, bytes + at, sizeof size);
        if (memcmp(bytes + at + 4, "acTL", 4) == 0)
            return TRUE;
        at += FRAME + (gsize)GUINT32_FROM_BE(size);
    }
    return FALSE;
}

/* ---- both ------------------------------------------------------------------------------------ */

char *container_read_png(const char *path, const char *bytes, gsize length, GError **error)
{
    PngInput input;
    input_open(&input, bytes, length);
    gboolean whole = read_info(&input);
    char *record = g_strdup(find_text(&input, input.info, RECORD_KEYWORD));
    if (!record && whole) { /* a rewritten file may have it at its end */
        whole = read_pixels(&input);
        record = g_strdup(find_text(&input, input.end, RECORD_KEYWORD));
    }
    if (!record && !whole)
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s is no readable PNG: %s", path,
                    input.message ? input.message : "libpng refuses to start");
    else if (!record && input.message)
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                    "%s carries no readable figtrail record (libpng: %s)", path, input.message);
    else if (!record)
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                    "%s carries no figtrail record: another program drew it, or rewrote it "
                    "without its text chunks",
                    path);
    input_close(&input);
    return record;
}

PictureFacts container_inspect_png(const char *bytes, gsize length)
{
    PictureFacts facts = {0};
    PngInput input;
    input_open(&input, bytes, length);
    if (read_info(&input)) {
        facts.width = png_get_image_width(input.png, input.info);
        facts.height = png_get_image_height(input.png, input.info);
        const gboolean whole = read_pixels(&input);
        if (whole && !is_animated(bytes, length))
            facts.content = pixel_digest_finish(input.digest);
        const char *title = find_text(&input, input.info, "Title");
        facts.title = g_strdup(title ? title : find_text(&input, input.end, "Title"));
    }
    input_close(&input);
    return facts;
}
