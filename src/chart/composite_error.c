/* Error bars and error bands (https://vega.github.io/vega-lite/docs/errorbar.html). */
#include "chart/composite.h"

#include <string.h>

static gboolean check_members(SpecContext *context, const cJSON *mark, gboolean band)
{
    static const char *const of_bar[] = {"type",  "extent",    "center",  "ticks",
                                         "rule",  "thickness", "size",    "orient",
                                         "color", "clip",      "opacity", NULL};
    static const char *const of_band[] = {"type",        "extent",  "center",  "band",
                                          "borders",     "orient",  "color",   "clip",
                                          "interpolate", "tension", "opacity", NULL};
    return composite_check_members(context, mark, band ? "an errorband" : "an errorbar",
                                   band ? of_band : of_bar);
}

/* lower_FIELD and upper_FIELD of every group of the other channels' fields */
static void add_spread(const Composite *composite)
{
    static const char *const centers[] = {"mean", "median", NULL};
    static const char *const extents[] = {"stderr", "stdev", "iqr", NULL};
    SpecContext *context = &composite->builder->context;
    const char *field = composite->field;
    if (g_strcmp0(json_string(composite->mark, "extent"), "ci") == 0) {
        spec_fail(
            context, &rule_spec_value, json_member(composite->mark, "extent"),
            "'extent' cannot be \"ci\": its intervals are drawn by lot, and the same input must "
            "give the same chart; stderr, stdev and iqr are known");
        return;
    }
    const int extent = spec_word(context, composite->mark, "extent", extents, -1);
    const int center = spec_word(context, composite->mark, "center", centers, extent == 2 ? 1 : 0);
    cJSON *ops = composite_aggregate(composite, composite->transform, "aggregate");
    if (extent == 2 || (extent < 0 && center == 1)) {
        composite_add_op(ops, "q1", field, "lower_", NULL);
        composite_add_op(ops, "q3", field, "upper_", NULL);
        composite_add_op(ops, "median", field, "center_", NULL);
        return;
    }
    composite_add_op(ops, extents[MAX(extent, 0)], field, "extent_", NULL);
    composite_add_op(ops, centers[center], field, "center_", NULL);
    for (int sign = 0; sign < 2; sign++) {
        /* of a single row there is no spread, and no interval */
        g_autofree char *text = g_strdup_printf(
            "isValid(datum[\"extent_%s\"]) ? datum[\"center_%s\"] %s datum[\"extent_%s\"] : NaN",
            field, field, sign ? "-" : "+", field);
        composite_add_calculation(composite->transform, sign ? "lower_" : "upper_", field, text);
    }
}

/* The ends are in the data: as they are, or as distances from the measure. */
static void add_given(const Composite *composite, const char *end, const char *error,
                      const char *error2)
{
    const char *field = composite->field;
    g_autofree char *upper = end ? g_strdup_printf("datum[\"%s\"]", end)
                                 : g_strdup_printf("datum[\"%s\"] + datum[\"%s\"]", field, error);
    g_autofree char *lower = end ? g_strdup_printf("datum[\"%s\"]", field)
                             : error2
                                 ? g_strdup_printf("datum[\"%s\"] + datum[\"%s\"]", field, error2)
                                 : g_strdup_printf("datum[\"%s\"] - datum[\"%s\"]", field, error);
    composite_add_calculation(composite->transform, "upper_", field, upper);
    composite_add_calculation(composite->transform, "lower_", field, lower);
}

static gboolean add_ends(const Composite *composite)
{
    const gboolean across = *composite->axis == 'x';
    const cJSON *encoding = composite->encoding;
    const char *end = json_string(json_member(encoding, composite->second), "field");
    const char *error = json_string(json_member(encoding, across ? "xError" : "yError"), "field");
    const char *error2 =
        json_string(json_member(encoding, across ? "xError2" : "yError2"), "field");
    const cJSON *lone = json_member(encoding, across ? "xError2" : "yError2");
    if (end && error)
        spec_fail(&composite->builder->context, &rule_spec_value, composite->mark,
                  "an %s has either %s or errors", composite->name, composite->second);
    else if (lone && !error)
        spec_fail(&composite->builder->context, &rule_spec_value, lone, "'%s' needs '%s' beside it",
                  lone->string, across ? "xError" : "yError");
    else if (end || error)
        add_given(composite, end, error, error2);
    else
        add_spread(composite);
    return !composite->builder->context.failed;
}

static void add_bar(const Composite *composite, cJSON *layers)
{
    ChartBuilder *builder = composite->builder;
    const cJSON *thickness = json_member(composite->mark, "thickness");
    const char *tick = *composite->axis == 'x' ? "{\"type\": \"tick\", \"orient\": \"vertical\"}"
                                               : "{\"type\": \"tick\", \"orient\": \"horizontal\"}";
    for (int e = 0; e < 2; e++) {
        cJSON *layer = composite_add_part(composite, layers, "ticks", FALSE, tick,
                                          e ? "upper_" : "lower_", NULL);
        cJSON *mark = cJSON_GetObjectItemCaseSensitive(layer, "mark");
        if (mark) {
            composite_refer(builder, mark, "thickness", thickness);
            composite_refer(builder, mark, "size", json_member(composite->mark, "size"));
        }
    }
    cJSON *rule = composite_add_part(composite, layers, "rule", TRUE, "{\"type\": \"rule\"}",
                                     "lower_", "upper_");
    if (rule)
        composite_refer(builder, cJSON_GetObjectItemCaseSensitive(rule, "mark"), "size", thickness);
}

static void add_band(const Composite *composite, cJSON *layers)
{
    static const char *const shared[] = {"interpolate", "tension"};
    const gboolean plane =
        json_member(composite->encoding, "x") && json_member(composite->encoding, "y");
    const char *band = plane ? "{\"type\": \"area\"}" : "{\"type\": \"rect\"}";
    const char *border = plane ? "{\"type\": \"line\"}" : "{\"type\": \"rule\"}";
    cJSON *parts[] = {
        composite_add_part(composite, layers, "band", TRUE, band, "lower_", "upper_"),
        composite_add_part(composite, layers, "borders", FALSE, border, "lower_", NULL),
        composite_add_part(composite, layers, "borders", FALSE, border, "upper_", NULL),
    };
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        cJSON *mark = cJSON_GetObjectItemCaseSensitive(parts[i], "mark");
        if (!mark)
            continue;
        if (i == 0 && !json_member(mark, "opacity"))
            cJSON_AddNumberToObject(mark, "opacity", 0.3); /* config.errorband.band */
        for (gsize s = 0; plane && s < G_N_ELEMENTS(shared); s++)
            composite_refer(composite->builder, mark, shared[s],
                            json_member(composite->mark, shared[s]));
    }
}

const cJSON *composite_error(ChartBuilder *builder, const char *name, const cJSON *mark,
                             const cJSON *encoding)
{
    const gboolean band = strcmp(name, "errorband") == 0;
    Composite composite;
    cJSON *tree = NULL;
    if (check_members(&builder->context, mark, band) &&
        composite_init(&composite, builder, name, mark, encoding)) {
        if (add_ends(&composite)) {
            tree = composite_tree(builder);
            cJSON *layers = cJSON_AddArrayToObject(tree, "layer");
            composite_refer(builder, tree, "transform", composite.transform);
            if (band)
                add_band(&composite, layers);
            else
                add_bar(&composite, layers);
        }
        composite_clear(&composite);
    }
    return tree;
}
