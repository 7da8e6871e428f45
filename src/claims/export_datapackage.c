/*
 * A Data Package (https://datapackage.org, version 2) of figures, claims,
 * sources, subjects and metrics.  It is whole in itself: every key leads to a
 * row in it, and it is a data folder that figtrail reads again.
 *
 * What the package that it comes from says of itself (title, licences, the
 * description and constraints of fields) is said of this one too.
 */
#include "base/output.h"
#include "claims/export_format.h"

#include <string.h>

/* ---- what the original descriptor says ------------------------------------------------------- */

static const cJSON *find_named(const cJSON *list, const char *name)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, list)
    {
        if (g_strcmp0(json_string(item, "name"), name) == 0)
            return item;
    }
    return NULL;
}

static const cJSON *original_resource(const ExportRequest *request, const char *name)
{
    return find_named(json_member(request->descriptor, "resources"), name);
}

static const cJSON *original_field(const ExportRequest *request, const char *resource,
                                   const char *field)
{
    const cJSON *schema = json_member(original_resource(request, resource), "schema");
    return find_named(json_member(schema, "fields"), field);
}

/* Names of the tables that the rows come from; of figures none. */
static GPtrArray *original_tables(const ExportRequest *request, const char *name)
{
    GPtrArray *names = g_ptr_array_new();
    if (strcmp(name, "claims") != 0) {
        g_ptr_array_add(names, (gpointer)name);
        return names;
    }
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < request->selection->claims->len; i++) {
        const Claim *claim = g_ptr_array_index(request->selection->claims, i);
        if (g_hash_table_add(seen, (gpointer)claim->table->name))
            g_ptr_array_add(names, (gpointer)claim->table->name);
    }
    return names;
}

/* ---- fields ---------------------------------------------------------------------------------- */

/* Figures are all numbers, all dates (of any precision, for which Table Schema has no type), or
 * both. */
static const char *amount_type(const Selection *selection)
{
    guint n_numbers = 0;
    for (guint i = 0; i < selection->metrics->len; i++) {
        const Metric *metric = g_ptr_array_index(selection->metrics, i);
        n_numbers += metric->kind == METRIC_NUMBER;
    }
    return n_numbers > 0 && n_numbers == selection->metrics->len ? "number" : "string";
}

static const char *schema_type(const ExportRequest *request, ExportType type)
{
    switch (type) {
    case EXPORT_NUMBER: return "number";
    case EXPORT_INTEGER: return "integer";
    case EXPORT_BOOLEAN: return "boolean";
    case EXPORT_AMOUNT: return amount_type(request->selection);
    case EXPORT_TEXT:
    case EXPORT_LIST: break;
    }
    return "string";
}

static cJSON *new_field(const ExportRequest *request, const ExportColumn *column)
{
    cJSON *field = cJSON_CreateObject();
    cJSON_AddStringToObject(field, "name", column->name);
    if (column->title)
        cJSON_AddStringToObject(field, "title", column->title);
    cJSON_AddStringToObject(field, "type", schema_type(request, column->type));
    if (column->description)
        cJSON_AddStringToObject(field, "description", column->description);
    return field;
}

/* The field as all tables of origin describe it; NULL when they do not agree. */
static cJSON *copy_field(const ExportRequest *request, const GPtrArray *tables, const char *name)
{
    const cJSON *field = NULL;
    for (guint i = 0; i < tables->len; i++) {
        const cJSON *other = original_field(request, g_ptr_array_index(tables, i), name);
        if (!other || (field && !cJSON_Compare(field, other, TRUE)))
            return NULL;
        field = other;
    }
    if (!field)
        return NULL;
    cJSON *copy = cJSON_Duplicate(field, TRUE);
    cJSON_DeleteItemFromObjectCaseSensitive(copy, "missingValues"); /* here it is "" */
    return copy;
}

static cJSON *fields_json(const ExportRequest *request, const ExportTable *table)
{
    g_autoptr(GPtrArray) tables = original_tables(request, table->name);
    cJSON *fields = cJSON_CreateArray();
    for (guint i = 0; i < export_table_width(table); i++) {
        const ExportColumn *column = export_table_column(table, i);
        cJSON *field = copy_field(request, tables, column->name);
        cJSON_AddItemToArray(fields, field ? field : new_field(request, column));
    }
    return fields;
}

/* ---- resources ------------------------------------------------------------------------------- */

typedef struct {
    const char *field, *resource; /* resource "": the same table */
} Reference;

typedef struct {
    const char *name, *title, *description, *key;
    ExportTable *(*table)(const Selection *selection);
    Reference references[4];
} Resource;

