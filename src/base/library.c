#include "base/library.h"

#include <gio/gio.h>
#include <gmodule.h>
#include <stdlib.h>
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

/* ---- those that are always there --------------------------------------------------------------
 */

static GModule *load(const char *file)
{
    static GMutex lock;
    static GHashTable *loaded; /* file -> GModule* */
    g_mutex_lock(&lock);
    if (!loaded)
        loaded = g_hash_table_new(g_str_hash, g_str_equal);
    GModule *module = g_hash_table_lookup(loaded, file);
    if (!module && (module = g_module_open(file, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL))) {
        g_module_make_resident(module);
        g_hash_table_insert(loaded, (gpointer)file, module);
    }
    g_mutex_unlock(&lock);
    return module;
}

static gpointer preload(gpointer file)
{
    load(file);
    return NULL;
}

void library_preload(const char *file)
{
    g_thread_unref(g_thread_new("preload", preload, (gpointer)file));
}

gpointer library_find_symbol(gpointer *known, const char *file, const char *name)
{
    enum { TROUBLE = 2 }; /* the exit status of what the world does to us */
    GModule *module = load(file);
    gpointer found = NULL;
    if (!module || !g_module_symbol(module, name, &found) || !found) {
        g_printerr("figtrail: %s\n", g_module_error());
        exit(TROUBLE);
    }
    g_atomic_pointer_set(known, found);
    return found;
}
