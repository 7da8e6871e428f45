/* One legend: measured, then drawn. */
#include "scene/vega_legend.h"

#include <math.h>
#include <string.h>

static double setting(const VegaPage *page, const Legend *legend, const char *name, double fallback)
{
    return vega_legend_number(page, legend, name, fallback);
}

VegaText vega_legend_label_style(const VegaPage *page, const Legend *legend)
{
    static const Color black = {.alpha = 1};
    VegaText style = {
        .size = setting(page, legend, "labelFontSize", 10),
        .weight = vega_weight(vega_legend_value(page, legend, "labelFontWeight"), 400),
        .italic = g_strcmp0(vega_legend_text(page, legend, "labelFontStyle"), "italic") == 0,
        .color = vega_legend_color(page, legend, "labelColor", black),
        .baseline = vega_baseline(vega_legend_text(page, legend, "labelBaseline"), BASELINE_MIDDLE),
        .limit = setting(page, legend, "labelLimit", 160),
    };
    const char *align = vega_legend_text(page, legend, "labelAlign");
    style.anchor = align ? vega_anchor(align) : ANCHOR_START;
    style.color.alpha *= setting(page, legend, "labelOpacity", 1);
    return style;
}

/* ---- symbols: where they stand (vega-view-transforms' gridLayout)
 * ---------------------------------------- */

/* px from the left of an entry to its label */
static double label_place(const VegaPage *page, const Legend *legend, const LegendEntry *entry)
{
    return entry->offset + setting(page, legend, "symbolOffset", 0) +
           setting(page, legend, "labelOffset", 4);
}

/* px that the paint of an entry's symbol reaches around its middle, as Vega counts it: a stroke may
 * have mitres of four times its half. */
static void symbol_box(const VegaPage *page, const Legend *legend, Value value, double box[4])
{
    Mark mark = {0};
    vega_legend_symbol_style(page, legend, value, &mark);
    vega_symbol_box(vega_legend_symbol_shape(page, legend, value),
                    vega_legend_symbol_area(page, legend, value), box);
    const double reach = 2 * mark.stroke_width;
    box[0] -= reach;
    box[1] -= reach;
    box[2] += reach;
    box[3] += reach;
}

/* px that an entry takes around its left top corner */
static void entry_box(const VegaPage *page, const Legend *legend, const LegendEntry *entry,
                      double box[4])
{
    const VegaText style = vega_legend_label_style(page, legend);
    const double clip = setting(page, legend, "clipHeight", 0);
    const double x = entry->offset / 2 + setting(page, legend, "symbolOffset", 0);
    const double y = (clip > 0 ? clip : entry->size) / 2;
    double symbol[4], label[4];
    symbol_box(page, legend, entry->value, symbol);
    vega_text_box(page, entry->label, label_place(page, legend, entry), y, &style, label);
    box[0] = fmin(symbol[0] + x, label[0]);
    box[1] = clip > 0 ? 0 : fmin(symbol[1] + y, label[1]);
    box[2] = fmax(symbol[2] + x, label[2]);
    box[3] = clip > 0 ? clip : fmax(symbol[3] + y, label[3]);
}

static void size_entries(const VegaPage *page, Legend *legend, guint n_columns)
{
    const double label = setting(page, legend, "labelFontSize", 10);
    const MarkScale *widths = legend->scales[LEGEND_STROKE_WIDTH];
    double largest = 0;
    for (guint i = 0; i < legend->entries->len; i++) {
        LegendEntry *entry = &g_array_index(legend->entries, LegendEntry, i);
        const double stroke = widths ? mark_scale_number(widths, entry->value)
                                     : setting(page, legend, "symbolStrokeWidth", 1.5);
        const double side = sqrt(vega_legend_symbol_area(page, legend, entry->value));
        entry->size = fmax(ceil(side + stroke), label);
        largest = fmax(largest, entry->size);
    }
    for (guint i = 0; i < legend->entries->len; i++) {
        LegendEntry *entry = &g_array_index(legend->entries, LegendEntry, i);
        entry->offset = n_columns > 0 ? largest : entry->size;
    }
}

static GridAlign grid_align(const VegaPage *page, const Legend *legend)
{
    const char *word = vega_legend_text(page, legend, "gridAlign");
    return !word                       ? ALIGN_EACH
           : strcmp(word, "all") == 0  ? ALIGN_ALL
           : strcmp(word, "none") == 0 ? ALIGN_NONE
                                       : ALIGN_EACH;
}

