/*
 * What all marks of the whole grammar share: places, colours, opacity
 * (Vega-Lite's compile/mark/encode).
 */
#include "chart/scheme.h"
#include "scene/vega_page.h"

#include <math.h>
#include <string.h>

gboolean vega_shows_data(const ChannelSpec *spec)
{
    return spec->present && !spec->has_value && (spec->field || spec->has_datum);
}

static gboolean is_across(Channel channel)
{
    return channel == CHANNEL_X || channel == CHANNEL_X2;
}

/* ---- places
 * -------------------------------------------------------------------------------------- */

static double origin(const VegaPage *page, Channel channel)
{
    return is_across(channel) ? page->x : page->y;
}

static const Scale *scale_of(const VegaPage *page, Channel channel)
{
    return page->panel->scales[is_across(channel) ? CHANNEL_X : CHANNEL_Y];
}

static double constant_place(const VegaPage *page, const ChannelSpec *spec, Channel channel)
{
    if (spec->constant.type == VALUE_NUMBER)
        return origin(page, channel) + spec->constant.as.number;
    return origin(page, channel) + (is_across(channel) ? page->width : page->height);
}

double vega_offset(const VegaPage *page, const Layer *layer, guint row, Channel channel,
                   double band)
{
    const Channel which = is_across(channel) ? CHANNEL_X_OFFSET : CHANNEL_Y_OFFSET;
    const ChannelSpec *spec = &layer->channels[which];
    const Scale *scale = page->panel->offsets[is_across(channel) ? CHANNEL_X : CHANNEL_Y];
    if (!spec->present)
        return 0;
    if (spec->has_value)
        return layer_number(spec->constant);
    const double place = scale_position(scale, layer_value(layer, row, which));
    return place + (scale_is_discrete(scale) ? (band - 0.5) * scale_bandwidth(scale) : 0);
}

/* A datum may be a date, as text. */
static Value data_value(const Layer *layer, guint row, Channel channel)
{
    const Value value = layer_value(layer, row, channel);
    if (layer->channels[channel].type == TYPE_TEMPORAL && value.type == VALUE_STRING &&
        layer->channels[channel].has_datum)
        return value_number(value_to_time_loosely(value));
    return value;
}

double vega_point(const VegaPage *page, const Layer *layer, guint row, Channel channel)
{
    const ChannelSpec *spec = &layer->channels[channel];
    const Channel main = is_across(channel) ? CHANNEL_X : CHANNEL_Y;
    const Scale *scale = scale_of(page, channel);
    const double at = origin(page, channel);
    const double offset = vega_offset(page, layer, row, main, 0.5);
    if (!spec->present)
        return at + (is_across(channel) ? page->width : page->height) / 2 + offset;
    if (spec->has_value)
        return constant_place(page, spec, channel) + offset;
    if (layer->stack_channel == (int)channel) {
        const double start =
            layer_number(frame_value(layer->frame, row, (int)layer->stack_columns[0]));
        const double end =
            layer_number(frame_value(layer->frame, row, (int)layer->stack_columns[1]));
        const double share = isnan(spec->band) ? 1 : spec->band;
        return at + offset + scale_number_position(scale, start + share * (end - start));
    }
    const double band = layer_band_position(layer, page->config, channel);
    if (layer_has_interval(layer, channel) && !scale_is_discrete(scale) && !isnan(band) &&
        band > 0) {
        double ends[2];
        layer_interval(layer, row, channel, ends);
        return at + offset + scale_number_position(scale, ends[0] + band * (ends[1] - ends[0]));
    }
    double place = scale_position(scale, data_value(layer, row, channel));
    if (scale->type == SCALE_BAND) {
        const gboolean parted =
            layer->channels[main == CHANNEL_X ? CHANNEL_X_OFFSET : CHANNEL_Y_OFFSET].present;
        const double share = parted ? 0 : isnan(spec->band) ? 0.5 : spec->band;
        place += (share - 0.5) * scale_bandwidth(scale);
    }
    return at + offset + place;
}

