/* One legend: measured, then drawn. */
#include "scene/vega_legend.h"

#include <math.h>
#include <string.h>

static double setting(const VegaPage *page, const Legend *legend, const char *name, double fallback)
{
    return vega_legend_number(page, legend, name, fallback);
}

static int weight_of(const cJSON *weight)
{
    return cJSON_IsNumber(weight)                                 ? weight->valueint
           : g_strcmp0(cJSON_GetStringValue(weight), "bold") == 0 ? 700
                                                                  : 400;
}

static VegaText text_style(const VegaPage *page, const Legend *legend, gboolean title)
{
    static const Color black = {.alpha = 1};
    return (VegaText){
        .size = setting(page, legend, title ? "titleFontSize" : "labelFontSize", title ? 11 : 10),
        .weight = weight_of(
            vega_legend_value(page, legend, title ? "titleFontWeight" : "labelFontWeight")),
        .color = vega_legend_color(page, legend, title ? "titleColor" : "labelColor", black),
        .baseline = title ? BASELINE_TOP : BASELINE_MIDDLE,
    };
}

/* ---- symbols: how they look (Vega-Lite's compile/legend/encode.ts)
 * -------------------------------------- */

/* The first constant that a channel's conditions, or the channel, give. */
static const cJSON *first_constant(const Layer *layer, Channel channel)
{
    const ChannelSpec *spec = &layer->channels[channel];
    if (!spec->present)
        return NULL;
    if (spec->value && spec->condition)
        return spec->value;
    const cJSON *condition = spec->condition;
    if (condition && cJSON_IsArray(condition))
        condition = condition->child;
    const cJSON *value = json_member(condition, "value");
    return value ? value : spec->value;
}

/* A colour that the layer has without the legend's scales; FALSE: none.  By data: not told here. */
static gboolean layer_color(const VegaPage *page, const Layer *layer, gboolean fill, Color *color,
                            gboolean *by_data)
{
    const Channel own = fill ? CHANNEL_FILL : CHANNEL_STROKE;
    const gboolean colored = layer->mark.filled == fill;
    const Channel channels[] = {own, CHANNEL_COLOR};
    *by_data = FALSE;
    for (int i = 0; i < (colored ? 2 : 1); i++) {
        const ChannelSpec *spec = &layer->channels[channels[i]];
        const cJSON *constant = first_constant(layer, channels[i]);
        if (!spec->present)
            continue;
        if (!constant && vega_shows_data(spec)) {
            *by_data = TRUE;
            return TRUE;
        }
        if (constant) {
            *color = COLOR_NONE;
            return !cJSON_IsString(constant) || color_parse(constant->valuestring, color);
        }
    }
    if (vega_mark_color(page, layer, fill ? "fill" : "stroke", color))
        return TRUE;
    if (colored)
        return vega_mark_color(page, layer, "color", color);
    *color = COLOR_NONE;
    return fill && (layer->mark.type == SHAPE_BAR || layer->mark.type == SHAPE_POINT);
}

/* The opacity that all marks of the layer have; NAN: nothing is said. */
static double layer_opacity(const VegaPage *page, const Legend *legend)
{
    const Layer *layer = legend->layer;
    const ChannelSpec *spec = &layer->channels[CHANNEL_OPACITY];
    const double own = setting(page, legend, "symbolOpacity", NAN);
    double most = cJSON_IsNumber(spec->value) ? spec->value->valuedouble : NAN;
    if (!isnan(own))
        return own;
    const gboolean list = spec->condition && cJSON_IsArray(spec->condition);
    for (const cJSON *item = list ? spec->condition->child : spec->condition; spec->present && item;
         item = list ? item->next : NULL) {
        const double value = json_number(item, "value", NAN);
        most = isnan(most) ? value : fmax(most, value);
    }
    const double usual = vega_default_opacity(page, layer);
    return !isnan(most) ? most : json_number(layer->mark.json, "opacity", usual);
}

