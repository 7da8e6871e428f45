#include "base/output.h"
#include "cli/command.h"
#include "table/canonical.h"
#include "table/package_files.h"
#include "table/resource.h"

#include <string.h>

static const Rule rule_pinned_bytes = {"pinned-bytes", LEVEL_ERROR,
                                       "a file that 'bytes' or 'hash' pins is not canonical"};

/* One run of the command. */
typedef struct {
    gboolean check; /* nothing is written */
    Findings *findings;
    GString *out;
    guint n_tables, n_changed;
} Formatter;

/* ---- one table ------------------------------------------------------------ */

/* pinned: where the descriptor says what bytes the file has; NULL: nowhere */
static gboolean format_text(Formatter *formatter, const char *file, const char *text, gsize length,
                            const Schema *schema, const Place *pinned, GError **error)
{
    CanonicalFaults faults;
    gsize new_length;
    g_autofree char *formatted =
        canonical_format(file, text, length, schema, &new_length, &faults, formatter->findings);
    if (!formatted)
        return TRUE;
    formatter->n_tables++;
    if (new_length == length && memcmp(formatted, text, length) == 0)
        return TRUE;
    g_autofree char *what = canonical_describe(&faults);
    if (pinned) {
        findings_add(formatter->findings, &rule_pinned_bytes, *pinned,
                     "%s has %s, but its bytes are pinned here; remove 'bytes' and 'hash', format "
                     "it, and pin it again",
                     file, what);
        return TRUE;
    }
    formatter->n_changed++;
    g_string_append_printf(formatter->out, "%s: %s: %s\n", file,
                           formatter->check ? "not canonical" : "mended", what);
    return formatter->check || output_write(file, formatted, new_length, error);
}

static gboolean format_file(Formatter *formatter, const char *file, const Schema *schema,
                            const Place *pinned, GError **error)
{
    gsize length;
    g_autofree char *text = input_read(file, INPUT_LIMIT, &length, error);
    return text && format_text(formatter, file, text, length, schema, pinned, error);
}

/* ---- packages ------------------------------------------------------------- */

/* Another dialect or encoding has another canonical form, which is not ours to
 * choose; data inside the descriptor have none. */
static const char *why_left_alone(const cJSON *json)
{
    const char *encoding = json_string(json, "encoding");
    if (!json_string(json, "path"))
        return "it is not one file";
    if (json_member(json, "dialect"))
        return "it has a dialect of its own";
    if (encoding && g_ascii_strcasecmp(encoding, "utf-8") != 0 &&
        g_ascii_strcasecmp(encoding, "utf8") != 0)
        return "its encoding is not UTF-8";
    return NULL;
}

/* The schema of a table, which may stand in a file of its own.  FALSE after a finding. */
static gboolean read_schema(const Formatter *formatter, const JsonDocument *document,
                            const char *folder, const cJSON *json, Schema **schema)
{
    *schema = NULL;
    if (!json)
        return TRUE;
    const PackageFiles files = {folder, NULL, NULL, formatter->findings};
    g_autoptr(JsonDocument) own = NULL;
    if (cJSON_IsString(json)) {
        own = package_files_json(&files, json->valuestring, json_document_place(document, json));
        if (!own)
            return FALSE;
    }
    *schema = schema_parse(own ? own : document, own ? json_document_root(own) : json,
                           formatter->findings);
    return *schema != NULL;
}

static gboolean format_table(Formatter *formatter, const char *folder, const Resource *resource,
                             GError **error)
{
    g_autoptr(Schema) schema = NULL;
    const JsonDocument *document = resource->document;
    if (!read_schema(formatter, document, folder, json_member(resource->json, "schema"), &schema))
        return TRUE;
    const cJSON *pin = json_member(resource->json, "hash") ? json_member(resource->json, "hash")
                                                           : json_member(resource->json, "bytes");
    const Place place = pin ? json_document_place(document, pin) : (Place){0};
    const cJSON *path = g_ptr_array_index(resource->paths, 0);
    g_autofree char *file = package_path_in(folder, path->valuestring);
    return format_file(formatter, file, schema, pin ? &place : NULL, error);
}

