/* Shapes as JSON: GeoJSON (RFC 7946, section 3) and TopoJSON
 * (https://github.com/topojson/topojson-specification). */
#include "table/type.h"

#include "table/json_cell.h"

#include <math.h>
#include <string.h>

typedef struct {
    const char *name;
    guint depth;      /* of the arrays around the positions (GeoJSON) */
    guint topo_depth; /* of the arrays around the arcs; 0: it has coordinates there, too */
    int least;        /* positions in the innermost array */
} Geometry;

static const Geometry geometries[] = {
    {"Point", 0, 0, 0},           {"MultiPoint", 1, 0, 0}, {"LineString", 1, 1, 2},
    {"MultiLineString", 2, 2, 2}, {"Polygon", 2, 2, 4},    {"MultiPolygon", 3, 3, 4},
};

static const Geometry *geometry_find(const char *name)
{
    for (gsize i = 0; name && i < G_N_ELEMENTS(geometries); i++) {
        if (strcmp(geometries[i].name, name) == 0)
            return &geometries[i];
    }
    return NULL;
}

static gboolean all(const cJSON *array, gboolean (*is)(const cJSON *item))
{
    if (!cJSON_IsArray(array))
        return FALSE;
    const cJSON *item;
    cJSON_ArrayForEach(item, array)
    {
        if (!is(item))
            return FALSE;
    }
    return TRUE;
}

static gboolean is_number(const cJSON *item)
{
    return cJSON_IsNumber(item);
}

static gboolean is_whole(const cJSON *item)
{
    return cJSON_IsNumber(item) && floor(item->valuedouble) == item->valuedouble;
}

/* "There MUST be two or more elements." */
static gboolean is_position(const cJSON *item)
{
    return cJSON_GetArraySize(item) >= 2 && all(item, is_number);
}

static gboolean are_positions(const cJSON *json, guint depth, const Geometry *geometry)
{
    if (depth == 0)
        return is_position(json);
    if (!cJSON_IsArray(json) || (depth == 1 && cJSON_GetArraySize(json) < geometry->least))
        return FALSE;
    const cJSON *item;
    cJSON_ArrayForEach(item, json)
    {
        if (!are_positions(item, depth - 1, geometry))
            return FALSE;
    }
    /* the first and last position of a ring are one */
    return depth > 1 || geometry->least < 4 ||
           cJSON_Compare(json->child, cJSON_GetArrayItem(json, cJSON_GetArraySize(json) - 1), TRUE);
}

/* ---- GeoJSON --------------------------------------------------------------- */

static gboolean is_geometry(const cJSON *json)
{
    const char *type = json_string(json, "type");
    if (g_strcmp0(type, "GeometryCollection") == 0)
        return all(json_member(json, "geometries"), is_geometry);
    const Geometry *geometry = geometry_find(type);
    return geometry && are_positions(json_member(json, "coordinates"), geometry->depth, geometry);
}

static gboolean is_feature(const cJSON *json)
{
    const cJSON *geometry = json_member(json, "geometry"), *more = json_member(json, "properties");
    return g_strcmp0(json_string(json, "type"), "Feature") == 0 &&
           (cJSON_IsNull(geometry) || is_geometry(geometry)) &&
           (cJSON_IsNull(more) || cJSON_IsObject(more));
}

static gboolean is_geojson(const cJSON *json)
{
    const cJSON *box = json_member(json, "bbox");
    if (box && (!all(box, is_number) || cJSON_GetArraySize(box) % 2 != 0))
        return FALSE;
    if (g_strcmp0(json_string(json, "type"), "FeatureCollection") == 0)
        return all(json_member(json, "features"), is_feature);
    return is_feature(json) || is_geometry(json);
}

/* ---- TopoJSON -------------------------------------------------------------- */

static gboolean are_arcs(const cJSON *json, guint depth)
{
    if (depth <= 1)
        return all(json, is_whole);
    if (!cJSON_IsArray(json))
        return FALSE;
    const cJSON *item;
    cJSON_ArrayForEach(item, json)
    {
        if (!are_arcs(item, depth - 1))
            return FALSE;
    }
    return TRUE;
}

static gboolean is_topology_object(const cJSON *json)
{
    const cJSON *type = json_member(json, "type");
    if (!cJSON_IsObject(json) || cJSON_IsNull(type))
        return cJSON_IsObject(json);
    if (g_strcmp0(cJSON_GetStringValue(type), "GeometryCollection") == 0)
        return all(json_member(json, "geometries"), is_topology_object);
    const Geometry *geometry = geometry_find(cJSON_GetStringValue(type));
    if (!geometry)
        return FALSE;
    return geometry->topo_depth > 0
               ? are_arcs(json_member(json, "arcs"), geometry->topo_depth)
               : are_positions(json_member(json, "coordinates"), geometry->depth, geometry);
}

static gboolean is_arc(const cJSON *json)
{
    return cJSON_GetArraySize(json) >= 2 && all(json, is_position);
}

static gboolean is_topojson(const cJSON *json)
{
    if (g_strcmp0(json_string(json, "type"), "Topology") != 0)
        return cJSON_IsString(json_member(json, "type")) && is_topology_object(json);
    const cJSON *objects = json_member(json, "objects"), *object;
    if (!cJSON_IsObject(objects) || !all(json_member(json, "arcs"), is_arc))
        return FALSE;
    cJSON_ArrayForEach(object, objects)
    {
        if (!is_topology_object(object))
            return FALSE;
    }
    return TRUE;
}

/* ---- types ----------------------------------------------------------------- */

static gboolean read_geojson(const Field *field, const char *text, gsize length, FieldValue *value)
{
    (void)field;
    *value = (FieldValue){0};
    g_autoptr(JsonDocument) document = json_cell_parse(text, length);
    return document && is_geojson(json_document_root(document));
}

static gboolean read_topojson(const Field *field, const char *text, gsize length, FieldValue *value)
{
    (void)field;
    *value = (FieldValue){0};
    g_autoptr(JsonDocument) document = json_cell_parse(text, length);
    return document && is_topojson(json_document_root(document));
}

const FieldType field_type_geojson = {
    .name = "geojson",
    .expected = "a GeoJSON object such as {\"type\": \"Point\", \"coordinates\": [90.5, 45.5]}",
    .options = OPTION_JSON,
    .read = read_geojson,
};

const FieldType field_type_topojson = {
    .name = "geojson",
    .format = "topojson",
    .expected = "a TopoJSON object such as {\"type\": \"LineString\", \"arcs\": [0]}",
    .options = OPTION_JSON,
    .read = read_topojson,
};
