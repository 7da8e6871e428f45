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

static void draw_view(VegaPage *page, const Chart *chart, double x, double y);

/* ---- measuring --------------------------------------------------------------------------------
 */

/* How far something reaches around 0, 0 when it is drawn there. */
typedef void (*Draw)(VegaPage *page, gconstpointer what, double x, double y);

static void measure(const VegaPage *page, Draw draw, gconstpointer what, double box[4])
{
    VegaPage scratch = *page;
    scratch.scene = scene_new("scratch", 1, 1);
    draw(&scratch, what, 0, 0);
    if (!scene_extent(scratch.scene, box))
        box[0] = box[1] = box[2] = box[3] = 0;
    scene_free(scratch.scene);
}

/* The same for a view, which is looked up when it was measured before. */
static const double *view_box(const VegaPage *page, const Chart *chart)
{
    double *box = g_hash_table_lookup(page->boxes, chart);
    if (!box) {
        box = g_new(double, 4);
        measure(page, (Draw)draw_view, chart, box);
        g_hash_table_insert(page->boxes, (gpointer)chart, box);
    }
    return box;
}

/* What legends stand around. */
typedef struct {
    VegaBox plots, outer; /* without and with axes */
} Around;

static VegaBox box_of(const double box[4])
{
    return (VegaBox){box[0], box[1], box[2], box[3]};
}

/* ---- plots -------------------------------------------------------------------------------------
 */

static void use_panel(VegaPage *page, const Panel *panel, double x, double y)
{
    page->panel = panel;
    page->x = x;
    page->y = y;
    page->width = panel->size[CHANNEL_X];
    page->height = panel->size[CHANNEL_Y];
}

static void draw_background(VegaPage *page)
{
    const Grammar *grammar = &page->chart->grammar;
    const Mark mark = {
        .kind = MARK_RECT,
        .role = "background",
        .fill = grammar->view_fill,
        .stroke = grammar->view_stroke,
        .stroke_width = grammar->view_stroke.alpha > 0
                            ? config_number(page->config, "view", "strokeWidth", 1)
                            : 0,
        .as.rect = {page->x + 0.5, page->y + 0.5, page->width, page->height,
                    config_number(page->config, "view", "cornerRadius", 0)},
    };
    scene_add(page->scene, &mark);
}

static void draw_layers(VegaPage *page)
{
    for (guint i = 0; i < page->panel->layers->len; i++)
        vega_layer_draw(page, page->panel->layers->pdata[i]);
}

/* One panel with the axes that are its own. */
static void draw_panel(VegaPage *page, const Panel *panel, double x, double y)
{
    const Grammar *grammar = &page->chart->grammar;
    use_panel(page, panel, x, y);
    scene_open_group(page->scene, "mark-group role-scope cell");
    draw_background(page);
    vega_axes_draw(page, grammar->own_axes, 0);
    draw_layers(page);
    vega_axes_draw(page, grammar->own_axes, 1);
    scene_close_group(page->scene);
    if (grammar->wrapped && panel->header_column) {
        const double plot[4] = {page->x, page->y, page->x + page->width, page->y + page->height};
        double ignored[4] = {0};
        vega_header_draw(page, grammar->column, FALSE, panel->header_column, plot, ignored);
    }
}

/* Layers with scales of their own lie over each other. */
static void draw_plot(VegaPage *page, const Chart *chart, double x, double y, Around *around)
{
    static const gboolean both[2] = {TRUE, TRUE};
    double extents[N_AXIS_SIDES] = {0};
    scene_open_group(page->scene, "mark-group role-frame root");
    use_panel(page, chart->panels->pdata[0], x, y);
    draw_background(page);
    for (guint p = 0; p < chart->panels->len; p++) {
        use_panel(page, chart->panels->pdata[p], x, y);
        vega_axes_draw(page, both, 0);
        for (int side = 0; side < N_AXIS_SIDES; side++)
            extents[side] = fmax(extents[side], vega_axis_extent(page, (AxisSide)side));
    }
    for (guint p = 0; p < chart->panels->len; p++) {
        use_panel(page, chart->panels->pdata[p], x, y);
        draw_layers(page);
    }
    for (guint p = 0; p < chart->panels->len; p++) {
        use_panel(page, chart->panels->pdata[p], x, y);
        vega_axes_draw(page, both, 1);
    }
    scene_close_group(page->scene);
    around->plots = (VegaBox){x, y, x + page->width, y + page->height};
    around->outer =
        (VegaBox){x - extents[AXIS_LEFT], y - extents[AXIS_TOP],
                  x + page->width + extents[AXIS_RIGHT], y + page->height + extents[AXIS_BOTTOM]};
}

