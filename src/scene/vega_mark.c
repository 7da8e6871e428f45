/*
 * What all marks of the whole grammar share beside their places: colours, opacity, lines
 * (Vega-Lite's compile/mark/encode).
 */
#include "scene/vega_page.h"

#include <math.h>
#include <string.h>

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
    return !spec->test && channel_shows_data(spec) ? SAYS_DATA : SAYS_NOTHING;
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
    const MarkScale *scale = layer->marks[channel];
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
    const MarkScale *scale = layer->marks[channel];
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
    const MarkScale *scale = layer->marks[CHANNEL_SHAPE];
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

/* A colour, and where it says one a gradient that paints in its place. */
typedef struct {
    Color color;
    Gradient *gradient;
} Paint;

/* Each gradient of the spec is known by its place in it. */
static Gradient *find_gradient(const VegaPage *page, const cJSON *json)
{
    Gradient parsed;
    Gradient *known = g_hash_table_lookup(page->gradients, json);
    if (!known && gradient_parse(json, &parsed)) {
        known = gradient_new(&parsed);
        known->number = g_hash_table_size(page->gradients) + 1;
        g_hash_table_insert(page->gradients, (gpointer)json, known);
    }
    return known;
}

/* Of a CSS colour, a gradient, or nothing. */
static Paint read_paint(const VegaPage *page, const cJSON *value)
{
    Paint paint = {COLOR_NONE, cJSON_IsObject(value) ? find_gradient(page, value) : NULL};
    const char *text = cJSON_GetStringValue(value);
    if (text)
        color_parse(text, &paint.color);
    if (paint.gradient) {
        paint.color = paint.gradient->stops[0].color;
        paint.color.alpha = 1;
    }
    return paint;
}

static gboolean channel_paint(const VegaPage *page, const Layer *layer, guint row, Channel channel,
                              Paint *paint)
{
    const cJSON *constant;
    const Saying saying = channel_says(layer, row, channel, &constant);
    const MarkScale *scale = layer->marks[channel];
    if (saying == SAYS_NOTHING)
        return FALSE;
    *paint = (Paint){COLOR_NONE, NULL};
    Value value = scale_value(page, layer, row, channel);
    if (saying == SAYS_DATA)
        invalid_value(page, layer, channel, &value, &constant);
    if (saying == SAYS_CONSTANT || constant) {
        *paint = read_paint(page, constant);
        return TRUE;
    }
    if (layer->channels[channel].no_scale || !scale) {
        g_autofree char *text = value_to_text(value);
        color_parse(text, &paint->color);
    } else {
        paint->color = mark_scale_color(scale, value);
    }
    return TRUE;
}

gboolean vega_mark_color(const VegaPage *page, const Layer *layer, const char *name, Color *color)
{
    const cJSON *value = layer_mark_value(layer, page->config, name);
    if (value)
        *color = read_paint(page, value).color;
    return value != NULL;
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
    const MarkScale *scale = layer->marks[CHANNEL_STROKE_DASH];
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
static Paint default_paint(const VegaPage *page, const Layer *layer, gboolean fill)
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
    return read_paint(page, found);
}

static Paint find_paint(const VegaPage *page, const Layer *layer, guint row, gboolean fill)
{
    const cJSON *own = json_member(layer->mark.json, fill ? "fill" : "stroke");
    Paint paint = default_paint(page, layer, fill);
    if (!own && layer->mark.filled == fill)
        channel_paint(page, layer, row, CHANNEL_COLOR, &paint);
    channel_paint(page, layer, row, fill ? CHANNEL_FILL : CHANNEL_STROKE, &paint);
    return paint;
}

void vega_style(VegaPage *page, const Layer *layer, guint row, Mark *mark)
{
    const Paint fill = find_paint(page, layer, row, TRUE);
    const Paint stroke = find_paint(page, layer, row, FALSE);
    mark->fill = fill.color;
    mark->fill_gradient = fill.gradient;
    mark->stroke = stroke.color;
    mark->stroke_gradient = stroke.gradient;
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
