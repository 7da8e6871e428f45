/*
 * Composite marks as the layers that they stand for
 * (https://vega.github.io/vega-lite/docs/errorbar.html, docs/line.html#line-with-point-markers).
 *
 * The trees made here refer to the document's items, which keep their places in findings.
 */
#include "chart/view.h"

#include <string.h>

static void refer(cJSON *object, const char *name, const cJSON *item)
{
    /* cJSON copies the item's head and marks it as not owned */
    if (item)
        cJSON_AddItemReferenceToObject(object, name, (cJSON *)(gpointer)item);
}

static cJSON *new_tree(ChartBuilder *builder)
{
    cJSON *tree = cJSON_CreateObject();
    g_ptr_array_add(builder->chart->grammar.trees, tree);
    return tree;
}

/* ---- points on a line
 * ---------------------------------------------------------------------------- */

static const cJSON *line_with_points(ChartBuilder *builder, const cJSON *view, const cJSON *mark)
{
    static const char *const members[] = {"type", "point", NULL};
    const cJSON *point = json_member(mark, "point");
    cJSON *tree = new_tree(builder);
    cJSON *layers = cJSON_AddArrayToObject(tree, "layer");
    refer(tree, "encoding", json_member(view, "encoding"));
    cJSON *line = cJSON_CreateObject(), *points = cJSON_CreateObject();
    cJSON_AddItemToArray(layers, line);
    cJSON_AddItemToArray(layers, points);
    cJSON *line_mark = cJSON_AddObjectToObject(line, "mark");
    cJSON_AddStringToObject(line_mark, "type", "line");
    for (const cJSON *item = mark->child; item; item = item->next) {
        if (!g_strv_contains(members, item->string))
            refer(line_mark, item->string, item);
    }
    cJSON *point_mark = cJSON_AddObjectToObject(points, "mark");
    cJSON_AddStringToObject(point_mark, "type", "point");
    if (!json_member(point, "opacity"))
        cJSON_AddNumberToObject(point_mark, "opacity", 1);
    if (!json_member(point, "filled"))
        cJSON_AddTrueToObject(point_mark, "filled");
    if (!json_member(point, "color"))
        refer(point_mark, "color", json_member(mark, "color"));
    for (const cJSON *item = cJSON_IsObject(point) ? point->child : NULL; item; item = item->next)
        refer(point_mark, item->string, item);
    return tree;
}

/* ---- error bars
 * ------------------------------------------------------------------------------------- */

typedef struct {
    const cJSON *view, *mark, *encoding;
    const cJSON *measure; /* the channel that the bars run along */
    const char *axis, *second;
    const char *field;
    const char *center, *extent;
} ErrorBar;

static void add_op(cJSON *ops, const char *op, const char *field, const char *prefix)
{
    g_autofree char *as = g_strconcat(prefix, field, NULL);
    cJSON *item = cJSON_CreateObject();
    cJSON_AddStringToObject(item, "op", op);
    cJSON_AddStringToObject(item, "field", field);
    cJSON_AddStringToObject(item, "as", as);
    cJSON_AddItemToArray(ops, item);
}

static void add_calculation(cJSON *transform, const char *sign, const char *field,
                            const char *prefix)
{
    g_autofree char *as = g_strconcat(prefix, field, NULL);
    g_autofree char *text =
        g_strdup_printf("datum[\"center_%s\"] %s datum[\"extent_%s\"]", field, sign, field);
    cJSON *item = cJSON_CreateObject();
    cJSON_AddStringToObject(item, "calculate", text);
    cJSON_AddStringToObject(item, "as", as);
    cJSON_AddItemToArray(transform, item);
}

/* lower_FIELD and upper_FIELD of every group of the other channels' fields */
static void add_transform(cJSON *tree, const ErrorBar *bar)
{
    cJSON *transform = cJSON_AddArrayToObject(tree, "transform");
    cJSON *aggregate = cJSON_CreateObject();
    cJSON_AddItemToArray(transform, aggregate);
    cJSON *ops = cJSON_AddArrayToObject(aggregate, "aggregate");
    cJSON *groupby = cJSON_AddArrayToObject(aggregate, "groupby");
    if (strcmp(bar->extent, "iqr") == 0) {
        add_op(ops, "q1", bar->field, "lower_");
        add_op(ops, "q3", bar->field, "upper_");
        add_op(ops, "median", bar->field, "center_");
    } else {
        add_op(ops, bar->extent, bar->field, "extent_");
        add_op(ops, bar->center, bar->field, "center_");
        add_calculation(transform, "+", bar->field, "upper_");
        add_calculation(transform, "-", bar->field, "lower_");
    }
    for (const cJSON *item = bar->encoding->child; item; item = item->next) {
        const char *field = json_string(item, "field");
        if (field && item != bar->measure)
            cJSON_AddItemToArray(groupby, cJSON_CreateString(field));
    }
}

