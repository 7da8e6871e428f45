/* Box plots (https://vega.github.io/vega-lite/docs/boxplot.html). */
#include "base/number.h"
#include "chart/composite.h"

#include <string.h>

static const double BOX_SIZE = 14; /* config.boxplot.size */

typedef struct {
    const Composite *composite;
    gboolean whole; /* whiskers from the least to the largest value */
    double extent;  /* else this many times the box' length */
    const char *orient, *across;
    const cJSON *tooltip; /* of the outliers alone, each a row of the data; NULL: none */
} BoxPlot;

static void add_quartiles(cJSON *ops, const char *field)
{
    composite_add_op(ops, "q1", field, "lower_box_", NULL);
    composite_add_op(ops, "q3", field, "upper_box_", NULL);
}

static void drop_channels(cJSON *layer, const char *const *names)
{
    cJSON *encoding = cJSON_GetObjectItemCaseSensitive(layer, "encoding");
    for (gsize i = 0; layer && names[i]; i++)
        cJSON_DeleteItemFromObjectCaseSensitive(encoding, names[i]);
}

static void add_whiskers(const BoxPlot *box, cJSON *layers)
{
    static const char *const dropped[] = {"color", "size", NULL};
    g_autofree char *tick = g_strdup_printf(
        "{\"type\": \"tick\", \"color\": \"black\", \"opacity\": 1, \"orient\": \"%s\"}",
        box->across);
    cJSON *parts[] = {
        composite_add_part(box->composite, layers, "rule", TRUE, "{\"type\": \"rule\"}",
                           "lower_whisker_", "lower_box_"),
        composite_add_part(box->composite, layers, "rule", TRUE, "{\"type\": \"rule\"}",
                           "upper_box_", "upper_whisker_"),
        composite_add_part(box->composite, layers, "ticks", FALSE, tick, "lower_whisker_", NULL),
        composite_add_part(box->composite, layers, "ticks", FALSE, tick, "upper_whisker_", NULL),
    };
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
        drop_channels(parts[i], dropped);
}

static char *sized_mark(const BoxPlot *box, const char *type, const char *orient, const char *more)
{
    char size[NUMBER_TEXT_SIZE];
    const Config *config = box->composite->builder->chart->config;
    const double usual = config_number(config, "boxplot", "size", BOX_SIZE);
    number_format(json_number(box->composite->mark, "size", usual), size);
    return g_strdup_printf("{\"type\": \"%s\", \"size\": %s, \"orient\": \"%s\"%s}", type, size,
                           orient, more);
}

/* The median is white in its box, and has the box' colour where the box has no length. */
static void color_median(const BoxPlot *box, cJSON *layer)
{
    ChartBuilder *builder = box->composite->builder;
    const cJSON *told = json_member(box->composite->others, "color");
    cJSON *encoding = cJSON_GetObjectItemCaseSensitive(layer, "encoding");
    cJSON_DeleteItemFromObjectCaseSensitive(encoding, "color");
    cJSON *color = cJSON_AddObjectToObject(encoding, "color");
    cJSON *condition = cJSON_AddObjectToObject(color, "condition");
    g_autofree char *test = g_strdup_printf("datum[\"lower_box_%s\"] >= datum[\"upper_box_%s\"]",
                                            box->composite->field, box->composite->field);
    cJSON_AddStringToObject(condition, "test", test);
    for (const cJSON *item = cJSON_IsObject(told) ? told->child : NULL; item; item = item->next)
        composite_refer(builder, condition, item->string, item);
    if (!told)
        composite_refer(builder, condition, "value",
                        config_value(builder->chart->config, "mark", "color"));
    composite_refer(builder, color, "value", json_member(json_member(layer, "mark"), "color"));
}

