#include "trail/read.h"
#include "trail/png_library.h"

#include "trail/container.h"
#include "trail/record.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>

#define NAMESPACED "xmlns:f=\"" RECORD_NAMESPACE "\""
#define MINIMAL "{\"figtrail\":1,\"chart\":{}}"

/* What a file of these bytes is read as: its record as one line, or NULL with
 * the message of the error or first finding. */
static char *read_bytes(const char *bytes, gsize length, char **message)
{
    int handle;
    g_autofree char *path = NULL;
    handle = g_file_open_tmp("figtrail-XXXXXX", &path, NULL);
    g_assert_cmpint(handle, >=, 0);
    g_assert_true(g_close(handle, NULL));
    g_assert_true(g_file_set_contents(path, bytes, (gssize)length, NULL));
    g_autoptr(Findings) findings = findings_new();
    GError *error = NULL;
    g_autoptr(JsonDocument) document = trail_read(path, findings, &error);
    g_assert_cmpint(remove(path), ==, 0);
    guint n = 0;
    const Finding *found = findings_sorted(findings, &n);
    *message = g_strdup(error ? error->message : n > 0 ? found[0].message : "");
    g_assert_true((document != NULL) == (**message == '\0'));
    g_clear_error(&error);
    return document ? json_print_compact(json_document_root(document)) : NULL;
}

static void finds_the_record_in_svg(void)
{
    static const char *const texts[] = {
        "<svg><f:record " NAMESPACED ">" MINIMAL "</f:record></svg>",
        "<svg><f:record " NAMESPACED "><![CDATA[" MINIMAL "]]></f:record></svg>",
        "\xef\xbb\xbf<?xml version=\"1.0\"?><svg><metadata><record xmlns=\"" RECORD_NAMESPACE
        "\">\n" MINIMAL "\n</record></metadata></svg>",
        /* saved by another program: escaped, in parts, with its own prefix */
        "<!DOCTYPE svg SYSTEM \"http://127.0.0.1:1/svg.dtd\"><s:svg "
        "xmlns:s=\"x\"><f:record " NAMESPACED
        ">{&quot;figtrail&quot;:1,<!-- x -->&#34;chart\":<![CDATA[{}]]>}</f:record>"
        "</s:svg>",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *message = NULL;
        g_autofree char *record = read_bytes(texts[i], strlen(texts[i]), &message);
        g_assert_cmpstr(message, ==, "");
        g_assert_cmpstr(record, ==, MINIMAL);
    }
}

static void tells_what_is_wrong(void)
{
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"", "neither an SVG, a PNG nor a PDF"},
        {"hello", "neither an SVG, a PNG nor a PDF"},
        {"\x89PNG\r\n\x1a\n", "no readable PNG"},
        {"\x89PNG\r\n\x1a\n....IHDR", "no readable PNG"},
        {"<svg/>", "carries no figtrail record"},
        {"<svg><record>" MINIMAL "</record></svg>", "carries no figtrail record"},
        {"<svg", "no well-formed XML"},
        {"<svg><f:record " NAMESPACED ">" MINIMAL "</f:record>", "no well-formed XML"},
        {"<svg><f:record " NAMESPACED ">" MINIMAL, "no well-formed XML"},
        {"<svg><f:record " NAMESPACED "/></svg>", "JSON"},
        {"<svg><f:record " NAMESPACED ">{\"figtrail\":1,</f:record></svg>", ""},
        {"<svg><f:record " NAMESPACED ">[]</f:record></svg>", "none of figtrail's"},
        {"<svg><f:record " NAMESPACED ">{}</f:record></svg>", "none of figtrail's"},
        {"<svg><f:record " NAMESPACED ">{\"figtrail\":1}</f:record></svg>", "names no chart"},
        {"<svg><f:record " NAMESPACED ">{\"figtrail\":99,\"chart\":{}}</f:record></svg>",
         "use a newer figtrail"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *message = NULL;
        g_autofree char *record = read_bytes(cases[i].text, strlen(cases[i].text), &message);
        g_assert_null(record);
        g_assert_cmpstr(message, !=, "");
        if (!strstr(message, cases[i].message) && !g_str_equal(cases[i].message, "JSON"))
            g_error("case %" G_GSIZE_FORMAT ": %s", i, message);
    }
}

