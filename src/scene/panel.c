/* Panels: the plots of a chart in a grid, filled row by row; one that has no facets is a grid of
 * one.  Texts that would stick out get room, and crowded pages give up what they can spare. */
#include "scene/page.h"

#include <math.h>

/* Of the label type: the first line, the others, and what is between them and the plot.  A header
 * stands nearer to its own rows than to those before. */
static const double HEADER = 1.5, TIGHT_HEADER = 1.05, HEADER_LINE = 1.2;
static const double HEADER_GAP = 0.5, TIGHT_HEADER_GAP = 0.28;
enum { HEADER_LINES = 2 };
/* Of the label type, between rows of panels; twice as much between columns. */
static const double GAP = 0.9, TIGHT_GAP = 0.65;
static const double LEAST_WIDTH = 10; /* of the label type: narrower panels share fewer columns */
static const double LEAST_ASPECT = 0.45; /* of plots without rows where the page may grow */
static const double MOST_ROOM = 0.75;    /* of a plot, for texts right of the marks */
/* Of the label type: rows where the page may grow, and each further line of their names. */
static const double ROW_STEP = 1.5, ROW_LINE = 1.1;

static const Panel *panel_at(const Page *page, guint p)
{
    return g_ptr_array_index(page->chart->panels, p);
}

static guint n_panels(const Page *page)
{
    return page->chart->panels->len;
}

static double row_gap(const Page *page)
{
    return (page->tight ? TIGHT_GAP : GAP) * page->preset->label;
}

double column_gap(const Page *page)
{
    return 2 * GAP * page->preset->label;
}

/* Of one column with its share of the gaps, without the labels of the y axis. */
static double column_width(const Page *page, double width, guint columns)
{
    return (width - axis_y_width(page) - column_gap(page) * (columns - 1)) / columns;
}

static gboolean leaves_one_alone(guint n, guint columns)
{
    return columns > 1 && n % columns == 1;
}

/* As many as the spec wants and the page has room for, none left empty; one fewer where that leaves
 * no panel alone in the last row (of three one under the other, where the page may grow). */
static guint count_columns(const Page *page, double width)
{
    const Chart *chart = page->chart;
    if (!chart->across)
        return 1;
    guint columns = chart->columns > 0 ? MIN(chart->columns, n_panels(page)) : n_panels(page);
    while (columns > 1 && column_width(page, width, columns) < LEAST_WIDTH * page->preset->label)
        columns--;
    const guint n = n_panels(page), rows = (n + columns - 1) / columns;
    columns = (n + rows - 1) / rows;
    const gboolean fewer = columns > 2 || (n == 3 && page->preset->height <= 0);
    return fewer && leaves_one_alone(n, columns) && !leaves_one_alone(n, columns - 1) ? columns - 1
                                                                                      : columns;
}

/* Whether the panel has its x axis labelled: no panel stands under it, or it has its own scale. */
static gboolean has_x_labels(const Page *page, guint p)
{
    return p + page->columns >= n_panels(page) || !page->chart->shared[CHANNEL_X];
}

/* A panel's share of the height: its categories, or one. */
static double panel_weight(const Panel *panel)
{
    const Scale *y = panel->scales[CHANNEL_Y];
    return y && scale_is_discrete(y) ? fmax(1, y->categories->len) : 1;
}

static GPtrArray *header_lines(const Page *page, const Panel *panel)
{
    return text_balance(page, chart_translate(page->chart, panel->header), page->header_width,
                        page->preset->label, 700);
}

double panel_header_height(const Page *page, const Panel *panel)
{
    if (!panel->header)
        return 0;
    g_autoptr(GPtrArray) lines = header_lines(page, panel);
    const double first = page->tight ? TIGHT_HEADER : HEADER;
    return (first + (CLAMP(lines->len, 1, HEADER_LINES) - 1) * HEADER_LINE) * page->preset->label;
}

/* What the panels of one row of the grid need. */
typedef struct {
    double header, axis; /* above and below the plots */
    double weight;
} GridRow;

static GridRow grid_row(const Page *page, guint row)
{
    GridRow found = {0};
    for (guint p = row * page->columns; p < MIN((row + 1) * page->columns, n_panels(page)); p++) {
        const Panel *panel = panel_at(page, p);
        found.header = fmax(found.header, panel_header_height(page, panel));
        found.weight = fmax(found.weight, panel_weight(panel));
        /* above a hole at the end of the last row there is room for labels without this */
        if (has_x_labels(page, p) &&
            (!page->chart->shared[CHANNEL_X] || (row + 1) * page->columns >= n_panels(page)))
            found.axis = axis_x_height(page, panel);
    }
    return found;
}

static guint n_grid_rows(const Page *page)
{
    return (n_panels(page) + page->columns - 1) / page->columns;
}

/* Of all rows of the grid: what is no plot, with the gaps, and the weight of the plots. */
static GridRow grid_sum(const Page *page)
{
    GridRow sum = {0};
    for (guint row = 0; row < n_grid_rows(page); row++) {
        const GridRow part = grid_row(page, row);
        sum.header += part.header + (row > 0 ? row_gap(page) : 0);
        sum.axis += part.axis;
        sum.weight += part.weight;
    }
    return sum;
}

void panels_plan(Page *page, double width)
{
    page->columns = count_columns(page, width);
    page->header_width =
        page->columns > 1 ? column_width(page, width, page->columns) + column_gap(page) / 2 : width;
}