static void style_symbol(const VegaPage *page, const Legend *legend, Value value, Mark *mark)
{
    static const Color grey = {0x88, 0x88, 0x88, 1}, black = {.alpha = 1};
    const Layer *layer = legend->layer;
    const MarkScale *const *scales = legend->scales;
    gboolean by_data, filled_by_data = FALSE, filled = FALSE, stroked = FALSE;
    mark->fill = vega_legend_color(page, legend, "symbolFillColor", COLOR_NONE);
    mark->stroke = vega_legend_color(page, legend, "symbolStrokeColor",
                                     scales[LEGEND_FILL] ? COLOR_NONE : grey);
    Color color;
    if (!scales[LEGEND_FILL] && layer_color(page, layer, TRUE, &color, &filled_by_data)) {
        mark->fill = filled_by_data ? black : color;
        filled = mark->fill.alpha > 0;
    }
    if (!scales[LEGEND_STROKE] && layer_color(page, layer, FALSE, &color, &by_data) && !by_data) {
        mark->stroke = color;
        stroked = TRUE;
    }
    if (filled && !stroked) /* what is filled has no line that it does not ask for */
        mark->stroke = COLOR_NONE;
    if (scales[LEGEND_FILL])
        mark->fill = mark_scale_color(scales[LEGEND_FILL], value);
    if (scales[LEGEND_STROKE])
        mark->stroke = mark_scale_color(scales[LEGEND_STROKE], value);
    const double opacity = scales[LEGEND_OPACITY] ? mark_scale_number(scales[LEGEND_OPACITY], value)
                                                  : layer_opacity(page, legend);
    mark->fill.alpha *= isnan(opacity) ? 1 : opacity;
    if (filled_by_data) /* Vega-Lite says it of the fill and of the symbol */
        mark->fill.alpha *= isnan(opacity) ? 1 : opacity;
    mark->stroke.alpha *= isnan(opacity) ? 1 : opacity;
    mark->stroke_width = layer_mark_number(layer, page->config, "strokeWidth",
                                           setting(page, legend, "symbolStrokeWidth", 1.5));
    if (scales[LEGEND_STROKE_WIDTH])
        mark->stroke_width = mark_scale_number(scales[LEGEND_STROKE_WIDTH], value);
    if (mark->stroke.alpha <= 0 || !(mark->stroke_width >= 0))
        mark->stroke_width = 0;
    const cJSON *dash = vega_legend_value(page, legend, "symbolDash");
    vega_set_dash(mark, scales[LEGEND_STROKE_DASH]
                            ? mark_scale_item(scales[LEGEND_STROKE_DASH], value)
                        : dash ? dash
                               : layer_mark_value(layer, page->config, "strokeDash"));
}

/* Vega-Lite's defaultSymbolType; of several layers a circle comes before the others. */
static const char *symbol_type(const VegaPage *page, const Legend *legend)
{
    const char *found = cJSON_GetStringValue(vega_legend_value(page, legend, "symbolType"));
    for (guint i = 0; i < page->panel->layers->len && !found; i++) {
        const Layer *layer = page->panel->layers->pdata[i];
        gboolean member = FALSE;
        for (guint m = 0; m < legend->members->len; m++)
            member |= vega_shows_data(&layer->channels[g_array_index(legend->members, Channel, m)]);
        if (!member)
            continue;
        const char *shape = cJSON_GetStringValue(first_constant(layer, CHANNEL_SHAPE));
        const MarkType type = layer->mark.type;
        if (!shape)
            shape = layer->mark.shape ? layer->mark.shape : json_string(layer->mark.json, "shape");
        if (!shape)
            shape = type == SHAPE_BAR || type == SHAPE_RECT    ? "square"
                    : type == SHAPE_LINE || type == SHAPE_RULE ? "stroke"
                                                               : "circle";
        if (strcmp(shape, "circle") == 0)
            return shape;
        if (layer == legend->layer)
            found = shape;
        for (guint rest = i + 1; rest < page->panel->layers->len; rest++) {
            const Layer *other = page->panel->layers->pdata[rest];
            if (other->mark.type == SHAPE_POINT && !other->mark.shape &&
                vega_shows_data(&other->channels[g_array_index(legend->members, Channel, 0)]))
                return "circle";
        }
    }
    return found ? found : "circle";
}

static const char *entry_shape(const VegaPage *page, const Legend *legend, Value value)
{
    const MarkScale *scale = legend->scales[LEGEND_SHAPE];
    return scale ? cJSON_GetStringValue(mark_scale_item(scale, value)) : symbol_type(page, legend);
}

static double entry_area(const VegaPage *page, const Legend *legend, Value value)
{
    const MarkScale *scale = legend->scales[LEGEND_SIZE];
    const double size =
        scale ? mark_scale_number(scale, value) : setting(page, legend, "symbolSize", 100);
    return size >= 0 ? size : 0;
}