static const Resource resources[] = {
    {"figures",
     "Figures",
     "What the claims come to: one row per subject, metric and setting, with the chosen claim.",
     "key",
     export_table_figures,
     {{"subject", "subjects"}, {"metric", "metrics"}, {"claim", "claims"}, {"source", "sources"}}},
    {"claims",
     "Claims",
     "One source stating one figure.",
     "id",
     export_table_claims,
     {{"subject", "subjects"}, {"metric", "metrics"}, {"source", "sources"}}},
    {"sources",
     "Sources",
     "Texts that state figures.",
     "id",
     export_table_sources,
     {{"relays", ""}}},
    {"subjects", "Subjects", "What figures are about.", "id", export_table_subjects, {{0}}},
    {"metrics", "Metrics", "Measures, with unit and bounds.", "id", export_table_metrics, {{0}}},
};

static cJSON *references_json(const Resource *resource)
{
    cJSON *keys = cJSON_CreateArray();
    for (gsize i = 0; i < G_N_ELEMENTS(resource->references); i++) {
        const Reference *reference = &resource->references[i];
        if (!reference->field)
            break;
        cJSON *key = cJSON_CreateObject(), *target = cJSON_CreateObject();
        cJSON_AddItemToArray(keys, key);
        cJSON_AddItemToObject(key, "fields", cJSON_CreateStringArray(&reference->field, 1));
        cJSON_AddItemToObject(key, "reference", target);
        if (*reference->resource)
            cJSON_AddStringToObject(target, "resource", reference->resource);
        const char *id = "id";
        cJSON_AddItemToObject(target, "fields", cJSON_CreateStringArray(&id, 1));
    }
    return keys;
}

static void add_text(cJSON *object, const cJSON *original, const char *name, const char *text)
{
    const char *own = json_string(original, name);
    cJSON_AddStringToObject(object, name, own ? own : text);
}

static cJSON *resource_json(const ExportRequest *request, const Resource *resource,
                            const ExportTable *table, const OutputFile *file)
{
    const cJSON *original = original_resource(request, resource->name);
    cJSON *json = cJSON_CreateObject(), *schema = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "name", resource->name);
    cJSON_AddStringToObject(json, "path", file->name);
    cJSON_AddStringToObject(json, "type", "table");
    add_text(json, original, "title", resource->title);
    add_text(json, original, "description", resource->description);
    cJSON_AddStringToObject(json, "format", "csv");
    cJSON_AddStringToObject(json, "mediatype", "text/csv");
    cJSON_AddStringToObject(json, "encoding", "utf-8");
    cJSON_AddNumberToObject(json, "bytes", (double)file->length);
    g_autofree char *digest = digest_bytes(file->content, file->length);
    g_autofree char *hash = g_strconcat("sha256:", digest, NULL);
    cJSON_AddStringToObject(json, "hash", hash);
    cJSON_AddItemToObject(json, "schema", schema);
    cJSON_AddItemToObject(schema, "fields", fields_json(request, table));
    cJSON_AddItemToObject(schema, "primaryKey", cJSON_CreateStringArray(&resource->key, 1));
    if (resource->references[0].field)
        cJSON_AddItemToObject(schema, "foreignKeys", references_json(resource));
    return json;
}

/* All that the original says of itself, but for its resources. */
static cJSON *new_descriptor(const ExportRequest *request)
{
    static const char profile[] = "https://datapackage.org/profiles/2.0/datapackage.json";
    cJSON *descriptor = cJSON_CreateObject();
    cJSON_AddStringToObject(descriptor, "$schema", profile);
    const cJSON *member;
    cJSON_ArrayForEach(member, request->descriptor)
    {
        if (strcmp(member->string, "resources") != 0 && strcmp(member->string, "$schema") != 0)
            cJSON_AddItemToObject(descriptor, member->string, cJSON_Duplicate(member, TRUE));
    }
    return descriptor;
}

GPtrArray *export_datapackage(const ExportRequest *request)
{
    GPtrArray *files = output_files_new();
    g_autoptr(cJSON) descriptor = new_descriptor(request);
    cJSON *list = cJSON_AddArrayToObject(descriptor, "resources");
    for (gsize i = 0; i < G_N_ELEMENTS(resources); i++) {
        g_autoptr(ExportTable) table = resources[i].table(request->selection);
        g_autofree char *name = g_strconcat(resources[i].name, ".csv", NULL);
        GString *text = g_string_new(NULL);
        export_table_format_csv(table, FALSE, text);
        const gsize length = text->len;
        OutputFile *file = output_file_new(name, g_string_free(text, FALSE), length);
        cJSON_AddItemToArray(list, resource_json(request, &resources[i], table, file));
        g_ptr_array_add(files, file);
    }
    char *text = json_print(descriptor);
    g_ptr_array_add(files, output_file_new("datapackage.json", text, strlen(text)));
    return files;
}