/* A layer at lower_FIELD or upper_FIELD, or (to != NULL) from one to the other. */
static cJSON *add_part(cJSON *layers, const ErrorBar *bar, const char *type, const char *from,
                       const char *to)
{
    cJSON *layer = cJSON_CreateObject();
    cJSON_AddItemToArray(layers, layer);
    cJSON *mark = cJSON_AddObjectToObject(layer, "mark");
    cJSON_AddStringToObject(mark, "type", type);
    cJSON *encoding = cJSON_AddObjectToObject(layer, "encoding");
    cJSON *along = cJSON_AddObjectToObject(encoding, bar->axis);
    g_autofree char *field = g_strconcat(from, bar->field, NULL);
    cJSON_AddStringToObject(along, "field", field);
    cJSON_AddStringToObject(along, "type", "quantitative");
    refer(along, "scale", json_member(bar->measure, "scale"));
    refer(along, "axis", json_member(bar->measure, "axis"));
    if (json_member(bar->measure, "title"))
        refer(along, "title", json_member(bar->measure, "title"));
    else if (!json_member(json_member(bar->measure, "axis"), "title"))
        cJSON_AddStringToObject(along, "title", bar->field);
    if (to) {
        cJSON *end = cJSON_AddObjectToObject(encoding, bar->second);
        g_autofree char *end_field = g_strconcat(to, bar->field, NULL);
        cJSON_AddStringToObject(end, "field", end_field);
    }
    for (const cJSON *item = bar->encoding->child; item; item = item->next) {
        if (item != bar->measure && strcmp(item->string, "size") != 0)
            refer(encoding, item->string, item);
    }
    return mark;
}

static gboolean is_measure(const cJSON *channel)
{
    return g_strcmp0(json_string(channel, "type"), "quantitative") == 0 &&
           !json_member(channel, "aggregate");
}

/* Which axis the bars run along; FALSE after a finding. */
static gboolean read_bar(SpecContext *context, const cJSON *view, ErrorBar *bar)
{
    static const char *const members[] = {"type", "extent", "center", "ticks",   "thickness",
                                          "size", "orient", "color",  "opacity", NULL};
    static const char *const centers[] = {"mean", "median", NULL};
    static const char *const extents[] = {"stderr", "stdev", "iqr", NULL};
    static const char *const orients[] = {"horizontal", "vertical", NULL};
    const cJSON *mark = json_member(view, "mark"), *encoding = json_member(view, "encoding");
    *bar = (ErrorBar){.view = view, .mark = mark, .encoding = encoding};
    const cJSON *x = json_member(encoding, "x"), *y = json_member(encoding, "y");
    if (cJSON_IsObject(mark) && !spec_check_members(context, mark, "an errorbar", members))
        return FALSE;
    static const char *const given[] = {"x2", "y2", "xError", "yError", "xError2", "yError2"};
    for (gsize i = 0; i < G_N_ELEMENTS(given); i++) {
        const cJSON *item = json_member(encoding, given[i]);
        if (item) {
            spec_fail(context, &rule_spec_property, item,
                      "an errorbar of given ends is not supported: draw a rule from %s to %s",
                      given[i][0] == 'x' ? "x" : "y", given[i]);
            return FALSE;
        }
    }
    const int orient = spec_word(context, mark, "orient", orients, -1);
    const gboolean across = orient == 0 || (orient < 0 && is_measure(x) && !is_measure(y));
    bar->measure = across ? x : y;
    bar->axis = across ? "x" : "y";
    bar->second = across ? "x2" : "y2";
    bar->field = json_string(bar->measure, "field");
    if (!is_measure(bar->measure) || !bar->field) {
        spec_fail(context, &rule_spec_value, mark,
                  "an errorbar needs a quantitative field in x or y, in its own encoding");
        return FALSE;
    }
    const int extent = spec_word(context, mark, "extent", extents, -1);
    const int center = spec_word(context, mark, "center", centers, extent == 2 ? 1 : 0);
    bar->center = centers[center];
    bar->extent = extent >= 0 ? extents[extent] : center == 1 ? "iqr" : "stderr";
    return !context->failed;
}

static const cJSON *error_bar(ChartBuilder *builder, const cJSON *view)
{
    ErrorBar bar;
    if (!read_bar(&builder->context, view, &bar))
        return NULL;
    cJSON *tree = new_tree(builder);
    add_transform(tree, &bar);
    cJSON *layers = cJSON_AddArrayToObject(tree, "layer");
    const cJSON *ticks = json_member(bar.mark, "ticks");
    static const char *const ends[] = {"lower_", "upper_"};
    for (gsize e = 0; (cJSON_IsTrue(ticks) || cJSON_IsObject(ticks)) && e < 2; e++) {
        cJSON *tick = add_part(layers, &bar, "tick", ends[e], NULL);
        cJSON_AddStringToObject(tick, "orient", *bar.axis == 'x' ? "vertical" : "horizontal");
        refer(tick, "color", json_member(bar.mark, "color"));
        refer(tick, "opacity", json_member(bar.mark, "opacity"));
        refer(tick, "thickness", json_member(bar.mark, "thickness"));
        refer(tick, "size", json_member(bar.mark, "size"));
        for (const cJSON *item = cJSON_IsObject(ticks) ? ticks->child : NULL; item;
             item = item->next)
            refer(tick, item->string, item);
    }
    cJSON *rule = add_part(layers, &bar, "rule", "lower_", "upper_");
    refer(rule, "color", json_member(bar.mark, "color"));
    refer(rule, "opacity", json_member(bar.mark, "opacity"));
    refer(rule, "size", json_member(bar.mark, "thickness"));
    return tree;
}

const cJSON *chart_normalize(ChartBuilder *builder, const cJSON *view)
{
    const cJSON *mark = json_member(view, "mark");
    const char *name = cJSON_IsString(mark) ? mark->valuestring : json_string(mark, "type");
    if (g_strcmp0(name, "errorbar") == 0)
        return error_bar(builder, view);
    const cJSON *point = json_member(mark, "point");
    if (!point)
        return view;
    if (g_strcmp0(name, "line") != 0 || !(cJSON_IsBool(point) || cJSON_IsObject(point))) {
        spec_fail(&builder->context, &rule_spec_value, point,
                  "'point' belongs to a line; it must be true, false or an object");
        return NULL;
    }
    return cJSON_IsFalse(point) ? view : line_with_points(builder, view, mark);
}
