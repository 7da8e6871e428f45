/*
 * Panels by the values of a field, in a grid, with headers and the axes that they share: Vega's
 * trellisLayout (vega-view-transforms' layout/grid.js) over what Vega-Lite's compile/facet makes.
 *
 * Beside each row and column stand groups, "headers" at the left and top and "footers" at the right
 * and bottom, with its part of the shared axes and its label.
 */
#include "scene/vega_page.h"

#include <math.h>

typedef struct {
    const Chart *chart;
    GridCell *cells;
    guint n, columns, n_rows;
    double x, y;                /* of the first cell's origin */
    double edges[N_AXIS_SIDES]; /* px from the origin, with the groups on that side */
} Facet;

static gboolean is_sideways(AxisSide side)
{
    return side == AXIS_LEFT || side == AXIS_RIGHT;
}

/* ---- cells -------------------------------------------------------------------------------------
 */

static const Chart *child_at(const Facet *facet, guint i)
{
    return facet->chart->grammar.children->pdata[i];
}

/* The plot of a cell; NULL: it is a view of several. */
static const Panel *plot_at(const Facet *facet, guint i)
{
    const Chart *child = child_at(facet, i);
    return vega_is_plot(child) ? child->panels->pdata[0] : NULL;
}

static const char *header_at(const Facet *facet, guint i, gboolean row)
{
    const Grammar *grammar = &facet->chart->grammar;
    const FacetCell *cell = &g_array_index(grammar->cells, FacetCell, i);
    return grammar->headers[row ? 0 : 1]->pdata[row ? cell->row : cell->column];
}

/* The header of a cell that has it inside: of a wrapped facet, or where labels stand on the other
 * side than those of a row or column; NULL: it has none. */
static const cJSON *inner_header(const VegaPage *page, const Grammar *grammar)
{
    if (grammar->wrapped)
        return grammar->column;
    const cJSON *const channels[] = {grammar->row, grammar->column};
    for (int c = 0; c < 2; c++) {
        if (channels[c] && vega_header_has_labels(page, channels[c]) &&
            is_sideways(vega_header_side(page, channels[c], HEADER_LABELS)) != (c == 0))
            return channels[c];
    }
    return NULL;
}

/* Of a row and a column that have no data in common nothing but the surface is drawn. */
static void draw_missing(VegaPage *page, const Chart *child, double x, double y)
{
    const Chart *outer = page->chart;
    if (!vega_is_plot(child))
        return;
    page->chart = child;
    vega_use_panel(page, child->panels->pdata[0], x, y);
    vega_surface_draw(page);
    page->chart = outer;
}

static void draw_cell(VegaPage *page, const Facet *facet, guint i, double x, double y)
{
    const Grammar *grammar = &facet->chart->grammar;
    const Chart *child = child_at(facet, i);
    const Panel *plot = plot_at(facet, i);
    scene_open_group(page->scene, "mark-group role-scope cell");
    if (g_array_index(grammar->cells, FacetCell, i).missing)
        draw_missing(page, child, x, y);
    else
        vega_view_draw(page, child, x, y);
    const cJSON *header = inner_header(page, grammar);
    const char *text = header ? header_at(facet, i, header == grammar->row) : NULL;
    if (text) {
        const double width = plot ? plot->size[CHANNEL_X] : 0;
        const double height = plot ? plot->size[CHANNEL_Y] : 0;
        const double *box = vega_view_box(page, child);
        const double bounds[4] = {x + fmin(box[0], 0), y + fmin(box[1], 0), x + fmax(box[2], width),
                                  y + fmax(box[3], height)};
        vega_header_draw(page, header, HEADER_LABELS, text, bounds, x, y, width, height);
    }
    scene_close_group(page->scene);
}

typedef struct {
    const Facet *facet;
    guint i;
} CellRef;

static void draw_one_cell(VegaPage *page, gconstpointer data, double x, double y)
{
    const CellRef *cell = data;
    draw_cell(page, cell->facet, cell->i, x, y);
}

/* ---- groups beside rows and columns ------------------------------------------------------------
 */

