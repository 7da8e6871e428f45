#include "base/json.h"

#include "base/json_scan.h"
#include "base/output.h"

#include <string.h>

struct JsonDocument {
    char *file;
    cJSON *root;
    GArray *positions;  /* of JsonPosition, in the order of the text */
    GHashTable *places; /* const cJSON* -> index + 1 */
};

/* The tree in document order; its values match positions one to one. */
static void note_places(JsonDocument *document, const cJSON *item, guint *index)
{
    g_hash_table_insert(document->places, (gpointer)item, GUINT_TO_POINTER(++*index));
    for (const cJSON *child = item->child; child; child = child->next)
        note_places(document, child, index);
}

JsonDocument *json_document_parse(const char *file, const char *text, gsize length,
                                  Findings *findings)
{
    return json_document_parse_limited(file, text, length, G_MAXUINT, findings);
}

JsonDocument *json_document_parse_limited(const char *file, const char *text, gsize length,
                                          guint max_values, Findings *findings)
{
    g_autoptr(GArray) positions = g_array_new(FALSE, FALSE, sizeof(JsonPosition));
    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        length -= 3;
    }
    if (!json_scan(file, text, length, max_values, positions, findings))
        return NULL;

    JsonDocument *document = g_new0(JsonDocument, 1);
    document->file = g_strdup(file);
    document->root = cJSON_ParseWithLength(text, length);
    document->positions = g_steal_pointer(&positions);
    document->places = g_hash_table_new(NULL, NULL);
    guint index = 0;
    if (document->root)
        note_places(document, document->root, &index);
    g_assert(index == document->positions->len); /* what the scan takes, cJSON takes alike */
    return document;
}

JsonDocument *json_document_read(const char *path, Findings *findings, GError **error)
{
    gsize length;
    g_autofree char *text = input_read(path, INPUT_LIMIT, &length, error);
    return text ? json_document_parse(path, text, length, findings) : NULL;
}

void json_document_free(JsonDocument *document)
{
    if (!document)
        return;
    g_free(document->file);
    cJSON_Delete(document->root);
    g_array_unref(document->positions);
    g_hash_table_unref(document->places);
    g_free(document);
}

const cJSON *json_document_root(const JsonDocument *document)
{
    return document->root;
}

const char *json_document_file(const JsonDocument *document)
{
    return document->file;
}

Place json_document_place(const JsonDocument *document, const cJSON *item)
{
    Place place = {document->file, 0, 0};
    const guint index = GPOINTER_TO_UINT(g_hash_table_lookup(document->places, item));
    if (index > 0) {
        const JsonPosition *position = &g_array_index(document->positions, JsonPosition, index - 1);
        place.line = position->line;
        place.column = position->column;
        place.end_line = position->line;
        place.end_column = position->end_column;
    }
    return place;
}

void json_document_adopt(JsonDocument *document, const cJSON *copy, const cJSON *item)
{
    void *index = g_hash_table_lookup(document->places, item);
    if (index)
        g_hash_table_insert(document->places, (gpointer)copy, index);
}

/* ---- trees ------------------------------------------------------------------ */

const cJSON *json_member(const cJSON *object, const char *name)
{
    return object ? cJSON_GetObjectItemCaseSensitive(object, name) : NULL;
}

const char *json_string(const cJSON *object, const char *name)
{
    return cJSON_GetStringValue(json_member(object, name));
}

double json_number(const cJSON *object, const char *name, double fallback)
{
    const cJSON *item = json_member(object, name);
    return cJSON_IsNumber(item) ? item->valuedouble : fallback;
}

gboolean json_flag(const cJSON *object, const char *name, gboolean fallback)
{
    const cJSON *item = json_member(object, name);
    return cJSON_IsBool(item) ? cJSON_IsTrue(item) : fallback;
}
