#include "table/lone.h"

#include "base/output.h"
#include "table/dialect_parse.h"
#include "table/encoding.h"
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

static char delimiter_of(const char *path)
{
    const char *dot = strrchr(path, '.');
    const gboolean tabs =
        dot && (g_ascii_strcasecmp(dot, ".tsv") == 0 || g_ascii_strcasecmp(dot, ".tab") == 0);
    return (char)(tabs ? '\t' : dialect_default.delimiter);
}

/* The schema; FALSE, after a finding or with error, when it cannot be used. */
static gboolean read_schema(const char *path, Schema **schema, Findings *findings, GError **error)
{
    *schema = NULL;
    if (!path)
        return TRUE;
    g_autoptr(JsonDocument) document = json_document_read(path, findings, error);
    if (document)
        *schema = schema_parse(document, json_document_root(document), findings);
    return *schema != NULL;
}

/* NULL, after findings, when it has errors. */
static DialectStore *read_dialect(const JsonDocument *document, const char *path,
                                  Findings *findings)
{
    const guint before = findings_count(findings, LEVEL_ERROR);
    g_autoptr(DialectStore) store = dialect_parse(
        document, document ? json_document_root(document) : NULL, delimiter_of(path), findings);
    return findings_count(findings, LEVEL_ERROR) > before ? NULL : g_steal_pointer(&store);
}

/* Gives the table its text, decoded where that is needed into what is to be freed.  FALSE after
 * findings. */
static gboolean give_text(ScanTable *table, const Mapping *mapping, const char *encoding,
                          char **decoded, Findings *findings)
{
    if (!encoding || encoding_is_utf8(encoding)) {
        table->mapping = mapping;
        table->text = mapping->text;
        table->length = mapping->length;
        return TRUE;
    }
    gboolean faultless;
    table->text = *decoded = encoding_decode(table->file, encoding, mapping->text, mapping->length,
                                             &table->length, &faultless, findings);
    return faultless;
}

Package *lone_read(const char *path, const LoneOptions *options, Findings *findings, GError **error)
{
    g_autoptr(Mapping) mapping = mapping_open(path, INPUT_LIMIT, error);
    g_autoptr(Schema) schema = NULL;
    if (!mapping || !read_schema(options->schema, &schema, findings, error))
        return NULL;
    g_autoptr(DialectStore) dialect = read_dialect(options->dialect, path, findings);
    if (!dialect)
        return NULL;
    /* a foreign key without a resource refers to the table itself; others cannot be
     * followed from a file alone */
    g_autofree char *name = table_name(path);
    g_autofree char *decoded = NULL;
    ScanTable table = {.name = name, .file = path, .dialect = &dialect->dialect};
    if (give_text(&table, mapping, options->encoding, &decoded, findings)) {
        table.schema = g_steal_pointer(&schema);
        scan_tables(&table, 1, NULL, findings);
        schema_unref(table.schema);
    }
    return package_of(path, table.n_rows);
}