/* How far the cells of a side reach beyond the origin: what the groups there begin at. */
static double reach(const Facet *facet, AxisSide side)
{
    const guint last = facet->n_rows * facet->columns - facet->columns;
    double most = 0;
    for (guint i = 0; i < facet->n; i++) {
        const GridCell *cell = &facet->cells[i];
        const guint column = i % MAX(facet->columns, 1);
        if (side == AXIS_LEFT && column == 0)
            most = fmin(most, floor(cell->x + cell->box[0]));
        else if (side == AXIS_TOP && i < facet->columns)
            most = fmin(most, floor(cell->y + cell->box[1]));
        else if (side == AXIS_RIGHT && column == facet->columns - 1)
            most = fmax(most, ceil(cell->x + cell->box[2]));
        else if (side == AXIS_BOTTOM && i >= last)
            most = fmax(most, ceil(cell->y + cell->box[3]));
    }
    return most;
}

/* The cell that tells where the group of a row or column stands. */
static guint leading_cell(const Facet *facet, AxisSide side, guint line)
{
    if (is_sideways(side))
        return line * facet->columns;
    guint i = line;
    while (side == AXIS_BOTTOM && i + facet->columns < facet->n)
        i += facet->columns;
    return i;
}

/* The label of a row or column, when it stands on this side. */
static const char *line_label(const VegaPage *page, const Facet *facet, AxisSide side, guint line,
                              const cJSON **channel)
{
    const Grammar *grammar = &facet->chart->grammar;
    *channel = is_sideways(side) ? grammar->row : grammar->column;
    if (!*channel || (grammar->wrapped && !is_sideways(side)) ||
        !vega_header_has_labels(page, *channel) ||
        vega_header_side(page, *channel, HEADER_LABELS) != side)
        return NULL;
    return grammar->headers[is_sideways(side) ? 0 : 1]->pdata[line];
}

/* One group; box grows by it. */
static void draw_line(VegaPage *page, Facet *facet, AxisSide side, guint line, double at)
{
    const Grammar *grammar = &facet->chart->grammar;
    const Channel channel = is_sideways(side) ? CHANNEL_Y : CHANNEL_X;
    const guint i = leading_cell(facet, side, line);
    const GridCell *cell = &facet->cells[i];
    const Panel *plot = plot_at(facet, i);
    /* a view of several has no size: what stands beside it stands at its middle */
    const double middle[2] = {round(cell->x + (cell->full[0] + cell->full[2]) / 2),
                              round(cell->y + (cell->full[1] + cell->full[3]) / 2)};
    const double x = facet->x + (is_sideways(side) ? at : plot ? cell->x : middle[0]);
    const double y = facet->y + (!is_sideways(side) ? at : plot ? cell->y : middle[1]);
    const double width = is_sideways(side) || !plot ? 0 : plot->size[CHANNEL_X];
    const double height = is_sideways(side) && plot ? plot->size[CHANNEL_Y] : 0;
    double bounds[4] = {x, y, x + width, y + height};
    if (!grammar->own_axes[channel] && plot) {
        page->chart = child_at(facet, i);
        vega_use_panel(page, plot, is_sideways(side) ? x : facet->x + cell->x,
                       is_sideways(side) ? facet->y + cell->y : y);
        vega_shared_axis_draw(page, side, bounds);
        page->chart = facet->chart;
    }
    const cJSON *header;
    const char *text = line_label(page, facet, side, line, &header);
    if (text)
        vega_header_draw(page, header, HEADER_LABELS, text, bounds, x, y, width, height);
}

typedef struct {
    Facet *facet;
    AxisSide side;
    guint line;
    double at;
} FacetLine;

static void draw_one_line(VegaPage *page, gconstpointer data, double x, double y)
{
    const FacetLine *line = data;
    (void)x, (void)y;
    draw_line(page, line->facet, line->side, line->line, line->at);
}

static void draw_side(VegaPage *page, Facet *facet, AxisSide side)
{
    static const char *const roles[] = {
        [AXIS_BOTTOM] = "mark-group role-column-footer column_footer",
        [AXIS_TOP] = "mark-group role-column-header column_header",
        [AXIS_LEFT] = "mark-group role-row-header row_header",
        [AXIS_RIGHT] = "mark-group role-row-footer row_footer",
    };
    static const int edges[] = {
        [AXIS_BOTTOM] = 3, [AXIS_TOP] = 1, [AXIS_LEFT] = 0, [AXIS_RIGHT] = 2};
    const guint lines = is_sideways(side) ? facet->n_rows : MIN(facet->columns, facet->n);
    const double at = facet->edges[side] = reach(facet, side);
    double most = 0;
    gboolean any = FALSE;
    for (guint line = 0; line < lines; line++) {
        const FacetLine one = {facet, side, line, at};
        double box[4];
        vega_measure(page, draw_one_line, &one, box);
        if (!(box[0] < box[2] || box[1] < box[3]))
            continue;
        any = TRUE;
        const double edge = box[edges[side]] - (is_sideways(side) ? facet->x : facet->y);
        most = side == AXIS_LEFT || side == AXIS_TOP ? fmin(most, floor(edge))
                                                     : fmax(most, ceil(edge));
        scene_open_group(page->scene, roles[side]);
        draw_line(page, facet, side, line, at);
        scene_close_group(page->scene);
    }
    if (any)
        facet->edges[side] = most;
}

