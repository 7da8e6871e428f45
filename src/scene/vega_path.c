/* Rules and texts of the whole grammar. */
#include "scene/vega_page.h"

#include <math.h>
#include <string.h>

/* ---- rules
 * ---------------------------------------------------------------------------------------------- */

void vega_line_add(VegaPage *page, double x1, double y1, double x2, double y2, Color color,
                   double width)
{
    const PathSegment segments[] = {{'M', {x1, y1}}, {'L', {x2, y2}}};
    scene_add(page->scene, &(Mark){.kind = MARK_PATH,
                                   .stroke = color,
                                   .stroke_width = width,
                                   .as.path = {segments, 2}});
}

void vega_draw_rules(VegaPage *page, const Layer *layer)
{
    for (guint row = 0; row < layer->frame->n_rows; row++) {
        double x[2], y[2];
        if (!layer_row_shown(layer, row))
            continue;
        /* a vertical rule is a point in x, unless it has both ends there */
        x[0] = x[1] = vega_point(page, layer, row, CHANNEL_X);
        y[0] = y[1] = vega_point(page, layer, row, CHANNEL_Y);
        if ((layer->orient != ORIENT_VERTICAL && !vega_range(page, layer, row, CHANNEL_X, x)) ||
            (layer->orient != ORIENT_HORIZONTAL && !vega_range(page, layer, row, CHANNEL_Y, y)) ||
            !isfinite(x[0] + x[1] + y[0] + y[1]))
            continue;
        const PathSegment segments[] = {{'M', {x[0], y[0]}}, {'L', {x[1], y[1]}}};
        Mark mark = {.kind = MARK_PATH};
        vega_style(page, layer, row, &mark);
        mark.fill = COLOR_NONE;
        mark.as.path = (MarkPath){segments, 2};
        scene_add(page->scene, &mark);
    }
}

/* ---- texts
 * ---------------------------------------------------------------------------------------------- */

static const char *mark_text(const VegaPage *page, const Layer *layer, const char *name)
{
    return cJSON_GetStringValue(layer_mark_value(layer, page->config, name));
}

/* A tooltip belongs to a group around the text, so that the text holds nothing but its words. */
static void add_text(VegaPage *page, const char *text, double x, double y, const VegaText *style,
                     const char *tooltip)
{
    if (tooltip)
        scene_add(page->scene, &(Mark){.kind = MARK_GROUP, .title = tooltip});
    vega_text_add(page, text, x, y, style);
    if (tooltip)
        scene_close_group(page->scene);
}

static char *row_text(const VegaPage *page, const Layer *layer, guint row)
{
    const ChannelSpec *spec = &layer->channels[CHANNEL_TEXT];
    if (!spec->present) {
        char *told = spec_lines(layer_mark_value(layer, page->config, "text"));
        return told ? told : g_strdup("");
    }
    const Value value = vega_row_text(layer, row, CHANNEL_TEXT);
    return value.type == VALUE_NULL && !spec->field ? g_strdup("")
                                                    : vega_value_text(value, spec, spec->format);
}

/* Its lines are parted where "lineBreak" stands in it. */
static char *break_lines(const VegaPage *page, const Layer *layer, char *text)
{
    const char *at = mark_text(page, layer, "lineBreak");
    if (!at)
        at = config_text(page->config, "", "lineBreak");
    if (!at || !*at)
        return text;
    g_auto(GStrv) lines = g_strsplit(text, at, -1);
    g_free(text);
    return g_strjoinv("\n", lines);
}

void vega_draw_texts(VegaPage *page, const Layer *layer)
{
    const Config *config = page->config;
    const double radius = layer_mark_number(layer, config, "radius", 0);
    const double theta = layer_mark_number(layer, config, "theta", 0) - G_PI_2;
    for (guint row = 0; row < layer->frame->n_rows; row++) {
        const double x = vega_point(page, layer, row, CHANNEL_X) + radius * cos(theta);
        const double y = vega_point(page, layer, row, CHANNEL_Y) + radius * sin(theta);
        if (!isfinite(x + y) || !layer_row_shown(layer, row))
            continue;
        Mark mark = {0};
        vega_style(page, layer, row, &mark);
        const VegaText style = {
            .size = vega_channel_number(page, layer, row, CHANNEL_SIZE, "fontSize", 11),
            .line_height = layer_mark_number(layer, config, "lineHeight", 0),
            .weight = vega_weight(layer_mark_value(layer, config, "fontWeight"), 400),
            .italic = g_strcmp0(mark_text(page, layer, "fontStyle"), "italic") == 0,
            .color = mark.fill,
            .anchor = vega_anchor(mark_text(page, layer, "align")),
            .baseline = vega_baseline(mark_text(page, layer, "baseline"), BASELINE_MIDDLE),
            .angle = vega_channel_number(page, layer, row, CHANNEL_ANGLE, "angle", 0),
            .dx = layer_mark_number(layer, config, "dx", 0),
            .dy = layer_mark_number(layer, config, "dy", 0),
            .limit = layer_mark_number(layer, config, "limit", 0),
            .href = mark.href,
        };
        if (!(style.size > 0)) /* of a missing value */
            continue;
        g_autofree char *text = break_lines(page, layer, row_text(page, layer, row));
        if (*text)
            add_text(page, text, x, y, &style, mark.title);
    }
}
