#include "table/type.h"

#include <math.h>
#include <string.h>

const FieldType *const field_types[] = {
    &field_type_string,
    &field_type_email,
    &field_type_uri,
    &field_type_binary,
    &field_type_uuid,
    &field_type_wkt,
    &field_type_number,
    &field_type_integer,
    &field_type_boolean,
    &field_type_object,
    &field_type_array,
    &field_type_list,
    &field_type_datetime,
    &field_type_datetime_any,
    &field_type_datetime_pattern,
    &field_type_date,
    &field_type_date_any,
    &field_type_date_pattern,
    &field_type_time,
    &field_type_time_any,
    &field_type_time_pattern,
    &field_type_year,
    &field_type_yearmonth,
    &field_type_duration,
    &field_type_geopoint,
    &field_type_geopoint_array,
    &field_type_geopoint_object,
    &field_type_geojson,
    &field_type_topojson,
    &field_type_any,
    NULL,
};

const FieldType *field_type_find(const char *name)
{
    for (const FieldType *const *type = field_types; *type; type++) {
        if (!(*type)->format && strcmp((*type)->name, name) == 0)
            return *type;
    }
    return NULL;
}

const FieldType *field_type_format(const FieldType *type, const char *format)
{
    if (strcmp(format, "default") == 0)
        return type;
    for (const FieldType *const *other = field_types; *other; other++) {
        if (strcmp((*other)->name, type->name) != 0 || !(*other)->format)
            continue;
        if ((*other)->patterned ? strchr(format, '%') != NULL
                                : strcmp((*other)->format, format) == 0)
            return *other;
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