/* ---- titles ------------------------------------------------------------------------------------
 */

static void draw_header_title(VegaPage *page, const Facet *facet, const cJSON *channel,
                              const char *text, const double box[4])
{
    if (!channel || !text || !*text || cJSON_IsNull(json_member(channel, "header")))
        return;
    const AxisSide side = vega_header_side(page, channel, HEADER_TITLE);
    const gboolean sideways = is_sideways(side);
    const double band = vega_header_title_band(page, channel);
    /* only rows and columns, on their usual sides, are apart from their titles */
    const gboolean apart =
        !facet->chart->grammar.wrapped && sideways == (channel == facet->chart->grammar.row);
    const double edge = facet->edges[side] + (!apart                                  ? 0
                                              : side == AXIS_LEFT || side == AXIS_TOP ? -10
                                                                                      : 10);
    const double x = facet->x + (sideways ? edge : round(box[0] + band * (box[2] - box[0])));
    const double y = facet->y + (sideways ? round(box[1] + band * (box[3] - box[1])) : edge);
    const double point[4] = {x, y, x, y};
    scene_open_group(page->scene, sideways ? "mark-group role-row-title row-title"
                                           : "mark-group role-column-title column-title");
    vega_header_draw(page, channel, HEADER_TITLE, text, point, x, y, 0, 0);
    scene_close_group(page->scene);
}

/* ---- the whole ---------------------------------------------------------------------------------
 */

static void place_cells(VegaPage *page, Facet *facet)
{
    const Grammar *grammar = &facet->chart->grammar;
    for (guint i = 0; i < facet->n; i++) {
        GridCell *cell = &facet->cells[i];
        const CellRef one = {facet, i};
        vega_cell_measure(page, draw_one_cell, &one, plot_at(facet, i) ? child_at(facet, i) : NULL,
                          cell);
        if (grammar->grid.flush)
            vega_cell_flush(plot_at(facet, i), cell);
    }
    vega_grid_place(facet->cells, facet->n, &grammar->grid);
}

void vega_facet_draw(VegaPage *page, const Chart *chart, double x, double y, VegaAround *around)
{
    const Grammar *grammar = &chart->grammar;
    const guint n = grammar->children->len;
    const guint columns = CLAMP(grammar->grid.columns, 1, n);
    g_autofree GridCell *cells = g_new0(GridCell, n);
    Facet facet = {.chart = chart,
                   .cells = cells,
                   .n = n,
                   .columns = columns,
                   .n_rows = (n + columns - 1) / columns,
                   .x = x,
                   .y = y};
    place_cells(page, &facet);
    for (guint i = 0; i < n; i++)
        draw_cell(page, &facet, i, x + cells[i].x, y + cells[i].y);
    double box[4];
    vega_grid_extent(cells, n, box);
    static const AxisSide order[] = {AXIS_LEFT, AXIS_TOP, AXIS_RIGHT, AXIS_BOTTOM};
    for (gsize i = 0; i < G_N_ELEMENTS(order); i++)
        draw_side(page, &facet, order[i]);
    const char *row_title = grammar->row_title, *column_title = grammar->column_title;
    around->plots = (VegaBox){x + box[0], y + box[1], x + box[2], y + box[3]};
    around->outer = (VegaBox){
        x + fmin(box[0], facet.edges[AXIS_LEFT]), y + fmin(box[1], facet.edges[AXIS_TOP]),
        x + fmax(box[2], facet.edges[AXIS_RIGHT]), y + fmax(box[3], facet.edges[AXIS_BOTTOM])};
    draw_header_title(page, &facet, grammar->column, column_title, box);
    draw_header_title(page, &facet, grammar->row, row_title, box);
}
