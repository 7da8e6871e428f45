#include "table/type.h"

static gboolean read_text(const Field *field, const char *text, gsize length, FieldValue *value)
{
    (void)field;
    (void)text;
    (void)length;
    *value = (FieldValue){0};
    return TRUE;
}

const FieldType field_type_string = {
    .name = "string",
    .expected = "text",
    .measured = TRUE,
    .read = read_text,
};

const FieldType field_type_any = {
    .name = "any",
    .expected = "anything",
    .read = read_text,
};
