#include "chart/composite.h"

#include <string.h>

cJSON *composite_tree(ChartBuilder *builder)
{
    cJSON *tree = cJSON_CreateObject();
    g_ptr_array_add(builder->chart->grammar.trees, tree);
    return tree;
}

void composite_refer(ChartBuilder *builder, cJSON *object, const char *name, const cJSON *item)
{
    if (!item || json_member(object, name))
        return;
    /* cJSON copies the item's head and marks it as not owned */
    cJSON_AddItemReferenceToObject(object, name, (cJSON *)(gpointer)item);
    json_document_adopt(builder->chart->document, json_member(object, name), item);
}

/* ---- the measure
 * ------------------------------------------------------------------------------------- */

static gboolean is_continuous(const cJSON *channel)
{
    const char *type = json_string(channel, "type");
    if (!type)
        return json_member(channel, "aggregate") || json_member(channel, "timeUnit");
    return strcmp(type, "quantitative") == 0 || strcmp(type, "temporal") == 0;
}

static gboolean is_time(const cJSON *channel)
{
    return g_strcmp0(json_string(channel, "type"), "temporal") == 0 ||
           json_member(channel, "timeUnit");
}

/* Vega-Lite's compositeMarkOrient; given ends tell it, too. */
static gboolean runs_across(const Composite *composite)
{
    const cJSON *x = json_member(composite->encoding, "x"),
                *y = json_member(composite->encoding, "y");
    const char *orient = json_string(composite->mark, "orient");
    const char *op = json_string(x, "aggregate");
    if (json_member(composite->encoding, "x2") || json_member(composite->encoding, "xError"))
        return TRUE;
    if (json_member(composite->encoding, "y2") || json_member(composite->encoding, "yError"))
        return FALSE;
    if (orient)
        return strcmp(orient, "horizontal") == 0;
    if (!is_continuous(x) || !is_continuous(y))
        return is_continuous(x);
    return g_strcmp0(op, composite->name) == 0 || (is_time(y) && !is_time(x));
}

/* ---- the other channels
 * ------------------------------------------------------------------------------ */

/* Their time units and aggregates become transforms (Vega-Lite's extractTransformsFromEncoding). */
static void add_other(Composite *composite, const cJSON *channel, cJSON *aggregates)
{
    const char *field = json_string(channel, "field"), *op = json_string(channel, "aggregate");
    const char *unit = json_string(channel, "timeUnit");
    if (!cJSON_IsObject(channel) || (!field && !op)) {
        composite_refer(composite->builder, composite->others, channel->string, channel);
        return;
    }
    if (!op && !unit) {
        g_ptr_array_add(composite->groupby, (gpointer)field);
        composite_refer(composite->builder, composite->others, channel->string, channel);
        return;
    }
    g_autofree char *as = g_strdup_printf("%s_%s", op ? op : unit, field ? field : "");
    cJSON *other = cJSON_AddObjectToObject(composite->others, channel->string);
    json_document_adopt(composite->builder->chart->document, other, channel);
    const char *kept = cJSON_GetStringValue(cJSON_AddStringToObject(other, "field", as));
    for (const cJSON *item = channel->child; item; item = item->next) {
        if (strcmp(item->string, "aggregate") != 0)
            composite_refer(composite->builder, other, item->string, item);
    }
    if (op) {
        composite_add_op(aggregates, op, field, NULL, as);
        if (!json_member(other, "type"))
            cJSON_AddStringToObject(other, "type", "quantitative");
        if (!json_member(other, "title"))
            cJSON_AddStringToObject(other, "title", as);
        return;
    }
    cJSON *transform = cJSON_CreateObject();
    cJSON_AddStringToObject(transform, "timeUnit", unit);
    cJSON_AddStringToObject(transform, "field", field);
    cJSON_AddStringToObject(transform, "as", as);
    cJSON_AddItemToArray(composite->transform, transform);
    if (!json_member(other, "title")) {
        g_autofree char *title = g_strdup_printf("%s (%s)", field, unit);
        cJSON_AddStringToObject(other, "title", title);
    }
    g_ptr_array_add(composite->groupby, (gpointer)kept);
}

gboolean composite_init(Composite *composite, ChartBuilder *builder, const char *name,
                        const cJSON *mark, const cJSON *encoding)
{
    *composite = (Composite){.builder = builder, .name = name, .mark = mark, .encoding = encoding};
    const gboolean across = runs_across(composite);
    const char *const taken[] = {across ? "x" : "y", across ? "x2" : "y2",
                                 across ? "xError" : "yError", across ? "xError2" : "yError2",
                                 NULL};
    composite->axis = taken[0];
    composite->second = taken[1];
    composite->measure = json_member(encoding, taken[0]);
    composite->field = json_string(composite->measure, "field");
    cJSON *tree = composite_tree(builder); /* holds the parts until they are used */
    composite->transform = cJSON_AddArrayToObject(tree, "transform");
    composite->others = cJSON_AddObjectToObject(tree, "encoding");
    cJSON *aggregates = cJSON_AddArrayToObject(tree, "aggregate");
    composite->groupby = g_ptr_array_new();
    if (!composite->field || !is_continuous(composite->measure)) {
        spec_fail(&builder->context, &rule_spec_value, mark,
                  "%s %s needs a quantitative field in x or y", *name == 'e' ? "an" : "a", name);
        return FALSE;
    }
    for (const cJSON *item = encoding->child; item; item = item->next) {
        if (!g_strv_contains(taken, item->string))
            add_other(composite, item, aggregates);
    }
    return TRUE;
}

