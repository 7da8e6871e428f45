/*
 * archive: the zip file that an office document is, held in memory: its entries read by name, some
 * given other bytes, and the whole written again with all other entries as they were.
 *
 * Archives come from strangers: the number of entries, their sizes, how far they unpack and their
 * names have limits, and what breaks one is an error before anything is unpacked.
 */
#ifndef FIGTRAIL_TRAIL_ARCHIVE_H
#define FIGTRAIL_TRAIL_ARCHIVE_H

#include <glib.h>

enum {
    ARCHIVE_LIMIT = 512 << 20,       /* bytes of the file */
    ARCHIVE_ENTRY_LIMIT = 256 << 20, /* bytes of an entry, unpacked */
    ARCHIVE_TOTAL = 1 << 30,         /* bytes of all entries, unpacked */
    ARCHIVE_ENTRIES = 20000,
    ARCHIVE_RATIO = 300, /* unpacked to packed, of entries of more than 1 MiB */
};

typedef struct Archive Archive;

/* Whether bytes begin as a zip file does. */
gboolean archive_looks_like(GBytes *bytes);

/* path names it in errors.  NULL with error when it is broken, encrypted, or beyond the limits. */
Archive *archive_open(const char *path, GBytes *bytes, GError **error);
void archive_free(Archive *archive); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Archive, archive_free)

gboolean archive_has(const Archive *archive, const char *name);

/* The entry, unpacked and checked against its checksum; NULL with error when there is none, or it
 * is broken.  Always its first bytes, also after archive_replace. */
GBytes *archive_read(Archive *archive, const char *name, GError **error);

/* Gives an entry other bytes, packed by its own method, with its own time.  FALSE with error when
 * there is no such entry. */
gboolean archive_replace(Archive *archive, const char *name, GBytes *bytes, GError **error);

/* The whole as a file: entries in their order, those not replaced with the same packed bytes.  The
 * archive is of no use afterwards, but to be freed. */
GBytes *archive_write(Archive *archive, GError **error);

#endif