/* ---- symbols: where they stand (vega-view-transforms' gridLayout)
 * ---------------------------------------- */

static char *fit_label(const VegaPage *page, const Legend *legend, const char *label)
{
    const VegaText style = text_style(page, legend, FALSE);
    return vega_text_limit(page, label, setting(page, legend, "labelLimit", 160), style.size,
                           style.weight);
}

/* px of an entry's box from its left top corner */
static void entry_box(const VegaPage *page, const Legend *legend, const LegendEntry *entry,
                      double box[2])
{
    const VegaText style = text_style(page, legend, FALSE);
    const double clip = setting(page, legend, "clipHeight", 0);
    g_autofree char *label = fit_label(page, legend, entry->label);
    const double width = vega_text_width(page, label, style.size, style.weight);
    box[0] = entry->offset + setting(page, legend, "labelOffset", 4) + width;
    box[1] = clip > 0 ? clip : entry->size / 2 + fmax(entry->reach, style.size / 2);
}

static void size_entries(const VegaPage *page, Legend *legend, guint n_columns)
{
    const VegaText style = text_style(page, legend, FALSE);
    double largest = 0;
    for (guint i = 0; i < legend->entries->len; i++) {
        LegendEntry *entry = &g_array_index(legend->entries, LegendEntry, i);
        Mark mark = {0};
        style_symbol(page, legend, entry->value, &mark);
        const double area = entry_area(page, legend, entry->value);
        const double stroke =
            legend->scales[LEGEND_STROKE_WIDTH]
                ? mark_scale_number(legend->scales[LEGEND_STROKE_WIDTH], entry->value)
                : setting(page, legend, "symbolStrokeWidth", 1.5);
        entry->reach = sqrt(area) / 2 + (mark.stroke.alpha > 0 ? mark.stroke_width / 2 : 0);
        entry->size = fmax(ceil(sqrt(area) + stroke), style.size);
        largest = fmax(largest, entry->size);
    }
    for (guint i = 0; i < legend->entries->len; i++) {
        LegendEntry *entry = &g_array_index(legend->entries, LegendEntry, i);
        entry->offset = n_columns > 0 ? largest : entry->size;
    }
}

static void measure_symbols(const VegaPage *page, Legend *legend, double size[2])
{
    const guint n = legend->entries->len;
    const guint wanted = (guint)setting(page, legend, "columns", legend->horizontal ? 0 : 1);
    const guint n_columns = wanted > 0 ? MIN(wanted, MAX(n, 1)) : MAX(n, 1);
    const guint n_rows = MAX((n + n_columns - 1) / n_columns, 1);
    g_autofree double *widths = g_new0(double, n_columns), *heights = g_new0(double, n_rows);
    size_entries(page, legend, wanted);
    for (int pass = 0; pass < 2; pass++) {
        for (guint i = 0; i < n; i++) {
            LegendEntry *entry = &g_array_index(legend->entries, LegendEntry, i);
            const guint row = legend->horizontal ? i / n_columns : i % n_rows;
            const guint column = legend->horizontal ? i % n_columns : i / n_rows;
            double box[2];
            entry_box(page, legend, entry, box);
            if (pass == 0) {
                widths[column] = fmax(widths[column], ceil(box[0]));
                heights[row] = fmax(heights[row], ceil(box[1]));
                continue;
            }
            entry->x = entry->y = 0;
            for (guint c = 0; c < column; c++)
                entry->x += widths[c] + setting(page, legend, "columnPadding", 10);
            for (guint r = 0; r < row; r++)
                entry->y += heights[r] + setting(page, legend, "rowPadding", 2);
            if (n_columns > 1)
                entry->y += (heights[row] - box[1]) / 2;
            size[0] = fmax(size[0], entry->x + box[0]);
            size[1] = fmax(size[1], entry->y + box[1]);
        }
    }
}

