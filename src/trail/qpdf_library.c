#include "trail/qpdf_library.h"

#include "base/library.h"

#include <stdlib.h>

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
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s is no readable PDF: %s", path,
                detail ? detail : "qpdf says no more");
    qpdf->cleanup(&document);
    return NULL;
}

unsigned char *qpdf_library_stream(const QpdfLibrary *qpdf, qpdf_data document, qpdf_oh stream,
                                   gsize *length)
{
    if (qpdf->oh_get_type_code(document, stream) != ot_stream)
        return NULL;
    QPDF_BOOL filtered = QPDF_FALSE;
    unsigned char *data = NULL;
    size_t n = 0;
    const QPDF_ERROR_CODE status =
        qpdf->oh_get_stream_data(document, stream, qpdf_dl_generalized, &filtered, &data, &n);
    if ((status & QPDF_ERRORS) || qpdf->has_error(document)) {
        qpdf->get_error(document); /* taken, so that it is not printed */
        free(data);
        return NULL;
    }
    *length = n;
    return data ? data : calloc(1, 1);
}