/* px of zero, or of the scale's beginning where zero is not on it. */
static double zero_place(const VegaPage *page, Channel channel)
{
    const Scale *scale = scale_of(page, channel);
    const double at = origin(page, channel);
    if (scale && !scale_is_discrete(scale) &&
        (scale->type == SCALE_LINEAR || scale->type == SCALE_SQRT) &&
        scale->domain[0] * scale->domain[1] <= 0)
        return at + scale_number_position(scale, 0);
    return at + (is_across(channel) ? 0 : page->height);
}

gboolean vega_range(const VegaPage *page, const Layer *layer, guint row, Channel channel,
                    double ends[2])
{
    const ChannelSpec *spec = &layer->channels[channel];
    const Channel second = channel == CHANNEL_X ? CHANNEL_X2 : CHANNEL_Y2;
    const double at = origin(page, channel);
    if (!spec->present) { /* all of the plot */
        ends[0] = at + (channel == CHANNEL_X ? page->width : 0);
        ends[1] = at + (channel == CHANNEL_X ? 0 : page->height);
    } else if (layer->stack_channel == (int)channel) {
        for (int e = 0; e < 2; e++)
            ends[e] =
                at +
                scale_number_position(
                    scale_of(page, channel),
                    layer_number(frame_value(layer->frame, row, (int)layer->stack_columns[1 - e])));
    } else {
        ends[0] = vega_point(page, layer, row, channel);
        ends[1] = zero_place(page, channel);
    }
    if (layer->channels[second].present)
        ends[1] = vega_point(page, layer, row, second);
    return isfinite(ends[0]) && isfinite(ends[1]);
}

gboolean vega_row_valid(const VegaPage *page, const Layer *layer, guint row)
{
    static const Channel channels[] = {CHANNEL_X, CHANNEL_Y, CHANNEL_X2, CHANNEL_Y2};
    for (gsize i = 0; i < G_N_ELEMENTS(channels); i++) {
        const ChannelSpec *spec = &layer->channels[channels[i]];
        const Scale *scale = scale_of(page, channels[i]);
        if (!vega_shows_data(spec) || !scale || scale_is_discrete(scale) ||
            layer->stack_channel == (int)channels[i])
            continue;
        if (!isfinite(layer_number(data_value(layer, row, channels[i]))))
            return FALSE;
    }
    return TRUE;
}

/* ---- values of scales
 * ----------------------------------------------------------------------------- */

Color vega_scale_color(const VegaPage *page, const MarkScale *scale, Value value)
{
    const cJSON *json = scale->spec->scale, *range = json_member(json, "range");
    const char *scheme = json_string(json, "scheme");
    const gboolean discrete = scale_is_discrete(scale->scale);
    const int index = discrete ? scale_index(scale->scale, value) : -1;
    Color color = {.red = 0, .green = 0, .blue = 0, .alpha = 1};
    (void)page;
    if (discrete && index < 0)
        return COLOR_NONE;
    if (discrete && cJSON_GetArraySize(range) > 0) {
        const char *text =
            cJSON_GetStringValue(cJSON_GetArrayItem(range, index % cJSON_GetArraySize(range)));
        if (text)
            color_parse(text, &color);
        return color;
    }
    if (!scheme)
        scheme = discrete && scale->spec->type == TYPE_NOMINAL ? "tableau10" : "blues";
    if (discrete && scheme_kind(scheme) == SCHEME_CATEGORICAL) {
        color_parse(scheme_color(scheme, (guint)index), &color);
        return color;
    }
    const guint n = discrete ? scale->scale->categories->len : 0;
    /* vega-scale's quantizeInterpolator leaves the ends out */
    const double share = discrete ? (index + 1) / (n + 1.0) : scale_position(scale->scale, value);
    if (isnan(share) || !scheme_interpolate(scheme, share, &color))
        return COLOR_NONE;
    return color;
}

const char *vega_scale_shape(const MarkScale *scale, Value value)
{
    /* Vega's range "symbol" */
    static const char *const shapes[] = {"circle",        "square",       "triangle-up",
                                         "cross",         "diamond",      "triangle-right",
                                         "triangle-down", "triangle-left"};
    const int index = scale_index(scale->scale, value);
    const cJSON *range = json_member(scale->spec->scale, "range");
    if (index < 0)
        return NULL;
    if (cJSON_GetArraySize(range) > 0)
        return cJSON_GetStringValue(cJSON_GetArrayItem(range, index % cJSON_GetArraySize(range)));
    return shapes[(guint)index % G_N_ELEMENTS(shapes)];
}

