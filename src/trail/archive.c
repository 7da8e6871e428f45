#include "trail/archive.h"

#include "trail/zip_library.h"

#include <string.h>

struct Archive {
    char *path;
    zip_t *zip;
    zip_source_t *source; /* of the whole file; zip writes to it */
    GHashTable *entries;  /* char *name -> index + 1 */
};

/* ---- errors ---------------------------------------------------------------------------------- */

static void G_GNUC_PRINTF(3, 4) set_error(GError **error, const char *path, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *reason = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "cannot read %s: %s", path, reason);
}

/* ---- what is not taken ------------------------------------------------------------------------
 */

/* Nothing is ever unpacked to a disk, but a name that would lead out of a folder was made to harm
 * somebody. */
static gboolean is_safe_name(const char *name)
{
    if (!*name || *name == '/' || strchr(name, '\\') || strlen(name) > 1024)
        return FALSE;
    for (const char *p = name; *p; p++) {
        if (g_ascii_iscntrl(*p))
            return FALSE;
    }
    g_auto(GStrv) parts = g_strsplit(name, "/", -1);
    return !g_strv_contains((const char *const *)parts, "..");
}

static gboolean check_size(const char *path, const zip_stat_t *entry, GError **error)
{
    const zip_uint64_t all = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_ENCRYPTION_METHOD;
    if ((entry->valid & all) != all) {
        set_error(error, path, "its zip archive does not say how large \"%s\" is", entry->name);
        return FALSE;
    }
    if (entry->encryption_method != ZIP_EM_NONE) {
        set_error(error, path, "it is encrypted; save it without a password");
        return FALSE;
    }
    if (entry->size > ARCHIVE_ENTRY_LIMIT) {
        set_error(error, path,
                  "its entry \"%s\" of %" G_GUINT64_FORMAT " bytes is larger than the limit of %d",
                  entry->name, (guint64)entry->size, ARCHIVE_ENTRY_LIMIT);
        return FALSE;
    }
    if (entry->size > 1 << 20 && entry->size / ARCHIVE_RATIO > entry->comp_size) {
        set_error(error, path, "its entry \"%s\" unpacks to more than %d times its size",
                  entry->name, ARCHIVE_RATIO);
        return FALSE;
    }
    return TRUE;
}

/* Adds the entry's size to total. */
static gboolean index_entry(Archive *archive, zip_uint64_t index, guint64 *total, GError **error)
{
    zip_stat_t entry;
    if (zip_stat_index(archive->zip, index, 0, &entry) != 0 || !(entry.valid & ZIP_STAT_NAME)) {
        set_error(error, archive->path, "its zip archive is broken: %s",
                  zip_strerror(archive->zip));
        return FALSE;
    }
    if (!is_safe_name(entry.name)) {
        g_autofree char *name = g_strescape(entry.name, NULL);
        set_error(error, archive->path,
                  "its zip archive has an entry of the name \"%.80s\", which no office program "
                  "writes",
                  name);
        return FALSE;
    }
    if (!check_size(archive->path, &entry, error))
        return FALSE;
    if (!g_hash_table_insert(archive->entries, g_strdup(entry.name), GSIZE_TO_POINTER(index + 1))) {
        set_error(error, archive->path, "its zip archive has two entries of the name \"%s\"",
                  entry.name);
        return FALSE;
    }
    *total += entry.size;
    if (*total > ARCHIVE_TOTAL) {
        set_error(error, archive->path, "it unpacks to more than the limit of %d bytes",
                  ARCHIVE_TOTAL);
        return FALSE;
    }
    return TRUE;
}

static gboolean index_entries(Archive *archive, GError **error)
{
    const zip_int64_t n = zip_get_num_entries(archive->zip, 0);
    if (n > ARCHIVE_ENTRIES) {
        set_error(error, archive->path,
                  "its zip archive has %" G_GINT64_FORMAT " entries; the limit is %d", (gint64)n,
                  ARCHIVE_ENTRIES);
        return FALSE;
    }
    guint64 total = 0;
    for (zip_int64_t i = 0; i < n; i++) {
        if (!index_entry(archive, (zip_uint64_t)i, &total, error))
            return FALSE;
    }
    return TRUE;
}

/* ---- opening --------------------------------------------------------------------------------- */

gboolean archive_looks_like(GBytes *bytes)
{
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);
    return length >= 4 && (memcmp(data, "PK\3\4", 4) == 0 || memcmp(data, "PK\5\6", 4) == 0);
}

