/*
 * library: a shared library that is loaded when it is needed and not before.
 *
 * For libraries that cost every start of the program more than they are worth to most
 * commands.  Loaded ones stay to the end of the program.  Two kinds:
 *
 *   - one that a machine may lack (curl_library.h, crypto_library.h, qpdf_library.h): library_load
 *     takes all its functions, and the command that needs them tells what is missing;
 *   - one that is always there, since the program is built against it: its NAME_library.h makes a
 *     LIBRARY_SYMBOL of each function under the function's own name, so that calls are written as
 *     if it were linked.  CMakeLists.txt says which file it is.
 */
#ifndef FIGTRAIL_BASE_LIBRARY_H
#define FIGTRAIL_BASE_LIBRARY_H

#include <glib.h>

typedef struct {
    const char *name; /* of a function: "curl_easy_init" */
    void *function;   /* where the pointer to it goes: of a function pointer's size */
} LibrarySymbol;

/* file: "libcurl.so.4".  purpose: "to fetch needs libcurl (package libcurl4)".  FALSE with
 * error when it is not installed, or lacks one of the functions. */
gboolean library_load(const char *file, const char *purpose, const LibrarySymbol *symbols,
                      guint n_symbols, GError **error);

/* The function or variable 'declared' in a header, whose name in the library is 'name'; looked up
 * once at each place where it stands. */
#define LIBRARY_SYMBOL(file, declared, name)                                                       \
    (*__extension__({                                                                              \
        static gpointer library_known;                                                             \
        (__typeof__(&(declared)))library_symbol(&library_known, file, name);                       \
    }))

/* Loads the library unless it is, and keeps the symbol in *known.  When that fails the program
 * ends with a message, as it would not have begun with a linked library missing. */
gpointer library_find_symbol(gpointer *known, const char *file, const char *name);

/* Begins to load it beside what the caller does. */
void library_preload(const char *file);

static inline gpointer library_symbol(gpointer *known, const char *file, const char *name)
{
    gpointer symbol = g_atomic_pointer_get(known);
    return symbol ? symbol : library_find_symbol(known, file, name);
}

#endif
