#include "table/lone.h"

#include "base/output.h"
#include "table/scan.h"

#include <string.h>

/* "scores" of "data/scores.csv" */
static char *table_name(const char *path)
{
    char *name = g_path_get_basename(path);
    char *dot = strrchr(name, '.');
    if (dot && dot > name)
        *dot = '\0';
    return name;
}

static Package *package_of(const char *path, guint n_rows)
{
    Package *package = g_new0(Package, 1);
    package->folder = g_path_get_dirname(path);
    package->name = g_strdup("");
    package->tables = g_ptr_array_new_with_free_func((GDestroyNotify)table_free);
    package->files = g_ptr_array_new();
    package->n_tables = 1;
    package->n_rows = n_rows;
    return package;
}

Package *lone_read(const char *path, const char *schema_path, Findings *findings, GError **error)
{
    g_autoptr(Mapping) mapping = mapping_open(path, INPUT_LIMIT, error);
    if (!mapping)
        return NULL;
    g_autoptr(JsonDocument) document = NULL;
    Schema *schema = NULL;
    if (schema_path) {
        document = json_document_read(schema_path, findings, error);
        schema = document ? schema_parse(document, json_document_root(document), findings) : NULL;
        if (!schema)
            return NULL;
    }
    /* a foreign key without a resource refers to the table itself; others cannot be
     * followed from a file alone */
    g_autofree char *name = table_name(path);
    ScanTable table = {.name = name, .file = path, .mapping = mapping, .schema = schema};
    table.text = mapping->text;
    table.length = mapping->length;
    scan_tables(&table, 1, NULL, findings);
    schema_free(table.schema);
    return package_of(path, table.n_rows);
}
