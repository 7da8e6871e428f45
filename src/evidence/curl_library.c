#include "evidence/curl_library.h"

#include "base/library.h"

gboolean curl_library_load(CurlLibrary *library, GError **error)
{
    G_STATIC_ASSERT(sizeof(gpointer) == sizeof library->easy_init);
#define SYMBOL(name) {"curl_" #name, &library->name},
    const LibrarySymbol symbols[] = {CURL_FUNCTIONS(SYMBOL)};
#undef SYMBOL
    /* its ABI since 2006 (https://curl.se/libcurl/abi.html) */
    return library_load("libcurl.so.4", "to fetch needs libcurl (package libcurl4)", symbols,
                        G_N_ELEMENTS(symbols), error);
}
