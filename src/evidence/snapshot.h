/*
 * snapshot: the stored text of a source, checked against its digest.
 *
 * Snapshots are not in the repository (they are other people's texts); whoever
 * has them keeps them in one folder, laid out as the column 'snapshot' says.
 */
#ifndef FIGTRAIL_EVIDENCE_SNAPSHOT_H
#define FIGTRAIL_EVIDENCE_SNAPSHOT_H

#include "claims/claims.h"
#include "evidence/quote_fold.h"

typedef enum {
    SNAPSHOT_UNNAMED, /* the source names none */
    SNAPSHOT_UNSAFE,  /* its path leads out of the folder */
    SNAPSHOT_MISSING, /* the file cannot be read */
    SNAPSHOT_LENGTH,  /* it has not 'bytes' bytes */
    SNAPSHOT_DIGEST   /* its SHA-256 is another */
} SnapshotFault;

#define SNAPSHOT_ERROR snapshot_error_quark()
GQuark snapshot_error_quark(void);

typedef struct {
    char *text; /* any bytes; a NUL follows */
    gsize length;
    QuoteFold *fold; /* made when it is first needed (quote.c) */
} Snapshot;

/* Reads folder/source->snapshot.  NULL with error (domain SNAPSHOT_ERROR, codes
 * above) when it is not there or is not the text that the source row describes. */
Snapshot *snapshot_read(const char *folder, const Source *source, GError **error);
/* The same, but a text of another length or digest is given all the same, with
 * *changed saying how it differs (to be freed by the caller; NULL: it does not). */
Snapshot *snapshot_read_any(const char *folder, const Source *source, GError **changed,
                            GError **error);

/* Whether path is one that leads to a file inside the snapshots folder. */
gboolean snapshot_path_is_safe(const char *path);
void snapshot_free(Snapshot *snapshot); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Snapshot, snapshot_free)

#endif
