#include "trail/container.h"
#include "trail/record.h"

#include <png.h>
#include <string.h>

/* What libpng reads from, and what it says; owned by the caller, since libpng
 * leaves by longjmp. */
typedef struct {
    const char *bytes;
    gsize length, position;
    char *message; /* the first error or warning */
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

/* Reads the chunks before the image data, where figtrail puts the record. */
static gboolean read_info(png_structp png, png_infop info, PngInput *input)
{
    if (setjmp(png_jmpbuf(png)))
        return FALSE;
    png_set_read_fn(png, input, read_bytes);
    png_set_user_limits(png, 100000, 100000);
    png_set_chunk_cache_max(png, 1000);
    png_set_chunk_malloc_max(png, CONTAINER_RECORD_LIMIT);
    png_read_info(png, info);
    return TRUE;
}

static char *find_record(png_structp png, png_infop info)
{
    png_textp texts = NULL;
    const int n = png_get_text(png, info, &texts, NULL);
    for (int i = 0; i < n; i++) {
        if (strcmp(texts[i].key, RECORD_KEYWORD) == 0 && texts[i].text)
            return g_strdup(texts[i].text);
    }
    return NULL;
}

char *container_read_png(const char *path, const char *bytes, gsize length, GError **error)
{
    PngInput input = {bytes, length, 0, NULL};
    char *record = NULL;
    gboolean whole = FALSE;
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &input, fail, keep_message);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (info) {
        whole = read_info(png, info, &input);
        record = find_record(png, info); /* also of a file that is cut off later */
    }
    png_destroy_read_struct(&png, &info, NULL);
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
    g_free(input.message);
    return record;
}
