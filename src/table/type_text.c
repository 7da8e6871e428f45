#include "table/type.h"

static gboolean read_text(const Field *field, const char *text, gsize length, FieldValue *value)
{
    (void)field;
    (void)text;
    (void)length;
    *value = (FieldValue){0};
    return TRUE;
}

/* Characters: bytes that do not continue one. */
static gsize measure(const Field *field, const char *text, gsize length)
{
    (void)field;
    gsize n = 0;
    for (gsize i = 0; i < length; i++)
        n += ((unsigned char)text[i] & 0xC0) != 0x80;
    return n;
}

const FieldType field_type_string = {
    .name = "string",
    .expected = "text",
    .options = OPTION_CATEGORIES,
    .measure = measure,
    .read = read_text,
};

const FieldType field_type_any = {
    .name = "any",
    .expected = "anything",
    .read = read_text,
};
