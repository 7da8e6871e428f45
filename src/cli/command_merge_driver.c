#include "base/gio_library.h"
#include "base/json.h"
#include "base/output.h"
#include "cli/command.h"
#include "table/three_way.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

enum { MARKER_SIZE = 7 };

/* What git hands over. */
typedef struct {
    const char *paths[N_VERSIONS]; /* %O %A %B: temporary files */
    const char *name;              /* %P: the file's path in the work tree */
    guint marker_size;             /* %L */
} Request;

/* ---- the key of a table ---------------------------------------------------------------------- */

static gboolean names_file(const cJSON *resource, const char *path)
{
    const cJSON *paths = json_member(resource, "path"), *part;
    if (!cJSON_IsArray(paths))
        return g_strcmp0(json_string(resource, "path"), path) == 0;
    cJSON_ArrayForEach(part, paths)
    {
        if (cJSON_IsString(part) && strcmp(part->valuestring, path) == 0)
            return TRUE;
    }
    return FALSE;
}

/* The names in primaryKey: a string, or strings; NULL: none. */
static char **read_key(const char *folder, const cJSON *resource, Findings *findings)
{
    g_autoptr(JsonDocument) own = NULL;
    const cJSON *schema = json_member(resource, "schema");
    if (cJSON_IsString(schema)) {
        g_autofree char *path = g_build_filename(folder, schema->valuestring, NULL);
        own = json_document_read(path, findings, NULL);
        schema = own ? json_document_root(own) : NULL;
    }
    const cJSON *key = json_member(schema, "primaryKey"), *part;
    if (!key)
        return NULL;
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    if (cJSON_IsString(key))
        g_ptr_array_add(names, g_strdup(key->valuestring));
    else if (cJSON_IsArray(key))
        for (part = key->child; part; part = part->next)
            if (cJSON_IsString(part))
                g_ptr_array_add(names, g_strdup(part->valuestring));
    if (names->len == 0)
        return NULL;
    g_ptr_array_add(names, NULL);
    return (char **)g_ptr_array_steal(names, NULL);
}

static const cJSON *resource_of_file(const JsonDocument *document, const char *path)
{
    const cJSON *resources = json_member(json_document_root(document), "resources"), *resource;
    cJSON_ArrayForEach(resource, resources)
    {
        if (names_file(resource, path))
            return resource;
    }
    return NULL;
}

/* A descriptor from the file's folder upward that has the file as a resource. */
static JsonDocument *find_resource(const char *name, char **folder, const cJSON **resource)
{
    g_autoptr(Findings) unsaid = findings_new(); /* validate tells them */
    for (const char *slash = name + strlen(name); slash;) {
        slash = g_strrstr_len(name, slash - name, "/");
        g_autofree char *parent = slash ? g_strndup(name, (gsize)(slash - name)) : g_strdup(".");
        g_autofree char *path = g_build_filename(parent, "datapackage.json", NULL);
        g_autoptr(JsonDocument) document = json_document_read(path, unsaid, NULL);
        *resource = document ? resource_of_file(document, slash ? slash + 1 : name) : NULL;
        if (*resource) {
            *folder = g_steal_pointer(&parent);
            return g_steal_pointer(&document);
        }
    }
    return NULL;
}

/* Why a resource is no table of commas in UTF-8, which alone can be merged by rows; NULL: it is. */
static const char *why_by_lines(const char *name, const cJSON *resource)
{
    const char *encoding = resource ? json_string(resource, "encoding") : NULL;
    if (g_str_has_suffix(name, ".tsv") ||
        (resource && g_strcmp0(json_string(resource, "format"), "tsv") == 0))
        return "its cells are separated by tabs";
    if (resource && json_member(resource, "dialect"))
        return "datapackage.json gives it a dialect of its own";
    if (encoding && g_ascii_strcasecmp(encoding, "utf-8") != 0)
        return "its encoding is not UTF-8";
    return NULL;
}

/* ---- by lines -------------------------------------------------------------------------------- */

/* As git merges without a driver. */
static int merge_by_lines(const Request *request, const char *reason)
{
    fprintf(stderr, "figtrail: %s: merged by lines, because %s\n", request->name, reason);
    g_autofree char *size = g_strdup_printf("--marker-size=%u", request->marker_size);
    const char *const arguments[] = {"git",
                                     "merge-file",
                                     "--quiet",
                                     size,
                                     "-L",
                                     "ours",
                                     "-L",
                                     "base",
                                     "-L",
                                     "theirs",
                                     "--",
                                     request->paths[VERSION_OURS],
                                     request->paths[VERSION_BASE],
                                     request->paths[VERSION_THEIRS],
                                     NULL};
    GError *error = NULL;
    GIO_AUTO GSubprocess *git = g_subprocess_newv(arguments, G_SUBPROCESS_FLAGS_NONE, &error);
    if (!git || !g_subprocess_wait(git, NULL, &error)) {
        g_prefix_error(&error, "cannot run git: ");
        return command_trouble(error);
    }
    /* the number of conflicts, to 127; more is trouble */
    const int status = g_subprocess_get_if_exited(git) ? g_subprocess_get_exit_status(git) : 255;
    return status == 0 ? STATUS_CLEAN : status <= 127 ? STATUS_FINDINGS : STATUS_TROUBLE;
}

