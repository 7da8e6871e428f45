#include "table/resource.h"

#include "table/encoding.h"
#include "table/metadata.h"
#include "table/package_files.h"
#include "table/property.h"
#include "table/rules.h"

#include <string.h>

const Rule rule_resource_error = {"resource-error", LEVEL_ERROR,
                                  "a resource of a descriptor is not as the standard has it"};
const Rule rule_byte_count = {"byte-count", LEVEL_ERROR,
                              "a file has not as many bytes as the descriptor says"};
const Rule rule_hash_count = {"hash-count", LEVEL_ERROR,
                              "a file has not the digest that the descriptor says"};

static const PropertySet resource_properties = {
    .what = "a resource",
    .known =
        (const char *const[]){
            "$schema", "profile",     "name",   "path",      "url",      "data",          "type",
            "title",   "description", "format", "mediatype", "encoding", "bytes",         "hash",
            "sources", "licenses",    "schema", "dialect",   "homepage", "missingValues", NULL},
    .unsupported = (const char *const[]){"compression", NULL},
};

typedef struct {
    const JsonDocument *document;
    const cJSON *json;
    Findings *findings;
} ResourceParser;

static void fail(const ResourceParser *parser, const Rule *rule, const cJSON *item,
                 const char *message)
{
    findings_add(parser->findings, rule,
                 json_document_place(parser->document, item ? item : parser->json), "%s", message);
}

/* ---- where its data are --------------------------------------------------- */

static gboolean parse_path(const ResourceParser *parser, Resource *resource, const cJSON *path)
{
    const char *fault =
        cJSON_IsString(path) ? package_path_fault(path->valuestring) : "a path must be a string";
    if (fault)
        fail(parser, cJSON_IsString(path) ? &rule_unsafe_path : &rule_resource_error, path, fault);
    else
        g_ptr_array_add(resource->paths, (gpointer)path);
    return fault == NULL;
}

static gboolean parse_paths(const ResourceParser *parser, Resource *resource, const cJSON *path)
{
    if (!cJSON_IsArray(path))
        return parse_path(parser, resource, path);
    gboolean readable = path->child != NULL;
    if (!readable)
        fail(parser, &rule_resource_error, path, "a list of paths must have at least one");
    const cJSON *item;
    cJSON_ArrayForEach(item, path) readable = parse_path(parser, resource, item) && readable;
    return readable;
}

static gboolean parse_source(const ResourceParser *parser, Resource *resource)
{
    const cJSON *path = json_member(parser->json, "path");
    if (!path) /* version 0 of the standard */
        path = json_member(parser->json, "url");
    resource->data = json_member(parser->json, "data");
    if (path && resource->data) {
        fail(parser, &rule_resource_error, resource->data,
             "a resource must have a 'path' or 'data', not both");
        return FALSE;
    }
    if (!path && !resource->data)
        fail(parser, &rule_resource_error, NULL, "a resource must have a 'path' or 'data'");
    return path ? parse_paths(parser, resource, path) : resource->data != NULL;
}

/* ---- how it is to be read ------------------------------------------------- */

static gboolean check_encoding(const ResourceParser *parser, Resource *resource)
{
    const cJSON *encoding = json_member(parser->json, "encoding");
    const char *name = cJSON_GetStringValue(encoding);
    if (!encoding || (name && encoding_is_utf8(name)))
        return TRUE;
    if (name && encoding_is_known(name)) {
        resource->encoding = name;
        return TRUE;
    }
    fail(parser, &rule_resource_error, encoding,
         "the encoding must be the name of one, such as \"utf-8\", \"utf-16\", \"iso-8859-1\" or "
         "\"windows-1252\"");
    return FALSE;
}

static const struct {
    const char *format, *mediatype;
    char delimiter;
} formats[] = {
    {"csv", "text/csv", ','},
    {"tsv", "text/tab-separated-values", '\t'},
};

/* Index of the format that the resource says it has, by suffix, or -1. */
static int format_find(const Resource *resource, const char *format)
{
    const cJSON *first = resource->paths->len > 0 ? g_ptr_array_index(resource->paths, 0) : NULL;
    const char *media = json_string(resource->json, "mediatype");
    const char *dot = first ? strrchr(first->valuestring, '.') : NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(formats); i++) {
        if (format ? g_ascii_strcasecmp(format, formats[i].format) == 0
                   : (dot && g_ascii_strcasecmp(dot + 1, formats[i].format) == 0) ||
                         (media && g_str_has_prefix(media, formats[i].mediatype)))
            return (int)i;
    }
    return -1;
}

/* Version 2 says "type": "table", version 1 "profile": "tabular-data-resource". */
static gboolean is_tabular(const Resource *resource)
{
    const char *profile = json_string(resource->json, "profile");
    const char *format = json_string(resource->json, "format");
    return json_member(resource->json, "schema") ||
           g_strcmp0(json_string(resource->json, "type"), "table") == 0 ||
           (profile && strstr(profile, "tabular-data-resource")) ||
           format_find(resource, format) >= 0 || format_find(resource, NULL) >= 0;
}

