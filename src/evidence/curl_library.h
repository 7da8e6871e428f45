/*
 * curl_library: libcurl, loaded when a URL is fetched and not before.
 *
 * It brings some thirty libraries, which cost every start of the program more than
 * all others together; of all commands only 'source' fetches, and only when asked.
 */
#ifndef FIGTRAIL_EVIDENCE_CURL_LIBRARY_H
#define FIGTRAIL_EVIDENCE_CURL_LIBRARY_H

#include <curl/curl.h>
#include <glib.h>

#define CURL_FUNCTIONS(FUNCTION)                                                                   \
    FUNCTION(global_init)                                                                          \
    FUNCTION(easy_init)                                                                            \
    FUNCTION(easy_setopt)                                                                          \
    FUNCTION(easy_perform)                                                                         \
    FUNCTION(easy_getinfo)                                                                         \
    FUNCTION(easy_strerror)                                                                        \
    FUNCTION(easy_cleanup)                                                                         \
    FUNCTION(global_cleanup)

/* Its functions, of the types that its header declares. */
typedef struct {
#define CURL_MEMBER(name) __typeof__ (&curl_##name)(name);
    CURL_FUNCTIONS(CURL_MEMBER)
#undef CURL_MEMBER
} CurlLibrary;

/* Fills in *library.  FALSE with error when libcurl is not installed, or lacks one of
 * them.  It stays loaded to the end of the program. */
gboolean curl_library_load(CurlLibrary *library, GError **error);

#endif