void composite_clear(Composite *composite)
{
    g_clear_pointer(&composite->groupby, g_ptr_array_unref);
}

/* ---- transforms
 * -------------------------------------------------------------------------------------- */

cJSON *composite_aggregate(const Composite *composite, cJSON *transform, const char *kind)
{
    cJSON *aggregate = cJSON_CreateObject();
    cJSON_AddItemToArray(transform, aggregate);
    cJSON *ops = cJSON_AddArrayToObject(aggregate, kind);
    cJSON *groupby = cJSON_AddArrayToObject(aggregate, "groupby");
    for (guint i = 0; i < composite->groupby->len; i++)
        cJSON_AddItemToArray(groupby, cJSON_CreateString(composite->groupby->pdata[i]));
    return ops;
}

void composite_add_op(cJSON *ops, const char *op, const char *field, const char *prefix,
                      const char *as)
{
    g_autofree char *made = prefix ? g_strconcat(prefix, field, NULL) : NULL;
    cJSON *item = cJSON_CreateObject();
    cJSON_AddStringToObject(item, "op", op);
    if (field)
        cJSON_AddStringToObject(item, "field", field);
    cJSON_AddStringToObject(item, "as", made ? made : as);
    cJSON_AddItemToArray(ops, item);
}

void composite_add_calculation(cJSON *transform, const char *prefix, const char *field,
                               const char *text)
{
    g_autofree char *as = g_strconcat(prefix, field, NULL);
    cJSON *item = cJSON_CreateObject();
    cJSON_AddStringToObject(item, "calculate", text);
    cJSON_AddStringToObject(item, "as", as);
    cJSON_AddItemToArray(transform, item);
}

/* ---- parts
 * ------------------------------------------------------------------------------------------- */

static void refer_all(ChartBuilder *builder, cJSON *object, const cJSON *from)
{
    for (const cJSON *item = from && cJSON_IsObject(from) ? from->child : NULL; item;
         item = item->next)
        composite_refer(builder, object, item->string, item);
}

cJSON *composite_add_part(const Composite *composite, cJSON *layers, const char *part,
                          gboolean usual, const char *base, const char *prefix, const char *to)
{
    static const char *const shared[] = {"clip", "color", "opacity", "invalid"};
    ChartBuilder *builder = composite->builder;
    const cJSON *own = json_member(composite->mark, part);
    const cJSON *standard = config_value(builder->chart->config, composite->name, part);
    const cJSON *wanted = own ? own : standard;
    if (wanted ? !(cJSON_IsTrue(wanted) || cJSON_IsObject(wanted)) : !usual)
        return NULL;
    cJSON *layer = cJSON_CreateObject();
    cJSON_AddItemToArray(layers, layer);
    cJSON *mark = cJSON_AddObjectToObject(layer, "mark");
    json_document_adopt(builder->chart->document, mark, composite->mark);
    refer_all(builder, mark, own);
    cJSON *made = cJSON_Parse(base);
    g_assert(made);
    for (cJSON *item; (item = made->child);) {
        cJSON_DetachItemViaPointer(made, item);
        if (json_member(mark, item->string))
            cJSON_Delete(item);
        else
            cJSON_AddItemToObject(mark, item->string, item);
    }
    cJSON_Delete(made);
    for (gsize i = 0; i < G_N_ELEMENTS(shared); i++)
        composite_refer(builder, mark, shared[i], json_member(composite->mark, shared[i]));
    refer_all(builder, mark, standard);
    cJSON *encoding = cJSON_AddObjectToObject(layer, "encoding");
    cJSON *along = cJSON_AddObjectToObject(encoding, composite->axis);
    json_document_adopt(builder->chart->document, along, composite->measure);
    g_autofree char *field = g_strconcat(prefix, composite->field, NULL);
    cJSON_AddStringToObject(along, "field", field);
    const char *type = json_string(composite->measure, "type");
    cJSON_AddStringToObject(along, "type", type ? type : "quantitative");
    composite_refer(builder, along, "scale", json_member(composite->measure, "scale"));
    composite_refer(builder, along, "axis", json_member(composite->measure, "axis"));
    composite_refer(builder, along, "title", json_member(composite->measure, "title"));
    if (!json_member(along, "title") &&
        !json_member(json_member(composite->measure, "axis"), "title"))
        cJSON_AddStringToObject(along, "title", composite->field);
    if (to) {
        cJSON *end = cJSON_AddObjectToObject(encoding, composite->second);
        g_autofree char *end_field = g_strconcat(to, composite->field, NULL);
        cJSON_AddStringToObject(end, "field", end_field);
    }
    refer_all(builder, encoding, composite->others);
    return layer;
}
