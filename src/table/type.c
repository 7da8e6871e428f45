#include "table/type.h"

#include <string.h>

static const FieldType *const types[] = {
    &field_type_string,  &field_type_any,  &field_type_number, &field_type_integer,
    &field_type_boolean, &field_type_date, &field_type_year,   &field_type_yearmonth,
};

const FieldType *field_type_find(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(types); i++) {
        if (strcmp(types[i]->name, name) == 0)
            return types[i];
    }
    return NULL;
}
