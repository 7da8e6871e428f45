/* Symbols of a legend: how they look (Vega-Lite's compile/legend/encode.ts). */
#include "scene/vega_legend.h"

#include <math.h>
#include <string.h>

/* The first constant that a channel's conditions, or the channel, give. */
static const cJSON *first_constant(const Layer *layer, Channel channel)
{
    const ChannelSpec *spec = &layer->channels[channel];
    if (!spec->present)
        return NULL;
    if (spec->value && spec->condition)
        return spec->value;
    const cJSON *condition = spec->condition;
    if (condition && cJSON_IsArray(condition))
        condition = condition->child;
    const cJSON *value = json_member(condition, "value");
    return value ? value : spec->value;
}

/* A colour that the layer has without the legend's scales; FALSE: none.  By data: not told here. */
static gboolean layer_color(const VegaPage *page, const Layer *layer, gboolean fill, Color *color,
                            gboolean *by_data)
{
    const Channel own = fill ? CHANNEL_FILL : CHANNEL_STROKE;
    const gboolean colored = layer->mark.filled == fill;
    const Channel channels[] = {own, CHANNEL_COLOR};
    *by_data = FALSE;
    for (int i = 0; i < (colored ? 2 : 1); i++) {
        const ChannelSpec *spec = &layer->channels[channels[i]];
        const cJSON *constant = first_constant(layer, channels[i]);
        if (!spec->present)
            continue;
        if (!constant && channel_shows_data(spec)) {
            *by_data = TRUE;
            return TRUE;
        }
        if (constant) {
            *color = COLOR_NONE;
            return !cJSON_IsString(constant) || color_parse(constant->valuestring, color);
        }
    }
    if (vega_mark_color(page, layer, fill ? "fill" : "stroke", color))
        return TRUE;
    if (colored)
        return vega_mark_color(page, layer, "color", color);
    *color = COLOR_NONE;
    return fill && (layer->mark.type == SHAPE_BAR || layer->mark.type == SHAPE_POINT);
}

double vega_legend_opacity(const VegaPage *page, const Legend *legend, const char *setting)
{
    const Layer *layer = legend->layer;
    const ChannelSpec *spec = &layer->channels[CHANNEL_OPACITY];
    const double own = vega_legend_number(page, legend, setting, NAN);
    double most = cJSON_IsNumber(spec->value) ? spec->value->valuedouble : NAN;
    if (!isnan(own))
        return own;
    const gboolean list = spec->condition && cJSON_IsArray(spec->condition);
    for (const cJSON *item = list ? spec->condition->child : spec->condition; spec->present && item;
         item = list ? item->next : NULL) {
        const double value = json_number(item, "value", NAN);
        most = isnan(most) ? value : fmax(most, value);
    }
    const double usual = vega_default_opacity(page, layer);
    return !isnan(most) ? most : json_number(layer->mark.json, "opacity", usual);
}

/* What nothing else paints is painted so, unless a scale fills it. */
static Color base_color(const VegaPage *page, const Legend *legend, gboolean fill)
{
    const Color usual = fill ? COLOR_NONE : (Color){0x88, 0x88, 0x88, 1};
    const char *name = fill ? "symbolBaseFillColor" : "symbolBaseStrokeColor";
    const Color base = legend->scales[LEGEND_FILL]
                           ? COLOR_NONE
                           : config_color(page->config, "legend", name, usual);
    return vega_legend_color(page, legend, fill ? "symbolFillColor" : "symbolStrokeColor", base);
}

/* Takes the place of a colour that the data tell. */
static Color opaque_color(const VegaPage *page)
{
    static const Color black = {.alpha = 1};
    return config_color(page->config, "legend", "symbolBaseFillColor", black);
}

