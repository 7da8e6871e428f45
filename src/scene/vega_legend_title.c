/* The title of a legend, above or beside its entries (vega-parser's legend-title.js, the layout of
 * vega-view-transforms). */
#include "scene/vega_legend.h"

#include <math.h>
#include <string.h>

/* Beside a gradient that stands upright, the title is turned. */
static gboolean is_upright(const Legend *legend)
{
    return legend->kind != LEGEND_SYMBOLS && !legend->horizontal;
}

/* Where along the entries the title stands: "start", "middle", "end". */
static const char *find_anchor(const VegaPage *page, const Legend *legend)
{
    const char *anchor = vega_legend_text(page, legend, "titleAnchor");
    const gboolean beside = legend->title_side == AXIS_LEFT || legend->title_side == AXIS_RIGHT;
    return anchor ? anchor : beside ? "middle" : "start";
}

static VegaText title_style(const VegaPage *page, const Legend *legend)
{
    static const Color black = {.alpha = 1};
    const AxisSide side = legend->title_side;
    const gboolean beside = side == AXIS_LEFT || side == AXIS_RIGHT;
    const gboolean turned = beside && is_upright(legend);
    const char *anchor = find_anchor(page, legend);
    const gboolean start = strcmp(anchor, "start") == 0, end = strcmp(anchor, "end") == 0;
    const char *align = vega_legend_text(page, legend, "titleAlign");
    VegaText style = {
        .size = vega_legend_number(page, legend, "titleFontSize", 11),
        .line_height = vega_legend_number(page, legend, "titleLineHeight", 0),
        .weight = vega_weight(vega_legend_value(page, legend, "titleFontWeight"), 400),
        .italic = g_strcmp0(vega_legend_text(page, legend, "titleFontStyle"), "italic") == 0,
        .color = vega_legend_color(page, legend, "titleColor", black),
        .limit = vega_legend_number(page, legend, "titleLimit", 180),
        .angle = !turned             ? 0
                 : side == AXIS_LEFT ? -90
                                     : 90,
        .anchor = start ? ANCHOR_START
                  : end ? ANCHOR_END
                        : ANCHOR_MIDDLE,
        .baseline = BASELINE_TOP,
    };
    if (turned && side == AXIS_RIGHT)
        style.anchor = start ? ANCHOR_END : end ? ANCHOR_START : ANCHOR_MIDDLE;
    else if (beside && !turned)
        style.anchor = ANCHOR_START;
    if (beside && !turned)
        style.baseline = start ? BASELINE_TOP : end ? BASELINE_BOTTOM : BASELINE_MIDDLE;
    else if (turned && side == AXIS_RIGHT)
        style.baseline = BASELINE_BOTTOM;
    if (align)
        style.anchor = vega_anchor(align);
    style.baseline = vega_baseline(vega_legend_text(page, legend, "titleBaseline"), style.baseline);
    style.color.alpha *= vega_legend_number(page, legend, "titleOpacity", 1);
    return style;
}

/* px that the title is moved along an extent (legendTitleOffset); upwards: it begins at its end. */
static double shift_along(const char *anchor, double extent, double lines, gboolean upwards)
{
    const double from = upwards ? extent : 0, to = upwards ? 0 : extent;
    return floor(0.5 + (strcmp(anchor, "start") == 0 ? from
                        : strcmp(anchor, "end") == 0 ? to - lines
                                                     : (extent - lines) / 2));
}

/* px of the entries, or of the gradient's bar where the title goes by that, in a direction. */
static double extent_of(const VegaPage *page, const Legend *legend, const double size[2], int c,
                        gboolean by_bar, double padding)
{
    if (!by_bar)
        return legend->entries_at[c] + size[c] - padding;
    const gboolean across = (c == 0) == legend->horizontal;
    return (across ? legend->length : vega_legend_number(page, legend, "gradientThickness", 16)) -
           padding;
}

static AxisSide find_side(const VegaPage *page, const Legend *legend)
{
    static const char *const words[] = {
        [AXIS_BOTTOM] = "bottom", [AXIS_LEFT] = "left", [AXIS_RIGHT] = "right"};
    const char *orient = vega_legend_text(page, legend, "titleOrient");
    for (int i = 0; i < N_AXIS_SIDES; i++) {
        if (orient && i != AXIS_TOP && strcmp(orient, words[i]) == 0)
            return (AxisSide)i;
    }
    return AXIS_TOP;
}

void vega_legend_place_title(const VegaPage *page, Legend *legend, const double size[2],
                             double padding, double ends[2])
{
    legend->entries_at[0] = legend->entries_at[1] = padding;
    ends[0] = padding + size[0];
    ends[1] = padding + size[1];
    if (!legend->title || !*legend->title)
        return;
    legend->title_side = find_side(page, legend);
    const AxisSide side = legend->title_side;
    const VegaText style = title_style(page, legend);
    const char *anchor = find_anchor(page, legend);
    const double gap = vega_legend_number(page, legend, "titlePadding", 5);
    const gboolean bars = legend->kind != LEGEND_SYMBOLS, upright = is_upright(legend);
    const double lines = vega_text_lines_height(legend->title, &style);
    double box[4];
    vega_text_box(page, legend->title, 0, 0, &style, box);
    if (side == AXIS_LEFT)
        legend->entries_at[0] += ceil(box[2] - box[0]) + gap;
    else if (side == AXIS_TOP)
        legend->entries_at[1] += box[3] - box[1] + gap;
    double at[2] = {padding, padding};
    if (side == AXIS_RIGHT)
        at[0] += floor(0.5 + extent_of(page, legend, size, 0, bars && !upright, padding)) + gap;
    if (side == AXIS_LEFT || side == AXIS_RIGHT)
        at[1] +=
            shift_along(anchor, extent_of(page, legend, size, 1, bars, padding), lines, upright);
    else
        at[0] += shift_along(anchor, extent_of(page, legend, size, 0, bars && !upright, padding), 0,
                             FALSE);
    if (side == AXIS_BOTTOM)
        at[1] += floor(0.5 + extent_of(page, legend, size, 1, FALSE, padding)) + gap;
    const double over = fmin(0, floor(0.5 + box[0] + at[0] - padding)); /* left of the legend */
    at[0] -= over;
    legend->entries_at[0] -= over;
    memcpy(legend->title_at, at, sizeof legend->title_at);
    ends[0] = fmax(legend->entries_at[0] + size[0], at[0] + box[2]);
    ends[1] = fmax(legend->entries_at[1] + size[1], at[1] + box[3]);
}

void vega_legend_draw_title(VegaPage *page, const Legend *legend, double x, double y)
{
    if (!legend->title || !*legend->title)
        return;
    const VegaText style = title_style(page, legend);
    scene_open_group(page->scene, "mark-text role-legend-title");
    vega_text_add(page, legend->title, x + legend->title_at[0], y + legend->title_at[1], &style);
    scene_close_group(page->scene);
}
