/* Axes: grid, room for labels, titles.  The x axis stands under the last panel, the
 * y axis left of each; its title stands above, never turned. */
#include "scene/axis.h"

#include <math.h>
#include <string.h>

const cJSON *axis_json(const Page *page, Channel channel)
{
    const ChannelSpec *spec = page->chart->axes[channel];
    return spec && cJSON_IsObject(spec->axis) ? spec->axis : NULL;
}

static gboolean axis_is_there(const Page *page, Channel channel)
{
    const ChannelSpec *spec = page->chart->axes[channel];
    return spec && !spec->no_axis && !(channel == CHANNEL_X && page->bare_x);
}

const char *axis_title(const Page *page, Channel channel)
{
    const ChannelSpec *spec = page->chart->axes[channel];
    const cJSON *json = axis_json(page, channel);
    if (!axis_is_there(page, channel))
        return NULL;
    const char *title = json_member(json, "title") ? json_string(json, "title")
                        : spec->has_title          ? spec->title
                                                   : NULL;
    return chart_translate(page->chart, title);
}

/* ---- room ---------------------------------------------------------------------- */

gboolean axis_has_labels(const Page *page, Channel channel)
{
    return axis_is_there(page, channel) && json_flag(axis_json(page, channel), "labels", TRUE);
}

static double widest_label(const Page *page, const Scale *scale, double length)
{
    g_autoptr(GArray) ticks = axis_ticks((Page *)page, scale, CHANNEL_Y, length);
    double widest = 0;
    for (guint i = 0; i < ticks->len; i++)
        widest = fmax(widest, text_width(page, g_array_index(ticks, Tick, i).label,
                                         page->preset->label, 400));
    return widest;
}

double axis_y_width(const Page *page)
{
    if (!axis_has_labels(page, CHANNEL_Y))
        return 0;
    double widest = 0;
    for (guint p = 0; p < page->chart->panels->len; p++) {
        const Scale *scale = ((const Panel *)page->chart->panels->pdata[p])->scales[CHANNEL_Y];
        /* how many ticks there will be, and so their decimals, depends on a height
         * that is not known yet */
        const double height = page->scene->height;
        for (double length = height; scale && length > height / 16; length /= 2)
            widest = fmax(widest, widest_label(page, scale, length));
    }
    return fmin(widest, axis_label_widest(page)) + page->preset->label * 0.7;
}

/* ---- drawing --------------------------------------------------------------------- */

static void add_line(Page *page, double x1, double y1, double x2, double y2, Color color,
                     double width)
{
    const PathSegment segments[] = {{'M', {x1, y1}}, {'L', {x2, y2}}};
    const Mark mark = {
        .kind = MARK_PATH, .stroke = color, .stroke_width = width, .as.path = {segments, 2}};
    scene_add(page->scene, &mark);
}

/* Whether values go both ways from here. */
static gboolean is_inner_zero(const Scale *scale, double at)
{
    return scale->type == SCALE_LINEAR && scale->domain[0] * scale->domain[1] < 0 &&
           fabs(at - scale_number_position(scale, 0)) < 0.01;
}

static void draw_grid_of(Page *page, const PlacedPanel *placed, Channel channel)
{
    const Scale *scale = placed->panel->scales[channel];
    const gboolean across = channel == CHANNEL_X;
    if (!scale || !axis_is_there(page, channel) ||
        !json_flag(axis_json(page, channel), "grid", !scale_is_discrete(scale)))
        return;
    const Box *plot = &placed->plot;
    g_autoptr(GArray) ticks = axis_ticks(page, scale, channel, across ? plot->width : plot->height);
    for (guint i = 0; i < ticks->len; i++) {
        const double at = g_array_index(ticks, Tick, i).position;
        if (!isfinite(at))
            continue;
        const Color color = is_inner_zero(scale, at) ? page->theme->axis : page->theme->grid;
        const double width = page->theme->grid_width * page->preset->unit;
        if (across)
            add_line(page, at, plot->y, at, plot->y + plot->height, color, width);
        else
            add_line(page, plot->x, at, plot->x + plot->width, at, color, width);
    }
}

void axis_draw_grid(Page *page, const PlacedPanel *placed)
{
    scene_open_group(page->scene, "role-axis-grid");
    draw_grid_of(page, placed, CHANNEL_Y);
    draw_grid_of(page, placed, CHANNEL_X);
    scene_close_group(page->scene);
}

/* Of all that stands under the plot: the labels and the title. */
double axis_x_height(const Page *page, const Panel *panel)
{
    const double height = axis_label_height(page, panel);
    return height + (axis_title(page, CHANNEL_X) ? page->preset->label * 1.45 : 0);
}

static void draw_title(Page *page, const PlacedPanel *placed, Channel channel)
{
    const char *title = axis_title(page, channel);
    if (!title)
        return;
    const double size = page->preset->label;
    const Box *plot = &placed->plot;
    const TextStyle style = {.size = size,
                             .color = page->theme->muted,
                             .anchor = channel == CHANNEL_X ? ANCHOR_END : ANCHOR_START};
    scene_open_group(page->scene, "role-axis-title");
    const double labels = axis_label_height(page, placed->panel);
    if (channel == CHANNEL_X)
        text_add(page, title, NULL, plot->x + plot->width,
                 plot->y + plot->height + (labels > 0 ? labels + size * 1.1 : size * 1.2), &style);
    else
        text_add(page, title, NULL, page->preset->margin,
                 plot->y - panel_header_height(page, placed->panel) - size * 0.7, &style);
    scene_close_group(page->scene);
}

void axis_draw(Page *page, const PlacedPanel *placed, gboolean labels_x, gboolean labels_y)
{
    for (int c = CHANNEL_X; c <= CHANNEL_Y; c++) {
        const Scale *scale = placed->panel->scales[c];
        if (!scale || !axis_has_labels(page, (Channel)c) || !(c == CHANNEL_X ? labels_x : labels_y))
            continue;
        g_autoptr(GArray) ticks = axis_ticks(
            page, scale, (Channel)c, c == CHANNEL_X ? placed->plot.width : placed->plot.height);
        scene_open_group(page->scene, "role-axis-label");
        axis_label_draw(page, placed, (Channel)c, ticks);
        scene_close_group(page->scene);
    }
    if (labels_x)
        draw_title(page, placed, CHANNEL_X);
    if (placed == page->panels)
        draw_title(page, placed, CHANNEL_Y);
}
