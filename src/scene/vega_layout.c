/* A page around its plots: Vega's autosize "pad". */
#include "scene/layout.h"
#include "scene/vega_page.h"

#include <math.h>

static const Color BLACK = {.alpha = 1};

static double setting(const VegaPage *page, const char *block, const char *name, double fallback)
{
    return config_number(page->config, block, name, fallback);
}

/* ---- texts around the plots
 * ----------------------------------------------------------------------------- */

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

static VegaText header_style(const VegaPage *page, gboolean title, double angle)
{
    return (VegaText){
        .size = setting(page, "header", title ? "titleFontSize" : "labelFontSize", title ? 11 : 10),
        .weight = title ? 700 : 400,
        .color = BLACK,
        .anchor = ANCHOR_MIDDLE,
        .baseline = BASELINE_BOTTOM,
        .angle = angle,
    };
}

/* The box of all plots; with its axes on the left. */
typedef struct {
    double left, top, right, bottom;
    double axis; /* px that the y axis takes */
} Grid;

static void draw_panel_header(VegaPage *page, const Grid *grid, const Panel *panel)
{
    const double gap = setting(page, "header", "labelPadding", 10);
    const VegaText level = header_style(page, FALSE, 0), turned = header_style(page, FALSE, -90);
    if (panel->header_column && (page->chart->grammar.wrapped || panel->row == 0))
        add_text(page, "column-header column_header", panel->header_column,
                 page->x + page->width / 2, page->y - gap, &level);
    if (panel->header_row && panel->column == 0)
        add_text(page, "row-header row_header", panel->header_row, page->x - grid->axis - gap,
                 page->y + page->height / 2, &turned);
}

static void draw_facet_titles(VegaPage *page, const Grid *grid)
{
    const Grammar *grammar = &page->chart->grammar;
    const double away = setting(page, "header", "labelPadding", 10) +
                        setting(page, "header", "labelFontSize", 10) +
                        setting(page, "header", "titlePadding", 10);
    const VegaText level = header_style(page, TRUE, 0), turned = header_style(page, TRUE, -90);
    add_text(page, "column-title column-title", grammar->column_title,
             (grid->left + grid->right) / 2, grid->top - away, &level);
    add_text(page, "row-title row-title", grammar->row_title, grid->left - grid->axis - away,
             (grid->top + grid->bottom) / 2, &turned);
}

/* Above everything that is drawn so far. */
static void draw_title(VegaPage *page, const Grid *grid)
{
    const Chart *chart = page->chart;
    double box[4];
    if (!scene_extent(page->scene, box) || (!chart->title && !chart->subtitle))
        return;
    VegaText style = {.size = setting(page, "title", "fontSize", 13),
                      .weight = 700,
                      .color = config_color(page->config, "title", "color", BLACK),
                      .anchor = ANCHOR_MIDDLE,
                      .baseline = BASELINE_BOTTOM};
    VegaText small = style;
    small.size = setting(page, "title", "subtitleFontSize", 11);
    small.weight = 400;
    const double middle = (grid->left + grid->right) / 2;
    double y = fmin(box[1], grid->top) - setting(page, "title", "offset", 4);
    scene_open_group(page->scene, "mark-group role-title");
    if (chart->subtitle) {
        scene_open_group(page->scene, "mark-text role-title-subtitle");
        vega_text_add(page, chart->subtitle, middle, y, &small);
        scene_close_group(page->scene);
        y -= small.size + 3;
    }
    if (chart->title) {
        scene_open_group(page->scene, "mark-text role-title-text");
        vega_text_add(page, chart->title, middle, y, &style);
        scene_close_group(page->scene);
    }
    scene_close_group(page->scene);
}

/* ---- panels
 * ---------------------------------------------------------------------------------------------- */

static void draw_background(VegaPage *page)
{
    const Grammar *grammar = &page->chart->grammar;
    const Mark mark = {
        .kind = MARK_RECT,
        .role = "background",
        .fill = grammar->view_fill,
        .stroke = grammar->view_stroke,
        .stroke_width =
            grammar->view_stroke.alpha > 0 ? setting(page, "view", "strokeWidth", 1) : 0,
        .as.rect = {page->x + 0.5, page->y + 0.5, page->width, page->height, 0},
    };
    scene_add(page->scene, &mark);
}

