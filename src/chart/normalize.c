/*
 * Composite marks as the layers that they stand for
 * (https://vega.github.io/vega-lite/docs/line.html#line-with-point-markers).
 */
#include "chart/composite.h"

#include <string.h>

/* ---- lines and points over a line or area (Vega-Lite's pathoverlay.ts)
 * ----------------------------------- */

static gboolean is_wanted(const cJSON *overlay)
{
    return cJSON_IsTrue(overlay) || cJSON_IsObject(overlay) ||
           g_strcmp0(cJSON_GetStringValue(overlay), "transparent") == 0;
}

static void refer_but(ChartBuilder *builder, cJSON *object, const cJSON *from,
                      const char *const *except)
{
    for (const cJSON *item = from && cJSON_IsObject(from) ? from->child : NULL; item;
         item = item->next) {
        if (!g_strv_contains(except, item->string))
            composite_refer(builder, object, item->string, item);
    }
}

static cJSON *add_layer(ChartBuilder *builder, cJSON *layers, const char *type,
                        const cJSON *encoding, const char *const *but)
{
    cJSON *layer = cJSON_CreateObject();
    cJSON_AddItemToArray(layers, layer);
    cJSON *mark = cJSON_AddObjectToObject(layer, "mark");
    cJSON_AddStringToObject(mark, "type", type);
    refer_but(builder, cJSON_AddObjectToObject(layer, "encoding"), encoding, but);
    return mark;
}

/* Lines over an area that is piled up are piled up, too. */
static void stack_overlay(ChartBuilder *builder, cJSON *layers, const cJSON *encoding,
                          gboolean area)
{
    static const char *const dimensions[] = {"x", "y"};
    gboolean parted = FALSE;
    static const char *const by[] = {"color", "fill", "stroke", "detail", "opacity", "order"};
    for (gsize i = 0; i < G_N_ELEMENTS(by); i++)
        parted |= json_member(json_member(encoding, by[i]), "field") != NULL;
    for (int c = 0; c < 2 && area && parted; c++) {
        const cJSON *told = json_member(encoding, dimensions[c]);
        const char *type = json_string(told, "type");
        const gboolean measure =
            g_strcmp0(type, "quantitative") == 0 || (!type && json_member(told, "aggregate"));
        if (!measure || json_member(told, "stack") || json_member(encoding, c ? "y2" : "x2") ||
            (c == 0 &&
             g_strcmp0(json_string(json_member(encoding, "y"), "type"), "quantitative") == 0))
            continue;
        int i = 0;
        for (cJSON *layer = layers->child; layer; layer = layer->next, i++) {
            cJSON *channels = cJSON_GetObjectItemCaseSensitive(layer, "encoding");
            if (i == 0)
                continue;
            cJSON_DeleteItemFromObjectCaseSensitive(channels, dimensions[c]);
            cJSON *channel = cJSON_AddObjectToObject(channels, dimensions[c]);
            cJSON_AddStringToObject(channel, "stack", "zero");
            for (const cJSON *item = told->child; item; item = item->next)
                composite_refer(builder, channel, item->string, item);
        }
    }
}

static const cJSON *overlay(ChartBuilder *builder, const char *name, const cJSON *mark,
                            const cJSON *encoding, const cJSON *line, const cJSON *point)
{
    static const char *const own_members[] = {"type", "line", "point", NULL};
    static const char *const shape[] = {"shape", NULL}, *const ends[] = {"x2", "y2", NULL};
    static const char *const of_line[] = {"clip", "interpolate", "tension", "tooltip"};
    const gboolean area = strcmp(name, "area") == 0;
    cJSON *tree = composite_tree(builder);
    cJSON *layers = cJSON_AddArrayToObject(tree, "layer");
    cJSON *base = add_layer(builder, layers, name, encoding, shape);
    json_document_adopt(builder->chart->document, base, mark);
    refer_but(builder, base, mark, own_members);
    if (area && !json_member(base, "opacity") && !json_member(base, "fillOpacity") &&
        !config_value(builder->chart->config, "area", "opacity"))
        cJSON_AddNumberToObject(base, "opacity", 0.7);
    cJSON_AddFalseToObject(base, "point"); /* whatever the config says */
    if (area)
        cJSON_AddFalseToObject(base, "line");
    if (is_wanted(line)) {
        cJSON *over = add_layer(builder, layers, "line", encoding, ends);
        refer_but(builder, over, line, own_members);
        for (gsize i = 0; i < G_N_ELEMENTS(of_line); i++)
            composite_refer(builder, over, of_line[i], json_member(mark, of_line[i]));
    }
    if (is_wanted(point)) {
        cJSON *over = add_layer(builder, layers, "point", encoding, ends);
        refer_but(builder, over, point, own_members);
        composite_refer(builder, over, "clip", json_member(mark, "clip"));
        composite_refer(builder, over, "tooltip", json_member(mark, "tooltip"));
        if (!json_member(over, "opacity"))
            cJSON_AddNumberToObject(over, "opacity", cJSON_IsString(point) ? 0 : 1);
        if (!json_member(over, "filled"))
            cJSON_AddTrueToObject(over, "filled");
    }
    stack_overlay(builder, layers, encoding, area);
    return tree;
}

static const cJSON *find_overlay(ChartBuilder *builder, const char *name, const cJSON *mark,
                                 const cJSON *view, const cJSON *encoding)
{
    const gboolean area = g_strcmp0(name, "area") == 0;
    const cJSON *line = json_member(mark, "line"), *point = json_member(mark, "point");
    if (!area && g_strcmp0(name, "line") != 0) {
        if (point || line) {
            spec_fail(&builder->context, &rule_spec_value, point ? point : line,
                      "'point' belongs to a line or an area, 'line' to an area");
            return NULL;
        }
        return view;
    }
    if (!area && line) {
        spec_fail(&builder->context, &rule_spec_value, line, "'line' belongs to an area");
        return NULL;
    }
    if (!line && area)
        line = config_value(builder->chart->config, "area", "line");
    const cJSON *usual = config_value(builder->chart->config, name, "point");
    static const cJSON yes = {.type = cJSON_True};
    if (!point)
        point = usual ? usual : json_member(encoding, "shape") ? &yes : NULL;
    if (!is_wanted(line) && !is_wanted(point))
        return view;
    return overlay(builder, name, mark, encoding, line, point);
}

const cJSON *chart_normalize(ChartBuilder *builder, const cJSON *view, const ChannelSpec *encodings)
{
    const cJSON *mark = json_member(view, "mark");
    const char *name = cJSON_IsString(mark) ? mark->valuestring : json_string(mark, "type");
    if (!name)
        return view;
    cJSON *encoding = composite_tree(builder);
    for (int c = 0; c < N_CHANNELS; c++) {
        if (encodings[c].present)
            composite_refer(builder, encoding, channel_names[c], encodings[c].told);
    }
    if (strcmp(name, "errorbar") == 0 || strcmp(name, "errorband") == 0)
        return composite_error(builder, name, mark, encoding);
    if (strcmp(name, "boxplot") == 0)
        return composite_box(builder, mark, encoding);
    return find_overlay(builder, name, mark, view, encoding);
}