/* ---- facets ------------------------------------------------------------------------------------
 */

typedef struct {
    const Chart *chart;
    GridCell *cells;
    guint n, columns, n_rows;
    double x, y;       /* of the first cell's origin */
    double box[4];     /* of all cells, on the page */
    double margins[4]; /* the box with headers and shared axes */
} Facet;

static const Panel *panel_at(const Facet *facet, guint i)
{
    return facet->chart->panels->pdata[i];
}

/* How far the cells of a row or column, or those around all, reach. */
static double reach(const Facet *facet, int side, int row, int column)
{
    double most = side < 2 ? INFINITY : -INFINITY;
    for (guint i = 0; i < facet->n; i++) {
        if ((row >= 0 && i / facet->columns != (guint)row) ||
            (column >= 0 && i % facet->columns != (guint)column))
            continue;
        const GridCell *cell = &facet->cells[i];
        const double edge =
            (side % 2 == 0 ? facet->x + cell->x : facet->y + cell->y) + cell->box[side];
        most = side < 2 ? fmin(most, floor(edge)) : fmax(most, ceil(edge));
    }
    return most;
}

/* The plot that a header or axis of a row or column is placed by; vega's "band" takes none. */
static void place_by(VegaPage *page, const Facet *facet, guint i)
{
    use_panel(page, panel_at(facet, i), facet->x + facet->cells[i].x, facet->y + facet->cells[i].y);
}

/* The axis that the panels of every column (x) or row (y) share, at the edge of the grid; where a
 * column ends early, it still stands at the bottom. */
static void draw_shared_axes(VegaPage *page, Facet *facet, Channel channel)
{
    const guint lines = channel == CHANNEL_X ? MIN(facet->columns, facet->n) : facet->n_rows;
    double edges[4] = {facet->margins[0], facet->margins[1], facet->margins[2], facet->margins[3]};
    for (guint line = 0; line < lines; line++) {
        guint i = channel == CHANNEL_X ? line : line * facet->columns;
        for (guint below = i; channel == CHANNEL_X && below < facet->n; below += facet->columns)
            i = below;
        place_by(page, facet, i);
        const double box[4] = {reach(facet, 0, -1, 0), reach(facet, 1, 0, -1),
                               reach(facet, 2, -1, (int)facet->columns - 1),
                               reach(facet, 3, (int)facet->n_rows - 1, -1)};
        double extents[N_AXIS_SIDES];
        vega_shared_axis_draw(page, channel, box, extents);
        edges[0] = fmin(edges[0], box[0] - extents[AXIS_LEFT]);
        edges[1] = fmin(edges[1], box[1] - extents[AXIS_TOP]);
        edges[2] = fmax(edges[2], box[2] + extents[AXIS_RIGHT]);
        edges[3] = fmax(edges[3], box[3] + extents[AXIS_BOTTOM]);
    }
    memcpy(facet->margins, edges, sizeof edges);
}

static void draw_headers(VegaPage *page, Facet *facet)
{
    const Grammar *grammar = &facet->chart->grammar;
    double reach_of_all[4];
    memcpy(reach_of_all, facet->margins, sizeof reach_of_all);
    for (guint i = 0; i < facet->n; i++) {
        const Panel *panel = panel_at(facet, i);
        const double *margins = facet->margins;
        place_by(page, facet, i);
        const double across[4] = {page->x, margins[1], page->x + page->width, margins[3]};
        const double down[4] = {margins[0], page->y, margins[2], page->y + page->height};
        if (panel->header_column && !grammar->wrapped && i / facet->columns == 0)
            vega_header_draw(page, grammar->column, FALSE, panel->header_column, across,
                             reach_of_all);
        if (panel->header_row && i % facet->columns == 0)
            vega_header_draw(page, grammar->row, TRUE, panel->header_row, down, reach_of_all);
    }
    memcpy(facet->margins, reach_of_all, sizeof reach_of_all);
}

static void draw_facet_titles(VegaPage *page, const Facet *facet)
{
    const Grammar *grammar = &facet->chart->grammar;
    const double across[4] = {facet->box[0], facet->margins[1], facet->box[2], facet->margins[3]};
    const double down[4] = {facet->margins[0], facet->box[1], facet->margins[2], facet->box[3]};
    if (grammar->column)
        vega_header_title_draw(page, grammar->column, FALSE, grammar->column_title, across);
    if (grammar->row)
        vega_header_title_draw(page, grammar->row, TRUE, grammar->row_title, down);
}