void vega_legend_symbol_style(const VegaPage *page, const Legend *legend, Value value, Mark *mark)
{
    const Layer *layer = legend->layer;
    const MarkScale *const *scales = legend->scales;
    gboolean by_data, filled_by_data = FALSE, filled = FALSE, stroked = FALSE;
    mark->fill = base_color(page, legend, TRUE);
    mark->stroke = base_color(page, legend, FALSE);
    Color color;
    if (!scales[LEGEND_FILL] && layer_color(page, layer, TRUE, &color, &filled_by_data)) {
        mark->fill = filled_by_data ? opaque_color(page) : color;
        filled = mark->fill.alpha > 0;
    }
    if (!scales[LEGEND_STROKE] && layer_color(page, layer, FALSE, &color, &by_data) && !by_data &&
        !vega_legend_value(page, legend, "symbolStrokeColor")) {
        mark->stroke = color;
        stroked = TRUE;
    }
    const gboolean transparent = filled && !stroked; /* it has no line that it does not ask for */
    if (transparent)
        mark->stroke = COLOR_NONE;
    if (scales[LEGEND_FILL])
        mark->fill = mark_scale_color(scales[LEGEND_FILL], value);
    if (scales[LEGEND_STROKE])
        mark->stroke = mark_scale_color(scales[LEGEND_STROKE], value);
    const double opacity = scales[LEGEND_OPACITY]
                               ? mark_scale_number(scales[LEGEND_OPACITY], value)
                               : vega_legend_opacity(page, legend, "symbolOpacity");
    const double share = isnan(opacity) ? 1 : opacity;
    /* where the data fill it Vega-Lite says the opacity of the fill and of the symbol */
    mark->fill.alpha *=
        share * (filled_by_data ? share : layer_mark_number(layer, page->config, "fillOpacity", 1));
    mark->stroke.alpha *= share * layer_mark_number(layer, page->config, "strokeOpacity", 1);
    mark->stroke_width =
        layer_mark_number(layer, page->config, "strokeWidth",
                          vega_legend_number(page, legend, "symbolStrokeWidth", 1.5));
    if (scales[LEGEND_STROKE_WIDTH])
        mark->stroke_width = mark_scale_number(scales[LEGEND_STROKE_WIDTH], value);
    /* a transparent line takes room, too */
    if ((mark->stroke.alpha <= 0 && !transparent) || !(mark->stroke_width >= 0))
        mark->stroke_width = 0;
    const cJSON *dash = layer_mark_value(layer, page->config, "strokeDash");
    if (scales[LEGEND_STROKE_DASH])
        dash = mark_scale_item(scales[LEGEND_STROKE_DASH], value);
    vega_set_dash(mark, dash ? dash : vega_legend_value(page, legend, "symbolDash"));
}

/* Vega-Lite's defaultSymbolType, of a layer that shows data in the channel. */
static const char *default_symbol(const Layer *layer, Channel channel)
{
    const char *told = NULL;
    if (channel != CHANNEL_SHAPE)
        told = cJSON_GetStringValue(first_constant(layer, CHANNEL_SHAPE));
    if (channel != CHANNEL_SHAPE && !told)
        told = layer->mark.shape ? layer->mark.shape : json_string(layer->mark.json, "shape");
    if (told)
        return told;
    switch (layer->mark.type) {
    case SHAPE_BAR:
    case SHAPE_RECT: return "square";
    case SHAPE_LINE:
    case SHAPE_RULE: return "stroke";
    default: return layer->mark.shape ? layer->mark.shape : "circle";
    }
}

/* The first channel and layer tell, but a circle wins (Vega-Lite's mergeSymbolType). */
static const char *symbol_type(const VegaPage *page, const Legend *legend)
{
    const char *told = cJSON_GetStringValue(vega_legend_value(page, legend, "symbolType"));
    const char *found = NULL;
    for (guint m = 0; m < legend->members->len && !told; m++) {
        const MarkScale *scale = legend->members->pdata[m];
        for (guint i = 0; i < page->panel->layers->len; i++) {
            const Layer *layer = page->panel->layers->pdata[i];
            const ChannelSpec *spec = vega_legend_channel(layer, scale);
            if (!spec || !channel_shows_data(spec))
                continue;
            const char *shape = default_symbol(layer, scale->channel);
            found = found && strcmp(shape, "circle") != 0 ? found : shape;
        }
    }
    return told ? told : found;
}

const char *vega_legend_symbol_shape(const VegaPage *page, const Legend *legend, Value value)
{
    const MarkScale *scale = legend->scales[LEGEND_SHAPE];
    return scale ? cJSON_GetStringValue(mark_scale_item(scale, value)) : symbol_type(page, legend);
}

double vega_legend_symbol_area(const VegaPage *page, const Legend *legend, Value value)
{
    const MarkScale *scale = legend->scales[LEGEND_SIZE];
    const double size = scale ? mark_scale_number(scale, value)
                              : vega_legend_number(page, legend, "symbolSize", 100);
    return size >= 0 ? size : 0;
}
