/* Scans: the input is a Table Schema, a line '---', and the CSV text of its table.  Whatever the
 * bytes, chunks and threads say what the row reader says alone. */
#include "fuzz.h"

#include "table/relation.h"
#include "table/scan.h"

#include <string.h>

static char *report(Findings *findings)
{
    GString *out = g_string_new(NULL);
    guint n;
    const Finding *items = findings_sorted(findings, &n);
    for (guint i = 0; i < n; i++)
        g_string_append_printf(out, "%u:%u:%u %s: %s\n", items[i].place.line, items[i].place.column,
                               items[i].place.record, items[i].rule->name, items[i].message);
    return g_string_free(out, FALSE);
}

static Schema *read_schema(const char *text, gsize length, Findings *findings)
{
    g_autoptr(JsonDocument) document = json_document_parse("schema", text, length, findings);
    return document ? schema_parse(document, json_document_root(document), findings) : NULL;
}

static char *check_stored(Schema *schema, const char *text, gsize length)
{
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(Table) table = table_read("t", "t", text, length, schema, findings);
    relation_check_keys(table, findings);
    const GArray *keys = table->schema->foreign_keys;
    for (guint i = 0; i < keys->len; i++) {
        const ForeignKey *key = &g_array_index(keys, ForeignKey, i);
        if (*key->resource == '\0')
            relation_check_foreign_key(table, key, table, findings);
    }
    return report(findings);
}

static char *check_scanned(Schema *schema, const char *text, gsize length, gsize chunk_size)
{
    g_autoptr(Findings) findings = findings_new();
    const ScanOptions options = {1 + chunk_size % 2, chunk_size, 0};
    ScanTable table = {.name = "t", .file = "t", .text = text, .length = length, .schema = schema};
    scan_tables(&table, 1, &options, findings);
    schema_unref(table.schema);
    return report(findings);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char separator[] = "\n---\n";
    const char *text = (const char *)data;
    const char *split = g_strstr_len(text, (gssize)size, separator);
    if (!split || size > 4096)
        return 0;
    const gsize schema_length = (gsize)(split - text);
    const char *csv = split + strlen(separator);
    const gsize length = size - schema_length - strlen(separator);
    g_autoptr(Findings) findings = findings_new();
    Schema *schema = read_schema(text, schema_length, findings);
    if (!schema)
        return 0;
    g_autofree char *expected = check_stored(schema, csv, length);
    for (gsize chunk_size = 3; chunk_size <= 64; chunk_size += 61) {
        g_autofree char *found =
            check_scanned(read_schema(text, schema_length, findings), csv, length, chunk_size);
        g_assert_cmpstr(found, ==, expected);
    }
    return 0;
}