static gboolean parse_format(const ResourceParser *parser, Resource *resource)
{
    const cJSON *item = json_member(parser->json, "format");
    const char *format = cJSON_GetStringValue(item);
    const int index = format_find(resource, format);
    resource->delimiter = formats[MAX(index, 0)].delimiter;
    /* inline data are JSON, unless they are a text */
    if (!resource->tabular || !format || index >= 0 ||
        (resource->data && g_ascii_strcasecmp(format, "json") == 0) ||
        (resource->data && g_ascii_strcasecmp(format, "inline") == 0))
        return TRUE;
    if (g_strcmp0(json_string(resource->json, "type"), "table") != 0) {
        resource->tabular = FALSE; /* a file of another format that has a schema */
        return TRUE;
    }
    fail(parser, &rule_unsupported, item,
         "only tables of the formats \"csv\" and \"tsv\" are supported");
    return FALSE;
}

static const char *name_of_source(const Resource *resource)
{
    const cJSON *path = resource->paths->len > 0 ? g_ptr_array_index(resource->paths, 0) : NULL;
    return path ? path->valuestring : "data";
}

gboolean resource_parse(const JsonDocument *document, const cJSON *json, Resource *resource,
                        Findings *findings)
{
    const ResourceParser parser = {document, json, findings};
    *resource = (Resource){.document = document, .json = json, .paths = g_ptr_array_new()};
    if (!cJSON_IsObject(json)) {
        fail(&parser, &rule_resource_error, json, "a resource must be an object");
        return FALSE;
    }
    property_check(document, json, &resource_properties, findings);
    metadata_check(document, json, findings);
    resource->name = json_string(json, "name");
    gboolean readable = TRUE;
    if (!resource->name || !*resource->name) {
        fail(&parser, &rule_resource_error, json_member(json, "name"),
             "a resource must have a 'name'");
        resource->name = NULL;
    }
    if (!parse_source(&parser, resource))
        return FALSE;
    if (!resource->name) /* its rows are checked all the same, under the name of its file */
        resource->name = name_of_source(resource);
    resource->tabular = is_tabular(resource);
    readable = parse_format(&parser, resource) && readable;
    if (resource->tabular)
        readable = check_encoding(&parser, resource) && readable;
    return readable;
}

void resource_clear(Resource *resource)
{
    g_clear_pointer(&resource->paths, g_ptr_array_unref);
}

/* ---- what its bytes must be ----------------------------------------------- */

static const struct {
    const char *prefix;
    GChecksumType type;
} algorithms[] = {
    {"md5:", G_CHECKSUM_MD5},       {"sha1:", G_CHECKSUM_SHA1}, {"sha256:", G_CHECKSUM_SHA256},
    {"sha512:", G_CHECKSUM_SHA512}, {"", G_CHECKSUM_MD5},
};

/* 'hash' is 'ALGORITHM:DIGEST', or the digest alone, which is MD5. */
static void check_hash(const ResourceParser *parser, const cJSON *hash, const GPtrArray *files)
{
    const char *said = cJSON_GetStringValue(hash);
    gsize i = 0;
    while (said && i < G_N_ELEMENTS(algorithms) && !g_str_has_prefix(said, algorithms[i].prefix))
        i++;
    const char *digest = said ? said + strlen(algorithms[i].prefix) : ":";
    if (strchr(digest, ':')) {
        fail(parser, &rule_unsupported, hash,
             "only the digests md5, sha1, sha256 and sha512 are supported, as \"sha256:DIGEST\"");
        return;
    }
    g_autoptr(GChecksum) checksum = g_checksum_new(algorithms[i].type);
    for (guint j = 0; j < files->len; j++) {
        const Mapping *file = g_ptr_array_index(files, j);
        g_checksum_update(checksum, (const guchar *)file->text, (gssize)file->length);
    }
    const char *actual = g_checksum_get_string(checksum);
    if (g_ascii_strcasecmp(digest, actual) != 0)
        findings_add(parser->findings, &rule_hash_count,
                     json_document_place(parser->document, hash),
                     "the file's digest is %s; if the change is meant, put that here", actual);
}

void resource_check_bytes(const Resource *resource, const GPtrArray *files, Findings *findings)
{
    const ResourceParser parser = {resource->document, resource->json, findings};
    const cJSON *bytes = json_member(resource->json, "bytes");
    gsize length = 0;
    for (guint i = 0; i < files->len; i++)
        length += ((const Mapping *)g_ptr_array_index(files, i))->length;
    if (bytes && !cJSON_IsNumber(bytes))
        fail(&parser, &rule_resource_error, bytes, "'bytes' must be a number");
    else if (bytes && bytes->valuedouble != (double)length)
        findings_add(findings, &rule_byte_count, json_document_place(resource->document, bytes),
                     "the file has %" G_GSIZE_FORMAT
                     " bytes; if the change is meant, put that here",
                     length);
    const cJSON *hash = json_member(resource->json, "hash");
    if (hash)
        check_hash(&parser, hash, files);
}
