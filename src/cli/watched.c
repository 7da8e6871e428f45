/* st_mtim is no part of C.  NOLINTBEGIN(bugprone-reserved-identifier,cert-*) */
#define _DEFAULT_SOURCE
/* NOLINTEND(bugprone-reserved-identifier,cert-*) */
#include "cli/watched.h"

#include "base/gio_library.h"
#include "cli/build_plan.h"
#include "render/render.h"

#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

enum { FOLDERS_LIMIT = 1024, DEPTH_LIMIT = 16 };

/* Two writes may have one time when they are no farther apart: the clock of files ticks, at most
 * every 10 ms. */
enum { TICK_US = 12000 };

/* A folder and its monitor. */
typedef struct {
    GFileMonitor *monitor;
    dev_t device;
    ino_t inode;
    guint look; /* in which it was last there */
} Folder;

struct Watched {
    char *data, *charts;   /* folders */
    GFileMonitor *over[2]; /* of the folders that they are in: whether they come and go */
    GHashTable *folders;   /* path -> Folder* */
    guint look;
    char *state;      /* of the last look */
    gboolean settled; /* whether a later change must have changed the state */
    gint64 newest;    /* change of a file, in this look */
    void (*happened)(gpointer);
    gpointer user_data;
};

/* ---- monitors -------------------------------------------------------------------------------- */

static void on_event(GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event,
                     gpointer data)
{
    (void)monitor, (void)file, (void)other, (void)event;
    Watched *watched = data;
    watched->happened(watched->user_data);
}

static void on_event_over(GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event,
                          gpointer data)
{
    Watched *watched = data;
    GIO_AUTO GFile *tables = g_file_new_for_path(watched->data);
    GIO_AUTO GFile *charts = g_file_new_for_path(watched->charts);
    if (g_file_equal(file, tables) || g_file_equal(file, charts))
        on_event(monitor, file, other, event, data);
}

/* NULL: there is no such folder, or no more can be watched. */
static GFileMonitor *monitor_new(const char *path, GCallback callback, Watched *watched)
{
    GIO_AUTO GFile *folder = g_file_new_for_path(path);
    GFileMonitor *monitor = g_file_monitor_directory(folder, G_FILE_MONITOR_NONE, NULL, NULL);
    if (!monitor)
        return NULL;
    g_file_monitor_set_rate_limit(monitor, 0);
    g_signal_connect(monitor, "changed", callback, watched);
    return monitor;
}

/* Its object may live on for an event that is under way. */
static void monitor_free(GFileMonitor *monitor, Watched *watched)
{
    if (!monitor)
        return;
    g_signal_handlers_disconnect_by_data(monitor, watched);
    g_file_monitor_cancel(monitor);
    g_object_unref(monitor);
}

static GFileMonitor *monitor_over(const char *path, Watched *watched)
{
    g_autofree char *whole = g_canonicalize_filename(path, NULL);
    g_autofree char *over = g_path_get_dirname(whole);
    return monitor_new(over, G_CALLBACK(on_event_over), watched);
}

/* ---- a look ---------------------------------------------------------------------------------- */

static gboolean is_output(const char *name)
{
    return strcmp(name, LOCK_NAME) == 0 || g_str_has_suffix(name, ".sources.csv") ||
           renderer_for_path(name);
}

static void note_file(Watched *watched, GString *state, const char *path, const struct stat *file)
{
    const gint64 changed =
        (gint64)file->st_ctim.tv_sec * G_USEC_PER_SEC + file->st_ctim.tv_nsec / 1000;
    watched->newest = MAX(watched->newest, changed);
    g_string_append_printf(state, "%s\n%ju %jd %jd.%09ld %jd.%09ld\n", path,
                           (uintmax_t)file->st_ino, (intmax_t)file->st_size,
                           (intmax_t)file->st_mtim.tv_sec, file->st_mtim.tv_nsec,
                           (intmax_t)file->st_ctim.tv_sec, file->st_ctim.tv_nsec);
}