static void add_box(const BoxPlot *box, cJSON *layers)
{
    g_autofree char *bar = sized_mark(box, "bar", box->orient, "");
    g_autofree char *tick = sized_mark(box, "tick", box->across, "");
    composite_add_part(box->composite, layers, "box", TRUE, bar, "lower_box_", "upper_box_");
    cJSON *median =
        composite_add_part(box->composite, layers, "median", TRUE, tick, "mid_box_", NULL);
    if (!median)
        return;
    cJSON *mark = cJSON_GetObjectItemCaseSensitive(median, "mark");
    const Config *config = box->composite->builder->chart->config;
    if (!json_member(json_member(box->composite->mark, "median"), "color")) {
        const char *color = json_string(config_value(config, "boxplot", "median"), "color");
        cJSON_DeleteItemFromObjectCaseSensitive(mark, "color");
        cJSON_AddStringToObject(mark, "color", color ? color : "white");
    }
    color_median(box, median);
}

/* The least, largest and middle of each group. */
static void add_summary(const BoxPlot *box, cJSON *transform)
{
    const char *field = box->composite->field;
    cJSON *ops = composite_aggregate(box->composite, transform, "aggregate");
    add_quartiles(ops, field);
    composite_add_op(ops, "median", field, "mid_box_", NULL);
    composite_add_op(ops, "min", field, box->whole ? "lower_whisker_" : "min_", NULL);
    composite_add_op(ops, "max", field, box->whole ? "upper_whisker_" : "max_", NULL);
}

static void add_filter(cJSON *transform, const char *text)
{
    cJSON *filter = cJSON_CreateObject();
    cJSON_AddStringToObject(filter, "filter", text);
    cJSON_AddItemToArray(transform, filter);
}

/* Points outside of the whiskers, and whiskers to the outermost points inside. */
static void add_tukey(const BoxPlot *box, cJSON *layers)
{
    const Composite *composite = box->composite;
    const char *field = composite->field;
    char extent[NUMBER_TEXT_SIZE];
    number_format(box->extent, extent);
    g_autofree char *low =
        g_strdup_printf("datum[\"lower_box_%s\"] - %s * (datum[\"upper_box_%s\"] - "
                        "datum[\"lower_box_%s\"])",
                        field, extent, field, field);
    g_autofree char *high =
        g_strdup_printf("datum[\"upper_box_%s\"] + %s * (datum[\"upper_box_%s\"] - "
                        "datum[\"lower_box_%s\"])",
                        field, extent, field, field);
    g_autofree char *inside =
        g_strdup_printf("(%s <= datum[\"%s\"]) && (datum[\"%s\"] <= %s)", low, field, field, high);
    g_autofree char *outside =
        g_strdup_printf("(datum[\"%s\"] < %s) || (datum[\"%s\"] > %s)", field, low, field, high);
    cJSON *view = cJSON_CreateObject();
    cJSON_AddItemToArray(layers, view);
    cJSON *transform = cJSON_AddArrayToObject(view, "transform");
    add_quartiles(composite_aggregate(composite, transform, "joinaggregate"), field);
    cJSON *inner = cJSON_AddArrayToObject(view, "layer");
    cJSON *outliers =
        composite_add_part(composite, inner, "outliers", TRUE, "{\"type\": \"point\"}", "", NULL);
    if (outliers) {
        static const char *const dropped[] = {"size", "tooltip", NULL};
        drop_channels(outliers, dropped);
        for (const cJSON *item = composite->encoding->child; item; item = item->next) {
            const char *const aggregated[] = {item->string, NULL}; /* of groups, not of rows */
            if (json_member(item, "aggregate"))
                drop_channels(outliers, aggregated);
        }
        composite_refer(composite->builder, cJSON_GetObjectItemCaseSensitive(outliers, "encoding"),
                        "tooltip", box->tooltip);
        add_filter(cJSON_AddArrayToObject(outliers, "transform"), outside);
    }
    cJSON *whiskers = cJSON_CreateObject();
    cJSON_AddItemToArray(inner, whiskers);
    cJSON *filter = cJSON_AddArrayToObject(whiskers, "transform");
    add_filter(filter, inside);
    cJSON *ops = composite_aggregate(composite, filter, "aggregate");
    composite_add_op(ops, "min", field, "lower_whisker_", NULL);
    composite_add_op(ops, "max", field, "upper_whisker_", NULL);
    g_autofree char *lower = g_strconcat("lower_box_", field, NULL);
    g_autofree char *upper = g_strconcat("upper_box_", field, NULL);
    composite_add_op(ops, "min", lower, NULL, lower);
    composite_add_op(ops, "max", upper, NULL, upper);
    add_whiskers(box, cJSON_AddArrayToObject(whiskers, "layer"));
}

