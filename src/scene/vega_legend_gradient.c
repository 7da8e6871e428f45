/* Gradients and bands of colours in a legend, and the labels beside them. */
#include "scene/vega_legend.h"
#include "scene/vega_overlap.h"

#include <math.h>
#include <string.h>

static double thickness_of(const VegaPage *page, const Legend *legend)
{
    return vega_legend_number(page, legend, "gradientThickness", 16);
}

/* px along the gradient's line, from its left or top end */
static double gradient_place(const Legend *legend, double share)
{
    return legend->length * (legend->horizontal ? share : 1 - share);
}

/* ---- labels
 * ---------------------------------------------------------------------------------------- */

/* What the legend says; else the config, which has its own name for gradients. */
static double own_number(const VegaPage *page, const Legend *legend, const char *name,
                         const char *config_name, double fallback)
{
    const cJSON *own = vega_legend_own(page, legend, name);
    return cJSON_IsNumber(own) ? own->valuedouble
                               : config_number(page->config, "legend", config_name, fallback);
}

/* Its style and its place from the gradient's left top corner; FALSE: it has none. */
static gboolean label_style(const VegaPage *page, const Legend *legend, const LegendEntry *entry,
                            VegaText *style, double at[2])
{
    const double share = entry->share[0], along = gradient_place(legend, share);
    const double beside = thickness_of(page, legend) +
                          own_number(page, legend, "labelOffset", "gradientLabelOffset", 2);
    *style = vega_legend_label_style(page, legend);
    style->limit = own_number(page, legend, "labelLimit", "gradientLabelLimit", 0);
    style->anchor = !legend->horizontal || share <= 0 ? ANCHOR_START
                    : share >= 1                      ? ANCHOR_END
                                                      : ANCHOR_MIDDLE;
    style->baseline = legend->horizontal ? BASELINE_TOP
                      : share <= 0       ? BASELINE_BOTTOM
                      : share >= 1       ? BASELINE_TOP
                                         : BASELINE_MIDDLE;
    at[0] = legend->horizontal ? along : beside;
    at[1] = legend->horizontal ? beside : along;
    return *entry->label && isfinite(along);
}

/* Labels that overlap go, unless nobody wants that. */
static void thin_labels(const VegaPage *page, Legend *legend)
{
    const cJSON *wanted = vega_legend_value(page, legend, "labelOverlap");
    const Scale *scale = vega_legend_scale(legend)->scale;
    const char *word = cJSON_GetStringValue(wanted);
    const gboolean logarithmic = scale->type == SCALE_LOG || scale->type == SCALE_SYMLOG;
    const gboolean classes =
        legend->kind == LEGEND_BANDS && vega_legend_scale(legend)->classes <= CLASSES_QUANTILE;
    const gboolean greedy =
        word ? strcmp(word, "greedy") == 0 : !wanted && (logarithmic || classes);
    if (wanted && !word && !cJSON_IsTrue(wanted))
        return;
    g_autofree OverlapLabel *labels = g_new0(OverlapLabel, legend->entries->len + 1);
    for (guint i = 0; i < legend->entries->len; i++) {
        const LegendEntry *entry = &g_array_index(legend->entries, LegendEntry, i);
        VegaText style;
        double at[2];
        if (label_style(page, legend, entry, &style, at))
            vega_text_box(page, entry->label, at[0], at[1], &style, labels[i].box);
    }
    vega_overlap_thin(labels, legend->entries->len,
                      vega_legend_number(page, legend, "labelSeparation", 0), greedy);
    for (guint i = 0; i < legend->entries->len; i++)
        g_array_index(legend->entries, LegendEntry, i).shown = labels[i].shown;
}

void vega_legend_measure_gradient(const VegaPage *page, Legend *legend, double size[2])
{
    const double thickness = thickness_of(page, legend);
    size[0] = legend->horizontal ? legend->length : thickness;
    size[1] = legend->horizontal ? thickness : legend->length;
    thin_labels(page, legend);
    for (guint i = 0; i < legend->entries->len; i++) {
        const LegendEntry *entry = &g_array_index(legend->entries, LegendEntry, i);
        VegaText style;
        double at[2], box[4];
        if (!label_style(page, legend, entry, &style, at))
            continue;
        vega_text_box(page, entry->label, at[0], at[1], &style, box);
        size[0] = fmax(size[0], box[2]);
        size[1] = fmax(size[1], box[3]);
    }
}

/* ---- colours
 * --------------------------------------------------------------------------------------- */

static void add_step(VegaPage *page, const Legend *legend, double x, double y, double from,
                     double to, Value value)
{
    const double thickness = thickness_of(page, legend);
    const double low = fmin(from, to), length = fabs(to - from);
    const MarkRect across = {x + low, y, length, thickness, 0};
    const MarkRect down = {x, y + low, thickness, length, 0};
    Mark mark = {.kind = MARK_RECT,
                 .fill = mark_scale_color(vega_legend_scale(legend), value),
                 .as.rect = legend->horizontal ? across : down};
    mark.fill.alpha *= vega_legend_opacity(page, legend, "gradientOpacity");
    scene_add(page->scene, &mark);
}

static void draw_colors(VegaPage *page, const Legend *legend, double x, double y)
{
    const Scale *scale = vega_legend_scale(legend)->scale;
    const guint n_steps = legend->kind == LEGEND_GRADIENT ? (guint)ceil(legend->length / 2) : 0;
    for (guint i = 0; i < n_steps; i++) {
        const double middle = (i + 0.5) / n_steps;
        add_step(page, legend, x, y, gradient_place(legend, i / (double)n_steps),
                 gradient_place(legend, (i + 1) / (double)n_steps),
                 value_number(scale_invert(scale, middle)));
    }
    for (guint i = 0; i < legend->entries->len && legend->kind == LEGEND_BANDS; i++) {
        const LegendEntry *entry = &g_array_index(legend->entries, LegendEntry, i);
        add_step(page, legend, x, y, gradient_place(legend, entry->share[0]),
                 gradient_place(legend, entry->share[1]), entry->value);
    }
}

void vega_legend_draw_gradient(VegaPage *page, const Legend *legend, double x, double y)
{
    scene_open_group(page->scene, legend->kind == LEGEND_BANDS ? "mark-rect role-legend-band"
                                                               : "mark-rect role-legend-gradient");
    draw_colors(page, legend, x, y);
    scene_close_group(page->scene);
    scene_open_group(page->scene, "mark-text role-legend-label");
    for (guint i = 0; i < legend->entries->len; i++) {
        const LegendEntry *entry = &g_array_index(legend->entries, LegendEntry, i);
        VegaText style;
        double at[2];
        if (entry->shown && label_style(page, legend, entry, &style, at))
            vega_text_add(page, entry->label, x + at[0], y + at[1], &style);
    }
    scene_close_group(page->scene);
}