/* FALSE: it is known by another path, or there are too many. */
static gboolean note_folder(Watched *watched, const char *path, const struct stat *status)
{
    GHashTableIter iter;
    gpointer value;
    for (g_hash_table_iter_init(&iter, watched->folders);
         g_hash_table_iter_next(&iter, NULL, &value);) {
        const Folder *folder = value;
        if (folder->look == watched->look && folder->device == status->st_dev &&
            folder->inode == status->st_ino)
            return FALSE;
    }
    Folder *folder = g_hash_table_lookup(watched->folders, path);
    if (!folder) {
        if (g_hash_table_size(watched->folders) >= FOLDERS_LIMIT)
            return FALSE;
        folder = g_new0(Folder, 1);
        g_hash_table_insert(watched->folders, g_strdup(path), folder);
    }
    if (!folder->monitor || folder->device != status->st_dev || folder->inode != status->st_ino) {
        monitor_free(folder->monitor, watched);
        folder->monitor = monitor_new(path, G_CALLBACK(on_event), watched);
    }
    folder->device = status->st_dev;
    folder->inode = status->st_ino;
    folder->look = watched->look;
    return TRUE;
}

static int compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Of what may be an input; sorted. */
static GPtrArray *list_names(const char *path, gboolean has_outputs)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        if (*name == '.' || g_str_has_suffix(name, "~") || (has_outputs && is_output(name)))
            continue;
        g_ptr_array_add(names, g_strdup(name));
    }
    g_ptr_array_sort(names, compare_names);
    return names;
}

/* The monitor comes first: what changes after it is told. */
static void look_at(Watched *watched, GString *state, const char *path, guint depth)
{
    struct stat status;
    if (depth > DEPTH_LIMIT || stat(path, &status) != 0 || !S_ISDIR(status.st_mode) ||
        !note_folder(watched, path, &status))
        return;
    g_string_append_printf(state, "%s/\n", path);
    g_autoptr(GPtrArray) names = list_names(path, strcmp(path, watched->charts) == 0);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *below = g_build_filename(path, g_ptr_array_index(names, i), NULL);
        if (stat(below, &status) != 0)
            continue;
        if (S_ISDIR(status.st_mode))
            look_at(watched, state, below, depth + 1);
        else
            note_file(watched, state, below, &status);
    }
}

static void forget_folders(Watched *watched)
{
    GHashTableIter iter;
    gpointer value;
    for (g_hash_table_iter_init(&iter, watched->folders);
         g_hash_table_iter_next(&iter, NULL, &value);) {
        Folder *folder = value;
        if (folder->look == watched->look)
            continue;
        monitor_free(folder->monitor, watched);
        g_free(folder);
        g_hash_table_iter_remove(&iter);
    }
}

gboolean watched_look(Watched *watched)
{
    g_autoptr(GString) state = g_string_new(NULL);
    watched->look++;
    watched->newest = 0;
    const gint64 now = g_get_real_time();
    /* charts first: inside of data they have their outputs all the same */
    look_at(watched, state, watched->charts, 0);
    look_at(watched, state, watched->data, 0);
    forget_folders(watched);
    const gboolean same = watched->settled && g_strcmp0(state->str, watched->state) == 0;
    watched->settled = watched->newest < now - TICK_US;
    g_free(watched->state);
    watched->state = g_strdup(state->str);
    return !same;
}

/* ---- its life -------------------------------------------------------------------------------- */

Watched *watched_new(const char *data, const char *charts, void (*happened)(gpointer),
                     gpointer user_data)
{
    Watched *watched = g_new0(Watched, 1);
    watched->data = g_str_has_suffix(data, ".json") ? g_path_get_dirname(data) : g_strdup(data);
    watched->charts = g_strdup(charts);
    watched->folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    watched->happened = happened;
    watched->user_data = user_data;
    watched->over[0] = monitor_over(watched->data, watched);
    watched->over[1] = monitor_over(watched->charts, watched);
    return watched;
}

void watched_free(Watched *watched)
{
    if (!watched)
        return;
    watched->look++; /* none is there any more */
    forget_folders(watched);
    for (gsize i = 0; i < G_N_ELEMENTS(watched->over); i++)
        monitor_free(watched->over[i], watched);
    g_hash_table_unref(watched->folders);
    g_free(watched->data);
    g_free(watched->charts);
    g_free(watched->state);
    g_free(watched);
}
