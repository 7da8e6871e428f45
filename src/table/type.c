#include "table/type.h"

#include <math.h>
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

int field_value_compare(const FieldValue *a, const FieldValue *b)
{
    if (a->number < b->number)
        return -1;
    if (a->number > b->number)
        return 1;
    if (isnan(a->number) || isnan(b->number))
        return !isnan(a->number) - !isnan(b->number);
    /* of one double, so less than 2^63 apart (up to 2^115, where doubles are that far apart) */
    const gint64 difference = (gint64)(a->units - b->units);
    return (difference > 0) - (difference < 0);
}
