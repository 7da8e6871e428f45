/*
 * Headers of panels: the values and titles of the fields that part them (Vega-Lite's
 * compile/header).  Each is a title beside a group that is one row or column of panels.
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

/* The names of what is said of both parts: "labelColor", "titleColor". */
static const cJSON *part_value(const VegaPage *page, const cJSON *channel, HeaderPart part,
                               const char *name)
{
    g_autofree char *full = g_strconcat(part == HEADER_TITLE ? "title" : "label", name, NULL);
    return header_value(page, channel, full);
}

static double part_number(const VegaPage *page, const cJSON *channel, HeaderPart part,
                          const char *name, double fallback)
{
    const cJSON *value = part_value(page, channel, part, name);
    return cJSON_IsNumber(value) ? value->valuedouble : fallback;
}

static const char *part_text(const VegaPage *page, const cJSON *channel, HeaderPart part,
                             const char *name)
{
    return cJSON_GetStringValue(part_value(page, channel, part, name));
}

static const char *find_orient(const VegaPage *page, const cJSON *channel, HeaderPart part)
{
    const char *name = part == HEADER_TITLE ? "titleOrient" : "labelOrient";
    const cJSON *header = json_member(channel, "header");
    const char *own = json_string(header, name), *both = json_string(header, "orient");
    const char *orient = own ? own : both ? both : part_text(page, channel, part, "Orient");
    return orient ? orient : strcmp(channel->string, "row") == 0 ? "left" : "top";
}

AxisSide vega_header_side(const VegaPage *page, const cJSON *channel, HeaderPart part)
{
    const char *orient = find_orient(page, channel, part);
    return strcmp(orient, "bottom") == 0  ? AXIS_BOTTOM
           : strcmp(orient, "left") == 0  ? AXIS_LEFT
           : strcmp(orient, "right") == 0 ? AXIS_RIGHT
                                          : AXIS_TOP;
}

gboolean vega_header_has_labels(const VegaPage *page, const cJSON *channel)
{
    const cJSON *header = json_member(channel, "header");
    return !cJSON_IsNull(header) && !cJSON_IsFalse(header_value(page, channel, "labels"));
}

double vega_header_title_band(const VegaPage *page, const cJSON *channel)
{
    const AxisSide side = vega_header_side(page, channel, HEADER_TITLE);
    const gboolean sideways = side == AXIS_LEFT || side == AXIS_RIGHT;
    const char *anchor = part_text(page, channel, HEADER_TITLE, "Anchor");
    return g_strcmp0(anchor, "start") == 0 ? (sideways ? 1 : 0)
           : g_strcmp0(anchor, "end") == 0 ? (sideways ? 0 : 1)
                                           : 0.5;
}

static VegaText find_style(const VegaPage *page, const cJSON *channel, HeaderPart part)
{
    const AxisSide side = vega_header_side(page, channel, part);
    const gboolean sideways = side == AXIS_LEFT || side == AXIS_RIGHT;
    const char *main_side = sideways ? "left" : "top";
    const Channel along = sideways ? CHANNEL_Y : CHANNEL_X;
    const char *anchor = part_text(page, channel, part, "Anchor");
    const char *align = part_text(page, channel, part, "Align");
    const char *color = part_text(page, channel, part, "Color");
    const double angle = part_number(page, channel, part, "Angle", NAN);
    VegaText style = {
        .size = part_number(page, channel, part, "FontSize", part == HEADER_TITLE ? 11 : 10),
        .weight = vega_weight(part_value(page, channel, part, "FontWeight"),
                              part == HEADER_TITLE ? 700 : 400),
        .color = {.alpha = 1},
        .anchor = ANCHOR_MIDDLE,
        .baseline = BASELINE_TOP,
        .angle = !isnan(angle)        ? angle
                 : side == AXIS_LEFT  ? -90
                 : side == AXIS_RIGHT ? 90
                                      : 0,
        .italic = g_strcmp0(part_text(page, channel, part, "FontStyle"), "italic") == 0,
        .line_height = part_number(page, channel, part, "LineHeight", 0),
        .limit = part_number(page, channel, part, "Limit", 0),
    };
    if (color)
        color_parse(color, &style.color);
    if (align)
        style.anchor = vega_anchor(align);
    else if (g_strcmp0(anchor, "start") == 0)
        style.anchor = ANCHOR_START;
    else if (g_strcmp0(anchor, "end") == 0)
        style.anchor = ANCHOR_END;
    else if (!isnan(angle))
        style.anchor = vega_label_anchor(angle, main_side, along);
    if (!isnan(angle))
        style.baseline = vega_label_baseline(angle, main_side, along);
    style.baseline = vega_baseline(part_text(page, channel, part, "Baseline"), style.baseline);
    return style;
}

void vega_header_draw(VegaPage *page, const cJSON *channel, HeaderPart part, const char *text,
                      const double bounds[4], double x, double y, double width, double height)
{
    const VegaTitle title = {.text = text,
                             .style = find_style(page, channel, part),
                             .orient = find_orient(page, channel, part),
                             .anchor = part_text(page, channel, part, "Anchor"),
                             .frame_group = part == HEADER_LABELS,
                             .offset = part_number(page, channel, part, "Padding", 10)};
    scene_open_group(page->scene, "mark-group role-title");
    vega_title_place(page, &title, bounds, x, y, width, height);
    scene_close_group(page->scene);
}
