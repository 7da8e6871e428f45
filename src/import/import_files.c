#define _GNU_SOURCE /* syncfs */
#include "import/import_files.h"

#include "import/draft.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

void imported_file_free(gpointer data)
{
    ImportedFile *file = data;
    g_free(file->path);
    g_free(file->text);
    g_free(file);
}

static void add_file(GPtrArray *files, char *path, char *text, gsize length)
{
    const ImportedFile file = {path, text, length};
    g_ptr_array_add(files, g_memdup2(&file, sizeof file));
}

/* ---- tables ---------------------------------------------------------------------------------- */

static const char *const *claim_row(gconstpointer rows, guint i)
{
    const ClaimDraft *draft = g_ptr_array_index((const GPtrArray *)rows, i);
    return claim_draft_is_new(draft) ? draft->cells : NULL;
}

static const char *const *source_row(gconstpointer rows, guint i)
{
    const BookedSource *source = g_ptr_array_index((const GPtrArray *)rows, i);
    return booked_source_is_new(source) ? (const char *const *)source->cells : NULL;
}

static const char *const *subject_row(gconstpointer rows, guint i)
{
    const BookedSubject *subject = g_ptr_array_index((const GPtrArray *)rows, i);
    return !subject->subject && subject->n_claims > 0 ? (const char *const *)subject->cells : NULL;
}

static const char *const *metric_row(gconstpointer rows, guint i)
{
    const MapMetric *metric = g_ptr_array_index((const GPtrArray *)rows, i);
    return (const char *const *)metric->cells;
}

static const char *const *left_row(gconstpointer rows, guint i)
{
    return g_ptr_array_index((const GPtrArray *)rows, i);
}

char *import_format_claims(const Import *import, gsize *length)
{
    const DraftTable table = {.schema = import->claim_schema,
                              .names = claim_columns,
                              .n_columns = N_CLAIM_COLUMNS,
                              .n_rows = import->drafts->len,
                              .row = claim_row,
                              .rows = import->drafts};
    return draft_format(&table, length);
}

/* A table only if it has a row. */
static void add_table(GPtrArray *files, const char *path, const DraftTable *table)
{
    guint n = 0;
    for (guint i = 0; i < table->n_rows; i++)
        n += table->row(table->rows, i) != NULL;
    if (n == 0)
        return;
    gsize length;
    char *text = draft_format(table, &length);
    add_file(files, g_strdup(path), text, length);
}

static void add_sources(GPtrArray *files, const Import *import)
{
    const GPtrArray *sources = source_book_sources(import->sources);
    const DraftTable table = {.schema = import->source_schema,
                              .names = source_columns,
                              .n_columns = N_SOURCE_COLUMNS,
                              .n_rows = sources->len,
                              .row = source_row,
                              .rows = sources};
    add_table(files, "sources.csv", &table);
    for (guint i = 0; i < sources->len; i++) {
        const BookedSource *source = g_ptr_array_index(sources, i);
        if (booked_source_is_new(source))
            add_file(files, g_strconcat("snapshots/", source->cells[SOURCE_SNAPSHOT], NULL),
                     g_memdup2(source->excerpt->str, source->excerpt->len + 1),
                     source->excerpt->len);
    }
}

static void add_subjects(GPtrArray *files, const Import *import)
{
    const GPtrArray *subjects = subject_book_subjects(import->subjects);
    const DraftTable table = {.schema = import->subject_schema,
                              .names = subject_columns,
                              .n_columns = N_SUBJECT_COLUMNS,
                              .n_rows = subjects->len,
                              .row = subject_row,
                              .rows = subjects};
    add_table(files, "subjects.csv", &table);
}

/* Those that new claims are of. */
static GPtrArray *new_metrics(const Import *import)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    GPtrArray *metrics = g_ptr_array_new();
    for (guint i = 0; i < import->drafts->len; i++) {
        const ClaimDraft *draft = g_ptr_array_index(import->drafts, i);
        if (draft->new_metric && claim_draft_is_new(draft) &&
            g_hash_table_add(seen, (gpointer)draft->new_metric))
            g_ptr_array_add(metrics, (gpointer)draft->new_metric);
    }
    return metrics;
}

static void add_metrics(GPtrArray *files, const Import *import)
{
    g_autoptr(GPtrArray) metrics = new_metrics(import);
    const DraftTable table = {.schema = import->metric_schema,
                              .names = metric_columns,
                              .n_columns = N_METRIC_COLUMNS,
                              .n_rows = metrics->len,
                              .row = metric_row,
                              .rows = metrics};
    add_table(files, "metrics.csv", &table);
}

