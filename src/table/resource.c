#include "table/resource.h"

#include "table/property.h"
#include "table/rules.h"

#include <string.h>

const Rule rule_resource_error = {"resource-error", LEVEL_ERROR,
                                  "a resource of a descriptor is not as the standard has it"};
const Rule rule_unsafe_path = {"unsafe-path", LEVEL_ERROR, "a path leads out of the package"};
const Rule rule_byte_count = {"byte-count", LEVEL_ERROR,
                              "a file has not as many bytes as the descriptor says"};
const Rule rule_hash_count = {"hash-count", LEVEL_ERROR,
                              "a file has not the digest that the descriptor says"};

static const PropertySet resource_properties = {
    .what = "a resource",
    .known =
        (const char *const[]){"$schema", "profile", "name", "path", "type", "title", "description",
                              "format", "mediatype", "encoding", "bytes", "hash", "sources",
                              "licenses", "schema", "dialect", "homepage", NULL},
    .unsupported = (const char *const[]){"data", "compression", "missingValues", NULL},
};

/* The dialect that tables are read in, which a descriptor may spell out
 * (https://datapackage.org/standard/table-dialect/); NULL: any value will do. */
static const struct {
    const char *name, *value;
} dialect_read[] = {
    {"$schema", NULL},
    {"title", NULL},
    {"description", NULL},
    {"csvddfVersion", NULL},
    {"caseSensitiveHeader", NULL},
    {"lineTerminator", "\"\\r\\n\""},
    {"lineTerminator", "\"\\n\""},
    {"delimiter", "\",\""},
    {"quoteChar", "\"\\\"\""},
    {"doubleQuote", "true"},
    {"header", "true"},
    {"headerRows", "[1]"},
    {"skipInitialSpace", "false"},
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

/* ---- the path ------------------------------------------------------------- */

/* "url-or-path": no absolute path, no '..', nothing that another system or a
 * shell would take for one (https://datapackage.org/standard/data-resource/#path-or-data). */
static const char *path_fault(const char *path)
{
    if (*path == '\0')
        return "the path is empty";
    if (strstr(path, "://"))
        return "the path is an address in the net; store the file in the package";
    if (*path == '/' || *path == '\\' || *path == '~' || (g_ascii_isalpha(*path) && path[1] == ':'))
        return "the path is absolute; give it relative to the descriptor";
    if (strchr(path, '\\'))
        return "the path has backslashes; separate folders by '/'";
    g_auto(GStrv) parts = g_strsplit(path, "/", -1);
    for (char **part = parts; *part; part++) {
        if (strcmp(*part, "..") == 0)
            return "the path leads out of the package by '..'; keep its files in its folder";
    }
    return NULL;
}

static gboolean parse_path(const ResourceParser *parser, Resource *resource)
{
    const cJSON *path = json_member(parser->json, "path");
    if (cJSON_IsArray(path)) {
        fail(parser, &rule_unsupported, path, "a table of several files is not supported");
        return FALSE;
    }
    if (!cJSON_IsString(path)) {
        fail(parser, &rule_resource_error, path, "a resource must have a 'path'");
        return FALSE;
    }
    const char *fault = path_fault(path->valuestring);
    if (fault)
        fail(parser, &rule_unsafe_path, path, fault);
    resource->path = path->valuestring;
    return !fault;
}

/* ---- how it is to be read ------------------------------------------------- */

static gboolean is_dialect_read(const cJSON *item)
{
    g_autofree char *value = json_print_compact(item);
    for (gsize i = 0; i < G_N_ELEMENTS(dialect_read); i++) {
        if (strcmp(dialect_read[i].name, item->string) == 0 &&
            (!dialect_read[i].value || strcmp(dialect_read[i].value, value) == 0))
            return TRUE;
    }
    return FALSE;
}

static gboolean check_dialect(const ResourceParser *parser)
{
    const cJSON *dialect = json_member(parser->json, "dialect");
    if (dialect && !cJSON_IsObject(dialect)) {
        fail(parser, &rule_unsupported, dialect, "the dialect must stand here as an object");
        return FALSE;
    }
    gboolean supported = TRUE;
    const cJSON *item;
    cJSON_ArrayForEach(item, dialect)
    {
        if (is_dialect_read(item))
            continue;
        fail(parser, &rule_unsupported, item,
             "this dialect is not supported; write the table with commas, double quotes and one "
             "header row");
        supported = FALSE;
    }
    return supported;
}

static gboolean check_encoding(const ResourceParser *parser)
{
    static const char *const names[] = {"utf-8", "utf8", "utf-8-sig", "ascii", "us-ascii"};
    const cJSON *encoding = json_member(parser->json, "encoding");
    const char *text = cJSON_GetStringValue(encoding);
    for (gsize i = 0; text && i < G_N_ELEMENTS(names); i++) {
        if (g_ascii_strcasecmp(names[i], text) == 0)
            return TRUE;
    }
    if (encoding)
        fail(parser, &rule_unsupported, encoding,
             "only the encoding \"utf-8\" is supported; save the file as UTF-8");
    return !encoding;
}

static gboolean check_format(const ResourceParser *parser, const Resource *resource)
{
    const char *format = json_string(parser->json, "format");
    if (!resource->tabular || !format || g_ascii_strcasecmp(format, "csv") == 0)
        return TRUE;
    fail(parser, &rule_unsupported, json_member(parser->json, "format"),
         "only tables of the format \"csv\" are supported");
    return FALSE;
}

/* Version 2 says "type": "table", version 1 "profile": "tabular-data-resource". */
static gboolean is_tabular(const Resource *resource, const cJSON *json)
{
    const char *format = json_string(json, "format");
    return resource->schema || g_strcmp0(json_string(json, "type"), "table") == 0 ||
           g_strcmp0(json_string(json, "profile"), "tabular-data-resource") == 0 ||
           (format && g_ascii_strcasecmp(format, "csv") == 0) ||
           g_str_has_suffix(resource->path, ".csv");
}

gboolean resource_parse(const JsonDocument *document, const cJSON *json, Resource *resource,
                        Findings *findings)
{
    const ResourceParser parser = {document, json, findings};
    *resource = (Resource){.document = document, .json = json};
    if (!cJSON_IsObject(json)) {
        fail(&parser, &rule_resource_error, json, "a resource must be an object");
        return FALSE;
    }
    property_check(document, json, &resource_properties, findings);
    resource->name = json_string(json, "name");
    resource->schema = json_member(json, "schema");
    gboolean readable = TRUE;
    if (!resource->name || !*resource->name) {
        fail(&parser, &rule_resource_error, json_member(json, "name"),
             "a resource must have a 'name'");
        readable = FALSE;
    }
    if (json_member(json, "data"))
        return FALSE; /* said to be unsupported; it needs no path */
    if (!parse_path(&parser, resource))
        return FALSE;
    resource->tabular = is_tabular(resource, json);
    readable = check_format(&parser, resource) && readable;
    if (resource->tabular) {
        readable = check_dialect(&parser) && readable;
        readable = check_encoding(&parser) && readable;
    }
    return readable;
}

/* ---- what its bytes must be ----------------------------------------------- */

/* 'hash' is 'ALGORITHM:DIGEST', or the digest alone, which is MD5. */
static void check_hash(const ResourceParser *parser, const cJSON *hash, const char *text,
                       gsize length)
{
    static const struct {
        const char *prefix;
        GChecksumType type;
    } algorithms[] = {
        {"md5:", G_CHECKSUM_MD5},       {"sha1:", G_CHECKSUM_SHA1}, {"sha256:", G_CHECKSUM_SHA256},
        {"sha512:", G_CHECKSUM_SHA512}, {"", G_CHECKSUM_MD5},
    };
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
    g_autofree char *actual =
        g_compute_checksum_for_data(algorithms[i].type, (const guchar *)text, length);
    if (g_ascii_strcasecmp(digest, actual) != 0)
        findings_add(parser->findings, &rule_hash_count,
                     json_document_place(parser->document, hash),
                     "the file's digest is %s; if the change is meant, put that here", actual);
}

void resource_check_bytes(const Resource *resource, const char *text, gsize length,
                          Findings *findings)
{
    const ResourceParser parser = {resource->document, resource->json, findings};
    const cJSON *bytes = json_member(resource->json, "bytes");
    if (bytes && !cJSON_IsNumber(bytes))
        fail(&parser, &rule_resource_error, bytes, "'bytes' must be a number");
    else if (bytes && bytes->valuedouble != (double)length)
        findings_add(findings, &rule_byte_count, json_document_place(resource->document, bytes),
                     "the file has %" G_GSIZE_FORMAT
                     " bytes; if the change is meant, put that here",
                     length);
    const cJSON *hash = json_member(resource->json, "hash");
    if (hash)
        check_hash(&parser, hash, text, length);
}
