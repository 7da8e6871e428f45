#include "table/package.h"

#include "base/output.h"
#include "table/property.h"
#include "table/relation.h"
#include "table/resource.h"
#include "table/rules.h"

#include <string.h>

const Rule rule_package_error = {"package-error", LEVEL_ERROR,
                                 "a descriptor is no Data Package as the standard has it"};
const Rule rule_file_missing = {"file-missing", LEVEL_ERROR,
                                "a file that the descriptor names cannot be read"};
const Rule rule_not_a_table = {"not-a-table", LEVEL_NOTE,
                               "a resource is no table, so it is only looked for"};

static const PropertySet package_properties = {
    .what = "a package",
    .known = (const char *const[]){"$schema", "profile", "name", "id", "licenses", "title",
                                   "description", "homepage", "image", "version", "created",
                                   "keywords", "contributors", "sources", "resources", NULL},
    .unsupported = (const char *const[]){"missingValues", NULL},
};

typedef struct {
    Package *package;
    const JsonDocument *document;
    GHashTable *names; /* of all resources, readable or not; borrowed */
    Findings *findings;
} PackageReader;

/* ---- files ---------------------------------------------------------------- */

static void package_file_free(gpointer file)
{
    g_free(((PackageFile *)file)->path);
    g_free(((PackageFile *)file)->sha256);
    g_free(file);
}

static void add_file(Package *package, const char *path, const char *text, gsize length)
{
    for (guint i = 1; i < package->files->len; i++) {
        if (strcmp(((PackageFile *)g_ptr_array_index(package->files, i))->path, path) == 0)
            return; /* two resources may share a file */
    }
    PackageFile *file = g_new(PackageFile, 1);
    file->path = g_strdup(path);
    file->sha256 = digest_bytes(text, length);
    g_ptr_array_add(package->files, file);
}

static int file_compare(gconstpointer a, gconstpointer b)
{
    return strcmp((*(PackageFile *const *)a)->path, (*(PackageFile *const *)b)->path);
}

static void sort_files(GPtrArray *files)
{
    if (files->len > 1) /* the descriptor stays first */
        qsort(files->pdata + 1, files->len - 1, sizeof(gpointer), file_compare);
}

/* A path below the folder, as people would type it. */
static char *path_in(const char *folder, const char *path)
{
    return strcmp(folder, ".") == 0 ? g_strdup(path) : g_build_filename(folder, path, NULL);
}

/* ---- resources ------------------------------------------------------------ */

static void read_table(PackageReader *reader, const Resource *resource, const char *file,
                       const char *text, gsize length)
{
    Schema *schema = NULL;
    if (resource->schema) {
        schema = schema_parse(reader->document, resource->schema, reader->findings);
        if (!schema)
            return;
    }
    g_ptr_array_add(reader->package->tables,
                    table_read(resource->name, file, text, length, schema, reader->findings));
}

static void read_resource(PackageReader *reader, const cJSON *json)
{
    Resource resource;
    const gboolean readable = resource_parse(reader->document, json, &resource, reader->findings);
    if (resource.name && !g_hash_table_add(reader->names, (gpointer)resource.name)) {
        findings_add(reader->findings, &rule_package_error,
                     json_document_place(reader->document, json_member(json, "name")),
                     "a resource '%s' stands before; give each resource its own name",
                     resource.name);
        return;
    }
    if (!readable)
        return;
    const Place place = json_document_place(reader->document, json_member(json, "path"));
    g_autofree char *file = path_in(reader->package->folder, resource.path);
    g_autoptr(GError) error = NULL;
    gsize length;
    g_autofree char *text = input_read(file, INPUT_LIMIT, &length, &error);
    if (!text) {
        findings_add(reader->findings, &rule_file_missing, place,
                     "%s; add the file or correct the path", error->message);
        return;
    }
    add_file(reader->package, resource.path, text, length);
    resource_check_bytes(&resource, text, length, reader->findings);
    if (resource.tabular)
        read_table(reader, &resource, file, text, length);
    else
        findings_add(reader->findings, &rule_not_a_table, place,
                     "the resource '%s' is no table; nothing in it is checked", resource.name);
}