/* Entries fill columns where the legend stands upright, else rows. */
static void measure_symbols(const VegaPage *page, Legend *legend, double size[2])
{
    const guint n = legend->entries->len;
    const guint wanted = (guint)setting(page, legend, "columns", legend->horizontal ? 0 : 1);
    const GridAlign align = grid_align(page, legend);
    const Grid grid = {.columns = wanted,
                       .spacing = {setting(page, legend, "columnPadding", 10),
                                   setting(page, legend, "rowPadding", 2)},
                       .align = {align, align},
                       .center = {FALSE, TRUE}};
    const guint columns = wanted > 0 ? wanted : MAX(n, 1), rows = (n + columns - 1) / columns;
    g_autofree GridCell *cells = g_new0(GridCell, n + 1);
    g_autofree guint *order = g_new0(guint, n + 1); /* of entries by cell */
    guint n_placed = 0;
    for (guint first = 0; first < (legend->horizontal ? 1 : rows); first++) {
        for (guint i = first; i < n; i += legend->horizontal ? 1 : rows)
            order[n_placed++] = i;
    }
    size_entries(page, legend, wanted);
    for (guint i = 0; i < n; i++)
        entry_box(page, legend, &g_array_index(legend->entries, LegendEntry, order[i]),
                  cells[i].box);
    vega_grid_place(cells, n, &grid);
    for (guint i = 0; i < n; i++) {
        LegendEntry *entry = &g_array_index(legend->entries, LegendEntry, order[i]);
        entry->x = cells[i].x;
        entry->y = cells[i].y;
        size[0] = fmax(size[0], entry->x + cells[i].box[2]);
        size[1] = fmax(size[1], entry->y + cells[i].box[3]);
    }
}

static void draw_symbols(VegaPage *page, const Legend *legend, double x, double y)
{
    const VegaText style = vega_legend_label_style(page, legend);
    const double clip = setting(page, legend, "clipHeight", 0);
    for (guint i = 0; i < legend->entries->len; i++) {
        const LegendEntry *entry = &g_array_index(legend->entries, LegendEntry, i);
        const double left = x + entry->x + setting(page, legend, "symbolOffset", 0);
        const double middle = y + entry->y + (clip > 0 ? clip : entry->size) / 2;
        Mark mark = {0};
        vega_legend_symbol_style(page, legend, entry->value, &mark);
        scene_open_group(page->scene, "mark-group role-legend-entry");
        if (clip > 0)
            scene_open_clipped_group(page->scene, "mark-symbol role-legend-symbol", x + entry->x,
                                     y + entry->y, entry->offset, clip);
        else
            scene_open_group(page->scene, "mark-symbol role-legend-symbol");
        vega_symbol_add(page, &mark, vega_legend_symbol_shape(page, legend, entry->value),
                        left + entry->offset / 2, middle,
                        vega_legend_symbol_area(page, legend, entry->value), 0);
        scene_close_group(page->scene);
        scene_open_group(page->scene, "mark-text role-legend-label");
        vega_text_add(page, entry->label, x + entry->x + label_place(page, legend, entry), middle,
                      &style);
        scene_close_group(page->scene);
        scene_close_group(page->scene);
    }
}

/* ---- whole legends
 * ------------------------------------------------------------------------------------- */

void vega_legend_measure(const VegaPage *page, Legend *legend)
{
    const double padding = setting(page, legend, "padding", 0);
    double size[2] = {0, 0}, ends[2];
    if (legend->kind == LEGEND_SYMBOLS)
        measure_symbols(page, legend, size);
    else
        vega_legend_measure_gradient(page, legend, size);
    vega_legend_place_title(page, legend, size, padding, ends);
    legend->width = ceil(ends[0] + padding);
    legend->height = ceil(ends[1] + padding);
}

void vega_legend_draw(VegaPage *page, const Legend *legend, double x, double y)
{
    Mark frame = {
        .kind = MARK_RECT,
        .role = "background",
        .fill = vega_legend_color(page, legend, "fillColor", COLOR_NONE),
        .stroke = vega_legend_color(page, legend, "strokeColor", COLOR_NONE),
        .stroke_width = config_number(page->config, "legend", "strokeWidth", 1),
        .as.rect = {x, y, legend->width, legend->height, setting(page, legend, "cornerRadius", 0)},
    };
    vega_set_dash(&frame, config_value(page->config, "legend", "strokeDash"));
    vega_reserve(page, x, y, x + legend->width, y + legend->height);
    scene_open_group(page->scene, "mark-group role-legend");
    if (frame.fill.alpha > 0 || frame.stroke.alpha > 0)
        scene_add(page->scene, &frame);
    vega_legend_draw_title(page, legend, x, y);
    const double left = x + legend->entries_at[0], top = y + legend->entries_at[1];
    if (legend->kind == LEGEND_SYMBOLS)
        draw_symbols(page, legend, left, top);
    else
        vega_legend_draw_gradient(page, legend, left, top);
    scene_close_group(page->scene);
}
