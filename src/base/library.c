#include "base/library.h"

#include <gio/gio.h>
#include <gmodule.h>
#include <string.h>

static gboolean take_symbol(GModule *module, const char *file, const LibrarySymbol *wanted,
                            GError **error)
{
    gpointer symbol;
    if (!g_module_symbol(module, wanted->name, &symbol) || !symbol) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "%s has no function %s", file,
                    wanted->name);
        return FALSE;
    }
    memcpy(wanted->function, &symbol, sizeof symbol);
    return TRUE;
}

gboolean library_load(const char *file, const char *purpose, const LibrarySymbol *symbols,
                      guint n_symbols, GError **error)
{
    GModule *module = g_module_open(file, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);
    if (!module) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "%s: %s", purpose,
                    g_module_error());
        return FALSE;
    }
    g_module_make_resident(module);
    for (guint i = 0; i < n_symbols; i++) {
        if (!take_symbol(module, file, &symbols[i], error))
            return FALSE;
    }
    return TRUE;
}