static gboolean read_extent(SpecContext *context, const cJSON *mark, BoxPlot *box)
{
    static const char *const members[] = {"type",     "extent", "size",    "box",    "median",
                                          "outliers", "rule",   "ticks",   "orient", "opacity",
                                          "color",    "clip",   "invalid", NULL};
    const cJSON *extent = json_member(mark, "extent");
    box->whole = g_strcmp0(cJSON_GetStringValue(extent), "min-max") == 0;
    box->extent = 1.5;
    if (!composite_check_members(context, mark, "a boxplot", members))
        return FALSE;
    if (extent && !box->whole) {
        if (!cJSON_IsNumber(extent) || !(extent->valuedouble >= 0 && extent->valuedouble <= 1e6)) {
            spec_fail(context, &rule_spec_value, extent,
                      "'extent' must be \"min-max\" or how many lengths of the box");
            return FALSE;
        }
        box->extent = extent->valuedouble;
    }
    spec_number(context, mark, "size", BOX_SIZE, 0, 1e4);
    return !context->failed;
}

/* A tooltip of fields that are not aggregated tells of rows, which only outliers are; what is
 * aggregated is told by the rest (Vega-Lite's filterTooltipWithAggregatedField). */
static const cJSON *take_row_tooltip(ChartBuilder *builder, const cJSON **encoding)
{
    const cJSON *tooltip = json_member(*encoding, "tooltip");
    const gboolean list = cJSON_IsArray(tooltip);
    if (!tooltip)
        return NULL;
    cJSON *kept = composite_tree(builder), *rest = composite_tree(builder);
    cJSON *rows = cJSON_AddArrayToObject(kept, "tooltip");
    cJSON *groups = cJSON_AddArrayToObject(rest, "tooltip");
    json_document_adopt(builder->chart->document, rows, tooltip);
    json_document_adopt(builder->chart->document, groups, tooltip);
    for (const cJSON *item = list ? tooltip->child : tooltip; item; item = list ? item->next : NULL)
        composite_list(builder, json_member(item, "aggregate") ? groups : rows, item);
    if (!groups->child)
        cJSON_DeleteItemFromObjectCaseSensitive(rest, "tooltip");
    for (const cJSON *item = (*encoding)->child; item; item = item->next) {
        if (item != tooltip)
            composite_refer(builder, rest, item->string, item);
    }
    *encoding = rest;
    return !rows->child ? NULL : rows->child->next ? rows : rows->child;
}

const cJSON *composite_box(ChartBuilder *builder, const cJSON *mark, const cJSON *encoding)
{
    BoxPlot box = {.tooltip = take_row_tooltip(builder, &encoding)};
    Composite composite;
    if (!read_extent(&builder->context, mark, &box) ||
        !composite_init(&composite, builder, "boxplot", mark, encoding))
        return NULL;
    box.composite = &composite;
    box.orient = *composite.axis == 'x' ? "horizontal" : "vertical";
    box.across = *composite.axis == 'x' ? "vertical" : "horizontal";
    cJSON *tree = composite_tree(builder);
    composite_refer(builder, tree, "transform", composite.transform);
    cJSON *layers = cJSON_AddArrayToObject(tree, "layer");
    if (!box.whole)
        add_tukey(&box, layers);
    cJSON *whole = cJSON_CreateObject();
    cJSON_AddItemToArray(layers, whole);
    add_summary(&box, cJSON_AddArrayToObject(whole, "transform"));
    cJSON *parts = cJSON_AddArrayToObject(whole, "layer");
    if (box.whole)
        add_whiskers(&box, parts);
    add_box(&box, parts);
    composite_clear(&composite);
    return tree;
}