static void draw_symbols(VegaPage *page, const Legend *legend, double x, double y)
{
    const VegaText style = text_style(page, legend, FALSE);
    const double clip = setting(page, legend, "clipHeight", 0);
    for (guint i = 0; i < legend->entries->len; i++) {
        const LegendEntry *entry = &g_array_index(legend->entries, LegendEntry, i);
        const double left = x + entry->x + setting(page, legend, "symbolOffset", 0);
        const double middle = y + entry->y + (clip > 0 ? clip : entry->size) / 2;
        g_autofree char *label = fit_label(page, legend, entry->label);
        Mark mark = {0};
        style_symbol(page, legend, entry->value, &mark);
        scene_open_group(page->scene, "mark-group role-legend-entry");
        if (clip > 0)
            scene_open_clipped_group(page->scene, "mark-symbol role-legend-symbol", x + entry->x,
                                     y + entry->y, entry->offset, clip);
        else
            scene_open_group(page->scene, "mark-symbol role-legend-symbol");
        vega_symbol_add(page, &mark, entry_shape(page, legend, entry->value),
                        left + entry->offset / 2, middle, entry_area(page, legend, entry->value),
                        0);
        scene_close_group(page->scene);
        scene_open_group(page->scene, "mark-text role-legend-label");
        vega_text_add(page, label, left + entry->offset + setting(page, legend, "labelOffset", 4),
                      middle, &style);
        scene_close_group(page->scene);
        scene_close_group(page->scene);
    }
}

/* ---- gradients
 * ---------------------------------------------------------------------------------------- */

/* px along the gradient's line, from its left or top end */
static double gradient_place(const Legend *legend, double share)
{
    return legend->length * (legend->horizontal ? share : 1 - share);
}

/* Labels that overlap go, every other one (vega-view-transforms' Overlap). */
static void thin_labels(const VegaPage *page, Legend *legend)
{
    const VegaText style = text_style(page, legend, FALSE);
    g_autoptr(GArray) shown = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < legend->entries->len; i++)
        g_array_append_val(shown, i);
    for (gboolean overlap = TRUE; overlap && shown->len >= 3;) {
        overlap = FALSE;
        double end = -INFINITY;
        for (guint i = 0; i < shown->len; i++) {
            const LegendEntry *entry =
                &g_array_index(legend->entries, LegendEntry, g_array_index(shown, guint, i));
            const double half =
                (legend->horizontal ? vega_text_width(page, entry->label, style.size, style.weight)
                                    : style.size) /
                2;
            const double at = entry->share[0] * legend->length;
            overlap |= at - half < end;
            end = at + half;
        }
        for (guint i = shown->len; overlap && i-- > 0;) {
            if (i % 2) {
                g_array_index(legend->entries, LegendEntry, g_array_index(shown, guint, i)).shown =
                    FALSE;
                g_array_remove_index(shown, i);
            }
        }
    }
}

static void measure_gradient(const VegaPage *page, Legend *legend, double size[2])
{
    const VegaText style = text_style(page, legend, FALSE);
    const double thickness = setting(page, legend, "gradientThickness", 16);
    double widest = 0;
    thin_labels(page, legend);
    for (guint i = 0; i < legend->entries->len; i++) {
        const LegendEntry *entry = &g_array_index(legend->entries, LegendEntry, i);
        widest = fmax(widest, vega_text_width(page, entry->label, style.size, style.weight));
    }
    size[0] = legend->horizontal ? legend->length : thickness + 2 + widest;
    size[1] = legend->horizontal ? thickness + 2 + style.size : legend->length;
}

static void add_step(VegaPage *page, const Legend *legend, double x, double y, double from,
                     double to, Value value)
{
    const MarkScale *scale = vega_legend_scale(legend);
    const double thickness = setting(page, legend, "gradientThickness", 16);
    const double opacity = setting(page, legend, "gradientOpacity",
                                   json_number(legend->layer->mark.json, "opacity",
                                               vega_default_opacity(page, legend->layer)));
    const double low = fmin(from, to), length = fabs(to - from);
    Color color = mark_scale_color(scale, value);
    color.alpha *= opacity;
    const MarkRect across = {x + low, y, length, thickness, 0};
    const MarkRect down = {x, y + low, thickness, length, 0};
    scene_add(
        page->scene,
        &(Mark){.kind = MARK_RECT, .fill = color, .as.rect = legend->horizontal ? across : down});
}