/* Entities are not expanded, so a short file cannot become a long one, and no
 * other file gets into the record. */
static void expands_no_entities(void)
{
    g_autoptr(GString) bomb = g_string_new("<!DOCTYPE svg [<!ENTITY a0 \"lol\">");
    for (int i = 1; i < 30; i++)
        g_string_append_printf(bomb, "<!ENTITY a%d \"&a%d;&a%d;&a%d;&a%d;\">", i, i - 1, i - 1,
                               i - 1, i - 1);
    g_string_append(bomb, "<!ENTITY file SYSTEM \"file:///etc/passwd\">]>"
                          "<svg><f:record " NAMESPACED ">{\"figtrail\":1,\"chart\":{\"name\":\""
                          "&a29;&file;\"}}</f:record></svg>");
    g_autofree char *message = NULL;
    g_autofree char *record = read_bytes(bomb->str, bomb->len, &message);
    if (record) {
        g_assert_cmpuint(strlen(record), <, 1000);
        g_assert_null(strstr(record, "root"));
    }
}

static void deep_markup_is_refused(void)
{
    g_autoptr(GString) deep = g_string_new(NULL);
    for (int i = 0; i < 100000; i++)
        g_string_append(deep, "<g>");
    g_autofree char *message = NULL;
    g_autofree char *record = read_bytes(deep->str, deep->len, &message);
    g_assert_null(record);
}

/* ---- much from little ------------------------------------------------------------------------ */

/* A record of n zeros. */
static char *make_zeros(guint n)
{
    GString *text = g_string_new("{\"figtrail\":1,\"chart\":{},\"a\":[0");
    for (guint i = 1; i < n; i++)
        g_string_append(text, ",0");
    g_string_append(text, "]}");
    return g_string_free(text, FALSE);
}

static void append_bytes(png_structp png, png_bytep bytes, png_size_t length)
{
    g_byte_array_append(png_get_io_ptr(png), bytes, (guint)length);
}

static void flush_bytes(png_structp png)
{
    (void)png;
}

/* Of side times side pixels, of which none is there; text NULL: without record. */
static GByteArray *make_png(guint side, int interlace, char *text)
{
    GByteArray *bytes = g_byte_array_new();
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);
    png_text record = {.compression = PNG_TEXT_COMPRESSION_zTXt,
                       .key = (char *)RECORD_KEYWORD,
                       .text = text,
                       .text_length = text ? strlen(text) : 0};
    png_set_write_fn(png, bytes, append_bytes, flush_bytes);
    png_set_IHDR(png, info, side, side, 1, PNG_COLOR_TYPE_GRAY, interlace,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    if (text)
        png_set_text(png, info, &record, 1);
    png_write_info(png, info);
    png_write_chunk(png, (png_const_bytep) "IDAT", NULL, 0);
    png_destroy_write_struct(&png, &info);
    return bytes;
}

/* A few kB must not become gigabytes. */
static void bombs_are_refused(void)
{
    g_autofree char *long_record = make_zeros(25000000), *many_values = make_zeros((1 << 21) + 1);
    g_autofree char *few = make_zeros(1000);
    g_autofree char *svg =
        g_strconcat("<svg><f:record " NAMESPACED ">", many_values, "</f:record></svg>", NULL);
    g_autoptr(GByteArray) packed = make_png(1, PNG_INTERLACE_NONE, long_record);
    g_autoptr(GByteArray) honest = make_png(1, PNG_INTERLACE_NONE, few);
    g_autoptr(GByteArray) pixels = make_png(9000, PNG_INTERLACE_ADAM7, NULL);
    const struct {
        const char *bytes;
        gsize length;
        const char *message;
    } cases[] = {
        {(const char *)honest->data, honest->len, ""},
        {(const char *)packed->data, packed->len, "insufficient memory"},
        {(const char *)pixels->data, pixels->len, "too large to look at its pixels"},
        {svg, strlen(svg), "more values than the 2097152 that are read here"},
    };
    g_assert_cmpuint(packed->len, <, 100000);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *message = NULL;
        g_autofree char *record = read_bytes(cases[i].bytes, cases[i].length, &message);
        g_test_message("%s", message);
        g_assert_true((record != NULL) == (*cases[i].message == '\0'));
        g_assert_nonnull(strstr(message, cases[i].message));
    }
}