/* The value of the first condition that holds; else the channel's own. */
static gboolean constant_of(const Layer *layer, guint row, Channel channel, Value *value)
{
    const ChannelSpec *spec = &layer->channels[channel];
    const GPtrArray *conditions = layer->conditions[channel];
    for (guint i = 0; conditions && i < conditions->len; i++) {
        const Condition *condition = conditions->pdata[i];
        if (predicate_holds(condition->test, layer->frame, row)) {
            *value = condition->value;
            return TRUE;
        }
    }
    *value = spec->constant;
    return spec->present && spec->has_value;
}

/* The range of a size scale by mark (compile/scale/range.ts). */
static void size_range(const VegaPage *page, const Layer *layer, Channel channel, double range[2])
{
    const Config *config = page->config;
    const MarkType type = layer->mark.type;
    const gboolean stroke = type == SHAPE_LINE || type == SHAPE_RULE;
    const gboolean band = type == SHAPE_BAR || type == SHAPE_TICK;
    if (channel == CHANNEL_OPACITY) {
        range[0] = config_number(config, "scale", "minOpacity", 0.3);
        range[1] = config_number(config, "scale", "maxOpacity", 0.8);
        return;
    }
    range[0] = config_number(config, "scale",
                             stroke               ? "minStrokeWidth"
                             : band               ? "minBandSize"
                             : type == SHAPE_TEXT ? "minFontSize"
                                                  : "minSize",
                             4);
    range[1] = config_number(config, "scale",
                             stroke               ? "maxStrokeWidth"
                             : band               ? "maxBandSize"
                             : type == SHAPE_TEXT ? "maxFontSize"
                                                  : "maxSize",
                             19);
}

double vega_channel_number(const VegaPage *page, const Layer *layer, guint row, Channel channel,
                           const char *property, double fallback)
{
    const ChannelSpec *spec = &layer->channels[channel];
    Value constant;
    if (constant_of(layer, row, channel, &constant))
        return layer_number(constant);
    const MarkScale *scale = page->chart->grammar.marks[channel];
    if (vega_shows_data(spec) && scale) {
        double range[2];
        size_range(page, layer, channel, range);
        const cJSON *own = json_member(scale->spec->scale, "range");
        for (int e = 0; cJSON_GetArraySize(own) == 2 && e < 2; e++)
            range[e] = layer_number(spec_value(cJSON_GetArrayItem(own, e)));
        const double share = scale_position(scale->scale, layer_value(layer, row, channel));
        return range[0] + share * (range[1] - range[0]);
    }
    return layer_mark_number(layer, page->config, property, fallback);
}

/* ---- style
 * --------------------------------------------------------------------------------------------- */

static gboolean channel_color(const VegaPage *page, const Layer *layer, guint row, Channel channel,
                              Color *color)
{
    const ChannelSpec *spec = &layer->channels[channel];
    Value constant;
    if (constant_of(layer, row, channel, &constant)) {
        *color = COLOR_NONE;
        return constant.type != VALUE_STRING || color_parse(constant.as.string, color);
    }
    if (!vega_shows_data(spec))
        return FALSE;
    const Value value = layer_value(layer, row, channel);
    if (spec->no_scale) {
        g_autofree char *text = value_to_text(value);
        if (!color_parse(text, color))
            *color = COLOR_NONE;
    } else {
        *color = vega_scale_color(page, page->chart->grammar.marks[channel], value);
    }
    return TRUE;
}

static gboolean mark_color(const VegaPage *page, const Layer *layer, const char *name, Color *color)
{
    const cJSON *value = layer_mark_value(layer, page->config, name);
    if (!value)
        return FALSE;
    *color = COLOR_NONE;
    return cJSON_IsNull(value) || color_parse(value->valuestring, color);
}

