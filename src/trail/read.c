#include "trail/read.h"

#include "base/output.h"
#include "trail/record.h"
#include "trail/record_usual.h"

#include <string.h>

static const Rule rule_record = {"record-broken", LEVEL_ERROR,
                                 "the record in a picture is one that figtrail can read"};

/* ---- formats, told by their bytes ------------------------------------------------------------ */

static gboolean looks_like_png(const char *bytes, gsize length)
{
    static const char signature[] = "\x89PNG\r\n\x1a\n";
    return length >= 8 && memcmp(bytes, signature, 8) == 0;
}

static gboolean looks_like_pdf(const char *bytes, gsize length)
{
    return length >= 5 && memcmp(bytes, "%PDF-", 5) == 0;
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

typedef struct {
    const char *method;
    gboolean (*looks_like)(const char *bytes, gsize length);
    char *(*read)(const char *path, const char *bytes, gsize length, GError **error);
    PictureFacts (*inspect)(const char *bytes, gsize length);
} Container;

static const Container containers[] = {
    {SEAL_PIXELS, looks_like_png, container_read_png, container_inspect_png},
    {SEAL_PAGE, looks_like_pdf, container_read_pdf, container_inspect_pdf},
    {SEAL_MARKUP, looks_like_xml, container_read_svg, container_inspect_svg},
};

static const Container *find_container(const char *bytes, gsize length)
{
    for (gsize i = 0; i < G_N_ELEMENTS(containers); i++) {
        if (containers[i].looks_like(bytes, length))
            return &containers[i];
    }
    return NULL;
}

/* ---- records --------------------------------------------------------------------------------- */

/* The members that every record has, of all versions up to the one that this program writes. */
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

/* A value of a record takes some 20 bytes (measured), so honest ones have fewer. */
enum { MAX_VALUES = 1 << 21 };

JsonDocument *trail_read_bytes(const char *name, const char *bytes, gsize length,
                               Findings *findings, GError **error)
{
    const Container *container = find_container(bytes, length);
    if (!container) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                    "%s is neither an SVG, a PNG nor a PDF", name);
        return NULL;
    }
    g_autofree char *record = container->read(name, bytes, length, error);
    if (!record)
        return NULL;
    g_autofree char *title = g_strdup_printf("%s (record)", name);
    g_autoptr(JsonDocument) document =
        json_document_parse_limited(title, record, strlen(record), MAX_VALUES, findings);
    if (!document || !check_record(document, findings))
        return NULL;
    cJSON *root = (cJSON *)json_document_root(document); /* nobody else has it yet */
    if (json_number(root, "figtrail", 0) >= RECORD_FIRST_WITHOUT_USUAL)
        record_fill_in_usual(root);
    return g_steal_pointer(&document);
}

JsonDocument *trail_read(const char *path, Findings *findings, GError **error)
{
    gsize length = 0;
    g_autofree char *bytes = input_read(path, PICTURE_LIMIT, &length, error);
    return bytes ? trail_read_bytes(path, bytes, length, findings, error) : NULL;
}

/* ---- pictures -------------------------------------------------------------------------------- */

void picture_facts_clear(PictureFacts *facts)
{
    g_free(facts->content);
    g_free(facts->title);
}

PictureFacts trail_inspect(const char *bytes, gsize length, const char **method)
{
    const Container *container = find_container(bytes, length);
    *method = container ? container->method : NULL;
    return container ? container->inspect(bytes, length) : (PictureFacts){0};
}

Seal trail_check_seal(const cJSON *record, const char *bytes, gsize length, const Trust *trust)
{
    const char *method;
    g_auto(PictureFacts) facts = trail_inspect(bytes, length, &method);
    return seal_check(record, method, facts.content, facts.title, trust);
}