static gboolean format_resource(Formatter *formatter, const JsonDocument *document,
                                const char *folder, const cJSON *json, GError **error)
{
    const char *name = json_string(json, "name");
    const char *reason = name ? why_left_alone(json) : NULL;
    if (reason) {
        g_string_append_printf(formatter->out, "%s: left as it is: %s\n", name, reason);
        return TRUE;
    }
    Resource resource;
    const gboolean readable = resource_parse(document, json, &resource, formatter->findings);
    const gboolean done = !readable || !resource.tabular || resource.paths->len != 1 ||
                          resource.delimiter != ',' ||
                          format_table(formatter, folder, &resource, error);
    resource_clear(&resource);
    return done;
}

static gboolean format_package(Formatter *formatter, const char *path, GError **error)
{
    g_autofree char *descriptor = g_file_test(path, G_FILE_TEST_IS_DIR)
                                      ? g_build_filename(path, "datapackage.json", NULL)
                                      : g_strdup(path);
    if (g_str_has_prefix(descriptor, "./") && strcmp(path, ".") == 0)
        memmove(descriptor, descriptor + 2, strlen(descriptor) - 1);
    g_autofree char *folder = g_path_get_dirname(descriptor);
    g_autoptr(JsonDocument) document = json_document_read(descriptor, formatter->findings, error);
    if (!document)
        return !*error;
    const cJSON *root = json_document_root(document);
    const cJSON *resources = json_member(root, "resources");
    if (!resources)
        return format_resource(formatter, document, folder, root, error);
    const cJSON *resource;
    cJSON_ArrayForEach(resource, resources)
    {
        if (!format_resource(formatter, document, folder, resource, error))
            return FALSE;
    }
    return TRUE;
}

/* ---- the command ---------------------------------------------------------- */

static int finish(Formatter *formatter)
{
    const int status = command_report(formatter->findings, NULL, FALSE);
    if (status == STATUS_CLEAN && formatter->n_changed == 0)
        g_string_append_printf(formatter->out, "%u table%s, all canonical\n", formatter->n_tables,
                               formatter->n_tables == 1 ? "" : "s");
    const int printed = command_print(formatter->out->str);
    if (printed != STATUS_CLEAN)
        return printed;
    return formatter->check && formatter->n_changed > 0 ? STATUS_FINDINGS : status;
}

static int run(int argc, char **argv)
{
    gboolean check = FALSE;
    const GOptionEntry entries[] = {
        {"check", 0, 0, G_OPTION_ARG_NONE, &check,
         "List what is not canonical, write nothing, and end with status 1 if there is any", NULL},
        {0},
    };
    int status;
    if (!command_options(
            &command_fmt, entries,
            "PATH is the folder of a Data Package, its datapackage.json, or a CSV file alone; "
            "without it,\ndata.\n"
            "\n"
            "The canonical form: columns in the schema's order, rows sorted by the bytes of their "
            "primary key,\nquotes only where they are needed, LF, a final line end, Unicode in "
            "NFC, no byte order mark.\nNo value changes. A file that does not parse is left as it "
            "is, and its faults are told.",
            &argc, &argv, &status))
        return status;
    if (argc > 2)
        return command_usage_error(&command_fmt, "more than one path");
    const char *path = argc > 1 ? argv[1] : "data";
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(GString) out = g_string_new(NULL);
    Formatter formatter = {.check = check, .findings = findings, .out = out};
    GError *error = NULL;
    const gboolean package =
        g_file_test(path, G_FILE_TEST_IS_DIR) || g_str_has_suffix(path, ".json");
    const gboolean done = package ? format_package(&formatter, path, &error)
                                  : format_file(&formatter, path, NULL, NULL, &error);
    return done ? finish(&formatter) : command_trouble(error);
}

const Command command_fmt = {
    "fmt",
    "[PATH]",
    "write the tables in canonical form, so diffs show what changed",
    run,
};
