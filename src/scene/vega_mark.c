/*
 * What all marks of the whole grammar share: places, colours, opacity
 * (Vega-Lite's compile/mark/encode).
 */
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
    const Channel second = channel == CHANNEL_X ? CHANNEL_X2 : CHANNEL_Y2;
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
    const Channel second = channel == CHANNEL_X ? CHANNEL_X2 : CHANNEL_Y2;
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

/* ---- values of channels
 * --------------------------------------------------------------------------- */

typedef enum { SAYS_NOTHING, SAYS_CONSTANT, SAYS_DATA } Saying;

/* What a channel says of a row: the first condition that holds, else what it says of all. */
static Saying channel_says(const Layer *layer, guint row, Channel channel, const cJSON **constant)
{
    const ChannelSpec *spec = &layer->channels[channel];
    const GPtrArray *conditions = layer->conditions[channel];
    if (!spec->present)
        return SAYS_NOTHING;
    for (guint i = 0; conditions && i < conditions->len; i++) {
        const Condition *condition = conditions->pdata[i];
        if (!predicate_holds(condition->test, layer->frame, row))
            continue;
        *constant = condition->value;
        return condition->value ? SAYS_CONSTANT : SAYS_DATA;
    }
    *constant = spec->value;
    if (spec->value)
        return SAYS_CONSTANT;
    return !spec->test && vega_shows_data(spec) ? SAYS_DATA : SAYS_NOTHING;
}

/* What a mark's scale is asked for: of an interval the place that its mark has in it. */
static Value scale_value(const VegaPage *page, const Layer *layer, guint row, Channel channel)
{
    const double band = layer_band_position(layer, page->config, channel);
    double ends[2];
    if (isnan(band) || !layer_has_interval(layer, channel))
        return layer_value(layer, row, channel);
    layer_interval(layer, row, channel, ends);
    const double place = ends[0] + band * (ends[1] - ends[0]);
    return isnan(place) ? VALUE_NOTHING : value_number(place);
}

/* What a mark's scale is asked for in place of a value that it cannot show, or (a constant) what
 * takes the place of its output; FALSE: it can. */
static gboolean invalid_value(const VegaPage *page, const Layer *layer, Channel channel,
                              Value *value, const cJSON **constant)
{
    const cJSON *output = layer_invalid_output(layer, page->config, channel);
    const MarkScale *scale = page->chart->grammar.marks[channel];
    if (!output || !scale || isfinite(layer_number(*value)))
        return FALSE;
    const double *domain = scale->scale->domain;
    *constant = json_member(output, "value");
    *value = value_number(domain[0] * domain[1] <= 0 ? 0 : domain[0]);
    return TRUE;
}

double vega_channel_number(const VegaPage *page, const Layer *layer, guint row, Channel channel,
                           const char *property, double fallback)
{
    const cJSON *constant;
    const Saying saying = channel_says(layer, row, channel, &constant);
    const MarkScale *scale = page->chart->grammar.marks[channel];
    if (saying == SAYS_CONSTANT)
        return cJSON_IsNumber(constant) ? constant->valuedouble : NAN;
    if (saying == SAYS_DATA) {
        Value value = scale_value(page, layer, row, channel);
        if (invalid_value(page, layer, channel, &value, &constant) && constant)
            return cJSON_IsNumber(constant) ? constant->valuedouble : NAN;
        return layer->channels[channel].no_scale || !scale ? layer_number(value)
                                                           : mark_scale_number(scale, value);
    }
    return property ? layer_mark_number(layer, page->config, property, fallback) : fallback;
}

const char *vega_row_shape(const VegaPage *page, const Layer *layer, guint row)
{
    const cJSON *constant;
    const Saying saying = channel_says(layer, row, CHANNEL_SHAPE, &constant);
    const MarkScale *scale = page->chart->grammar.marks[CHANNEL_SHAPE];
    if (layer->mark.shape) /* circle and square are their shape */
        return layer->mark.shape;
    if (saying == SAYS_CONSTANT)
        return cJSON_GetStringValue(constant);
    if (saying == SAYS_DATA && scale)
        return cJSON_GetStringValue(mark_scale_item(scale, layer_value(layer, row, CHANNEL_SHAPE)));
    return cJSON_GetStringValue(layer_mark_value(layer, page->config, "shape"));
}

