#include "scene/layout.h"

#include "scene/page.h"

#include <math.h>
#include <string.h>

static const double PANEL_HEADER = 1.5; /* of the label type, above a facet's plot */
static const double PANEL_GAP = 0.9;

/* ---- panels --------------------------------------------------------------------- */

/* A panel's share of the height: its categories, or one. */
static double panel_weight(const Panel *panel)
{
    const Scale *y = panel->scales[CHANNEL_Y];
    return y && scale_is_discrete(y) ? fmax(1, y->categories->len) : 1;
}

static void set_ranges(const Page *page, const PlacedPanel *placed)
{
    const Box *plot = &placed->plot;
    Scale *x = placed->panel->scales[CHANNEL_X], *y = placed->panel->scales[CHANNEL_Y];
    const double left = plot->x, right = plot->x + plot->width - page->room_right;
    const double top = plot->y, bottom = plot->y + plot->height;
    if (x)
        scale_set_range(x, x->reversed ? right : left, x->reversed ? left : right);
    if (y) {
        const gboolean down = scale_is_discrete(y) != y->reversed; /* categories from the top */
        scale_set_range(y, down ? top : bottom, down ? bottom : top);
    }
}

double panel_header_height(const Page *page, const Panel *panel)
{
    return panel->header ? PANEL_HEADER * page->preset->label : 0;
}

/* One above the other; heights by the number of categories, so that all rows of
 * the chart are equally high. */
static void place_panels_down(Page *page, const Box *area)
{
    const GPtrArray *panels = page->chart->panels;
    const double gap = PANEL_GAP * page->preset->label;
    const double left = axis_y_width(page) + page->room_left;
    double fixed = axis_x_height(page, panels->pdata[0]), weight = 0;
    for (guint p = 0; p < panels->len; p++) {
        fixed += panel_header_height(page, panels->pdata[p]) + (p > 0 ? gap : 0);
        weight += panel_weight(panels->pdata[p]);
    }
    double y = area->y;
    for (guint p = 0; p < panels->len; p++) {
        const Panel *panel = panels->pdata[p];
        y += panel_header_height(page, panel) + (p > 0 ? gap : 0);
        const double height = fmax(10, (area->height - fixed) * panel_weight(panel) / weight);
        page->panels[p] = (PlacedPanel){panel, {area->x + left, y, area->width - left, height}};
        y += height;
    }
}

/* Side by side, equally wide; only the first has labels on its y axis. */
static void place_panels_across(Page *page, const Box *area)
{
    const GPtrArray *panels = page->chart->panels;
    const double gap = 2 * PANEL_GAP * page->preset->label;
    const double labels = axis_y_width(page);
    const double width = (area->width - labels - gap * (panels->len - 1)) / panels->len;
    for (guint p = 0; p < panels->len; p++) {
        const Panel *panel = panels->pdata[p];
        const double top = panel_header_height(page, panel);
        page->panels[p] =
            (PlacedPanel){panel,
                          {area->x + labels + p * (width + gap) + page->room_left, area->y + top,
                           fmax(10, width - page->room_left),
                           fmax(10, area->height - top - axis_x_height(page, panel))}};
    }
}

static void place_panels(Page *page, const Box *area)
{
    if (page->chart->across)
        place_panels_across(page, area);
    else
        place_panels_down(page, area);
    for (guint p = 0; p < page->chart->panels->len; p++)
        set_ranges(page, &page->panels[p]);
}

static void draw_header(Page *page, const PlacedPanel *placed)
{
    if (!placed->panel->header)
        return;
    const double size = page->preset->label;
    const TextStyle style = {.size = size, .weight = 700, .color = page->theme->text};
    scene_open_group(page->scene, "role-row-header");
    const double x = page->chart->across ? placed->plot.x - page->room_left : page->preset->margin;
    g_autofree char *shown = text_fit(page, chart_translate(page->chart, placed->panel->header),
                                      placed->plot.x + placed->plot.width - x, size, 700);
    text_add(page, shown, NULL, x, placed->plot.y - size * 0.5, &style);
    scene_close_group(page->scene);
}

/* Texts that would stick out of the plots get room: the scales shrink until
 * they fit; three rounds are enough, since each narrows the gap. */
