#include "evidence/snapshot.h"

#include "base/output.h"

#include <string.h>

G_DEFINE_QUARK(figtrail - snapshot - error, snapshot_error)

enum { SNAPSHOT_LIMIT = 256 << 20 };

void snapshot_free(Snapshot *snapshot)
{
    if (!snapshot)
        return;
    quote_fold_free(snapshot->fold);
    g_free(snapshot->text);
    g_free(snapshot);
}

/* Paths come from a table that anybody may have written. */
gboolean snapshot_path_is_safe(const char *path)
{
    if (g_path_is_absolute(path) || strchr(path, '\\'))
        return FALSE;
    g_auto(GStrv) parts = g_strsplit(path, "/", -1);
    for (char **part = parts; *part; part++)
        if (!**part || strcmp(*part, ".") == 0 || strcmp(*part, "..") == 0)
            return FALSE;
    return TRUE;
}

/* The column 'bytes', or -1 when it is not there or empty.  (Its text, since the
 * schema of another's package may call it a string.) */
static gint64 stated_length(const Source *source)
{
    const int field = source->table ? schema_field_find(source->table->schema, "bytes") : -1;
    const char *text = field < 0 ? NULL : table_text(source->table, source->row, (guint)field);
    guint64 length;
    if (!text || !g_ascii_string_to_unsigned(text, 10, 0, SNAPSHOT_LIMIT, &length, NULL))
        return -1;
    return (gint64)length;
}

static gboolean check_content(const Snapshot *snapshot, const Source *source, GError **error)
{
    const gint64 length = stated_length(source);
    if (length >= 0 && (gsize)length != snapshot->length) {
        g_set_error(error, SNAPSHOT_ERROR, SNAPSHOT_LENGTH,
                    "%s has %" G_GSIZE_FORMAT " bytes, source \"%s\" says %" G_GINT64_FORMAT,
                    source->snapshot, snapshot->length, source->id, length);
        return FALSE;
    }
    g_autofree char *digest = digest_bytes(snapshot->text, snapshot->length);
    if (*source->sha256 && g_ascii_strcasecmp(digest, source->sha256) != 0) {
        g_set_error(error, SNAPSHOT_ERROR, SNAPSHOT_DIGEST,
                    "%s has SHA-256 %s, source \"%s\" says %s", source->snapshot, digest,
                    source->id, source->sha256);
        return FALSE;
    }
    return TRUE;
}

Snapshot *snapshot_read_any(const char *folder, const Source *source, GError **changed,
                            GError **error)
{
    if (!*source->snapshot) {
        g_set_error(error, SNAPSHOT_ERROR, SNAPSHOT_UNNAMED, "source \"%s\" names no snapshot",
                    source->id);
        return NULL;
    }
    if (!snapshot_path_is_safe(source->snapshot)) {
        g_set_error(error, SNAPSHOT_ERROR, SNAPSHOT_UNSAFE,
                    "snapshot \"%s\" of source \"%s\" leads out of the snapshots folder: write "
                    "its path relative to it",
                    source->snapshot, source->id);
        return NULL;
    }
    g_autofree char *path = g_build_filename(folder, source->snapshot, NULL);
    g_autoptr(GError) unreadable = NULL;
    g_autoptr(Snapshot) snapshot = g_new0(Snapshot, 1);
    snapshot->text = input_read(path, SNAPSHOT_LIMIT, &snapshot->length, &unreadable);
    if (!snapshot->text) {
        g_set_error_literal(error, SNAPSHOT_ERROR, SNAPSHOT_MISSING, unreadable->message);
        return NULL;
    }
    check_content(snapshot, source, changed);
    return g_steal_pointer(&snapshot);
}

Snapshot *snapshot_read(const char *folder, const Source *source, GError **error)
{
    GError *changed = NULL;
    g_autoptr(Snapshot) snapshot = snapshot_read_any(folder, source, &changed, error);
    if (!changed)
        return g_steal_pointer(&snapshot);
    g_propagate_error(error, changed);
    return NULL;
}
