#include "trail/record.h"

#include "claims/claim_json.h"
#include "scene/preset.h"
#include "scene/theme.h"
#include "trail/mark_boxes.h"
#include "trail/record_usual.h"
#include "trail/role.h"

/* Leaves out an empty one. */
static void add_array(cJSON *object, const char *name, cJSON *array)
{
    if (cJSON_GetArraySize(array) > 0)
        cJSON_AddItemToObject(object, name, array);
    else
        cJSON_Delete(array);
}

/* ---- claims and figures ---------------------------------------------------------------------- */

static cJSON *make_claim(const ClaimRole *role)
{
    cJSON *object = cJSON_CreateObject();
    json_add_text(object, "id", role->claim->id);
    json_add_text(object, "role", role->name);
    cJSON_AddBoolToObject(object, "drawn", role->drawn);
    json_add_text(object, "reason", role->reason);
    claim_json_add(object, role->claim);
    return object;
}

static cJSON *make_figure(const Figure *figure, const GArray *roles)
{
    cJSON *object = cJSON_CreateObject();
    figure_json_add(object, figure);
    cJSON *claims = cJSON_AddArrayToObject(object, "claims");
    for (guint i = 0; i < roles->len; i++)
        cJSON_AddItemToArray(claims, make_claim(&g_array_index(roles, ClaimRole, i)));
    return object;
}

cJSON *record_make_figure(const Figure *figure)
{
    g_autoptr(GArray) roles = claim_roles_of(figure);
    return make_figure(figure, roles);
}

/* ---- sources --------------------------------------------------------------------------------- */

static cJSON *make_source(const Source *source, guint number)
{
    cJSON *object = cJSON_CreateObject();
    if (number > 0)
        cJSON_AddNumberToObject(object, "number", number);
    source_json_add(object, source);
    return object;
}

/* Sources in the order in which the record lists them. */
typedef struct {
    GPtrArray *list; /* const Source* */
    GHashTable *known;
} SourceList;

/* Also the origins that it copies, so that the chain can be followed. */
static void list_source(SourceList *sources, const Source *source)
{
    for (; source && g_hash_table_add(sources->known, (gpointer)source); source = source->relays)
        g_ptr_array_add(sources->list, (gpointer)source);
}

static cJSON *make_sources(const Scene *scene, const SourceList *sources)
{
    cJSON *array = cJSON_CreateArray();
    for (guint i = 0; i < sources->list->len; i++) {
        const Source *source = g_ptr_array_index(sources->list, i);
        guint index;
        const gboolean cited = g_ptr_array_find(scene->sources, source, &index);
        cJSON_AddItemToArray(array, make_source(source, cited ? index + 1 : 0));
    }
    return array;
}

/* ---- the whole ------------------------------------------------------------------------------- */

/* How the picture was drawn, so that it can be drawn again; nothing when it is as Vega draws. */
static cJSON *make_variant(const Variant *variant, double scale)
{
    cJSON *object = cJSON_CreateObject();
    json_add_text(object, "preset", variant->preset ? variant->preset->name : NULL);
    json_add_text(object, "theme", variant->theme ? variant->theme->name : "vega");
    json_add_text(object, "language", variant->language);
    if (variant->transparent)
        cJSON_AddTrueToObject(object, "transparent");
    json_add_text(object, "text", variant->outlines ? "outlines" : "live");
    if (scale > 0)
        cJSON_AddNumberToObject(object, "scale", scale);
    if (variant->dpi > 0)
        cJSON_AddNumberToObject(object, "dpi", variant->dpi);
    return object;
}

/* The chart's own order of choice, so that its figures can be merged again. */
static cJSON *make_choice(const ChoiceOrder *choice)
{
    cJSON *array = cJSON_CreateArray();
    for (guint i = 0; i < choice->n_steps; i++)
        cJSON_AddItemToArray(array, cJSON_CreateString(choice->steps[i]->name));
    return array;
}

static cJSON *make_chart(const Scene *scene, double scale)
{
    cJSON *object = cJSON_CreateObject();
    json_add_text(object, "name", scene->name);
    json_add_text(object, "title", scene->title);
    json_add_text(object, "description", scene->description);
    add_array(object, "choice", make_choice(&scene->choice));
    const double size[] = {scene->width, scene->height};
    cJSON_AddItemToObject(object, "size", cJSON_CreateDoubleArray(size, G_N_ELEMENTS(size)));
    cJSON_AddItemToObject(object, "variant", make_variant(&scene->variant, scale));
    return object;
}

static cJSON *make_inputs(const RecordInput *inputs, guint n_inputs)
{
    cJSON *array = cJSON_CreateArray();
    for (guint i = 0; i < n_inputs; i++) {
        cJSON *object = cJSON_CreateObject();
        json_add_text(object, "path", inputs[i].path);
        json_add_text(object, "sha256", inputs[i].sha256);
        cJSON_AddItemToArray(array, object);
    }
    return array;
}

static cJSON *make_record(const Scene *scene, const RecordInput *inputs, guint n_inputs,
                          double scale)
{
    cJSON *record = cJSON_CreateObject();
    cJSON_AddNumberToObject(record, "figtrail", RECORD_VERSION);
    json_add_text(record, "generator", "figtrail " FIGTRAIL_VERSION);
    cJSON_AddItemToObject(record, "chart", make_chart(scene, scale));
    add_array(record, "inputs", make_inputs(inputs, n_inputs));

    g_autoptr(GPtrArray) list = g_ptr_array_new();
    g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);
    SourceList sources = {list, known};
    /* the cited ones first, so that the list begins as the picture's own */
    for (guint i = 0; i < scene->sources->len; i++) {
        g_ptr_array_add(list, g_ptr_array_index(scene->sources, i));
        g_hash_table_add(known, g_ptr_array_index(scene->sources, i));
    }
    cJSON *figures = cJSON_CreateArray();
    g_autoptr(GHashTable) boxes = mark_boxes_collect(scene);
    for (guint i = 0; i < scene->drawn->len; i++) {
        const DrawnFigure *drawn = g_ptr_array_index(scene->drawn, i);
        g_autoptr(GArray) roles = claim_roles_list(drawn);
        cJSON *figure = make_figure(drawn->figure, roles);
        cJSON *marks = g_hash_table_lookup(boxes, drawn);
        if (marks)
            cJSON_AddItemToObject(figure, "marks", marks);
        cJSON_AddItemToArray(figures, figure);
        for (guint r = 0; r < roles->len; r++)
            list_source(&sources, g_array_index(roles, ClaimRole, r).claim->source);
    }
    /* a cited source may itself be a copy */
    for (guint i = 0; i < scene->sources->len; i++) {
        const Source *source = g_ptr_array_index(scene->sources, i);
        list_source(&sources, source->relays);
    }
    add_array(record, "figures", figures);
    add_array(record, "sources", make_sources(scene, &sources));
    return record;
}

char *record_build(const Scene *scene, const RecordInput *inputs, guint n_inputs, double scale)
{
    g_autoptr(cJSON) record = make_record(scene, inputs, n_inputs, scale);
    record_leave_out_usual(record);
    return json_print_compact(record);
}

char *record_sidecar(const Scene *scene)
{
    g_autoptr(cJSON) record = make_record(scene, NULL, 0, 0);
    return record_to_csv(record);
}
