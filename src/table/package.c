#include "table/package.h"

#include "base/output.h"
#include "table/field_options.h"
#include "table/metadata.h"
#include "table/property.h"
#include "table/relation.h"
#include "table/rules.h"
#include "table/table_source.h"

#include <string.h>

const Rule rule_package_error = {"package-error", LEVEL_ERROR,
                                 "a descriptor is no Data Package as the standard has it"};
const Rule rule_not_a_table = {"not-a-table", LEVEL_NOTE,
                               "a resource is no table, so it is only looked for"};

static const PropertySet package_properties = {
    .what = "a package",
    .known =
        (const char *const[]){"$schema", "profile", "name", "id", "licenses", "title",
                              "description", "homepage", "image", "version", "created", "keywords",
                              "contributors", "sources", "resources", "missingValues", NULL},
    .unsupported = (const char *const[]){NULL},
};

typedef struct {
    Package *package;
    PackageFiles files;
    const JsonDocument *document;
    GHashTable *names;         /* of all resources, readable or not; borrowed */
    GPtrArray *missing_values; /* of the package; NULL: none */
    GPtrArray *sources;        /* of TableSource*: of the tables that are read */
    GPtrArray *relocations;    /* of Relocation*, theirs */
    gboolean stored;           /* else tables are checked only */
    const PackageTaps *taps;   /* then; NULL: none */
    Findings *findings;
} PackageReader;

/* ---- files ---------------------------------------------------------------- */

static void package_file_free(gpointer file)
{
    g_free(((PackageFile *)file)->path);
    g_free(((PackageFile *)file)->sha256);
    g_free(file);
}

