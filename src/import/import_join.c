#include "import/import_join.h"

#include "base/output.h"
#include "table/canonical.h"
#include "table/package_files.h"

#include <string.h>

typedef struct {
    const Import *import;
    cJSON *descriptor; /* a copy, to be changed */
    GPtrArray *files;
    GHashTable *by_path; /* path -> OutputFile* */
} Join;

/* Takes text. */
static void add_file(Join *join, const char *path, char *text, gsize length)
{
    OutputFile *file = output_file_new(path, text, length);
    g_ptr_array_add(join->files, file);
    g_hash_table_insert(join->by_path, file->name, file);
}

/* ---- the package as it is ----------------------------------------------------------------------
 */

static gboolean copy_files(Join *join, GError **error)
{
    const Package *package = join->import->package;
    for (guint i = 0; i < package->files->len; i++) {
        const PackageFile *from = g_ptr_array_index(package->files, i);
        g_autofree char *path = package_path_in(package->folder, from->path);
        gsize length;
        char *text = input_read(path, INPUT_LIMIT, &length, error);
        if (!text)
            return FALSE;
        add_file(join, from->path, text, length);
    }
    return TRUE;
}

static cJSON *find_resource(const Join *join, const char *name)
{
    cJSON *resource;
    cJSON_ArrayForEach(resource, cJSON_GetObjectItemCaseSensitive(join->descriptor, "resources"))
    {
        if (g_strcmp0(json_string(resource, "name"), name) == 0)
            return resource;
    }
    return NULL;
}

/* ---- rows into their tables --------------------------------------------------------------------
 */

/* Both texts are canonical, with the same header. */
static char *unite(const char *old, const char *new, const Schema *schema, gsize *length)
{
    const char *rows = strchr(new, '\n') + 1;
    g_autofree char *both = g_strconcat(old, rows, NULL);
    g_autoptr(Findings) findings = findings_new();
    CanonicalFaults faults;
    return canonical_format("joined", both, strlen(both), schema, length, &faults, findings);
}

static gboolean join_rows(Join *join, const char *name, const Schema *schema, const OutputFile *new,
                          GError **error)
{
    cJSON *resource = find_resource(join, name);
    const char *path = json_string(resource, "path");
    OutputFile *file = path ? g_hash_table_lookup(join->by_path, path) : NULL;
    if (!file || json_member(resource, "dialect")) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                    "rows cannot be joined to the table %s: it is not one CSV file of the "
                    "usual form",
                    name);
        return FALSE;
    }
    g_autoptr(Findings) findings = findings_new();
    CanonicalFaults faults;
    gsize length;
    g_autofree char *old =
        canonical_format(path, file->content, file->length, schema, &length, &faults, findings);
    char *text = old ? unite(old, new->content, schema, &length) : NULL;
    if (!text) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                    "rows cannot be joined to the table %s: it has columns that its schema "
                    "lacks",
                    name);
        return FALSE;
    }
    g_free(file->content);
    file->content = text;
    file->length = length;
    cJSON_DeleteItemFromObjectCaseSensitive(resource, "bytes"); /* they were the old file's */
    cJSON_DeleteItemFromObjectCaseSensitive(resource, "hash");
    return TRUE;
}

/* ---- the new table of claims --------------------------------------------------------------------
 */

static const char *claim_table_name(const Import *import)
{
    for (guint i = 0; i < import->package->tables->len; i++) {
        const Table *table = g_ptr_array_index(import->package->tables, i);
        if (table->schema == import->claim_schema)
            return table->name;
    }
    return NULL;
}

static gboolean join_claims(Join *join, const char *name, OutputFile *claims, GError **error)
{
    const char *model = claim_table_name(join->import);
    const cJSON *resource = model ? find_resource(join, model) : NULL;
    if (!resource) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                    "the data have no table of claims, whose schema %s could have", name);
        return FALSE;
    }
    g_autofree char *own = g_strdup(name), *path = g_strdup_printf("claims/%s.csv", name);
    for (guint n = 2; find_resource(join, own) || g_hash_table_contains(join->by_path, path); n++) {
        g_free(own);
        g_free(path);
        own = g_strdup_printf("%s-%u", name, n);
        path = g_strdup_printf("claims/%s.csv", own);
    }
    static const char *const left_out[] = {"title", "description", "bytes", "hash", "sources"};
    cJSON *copy = cJSON_Duplicate(resource, TRUE);
    for (gsize i = 0; i < G_N_ELEMENTS(left_out); i++)
        cJSON_DeleteItemFromObjectCaseSensitive(copy, left_out[i]);
    cJSON_ReplaceItemInObjectCaseSensitive(copy, "name", cJSON_CreateString(own));
    cJSON_ReplaceItemInObjectCaseSensitive(copy, "path", cJSON_CreateString(path));
    cJSON_AddItemToArray(cJSON_GetObjectItemCaseSensitive(join->descriptor, "resources"), copy);
    add_file(join, path, g_steal_pointer(&claims->content), claims->length);
    return TRUE;
}

/* ---- the whole ---------------------------------------------------------------------------------
 */

static gboolean join_file(Join *join, const char *name, OutputFile *new, GError **error)
{
    const Import *import = join->import;
    const struct {
        const char *path, *table;
        const Schema *schema;
    } tables[] = {{"sources.csv", "sources", import->source_schema},
                  {"subjects.csv", "subjects", import->subject_schema},
                  {"metrics.csv", "metrics", import->metric_schema}};
    if (strcmp(new->name, "claims.csv") == 0)
        return join_claims(join, name, new, error);
    for (gsize i = 0; i < G_N_ELEMENTS(tables); i++)
        if (strcmp(new->name, tables[i].path) == 0)
            return join_rows(join, tables[i].table, tables[i].schema, new, error);
    add_file(join, new->name, g_steal_pointer(&new->content), new->length);
    return TRUE;
}

static gboolean join_all(Join *join, const char *name, GError **error)
{
    if (!copy_files(join, error))
        return FALSE;
    g_autoptr(GPtrArray) own = import_files(join->import);
    for (guint i = 0; i < own->len; i++)
        if (!join_file(join, name, g_ptr_array_index(own, i), error))
            return FALSE;
    const PackageFile *descriptor = g_ptr_array_index(join->import->package->files, 0);
    OutputFile *file = g_hash_table_lookup(join->by_path, descriptor->path);
    g_free(file->content);
    file->content = json_print(join->descriptor);
    file->length = strlen(file->content);
    return TRUE;
}

GPtrArray *import_join(const Import *import, const char *name, GError **error)
{
    const Package *package = import->package;
    const PackageFile *first = g_ptr_array_index(package->files, 0);
    g_autofree char *path = package_path_in(package->folder, first->path);
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(JsonDocument) document = json_document_read(path, findings, error);
    if (!document)
        return NULL;
    g_autoptr(cJSON) descriptor = cJSON_Duplicate(json_document_root(document), TRUE);
    Join join = {.import = import,
                 .descriptor = descriptor,
                 .files = output_files_new(),
                 .by_path = g_hash_table_new(g_str_hash, g_str_equal)};
    const gboolean done = join_all(&join, name, error);
    g_hash_table_unref(join.by_path);
    if (done)
        return join.files;
    g_ptr_array_unref(join.files);
    return NULL;
}
