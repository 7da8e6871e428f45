/*
 * A page around its views: Vega's autosize "pad".  A view is a plot, panels of a facet, or views
 * side by side; each is drawn once to see how far it reaches, then in its place.
 */
#include "scene/layout.h"
#include "scene/symbol_set.h"
#include "scene/vega_grid.h"
#include "scene/vega_page.h"

#include <math.h>
#include <string.h>

/* ---- measuring --------------------------------------------------------------------------------
 */

static void extend(double box[4], const double by[4])
{
    box[0] = fmin(box[0], by[0]);
    box[1] = fmin(box[1], by[1]);
    box[2] = fmax(box[2], by[2]);
    box[3] = fmax(box[3], by[3]);
}

void vega_measure(const VegaPage *page, VegaDraw draw, gconstpointer what, double box[4])
{
    double reserved[4] = {INFINITY, INFINITY, -INFINITY, -INFINITY}, drawn[4];
    VegaPage scratch = *page;
    scratch.scene = scene_new("scratch", 1, 1);
    scratch.reserved = reserved;
    draw(&scratch, what, 0, 0);
    if (scene_extent(scratch.scene, drawn))
        extend(reserved, drawn);
    for (int e = 0; e < 4; e++)
        box[e] = reserved[0] <= reserved[2] ? reserved[e] : 0;
    scene_free(scratch.scene);
}

void vega_reserve(VegaPage *page, double left, double top, double right, double bottom)
{
    const double box[4] = {left, top, right, bottom};
    if (page->reserved)
        extend(page->reserved, box);
}

const double *vega_view_box(const VegaPage *page, const Chart *chart)
{
    double *box = g_hash_table_lookup(page->boxes, chart);
    if (!box) {
        box = g_new(double, 4);
        vega_measure(page, (VegaDraw)vega_view_draw, chart, box);
        g_hash_table_insert(page->boxes, (gpointer)chart, box);
    }
    return box;
}

/* ---- plots -------------------------------------------------------------------------------------
 */

void vega_use_panel(VegaPage *page, const Panel *panel, double x, double y)
{
    page->panel = panel;
    page->x = x;
    page->y = y;
    page->width = panel->size[CHANNEL_X];
    page->height = panel->size[CHANNEL_Y];
}

/* What the view says of its surface, else the config. */
static const cJSON *surface_value(const VegaPage *page, const Chart *chart, const char *name)
{
    const cJSON *own = json_member(chart->grammar.surface, name);
    return own ? own : config_value(page->config, "view", name);
}

static double surface_number(const VegaPage *page, const Chart *chart, const char *name,
                             double fallback)
{
    const cJSON *value = surface_value(page, chart, name);
    return cJSON_IsNumber(value) ? value->valuedouble : fallback;
}

static Color surface_color(const VegaPage *page, const Chart *chart, const char *name,
                           const char *opacity)
{
    Color color = COLOR_NONE;
    const char *text = cJSON_GetStringValue(surface_value(page, chart, name));
    if (text)
        color_parse(text, &color);
    const double share =
        surface_number(page, chart, "opacity", 1) * surface_number(page, chart, opacity, 1);
    color.alpha *= CLAMP(share, 0, 1);
    return color;
}

/* Also where the outline is transparent: the colour counts by being there. */
static double surface_stroke(const VegaPage *page, const Chart *chart)
{
    const char *color = cJSON_GetStringValue(surface_value(page, chart, "stroke"));
    const gboolean stroked = color && *color && surface_number(page, chart, "opacity", 1) != 0 &&
                             surface_number(page, chart, "strokeOpacity", 1) != 0;
    return stroked ? fmax(surface_number(page, chart, "strokeWidth", 1), 0) : 0;
}

void vega_surface_draw(VegaPage *page)
{
    const Chart *chart = page->chart;
    vega_reserve(page, page->x, page->y, page->x + page->width, page->y + page->height);
    if (page->reserved) /* what surrounds a plot stands by the plot, not by its outline */
        return;
    Mark mark = {
        .kind = MARK_RECT,
        .role = "background",
        .fill = surface_color(page, chart, "fill", "fillOpacity"),
        .stroke = surface_color(page, chart, "stroke", "strokeOpacity"),
        .stroke_width = surface_stroke(page, chart),
        .as.rect = {page->x + 0.5, page->y + 0.5, page->width, page->height,
                    fmax(surface_number(page, chart, "cornerRadius", 0), 0)},
    };
    vega_set_dash(&mark, surface_value(page, chart, "strokeDash"));
    scene_add(page->scene, &mark);
}

void vega_cell_measure(VegaPage *page, VegaDraw draw, gconstpointer what, const Chart *chart,
                       GridCell *cell)
{
    vega_measure(page, draw, what, cell->full);
    for (int e = 0; chart && e < 4; e++) /* an outline makes all of it larger */
        cell->full[e] += (e < 2 ? -0.5 : 0.5) * surface_stroke(page, chart);
    memcpy(cell->box, cell->full, sizeof cell->box);
}