static void draw_gradient(VegaPage *page, const Legend *legend, double x, double y)
{
    const MarkScale *scale = vega_legend_scale(legend);
    const double thickness = setting(page, legend, "gradientThickness", 16);
    VegaText style = text_style(page, legend, FALSE);
    scene_open_group(page->scene, legend->kind == LEGEND_BANDS ? "mark-rect role-legend-band"
                                                               : "mark-rect role-legend-gradient");
    const guint n_steps = (guint)ceil(legend->length / 2);
    for (guint i = 0; i < n_steps && legend->kind == LEGEND_GRADIENT; i++) {
        const double middle = (i + 0.5) / n_steps;
        add_step(page, legend, x, y, gradient_place(legend, i / (double)n_steps),
                 gradient_place(legend, (i + 1) / (double)n_steps),
                 value_number(scale_invert(scale->scale, middle)));
    }
    for (guint i = 0; i < legend->entries->len && legend->kind == LEGEND_BANDS; i++) {
        const LegendEntry *entry = &g_array_index(legend->entries, LegendEntry, i);
        add_step(page, legend, x, y, gradient_place(legend, entry->share[0]),
                 gradient_place(legend, entry->share[1]), entry->value);
    }
    scene_close_group(page->scene);
    scene_open_group(page->scene, "mark-text role-legend-label");
    for (guint i = 0; i < legend->entries->len; i++) {
        const LegendEntry *entry = &g_array_index(legend->entries, LegendEntry, i);
        const double share = entry->share[0], at = gradient_place(legend, share);
        if (!entry->shown || !*entry->label || !isfinite(at))
            continue;
        if (legend->horizontal) {
            style.anchor = share <= 0 ? ANCHOR_START : share >= 1 ? ANCHOR_END : ANCHOR_MIDDLE;
            style.baseline = BASELINE_TOP;
            vega_text_add(page, entry->label, x + at, y + thickness + 2, &style);
        } else {
            style.baseline = share <= 0   ? BASELINE_BOTTOM
                             : share >= 1 ? BASELINE_TOP
                                          : BASELINE_MIDDLE;
            vega_text_add(page, entry->label, x + thickness + 2, y + at, &style);
        }
    }
    scene_close_group(page->scene);
}

/* ---- whole legends
 * ------------------------------------------------------------------------------------- */

static char *fit_title(const VegaPage *page, const Legend *legend)
{
    const VegaText style = text_style(page, legend, TRUE);
    return vega_text_limit(page, legend->title, setting(page, legend, "titleLimit", 180),
                           style.size, style.weight);
}

void vega_legend_measure(const VegaPage *page, Legend *legend)
{
    const VegaText style = text_style(page, legend, TRUE);
    const double padding = setting(page, legend, "padding", 0);
    double size[2] = {0, 0}, widest = 0;
    if (legend->title && *legend->title) {
        g_autofree char *title = fit_title(page, legend);
        legend->title_height = style.size + setting(page, legend, "titlePadding", 5);
        widest = vega_text_width(page, title, style.size, style.weight);
    }
    if (legend->kind == LEGEND_SYMBOLS)
        measure_symbols(page, legend, size);
    else
        measure_gradient(page, legend, size);
    legend->width = ceil(fmax(size[0], widest) + 2 * padding);
    legend->height = ceil(legend->title_height + size[1] + 2 * padding);
}

void vega_legend_draw(VegaPage *page, const Legend *legend, double x, double y)
{
    const VegaText style = text_style(page, legend, TRUE);
    const double padding = setting(page, legend, "padding", 0);
    const Mark frame = {
        .kind = MARK_RECT,
        .role = "background",
        .fill = vega_legend_color(page, legend, "fillColor", COLOR_NONE),
        .stroke = vega_legend_color(page, legend, "strokeColor", COLOR_NONE),
        .stroke_width = 1,
        .as.rect = {x, y, legend->width, legend->height, setting(page, legend, "cornerRadius", 0)},
    };
    scene_open_group(page->scene, "mark-group role-legend");
    if (frame.fill.alpha > 0 || frame.stroke.alpha > 0)
        scene_add(page->scene, &frame);
    if (legend->title_height > 0) {
        g_autofree char *title = fit_title(page, legend);
        scene_open_group(page->scene, "mark-text role-legend-title");
        vega_text_add(page, title, x + padding, y + padding, &style);
        scene_close_group(page->scene);
    }
    const double top = y + padding + legend->title_height;
    if (legend->kind == LEGEND_SYMBOLS)
        draw_symbols(page, legend, x + padding, top);
    else
        draw_gradient(page, legend, x + padding, top);
    scene_close_group(page->scene);
}
