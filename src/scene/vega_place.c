/*
 * Where the marks of the whole grammar stand: points, ends of spans, offsets (Vega-Lite's
 * compile/mark/encode, its position-*.ts).
 */
#include "scene/vega_page.h"

#include <math.h>
#include <string.h>

static gboolean is_across(Channel channel)
{
    return channel == CHANNEL_X || channel == CHANNEL_X2;
}

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

/* px of the plot's own: a number, or all of its width or height */
static double told_place(const VegaPage *page, const cJSON *value)
{
    const char *word = cJSON_GetStringValue(value);
    return word ? (strcmp(word, "width") == 0 ? page->width : page->height)
                : (cJSON_IsNumber(value) ? value->valuedouble : NAN);
}

/* What the mark says of a place that no channel gives: px of the page; NAN: nothing. */
static double mark_place(const VegaPage *page, const Layer *layer, Channel channel)
{
    return origin(page, channel) +
           told_place(page, layer_mark_value(layer, page->config, channel_names[channel]));
}

/* px that the mark itself is moved: only what it says, not the config. */
static double mark_offset(const Layer *layer, Channel channel)
{
    static const char *const names[] = {[CHANNEL_X] = "xOffset",
                                        [CHANNEL_Y] = "yOffset",
                                        [CHANNEL_X2] = "x2Offset",
                                        [CHANNEL_Y2] = "y2Offset"};
    return json_number(layer->mark.json, names[channel], 0);
}

double vega_offset(const VegaPage *page, const Layer *layer, guint row, Channel channel,
                   double band)
{
    const Channel which = is_across(channel) ? CHANNEL_X_OFFSET : CHANNEL_Y_OFFSET;
    const ChannelSpec *spec = &layer->channels[which];
    const Scale *scale = page->panel->offsets[is_across(channel) ? CHANNEL_X : CHANNEL_Y];
    if (!spec->present || channel == CHANNEL_X2 || channel == CHANNEL_Y2)
        return mark_offset(layer, channel);
    if (spec->has_value)
        return layer_number(spec->constant);
    const double place = scale_position(scale, layer_value(layer, row, which));
    return place + (scale_is_discrete(scale) ? (band - 0.5) * scale_bandwidth(scale) : 0);
}

/* A datum may be a date, as text; null is the number 0, as JavaScript has it. */
static Value data_value(const Layer *layer, guint row, Channel channel)
{
    const Value value = layer_value(layer, row, channel);
    if (value.type == VALUE_NULL && !channel_is_discrete(&layer->channels[channel]))
        return value_number(0);
    if (layer->channels[channel].type == TYPE_TEMPORAL && value.type == VALUE_STRING &&
        layer->channels[channel].has_datum)
        return value_number(value_to_time_loosely(value));
    return value;
}

/* px of zero, or of the domain's beginning where zero is not in it; of the plot's without a scale.
 */
static double zero_place(const VegaPage *page, Channel channel)
{
    const Scale *scale = scale_of(page, channel);
    const double at = origin(page, channel);
    if (!scale || scale_is_discrete(scale))
        return at + (is_across(channel) ? 0 : page->height);
    const gboolean zero = scale->type != SCALE_LOG && scale->type != SCALE_TIME &&
                          scale->domain[0] * scale->domain[1] <= 0;
    return at + scale_number_position(scale, zero ? 0 : scale->domain[0]);
}

/* Where a channel's value stands that its scale cannot show; NAN: it can, or there is no mark. */
static double invalid_place(const VegaPage *page, const Layer *layer, guint row, Channel channel)
{
    const cJSON *output = layer_invalid_output(layer, page->config, channel);
    if (!output || isfinite(layer_number(layer_value(layer, row, channel))))
        return NAN;
    const cJSON *value = json_member(output, "value");
    return cJSON_IsNumber(value) ? origin(page, channel) + value->valuedouble
                                 : zero_place(page, channel);
}

double vega_point(const VegaPage *page, const Layer *layer, guint row, Channel channel)
{
    const ChannelSpec *spec = &layer->channels[channel];
    const Channel main = is_across(channel) ? CHANNEL_X : CHANNEL_Y;
    const Scale *scale = scale_of(page, channel);
    const double at = origin(page, channel);
    const double offset = vega_offset(page, layer, row, channel, 0.5);
    if (!spec->present) {
        const double told = mark_place(page, layer, channel);
        return offset +
               (isnan(told) ? at + (is_across(channel) ? page->width : page->height) / 2 : told);
    }
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
    const double invalid = invalid_place(page, layer, row, channel);
    if (isfinite(invalid))
        return invalid;
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

/* A span of a size at a place, which is its middle unless the mark's alignment says otherwise. */
void vega_align_span(const VegaPage *page, const Layer *layer, Channel channel, double place,
                     double size, double ends[2])
{
    const char *word = cJSON_GetStringValue(
        layer_mark_value(layer, page->config, is_across(channel) ? "align" : "baseline"));
    const gboolean start = g_strcmp0(word, "left") == 0 || g_strcmp0(word, "top") == 0;
    const gboolean end = g_strcmp0(word, "right") == 0 || g_strcmp0(word, "bottom") == 0;
    ends[0] = place - (start ? 0 : end ? size : size / 2);
    ends[1] = ends[0] + size;
}

/* The other end, where no channel gives it: a place, a size around the first, or zero. */
static void add_second_end(const VegaPage *page, const Layer *layer, Channel channel,
                           double ends[2])
{
    const Channel second = channel_second(channel);
    const char *length = channel == CHANNEL_X ? "width" : "height";
    const double told = mark_place(page, layer, second);
    const cJSON *size = layer_mark_value(layer, page->config, length);
    if (isnan(told) && cJSON_IsNumber(size) && size->valuedouble > 0)
        vega_align_span(page, layer, channel, ends[0], size->valuedouble, ends);
    else if (!isnan(told))
        ends[1] = told;
    else
        ends[1] = layer->channels[channel].present
                      ? zero_place(page, channel)
                      : origin(page, channel) + (channel == CHANNEL_X ? 0 : page->height);
}

gboolean vega_range(const VegaPage *page, const Layer *layer, guint row, Channel channel,
                    double ends[2])
{
    const Channel second = channel_second(channel);
    const double at = origin(page, channel);
    if (layer->stack_channel == (int)channel) {
        const double offset = vega_offset(page, layer, row, channel, 0.5);
        for (int e = 0; e < 2; e++)
            ends[e] =
                at + offset +
                scale_number_position(
                    scale_of(page, channel),
                    layer_number(frame_value(layer->frame, row, (int)layer->stack_columns[1 - e])));
    } else {
        const double told = mark_place(page, layer, channel);
        if (layer->channels[channel].present || !isnan(told))
            ends[0] = vega_point(page, layer, row, channel);
        else /* all of the plot */
            ends[0] = at + (channel == CHANNEL_X ? page->width : 0) +
                      vega_offset(page, layer, row, channel, 0.5);
        add_second_end(page, layer, channel, ends);
    }
    if (layer->channels[second].present)
        ends[1] = vega_point(page, layer, row, second);
    return isfinite(ends[0]) && isfinite(ends[1]);
}
