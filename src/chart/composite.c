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

static void refer_all(ChartBuilder *builder, cJSON *object, const cJSON *from)
{
    for (const cJSON *item = from && cJSON_IsObject(from) ? from->child : NULL; item;
         item = item->next)
        composite_refer(builder, object, item->string, item);
}

void composite_list(ChartBuilder *builder, cJSON *list, const cJSON *item)
{
    cJSON_AddItemReferenceToArray(list, (cJSON *)(gpointer)item);
    json_document_adopt(builder->chart->document,
                        cJSON_GetArrayItem(list, cJSON_GetArraySize(list) - 1), item);
}

gboolean composite_check_members(SpecContext *context, const cJSON *mark, const char *what,
                                 const char *const *members)
{
    ConfigKind kind;
    gboolean clean = TRUE;
    for (const cJSON *item = cJSON_IsObject(mark) ? mark->child : NULL; item; item = item->next) {
        if (g_strv_contains(members, item->string))
            continue;
        if (config_kind("mark", item->string, &kind))
            clean &= spec_check_kind(context, item, kind);
        else
            spec_unsupported(context, item, "'%s' is not supported in %s", item->string, what);
    }
    return clean && !context->failed;
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

/* What Vega-Lite calls a channel, from what is said of it. */
static void add_title(const Composite *composite, cJSON *other, const cJSON *channel)
{
    const cJSON *axis = json_member(channel, "axis");
    const cJSON *guide = axis ? axis : json_member(channel, "legend");
    const char *field = json_string(channel, "field");
    const ChannelSpec spec = {.present = TRUE,
                              .source = field,
                              .field = field,
                              .aggregate = json_string(channel, "aggregate"),
                              .bin = json_member(channel, "bin")};
    const char *unit = json_string(channel, "timeUnit");
    g_autofree char *title = unit ? g_strdup_printf("%s (%s)", field, unit)
                                  : channel_default_title(&spec, composite->builder->chart->config);
    if (!json_member(other, "title") && !json_member(guide, "title"))
        cJSON_AddStringToObject(other, "title", title);
}

/* Groups go by the ends of the intervals, which are a place, too. */
static void add_bin(Composite *composite, cJSON *other, const cJSON *channel, const char *as)
{
    const gboolean x = g_strcmp0(channel->string, "x") == 0;
    cJSON *transform = cJSON_CreateObject();
    cJSON_AddItemToArray(composite->transform, transform);
    composite_refer(composite->builder, transform, "bin", json_member(channel, "bin"));
    composite_refer(composite->builder, transform, "field", json_member(channel, "field"));
    cJSON_AddStringToObject(transform, "as", as);
    g_autofree char *end = g_strconcat(as, "_end", NULL);
    g_ptr_array_add(composite->groupby, g_strdup(as));
    g_ptr_array_add(composite->groupby, g_strdup(end));
    cJSON_AddStringToObject(other, "bin", "binned");
    if (x || g_strcmp0(channel->string, "y") == 0) {
        cJSON *second = cJSON_AddObjectToObject(composite->others, x ? "x2" : "y2");
        json_document_adopt(composite->builder->chart->document, second, channel);
        cJSON_AddStringToObject(second, "field", end);
    }
}

/* Where it names no times, its guide says that its labels are such. */
static void add_time_format(const Composite *composite, cJSON *other, const cJSON *channel)
{
    const char *name = channel->string;
    const char *type = json_string(channel, "type");
    const gboolean placed = g_strcmp0(name, "x") == 0 || g_strcmp0(name, "y") == 0;
    const char *guide = placed ? "axis" : "legend";
    const cJSON *own = json_member(channel, guide);
    if (!type || strcmp(type, "temporal") == 0 || (own && !cJSON_IsObject(own)))
        return;
    cJSON_DeleteItemFromObjectCaseSensitive(other, guide);
    cJSON *made = cJSON_AddObjectToObject(other, guide);
    json_document_adopt(composite->builder->chart->document, made, own ? own : channel);
    refer_all(composite->builder, made, own);
    if (!json_member(made, "formatType"))
        cJSON_AddStringToObject(made, "formatType", "time");
}

static void add_time_unit(Composite *composite, cJSON *other, const cJSON *channel, const char *as)
{
    add_time_format(composite, other, channel);
    cJSON *transform = cJSON_CreateObject();
    cJSON_AddItemToArray(composite->transform, transform);
    composite_refer(composite->builder, transform, "timeUnit", json_member(channel, "timeUnit"));
    composite_refer(composite->builder, transform, "field", json_member(channel, "field"));
    cJSON_AddStringToObject(transform, "as", as);
    g_ptr_array_add(composite->groupby, g_strdup(as));
}

/* Its bins, time unit and aggregate become transforms (Vega-Lite's extractTransformsFromEncoding).
 * NULL: it stays as it is. */
static cJSON *convert_channel(Composite *composite, const cJSON *channel)
{
    static const char *const converted[] = {"aggregate", "bin", "timeUnit", "field", NULL};
    const char *field = json_string(channel, "field"), *op = json_string(channel, "aggregate");
    const cJSON *unit = op ? NULL : json_member(channel, "timeUnit");
    const cJSON *bin = op || unit ? NULL : json_member(channel, "bin");
    if (bin && !cJSON_IsTrue(bin) && !cJSON_IsObject(bin))
        bin = NULL; /* the data have them */
    if (!field && !op)
        return NULL;
    if (!op && !unit && !bin) {
        g_ptr_array_add(composite->groupby, g_strdup(field));
        return NULL;
    }
    const char *unit_name = cJSON_GetStringValue(unit);
    g_autofree char *as = g_strdup_printf("%s_%s",
                                          op          ? op
                                          : bin       ? "bin"
                                          : unit_name ? unit_name
                                                      : "timeUnit",
                                          field ? field : "");
    cJSON *other = cJSON_CreateObject();
    json_document_adopt(composite->builder->chart->document, other, channel);
    cJSON_AddStringToObject(other, "field", as);
    for (const cJSON *item = channel->child; item; item = item->next) {
        if (!g_strv_contains(converted, item->string))
            composite_refer(composite->builder, other, item->string, item);
    }
    add_title(composite, other, channel);
    if (op)
        composite_add_op(composite->aggregates, op, field, NULL, as);
    else if (unit)
        add_time_unit(composite, other, channel, as);
    else
        add_bin(composite, other, channel, as);
    if (!json_member(other, "type"))
        cJSON_AddStringToObject(other, "type", unit ? "temporal" : "quantitative");
    return other;
}

static void add_other(Composite *composite, const cJSON *channel)
{
    ChartBuilder *builder = composite->builder;
    if (!cJSON_IsArray(channel)) {
        cJSON *made = convert_channel(composite, channel);
        if (made)
            cJSON_AddItemToObject(composite->others, channel->string, made);
        else
            composite_refer(builder, composite->others, channel->string, channel);
        return;
    }
    cJSON *list = cJSON_AddArrayToObject(composite->others, channel->string);
    json_document_adopt(builder->chart->document, list, channel);
    for (const cJSON *item = channel->child; item; item = item->next) {
        cJSON *made = convert_channel(composite, item);
        if (made)
            cJSON_AddItemToArray(list, made);
        else
            composite_list(builder, list, item);
    }
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
    composite->aggregates = cJSON_AddArrayToObject(tree, "aggregate");
    composite->groupby = g_ptr_array_new_with_free_func(g_free);
    if (!composite->field || !is_continuous(composite->measure)) {
        spec_fail(&builder->context, &rule_spec_value, mark,
                  "%s %s needs a quantitative field in x or y", *name == 'e' ? "an" : "a", name);
        return FALSE;
    }
    for (const cJSON *item = encoding->child; item; item = item->next) {
        if (!g_strv_contains(taken, item->string))
            add_other(composite, item);
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
    const gboolean reduces = strcmp(kind, "aggregate") == 0;
    for (const cJSON *op = composite->aggregates->child; reduces && op; op = op->next)
        cJSON_AddItemToArray(ops, cJSON_Duplicate(op, TRUE));
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
