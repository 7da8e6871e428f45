/*
 * snapshot_store: a document made into a snapshot: its text, and beside it the
 * file that the text was taken from.
 */
#ifndef FIGTRAIL_EVIDENCE_SNAPSHOT_STORE_H
#define FIGTRAIL_EVIDENCE_SNAPSHOT_STORE_H

#include <glib.h>

/* A document as it came. */
typedef struct {
    const char *bytes;
    gsize length;
    const char *type;    /* MIME type; NULL: told from the name and the first bytes */
    const char *charset; /* NULL: not said */
    const char *name;    /* of the file, or the URL: for its extension and for messages */
} Document;

typedef struct {
    char *path;             /* relative to the snapshots folder */
    char *raw;              /* the same of the original; NULL: it is the text itself */
    char *sha256;           /* of the text */
    gsize bytes;            /* of the text */
    char *title, *language; /* of an HTML page; else "" */
} StoredSnapshot;

/* Writes folder/ID.txt, and ID.html or ID.pdf.  Plain text stays as it is; a PDF
 * goes through pdftotext.  Nothing that is there is overwritten. */
StoredSnapshot *snapshot_store(const char *folder, const char *id, const Document *document,
                               GError **error);
void stored_snapshot_free(StoredSnapshot *stored); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StoredSnapshot, stored_snapshot_free)

/* Gives what was stored under one id the names of another, over what is there: of the
 * text and of the file beside it.  stored->path and raw become the new ones. */
gboolean snapshot_rename(const char *folder, StoredSnapshot *stored, const char *path,
                         GError **error);

/* Removes what was stored, after something later failed. */
void snapshot_unstore(const char *folder, const StoredSnapshot *stored);

#endif
