#include "trail/qpdf_library.h"

#include "base/library.h"

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

/* Bytes of a stream.  What packs does so a thousand times at most; how far Flate goes is tried
 * first, of others only what cannot become more than the limit is unpacked. */
enum { UNPACKED_LIMIT = 64 << 20, FLATE_LIMIT = 2 << 20, OTHERS_LIMIT = UNPACKED_LIMIT / 1024 };

const QpdfLibrary *qpdf_library(GError **error)
{
    static QpdfLibrary library;
    static gboolean loaded;
#define SYMBOL(name) {"qpdf_" #name, &library.name},
    const LibrarySymbol symbols[] = {QPDF_FUNCTIONS(SYMBOL)};
#undef SYMBOL
    loaded = loaded || library_load("libqpdf.so.29", "PDFs need libqpdf (package libqpdf29)",
                                    symbols, G_N_ELEMENTS(symbols), error);
    return loaded ? &library : NULL;
}

qpdf_data qpdf_library_open(const QpdfLibrary *qpdf, const char *path, const char *bytes,
                            gsize length, GError **error)
{
    qpdf_data document = qpdf->init();
    qpdf->silence_errors(document);
    qpdf->set_suppress_warnings(document, QPDF_TRUE);
    const QPDF_ERROR_CODE status =
        qpdf->read_memory(document, "picture", bytes, (unsigned long long)length, NULL);
    if (!(status & QPDF_ERRORS) && !qpdf->has_error(document))
        return document;
    qpdf_error problem = qpdf->get_error(document);
    const char *detail = problem ? qpdf->get_error_message_detail(document, problem) : NULL;
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s is no readable PDF: %s", path,
                detail ? detail : "qpdf says no more");
    qpdf->cleanup(&document);
    return NULL;
}

/* ---- streams --------------------------------------------------------------------------------- */

typedef struct {
    guint n;        /* filters that unpack, so that the data become more */
    gboolean flate; /* the first of all filters is Flate */
} Packing;

static void add_filter(Packing *packing, const char *name, gboolean is_first)
{
    static const char *const names[] = {"/FlateDecode",     "/Fl", "/LZWDecode", "/LZW",
                                        "/RunLengthDecode", "/RL"};
    enum { FLATE_NAMES = 2 };
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        if (strcmp(name, names[i]) != 0)
            continue;
        packing->n++;
        packing->flate |= is_first && i < FLATE_NAMES;
    }
}

static Packing find_packing(const QpdfLibrary *qpdf, qpdf_data document, qpdf_oh dictionary)
{
    Packing packing = {0};
    const qpdf_oh filter = qpdf->oh_get_key(document, dictionary, "/Filter");
    if (qpdf->oh_get_type_code(document, filter) == ot_name)
        add_filter(&packing, qpdf->oh_get_name(document, filter), TRUE);
    if (qpdf->oh_get_type_code(document, filter) != ot_array)
        return packing;
    const int n = qpdf->oh_get_array_n_items(document, filter);
    for (int i = 0; i < n; i++) {
        const qpdf_oh item = qpdf->oh_get_array_item(document, filter, i);
        if (qpdf->oh_get_type_code(document, item) == ot_name)
            add_filter(&packing, qpdf->oh_get_name(document, item), i == 0);
    }
    return packing;
}

static gboolean inflates_within_limit(const unsigned char *data, gsize length)
{
    g_autoptr(GZlibDecompressor) inflater = g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
    GConverterResult result = G_CONVERTER_CONVERTED;
    gsize done = 0, total = 0;
    while (result == G_CONVERTER_CONVERTED && total <= UNPACKED_LIMIT) {
        guint8 out[1 << 14];
        gsize n_read = 0, n_written = 0;
        result =
            g_converter_convert(G_CONVERTER(inflater), data + done, length - done, out, sizeof out,
                                G_CONVERTER_INPUT_AT_END, &n_read, &n_written, NULL);
        done += n_read;
        total += n_written;
    }
    return total <= UNPACKED_LIMIT;
}

static gboolean is_harmless(Packing packing, const unsigned char *data, gsize length)
{
    if (packing.n == 0)
        return length <= UNPACKED_LIMIT;
    if (packing.n > 1) /* a thousand times a thousand */
        return FALSE;
    return packing.flate ? length <= FLATE_LIMIT && inflates_within_limit(data, length)
                         : length <= OTHERS_LIMIT;
}

/* NULL, and nothing of the error is printed, when it cannot be had. */
static unsigned char *stream_data(const QpdfLibrary *qpdf, qpdf_data document, qpdf_oh stream,
                                  enum qpdf_stream_decode_level_e level, gsize *length)
{
    QPDF_BOOL filtered = QPDF_FALSE;
    unsigned char *data = NULL;
    size_t n = 0;
    const QPDF_ERROR_CODE status =
        qpdf->oh_get_stream_data(document, stream, level, &filtered, &data, &n);
    if ((status & QPDF_ERRORS) || qpdf->has_error(document)) {
        qpdf->get_error(document); /* taken, so that it is not printed */
        free(data);
        return NULL;
    }
    *length = n;
    return data ? data : calloc(1, 1);
}

unsigned char *qpdf_library_stream(const QpdfLibrary *qpdf, qpdf_data document, qpdf_oh stream,
                                   gsize *length)
{
    if (qpdf->oh_get_type_code(document, stream) != ot_stream)
        return NULL;
    const Packing packing = find_packing(qpdf, document, qpdf->oh_get_dict(document, stream));
    unsigned char *packed = stream_data(qpdf, document, stream, qpdf_dl_none, length);
    const gboolean harmless = packed && is_harmless(packing, packed, *length);
    free(packed);
    return harmless ? stream_data(qpdf, document, stream, qpdf_dl_generalized, length) : NULL;
}
