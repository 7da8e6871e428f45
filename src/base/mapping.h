/*
 * mapping: a file's bytes without a copy, for files that are read once.
 *
 * Its pages count as memory of this process from when they are read until they are let go.  (Who
 * truncates a file while it is read stops this process with SIGBUS, as with any mapped file.)
 */
#ifndef FIGTRAIL_BASE_MAPPING_H
#define FIGTRAIL_BASE_MAPPING_H

#include <glib.h>

typedef struct {
    const char *text; /* length bytes, with no NUL behind them */
    gsize length;
    int file; /* descriptor */
} Mapping;

/* A regular file of at most limit bytes; NULL with error (naming path) when it cannot be read. */
Mapping *mapping_open(const char *path, gsize limit, GError **error);
void mapping_free(Mapping *mapping); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Mapping, mapping_free)

/* Copies the bytes from start to end, which are in the file. */
void mapping_copy(const Mapping *mapping, char *to, gsize start, gsize end);

/* Lets go of the pages that begin from start on and end before end; reading them
 * again brings them back. */
void mapping_forget(const Mapping *mapping, gsize start, gsize end);

#endif
