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

/* box: what the axis stands at an edge of; the grid spans the plot. */
static AxisFrame axis_frame(const VegaPage *page, const VegaAxis *axis, const double box[4])
{
    const double offset = vega_axis_number(axis, "offset", -1, 0);
    const double position = vega_axis_number(axis, "position", -1, 0);
    const double translate = vega_axis_number(axis, "translate", -1, 0.5);
    const gboolean across = axis->channel == CHANNEL_X;
    AxisFrame frame = {.axis = axis,
                       .out = axis->side == AXIS_BOTTOM || axis->side == AXIS_RIGHT ? 1 : -1,
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
    double sum = 0;
    for (const cJSON *item = cJSON_IsArray(dash) ? dash->child : NULL;
         item && mark.n_dash < G_N_ELEMENTS(mark.dash); item = item->next) {
        sum += item->valuedouble;
        mark.dash[mark.n_dash++] = item->valuedouble;
    }
    if (!(sum > 0) || mark.n_dash % 2)
        mark.n_dash = 0;
    scene_add(page->scene, &mark);
}

/* ---- grid and ticks ----------------------------------------------------------------------------
 */

/* Places of ticks and grid lines: those of the labels, or (tickBand) the edges of the bands. */
static GArray *line_places(const VegaAxis *axis, const char *offset_name)
{
    GArray *places = g_array_new(FALSE, FALSE, sizeof(double));
    const gboolean extent = g_strcmp0(vega_axis_text(axis, "tickBand"), "extent") == 0 &&
                            axis->scale->type == SCALE_BAND;
    const double half = scale_step(axis->scale) / 2;
    const gboolean rounded = vega_axis_flag(axis, "tickRound", TRUE);
    for (guint i = 0; i < axis->ticks_at->len; i++) {
        const VegaTick *tick = &g_array_index(axis->ticks_at, VegaTick, i);
        double place = tick->place + vega_axis_number(axis, offset_name, (int)i, 0);
        if (extent)
            place -= half;
        place = rounded ? round(place) : place;
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
    g_autoptr(GArray) places = line_places(axis, "tickOffset");
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
    g_autoptr(GArray) places = line_places(axis, "tickOffset");
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
    };
}

static void draw_labels(VegaPage *page, const AxisFrame *frame)
{
    const VegaAxis *axis = frame->axis;
    scene_open_group(page->scene, "mark-text role-axis-label");
    for (guint i = 0; i < axis->ticks_at->len; i++) {
        const VegaTick *tick = &g_array_index(axis->ticks_at, VegaTick, i);
        const VegaText style = label_style(axis, (int)i);
        const double along = tick->place + vega_axis_number(axis, "labelOffset", (int)i, 0);
        const double away = frame->out * label_gap(axis, (int)i);
        if (!tick->shown || !*tick->label || !(style.color.alpha > 0))
            continue;
        vega_text_add(page, tick->label, frame->x + (frame->across ? along : away),
                      frame->y + (frame->across ? away : along), &style);
    }
    scene_close_group(page->scene);
}

/* How far a label reaches out of the axis, from the line. */
static double label_reach(const VegaPage *page, const VegaAxis *axis, guint i)
{
    const VegaTick *tick = &g_array_index(axis->ticks_at, VegaTick, i);
    const VegaText style = label_style(axis, (int)i);
    const double width = vega_text_width(page, tick->label, style.size, style.weight);
    const double turn = style.angle * G_PI / 180;
    const gboolean across = axis->channel == CHANNEL_X;
    const double along = fabs(across ? sin(turn) : cos(turn)) * width;
    const double thick = fabs(across ? cos(turn) : sin(turn)) * style.size;
    const double out = axis->side == AXIS_BOTTOM || axis->side == AXIS_RIGHT ? 1 : -1;
    /* the text leads from its anchor one way, the other, or both */
    const double share = style.anchor == ANCHOR_START ? 0 : style.anchor == ANCHOR_MIDDLE ? 0.5 : 1;
    const double way =
        across ? sin(turn) : cos(turn); /* of the text's direction, px down or right */
    const double ends[2] = {-share * (way < 0 ? -along : along),
                            (1 - share) * (way < 0 ? -along : along)};
    const double text_out = fmax(out * ends[0], out * ends[1]);
    const double beyond = fabs(way) > 0.9 ? thick / 2 : thick;
    return label_gap(axis, (int)i) + fmax(0, text_out) + (fabs(way) > 0.9 ? 0 : beyond);
}

/* px that ticks and labels take away from the axis line */
static double labels_extent(const VegaPage *page, const VegaAxis *axis)
{
    double most = 0;
    for (guint i = 0; axis->ticks && i < axis->ticks_at->len; i++)
        most = fmax(most, vega_axis_number(axis, "tickSize", (int)i, 5));
    for (guint i = 0; axis->labels && i < axis->ticks_at->len; i++) {
        if (g_array_index(axis->ticks_at, VegaTick, i).shown)
            most = fmax(most, label_reach(page, axis, i));
    }
    most = fmin(most, vega_axis_number(axis, "maxExtent", -1, INFINITY));
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
    const Mark mark = {.kind = MARK_PATH,
                       .stroke = vega_axis_color(axis, "domain", -1),
                       .stroke_width = vega_axis_number(axis, "domainWidth", -1, 1),
                       .as.path = {segments, 2}};
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

/* px that the axis takes: labels, and the title where it stands by itself */
static double axis_extent(const VegaPage *page, const VegaAxis *axis)
{
    const char *title = axis_title(axis);
    const double labels = labels_extent(page, axis) + vega_axis_number(axis, "offset", -1, 0);
    if (!title || vega_axis_value(axis, axis->channel == CHANNEL_X ? "titleY" : "titleX", -1))
        return labels;
    const double size = vega_axis_number(axis, "titleFontSize", -1, 11);
    const double line = vega_axis_number(axis, "titleLineHeight", -1, size + 2);
    return labels + vega_axis_number(axis, "titlePadding", -1, 4) + size +
           line * (count_lines(title) - 1);
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
    const double away = labels_extent(page, axis) + vega_axis_number(axis, "titlePadding", -1, 4);
    const double size = vega_axis_number(axis, "titleFontSize", -1, 11);
    VegaText style = {
        .size = size,
        .weight = vega_weight(vega_axis_value(axis, "titleFontWeight", -1), 700),
        .color = vega_axis_color(axis, "title", -1),
        .anchor = g_strcmp0(where, "start") == 0 ? ANCHOR_START
                  : g_strcmp0(where, "end") == 0 ? ANCHOR_END
                                                 : ANCHOR_MIDDLE,
        .baseline = axis->side == AXIS_BOTTOM ? BASELINE_TOP : BASELINE_BOTTOM,
        .angle = vega_axis_number(axis, "titleAngle", -1,
                                  across                     ? 0
                                  : axis->side == AXIS_RIGHT ? 90
                                                             : -90),
    };
    if (align)
        style.anchor = vega_anchor(align);
    style.baseline = vega_baseline(vega_axis_text(axis, "titleBaseline"), style.baseline);
    double x = frame->x + (across ? share * frame->length : frame->out * away);
    double y = frame->y + (across ? frame->out * away : share * frame->length);
    x = frame->x + vega_axis_number(axis, "titleX", -1, x - frame->x);
    y = frame->y + vega_axis_number(axis, "titleY", -1, y - frame->y);
    g_auto(GStrv) lines = g_strsplit(title, "\n", -1);
    const double height = vega_axis_number(axis, "titleLineHeight", -1, size + 2);
    const double limit = vega_axis_number(axis, "titleLimit", -1, 0);
    const guint n = g_strv_length(lines);
    const double turn = style.angle * G_PI / 180;
    for (guint i = 0; i < n; i++) {
        char *cut = vega_text_limit(page, lines[i], limit, size);
        g_free(lines[i]);
        lines[i] = cut;
    }
    /* the first line is next to the labels only at the bottom */
    const double up = axis->side == AXIS_BOTTOM ? 0 : height * (n - 1.0);
    g_autofree char *whole = g_strjoinv("\n", lines);
    style.line_height = height;
    scene_open_group(page->scene, "mark-text role-axis-title");
    vega_text_add(page, whole, x + sin(turn) * up, y - cos(turn) * up, &style);
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
    if (axis->domain)
        draw_domain(page, &frame);
    if (title)
        draw_title(page, &frame, title);
    scene_close_group(page->scene);
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
    for (int c = CHANNEL_X; c <= CHANNEL_Y; c++) {
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

void vega_shared_axis_draw(VegaPage *page, Channel channel, const double box[4],
                           double extents[N_AXIS_SIDES])
{
    g_auto(VegaAxis) axis;
    memset(extents, 0, N_AXIS_SIDES * sizeof *extents);
    if (!vega_axis_init(&axis, page, channel))
        return;
    draw_main(page, &axis, box);
    extents[axis.side] = axis_extent(page, &axis);
}
