/* Codes: universally unique identifiers (RFC 9562, section 4) and base64 (RFC 4648, section 4). */
#include "table/type.h"

static gsize measure(const Field *field, const char *text, gsize length)
{
    return field_type_string.measure(field, text, length);
}

static gboolean read_uuid(const Field *field, const char *text, gsize length, FieldValue *value)
{
    (void)field;
    *value = (FieldValue){0};
    if (length != 36)
        return FALSE;
    for (gsize i = 0; i < length; i++) {
        const gboolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        if (hyphen ? text[i] != '-' : !g_ascii_isxdigit(text[i]))
            return FALSE;
    }
    return TRUE;
}

static gboolean is_base64(char c)
{
    return g_ascii_isalnum(c) || c == '+' || c == '/';
}

static gboolean read_binary(const Field *field, const char *text, gsize length, FieldValue *value)
{
    (void)field;
    *value = (FieldValue){0};
    if (length % 4 != 0)
        return FALSE;
    gsize end = length;
    while (end > 0 && length - end < 2 && text[end - 1] == '=')
        end--;
    for (gsize i = 0; i < end; i++) {
        if (!is_base64(text[i]))
            return FALSE;
    }
    return TRUE;
}

const FieldType field_type_uuid = {
    .name = "string",
    .format = "uuid",
    .expected = "a UUID such as 123e4567-e89b-12d3-a456-426614174000",
    .options = OPTION_CATEGORIES,
    .measure = measure,
    .read = read_uuid,
};

const FieldType field_type_binary = {
    .name = "string",
    .format = "binary",
    .expected = "bytes in base64 such as dGVzdA==",
    .options = OPTION_CATEGORIES,
    .measure = measure,
    .read = read_binary,
};
