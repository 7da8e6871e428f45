#include "table/lone.h"

#include "base/output.h"
#include "table/relation.h"

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

static Package *package_of(Table *table, const char *path)
{
    Package *package = g_new0(Package, 1);
    package->folder = g_path_get_dirname(path);
    package->name = g_strdup("");
    package->tables = g_ptr_array_new_with_free_func((GDestroyNotify)table_free);
    package->files = g_ptr_array_new();
    g_ptr_array_add(package->tables, table);
    return package;
}

/* A foreign key without a resource refers to the table itself; others cannot be
 * followed from a file alone. */
static void check_relations(const Table *table, Findings *findings)
{
    relation_check_keys(table, findings);
    const GArray *keys = table->schema->foreign_keys;
    for (guint i = 0; i < keys->len; i++) {
        const ForeignKey *key = &g_array_index(keys, ForeignKey, i);
        if (!key->resource || !*key->resource)
            relation_check_foreign_key(table, key, table, findings);
    }
}

Package *lone_read(const char *path, const char *schema_path, Findings *findings, GError **error)
{
    gsize length;
    g_autofree char *text = input_read(path, INPUT_LIMIT, &length, error);
    if (!text)
        return NULL;
    g_autoptr(JsonDocument) document = NULL;
    Schema *schema = NULL;
    if (schema_path) {
        document = json_document_read(schema_path, findings, error);
        schema = document ? schema_parse(document, json_document_root(document), findings) : NULL;
        if (!schema)
            return NULL;
    }
    g_autofree char *name = table_name(path);
    Table *table = table_read(name, path, text, length, schema, findings);
    check_relations(table, findings);
    return package_of(table, path);
}