static void add_left(GPtrArray *files, const Import *import)
{
    static const char *const names[] = {"file", "line", "row", "outcome", "reason", "text"};
    g_autoptr(GPtrArray) rows =
        g_ptr_array_new_with_free_func((GDestroyNotify)(void (*)(void))g_strfreev);
    for (guint i = 0; i < import->left->len; i++) {
        const LeftRow *left = g_ptr_array_index(import->left, i);
        char **cells = g_new0(char *, G_N_ELEMENTS(names) + 1);
        cells[0] = g_strdup(left->file);
        cells[1] = g_strdup_printf("%u", left->line);
        cells[2] = g_strdup_printf("%u", left->record);
        cells[3] = g_strdup(left->outcome == ROW_SKIPPED ? "skipped" : "not mapped");
        cells[4] = g_strdup(left->reason);
        cells[5] = g_strdup(left->text);
        g_ptr_array_add(rows, cells);
    }
    const DraftTable table = {.names = names,
                              .n_columns = G_N_ELEMENTS(names),
                              .n_rows = rows->len,
                              .row = left_row,
                              .rows = rows};
    add_table(files, "unmapped.csv", &table);
}

GPtrArray *import_files(const Import *import)
{
    GPtrArray *files = g_ptr_array_new_with_free_func(imported_file_free);
    gsize length;
    char *claims = import_format_claims(import, &length);
    add_file(files, g_strdup("claims.csv"), claims, length);
    add_metrics(files, import);
    add_sources(files, import);
    add_subjects(files, import);
    add_left(files, import);
    return files;
}

/* ---- the folder ------------------------------------------------------------------------------ */

static gboolean fail(GError **error, const char *path)
{
    g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(errno), "cannot write %s: %s",
                path, g_strerror(errno));
    return FALSE;
}

/* at: where the folder lies until it is whole. */
static gboolean write_files(const GPtrArray *files, const char *at, const char *folder,
                            GError **error)
{
    for (guint i = 0; i < files->len; i++) {
        const ImportedFile *file = g_ptr_array_index(files, i);
        g_autofree char *path = g_build_filename(at, file->path, NULL);
        g_autofree char *parent = g_path_get_dirname(path);
        if (g_mkdir_with_parents(parent, 0777) != 0)
            return fail(error, folder);
        GError *cause = NULL;
        if (!g_file_set_contents_full(path, file->text, (gssize)file->length,
                                      G_FILE_SET_CONTENTS_NONE, 0666, &cause)) {
            const char *reason = g_strrstr(cause->message, ": "); /* before it, a temporary name */
            g_set_error(error, cause->domain, cause->code, "cannot write %s/%s%s", folder,
                        file->path, reason ? reason : "");
            g_error_free(cause);
            return FALSE;
        }
    }
    return TRUE;
}

/* What the folder holds reaches the disk before its name does. */
static gboolean sync_folder(const char *at, const char *folder, GError **error)
{
    const int file = g_open(at, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
    const gboolean done = file >= 0 && syncfs(file) == 0;
    if (!done)
        fail(error, folder);
    if (file >= 0)
        close(file);
    return done;
}

/* What write_files may have made. */
static void remove_files(const GPtrArray *files, const char *folder)
{
    for (guint i = 0; i < files->len; i++) {
        const ImportedFile *file = g_ptr_array_index(files, i);
        g_autofree char *path = g_build_filename(folder, file->path, NULL);
        g_unlink(path);
        for (char *slash = strrchr(path, '/'); slash && (gsize)(slash - path) >= strlen(folder);
             slash = strrchr(path, '/')) {
            *slash = '\0';
            if (g_rmdir(path) != 0) /* others are in it still */
                break;
        }
    }
    g_rmdir(folder);
}

gboolean import_files_write(const GPtrArray *files, const char *folder, GError **error)
{
    g_autofree char *name = g_strdup(folder);
    gsize length = strlen(name);
    while (length > 1 && name[length - 1] == '/')
        name[--length] = '\0';
    g_autofree char *temporary = g_strconcat(name, ".XXXXXX", NULL);
    if (!g_mkdtemp_full(temporary, 0777))
        return fail(error, folder);
    if (!write_files(files, temporary, folder, error) || !sync_folder(temporary, folder, error)) {
        remove_files(files, temporary);
        return FALSE;
    }
    /* takes the place of an empty folder, of nothing else */
    if (g_rename(temporary, name) == 0)
        return TRUE;
    const int cause = errno;
    remove_files(files, temporary);
    if (cause == ENOTEMPTY || cause == EEXIST)
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_EXIST,
                    "%s is there already and not empty: name a new folder", folder);
    else {
        errno = cause;
        fail(error, folder);
    }
    return FALSE;
}