Value vega_row_text(const Layer *layer, guint row, Channel channel)
{
    const cJSON *constant;
    const Saying saying = channel_says(layer, row, channel, &constant);
    return saying == SAYS_CONSTANT ? spec_value(constant)
           : saying == SAYS_DATA   ? layer_value(layer, row, channel)
                                   : VALUE_NOTHING;
}

/* ---- style
 * --------------------------------------------------------------------------------------------- */

static gboolean channel_color(const VegaPage *page, const Layer *layer, guint row, Channel channel,
                              Color *color)
{
    const cJSON *constant;
    const Saying saying = channel_says(layer, row, channel, &constant);
    const MarkScale *scale = page->chart->grammar.marks[channel];
    if (saying == SAYS_NOTHING)
        return FALSE;
    *color = COLOR_NONE;
    Value value = scale_value(page, layer, row, channel);
    if (saying == SAYS_DATA)
        invalid_value(page, layer, channel, &value, &constant);
    if (saying == SAYS_CONSTANT || constant) {
        if (cJSON_IsString(constant))
            color_parse(constant->valuestring, color);
        return TRUE;
    }
    if (layer->channels[channel].no_scale || !scale) {
        g_autofree char *text = value_to_text(value);
        color_parse(text, color);
    } else {
        *color = mark_scale_color(scale, value);
    }
    return TRUE;
}

gboolean vega_mark_color(const VegaPage *page, const Layer *layer, const char *name, Color *color)
{
    const cJSON *value = layer_mark_value(layer, page->config, name);
    if (!value)
        return FALSE;
    *color = COLOR_NONE;
    return cJSON_IsNull(value) || color_parse(value->valuestring, color);
}

double vega_default_opacity(const VegaPage *page, const Layer *layer)
{
    gboolean aggregated = FALSE;
    for (int c = 0; c < N_CHANNELS; c++)
        aggregated |= layer->channels[c].present && layer->channels[c].aggregate != NULL;
    const MarkType type = layer->mark.type;
    return (type == SHAPE_POINT || type == SHAPE_TICK) && !aggregated &&
                   !layer_mark_value(layer, page->config, "fillOpacity")
               ? 0.7
               : 1;
}

static double channel_opacity(const VegaPage *page, const Layer *layer, guint row, Channel channel,
                              const char *property, double usual)
{
    const double opacity = vega_channel_number(page, layer, row, channel, property, usual);
    return isnan(opacity) ? 0 : CLAMP(opacity, 0, 1);
}

static void set_dash(const VegaPage *page, const Layer *layer, guint row, Mark *mark)
{
    const cJSON *dash;
    const Saying saying = channel_says(layer, row, CHANNEL_STROKE_DASH, &dash);
    const MarkScale *scale = page->chart->grammar.marks[CHANNEL_STROKE_DASH];
    if (saying == SAYS_NOTHING)
        dash = layer_mark_value(layer, page->config, "strokeDash");
    else if (saying == SAYS_DATA)
        dash = scale ? mark_scale_item(scale, layer_value(layer, row, CHANNEL_STROKE_DASH)) : NULL;
    vega_set_dash(mark, dash);
}

void vega_set_dash(Mark *mark, const cJSON *dash)
{
    const guint n = MIN((guint)cJSON_GetArraySize(dash), G_N_ELEMENTS(mark->dash));
    mark->n_dash = 0;
    for (guint i = 0; i < n; i++)
        mark->dash[i] = cJSON_GetArrayItem(dash, (int)i)->valuedouble;
    if (n == 1) /* as long as its gaps */
        mark->dash[1] = mark->dash[0];
    for (guint i = 1; i < MAX(n, 2) && n > 0; i += 2) { /* without gaps it is a line */
        if (mark->dash[i] > 0)
            mark->n_dash = MAX(n, 2);
    }
}

static double stroke_width(const VegaPage *page, const Layer *layer, guint row)
{
    const MarkType type = layer->mark.type;
    const double usual = type == SHAPE_LINE || type == SHAPE_POINT ? 2 : 1;
    double width = layer_mark_number(layer, page->config, "strokeWidth", usual);
    if (type == SHAPE_RULE || type == SHAPE_LINE)
        width = vega_channel_number(page, layer, row, CHANNEL_SIZE, "size", width);
    width = vega_channel_number(page, layer, row, CHANNEL_STROKE_WIDTH, NULL, width);
    return width >= 0 ? width : 0; /* NAN: of a missing value */
}