Archive *archive_open(const char *path, GBytes *bytes, GError **error)
{
    g_autoptr(Archive) archive = g_new0(Archive, 1);
    archive->path = g_strdup(path);
    archive->entries = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    gsize length;
    const void *data = g_bytes_get_data(bytes, &length);
    if (length > ARCHIVE_LIMIT) {
        set_error(error, path, "its %" G_GSIZE_FORMAT " bytes are more than the limit of %d",
                  length, ARCHIVE_LIMIT);
        return NULL;
    }
    if (length == 0) { /* libzip would begin a new one */
        set_error(error, path, "it is empty");
        return NULL;
    }
    zip_error_t problem;
    zip_error_init(&problem);
    void *copy = g_memdup2(data, length); /* freed by libzip */
    archive->source = zip_source_buffer_create(copy, length, 1, &problem);
    g_assert(archive->source);
    zip_source_keep(archive->source); /* one for the zip, one for what is written to it */
    archive->zip = zip_open_from_source(archive->source, 0, &problem);
    if (!archive->zip) {
        zip_source_free(archive->source);
        set_error(error, path, "its zip archive is broken: %s", zip_error_strerror(&problem));
        zip_error_fini(&problem);
        return NULL;
    }
    return index_entries(archive, error) ? g_steal_pointer(&archive) : NULL;
}

void archive_free(Archive *archive)
{
    if (!archive)
        return;
    if (archive->zip)
        zip_discard(archive->zip);
    if (archive->source)
        zip_source_free(archive->source);
    g_hash_table_unref(archive->entries);
    g_free(archive->path);
    g_free(archive);
}

/* ---- entries --------------------------------------------------------------------------------- */

gboolean archive_has(const Archive *archive, const char *name)
{
    return g_hash_table_contains(archive->entries, name);
}

static gboolean find_entry(const Archive *archive, const char *name, zip_uint64_t *index,
                           GError **error)
{
    const gsize found = GPOINTER_TO_SIZE(g_hash_table_lookup(archive->entries, name));
    if (found == 0) {
        set_error(error, archive->path, "there is no \"%s\" in it", name);
        return FALSE;
    }
    *index = found - 1;
    return TRUE;
}

GBytes *archive_read(Archive *archive, const char *name, GError **error)
{
    zip_uint64_t index;
    zip_stat_t entry;
    if (!find_entry(archive, name, &index, error))
        return NULL;
    zip_file_t *file = zip_fopen_index(archive->zip, index, ZIP_FL_UNCHANGED);
    if (!file || zip_stat_index(archive->zip, index, ZIP_FL_UNCHANGED, &entry) != 0) {
        set_error(error, archive->path, "\"%s\" in it is broken: %s", name,
                  zip_strerror(archive->zip));
        if (file)
            zip_fclose(file);
        return NULL;
    }
    g_autofree char *data = g_malloc(entry.size + 1);
    const zip_int64_t n = zip_fread(file, data, entry.size);
    char more;
    /* the checksum is compared where the file ends */
    const gboolean whole = n == (zip_int64_t)entry.size && zip_fread(file, &more, 1) == 0;
    if (!whole)
        set_error(error, archive->path, "\"%s\" in it is broken: %s", name,
                  n < 0 || zip_error_code_zip(zip_file_get_error(file)) != ZIP_ER_OK
                      ? zip_file_strerror(file)
                      : "it is not as long as the archive says");
    zip_fclose(file);
    return whole ? g_bytes_new_take(g_steal_pointer(&data), entry.size) : NULL;
}

gboolean archive_replace(Archive *archive, const char *name, GBytes *bytes, GError **error)
{
    zip_uint64_t index;
    zip_stat_t entry;
    if (!find_entry(archive, name, &index, error))
        return FALSE;
    gsize length;
    const void *data = g_bytes_get_data(bytes, &length);
    zip_source_t *source = zip_source_buffer(archive->zip, g_memdup2(data, length), length, 1);
    if (source && zip_stat_index(archive->zip, index, ZIP_FL_UNCHANGED, &entry) == 0 &&
        zip_file_replace(archive->zip, index, source, 0) == 0) {
        if (zip_set_file_compression(archive->zip, index, entry.comp_method, 0) == 0 &&
            zip_file_set_mtime(archive->zip, index, entry.mtime, 0) == 0)
            return TRUE;
    } else if (source) {
        zip_source_free(source);
    }
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "cannot replace \"%s\" in %s: %s", name,
                archive->path, zip_strerror(archive->zip));
    return FALSE;
}

/* ---- writing --------------------------------------------------------------------------------- */

GBytes *archive_write(Archive *archive, GError **error)
{
    zip_stat_t whole;
    g_autofree char *data = NULL;
    if (zip_close(archive->zip) != 0) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "cannot write the archive of %s: %s",
                    archive->path, zip_strerror(archive->zip));
        return NULL;
    }
    archive->zip = NULL;
    gboolean read =
        zip_source_stat(archive->source, &whole) == 0 && zip_source_open(archive->source) == 0;
    if (read) {
        data = g_malloc(whole.size + 1);
        read = zip_source_read(archive->source, data, whole.size) == (zip_int64_t)whole.size;
        zip_source_close(archive->source);
    }
    if (!read) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "cannot write the archive of %s: %s",
                    archive->path, zip_error_strerror(zip_source_error(archive->source)));
        return NULL;
    }
    return g_bytes_new_take(g_steal_pointer(&data), whole.size);
}
