#include "table/type.h"

#include <string.h>

/* https://datapackage.org/standard/table-schema/#boolean */
static const char *const default_true[] = {"true", "True", "TRUE", "1"};
static const char *const default_false[] = {"false", "False", "FALSE", "0"};

static gboolean is_among(const GPtrArray *values, const char *const defaults[4], const char *text,
                         gsize length)
{
    const guint n = values ? values->len : 4;
    for (guint i = 0; i < n; i++) {
        const char *label = values ? g_ptr_array_index(values, i) : defaults[i];
        if (strlen(label) == length && memcmp(label, text, length) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean read_boolean(const Field *field, const char *text, gsize length, FieldValue *value)
{
    const gboolean yes = is_among(field->true_values, default_true, text, length);
    *value = (FieldValue){yes, (guint64)yes};
    return yes || is_among(field->false_values, default_false, text, length);
}

const FieldType field_type_boolean = {
    .name = "boolean",
    .expected = "a truth value such as true or false",
    .numeric = TRUE,
    .options = OPTION_LABELS,
    .read = read_boolean,
};
