/*
 * qpdf_library: libqpdf, loaded when a PDF is written or read: it brings GnuTLS and the
 * run time of C++, which would cost every start of the program five milliseconds.
 */
#ifndef FIGTRAIL_TRAIL_QPDF_LIBRARY_H
#define FIGTRAIL_TRAIL_QPDF_LIBRARY_H

#include <glib.h>
#include <qpdf/qpdf-c.h>

#define QPDF_FUNCTIONS(FUNCTION)                                                                   \
    FUNCTION(init)                                                                                 \
    FUNCTION(cleanup)                                                                              \
    FUNCTION(silence_errors)                                                                       \
    FUNCTION(set_suppress_warnings)                                                                \
    FUNCTION(read_memory)                                                                          \
    FUNCTION(more_warnings)                                                                        \
    FUNCTION(has_error)                                                                            \
    FUNCTION(get_error)                                                                            \
    FUNCTION(get_error_message_detail)                                                             \
    FUNCTION(get_trailer)                                                                          \
    FUNCTION(get_root)                                                                             \
    FUNCTION(get_num_pages)                                                                        \
    FUNCTION(get_page_n)                                                                           \
    FUNCTION(init_write_memory)                                                                    \
    FUNCTION(set_deterministic_ID)                                                                 \
    FUNCTION(set_minimum_pdf_version)                                                              \
    FUNCTION(write)                                                                                \
    FUNCTION(get_buffer)                                                                           \
    FUNCTION(get_buffer_length)                                                                    \
    FUNCTION(make_indirect_object)                                                                 \
    FUNCTION(oh_get_type_code)                                                                     \
    FUNCTION(oh_is_indirect)                                                                       \
    FUNCTION(oh_get_object_id)                                                                     \
    FUNCTION(oh_get_dict)                                                                          \
    FUNCTION(oh_get_key)                                                                           \
    FUNCTION(oh_replace_key)                                                                       \
    FUNCTION(oh_remove_key)                                                                        \
    FUNCTION(oh_begin_dict_key_iter)                                                               \
    FUNCTION(oh_dict_more_keys)                                                                    \
    FUNCTION(oh_dict_next_key)                                                                     \
    FUNCTION(oh_get_array_n_items)                                                                 \
    FUNCTION(oh_get_array_item)                                                                    \
    FUNCTION(oh_get_numeric_value)                                                                 \
    FUNCTION(oh_get_name)                                                                          \
    FUNCTION(oh_get_utf8_value)                                                                    \
    FUNCTION(oh_get_stream_data)                                                                   \
    FUNCTION(oh_unparse)                                                                           \
    FUNCTION(oh_parse)                                                                             \
    FUNCTION(oh_new_unicode_string)                                                                \
    FUNCTION(oh_new_stream)                                                                        \
    FUNCTION(oh_new_null)                                                                          \
    FUNCTION(oh_append_item)                                                                       \
    FUNCTION(oh_replace_stream_data)

/* Its functions, of the types that its header declares. */
typedef struct {
#define QPDF_MEMBER(name) __typeof__ (&qpdf_##name)(name);
    QPDF_FUNCTIONS(QPDF_MEMBER)
#undef QPDF_MEMBER
} QpdfLibrary;

/* NULL with error when it is not installed. */
const QpdfLibrary *qpdf_library(GError **error);

/* A document read from bytes, which must outlive it; NULL with error, naming path, when it
 * is none that qpdf can read. */
qpdf_data qpdf_library_open(const QpdfLibrary *qpdf, const char *path, const char *bytes,
                            gsize length, GError **error);

/* The data of a stream, decoded; NULL when it is none or cannot be decoded.  Caller frees by
 * free(). */
unsigned char *qpdf_library_stream(const QpdfLibrary *qpdf, qpdf_data document, qpdf_oh stream,
                                   gsize *length);

#endif
