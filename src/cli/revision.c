#include "cli/revision.h"

#include "base/gio_library.h"
#include "base/output.h"
#include "cli/scratch.h"
#include "table/package_files.h"

#include <glib/gstdio.h>
#include <string.h>

/* ---- operands -------------------------------------------------------------------------------- */

/* The ':' before the path; those in braces ("HEAD^{/fix: it}") belong to the revision. */
static const char *find_colon(const char *operand)
{
    int depth = 0;
    for (const char *p = operand; *p; p++) {
        depth += (*p == '{') - (*p == '}');
        if (*p == ':' && depth <= 0)
            return p;
    }
    return NULL;
}

gboolean revision_is(const char *operand)
{
    const char *colon = find_colon(operand);
    return colon && colon > operand && !g_file_test(operand, G_FILE_TEST_EXISTS);
}

/* A path of git's without its last part: "" for "data", "./" for "./data". */
static char *operand_folder(const char *operand)
{
    const char *path = find_colon(operand) + 1;
    gsize length = strlen(operand);
    while (operand + length > path && operand[length - 1] == '/')
        length--;
    while (operand + length > path && operand[length - 1] != '/')
        length--;
    return g_strndup(operand, length);
}

char *revision_beside(const char *operand, const char *name)
{
    g_autofree char *folder = operand_folder(operand);
    return g_strconcat(folder, name, NULL);
}

/* ---- git ------------------------------------------------------------------------------------- */

/* What git prints, with a NUL behind it; NULL with error, which is git's own message. */
static char *run_git(const char *const *arguments, GBytes *input, gsize *length, GError **error)
{
    const GSubprocessFlags flags = G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE |
                                   (input ? G_SUBPROCESS_FLAGS_STDIN_PIPE : 0);
    GIO_AUTO GSubprocess *git = g_subprocess_newv(arguments, flags, error);
    g_autoptr(GBytes) out = NULL, complaint = NULL;
    if (!git) {
        g_prefix_error(error, "cannot run git: ");
        return NULL;
    }
    if (!g_subprocess_communicate(git, input, NULL, &out, &complaint, error))
        return NULL;
    if (!g_subprocess_get_successful(git)) {
        gsize size;
        const char *text = g_bytes_get_data(complaint, &size);
        g_autofree char *message = g_strndup(text ? text : "", size);
        g_strstrip(message);
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "git: %s",
                    *message ? message : "it failed");
        return NULL;
    }
    gsize size;
    const char *data = g_bytes_get_data(out, &size);
    char *text = g_malloc(size + 1);
    if (size > 0)
        memcpy(text, data, size);
    text[size] = '\0';
    if (length)
        *length = size;
    return text;
}

/* The object that an operand names; NULL with error. */
static char *resolve(const char *operand, GError **error)
{
    const char *const inside[] = {"git", "rev-parse", "--git-dir", NULL};
    g_autofree char *repository = run_git(inside, NULL, NULL, error);
    if (!repository)
        return NULL;
    const char *const arguments[] = {
        "git", "rev-parse", "--verify", "--quiet", "--end-of-options", operand, NULL};
    char *object = run_git(arguments, NULL, NULL, NULL);
    if (!object) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
                    "the git repository has no %s; a path counts from its top folder, one that "
                    "begins with './' from here",
                    operand);
        return NULL;
    }
    return g_strstrip(object);
}

static gboolean is_folder(const char *object)
{
    const char *const arguments[] = {"git", "cat-file", "-t", object, NULL};
    g_autofree char *type = run_git(arguments, NULL, NULL, NULL);
    return type && g_str_has_prefix(type, "tree");
}

/* ---- files ----------------------------------------------------------------------------------- */

/* What 'git ls-tree -l' says of a file: "100644 blob OBJECT  SIZE\tPATH". */
typedef struct {
    char *object;
    const char *path; /* in the listing */
    guint64 size;
} TreeFile;

static void tree_file_clear(gpointer data)
{
    g_free(((TreeFile *)data)->object);
}

