#include "evidence/curl_library.h"

#include <gio/gio.h>
#include <gmodule.h>
#include <string.h>

/* Its ABI since 2006 (https://curl.se/libcurl/abi.html). */
static const char file_name[] = "libcurl.so.4";

static gboolean take_symbol(GModule *module, const char *name, gpointer function, GError **error)
{
    gpointer symbol;
    if (!g_module_symbol(module, name, &symbol) || !symbol) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "%s has no function %s", file_name,
                    name);
        return FALSE;
    }
    memcpy(function, &symbol, sizeof symbol);
    return TRUE;
}

gboolean curl_library_load(CurlLibrary *library, GError **error)
{
    GModule *module = g_module_open(file_name, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);
    if (!module) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                    "to fetch needs libcurl (package libcurl4): %s", g_module_error());
        return FALSE;
    }
    g_module_make_resident(module);
    G_STATIC_ASSERT(sizeof(gpointer) == sizeof library->easy_init);
#define TAKE(name) take_symbol(module, "curl_" #name, &library->name, error) &&
    return CURL_FUNCTIONS(TAKE) TRUE;
#undef TAKE
}
