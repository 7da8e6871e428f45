#include "table/type.h"

#include <string.h>

/* Behind the item that begins at p: its delimiter, or the end. */
static const char *item_end(const Field *field, const char *p, const char *end)
{
    const gsize width = strlen(field->delimiter);
    for (; (gsize)(end - p) >= width; p++) {
        if (memcmp(p, field->delimiter, width) == 0)
            return p;
    }
    return end;
}

static gboolean read_list(const Field *field, const char *text, gsize length, FieldValue *value)
{
    const char *p = text, *end = text + length;
    for (;;) {
        const char *stop = item_end(field, p, end);
        FieldValue item;
        if (!field->item->type->read(field->item, p, (gsize)(stop - p), &item))
            return FALSE;
        if (stop == end)
            break;
        p = stop + strlen(field->delimiter);
    }
    *value = (FieldValue){0};
    return TRUE;
}

static gsize measure(const Field *field, const char *text, gsize length)
{
    gsize n = 1;
    const char *end = text + length;
    for (const char *p = item_end(field, text, end); p < end; n++)
        p = item_end(field, p + strlen(field->delimiter), end);
    return n;
}

const FieldType field_type_list = {
    .name = "list",
    .expected = "a list of values of its item type",
    .options = OPTION_LIST,
    .measure = measure,
    .read = read_list,
};