void vega_cell_flush(const Panel *plot, GridCell *cell)
{
    const double box[4] = {0, 0, plot ? plot->size[CHANNEL_X] : 0,
                           plot ? plot->size[CHANNEL_Y] : 0};
    memcpy(cell->box, box, sizeof box);
}

void vega_layers_draw(VegaPage *page)
{
    for (guint i = 0; i < page->panel->layers->len; i++)
        vega_layer_draw(page, page->panel->layers->pdata[i]);
}

/* Layers with scales of their own lie over each other.  A facet draws the axes that its cells
 * share. */
static void draw_plot(VegaPage *page, const Chart *chart, double x, double y, VegaAround *around)
{
    static const gboolean both[2] = {TRUE, TRUE};
    const Chart *facet = chart->grammar.facet;
    const gboolean *axes = facet ? facet->grammar.own_axes : both;
    double extents[N_AXIS_SIDES] = {0};
    double grouped[4] = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    page->grouped = grouped;
    if (!facet)
        scene_open_group(page->scene, "mark-group role-frame root");
    vega_use_panel(page, chart->panels->pdata[0], x, y);
    vega_surface_draw(page);
    for (guint p = 0; p < chart->panels->len; p++) {
        vega_use_panel(page, chart->panels->pdata[p], x, y);
        vega_axes_draw(page, axes, 0);
        for (int side = 0; side < N_AXIS_SIDES; side++)
            extents[side] = fmax(extents[side], vega_axis_extent(page, (AxisSide)side));
    }
    for (guint p = 0; p < chart->panels->len; p++) {
        vega_use_panel(page, chart->panels->pdata[p], x, y);
        vega_layers_draw(page);
    }
    for (guint p = 0; p < chart->panels->len; p++) {
        vega_use_panel(page, chart->panels->pdata[p], x, y);
        vega_axes_draw(page, axes, 1);
    }
    if (!facet)
        scene_close_group(page->scene);
    around->plots = (VegaBox){x, y, x + page->width, y + page->height};
    around->outer =
        (VegaBox){fmin(x - extents[AXIS_LEFT], grouped[0]), fmin(y - extents[AXIS_TOP], grouped[1]),
                  fmax(x + page->width + extents[AXIS_RIGHT], grouped[2]),
                  fmax(y + page->height + extents[AXIS_BOTTOM], grouped[3])};
    page->grouped = NULL;
}

/* ---- views -------------------------------------------------------------------------------------
 */

gboolean vega_is_plot(const Chart *chart)
{
    return !chart->grammar.children;
}

/* Stands for a view that was measured before. */
static void draw_measured(VegaPage *page, gconstpointer chart, double x, double y)
{
    (void)x, (void)y;
    const double *box = vega_view_box(page, chart);
    vega_reserve(page, box[0], box[1], box[2], box[3]);
}

static void draw_children(VegaPage *page, const Chart *chart, double x, double y,
                          VegaAround *around)
{
    const GPtrArray *children = chart->grammar.children;
    g_autofree GridCell *cells = g_new0(GridCell, children->len);
    for (guint i = 0; i < children->len; i++) {
        const Chart *child = children->pdata[i];
        const gboolean plot = vega_is_plot(child);
        vega_cell_measure(page, draw_measured, child, plot ? child : NULL, &cells[i]);
        if (chart->grammar.grid.flush)
            vega_cell_flush(plot ? child->panels->pdata[0] : NULL, &cells[i]);
    }
    vega_grid_place(cells, children->len, &chart->grammar.grid);
    for (guint i = 0; i < children->len; i++) {
        scene_open_group(page->scene, "mark-group role-scope concat_group");
        vega_view_draw(page, children->pdata[i], x + cells[i].x, y + cells[i].y);
        scene_close_group(page->scene);
    }
    double box[4];
    vega_grid_extent(cells, children->len, box);
    vega_reserve(page, x + box[0], y + box[1], x + box[2], y + box[3]); /* with their outlines */
    around->plots = around->outer = (VegaBox){x + box[0], y + box[1], x + box[2], y + box[3]};
}

static gboolean any_shows(const GPtrArray *layers, Channel channel)
{
    for (guint i = 0; i < layers->len; i++) {
        if (channel_has_scale(&((const Layer *)layers->pdata[i])->channels[channel]))
            return TRUE;
    }
    return FALSE;
}

/* Those that this view is to draw; they explain the layers of all its plots. */
static void draw_legends(VegaPage *page, const Chart *chart, const VegaAround *around)
{
    Chart own = *chart;
    Panel all = *page->panel;
    g_autoptr(GPtrArray) layers = g_ptr_array_new();
    for (guint p = 0; p < chart->panels->len; p++)
        g_ptr_array_extend(layers, ((const Panel *)chart->panels->pdata[p])->layers, NULL, NULL);
    for (int c = 0; c < N_CHANNELS; c++) {
        if (chart->grammar.unexplained[c] || !any_shows(layers, (Channel)c))
            own.grammar.marks[c] = NULL;
    }
    all.layers = layers;
    page->chart = &own;
    page->panel = &all;
    vega_legends_draw(page, &around->plots, &around->outer);
    page->chart = chart;
    page->panel = chart->panels->pdata[0];
}

