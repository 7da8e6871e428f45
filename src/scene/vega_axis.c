/* Axes and grid lines as Vega draws them (vega-view-transforms' layout/axis.js). */
#include "scene/vega_ticks.h"

#include <math.h>
#include <string.h>

/* Where an axis is drawn: the place of its line, and which way is out of the plot. */
typedef struct {
    const VegaAxis *axis;
    double x, y;      /* of the plot's corner where ticks have place 0, moved along to the side */
    double out;       /* 1: out is right or down; -1: left or up */
    gboolean across;  /* runs from left to right */
    double length;    /* px of the line */
    double grid_from; /* px from the line to the plot's edges, out positive */
    double grid_to;
} AxisFrame;

/* The edge of a box (left, top, right, bottom) that an axis stands at. */
static const int edges[] = {[AXIS_BOTTOM] = 3, [AXIS_TOP] = 1, [AXIS_LEFT] = 0, [AXIS_RIGHT] = 2};

static double outwards(const VegaAxis *axis)
{
    return axis->side == AXIS_BOTTOM || axis->side == AXIS_RIGHT ? 1 : -1;
}

/* box: what the axis stands at an edge of; the grid spans the plot. */
static AxisFrame axis_frame(const VegaPage *page, const VegaAxis *axis, const double box[4])
{
    const double offset = vega_axis_number(axis, "offset", -1, 0);
    const double position = vega_axis_number(axis, "position", -1, 0);
    /* only where it is drawn: what stands beside the axis keeps to whole px */
    const double translate = page->reserved ? 0 : vega_axis_number(axis, "translate", -1, 0.5);
    const gboolean across = axis->channel == CHANNEL_X;
    AxisFrame frame = {.axis = axis,
                       .out = outwards(axis),
                       .across = across,
                       .length = across ? page->width : page->height};
    if (across) {
        frame.x = page->x + position + translate;
        frame.y = (axis->side == AXIS_BOTTOM ? box[3] + offset : box[1] - offset) + translate;
        const double far = axis->side == AXIS_BOTTOM ? page->y : page->y + page->height;
        frame.grid_to = far + translate - frame.y;
    } else {
        frame.x = (axis->side == AXIS_RIGHT ? box[2] + offset : box[0] - offset) + translate;
        frame.y = page->y + position + translate;
        const double far = axis->side == AXIS_RIGHT ? page->x : page->x + page->width;
        frame.grid_to = far + translate - frame.x;
    }
    return frame;
}

static void plot_box(const VegaPage *page, double box[4])
{
    box[0] = page->x;
    box[1] = page->y;
    box[2] = page->x + page->width;
    box[3] = page->y + page->height;
}

/* From a place along the axis, px away from its line (as signed as the page). */
static void add_line(VegaPage *page, const AxisFrame *frame, double along, double from, double to,
                     const char *prefix, int tick)
{
    g_autofree char *width_name = g_strconcat(prefix, "Width", NULL);
    g_autofree char *dash_name = g_strconcat(prefix, "Dash", NULL);
    const cJSON *dash = vega_axis_value(frame->axis, dash_name, tick);
    const double x = frame->x, y = frame->y;
    const PathSegment segments[] = {
        {'M', {frame->across ? x + along : x + from, frame->across ? y + from : y + along}},
        {'L', {frame->across ? x + along : x + to, frame->across ? y + to : y + along}}};
    Mark mark = {.kind = MARK_PATH,
                 .stroke = vega_axis_color(frame->axis, prefix, tick),
                 .stroke_width = vega_axis_number(frame->axis, width_name, tick, 1),
                 .as.path = {segments, 2}};
    vega_set_dash(&mark, dash);
    scene_add(page->scene, &mark);
}

/* ---- grid and ticks ----------------------------------------------------------------------------
 */

/* Whether ticks stand at the edges of bands: there is one more of them than there are bands. */
static gboolean parts_bands(const VegaAxis *axis)
{
    return g_strcmp0(vega_axis_text(axis, "tickBand"), "extent") == 0 &&
           axis->scale->type == SCALE_BAND;
}

