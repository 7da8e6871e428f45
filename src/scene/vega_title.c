/* The title and subtitle of a view: vega-view-transforms' layout/title.js. */
#include "scene/vega_page.h"

#include <math.h>
#include <string.h>

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

static int title_weight(const VegaPage *page, const char *name, int fallback)
{
    const cJSON *value = title_value(page, name);
    return cJSON_IsNumber(value) ? value->valueint : vega_weight(value, fallback);
}

static Color title_color(const VegaPage *page, const char *name)
{
    Color color = {.alpha = 1};
    const char *text = cJSON_GetStringValue(title_value(page, name));
    if (text)
        color_parse(text, &color);
    return color;
}

/* Plots have their title in the middle, views of several begin it at their left. */
static const char *find_anchor(const VegaPage *page, gboolean composed)
{
    const char *anchor = cJSON_GetStringValue(title_value(page, "anchor"));
    return anchor ? anchor : composed ? "start" : "middle";
}

static guint count_lines(const char *text)
{
    guint n = text ? 1 : 0;
    for (const char *p = text; p && *p; p++)
        n += *p == '\n' ? 1 : 0;
    return n;
}

/* Lines below each other; the first one's baseline is y, or (BASELINE_BOTTOM) its bottom. */
static void draw_lines(VegaPage *page, const char *role, const char *text, double x, double y,
                       double line_height, const VegaText *style)
{
    VegaText lines = *style;
    lines.line_height = line_height;
    scene_open_group(page->scene, role);
    vega_text_add(page, text, x, y, &lines);
    scene_close_group(page->scene);
}

void vega_title_draw(VegaPage *page, const double box[4], double x, double y, double width,
                     double height, gboolean composed)
{
    const Chart *chart = page->chart;
    if (!chart->title && !chart->subtitle)
        return;
    const char *anchor = find_anchor(page, composed);
    const char *orient = cJSON_GetStringValue(title_value(page, "orient"));
    const char *frame = cJSON_GetStringValue(title_value(page, "frame"));
    const char *align = cJSON_GetStringValue(title_value(page, "align"));
    const gboolean side = orient && (strcmp(orient, "left") == 0 || strcmp(orient, "right") == 0);
    const gboolean left = side && *orient == 'l';
    const gboolean below = g_strcmp0(orient, "bottom") == 0;
    const gboolean group = frame ? strcmp(frame, "group") == 0 : !composed;
    double ends[2];
    if (side) {
        ends[left] = group ? y : box[1];
        ends[!left] = group ? y + height : box[3];
    } else {
        ends[0] = group ? x : box[0];
        ends[1] = group ? x + width : box[2];
    }
    const double at = strcmp(anchor, "start") == 0 ? ends[0]
                      : strcmp(anchor, "end") == 0 ? ends[1]
                                                   : (ends[0] + ends[1]) / 2;
    VegaText style = {
        .size = title_number(page, "fontSize", 13),
        .weight = title_weight(page, "fontWeight", 700),
        .color = title_color(page, "color"),
        .anchor = vega_anchor(align                          ? align
                              : strcmp(anchor, "start") == 0 ? "left"
                              : strcmp(anchor, "end") == 0   ? "right"
                                                             : "center"),
        .baseline = BASELINE_BOTTOM,
        .angle = title_number(page, "angle", side ? (left ? -90 : 90) : 0),
    };
    VegaText small = style;
    small.size = title_number(page, "subtitleFontSize", 11);
    small.weight = title_weight(page, "subtitleFontWeight", 400);
    small.color = title_color(page, "subtitleColor");
    const double offset = title_number(page, "offset", 4), gap = 3;
    const double heights[2] = {title_number(page, "lineHeight", style.size + 2),
                               title_number(page, "subtitleLineHeight", small.size + 2)};
    const double first = count_lines(chart->title) > 0
                             ? style.size + heights[0] * (count_lines(chart->title) - 1)
                             : 0;
    const double second = count_lines(chart->subtitle) > 0
                              ? small.size + heights[1] * (count_lines(chart->subtitle) - 1)
                              : 0;
    const double between =
        chart->title && chart->subtitle ? title_number(page, "subtitlePadding", gap) : 0;
    const double all = first + between + second;
    const double dx = title_number(page, "dx", 0), dy = title_number(page, "dy", 0);
    /* where the block's first line ends, away from the plot */
    double px = at, py = box[1] - offset - all;
    if (side) {
        px = left ? box[0] - offset - all : box[2] + offset + all;
        py = at;
    } else if (below) {
        py = box[3] + offset;
    }
    scene_open_group(page->scene, "mark-group role-title");
    const double turn = side ? (left ? 1 : -1) : 0;
    if (chart->title)
        draw_lines(page, "mark-text role-title-text", chart->title, px + dx + turn * style.size,
                   py + dy + (side ? 0 : style.size), heights[0], &style);
    if (chart->subtitle)
        draw_lines(page, "mark-text role-title-subtitle", chart->subtitle,
                   px + dx + turn * (first + between + small.size),
                   py + dy + (side ? 0 : first + between + small.size), heights[1], &small);
    scene_close_group(page->scene);
}