/* Whether some other panel stands next to it: then the axis is drawn there. */
static gboolean has_neighbour(const Chart *chart, const Panel *panel, Channel channel)
{
    for (guint p = 0; p < chart->panels->len; p++) {
        const Panel *other = chart->panels->pdata[p];
        if (channel == CHANNEL_X ? other->column == panel->column && other->row > panel->row
                                 : other->row == panel->row && other->column < panel->column)
            return TRUE;
    }
    return FALSE;
}

static void draw_panels(VegaPage *page, const Grid *grid)
{
    const Chart *chart = page->chart;
    const gboolean faceted =
        chart->grammar.row_title || chart->grammar.column_title || chart->panels->len > 1;
    const double spacing = setting(page, "facet", "spacing", 20);
    const double header = chart->grammar.wrapped ? setting(page, "header", "labelPadding", 10) +
                                                       setting(page, "header", "labelFontSize", 10)
                                                 : 0;
    for (guint p = 0; p < chart->panels->len; p++) {
        page->panel = chart->panels->pdata[p];
        page->x = grid->left + page->panel->column * (page->width + spacing);
        page->y = grid->top + page->panel->row * (page->height + spacing + header);
        const gboolean axes[2] = {!has_neighbour(chart, page->panel, CHANNEL_X),
                                  !has_neighbour(chart, page->panel, CHANNEL_Y)};
        if (faceted)
            draw_panel_header(page, grid, page->panel);
        scene_open_group(page->scene,
                         faceted ? "mark-group role-scope cell" : "mark-group role-frame root");
        draw_background(page);
        vega_axes_draw(page, axes);
        for (guint i = 0; i < page->panel->layers->len; i++)
            vega_layer_draw(page, page->panel->layers->pdata[i]);
        scene_close_group(page->scene);
    }
    page->panel = chart->panels->pdata[0];
}

/* Everything, with the first plot's left top corner at x, y. */
static void draw_all(VegaPage *page, double x, double y)
{
    const Grammar *grammar = &page->chart->grammar;
    const double spacing = setting(page, "facet", "spacing", 20);
    page->panel = page->chart->panels->pdata[0];
    const Grid grid = {x, y, x + grammar->n_columns * (page->width + spacing) - spacing,
                       y + grammar->n_rows * (page->height + spacing) - spacing,
                       vega_axis_extent(page, CHANNEL_Y)};
    draw_panels(page, &grid);
    draw_facet_titles(page, &grid);
    const VegaBox plots = {grid.left, grid.top, grid.right, grid.bottom};
    const VegaBox outer = {x - grid.axis, y, grid.right,
                           grid.bottom + vega_axis_extent(page, CHANNEL_X)};
    vega_legends_draw(page, &plots, &outer);
    draw_title(page, &grid);
}

static Scene *scene_named(const Chart *chart, const char *name, double width, double height)
{
    Scene *scene = scene_new(name, width, height);
    scene->background = chart->grammar.background;
    if (chart->own_figures)
        scene->choice = chart->own_figures->order;
    g_free(scene->title);
    scene->title = g_strdup(chart->title ? chart->title : name);
    g_free(scene->description);
    scene->description = g_strdup(chart->description ? chart->description : scene->title);
    g_free(scene->font);
    scene->font = g_strdup(config_text(chart->config, "", "font"));
    return scene;
}

Scene *vega_layout_scene(const Chart *chart, const char *name)
{
    VegaPage page = {
        .chart = chart,
        .config = chart->config,
        .font = config_text(chart->config, "", "font"),
        .width = chart->grammar.size[CHANNEL_X],
        .height = chart->grammar.size[CHANNEL_Y],
    };
    double box[4];
    page.scene = scene_named(chart, name, 1, 1);
    draw_all(&page, 0, 0);
    scene_extent(page.scene, box); /* there is a plot at least */
    scene_free(page.scene);
    const double padding = chart->grammar.padding;
    /* on whole px, so that lines stay sharp */
    const double left = ceil(padding - box[0]), top = ceil(padding - box[1]);
    page.scene =
        scene_named(chart, name, ceil(left + box[2] + padding), ceil(top + box[3] + padding));
    draw_all(&page, left, top);
    return page.scene;
}