/* Places of ticks and grid lines: those of the labels, or (tickBand) the edges of the bands. */
static GArray *line_places(const VegaAxis *axis)
{
    GArray *places = g_array_new(FALSE, FALSE, sizeof(double));
    const gboolean extent = parts_bands(axis);
    const double half = scale_step(axis->scale) / 2;
    const gboolean rounded = vega_axis_flag(axis, "tickRound", TRUE);
    const double usual = axis->scale->type == SCALE_BAND ? -0.5 : 0; /* see vega_labels.c */
    const double shift = (vega_axis_number(axis, "bandPosition", -1, 0.5) - 0.5) *
                         (axis->scale->type == SCALE_BAND ? scale_bandwidth(axis->scale) : 0);
    for (guint i = 0; i < axis->ticks_at->len; i++) {
        const VegaTick *tick = &g_array_index(axis->ticks_at, VegaTick, i);
        double place = tick->place - half;
        if (!extent)
            place = tick->place + shift + vega_axis_number(axis, "tickOffset", (int)i, usual);
        place = rounded ? floor(place + 0.5) : place;
        g_array_append_val(places, place);
    }
    if (extent && places->len > 0 && vega_axis_flag(axis, "tickExtra", TRUE)) {
        const double last =
            round(g_array_index(axis->ticks_at, VegaTick, places->len - 1).place + half);
        g_array_append_val(places, last);
    }
    return places;
}

static void draw_grid(VegaPage *page, const VegaAxis *axis)
{
    double box[4];
    plot_box(page, box);
    const AxisFrame frame = axis_frame(page, axis, box);
    g_autoptr(GArray) places = line_places(axis);
    scene_open_group(page->scene, "mark-group role-axis");
    scene_open_group(page->scene, "mark-rule role-axis-grid");
    for (guint i = 0; i < places->len; i++)
        add_line(page, &frame, g_array_index(places, double, i), fmin(0, frame.grid_to),
                 fmax(0, frame.grid_to), "grid", (int)MIN(i, axis->ticks_at->len - 1));
    scene_close_group(page->scene);
    scene_close_group(page->scene);
}

static void draw_ticks(VegaPage *page, const AxisFrame *frame)
{
    const VegaAxis *axis = frame->axis;
    g_autoptr(GArray) places = line_places(axis);
    scene_open_group(page->scene, "mark-rule role-axis-tick");
    for (guint i = 0; i < places->len; i++) {
        const int tick = (int)MIN(i, axis->ticks_at->len - 1);
        const double size = vega_axis_number(axis, "tickSize", tick, 5);
        add_line(page, frame, g_array_index(places, double, i), 0, frame->out * size, "tick", tick);
    }
    scene_close_group(page->scene);
}

/* ---- labels ------------------------------------------------------------------------------------
 */

/* px between the axis line and the labels */
static double label_gap(const VegaAxis *axis, int tick)
{
    return (axis->ticks ? vega_axis_number(axis, "tickSize", tick, 5) : 0) +
           vega_axis_number(axis, "labelPadding", tick, 2);
}

static VegaText label_style(const VegaAxis *axis, int tick)
{
    const VegaTick *at = &g_array_index(axis->ticks_at, VegaTick, (guint)tick);
    return (VegaText){
        .size = vega_axis_number(axis, "labelFontSize", tick, 10),
        .weight = vega_weight(vega_axis_value(axis, "labelFontWeight", tick), 400),
        .color = vega_axis_color(axis, "label", tick),
        .anchor = vega_axis_anchor(axis, at),
        .baseline = vega_axis_baseline(axis, at),
        .angle = isnan(axis->angle) ? 0 : axis->angle,
        .italic = g_strcmp0(vega_axis_text(axis, "labelFontStyle"), "italic") == 0,
        .line_height = vega_axis_number(axis, "labelLineHeight", -1, 0),
        .dx = axis->channel == CHANNEL_X ? vega_axis_flush(axis, at) : 0,
        .dy = axis->channel == CHANNEL_Y ? vega_axis_flush(axis, at) : 0,
    };
}

/* The tick before the first band has a label without text, which takes its line's height. */
static void reserve_extra_label(VegaPage *page, const AxisFrame *frame)
{
    const VegaText style = label_style(frame->axis, 0);
    const double away = frame->out * label_gap(frame->axis, 0);
    double box[4];
    vega_text_box(page, "", frame->x + (frame->across ? 0 : away),
                  frame->y + (frame->across ? away : 0), &style, box);
    vega_reserve(page, box[0], box[1], box[2], box[3]);
}

