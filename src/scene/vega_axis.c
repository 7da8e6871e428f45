/* Axes and grid lines as Vega draws them: at the left and the bottom of the plot. */
#include "scene/vega_ticks.h"

#include <math.h>

static double setting(const VegaPage *page, const char *name, double fallback)
{
    return config_number(page->config, "axis", name, fallback);
}

static const Color BLACK = {.alpha = 1};

/* px that the labels take away from the axis line, with their ticks */
static double labels_extent(const VegaPage *page, const VegaAxis *axis)
{
    const double size = setting(page, "labelFontSize", 10);
    const double angle = isnan(axis->angle) ? 0 : axis->angle * G_PI / 180;
    const gboolean across = axis->channel == CHANNEL_X;
    double most = 0;
    for (guint i = 0; axis->labels && i < axis->ticks_at->len; i++) {
        const VegaTick *tick = &g_array_index(axis->ticks_at, VegaTick, i);
        const double width = vega_text_width(page, tick->label, size, 400);
        const double away = fabs(across ? sin(angle) : cos(angle)) * width +
                            fabs(across ? cos(angle) : sin(angle)) * size;
        most = tick->shown ? fmax(most, away) : most;
    }
    const double tick_size = axis->ticks ? setting(page, "tickSize", 5) : 0;
    return tick_size + (axis->labels ? setting(page, "labelPadding", 2) + most : 0);
}

double vega_axis_extent(const VegaPage *page, Channel channel)
{
    g_auto(VegaAxis) axis;
    if (!vega_axis_init(&axis, page, channel))
        return 0;
    return labels_extent(page, &axis) +
           (page->chart->grammar.axis_titles[channel]
                ? setting(page, "titlePadding", 4) + setting(page, "titleFontSize", 11)
                : 0);
}

/* From the plot's left top corner: along the axis, and away from it. */
static void add_line(VegaPage *page, const VegaAxis *axis, double along, double from, double to,
                     const char *color)
{
    const Color stroke = config_color(page->config, "axis", color, BLACK);
    if (axis->channel == CHANNEL_X)
        vega_line_add(page, page->x + along, page->y + from, page->x + along, page->y + to, stroke,
                      1);
    else
        vega_line_add(page, page->x + from, page->y + along, page->x + to, page->y + along, stroke,
                      1);
}

static void draw_grid(VegaPage *page, const VegaAxis *axis)
{
    scene_open_group(page->scene, "mark-group role-axis");
    scene_open_group(page->scene, "mark-rule role-axis-grid");
    const double length = axis->channel == CHANNEL_X ? page->height : page->width;
    for (guint i = 0; i < axis->ticks_at->len; i++)
        add_line(page, axis, round(g_array_index(axis->ticks_at, VegaTick, i).place), 0, length,
                 "gridColor");
    scene_close_group(page->scene);
    scene_close_group(page->scene);
}

static void draw_ticks(VegaPage *page, const VegaAxis *axis)
{
    const double edge = axis->channel == CHANNEL_X ? page->height : 0;
    const double size = setting(page, "tickSize", 5) * (axis->channel == CHANNEL_X ? 1 : -1);
    scene_open_group(page->scene, "mark-rule role-axis-tick");
    for (guint i = 0; i < axis->ticks_at->len; i++)
        add_line(page, axis, round(g_array_index(axis->ticks_at, VegaTick, i).place), edge,
                 edge + size, "tickColor");
    scene_close_group(page->scene);
}

static void draw_labels(VegaPage *page, const VegaAxis *axis)
{
    const double away =
        (axis->ticks ? setting(page, "tickSize", 5) : 0) + setting(page, "labelPadding", 2);
    scene_open_group(page->scene, "mark-text role-axis-label");
    for (guint i = 0; i < axis->ticks_at->len; i++) {
        const VegaTick *tick = &g_array_index(axis->ticks_at, VegaTick, i);
        const VegaText style = {
            .size = setting(page, "labelFontSize", 10),
            .color = config_color(page->config, "axis", "labelColor", BLACK),
            .anchor = vega_axis_anchor(axis, tick),
            .baseline = axis->baseline,
            .angle = isnan(axis->angle) ? 0 : axis->angle,
        };
        if (!tick->shown)
            continue;
        if (axis->channel == CHANNEL_X)
            vega_text_add(page, tick->label, page->x + tick->place, page->y + page->height + away,
                          &style);
        else
            vega_text_add(page, tick->label, page->x - away, page->y + tick->place, &style);
    }
    scene_close_group(page->scene);
}

static void draw_domain(VegaPage *page, const VegaAxis *axis)
{
    const Color color = config_color(page->config, "axis", "domainColor", BLACK);
    const double bottom = page->y + page->height, right = page->x + page->width;
    scene_open_group(page->scene, "mark-rule role-axis-domain");
    if (axis->channel == CHANNEL_X)
        vega_line_add(page, page->x, bottom, right, bottom, color, 1);
    else
        vega_line_add(page, page->x, page->y, page->x, bottom, color, 1);
    scene_close_group(page->scene);
}

static void draw_title(VegaPage *page, const VegaAxis *axis, const char *title)
{
    const gboolean across = axis->channel == CHANNEL_X;
    const double away = labels_extent(page, axis) + setting(page, "titlePadding", 4);
    const VegaText style = {
        .size = setting(page, "titleFontSize", 11),
        .weight = 700,
        .color = config_color(page->config, "axis", "titleColor", BLACK),
        .anchor = ANCHOR_MIDDLE,
        .baseline = across ? BASELINE_TOP : BASELINE_BOTTOM,
        .angle = across ? 0 : -90,
    };
    scene_open_group(page->scene, "mark-text role-axis-title");
    if (across)
        vega_text_add(page, title, page->x + page->width / 2, page->y + page->height + away,
                      &style);
    else
        vega_text_add(page, title, page->x - away, page->y + page->height / 2, &style);
    scene_close_group(page->scene);
}

void vega_axes_draw(VegaPage *page, const gboolean which[2])
{
    page->x += 0.5; /* Vega's axis.translate: lines of one px lie on whole pixels */
    page->y += 0.5;
    for (int c = CHANNEL_X; c <= CHANNEL_Y; c++) {
        g_auto(VegaAxis) axis;
        if (vega_axis_init(&axis, page, (Channel)c) && axis.grid)
            draw_grid(page, &axis);
    }
    for (int c = CHANNEL_X; c <= CHANNEL_Y; c++) {
        g_auto(VegaAxis) axis;
        if (!vega_axis_init(&axis, page, (Channel)c) || !which[c])
            continue;
        const char *title = page->chart->grammar.axis_titles[c];
        scene_open_group(page->scene, "mark-group role-axis");
        if (axis.ticks)
            draw_ticks(page, &axis);
        if (axis.labels)
            draw_labels(page, &axis);
        if (axis.domain)
            draw_domain(page, &axis);
        if (title && *title)
            draw_title(page, &axis, title);
        scene_close_group(page->scene);
    }
    page->x -= 0.5;
    page->y -= 0.5;
}