static void add_descriptor(Package *package, const char *path, const char *text, gsize length)
{
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

/* ---- resources ------------------------------------------------------------ */

static void read_table(PackageReader *reader, const Resource *resource)
{
    TableSource *source = table_source_read(resource, &reader->files, reader->missing_values);
    if (!source)
        return;
    g_ptr_array_add(reader->sources, source);
    if (source->relocation)
        g_ptr_array_add(reader->relocations, source->relocation);
    if (!reader->stored)
        return; /* it waits until all are known */
    g_ptr_array_add(reader->package->tables,
                    table_read_as(source->name, source->file, source->text, source->length,
                                  &source->dialect->dialect, g_steal_pointer(&source->schema),
                                  g_steal_pointer(&source->relocation), reader->findings));
}

/* Files that are no table are only looked for. */
static void look_for(PackageReader *reader, const Resource *resource)
{
    g_autoptr(GPtrArray) mappings = g_ptr_array_new_with_free_func((GDestroyNotify)mapping_free);
    const cJSON *item = resource->data;
    for (guint i = 0; i < resource->paths->len; i++) {
        item = g_ptr_array_index(resource->paths, i);
        Mapping *mapping = package_files_open(&reader->files, item->valuestring,
                                              json_document_place(reader->document, item));
        if (!mapping)
            return;
        g_ptr_array_add(mappings, mapping);
    }
    if (!resource->data)
        resource_check_bytes(resource, mappings, reader->findings);
    findings_add(reader->findings, &rule_not_a_table, json_document_place(reader->document, item),
                 "the resource '%s' is no table; nothing in it is checked", resource->name);
}

static void read_resource(PackageReader *reader, const cJSON *json)
{
    Resource resource;
    const gboolean readable = resource_parse(reader->document, json, &resource, reader->findings);
    if (resource.name && !g_hash_table_add(reader->names, (gpointer)resource.name))
        findings_add(reader->findings, &rule_package_error,
                     json_document_place(reader->document, json_member(json, "name")),
                     "a resource '%s' stands before; give each resource its own name",
                     resource.name);
    if (readable && resource.tabular)
        read_table(reader, &resource);
    else if (readable)
        look_for(reader, &resource);
    resource_clear(&resource);
}

/* A descriptor with data of its own is that of one resource
 * (https://datapackage.org/standard/data-resource/). */
static gboolean is_resource(const cJSON *root)
{
    return !json_member(root, "resources") &&
           (json_member(root, "path") || json_member(root, "data"));
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

/* Whether the package has the resource that the key refers to. */
static void check_target(const PackageReader *reader, const ForeignKey *key)
{
    if (*key->resource && !g_hash_table_contains(reader->names, key->resource))
        findings_add(reader->findings, &rule_schema_error, key->place,
                     "the foreign key refers to a resource '%s', which the package lacks",
                     key->resource);
}

static void check_foreign_key(const PackageReader *reader, const Table *table,
                              const ForeignKey *key)
{
    const Table *other =
        *key->resource ? package_table_find(reader->package, key->resource) : table;
    check_target(reader, key);
    relation_check_foreign_key(table, key, other, reader->findings);
}

static ScanTable scan_of(const TableSource *source)
{
    return (ScanTable){
        .name = source->name,
        .file = source->file,
        .text = source->text,
        .length = source->length,
        .mapping = source->mapping,
        .dialect = &source->dialect->dialect,
        .relocation = source->relocation,
        .schema = source->schema,
    };
}

/* What there is to find the scans find as well, so nothing is said; FALSE: there is something. */
static gboolean store_tapped(const PackageReader *reader)
{
    g_autoptr(Findings) unheard = findings_new();
    for (guint i = 0; i < reader->sources->len; i++) {
        const TableSource *source = g_ptr_array_index(reader->sources, i);
        if (g_strv_contains(reader->taps->stored, source->name) && source->schema)
            g_ptr_array_add(reader->package->tables,
                            table_read_borrowed(source->name, source->file, source->text,
                                                source->length, &source->dialect->dialect,
                                                source->schema, unheard));
    }
    return !findings_block(unheard);
}

static void open_taps(const PackageReader *reader, ScanTable *scans)
{
    const gboolean clean = store_tapped(reader);
    for (guint i = 0; clean && i < reader->sources->len; i++) {
        if (!package_table_find(reader->package, scans[i].name))
            scans[i].tap = reader->taps->open(reader->taps->data, reader->package,
                                              g_ptr_array_index(reader->sources, i));
    }
}

static void check_scans(const PackageReader *reader)
{
    const guint n = reader->sources->len;
    g_autofree ScanTable *scans = g_new0(ScanTable, MAX(n, 1));
    for (guint i = 0; i < n; i++)
        scans[i] = scan_of(g_ptr_array_index(reader->sources, i));
    if (reader->taps)
        open_taps(reader, scans);
    scan_tables(scans, n, reader->taps ? reader->taps->options : NULL, reader->findings);
    for (guint i = 0; i < n; i++) {
        TableSource *source = g_ptr_array_index(reader->sources, i);
        source->schema = scans[i].schema; /* it may have been made from the labels */
        const GArray *keys = scans[i].schema->foreign_keys;
        for (guint j = 0; j < keys->len; j++)
            check_target(reader, &g_array_index(keys, ForeignKey, j));
        reader->package->n_rows += scans[i].n_rows;
    }
    reader->package->n_tables = n;
}

static void check_keys(const PackageReader *reader)
{
    reader->package->n_tables = reader->package->tables->len;
    for (guint i = 0; i < reader->package->tables->len; i++) {
        const Table *table = g_ptr_array_index(reader->package->tables, i);
        reader->package->n_rows += table->n_rows;
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
    json_document_free(package->descriptor);
    if (package->sources)
        g_ptr_array_unref(package->sources);
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
    static const char *const names[] = {"datapackage.json", "datapackage.yaml", "datapackage.yml"};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *found = package_path_in(folder, names[i]);
        if (g_file_test(found, G_FILE_TEST_EXISTS))
            return g_steal_pointer(&found);
    }
    return package_path_in(folder, names[0]);
}

static void read_name(PackageReader *reader, const cJSON *root)
{
    const cJSON *name = json_member(root, "name");
    if (cJSON_IsString(name)) {
        g_free(reader->package->name);
        reader->package->name = g_strdup(name->valuestring);
    } else if (name) {
        findings_add(reader->findings, &rule_package_error,
                     json_document_place(reader->document, name),
                     "the name of a package must be a string");
    }
}

static gboolean read_root(PackageReader *reader, const cJSON *root)
{
    if (!cJSON_IsObject(root)) {
        findings_add(reader->findings, &rule_package_error,
                     json_document_place(reader->document, root),
                     "a descriptor must be a JSON object");
        return FALSE;
    }
    if (is_resource(root)) {
        read_resource(reader, root);
        return TRUE;
    }
    property_check(reader->document, root, &package_properties, reader->findings);
    metadata_check(reader->document, root, reader->findings);
    const cJSON *values = json_member(root, "missingValues");
    if (values)
        reader->missing_values = missing_values_parse(reader->document, values, reader->findings);
    read_name(reader, root);
    read_resources(reader, root);
    return TRUE;
}

static gboolean has_resources(const cJSON *root, const char *const *wanted)
{
    for (; *wanted; wanted++) {
        gboolean found = FALSE;
        const cJSON *resource;
        cJSON_ArrayForEach(resource, json_member(root, "resources"))
        {
            const char *name = cJSON_IsObject(resource) ? json_string(resource, "name") : NULL;
            found = found || g_strcmp0(name, *wanted) == 0;
        }
        if (!found)
            return FALSE;
    }
    return TRUE;
}

/* Reads the package that the document describes; FALSE when it cannot be used. */
static gboolean read_document(PackageReader *reader, const cJSON *root)
{
    if (!read_root(reader, root))
        return FALSE;
    if (reader->stored)
        check_keys(reader);
    else
        check_scans(reader);
    sort_files(reader->package->files);
    return TRUE;
}

/* Neither wanted nor taps: all tables are stored. */
static Package *read_package(const char *path, const char *const *wanted, const PackageTaps *taps,
                             Findings *findings, GError **error)
{
    g_autofree char *descriptor = find_descriptor(path);
    if (package_path_is_yaml(descriptor) && g_file_test(descriptor, G_FILE_TEST_EXISTS)) {
        package_refuse_yaml((Place){descriptor, 0, 0}, descriptor, findings);
        return NULL;
    }
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
    add_descriptor(package, base, text, length);
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GPtrArray) sources =
        g_ptr_array_new_with_free_func((GDestroyNotify)table_source_free);
    g_autoptr(GPtrArray) relocations = g_ptr_array_new();
    g_autoptr(Findings) found = findings_new_like(findings); /* their places may be elsewhere */
    const cJSON *root = json_document_root(document);
    package->descriptor = g_steal_pointer(&document);
    PackageReader reader = {
        .package = package,
        .document = package->descriptor,
        .names = names,
        .sources = sources,
        .relocations = relocations,
        .stored = !taps && (!wanted || has_resources(root, wanted)),
        .taps = taps,
        .findings = found,
    };
    g_autoptr(GHashTable) schemas =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)schema_unref);
    reader.files = (PackageFiles){folder, reader.stored ? package->files : NULL, schemas, found};
    const gboolean usable = read_document(&reader, root);
    relocation_take(relocations, findings, found);
    if (taps)
        package->sources = g_ptr_array_ref(sources);
    g_clear_pointer(&reader.missing_values, g_ptr_array_unref);
    return usable ? g_steal_pointer(&package) : NULL;
}

Package *package_read(const char *path, Findings *findings, GError **error)
{
    return read_package(path, NULL, NULL, findings, error);
}

Package *package_check(const char *path, const char *const *wanted, Findings *findings,
                       GError **error)
{
    return read_package(path, wanted, NULL, findings, error);
}

Package *package_scan(const char *path, const PackageTaps *taps, Findings *findings, GError **error)
{
    return read_package(path, NULL, taps, findings, error);
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
