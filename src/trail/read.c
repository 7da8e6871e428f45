#include "trail/read.h"

#include "base/output.h"
#include "trail/container.h"
#include "trail/record.h"

#include <string.h>

enum { PICTURE_LIMIT = 256 << 20 }; /* bytes */

static const Rule rule_record = {"record-broken", LEVEL_ERROR,
                                 "the record in a picture is one that figtrail can read"};

static gboolean looks_like_png(const char *bytes, gsize length)
{
    static const char signature[] = "\x89PNG\r\n\x1a\n";
    return length >= 8 && memcmp(bytes, signature, 8) == 0;
}

/* Markup begins with '<', after a byte order mark and blanks; in UTF-16 the
 * mark tells. */
static gboolean looks_like_xml(const char *bytes, gsize length)
{
    if (length >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0))
        return TRUE;
    gsize i = length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    while (i < length && g_ascii_isspace(bytes[i]))
        i++;
    return i < length && bytes[i] == '<';
}

static char *extract(const char *path, const char *bytes, gsize length, GError **error)
{
    if (looks_like_png(bytes, length))
        return container_read_png(path, bytes, length, error);
    if (looks_like_xml(bytes, length))
        return container_read_svg(path, bytes, length, error);
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s is neither an SVG nor a PNG", path);
    return NULL;
}

/* The members that every record has, of the version that this program writes. */
static gboolean check_record(const JsonDocument *document, Findings *findings)
{
    const cJSON *root = json_document_root(document);
    const Place place = {.file = json_document_file(document)};
    const cJSON *version = json_member(root, "figtrail");
    if (!cJSON_IsObject(root) || !cJSON_IsNumber(version)) {
        findings_add(findings, &rule_record, place, "the embedded record is none of figtrail's");
        return FALSE;
    }
    if (version->valuedouble > RECORD_VERSION) {
        findings_add(findings, &rule_record, place,
                     "the record has version %.15g, this program reads up to %d; use a newer "
                     "figtrail",
                     version->valuedouble, RECORD_VERSION);
        return FALSE;
    }
    if (!cJSON_IsObject(json_member(root, "chart"))) {
        findings_add(findings, &rule_record, place, "the embedded record names no chart");
        return FALSE;
    }
    return TRUE;
}

JsonDocument *trail_read(const char *path, Findings *findings, GError **error)
{
    gsize length = 0;
    g_autofree char *bytes = input_read(path, PICTURE_LIMIT, &length, error);
    return bytes ? trail_read_bytes(path, bytes, length, findings, error) : NULL;
}

JsonDocument *trail_read_bytes(const char *name, const char *bytes, gsize length,
                               Findings *findings, GError **error)
{
    g_autofree char *record = extract(name, bytes, length, error);
    if (!record)
        return NULL;
    g_autofree char *file = g_strdup_printf("%s (record)", name);
    g_autoptr(JsonDocument) document = json_document_parse(file, record, strlen(record), findings);
    if (!document || !check_record(document, findings))
        return NULL;
    return g_steal_pointer(&document);
}
