/* Titles of views and headers: vega-view-transforms' layout/title.js. */
#include "scene/vega_page.h"

#include <math.h>
#include <string.h>

/* ---- any title ---------------------------------------------------------------------------------
 */

static AxisSide side_of(const char *orient)
{
    return g_strcmp0(orient, "bottom") == 0  ? AXIS_BOTTOM
           : g_strcmp0(orient, "left") == 0  ? AXIS_LEFT
           : g_strcmp0(orient, "right") == 0 ? AXIS_RIGHT
                                             : AXIS_TOP;
}

/* px from the title's point to the subtitle's. */
static void subtitle_shift(const VegaPage *page, const VegaTitle *title, double shift[2]);

static void draw_text(VegaPage *page, gconstpointer data, double x, double y)
{
    const VegaTitle *title = data;
    if (!title->text || !*title->text)
        return;
    scene_open_group(page->scene, "mark-text role-title-text");
    vega_text_add(page, title->text, x, y, &title->style);
    scene_close_group(page->scene);
}

static void draw_block(VegaPage *page, gconstpointer data, double x, double y)
{
    const VegaTitle *title = data;
    draw_text(page, title, x, y);
    if (!title->subtitle || !*title->subtitle)
        return;
    double shift[2];
    subtitle_shift(page, title, shift);
    scene_open_group(page->scene, "mark-text role-title-subtitle");
    vega_text_add(page, title->subtitle, x + shift[0], y + shift[1], &title->small);
    scene_close_group(page->scene);
}

static void subtitle_shift(const VegaPage *page, const VegaTitle *title, double shift[2])
{
    const AxisSide side = side_of(title->orient);
    double box[4];
    vega_measure(page, draw_text, title, box);
    const double width = box[2] - box[0] + title->padding;
    shift[0] = side == AXIS_LEFT ? width : side == AXIS_RIGHT ? -width : 0;
    shift[1] = side == AXIS_LEFT || side == AXIS_RIGHT ? 0 : box[3] - box[1] + title->padding;
}

void vega_title_place(VegaPage *page, const VegaTitle *title, const double bounds[4], double x,
                      double y, double width, double height)
{
    const AxisSide side = side_of(title->orient);
    const gboolean across = side == AXIS_TOP || side == AXIS_BOTTOM;
    double ends[2] = {across ? x : y, across ? x + width : y + height};
    if (!title->frame_group) {
        ends[0] = bounds[across ? 0 : 1];
        ends[1] = bounds[across ? 2 : 3];
    }
    const gboolean start = g_strcmp0(title->anchor, "start") == 0;
    const gboolean end = g_strcmp0(title->anchor, "end") == 0;
    const gboolean upwards = side == AXIS_LEFT;
    const double at = start || end ? ends[end != upwards] : (ends[0] + ends[1]) / 2;
    double box[4];
    vega_measure(page, draw_block, title, box);
    const double w = box[2] - box[0], h = box[3] - box[1];
    if (across)
        draw_block(page, title, at,
                   side == AXIS_TOP ? bounds[1] - h - title->offset : bounds[3] + title->offset);
    else
        draw_block(
            page, title,
            side == AXIS_LEFT ? bounds[0] - w - title->offset : bounds[2] + w + title->offset, at);
}

/* ---- titles of views ---------------------------------------------------------------------------
 */

static const cJSON *title_value(const VegaPage *page, const char *name)
{
    const cJSON *own = json_member(page->chart->grammar.title, name);
    return own ? own : config_value(page->config, "title", name);
}

static double title_number(const VegaPage *page, const char *name, double fallback)
{
    const cJSON *value = title_value(page, name);
    return cJSON_IsNumber(value) ? value->valuedouble : fallback;
}

static const char *title_text(const VegaPage *page, const char *name)
{
    return cJSON_GetStringValue(title_value(page, name));
}

static Color title_color(const VegaPage *page, const char *name)
{
    Color color = {.alpha = 1};
    const char *text = title_text(page, name);
    if (text)
        color_parse(text, &color);
    return color;
}

void vega_title_draw(VegaPage *page, const double bounds[4], double x, double y, double width,
                     double height, gboolean composed)
{
    const Chart *chart = page->chart;
    if (!chart->title)
        return;
    const char *anchor = title_text(page, "anchor"), *orient = title_text(page, "orient");
    const char *frame = title_text(page, "frame"), *align = title_text(page, "align");
    /* plots have their title in the middle, views of several begin it at their left */
    if (!anchor && composed)
        anchor = "start";
    const gboolean middle = !anchor || strcmp(anchor, "middle") == 0;
    const AxisSide side = side_of(orient);
    const VegaText style = {
        .size = title_number(page, "fontSize", 13),
        .weight = vega_weight(title_value(page, "fontWeight"), 700),
        .color = title_color(page, "color"),
        .anchor = vega_anchor(align    ? align
                              : middle ? "center"
                                       : (strcmp(anchor, "start") == 0 ? "left" : "right")),
        .baseline = vega_baseline(title_text(page, "baseline"), BASELINE_TOP),
        .angle = title_number(page, "angle",
                              side == AXIS_LEFT    ? -90
                              : side == AXIS_RIGHT ? 90
                                                   : 0),
        .italic = g_strcmp0(title_text(page, "fontStyle"), "italic") == 0,
        .dx = title_number(page, "dx", 0),
        .dy = title_number(page, "dy", 0),
        .line_height = title_number(page, "lineHeight", 0),
        .limit = title_number(page, "limit", 0),
    };
    VegaTitle title = {.text = chart->title,
                       .subtitle = chart->subtitle,
                       .style = style,
                       .small = style,
                       .orient = orient,
                       .anchor = anchor,
                       .frame_group = frame ? strcmp(frame, "group") == 0 : !composed && middle,
                       .offset = title_number(page, "offset", 4),
                       .padding = title_number(page, "subtitlePadding", 3)};
    title.small.size = title_number(page, "subtitleFontSize", 12);
    title.small.weight = vega_weight(title_value(page, "subtitleFontWeight"), 400);
    title.small.color = title_color(page, "subtitleColor");
    title.small.italic = g_strcmp0(title_text(page, "subtitleFontStyle"), "italic") == 0;
    title.small.line_height = title_number(page, "subtitleLineHeight", 0);
    scene_open_group(page->scene, "mark-group role-title");
    vega_title_place(page, &title, bounds, x, y, width, height);
    scene_close_group(page->scene);
}
