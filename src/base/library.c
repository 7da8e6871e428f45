#include "base/library.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

static void *load(const char *file)
{
    return dlopen(file, RTLD_LAZY | RTLD_LOCAL); /* the same one each time, and never closed */
}

static gboolean take_symbol(void *library, const char *file, const LibrarySymbol *wanted,
                            GError **error)
{
    void *symbol = dlsym(library, wanted->name);
    if (!symbol) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOSYS, "%s has no function %s", file,
                    wanted->name);
        return FALSE;
    }
    memcpy(wanted->function, &symbol, sizeof symbol);
    return TRUE;
}

gboolean library_load(const char *file, const char *purpose, const LibrarySymbol *symbols,
                      guint n_symbols, GError **error)
{
    void *library = load(file);
    if (!library) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOSYS, "%s: %s", purpose, dlerror());
        return FALSE;
    }
    for (guint i = 0; i < n_symbols; i++) {
        if (!take_symbol(library, file, &symbols[i], error))
            return FALSE;
    }
    return TRUE;
}

/* ---- those that are always there --------------------------------------------------------------
 */

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
    void *library = load(file);
    void *found = library ? dlsym(library, name) : NULL;
    if (!found) {
        g_printerr("figtrail: %s\n", dlerror());
        exit(TROUBLE);
    }
    g_atomic_pointer_set(known, found);
    return found;
}
