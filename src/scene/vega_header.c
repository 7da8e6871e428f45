/*
 * Headers of panels: the values and titles of the fields that part them (Vega-Lite's
 * compile/header, vega-view-transforms' layout of headers).
 */
#include "scene/vega_page.h"

#include <math.h>
#include <string.h>

/* What the channel's header says, else the config: of its direction, then of all. */
static const cJSON *header_value(const VegaPage *page, const cJSON *channel, const char *name)
{
    const cJSON *own = json_member(json_member(channel, "header"), name);
    const char *block = strcmp(channel->string, "row") == 0      ? "headerRow"
                        : strcmp(channel->string, "column") == 0 ? "headerColumn"
                                                                 : "headerFacet";
    if (own)
        return own;
    const cJSON *value = config_value(page->config, block, name);
    return value ? value : config_value(page->config, "header", name);
}

static double header_number(const VegaPage *page, const cJSON *channel, const char *name,
                            double fallback)
{
    const cJSON *value = header_value(page, channel, name);
    return cJSON_IsNumber(value) ? value->valuedouble : fallback;
}

static const char *header_text(const VegaPage *page, const cJSON *channel, const char *name)
{
    return cJSON_GetStringValue(header_value(page, channel, name));
}

gboolean vega_header_labels(const VegaPage *page, const cJSON *channel)
{
    const cJSON *header = json_member(channel, "header");
    return !cJSON_IsNull(header) && !cJSON_IsFalse(header_value(page, channel, "labels"));
}

static VegaText header_style(const VegaPage *page, const cJSON *channel, gboolean title,
                             gboolean sideways)
{
    static const char *const parts[2][6] = {
        {"labelFontSize", "labelColor", "labelFontWeight", "labelAngle", "labelAnchor",
         "labelAlign"},
        {"titleFontSize", "titleColor", "titleFontWeight", "titleAngle", "titleAnchor",
         "titleAlign"},
    };
    const char *const *names = parts[title];
    Color color = {.alpha = 1};
    const char *color_text = header_text(page, channel, names[1]);
    if (color_text)
        color_parse(color_text, &color);
    const char *anchor = header_text(page, channel, names[4]);
    const char *align = header_text(page, channel, names[5]);
    const double angle = header_number(page, channel, names[3], NAN);
    VegaText style = {
        .size = header_number(page, channel, names[0], title ? 11 : 10),
        .weight = vega_weight(header_value(page, channel, names[2]), title ? 700 : 400),
        .color = color,
        .anchor = ANCHOR_MIDDLE,
        .baseline = BASELINE_BOTTOM,
        .angle = isnan(angle) ? (sideways ? -90 : 0) : angle,
    };
    if (align)
        style.anchor = vega_anchor(align);
    else if (g_strcmp0(anchor, "start") == 0)
        style.anchor = ANCHOR_START;
    else if (g_strcmp0(anchor, "end") == 0)
        style.anchor = ANCHOR_END;
    else if (!isnan(angle))
        style.anchor =
            vega_label_anchor(angle, sideways ? "left" : "top", sideways ? CHANNEL_Y : CHANNEL_X);
    if (!isnan(angle))
        style.baseline =
            vega_label_baseline(angle, sideways ? "left" : "top", sideways ? CHANNEL_Y : CHANNEL_X);
    return style;
}

/* Where along a length an anchor puts a text. */
static double anchored(const char *anchor, double start, double length)
{
    return g_strcmp0(anchor, "start") == 0 ? start
           : g_strcmp0(anchor, "end") == 0 ? start + length
                                           : start + length / 2;
}

static void add_text(VegaPage *page, const char *role, const char *text, double x, double y,
                     const VegaText *style)
{
    if (!text || !*text)
        return;
    g_autofree char *group = g_strconcat("mark-group role-", role, NULL);
    scene_open_group(page->scene, group);
    scene_open_group(page->scene, "mark-text role-title-text");
    vega_text_add(page, text, x, y, style);
    scene_close_group(page->scene);
    scene_close_group(page->scene);
}

/* Grows by a text's box. */
static void extend_by_text(const VegaPage *page, double reach[4], const char *text, double x,
                           double y, const VegaText *style)
{
    const double width = vega_text_width(page, text, style->size, style->weight);
    const double turn = style->angle * G_PI / 180, across = fabs(cos(turn)),
                 along = fabs(sin(turn));
    const double w = across * width + along * style->size, h = along * width + across * style->size;
    /* a header stands beside the box: what counts is how far it leads away from it */
    reach[0] = fmin(reach[0], floor(x - (x <= reach[0] ? w : 0)));
    reach[1] = fmin(reach[1], floor(y - (y <= reach[1] ? h : 0)));
    reach[2] = fmax(reach[2], ceil(x + (x >= reach[2] ? w : 0)));
    reach[3] = fmax(reach[3], ceil(y + (y >= reach[3] ? h : 0)));
}

void vega_header_draw(VegaPage *page, const cJSON *channel, gboolean row, const char *text,
                      const double box[4], double reach[4])
{
    if (!vega_header_labels(page, channel))
        return;
    const char *orient = header_text(page, channel, "labelOrient");
    const char *anchor = header_text(page, channel, "labelAnchor");
    const gboolean sideways =
        orient ? strcmp(orient, "left") == 0 || strcmp(orient, "right") == 0 : row;
    const gboolean far = orient && (strcmp(orient, "bottom") == 0 || strcmp(orient, "right") == 0);
    const double gap = header_number(page, channel, "labelPadding", 10);
    VegaText style = header_style(page, channel, FALSE, sideways);
    const double limit = header_number(page, channel, "labelLimit", 0);
    g_autofree char *cut = vega_text_limit(page, text, limit, style.size);
    const char *role = row ? "row-header row_header" : "column-header column_header";
    double x = anchored(anchor, box[0], box[2] - box[0]), y = far ? box[3] + gap : box[1] - gap;
    if (sideways) {
        x = far ? box[2] + gap : box[0] - gap;
        y = anchored(anchor, box[1], box[3] - box[1]);
    }
    if (far && !sideways)
        style.baseline = BASELINE_TOP;
    add_text(page, role, cut, x, y, &style);
    extend_by_text(page, reach, cut, x, y, &style);
}

void vega_header_title_draw(VegaPage *page, const cJSON *channel, gboolean row, const char *text,
                            const double box[4])
{
    if (!text || cJSON_IsNull(json_member(channel, "header")))
        return;
    const char *orient = header_text(page, channel, "titleOrient");
    const char *anchor = header_text(page, channel, "titleAnchor");
    const gboolean sideways =
        orient ? strcmp(orient, "left") == 0 || strcmp(orient, "right") == 0 : row;
    const gboolean far = orient && (strcmp(orient, "bottom") == 0 || strcmp(orient, "right") == 0);
    const double gap = header_number(page, channel, "titlePadding", 10);
    VegaText style = header_style(page, channel, TRUE, sideways);
    double x = anchored(anchor, box[0], box[2] - box[0]);
    double y = far ? box[3] + gap + style.size : box[1] - gap;
    if (sideways) {
        x = far ? box[2] + gap : box[0] - gap;
        y = g_strcmp0(anchor, "start") == 0 ? box[3]
            : g_strcmp0(anchor, "end") == 0 ? box[1]
                                            : (box[1] + box[3]) / 2;
    }
    add_text(page, row ? "row-title row-title" : "column-title column-title", text, x, y, &style);
}