static GBytes *deflate(GBytes *bytes)
{
    gsize length, n_read, n_written;
    const char *data = g_bytes_get_data(bytes, &length);
    g_autoptr(GZlibCompressor) packer = g_zlib_compressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9);
    const gsize room = length / 500 + 100;
    guint8 *out = g_malloc(room);
    const GConverterResult result =
        g_converter_convert(G_CONVERTER(packer), data, length, out, room, G_CONVERTER_INPUT_AT_END,
                            &n_read, &n_written, NULL);
    g_assert_cmpint(result, ==, G_CONVERTER_FINISHED);
    return g_bytes_new_take(out, n_written);
}

/* Blanks in hundreds of bytes a megabyte, without an end: the same piece over and over. */
static GBytes *deflate_blanks(guint megabytes)
{
    enum { PIECE = 1 << 20, ROOM = 4096 };
    g_autofree char *blanks = g_strnfill(PIECE, ' ');
    g_autoptr(GZlibCompressor) packer = g_zlib_compressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9);
    GByteArray *out = g_byte_array_new();
    guint8 piece[ROOM];
    gsize n_read, n_written = 0;
    for (int i = 0; i < 2; i++) { /* the first with the head, the second to be repeated */
        g_converter_convert(G_CONVERTER(packer), blanks, PIECE, piece, ROOM, G_CONVERTER_FLUSH,
                            &n_read, &n_written, NULL);
        g_assert_cmpuint(n_read, ==, PIECE);
        g_byte_array_append(out, piece, (guint)n_written);
    }
    for (guint i = 2; i < megabytes; i++)
        g_byte_array_append(out, piece, (guint)n_written);
    return g_byte_array_free_to_bytes(out);
}