static void draw_facet(VegaPage *page, const Chart *chart, double x, double y, Around *around)
{
    const Grammar *grammar = &chart->grammar;
    const guint n = chart->panels->len, columns = MIN(grammar->grid.columns, n);
    g_autofree GridCell *cells = g_new0(GridCell, n);
    for (guint i = 0; i < n; i++)
        measure(page, (Draw)draw_panel, chart->panels->pdata[i], cells[i].box);
    vega_grid_place(cells, n, &grammar->grid);
    Facet facet = {chart, cells, n, columns, (n + columns - 1) / columns, x, y, {0}, {0}};
    vega_grid_extent(cells, n, facet.box);
    for (int e = 0; e < 4; e++)
        facet.box[e] += e % 2 == 0 ? x : y;
    memcpy(facet.margins, facet.box, sizeof facet.box);
    for (guint i = 0; i < n; i++)
        draw_panel(page, panel_at(&facet, i), x + cells[i].x, y + cells[i].y);
    for (int c = CHANNEL_X; c <= CHANNEL_Y; c++) {
        if (!grammar->own_axes[c])
            draw_shared_axes(page, &facet, (Channel)c);
    }
    around->plots = box_of(facet.box);
    around->outer = box_of(facet.margins);
    draw_headers(page, &facet);
    draw_facet_titles(page, &facet);
}

/* ---- views -------------------------------------------------------------------------------------
 */

static void draw_children(VegaPage *page, const Chart *chart, double x, double y, Around *around)
{
    const GPtrArray *children = chart->grammar.children;
    g_autofree GridCell *cells = g_new0(GridCell, children->len);
    for (guint i = 0; i < children->len; i++) {
        const double *box = view_box(page, children->pdata[i]);
        memcpy(cells[i].box, box, sizeof cells[i].box);
    }
    vega_grid_place(cells, children->len, &chart->grammar.grid);
    for (guint i = 0; i < children->len; i++) {
        scene_open_group(page->scene, "mark-group role-scope concat_group");
        draw_view(page, children->pdata[i], x + cells[i].x, y + cells[i].y);
        scene_close_group(page->scene);
    }
    double box[4];
    vega_grid_extent(cells, children->len, box);
    around->plots = around->outer = (VegaBox){x + box[0], y + box[1], x + box[2], y + box[3]};
}

/* Those of the scales that are this view's own; they explain the layers of all its plots. */
static void draw_legends(VegaPage *page, const Chart *chart, const Around *around)
{
    Chart own = *chart;
    Panel all = *page->panel;
    g_autoptr(GPtrArray) layers = g_ptr_array_new();
    for (int c = 0; c < N_CHANNELS; c++) {
        if (chart->grammar.inherited[c])
            own.grammar.marks[c] = NULL;
    }
    for (guint p = 0; p < chart->panels->len; p++)
        g_ptr_array_extend(layers, ((const Panel *)chart->panels->pdata[p])->layers, NULL, NULL);
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
    Around around;
    const gboolean faceted = chart->grammar.row || chart->grammar.column;
    if (chart->grammar.children)
        draw_children(page, chart, x, y, &around);
    else if (faceted)
        draw_facet(page, chart, x, y, &around);
    else
        draw_plot(page, chart, x, y, &around);
    page->chart = chart;
    use_panel(page, chart->panels->pdata[0], x, y);
    draw_legends(page, chart, &around);
    page->chart = outer;
}

static void draw_view(VegaPage *page, const Chart *chart, double x, double y)
{
    const Chart *outer = page->chart;
    draw_body(page, chart, x, y);
    page->chart = chart;
    if (chart->title || chart->subtitle) {
        double box[4];
        measure(page, (Draw)draw_body, chart, box);
        for (int e = 0; e < 4; e++)
            box[e] += e % 2 == 0 ? x : y;
        const Panel *panel = chart->panels->pdata[0];
        const gboolean composed =
            chart->grammar.children || chart->grammar.row || chart->grammar.column;
        vega_title_draw(page, box, x, y, panel->size[CHANNEL_X], panel->size[CHANNEL_Y], composed);
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

Scene *vega_layout_scene(const Chart *chart, const char *name)
{
    g_autoptr(GHashTable) boxes = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    g_autoptr(GHashTable) symbols =
        g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)symbol_set_unref);
    VegaPage page = {
        .chart = chart,
        .config = chart->config,
        .font = config_text(chart->config, "", "font"),
        .boxes = boxes,
        .symbols = symbols,
    };
    const double *box = view_box(&page, chart); /* there is a plot at least */
    const double padding = chart->grammar.padding;
    /* on whole px, so that lines stay sharp */
    const double left = ceil(padding - box[0]), top = ceil(padding - box[1]);
    page.scene =
        scene_named(chart, name, ceil(left + box[2] + padding), ceil(top + box[3] + padding));
    draw_view(&page, chart, left, top);
    return page.scene;
}