double panels_height(const Page *page)
{
    const GridRow sum = grid_sum(page);
    gboolean rows = FALSE;
    guint lines = 1; /* of a row's name */
    for (guint p = 0; p < n_panels(page); p++) {
        rows |= panel_weight(panel_at(page, p)) > 1;
        lines = MAX(lines, axis_label_lines(page, panel_at(page, p)));
    }
    double step = (ROW_STEP + (lines - 1) * ROW_LINE) * page->preset->label;
    if (!rows && n_grid_rows(page) > 1) /* plots without rows, one over the other */
        step = LEAST_ASPECT * page->header_width;
    else if (!rows)
        return 0;
    return sum.header + sum.axis + sum.weight * step;
}

/* ---- placing --------------------------------------------------------------------------------- */

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

/* Plots of a row are equally high, and all categories of the chart. */
static void place_panels(Page *page, const Box *area)
{
    const GridRow sum = grid_sum(page);
    const double gap = row_gap(page);
    const double share = (area->height - sum.header - sum.axis) / sum.weight;
    const double labels = axis_y_width(page);
    const double width = column_width(page, area->width, page->columns);
    double y = area->y;
    for (guint row = 0; row < n_grid_rows(page); row++) {
        const GridRow part = grid_row(page, row);
        const double height = fmax(10, share * part.weight);
        y += part.header + (row > 0 ? gap : 0);
        for (guint c = 0; c < page->columns && row * page->columns + c < n_panels(page); c++) {
            const guint p = row * page->columns + c;
            const double x = area->x + labels + c * (width + column_gap(page)) + page->room_left;
            page->panels[p] =
                (PlacedPanel){panel_at(page, p), {x, y, fmax(10, width - page->room_left), height}};
            set_ranges(page, &page->panels[p]);
        }
        y += height + part.axis;
    }
}

/* Texts that would stick out of the plots get room: the scales shrink until
 * they fit; three rounds are enough, since each narrows the gap.  What would take most of the plot
 * is set in the small type. */
void panels_place(Page *page, const Box *area)
{
    page->measuring = TRUE;
    page->room_left = page->room_right = 0;
    for (int round = 0; round < 3; round++) {
        place_panels(page, area);
        double over_right = 0, over_left = 0;
        for (guint p = 0; p < n_panels(page); p++) {
            PlacedPanel *placed = &page->panels[p];
            page->extent.width = -1;
            g_array_set_size(page->areas, 0);
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
        page->room_right += fmax(0, over_right);
        const double most = MOST_ROOM * column_width(page, area->width, page->columns);
        if (page->room_right > most) {
            page->room_right = most;
            page->small_texts = TRUE;
        }
        page->room_left = fmin(page->room_left + fmax(0, over_left), area->width * 0.3);
    }
    place_panels(page, area);
    page->measuring = FALSE;
}

double panels_row_step(const Page *page)
{
    double step = INFINITY;
    for (guint p = 0; p < n_panels(page); p++) {
        const Scale *y = page->panels[p].panel->scales[CHANNEL_Y];
        if (y && scale_is_discrete(y) && y->categories->len > 1)
            step = fmin(step, scale_step(y));
    }
    return step / page->preset->small;
}

/* ---- drawing --------------------------------------------------------------------------------- */

static void draw_header(Page *page, const PlacedPanel *placed)
{
    if (!placed->panel->header)
        return;
    const double size = page->preset->label;
    const TextStyle style = {.size = size, .weight = 700, .color = page->theme->text};
    const double x = page->columns > 1 ? placed->plot.x - page->room_left : page->preset->margin;
    g_autoptr(GPtrArray) lines = header_lines(page, placed->panel);
    const guint n = MIN(lines->len, HEADER_LINES);
    const double gap = page->tight ? TIGHT_HEADER_GAP : HEADER_GAP;
    scene_open_group(page->scene, "role-row-header");
    for (guint i = 0; i < n; i++) {
        const gboolean cut = i + 1 == n && lines->len > n;
        g_autofree char *line = cut ? g_strconcat(lines->pdata[i], " …", NULL) : NULL;
        g_autofree char *shown =
            text_fit(page, line ? line : lines->pdata[i], page->header_width, size, 700);
        text_add(page, shown, NULL, x, placed->plot.y - size * (gap + (n - 1 - i) * HEADER_LINE),
                 &style);
    }
    scene_close_group(page->scene);
}

static gboolean panel_is_empty(const Panel *panel)
{
    for (guint i = 0; i < panel->layers->len; i++) {
        if (((const Layer *)panel->layers->pdata[i])->frame->n_rows > 0)
            return FALSE;
    }
    return TRUE;
}

/* An empty plot says that it is meant to be. */
static void draw_emptiness(Page *page, const PlacedPanel *placed)
{
    const Box *plot = &placed->plot;
    const TextStyle style = {
        .size = page->preset->label, .color = page->theme->muted, .anchor = ANCHOR_MIDDLE};
    text_add(page, wording_find(WORDING_NO_DATA, page->language), NULL, plot->x + plot->width / 2,
             plot->y + plot->height / 2 + text_middle(style.size), &style);
}

void panels_draw(Page *page)
{
    page->n_unlabelled = 0;
    for (guint p = 0; p < n_panels(page); p++) {
        PlacedPanel *placed = &page->panels[p];
        g_array_set_size(page->areas, 0);
        g_array_set_size(page->obstacles, 0);
        g_array_set_size(page->lines, 0);
        scene_open_group(page->scene, "role-scope cell");
        draw_header(page, placed);
        if (panel_is_empty(placed->panel)) {
            draw_emptiness(page, placed);
            scene_close_group(page->scene);
            continue;
        }
        axis_draw_grid(page, placed);
        for (guint i = 0; i < placed->panel->layers->len; i++)
            layer_draw(page, placed, placed->panel->layers->pdata[i]);
        axis_draw(page, placed, has_x_labels(page, p), p % page->columns == 0);
        scene_close_group(page->scene);
    }
}