static void read_resources(PackageReader *reader, const cJSON *root)
{
    const cJSON *resources = json_member(root, "resources");
    if (!cJSON_IsArray(resources) || cJSON_GetArraySize(resources) == 0) {
        findings_add(reader->findings, &rule_package_error,
                     json_document_place(reader->document, resources ? resources : root),
                     "a package must have a list 'resources' with at least one resource");
        return;
    }
    const cJSON *resource;
    cJSON_ArrayForEach(resource, resources) read_resource(reader, resource);
}

/* ---- keys over all tables -------------------------------------------------- */

static void check_foreign_key(const PackageReader *reader, const Table *table,
                              const ForeignKey *key)
{
    const Table *other =
        *key->resource ? package_table_find(reader->package, key->resource) : table;
    if (!other && !g_hash_table_contains(reader->names, key->resource))
        findings_add(reader->findings, &rule_schema_error, key->place,
                     "the foreign key refers to a resource '%s', which the package lacks",
                     key->resource);
    relation_check_foreign_key(table, key, other, reader->findings);
}

static void check_keys(const PackageReader *reader)
{
    for (guint i = 0; i < reader->package->tables->len; i++) {
        const Table *table = g_ptr_array_index(reader->package->tables, i);
        relation_check_keys(table, reader->findings);
        const GArray *keys = table->schema->foreign_keys;
        for (guint j = 0; j < keys->len; j++)
            check_foreign_key(reader, table, &g_array_index(keys, ForeignKey, j));
    }
}

/* ---- packages ------------------------------------------------------------- */

static Package *package_new(const char *folder)
{
    Package *package = g_new0(Package, 1);
    package->folder = g_strdup(folder);
    package->name = g_strdup("");
    package->tables = g_ptr_array_new_with_free_func((GDestroyNotify)table_free);
    package->files = g_ptr_array_new_with_free_func(package_file_free);
    return package;
}

void package_free(Package *package)
{
    if (!package)
        return;
    g_free(package->folder);
    g_free(package->name);
    g_ptr_array_unref(package->tables);
    g_ptr_array_unref(package->files);
    g_free(package);
}

/* The descriptor's path, in its folder or itself. */
static char *find_descriptor(const char *path)
{
    if (!g_file_test(path, G_FILE_TEST_IS_DIR))
        return g_strdup(path);
    g_autofree char *folder = g_strdup(path);
    for (gsize n = strlen(folder); n > 1 && folder[n - 1] == '/'; n--)
        folder[n - 1] = '\0';
    return path_in(folder, "datapackage.json");
}

static gboolean read_root(PackageReader *reader, const cJSON *root)
{
    if (!cJSON_IsObject(root)) {
        findings_add(reader->findings, &rule_package_error,
                     json_document_place(reader->document, root),
                     "a descriptor must be a JSON object");
        return FALSE;
    }
    property_check(reader->document, root, &package_properties, reader->findings);
    const cJSON *name = json_member(root, "name");
    if (cJSON_IsString(name)) {
        g_free(reader->package->name);
        reader->package->name = g_strdup(name->valuestring);
    } else if (name) {
        findings_add(reader->findings, &rule_package_error,
                     json_document_place(reader->document, name),
                     "the name of a package must be a string");
    }
    read_resources(reader, root);
    return TRUE;
}

Package *package_read(const char *path, Findings *findings, GError **error)
{
    g_autofree char *descriptor = find_descriptor(path);
    gsize length;
    g_autofree char *text = input_read(descriptor, INPUT_LIMIT, &length, error);
    if (!text)
        return NULL;
    g_autoptr(JsonDocument) document = json_document_parse(descriptor, text, length, findings);
    if (!document)
        return NULL;
    g_autofree char *folder = g_path_get_dirname(descriptor);
    g_autofree char *base = g_path_get_basename(descriptor);
    g_autoptr(Package) package = package_new(folder);
    add_file(package, base, text, length);
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    PackageReader reader = {package, document, names, findings};
    if (!read_root(&reader, json_document_root(document)))
        return NULL;
    check_keys(&reader);
    sort_files(package->files);
    return g_steal_pointer(&package);
}

const Table *package_table_find(const Package *package, const char *name)
{
    for (guint i = 0; i < package->tables->len; i++) {
        const Table *table = g_ptr_array_index(package->tables, i);
        if (strcmp(table->name, name) == 0)
            return table;
    }
    return NULL;
}