static void draw_labels(VegaPage *page, const AxisFrame *frame)
{
    const VegaAxis *axis = frame->axis;
    scene_open_group(page->scene, "mark-text role-axis-label");
    for (guint i = 0; i < axis->ticks_at->len; i++) {
        const VegaTick *tick = &g_array_index(axis->ticks_at, VegaTick, i);
        const VegaText style = label_style(axis, (int)i);
        const double along = tick->place + vega_axis_label_shift(axis, (int)i);
        const double away = frame->out * label_gap(axis, (int)i);
        if (!tick->shown || !*tick->label || !(style.color.alpha > 0))
            continue;
        vega_text_add(page, tick->label, frame->x + (frame->across ? along : away),
                      frame->y + (frame->across ? away : along), &style);
    }
    scene_close_group(page->scene);
    if (parts_bands(axis) && axis->ticks_at->len > 0 && vega_axis_flag(axis, "tickExtra", TRUE))
        reserve_extra_label(page, frame);
}

static void draw_near(VegaPage *page, gconstpointer data, double x, double y)
{
    const VegaAxis *axis = data;
    const AxisFrame frame = {
        .axis = axis, .x = x, .y = y, .out = outwards(axis), .across = axis->channel == CHANNEL_X};
    if (axis->ticks)
        draw_ticks(page, &frame);
    if (axis->labels)
        draw_labels(page, &frame);
}

/* Of a box around 0: how far it reaches on the axis' side. */
static double reach_of(const VegaAxis *axis, const double box[4])
{
    return fmax(outwards(axis) * box[edges[axis->side]], 0);
}

/* px that ticks and labels take away from the axis line */
static double labels_extent(const VegaPage *page, const VegaAxis *axis)
{
    double box[4];
    vega_measure(page, draw_near, axis, box);
    const double most = fmin(reach_of(axis, box), vega_axis_number(axis, "maxExtent", -1, 200));
    return fmax(most, vega_axis_number(axis, "minExtent", -1, 0));
}

/* ---- domain and title --------------------------------------------------------------------------
 */

static void draw_domain(VegaPage *page, const AxisFrame *frame)
{
    const VegaAxis *axis = frame->axis;
    const PathSegment segments[] = {{'M', {frame->x, frame->y}},
                                    {'L',
                                     {frame->x + (frame->across ? frame->length : 0),
                                      frame->y + (frame->across ? 0 : frame->length)}}};
    Mark mark = {.kind = MARK_PATH,
                 .stroke = vega_axis_color(axis, "domain", -1),
                 .stroke_width = vega_axis_number(axis, "domainWidth", -1, 1),
                 .as.path = {segments, 2}};
    vega_set_dash(&mark, vega_axis_value(axis, "domainDash", -1));
    scene_open_group(page->scene, "mark-rule role-axis-domain");
    scene_add(page->scene, &mark);
    scene_close_group(page->scene);
}

static const char *axis_title(const VegaAxis *axis)
{
    const char *title = axis->panel->axis_titles[axis->channel];
    return title && *title ? title : NULL;
}

static guint count_lines(const char *text)
{
    guint n = 1;
    for (; *text; text++)
        n += *text == '\n' ? 1 : 0;
    return n;
}

static void draw_title(VegaPage *page, const AxisFrame *frame, const char *title)
{
    const VegaAxis *axis = frame->axis;
    const gboolean across = frame->across;
    const char *where = vega_axis_text(axis, "titleAnchor");
    const char *align = vega_axis_text(axis, "titleAlign");
    const double share = g_strcmp0(where, "start") == 0 ? (across ? 0 : 1)
                         : g_strcmp0(where, "end") == 0 ? (across ? 1 : 0)
                                                        : 0.5;
    const double size = vega_axis_number(axis, "titleFontSize", -1, 11);
    VegaText style = {
        .size = size,
        .weight = vega_weight(vega_axis_value(axis, "titleFontWeight", -1), 700),
        .color = vega_axis_color(axis, "title", -1),
        .anchor = g_strcmp0(where, "start") == 0 ? ANCHOR_START
                  : g_strcmp0(where, "end") == 0 ? ANCHOR_END
                                                 : ANCHOR_MIDDLE,
        .baseline = axis->side == AXIS_BOTTOM ? BASELINE_TOP : BASELINE_BOTTOM,
        .angle = vega_axis_number(axis, "titleAngle", -1, across ? 0 : frame->out * 90),
        .italic = g_strcmp0(vega_axis_text(axis, "titleFontStyle"), "italic") == 0,
        .line_height = vega_axis_number(axis, "titleLineHeight", -1, size + 2),
        .limit = vega_axis_number(axis, "titleLimit", -1, 0),
    };
    if (align)
        style.anchor = vega_anchor(align);
    style.baseline = vega_baseline(vega_axis_text(axis, "titleBaseline"), style.baseline);
    /* lines go on downwards: only at the bottom is the first one next to the labels */
    const double lines = style.line_height * (count_lines(title) - 1);
    const double away = labels_extent(page, axis) + vega_axis_number(axis, "titlePadding", -1, 4) +
                        (axis->side == AXIS_BOTTOM ? 0 : lines);
    double x = across ? share * frame->length : frame->out * away;
    double y = across ? frame->out * away : share * frame->length;
    x = frame->x + vega_axis_number(axis, "titleX", -1, x);
    y = frame->y + vega_axis_number(axis, "titleY", -1, y);
    scene_open_group(page->scene, "mark-text role-axis-title");
    vega_text_add(page, title, x, y, &style);
    scene_close_group(page->scene);
}