static void make_room(Page *page, const Box *area)
{
    page->measuring = TRUE;
    for (int round = 0; round < 3; round++) {
        place_panels(page, area);
        double over_right = 0, over_left = 0;
        for (guint p = 0; p < page->chart->panels->len; p++) {
            PlacedPanel *placed = &page->panels[p];
            page->extent.width = -1;
            for (guint i = 0; i < placed->panel->layers->len; i++)
                layer_draw(page, placed, placed->panel->layers->pdata[i]);
            if (page->extent.width < 0)
                continue;
            over_right = fmax(over_right, page->extent.x + page->extent.width - placed->plot.x -
                                              placed->plot.width);
            over_left = fmax(over_left, placed->plot.x - page->extent.x);
        }
        if (over_right <= 0.5 && over_left <= 0.5)
            break;
        page->room_right = fmin(page->room_right + fmax(0, over_right), area->width * 0.4);
        page->room_left = fmin(page->room_left + fmax(0, over_left), area->width * 0.3);
    }
    place_panels(page, area);
    page->measuring = FALSE;
}

static void draw_panels(Page *page)
{
    const guint n = page->chart->panels->len;
    for (guint p = 0; p < n; p++) {
        PlacedPanel *placed = &page->panels[p];
        g_array_set_size(page->obstacles, 0);
        scene_open_group(page->scene, "role-scope cell");
        draw_header(page, placed);
        axis_draw_grid(page, placed);
        for (guint i = 0; i < placed->panel->layers->len; i++)
            layer_draw(page, placed, placed->panel->layers->pdata[i]);
        const gboolean across = page->chart->across;
        axis_draw(page, placed, across || p + 1 == n, !across || p == 0);
        scene_close_group(page->scene);
    }
}

/* ---- the whole page ----------------------------------------------------------------- */

static void lay_out(Page *page)
{
    const Preset *preset = page->preset;
    citations_collect(page);
    const double heading = heading_height(page), legend = legend_height(page);
    const double sources = sources_height(page);
    const double top = preset->margin * 0.8;
    const double gap = preset->label * (legend > 0 ? 0.9 : 1.4);
    const gboolean y_title = axis_title(page, CHANNEL_Y) != NULL;
    Box area = {preset->margin, top + heading + legend + gap + (y_title ? preset->label : 0),
                preset->width - 2 * preset->margin, 0};
    area.height = page->scene->height - area.y - sources - preset->margin * 0.6;
    make_room(page, &area);
    heading_draw(page, top);
    legend_draw(page, top + heading);
    draw_panels(page);
    sources_draw(page, page->scene->height - preset->margin * 0.6 - sources + preset->small * 0.6);
}

static double scene_height(const Chart *chart, const Preset *preset)
{
    if (preset->height > 0)
        return preset->height;
    return round(preset->width * (isnan(chart->wishes.aspect) ? 0.75 : chart->wishes.aspect));
}

/* Patterns shrink with small pictures, but not so far that their lines run together. */
static double hatching_scale(const Preset *preset)
{
    return fmax(preset->unit, 0.75);
}

Scene *layout_scene(const Chart *chart, const char *name, const Variant *variant,
                    Findings *findings)
{
    const Preset *preset = variant->preset;
    Scene *scene = scene_new(name, preset->width, scene_height(chart, preset));
    Page page = {
        .chart = chart,
        .preset = preset,
        .theme = variant->theme,
        .locale = chart->arena->locale,
        .language = variant->language,
        .findings = findings,
        .scene = scene,
        .source_numbers = g_hash_table_new(NULL, NULL),
        .drawn = g_hash_table_new(NULL, NULL),
        .panels = g_new0(PlacedPanel, MAX(chart->panels->len, 1)),
        .obstacles = g_array_new(FALSE, FALSE, sizeof(Box)),
    };
    scene->variant = *variant;
    if (chart->own_figures)
        scene->choice = chart->own_figures->order;
    scene->background = page.theme->background;
    if (variant->transparent) /* nor are halos and empty shapes */
        scene->background.alpha = 0;
    scene->hatching = page.theme->hatching;
    scene->hatching.period *= hatching_scale(preset);
    scene->hatching.width *= hatching_scale(preset);
    g_free(scene->title);
    scene->title = g_strdup(chart->title ? chart_translate(chart, chart->title) : "");
    g_free(scene->description);
    scene->description =
        g_strdup(chart->description ? chart_translate(chart, chart->description) : scene->title);
    g_free(scene->font);
    scene->font = g_strdup(page.theme->font);

    const guint before = findings_count(findings, LEVEL_ERROR);
    lay_out(&page);
    g_hash_table_unref(page.source_numbers);
    g_hash_table_unref(page.drawn);
    g_free(page.panels);
    g_array_unref(page.obstacles);
    if (findings_count(findings, LEVEL_ERROR) > before) {
        scene_free(scene);
        return NULL;
    }
    return scene;
}
