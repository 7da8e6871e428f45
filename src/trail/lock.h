/*
 * lock: what the last build read and wrote: charts/figtrail.lock.
 *
 * JSON with sorted keys, made to be committed beside the charts, so that anyone
 * can tell a stale chart from a fresh one, and whether the data changed or the
 * drawing environment did.
 */
#ifndef FIGTRAIL_TRAIL_LOCK_H
#define FIGTRAIL_TRAIL_LOCK_H

#include "trail/record.h"

typedef struct Lock Lock;

/* A lock of this program and the libraries and fonts that it runs with, with no
 * outputs. */
Lock *lock_new(void);
void lock_free(Lock *lock); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Lock, lock_free)

/* Reads a lock file.  NULL without error when there is none, or when it is
 * broken (a finding says so: then everything is drawn anew); NULL with error
 * when it cannot be read. */
Lock *lock_read(const char *path, Findings *findings, GError **error);

/* The same from a text; NULL when it is no lock file. */
Lock *lock_parse(const char *text, gsize length);

/* The file's text; the same on one line. */
char *lock_format(const Lock *lock);
char *lock_format_line(const Lock *lock);

/* A file that a build wrote; its name is relative to the lock file's folder. */
typedef struct {
    char *sha256;
    double scale;       /* device pixels per px; 0: no raster format */
    double dpi;         /* 0: the usual one */
    GTree *inputs;      /* char *path -> char *sha256, sorted (trail/record.md says of what) */
    GTree *environment; /* char *name -> char *version: what it was drawn by */
} LockOutput;

/* Whether the output was drawn by the same program, libraries and fonts as draw now; what differs
 * is described in *difference (NULL: not wanted): "font Lato 2.015 -> 2.020, pango 1.50.12 ->
 * 1.52.0". */
gboolean lock_output_same_environment(const LockOutput *output, const Lock *now, char **difference);

/* Adds or replaces an output. */
void lock_set(Lock *lock, const char *name, const char *sha256, double scale, double dpi,
              const RecordInput *inputs, guint n_inputs);
/* Takes over an output of another lock as it is, drawn by whatever drew it; nothing when it has
 * none. */
void lock_keep(Lock *lock, const Lock *other, const char *name);

/* Or NULL; lock may be NULL. */
const LockOutput *lock_find(const Lock *lock, const char *name);
/* Names of all outputs, sorted; borrowed; caller unrefs. */
GPtrArray *lock_names(const Lock *lock);

/* Whether the output was made at this scale and dpi from exactly these inputs, whatever drew it. */
gboolean lock_output_matches(const LockOutput *output, double scale, double dpi,
                             const RecordInput *inputs, guint n_inputs);

/* Paths of the inputs that were others, are gone or came since, sorted; owned by the array. */
GPtrArray *lock_output_changes(const LockOutput *output, const RecordInput *inputs, guint n_inputs);

#endif
