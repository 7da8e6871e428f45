/* Legends of colour and shape: symbols with their labels; of a measure: a gradient. */
#include "scene/vega_ticks.h"

#include <math.h>
#include <string.h>

static const double ROW_GAP = 2, TITLE_GAP = 5, ENTRY = 11, GRADIENT_LENGTH = 200,
                    GRADIENT_WIDTH = 16, LEGEND_GAP = 12;

static const Channel legend_channels[] = {CHANNEL_COLOR, CHANNEL_FILL, CHANNEL_STROKE,
                                          CHANNEL_SHAPE};
enum { N_LEGEND_CHANNELS = G_N_ELEMENTS(legend_channels) };

/* Scales of one field and title make one legend. */
typedef struct {
    const MarkScale *first;
    const MarkScale *scales[N_LEGEND_CHANNELS]; /* NULL: not in this legend */
} Legend;

static gboolean same_legend(const MarkScale *a, const MarkScale *b)
{
    return g_strcmp0(a->spec->field, b->spec->field) == 0 && g_strcmp0(a->title, b->title) == 0 &&
           scale_is_discrete(a->scale) && scale_is_discrete(b->scale);
}

static guint collect(const VegaPage *page, Legend legends[N_LEGEND_CHANNELS])
{
    guint n = 0;
    for (int c = 0; c < N_LEGEND_CHANNELS; c++) {
        const MarkScale *scale = page->chart->grammar.marks[legend_channels[c]];
        guint i = 0;
        if (!scale || scale->spec->no_legend)
            continue;
        while (i < n && !same_legend(legends[i].first, scale))
            i++;
        if (i == n)
            legends[n++] = (Legend){.first = scale};
        legends[i].scales[c] = scale;
    }
    return n;
}

static gboolean stands_left(const VegaPage *page, const Legend *legend)
{
    const char *orient = json_string(legend->first->spec->legend, "orient");
    if (!orient)
        orient = config_text(page->config, "legend", "orient");
    return g_strcmp0(orient, "left") == 0;
}

static VegaText text_style(const VegaPage *page, gboolean title)
{
    static const Color black = {.alpha = 1};
    return (VegaText){
        .size = config_number(page->config, "legend", title ? "titleFontSize" : "labelFontSize",
                              title ? 11 : 10),
        .weight = title ? 700 : 400,
        .color = config_color(page->config, "legend", title ? "titleColor" : "labelColor", black),
        .baseline = title ? BASELINE_TOP : BASELINE_MIDDLE,
    };
}

/* ---- symbols
 * ---------------------------------------------------------------------------------------- */

/* As the mark of its layer looks, but for what the legend's scales say. */
static void style_symbol(VegaPage *page, const Legend *legend, Value value, Mark *mark)
{
    const Layer *layer = legend->first->layer;
    Color color = {.alpha = 1};
    const cJSON *own = layer_mark_value(layer, page->config, "color");
    if (cJSON_IsString(own))
        color_parse(own->valuestring, &color);
    if (legend->scales[0])
        color = vega_scale_color(page, legend->scales[0], value);
    const gboolean filled = layer->mark.filled;
    mark->fill = filled ? color : COLOR_NONE;
    mark->stroke = filled ? COLOR_NONE : color;
    if (legend->scales[1])
        mark->fill = vega_scale_color(page, legend->scales[1], value);
    if (legend->scales[2])
        mark->stroke = vega_scale_color(page, legend->scales[2], value);
    mark->stroke_width = mark->stroke.alpha > 0 ? 1.5 : 0;
    const gboolean light = layer->mark.type == SHAPE_POINT || layer->mark.type == SHAPE_TICK;
    const double opacity = layer_mark_number(layer, page->config, "opacity", light ? 0.7 : 1);
    mark->fill.alpha *= opacity;
    mark->stroke.alpha *= opacity;
}

static const char *symbol_shape(const Legend *legend, Value value)
{
    const Layer *layer = legend->first->layer;
    if (legend->scales[3])
        return vega_scale_shape(legend->scales[3], value);
    switch (layer->mark.type) {
    case SHAPE_LINE:
    case SHAPE_RULE: return "stroke";
    case SHAPE_POINT: return layer->mark.shape ? layer->mark.shape : "circle";
    default: return layer->mark.type == SHAPE_TEXT ? "circle" : "square";
    }
}

static char *entry_label(const MarkScale *scale, const char *category)
{
    const ChannelSpec *spec = scale->spec;
    const gboolean time = spec->time_unit || spec->type == TYPE_TEMPORAL;
    const Value value =
        time ? value_number(g_ascii_strtod(category, NULL)) : value_string(category);
    return vega_value_text(value, spec, json_string(spec->legend, "format"));
}

