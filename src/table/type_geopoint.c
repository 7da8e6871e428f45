#include "table/type.h"

#include "table/json_cell.h"

#include <math.h>
#include <string.h>

static gboolean is_place(double longitude, double latitude)
{
    return fabs(longitude) <= 180 && fabs(latitude) <= 90;
}

static gboolean read_coordinate(const char *p, const char *end, double *coordinate)
{
    while (p < end && *p == ' ')
        p++;
    while (end > p && end[-1] == ' ')
        end--;
    FieldValue value;
    const gboolean valid = field_number_read(p, (gsize)(end - p), &value);
    *coordinate = valid ? value.number : NAN;
    return valid;
}

static gboolean read_text(const Field *field, const char *text, gsize length, FieldValue *value)
{
    (void)field;
    *value = (FieldValue){0};
    const char *comma = length > 0 ? memchr(text, ',', length) : NULL;
    double longitude, latitude;
    return comma && read_coordinate(text, comma, &longitude) &&
           read_coordinate(comma + 1, text + length, &latitude) && is_place(longitude, latitude);
}

static gboolean are_numbers(const cJSON *longitude, const cJSON *latitude)
{
    return cJSON_IsNumber(longitude) && cJSON_IsNumber(latitude) &&
           is_place(longitude->valuedouble, latitude->valuedouble);
}

static gboolean read_array(const Field *field, const char *text, gsize length, FieldValue *value)
{
    (void)field;
    *value = (FieldValue){0};
    g_autoptr(JsonDocument) document = json_cell_parse(text, length);
    const cJSON *root = document ? json_document_root(document) : NULL;
    return root && cJSON_IsArray(root) && cJSON_GetArraySize(root) == 2 &&
           are_numbers(root->child, root->child->next);
}

static gboolean read_object(const Field *field, const char *text, gsize length, FieldValue *value)
{
    (void)field;
    *value = (FieldValue){0};
    g_autoptr(JsonDocument) document = json_cell_parse(text, length);
    const cJSON *root = document ? json_document_root(document) : NULL;
    return cJSON_IsObject(root) && cJSON_GetArraySize(root) == 2 &&
           are_numbers(json_member(root, "lon"), json_member(root, "lat"));
}

const FieldType field_type_geopoint = {
    .name = "geopoint",
    .expected = "a longitude and a latitude such as \"90.50, 45.50\"",
    .read = read_text,
};

const FieldType field_type_geopoint_array = {
    .name = "geopoint",
    .format = "array",
    .expected = "a longitude and a latitude such as [90.50, 45.50]",
    .options = OPTION_JSON,
    .read = read_array,
};

const FieldType field_type_geopoint_object = {
    .name = "geopoint",
    .format = "object",
    .expected = "a longitude and a latitude such as {\"lon\": 90.50, \"lat\": 45.50}",
    .options = OPTION_JSON,
    .read = read_object,
};
