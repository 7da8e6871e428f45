#include "table/schema_keys.h"

#include "table/property.h"
#include "table/rules.h"
#include "table/suggest.h"

static const PropertySet key_properties = {
    .what = "a foreign key",
    .known = (const char *const[]){"fields", "reference", "resource", "name", "title",
                                   "description", NULL},
    .unsupported = (const char *const[]){NULL},
};

/* What is read, and where its faults go. */
typedef struct {
    const JsonDocument *document;
    Schema *schema;
    Findings *findings;
} KeyParser;

static Place parser_place(const KeyParser *parser, const cJSON *item)
{
    return json_document_place(parser->document, item);
}

static const char *keep(const KeyParser *parser, const char *text)
{
    return g_string_chunk_insert_const(parser->schema->texts, text);
}

/* The names in a key, which may be one string; NULL, after a finding, when it
 * is neither that nor a list of strings. */
static GPtrArray *parse_names(const KeyParser *parser, const cJSON *json, const cJSON *names,
                              const char *what)
{
    g_autoptr(GPtrArray) texts = NULL;
    if (cJSON_IsString(names)) {
        texts = g_ptr_array_new_with_free_func(g_free);
        g_ptr_array_add(texts, g_strdup(names->valuestring));
    } else {
        texts = property_strings(names);
    }
    if (texts && texts->len > 0)
        return g_steal_pointer(&texts);
    findings_add(parser->findings, &rule_schema_error, parser_place(parser, names ? names : json),
                 "%s must be a name of a field or a list of them", what);
    return NULL;
}

/* Indices of the fields of those names in this schema, or NULL after a finding. */
static guint *find_fields(const KeyParser *parser, const GPtrArray *names, const cJSON *item,
                          const char *what)
{
    g_autofree guint *fields = g_new(guint, names->len);
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        const int field = schema_field_find(parser->schema, name);
        if (field < 0) {
            Suggestion suggestion;
            suggest_init(&suggestion, name);
            for (guint j = 0; j < parser->schema->n_fields; j++)
                suggest_offer(&suggestion, parser->schema->fields[j].name);
            findings_add(parser->findings, &rule_schema_error, parser_place(parser, item),
                         "%s names a field '%s', which the schema lacks%s%s%s", what, name,
                         suggestion.best ? "; did you mean '" : "",
                         suggestion.best ? suggestion.best : "", suggestion.best ? "'?" : "");
            return NULL;
        }
        fields[i] = (guint)field;
    }
    return g_steal_pointer(&fields);
}

static void parse_primary_key(const KeyParser *parser, const cJSON *json)
{
    const cJSON *key = json_member(json, "primaryKey");
    if (!key || (cJSON_IsArray(key) && cJSON_GetArraySize(key) == 0))
        return;
    g_autoptr(GPtrArray) names = parse_names(parser, json, key, "the primary key");
    if (!names)
        return;
    parser->schema->primary_key = find_fields(parser, names, key, "the primary key");
    parser->schema->n_primary_key = parser->schema->primary_key ? names->len : 0;
}

static void parse_foreign_key(const KeyParser *parser, const cJSON *json)
{
    const cJSON *reference = json_member(json, "reference");
    const cJSON *resource = json_member(reference, "resource");
    if (!cJSON_IsObject(reference) || (resource && !cJSON_IsString(resource))) {
        findings_add(parser->findings, &rule_schema_error, parser_place(parser, json),
                     "a foreign key must have 'fields' and a 'reference' with 'resource' and "
                     "'fields'");
        return;
    }
    property_check(parser->document, json, &key_properties, parser->findings);
    property_check(parser->document, reference, &key_properties, parser->findings);
    const cJSON *fields = json_member(json, "fields");
    const cJSON *other_fields = json_member(reference, "fields");
    g_autoptr(GPtrArray) names = parse_names(parser, json, fields, "'fields' of a foreign key");
    g_autoptr(GPtrArray) other_names =
        parse_names(parser, reference, other_fields, "'reference.fields' of a foreign key");
    if (!names || !other_names)
        return;
    if (names->len != other_names->len) {
        findings_add(parser->findings, &rule_schema_error, parser_place(parser, other_fields),
                     "the foreign key has %u fields here and %u in its reference; they must pair",
                     names->len, other_names->len);
        return;
    }
    ForeignKey key = {
        .fields = find_fields(parser, names, fields, "the foreign key"),
        .n_fields = names->len,
        .resource = keep(parser, resource ? resource->valuestring : ""),
        .place = parser_place(parser, json),
    };
    if (!key.fields)
        return;
    key.place.file = keep(parser, key.place.file);
    key.other_fields = g_steal_pointer(&other_names);
    g_array_append_val(parser->schema->foreign_keys, key);
}

static void parse_foreign_keys(const KeyParser *parser, const cJSON *json)
{
    const cJSON *keys = json_member(json, "foreignKeys");
    if (keys && !cJSON_IsArray(keys)) {
        findings_add(parser->findings, &rule_schema_error, parser_place(parser, keys),
                     "'foreignKeys' must be a list");
        return;
    }
    const cJSON *key;
    cJSON_ArrayForEach(key, keys) parse_foreign_key(parser, key);
}

static void parse_unique_keys(const KeyParser *parser, const cJSON *json)
{
    const cJSON *keys = json_member(json, "uniqueKeys");
    if (!keys)
        return;
    if (!cJSON_IsArray(keys) || !keys->child) {
        findings_add(parser->findings, &rule_schema_error, parser_place(parser, keys),
                     "'uniqueKeys' must be a list of lists of names of fields");
        return;
    }
    const cJSON *item;
    cJSON_ArrayForEach(item, keys)
    {
        g_autoptr(GPtrArray) names = parse_names(parser, keys, item, "a unique key");
        if (!names)
            continue;
        const UniqueKey key = {find_fields(parser, names, item, "a unique key"), names->len};
        if (key.fields)
            g_array_append_val(parser->schema->unique_keys, key);
    }
}

void schema_keys_parse(const JsonDocument *document, const cJSON *json, Schema *schema,
                       Findings *findings)
{
    const KeyParser parser = {document, schema, findings};
    parse_primary_key(&parser, json);
    parse_unique_keys(&parser, json);
    parse_foreign_keys(&parser, json);
}