/* Takes the listing apart, in place. */
static GArray *list_files(char *listing, gsize length)
{
    GArray *files = g_array_new(FALSE, FALSE, sizeof(TreeFile));
    g_array_set_clear_func(files, tree_file_clear);
    for (char *entry = listing, *next; entry < listing + length; entry = next) {
        next = entry + strlen(entry) + 1;
        char *tab = strchr(entry, '\t');
        if (!tab || !g_str_has_prefix(entry, "100")) /* a link, or a submodule */
            continue;
        *tab = '\0';
        g_auto(GStrv) words = g_strsplit(entry, " ", -1);
        const guint n = g_strv_length(words);
        g_assert(n >= 4);
        const TreeFile file = {g_strdup(words[2]), tab + 1,
                               g_ascii_strtoull(words[n - 1], NULL, 10)};
        g_array_append_val(files, file);
    }
    return files;
}

static gboolean check_files(const GArray *files, GError **error)
{
    guint64 total = 0;
    for (guint i = 0; i < files->len; i++) {
        const TreeFile *file = &g_array_index(files, TreeFile, i);
        const char *fault = package_path_fault(file->path);
        if (fault) {
            g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s: %s", file->path, fault);
            return FALSE;
        }
        total += file->size;
    }
    if (total <= INPUT_LIMIT)
        return TRUE;
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
                "its %" G_GUINT64_FORMAT " bytes are more than the limit of %d", total,
                INPUT_LIMIT);
    return FALSE;
}

static gboolean write_file(const char *folder, const char *path, const char *bytes, gsize length,
                           GError **error)
{
    g_autofree char *file = g_build_filename(folder, path, NULL);
    g_autofree char *inner = g_path_get_dirname(file);
    if (g_mkdir_with_parents(inner, 0700) != 0) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "cannot make the folder %s", inner);
        return FALSE;
    }
    return g_file_set_contents_full(file, bytes, (gssize)length, G_FILE_SET_CONTENTS_NONE, 0600,
                                    error);
}

/* blobs: what 'git cat-file --batch' prints: per file "OBJECT blob SIZE\n", its bytes, "\n". */
static gboolean write_files(const char *folder, const GArray *files, const char *blobs,
                            gsize length, GError **error)
{
    const char *p = blobs, *const end = blobs + length;
    for (guint i = 0; i < files->len; i++) {
        const TreeFile *file = &g_array_index(files, TreeFile, i);
        const char *bytes = memchr(p, '\n', (gsize)(end - p));
        if (!bytes || (guint64)(end - bytes) < file->size + 2) {
            g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "git does not give %s",
                        file->path);
            return FALSE;
        }
        if (!write_file(folder, file->path, bytes + 1, file->size, error))
            return FALSE;
        p = bytes + 1 + file->size + 1;
    }
    return TRUE;
}

static gboolean write_tree(const char *object, const char *folder, GError **error)
{
    gsize length;
    const char *const list[] = {"git", "ls-tree", "-r", "-l", "-z", "--full-tree", object, NULL};
    g_autofree char *listing = run_git(list, NULL, &length, error);
    g_autoptr(GArray) files = listing ? list_files(listing, length) : NULL;
    if (!files || !check_files(files, error))
        return FALSE;
    GString *wanted = g_string_new(NULL);
    for (guint i = 0; i < files->len; i++)
        g_string_append_printf(wanted, "%s\n", g_array_index(files, TreeFile, i).object);
    g_autoptr(GBytes) input = g_string_free_to_bytes(wanted);
    const char *const read[] = {"git", "cat-file", "--batch", NULL};
    g_autofree char *blobs = run_git(read, input, &length, error);
    if (!blobs)
        return FALSE;
    scratch_hold();
    const gboolean written = write_files(folder, files, blobs, length, error);
    scratch_release();
    return written;
}

char *revision_read(const char *operand, const char *into, GError **error)
{
    g_autofree char *object = resolve(operand, error);
    if (!object)
        return NULL;
    const gboolean whole = is_folder(object);
    g_autofree char *name = g_path_get_basename(operand);
    if (!whole) { /* of a descriptor, all that lies beside it */
        g_autofree char *folder = operand_folder(operand);
        g_free(g_steal_pointer(&object));
        object = resolve(folder, error);
        if (!object)
            return NULL;
    }
    if (!write_tree(object, into, error)) {
        g_prefix_error(error, "cannot read %s: ", operand);
        return NULL;
    }
    return whole ? g_strdup(into) : g_build_filename(into, name, NULL);
}
