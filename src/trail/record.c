#include "trail/record.h"

#include "trail/role.h"

/* ---- members: empty ones are left out -------------------------------------------------------- */

static void add_text(cJSON *object, const char *name, const char *text)
{
    if (text && *text)
        cJSON_AddStringToObject(object, name, text);
}

static void add_array(cJSON *object, const char *name, cJSON *array)
{
    if (cJSON_GetArraySize(array) > 0)
        cJSON_AddItemToObject(object, name, array);
    else
        cJSON_Delete(array);
}

/* A number of a number metric, a date's text of a date metric. */
static void add_amount(cJSON *object, const char *name, const Amount *amount, MetricKind kind)
{
    if (!amount->present)
        return;
    if (kind == METRIC_NUMBER)
        cJSON_AddNumberToObject(object, name, amount->number);
    else
        add_text(object, name, amount->text);
}

/* ---- claims and figures ---------------------------------------------------------------------- */

static cJSON *make_claim(const ClaimRole *role)
{
    const Claim *claim = role->claim;
    const MetricKind kind = claim->metric->kind;
    cJSON *object = cJSON_CreateObject();
    add_text(object, "id", claim->id);
    add_text(object, "role", role->name);
    cJSON_AddBoolToObject(object, "drawn", role->drawn);
    add_text(object, "reason", role->reason);
    add_text(object, "printed", claim->printed);
    add_amount(object, "value", &claim->value, kind);
    add_amount(object, "low", &claim->low, kind);
    add_amount(object, "high", &claim->high, kind);
    add_text(object, "kind", claim_kind_name(claim->kind));
    add_text(object, "status", claim_status_name(claim->status));
    add_text(object, "as_of", claim->as_of_text);
    add_text(object, "source", claim->source->id);
    add_text(object, "quote", claim->quote);
    if (claim->at >= 0)
        cJSON_AddNumberToObject(object, "at", (double)claim->at);
    add_text(object, "locator", claim->locator);
    add_text(object, "stated_by", claim->stated_by);
    add_text(object, "note", claim->note);
    return object;
}

static cJSON *make_figure(const DrawnFigure *drawn, const GArray *roles)
{
    const Figure *figure = drawn->figure;
    cJSON *object = cJSON_CreateObject();
    add_text(object, "key", figure->key);
    add_text(object, "subject", figure->subject->id);
    add_text(object, "subject_name", figure->subject->name);
    add_text(object, "metric", figure->metric->id);
    add_text(object, "metric_name", figure->metric->name);
    add_text(object, "unit", figure->metric->unit);
    add_text(object, "setting", figure->setting);
    add_text(object, "as_of", figure->as_of_text);
    add_text(object, "agreement", agreement_name(figure->agreement));
    cJSON_AddNumberToObject(object, "independent_sources", figure->n_sources);
    cJSON *claims = cJSON_AddArrayToObject(object, "claims");
    for (guint i = 0; i < roles->len; i++)
        cJSON_AddItemToArray(claims, make_claim(&g_array_index(roles, ClaimRole, i)));
    return object;
}

/* ---- sources --------------------------------------------------------------------------------- */

static cJSON *make_source(const Source *source, guint number)
{
    cJSON *object = cJSON_CreateObject();
    if (number > 0)
        cJSON_AddNumberToObject(object, "number", number);
    add_text(object, "id", source->id);
    add_text(object, "title", source->title);
    add_text(object, "publisher", source->publisher);
    add_text(object, "author", source->author);
    add_text(object, "published", source->published);
    add_text(object, "language", source->language);
    add_text(object, "type", source->type);
    add_text(object, "url", source->url);
    add_text(object, "archive_url", source->archive_url);
    add_text(object, "sha256", source->sha256);
    if (source->relays)
        add_text(object, "relays", source->relays->id);
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

static cJSON *make_chart(const Scene *scene)
{
    cJSON *object = cJSON_CreateObject();
    add_text(object, "name", scene->name);
    add_text(object, "title", scene->title);
    add_text(object, "description", scene->description);
    return object;
}

static cJSON *make_inputs(const RecordInput *inputs, guint n_inputs)
{
    cJSON *array = cJSON_CreateArray();
    for (guint i = 0; i < n_inputs; i++) {
        cJSON *object = cJSON_CreateObject();
        add_text(object, "path", inputs[i].path);
        add_text(object, "sha256", inputs[i].sha256);
        cJSON_AddItemToArray(array, object);
    }
    return array;
}

static cJSON *make_record(const Scene *scene, const RecordInput *inputs, guint n_inputs)
{
    cJSON *record = cJSON_CreateObject();
    cJSON_AddNumberToObject(record, "figtrail", RECORD_VERSION);
    add_text(record, "generator", "figtrail " FIGTRAIL_VERSION);
    cJSON_AddItemToObject(record, "chart", make_chart(scene));
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
    for (guint i = 0; i < scene->drawn->len; i++) {
        const DrawnFigure *drawn = g_ptr_array_index(scene->drawn, i);
        g_autoptr(GArray) roles = claim_roles_list(drawn);
        cJSON_AddItemToArray(figures, make_figure(drawn, roles));
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

char *record_build(const Scene *scene, const RecordInput *inputs, guint n_inputs)
{
    g_autoptr(cJSON) record = make_record(scene, inputs, n_inputs);
    return json_print_compact(record);
}

char *record_sidecar(const Scene *scene)
{
    g_autoptr(cJSON) record = make_record(scene, NULL, 0);
    return record_to_csv(record);
}