static void draw_body(VegaPage *page, const Chart *chart, double x, double y)
{
    const Chart *outer = page->chart;
    page->chart = chart;
    VegaAround around;
    if (chart->grammar.cells)
        vega_facet_draw(page, chart, x, y, &around);
    else if (chart->grammar.children)
        draw_children(page, chart, x, y, &around);
    else
        draw_plot(page, chart, x, y, &around);
    page->chart = chart;
    vega_use_panel(page, chart->panels->pdata[0], x, y);
    draw_legends(page, chart, &around);
    page->chart = outer;
}

void vega_view_draw(VegaPage *page, const Chart *chart, double x, double y)
{
    const Chart *outer = page->chart;
    draw_body(page, chart, x, y);
    page->chart = chart;
    if (chart->title) {
        double box[4];
        vega_measure(page, (VegaDraw)draw_body, chart, box);
        for (int e = 0; e < 4; e++)
            box[e] += e % 2 == 0 ? x : y;
        const Panel *panel = chart->panels->pdata[0];
        const gboolean plot = vega_is_plot(chart);
        vega_title_draw(page, box, x, y, plot ? panel->size[CHANNEL_X] : 0,
                        plot ? panel->size[CHANNEL_Y] : 0, !plot);
    }
    page->chart = outer;
}

static Scene *scene_named(const Chart *chart, const char *name, double width, double height)
{
    Scene *scene = scene_new(name, width, height);
    scene->background = chart->grammar.background;
    g_free(scene->title);
    scene->title = g_strdup(chart->title ? chart->title : name);
    g_free(scene->description);
    scene->description = g_strdup(chart->description ? chart->description : scene->title);
    g_free(scene->font);
    scene->font = g_strdup(config_text(chart->config, "", "font"));
    return scene;
}

/* A plot that takes the room of its steps in one direction fits in the other one, whichever the
 * spec names (Vega-Lite's getTopLevelProperties). */
static void heed_steps(const Chart *chart, gboolean fit[2])
{
    if (!vega_is_plot(chart) || !(fit[CHANNEL_X] || fit[CHANNEL_Y]))
        return;
    const gboolean steps[2] = {chart_has_steps(chart, CHANNEL_X),
                               chart_has_steps(chart, CHANNEL_Y)};
    for (int c = CHANNEL_X; c <= CHANNEL_Y && (steps[0] || steps[1]); c++)
        fit[c] = !steps[c];
}

/* Vega's autosize "fit": what stands around the plot at its full size takes its room from it. */
static void fit_plot(VegaPage *page, Chart *chart)
{
    Fit *fit = &chart->grammar.fit;
    const double *padding = chart->grammar.padding, *box = vega_view_box(page, chart);
    double size[2];
    gboolean smaller = FALSE;
    heed_steps(chart, fit->plot);
    for (int c = CHANNEL_X; c <= CHANNEL_Y; c++) {
        const double plot = chart_common_size(chart, (Channel)c);
        const double around = fmax(ceil(-box[c]), 0) + fmax(ceil(box[c + 2] - plot), 0) +
                              (fit->pads_inside ? padding[c] + padding[c + 2] : 0);
        size[c] = NAN;
        if (!fit->plot[c] || isnan(plot))
            continue;
        size[c] = fmax(plot - around, 0);
        fit->plot[c] = FALSE; /* it fits now, however often it is laid out */
        smaller = TRUE;
    }
    if (smaller) {
        chart_resize(chart, size);
        g_hash_table_remove_all(page->boxes);
        g_hash_table_remove_all(page->symbols);
    }
}

Scene *vega_layout_scene(Chart *chart, const char *name)
{
    g_autoptr(GHashTable) boxes = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    g_autoptr(GHashTable) symbols =
        g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)symbol_set_unref);
    g_autoptr(GHashTable) gradients =
        g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)gradient_unref);
    VegaPage page = {
        .chart = chart,
        .config = chart->config,
        .font = config_text(chart->config, "", "font"),
        .boxes = boxes,
        .gradients = gradients,
        .symbols = symbols,
    };
    fit_plot(&page, chart);
    const double *padding = chart->grammar.padding;
    const double width = chart_common_size(chart, CHANNEL_X);
    const double height = chart_common_size(chart, CHANNEL_Y);
    const double plot[4] = {0, 0, isnan(width) ? 0 : width, isnan(height) ? 0 : height};
    const double *box = chart->grammar.fit.none ? plot : vega_view_box(&page, chart);
    /* on whole px, so that lines stay sharp */
    const double left = ceil(padding[0] - box[0]), top = ceil(padding[1] - box[1]);
    /* what is beside the plot takes whole px, too; sums of steps may lack the last bit of one */
    const double right = plot[2] + ceil(box[2] - plot[2]);
    const double bottom = plot[3] + ceil(box[3] - plot[3]);
    page.scene = scene_named(chart, name, fmax(ceil(left + right + padding[2] - 1e-9), 1),
                             fmax(ceil(top + bottom + padding[3] - 1e-9), 1));
    vega_view_draw(&page, chart, left, top);
    return page.scene;
}