/* Its record is a stream of those filters.  Without a table of its objects: qpdf finds them. */
static GString *make_pdf(const char *filters, GBytes *stream)
{
    gsize length;
    const char *data = g_bytes_get_data(stream, &length);
    GString *out =
        g_string_new("%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/AF[3 0 R]>>\nendobj\n"
                     "2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"
                     "3 0 obj\n<</Type/Filespec/UF(" RECORD_FILE ")/EF<</F 4 0 R>>>>\nendobj\n");
    g_string_append_printf(out, "4 0 obj\n<</Length %" G_GSIZE_FORMAT "/Filter[%s]>>stream\n",
                           length, filters);
    g_string_append_len(out, data, (gssize)length);
    g_string_append(out, "\nendstream\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
    return out;
}

/* Its catalog stands in a stream of objects, packed by Flate, which qpdf unpacks on its own. */
static GString *make_packed_pdf(GBytes *objects, guint first)
{
    gsize length;
    const char *data = g_bytes_get_data(objects, &length);
    GString *out = g_string_new("%PDF-1.5\n");
    const guint8 at = (guint8)out->len;
    g_string_append_printf(
        out,
        "2 0 obj\n<</Type/ObjStm/N 1/First %u/Filter/FlateDecode/Length %" G_GSIZE_FORMAT
        ">>stream\n",
        first, length);
    g_string_append_len(out, data, (gssize)length);
    g_string_append(out, "\nendstream\nendobj\n");
    const gsize table_at = out->len;
    const guint8 table[] = {0, 0, 0, 2, 2, 0, 1, at, 0}; /* kind, place, number; of 0, 1 and 2 */
    g_string_append(out, "3 0 obj\n<</Type/XRef/Size 3/W[1 1 1]/Root 1 0 R/Length 9>>stream\n");
    g_string_append_len(out, (const char *)table, sizeof table);
    g_string_append_printf(out, "\nendstream\nendobj\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
                           table_at);
    return out;
}

/* Under AddressSanitizer, who runs out of memory cannot say so any more. */
static gboolean is_refused(const char *message)
{
    return strstr(message, "carries no figtrail record") || strstr(message, "MB to read");
}

static void bombs_of_objects_are_refused(void)
{
    static const char objects[] = "1 0 <</Type/Catalog>>";
    static const guint megabytes[] = {0, 4096};
    for (gsize i = 0; i < G_N_ELEMENTS(megabytes); i++) {
        g_autoptr(GBytes) plain = g_bytes_new_static(objects, strlen(objects));
        g_autoptr(GBytes) packed = megabytes[i] > 0 ? deflate_blanks(megabytes[i]) : deflate(plain);
        g_autoptr(GString) pdf = make_packed_pdf(packed, 4);
        g_autofree char *message = NULL;
        g_assert_null(read_bytes(pdf->str, pdf->len, &message));
        g_test_message("%s", message);
        g_assert_true(is_refused(message));
    }
    struct rusage readers;
    g_assert_cmpint(getrusage(RUSAGE_CHILDREN, &readers), ==, 0);
    g_assert_cmpint(readers.ru_maxrss, <, 1 << 20); /* kB; of the bomb's 4 GB */
}

static void bombs_in_pdf_are_refused(void)
{
    enum { LIMIT = 64 << 20 };
    g_autoptr(GBytes) honest = g_bytes_new_static(MINIMAL, strlen(MINIMAL));
    g_autofree char *blanks = g_strnfill(LIMIT, ' ');
    g_autofree char *text = g_strconcat(MINIMAL, blanks, NULL);
    g_autoptr(GBytes) once = deflate(honest);
    g_autoptr(GBytes) large = g_bytes_new_static(text, strlen(text));
    const struct {
        GBytes *stream;
        const char *filters;
        gboolean is_read;
    } cases[] = {
        {g_bytes_ref(honest), "", TRUE},
        {g_bytes_ref(once), "/FlateDecode", TRUE},
        {deflate(large), "/FlateDecode", FALSE},
        {deflate(once), "/FlateDecode/FlateDecode", TRUE},
        {deflate_blanks(4096), "/FlateDecode", FALSE},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) pdf = make_pdf(cases[i].filters, cases[i].stream);
        g_autofree char *message = NULL;
        g_autofree char *record = read_bytes(pdf->str, pdf->len, &message);
        g_test_message("%s: %s", cases[i].filters, message);
        g_assert_cmpstr(record, ==, cases[i].is_read ? MINIMAL : NULL);
        g_assert_true(cases[i].is_read || is_refused(message));
        g_bytes_unref(cases[i].stream);
    }
}

static void missing_files_are_errors(void)
{
    g_autoptr(Findings) findings = findings_new();
    static const char *const paths[] = {"/nowhere/x.svg", "/"};
    for (gsize i = 0; i < G_N_ELEMENTS(paths); i++) {
        GError *error = NULL;
        g_assert_null(trail_read(paths[i], findings, &error));
        g_assert_nonnull(error);
        g_assert_nonnull(strstr(error->message, paths[i]));
        g_error_free(error);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/read/finds-the-record-in-svg", finds_the_record_in_svg);
    g_test_add_func("/read/tells-what-is-wrong", tells_what_is_wrong);
    g_test_add_func("/read/expands-no-entities", expands_no_entities);
    g_test_add_func("/read/deep-markup-is-refused", deep_markup_is_refused);
    g_test_add_func("/read/bombs-are-refused", bombs_are_refused);
    g_test_add_func("/read/bombs-of-objects-are-refused", bombs_of_objects_are_refused);
    g_test_add_func("/read/bombs-in-pdf-are-refused", bombs_in_pdf_are_refused);
    g_test_add_func("/read/missing-files-are-errors", missing_files_are_errors);
    return g_test_run();
}
