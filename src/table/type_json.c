/* Objects and arrays of JSON, strictly by RFC 8259. */
#include "table/type.h"

#include "base/json.h"
#include "table/json_cell.h"

static gboolean read_json(const char *text, gsize length, gboolean object, FieldValue *value)
{
    *value = (FieldValue){0};
    /* what cannot be one is not parsed: most wrong cells are plain text */
    gsize i = 0;
    while (i < length && g_ascii_isspace(text[i]))
        i++;
    if (i == length || text[i] != (object ? '{' : '['))
        return FALSE;
    g_autoptr(JsonDocument) document = json_cell_parse(text, length);
    return document != NULL;
}

static gboolean read_object(const Field *field, const char *text, gsize length, FieldValue *value)
{
    (void)field;
    return read_json(text, length, TRUE, value);
}

static gboolean read_array(const Field *field, const char *text, gsize length, FieldValue *value)
{
    (void)field;
    return read_json(text, length, FALSE, value);
}

/* Members or items. */
static gsize measure(const Field *field, const char *text, gsize length)
{
    (void)field;
    g_autoptr(JsonDocument) document = json_cell_parse(text, length);
    return document ? (gsize)cJSON_GetArraySize(json_document_root(document)) : 0;
}

JsonDocument *json_cell_parse(const char *text, gsize length)
{
    g_autoptr(Findings) faults = findings_new();
    return json_document_parse("", text, length, faults);
}

const FieldType field_type_object = {
    .name = "object",
    .expected = "a JSON object such as {\"a\": 1}",
    .options = OPTION_JSON,
    .measure = measure,
    .read = read_object,
};

const FieldType field_type_array = {
    .name = "array",
    .expected = "a JSON array such as [1, 2]",
    .options = OPTION_JSON,
    .measure = measure,
    .read = read_array,
};