static double find_opacity(const VegaPage *page, const Layer *layer, guint row)
{
    gboolean aggregated = FALSE;
    for (int c = 0; c < N_CHANNELS; c++)
        aggregated |= layer->channels[c].present && layer->channels[c].aggregate != NULL;
    const MarkType type = layer->mark.type;
    const double usual = (type == SHAPE_POINT || type == SHAPE_TICK) && !aggregated ? 0.7 : 1;
    const double opacity = vega_channel_number(page, layer, row, CHANNEL_OPACITY, "opacity", usual);
    return isnan(opacity) ? 0 : CLAMP(opacity, 0, 1);
}

void vega_style(VegaPage *page, const Layer *layer, guint row, Mark *mark)
{
    const MarkType type = layer->mark.type;
    Color color = {.alpha = 1}, own;
    mark_color(page, layer, "color", &color);
    channel_color(page, layer, row, CHANNEL_COLOR, &color);
    mark->fill = layer->mark.filled ? color : COLOR_NONE;
    mark->stroke = layer->mark.filled ? COLOR_NONE : color;
    if (mark_color(page, layer, "fill", &own))
        mark->fill = own;
    if (mark_color(page, layer, "stroke", &own))
        mark->stroke = own;
    if (channel_color(page, layer, row, CHANNEL_FILL, &own))
        mark->fill = own;
    if (channel_color(page, layer, row, CHANNEL_STROKE, &own))
        mark->stroke = own;
    const double opacity = find_opacity(page, layer, row);
    mark->fill.alpha *= opacity * layer_mark_number(layer, page->config, "fillOpacity", 1);
    mark->stroke.alpha *= opacity * layer_mark_number(layer, page->config, "strokeOpacity", 1);
    const double usual = type == SHAPE_LINE || type == SHAPE_POINT ? 2 : 1;
    mark->stroke_width =
        mark->stroke.alpha > 0 ? layer_mark_number(layer, page->config, "strokeWidth", usual) : 0;
    if (type == SHAPE_RULE || type == SHAPE_LINE)
        mark->stroke_width =
            vega_channel_number(page, layer, row, CHANNEL_SIZE, "size", mark->stroke_width);
    if (!(mark->stroke_width >= 0)) /* of a missing value */
        mark->stroke_width = 0;
    const cJSON *dash = layer_mark_value(layer, page->config, "strokeDash");
    mark->n_dash = (guint)cJSON_GetArraySize(dash);
    for (guint i = 0; i < mark->n_dash; i++)
        mark->dash[i] = cJSON_GetArrayItem(dash, (int)i)->valuedouble;
    if (layer->channels[CHANNEL_TOOLTIP].present && !layer->channels[CHANNEL_TOOLTIP].list) {
        g_autofree char *title = vega_value_text(layer_value(layer, row, CHANNEL_TOOLTIP),
                                                 &layer->channels[CHANNEL_TOOLTIP],
                                                 layer->channels[CHANNEL_TOOLTIP].format);
        mark->title = g_string_chunk_insert_const(page->scene->strings, title);
    }
    const Value href = layer_value(layer, row, CHANNEL_HREF);
    if (href.type == VALUE_STRING)
        mark->href = href.as.string;
}

/* ---- layers
 * -------------------------------------------------------------------------------------------- */

void vega_layer_draw(VegaPage *page, const Layer *layer)
{
    static const struct {
        void (*draw)(VegaPage *page, const Layer *layer);
        const char *role;
    } drawers[] = {
        [SHAPE_BAR] = {vega_draw_rects, "mark-rect role-mark marks"},
        [SHAPE_POINT] = {vega_draw_points, "mark-symbol role-mark marks"},
        [SHAPE_RULE] = {vega_draw_rules, "mark-rule role-mark marks"},
        [SHAPE_TEXT] = {vega_draw_texts, "mark-text role-mark marks"},
        [SHAPE_TICK] = {vega_draw_rects, "mark-rect role-mark marks"},
        [SHAPE_LINE] = {vega_draw_lines, "mark-line role-mark marks"},
    };
    const cJSON *clip = layer_mark_value(layer, page->config, "clip");
    if (cJSON_IsTrue(clip))
        scene_open_clipped_group(page->scene, drawers[layer->mark.type].role, page->x, page->y,
                                 page->width, page->height);
    else
        scene_open_group(page->scene, drawers[layer->mark.type].role);
    drawers[layer->mark.type].draw(page, layer);
    scene_close_group(page->scene);
}
