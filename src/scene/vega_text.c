#include "chart/format.h"
#include "scene/vega_page.h"

#include <math.h>
#include <string.h>

double vega_text_width(const VegaPage *page, const char *text, double size, int weight)
{
    const Font font = {page->font, size, weight ? weight : 400, FALSE};
    return font_width(&font, text);
}

static double line_height(const VegaText *style)
{
    return style->line_height > 0 ? style->line_height : style->size + 2;
}

double vega_text_lines_height(const char *text, const VegaText *style)
{
    guint n = 0;
    for (const char *p = text; (p = strchr(p, '\n')); p++)
        n++;
    return n * line_height(style);
}

static const double anchor_shares[] = {[ANCHOR_START] = 0, [ANCHOR_MIDDLE] = 0.5, [ANCHOR_END] = 1};

/* Each line, cut at the limit, as a run, aligned to the widest, whose width it returns. */
static double measure_lines(const VegaPage *page, char **lines, const VegaText *style,
                            TextRun *runs)
{
    const int weight = style->weight ? style->weight : 400;
    double width = 0;
    guint n = 0;
    for (; lines[n]; n++) {
        char *cut = vega_text_limit(page, lines[n], style->limit, style->size, weight);
        g_free(lines[n]);
        lines[n] = cut;
        runs[n] = (TextRun){.text = cut,
                            .size = style->size,
                            .weight = weight,
                            .italic = style->italic,
                            .rise = -line_height(style) * n,
                            .width = vega_text_width(page, cut, style->size, weight),
                            .line = n > 0};
        width = fmax(width, runs[n].width);
    }
    for (guint i = 0; n > 1 && i < n; i++)
        runs[i].x = anchor_shares[style->anchor] * (width - runs[i].width);
    return width;
}

/* vega-scenegraph's text.js: px that the baseline lies under the anchor. */
static double baseline_shift(const VegaText *style)
{
    static const double shifts[] = {
        [BASELINE_ALPHABETIC] = 0, [BASELINE_TOP] = 0.79,      [BASELINE_MIDDLE] = 0.30,
        [BASELINE_BOTTOM] = -0.21, [BASELINE_LINE_TOP] = 0.29, [BASELINE_LINE_BOTTOM] = 0.29,
    };
    const double line = style->baseline == BASELINE_LINE_TOP      ? line_height(style) / 2
                        : style->baseline == BASELINE_LINE_BOTTOM ? -line_height(style) / 2
                                                                  : 0;
    return floor(shifts[style->baseline] * style->size + line + 0.5);
}

void vega_text_add(VegaPage *page, const char *text, double x, double y, const VegaText *style)
{
    const double shift = style->dy + baseline_shift(style);
    const double turn = style->angle * G_PI / 180;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    const guint n = g_strv_length(lines);
    g_autofree TextRun *runs = g_new0(TextRun, MAX(n, 1));
    const double width = measure_lines(page, lines, style, runs);
    const Mark mark = {
        .kind = MARK_TEXT,
        .fill = style->color,
        .title = style->title,
        .href = style->href,
        .claims = style->claims,
        .as.text = {.x = x + cos(turn) * style->dx - sin(turn) * shift,
                    .y = y + sin(turn) * style->dx + cos(turn) * shift,
                    .anchor = style->anchor,
                    .angle = style->angle,
                    .runs = runs,
                    .n_runs = n,
                    .width = width},
    };
    scene_add(page->scene, &mark);
}

void vega_text_box(const VegaPage *page, const char *text, double x, double y,
                   const VegaText *style, double box[4])
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autofree TextRun *runs = g_new0(TextRun, g_strv_length(lines) + 1);
    const double width = measure_lines(page, lines, style, runs);
    const double left = style->dx - anchor_shares[style->anchor] * width;
    const double top = style->dy + baseline_shift(style) - floor(0.8 * style->size + 0.5);
    const double bottom = top + style->size + vega_text_lines_height(text, style);
    const double corners[][2] = {
        {left, top}, {left + width, top}, {left + width, bottom}, {left, bottom}};
    const double c = cos(style->angle * G_PI / 180), s = sin(style->angle * G_PI / 180);
    box[0] = box[1] = INFINITY;
    box[2] = box[3] = -INFINITY;
    for (guint i = 0; i < G_N_ELEMENTS(corners); i++) {
        const double px = x + c * corners[i][0] - s * corners[i][1];
        const double py = y + s * corners[i][0] + c * corners[i][1];
        box[0] = fmin(box[0], px);
        box[1] = fmin(box[1], py);
        box[2] = fmax(box[2], px);
        box[3] = fmax(box[3], py);
    }
}

char *vega_text_limit(const VegaPage *page, const char *text, double limit, double size, int weight)
{
    if (!(limit > 0) || vega_text_width(page, text, size, weight) < limit)
        return g_strdup(text);
    const double room = limit - vega_text_width(page, "…", size, weight);
    glong low = 0, high = g_utf8_strlen(text, -1);
    while (low < high) {
        const glong middle = (low + high + 1) / 2;
        g_autofree char *head = g_utf8_substring(text, 0, middle);
        if (vega_text_width(page, head, size, weight) < room)
            low = middle;
        else
            high = middle - 1;
    }
    g_autofree char *head = g_utf8_substring(text, 0, low);
    return g_strconcat(head, "…", NULL);
}

TextAnchor vega_anchor(const char *align)
{
    return g_strcmp0(align, "left") == 0    ? ANCHOR_START
           : g_strcmp0(align, "right") == 0 ? ANCHOR_END
                                            : ANCHOR_MIDDLE;
}

Baseline vega_baseline(const char *word, Baseline fallback)
{
    static const struct {
        const char *word;
        Baseline baseline;
    } words[] = {{"alphabetic", BASELINE_ALPHABETIC}, {"top", BASELINE_TOP},
                 {"line-top", BASELINE_LINE_TOP},     {"middle", BASELINE_MIDDLE},
                 {"bottom", BASELINE_BOTTOM},         {"line-bottom", BASELINE_LINE_BOTTOM}};
    for (gsize i = 0; word && i < G_N_ELEMENTS(words); i++) {
        if (strcmp(word, words[i].word) == 0)
            return words[i].baseline;
    }
    return fallback;
}

int vega_weight(const cJSON *value, int fallback)
{
    const char *word = cJSON_GetStringValue(value);
    if (cJSON_IsNumber(value))
        return value->valueint;
    return !word ? fallback : strcmp(word, "bold") == 0 ? 700 : 400;
}

char *vega_value_text(Value value, const ChannelSpec *channel, const char *format)
{
    const gboolean time = channel->time_unit || channel->type == TYPE_TEMPORAL;
    if (time && value.type != VALUE_NULL) {
        g_autofree char *own = channel->time_unit ? time_unit_format(channel->time_unit) : NULL;
        const double moment =
            value.type == VALUE_NUMBER ? value.as.number : value_to_time_loosely(value);
        return time_format_apply(format ? format : own ? own : "%b %d, %Y", moment);
    }
    if (value.type == VALUE_NUMBER && (format || channel->type == TYPE_QUANTITATIVE)) {
        g_autoptr(NumberFormat) parsed = format ? number_format_parse(format) : NULL;
        return number_format_apply(parsed, value.as.number);
    }
    return value.type == VALUE_NULL ? g_strdup("null") : value_to_text(value);
}