/* Returns the height of the entries; x NAN: only measured, width grows. */
static double draw_entries(VegaPage *page, const Legend *legend, double x, double y, double *width)
{
    const double size = config_number(page->config, "legend", "symbolSize", 100);
    const VegaText style = text_style(page, FALSE);
    const double height = fmax(ENTRY, sqrt(size) + 1.5) + ROW_GAP;
    const GPtrArray *categories = legend->first->scale->categories;
    for (guint i = 0; i < categories->len; i++) {
        g_autofree char *label = entry_label(legend->first, categories->pdata[i]);
        const double left = sqrt(size) + 6;
        *width = fmax(*width, left + vega_text_width(page, label, style.size, 400));
        if (isnan(x))
            continue;
        const Value value = value_string(categories->pdata[i]);
        const double middle = y + height * i + height / 2;
        Mark mark = {0};
        style_symbol(page, legend, value, &mark);
        scene_open_group(page->scene, "mark-group role-legend-entry");
        scene_open_group(page->scene, "mark-symbol role-legend-symbol");
        vega_symbol_add(page, &mark, symbol_shape(legend, value), x + sqrt(size) / 2 + 1, middle,
                        size);
        scene_close_group(page->scene);
        scene_open_group(page->scene, "mark-text role-legend-label");
        vega_text_add(page, label, x + left, middle, &style);
        scene_close_group(page->scene);
        scene_close_group(page->scene);
    }
    return height * categories->len;
}

/* ---- gradients
 * --------------------------------------------------------------------------------------- */

/* A column of thin steps, the largest value on top. */
static double draw_gradient(VegaPage *page, const Legend *legend, double x, double y, double *width)
{
    const MarkScale *scale = legend->first;
    const double length = fmin(GRADIENT_LENGTH, page->height);
    const VegaText style = text_style(page, FALSE);
    g_autoptr(Scale) along = scale_new(scale->scale->type);
    memcpy(along->domain, scale->scale->domain, sizeof along->domain);
    scale_set_range(along, length, 0);
    g_autoptr(GArray) ticks =
        vega_ticks_of(along, fmax(2, 2 * floor(length / 100)),
                      json_string(scale->spec->legend, "format"), scale->spec);
    for (guint i = 0; i < ticks->len; i++) {
        const VegaTick *tick = &g_array_index(ticks, VegaTick, i);
        *width =
            fmax(*width, GRADIENT_WIDTH + 2 + vega_text_width(page, tick->label, style.size, 400));
    }
    if (isnan(x))
        return length;
    scene_open_group(page->scene, "mark-rect role-legend-gradient");
    for (double at = 0; at < length; at += 2) {
        const double value = scale_invert(along, at + 1);
        scene_add(page->scene,
                  &(Mark){.kind = MARK_RECT,
                          .fill = vega_scale_color(page, scale, value_number(value)),
                          .as.rect = {x, y + at, GRADIENT_WIDTH, fmin(2, length - at), 0}});
    }
    scene_close_group(page->scene);
    scene_open_group(page->scene, "mark-text role-legend-label");
    for (guint i = 0; i < ticks->len; i++) {
        const VegaTick *tick = &g_array_index(ticks, VegaTick, i);
        vega_text_add(page, tick->label, x + GRADIENT_WIDTH + 2, y + tick->place, &style);
    }
    scene_close_group(page->scene);
    return length;
}

static double draw_legend(VegaPage *page, const Legend *legend, double x, double y, double *width)
{
    const char *title = legend->first->title;
    const VegaText style = text_style(page, TRUE);
    const double top = title && *title ? style.size + TITLE_GAP : 0;
    if (top > 0)
        *width = fmax(*width, vega_text_width(page, title, style.size, 700));
    if (!isnan(x)) {
        scene_open_group(page->scene, "mark-group role-legend");
        if (top > 0) {
            scene_open_group(page->scene, "mark-text role-legend-title");
            vega_text_add(page, title, x, y, &style);
            scene_close_group(page->scene);
        }
    }
    const double height = scale_is_discrete(legend->first->scale)
                              ? draw_entries(page, legend, x, y + top, width)
                              : draw_gradient(page, legend, x, y + top, width);
    if (!isnan(x))
        scene_close_group(page->scene);
    return top + height;
}

void vega_legends_draw(VegaPage *page, double left, double right, double top)
{
    Legend legends[N_LEGEND_CHANNELS];
    const guint n = collect(page, legends);
    const double offset = config_number(page->config, "legend", "offset", 18);
    double y[2] = {top, top}, widest = 0; /* right, left */
    for (guint i = 0; i < n; i++) {
        if (stands_left(page, &legends[i]))
            draw_legend(page, &legends[i], NAN, 0, &widest);
    }
    for (guint i = 0; i < n; i++) {
        const int side = stands_left(page, &legends[i]);
        double width = 0;
        y[side] += LEGEND_GAP + draw_legend(page, &legends[i],
                                            side ? left - offset - widest : right + offset, y[side],
                                            &width);
    }
}