/* ---- whole axes --------------------------------------------------------------------------------
 */

static void draw_main(VegaPage *page, const VegaAxis *axis, const double box[4])
{
    const AxisFrame frame = axis_frame(page, axis, box);
    const char *title = axis_title(axis);
    scene_open_group(page->scene, "mark-group role-axis");
    if (axis->ticks)
        draw_ticks(page, &frame);
    if (axis->labels)
        draw_labels(page, &frame);
    if (axis->domain && !page->reserved) /* what counts is how far ticks and texts reach */
        draw_domain(page, &frame);
    if (title)
        draw_title(page, &frame, title);
    scene_close_group(page->scene);
    if (page->reserved) { /* minExtent keeps room free */
        const double away = frame.out * labels_extent(page, axis);
        vega_reserve(page, frame.x + (frame.across ? 0 : fmin(away, 0)),
                     frame.y + (frame.across ? fmin(away, 0) : 0),
                     frame.x + (frame.across ? frame.length : fmax(away, 0)),
                     frame.y + (frame.across ? fmax(away, 0) : frame.length));
    }
}

static void draw_whole(VegaPage *page, gconstpointer data, double x, double y)
{
    const double corner[4] = {x, y, x, y};
    page->x = x;
    page->y = y;
    draw_main(page, data, corner);
}

/* px that the axis takes beyond what it stands at */
static double axis_extent(const VegaPage *page, const VegaAxis *axis)
{
    double box[4];
    vega_measure(page, draw_whole, axis, box);
    return reach_of(axis, box);
}

/* Above the marks lie axes that want to, and those of heat maps. */
static int pass_of(const VegaAxis *axis)
{
    const gboolean map = axis->layer->mark.type == SHAPE_RECT && channel_is_discrete(axis->spec);
    return vega_axis_number(axis, "zindex", -1, map ? 1 : 0) > 0 ? 1 : 0;
}

void vega_axes_draw(VegaPage *page, const gboolean which[2], int pass)
{
    double box[4];
    plot_box(page, box);
    for (int c = CHANNEL_X; !page->reserved && c <= CHANNEL_Y; c++) { /* a grid takes no room */
        g_auto(VegaAxis) axis;
        if (vega_axis_init(&axis, page, (Channel)c) && axis.grid && pass_of(&axis) == pass)
            draw_grid(page, &axis);
    }
    for (int c = CHANNEL_X; c <= CHANNEL_Y; c++) {
        g_auto(VegaAxis) axis;
        if (vega_axis_init(&axis, page, (Channel)c) && which[c] && pass_of(&axis) == pass)
            draw_main(page, &axis, box);
    }
}

double vega_axis_extent(const VegaPage *page, AxisSide side)
{
    g_auto(VegaAxis) axis;
    const Channel channel = side == AXIS_BOTTOM || side == AXIS_TOP ? CHANNEL_X : CHANNEL_Y;
    if (!vega_axis_init(&axis, page, channel) || axis.side != side)
        return 0;
    return axis_extent(page, &axis);
}

void vega_shared_axis_draw(VegaPage *page, AxisSide side, double bounds[4])
{
    g_auto(VegaAxis) axis;
    const Channel channel = side == AXIS_BOTTOM || side == AXIS_TOP ? CHANNEL_X : CHANNEL_Y;
    if (!vega_axis_init(&axis, page, channel) || axis.side != side)
        return;
    draw_main(page, &axis, bounds);
    bounds[edges[side]] += outwards(&axis) * axis_extent(page, &axis);
}