/* What a mark is filled with, or drawn with, where no channel says it (Vega-Lite's
 * compile/mark/encode/color.ts). */
static Color default_paint(const VegaPage *page, const Layer *layer, gboolean fill)
{
    const char *own = fill ? "fill" : "stroke", *block = layer->mark.name;
    const gboolean colored = layer->mark.filled == fill;
    const cJSON *found = json_member(layer->mark.json, own);
    if (!found && colored)
        found = json_member(layer->mark.json, "color");
    if (!found && colored)
        found = layer_style_value(layer, page->config, "color");
    if (!found)
        found = config_block_value(page->config, block, own);
    if (!found && colored)
        found = config_block_value(page->config, block, "color");
    if (!found)
        found = config_value(page->config, "mark", own);
    if (!found && colored)
        found = config_value(page->config, "mark", "color");
    Color color = COLOR_NONE;
    const char *text = cJSON_GetStringValue(found);
    if (text)
        color_parse(text, &color);
    return color;
}

static Color find_paint(const VegaPage *page, const Layer *layer, guint row, gboolean fill)
{
    const cJSON *own = json_member(layer->mark.json, fill ? "fill" : "stroke");
    Color color = default_paint(page, layer, fill);
    if (!own && layer->mark.filled == fill)
        channel_color(page, layer, row, CHANNEL_COLOR, &color);
    channel_color(page, layer, row, fill ? CHANNEL_FILL : CHANNEL_STROKE, &color);
    return color;
}

void vega_style(VegaPage *page, const Layer *layer, guint row, Mark *mark)
{
    mark->fill = find_paint(page, layer, row, TRUE);
    mark->stroke = find_paint(page, layer, row, FALSE);
    const double opacity = channel_opacity(page, layer, row, CHANNEL_OPACITY, "opacity",
                                           vega_default_opacity(page, layer));
    mark->fill.alpha *=
        opacity * channel_opacity(page, layer, row, CHANNEL_FILL_OPACITY, "fillOpacity", 1);
    mark->stroke.alpha *=
        opacity * channel_opacity(page, layer, row, CHANNEL_STROKE_OPACITY, "strokeOpacity", 1);
    mark->stroke_width = mark->stroke.alpha > 0 ? stroke_width(page, layer, row) : 0;
    set_dash(page, layer, row, mark);
    vega_set_tooltip(page, layer, row, mark);
    const Value href = vega_row_text(layer, row, CHANNEL_HREF);
    mark->href = href.type == VALUE_STRING
                     ? href.as.string
                     : cJSON_GetStringValue(layer_mark_value(layer, page->config, "href"));
}

/* ---- layers
 * -------------------------------------------------------------------------------------------- */

void vega_layer_draw(VegaPage *page, const Layer *layer)
{
    static const struct {
        void (*draw)(VegaPage *page, const Layer *layer);
        const char *role;
    } drawers[] = {
        [SHAPE_BAR] = {vega_draw_rects, VEGA_RECTS},
        [SHAPE_POINT] = {vega_draw_points, "mark-symbol role-mark marks"},
        [SHAPE_RULE] = {vega_draw_rules, "mark-rule role-mark marks"},
        [SHAPE_TEXT] = {vega_draw_texts, "mark-text role-mark marks"},
        [SHAPE_TICK] = {vega_draw_rects, VEGA_RECTS},
        [SHAPE_LINE] = {vega_draw_lines, "mark-line role-mark marks"},
        [SHAPE_AREA] = {vega_draw_lines, "mark-area role-mark marks"},
        [SHAPE_RECT] = {vega_draw_rects, VEGA_RECTS},
    };
    const cJSON *clip = layer_mark_value(layer, page->config, "clip");
    const char *role = vega_has_round_piles(page, layer) ? "mark-group role-scope"
                                                         : drawers[layer->mark.type].role;
    if (cJSON_IsTrue(clip))
        scene_open_clipped_group(page->scene, role, page->x, page->y, page->width, page->height);
    else
        scene_open_group(page->scene, role);
    if (!layer->by_row)
        drawers[layer->mark.type].draw(page, layer);
    for (guint i = 0; layer->by_row && i < layer->by_row->len; i++)
        drawers[layer->mark.type].draw(page, layer->by_row->pdata[i]);
    scene_close_group(page->scene);
}
