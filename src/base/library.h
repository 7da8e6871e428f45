/*
 * library: a shared library that is loaded when it is needed and not before.
 *
 * For libraries that cost every start of the program more than they are worth to most
 * commands.  Loaded ones stay to the end of the program.
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

#endif
