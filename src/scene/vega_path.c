/* Rules and texts of the whole grammar. */
#include "scene/vega_page.h"

#include <math.h>
#include <string.h>

/* ---- rules
 * ---------------------------------------------------------------------------------------------- */

void vega_line_add(VegaPage *page, double x1, double y1, double x2, double y2, Color color,
                   double width)
{
    const PathSegment segments[] = {{'M', {x1, y1}}, {'L', {x2, y2}}};
    scene_add(page->scene, &(Mark){.kind = MARK_PATH,
                                   .stroke = color,
                                   .stroke_width = width,
                                   .as.path = {segments, 2}});
}

void vega_draw_rules(VegaPage *page, const Layer *layer)
{
    for (guint row = 0; row < layer->frame->n_rows; row++) {
        double x[2], y[2];
        if (!layer_row_shown(layer, row))
            continue;
        /* a vertical rule is a point in x, unless it has both ends there */
        x[0] = x[1] = vega_point(page, layer, row, CHANNEL_X);
        y[0] = y[1] = vega_point(page, layer, row, CHANNEL_Y);
        if ((layer->orient != ORIENT_VERTICAL && !vega_range(page, layer, row, CHANNEL_X, x)) ||
            (layer->orient != ORIENT_HORIZONTAL && !vega_range(page, layer, row, CHANNEL_Y, y)) ||
            !isfinite(x[0] + x[1] + y[0] + y[1]))
            continue;
        const PathSegment segments[] = {{'M', {x[0], y[0]}}, {'L', {x[1], y[1]}}};
        Mark mark = {.kind = MARK_PATH};
        vega_style(page, layer, row, &mark);
        mark.fill = COLOR_NONE;
        mark.as.path = (MarkPath){segments, 2};
        scene_add(page->scene, &mark);
    }
}

/* ---- texts
 * ---------------------------------------------------------------------------------------------- */

static int word_of(const VegaPage *page, const Layer *layer, const char *name,
                   const char *const *words, int fallback)
{
    const char *word = cJSON_GetStringValue(layer_mark_value(layer, page->config, name));
    for (int i = 0; word && words[i]; i++) {
        if (strcmp(words[i], word) == 0)
            return i;
    }
    return fallback;
}

static int font_weight(const VegaPage *page, const Layer *layer)
{
    const cJSON *weight = layer_mark_value(layer, page->config, "fontWeight");
    if (cJSON_IsNumber(weight))
        return weight->valueint;
    return g_strcmp0(cJSON_GetStringValue(weight), "bold") == 0 ? 700 : 400;
}

/* A tooltip belongs to a group around the text, so that the text holds nothing but its words. */
static void add_text(VegaPage *page, const char *text, double x, double y, const VegaText *style,
                     const char *tooltip)
{
    if (tooltip)
        scene_add(page->scene, &(Mark){.kind = MARK_GROUP, .title = tooltip});
    vega_text_add(page, text, x, y, style);
    if (tooltip)
        scene_close_group(page->scene);
}

/* The lines that the mark itself has. */
static char *mark_lines(const VegaPage *page, const Layer *layer)
{
    const cJSON *told = layer_mark_value(layer, page->config, "text");
    g_autoptr(GString) lines = g_string_new(cJSON_GetStringValue(told));
    for (const cJSON *line = cJSON_IsArray(told) ? told->child : NULL; line; line = line->next)
        g_string_append_printf(lines, "%s%s", lines->len > 0 ? "\n" : "", line->valuestring);
    return g_strdup(lines->str);
}

static char *row_text(const VegaPage *page, const Layer *layer, guint row)
{
    const ChannelSpec *spec = &layer->channels[CHANNEL_TEXT];
    if (!spec->present)
        return mark_lines(page, layer);
    const Value value = vega_row_text(layer, row, CHANNEL_TEXT);
    return value.type == VALUE_NULL && !spec->field ? g_strdup("")
                                                    : vega_value_text(value, spec, spec->format);
}

void vega_draw_texts(VegaPage *page, const Layer *layer)
{
    static const char *const aligns[] = {"left", "center", "right", NULL};
    static const char *const baselines[] = {"alphabetic", "top", "middle", "bottom", NULL};
    for (guint row = 0; row < layer->frame->n_rows; row++) {
        const double x = vega_point(page, layer, row, CHANNEL_X) +
                         layer_mark_number(layer, page->config, "dx", 0);
        const double y = vega_point(page, layer, row, CHANNEL_Y) +
                         layer_mark_number(layer, page->config, "dy", 0);
        if (!isfinite(x + y) || !layer_row_shown(layer, row))
            continue;
        Mark mark = {0};
        vega_style(page, layer, row, &mark);
        const VegaText style = {
            .size = vega_channel_number(page, layer, row, CHANNEL_SIZE, "fontSize", 11),
            .line_height = layer_mark_number(layer, page->config, "lineHeight", 0),
            .weight = font_weight(page, layer),
            .color = mark.fill,
            .anchor = (TextAnchor)word_of(page, layer, "align", aligns, 1),
            .baseline = (Baseline)word_of(page, layer, "baseline", baselines, BASELINE_MIDDLE),
            .angle = vega_channel_number(page, layer, row, CHANNEL_ANGLE, "angle", 0),
            .href = mark.href,
        };
        if (!(style.size > 0)) /* of a missing value */
            continue;
        g_autofree char *text = row_text(page, layer, row);
        if (*text)
            add_text(page, text, x, y, &style, mark.title);
    }
}