/* ---- by rows --------------------------------------------------------------------------------- */

/* With the permissions that the file had. */
static gboolean write_result(const char *path, const char *text, gsize length, GError **error)
{
    GStatBuf before;
    const gboolean known = g_stat(path, &before) == 0;
    if (!output_write(path, text, length, error))
        return FALSE;
    if (!known || g_chmod(path, (int)(before.st_mode & 0777)) == 0)
        return TRUE;
    g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(errno),
                "cannot give %s its permissions back: %s", path, g_strerror(errno));
    return FALSE;
}

static int merge_by_rows(const Request *request, ThreeWay *merge)
{
    g_autoptr(Findings) findings = findings_new();
    gsize length = 0;
    guint n_conflicts = 0;
    g_autofree char *text = three_way_merge(merge, &length, &n_conflicts, findings);
    command_report(findings, NULL, FALSE);
    if (!text)
        return merge_by_lines(request, "its rows cannot be merged");
    GError *error = NULL;
    if (!write_result(request->paths[VERSION_OURS], text, length, &error))
        return command_trouble(error);
    if (n_conflicts > 0)
        fprintf(stderr, "figtrail: %s: %u row%s in conflict, between markers in the file\n",
                request->name, n_conflicts, n_conflicts == 1 ? "" : "s");
    return n_conflicts > 0 ? STATUS_FINDINGS : STATUS_CLEAN;
}

static int merge_file(const Request *request)
{
    static const char *const labels[] = {"base", "ours", "theirs"};
    g_autofree char *folder = NULL;
    const cJSON *resource = NULL;
    g_autoptr(JsonDocument) document = find_resource(request->name, &folder, &resource);
    (void)document; /* it owns what resource is of */
    const char *reason = why_by_lines(request->name, resource);
    if (reason)
        return merge_by_lines(request, reason);
    g_autoptr(Findings) unsaid = findings_new();
    g_auto(GStrv) key = resource ? read_key(folder, resource, unsaid) : NULL;
    ThreeWay merge = {.file = request->name,
                      .key = (const char *const *)key,
                      .marker_size = request->marker_size};
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    for (int i = 0; i < N_VERSIONS; i++) {
        GError *error = NULL;
        gsize length = 0;
        char *text = input_read(request->paths[i], INPUT_LIMIT, &length, &error);
        if (!text)
            return command_trouble(error);
        char *file = g_strdup_printf("%s (%s)", request->name, labels[i]);
        g_ptr_array_add(texts, text);
        g_ptr_array_add(texts, file);
        merge.versions[i] = (TableVersion){file, text, length};
    }
    return merge_by_rows(request, &merge);
}

/* ---- the command ----------------------------------------------------------------------------- */

static int run(int argc, char **argv)
{
    const GOptionEntry entries[] = {{0}};
    int status;
    if (!command_options(
            &command_merge_driver, entries,
            "Git runs it for the tables of data/ once it is told so, by two lines:\n"
            "\n"
            "  echo 'data/**/*.csv merge=figtrail' >>.gitattributes\n"
            "  git config merge.figtrail.driver 'figtrail merge-driver %O %A %B %P %L'\n"
            "\n"
            "Rows are told apart by the primary key in datapackage.json (else by 'id', else by the "
            "first column\nthat holds no text twice). Who adds rows or changes different cells "
            "does "
            "not conflict; a row with a\nreal conflict stands twice between git's markers, each "
            "side with all else applied. The result\nreplaces OURS. A file that does not parse is "
            "merged by lines, as git does.\n"
            "\n"
            "Exit status: 0 merged, 1 conflicts, 2 trouble.",
            &argc, &argv, &status))
        return status;
    if (argc < 5 || argc > 6)
        return command_usage_error(&command_merge_driver,
                                   "wants BASE OURS THEIRS PATH [MARKER-SIZE], as git's %%O %%A "
                                   "%%B %%P %%L");
    guint64 size = MARKER_SIZE;
    if (argc > 5 && !g_ascii_string_to_unsigned(argv[5], 10, 1, 200, &size, NULL))
        return command_usage_error(&command_merge_driver,
                                   "\"%s\" is no size of a marker: write 1 to 200", argv[5]);
    const Request request = {{argv[1], argv[2], argv[3]}, argv[4], (guint)size};
    return merge_file(&request);
}

const Command command_merge_driver = {
    .name = "merge-driver",
    .usage = "BASE OURS THEIRS PATH [MARKER-SIZE]",
    .summary = "merge two versions of a table row by row, for git",
    .run = run,
};
