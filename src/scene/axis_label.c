/* Labels of axes: names in lines that fit, numbers and times evenly spaced; none is turned. */
#include "chart/highlight.h"
#include "scene/axis.h"

#include <math.h>
#include <string.h>

static const double LINE = 1.15; /* of several lines of a label, of its size */

/* Where labels under a plot may stand: off the page's edge, and off those of the panel beside. */
static void label_bounds(const Page *page, const PlacedPanel *placed, double *left, double *right)
{
    const guint column = (guint)(placed - page->panels) % page->columns;
    const double share = column_gap(page) / 2 - 0.2 * page->preset->label;
    const double edge = page->preset->margin * 0.25;
    *left = column > 0 ? placed->plot.x - share : edge;
    *right = column + 1 < page->columns ? placed->plot.x + placed->plot.width + share
                                        : page->preset->width - edge;
}

/* The middle of a label as near its tick as it may be. */
static double label_middle(const Page *page, const PlacedPanel *placed, const Tick *tick)
{
    double left, right;
    label_bounds(page, placed, &left, &right);
    const double half = text_width(page, tick->label, page->preset->label, 400) / 2;
    return fmin(fmax(tick->position, left + half), right - half);
}

/* Whether every step-th label from the left has its room. */
static gboolean labels_fit(const Page *page, const PlacedPanel *placed, const GArray *ticks,
                           const guint *order, guint n, guint step)
{
    const double size = page->preset->label;
    double free_from = -INFINITY;
    for (guint i = 0; i < n; i += step) {
        const Tick *tick = &g_array_index(ticks, Tick, order[i]);
        const double half = text_width(page, tick->label, size, 400) / 2;
        const double middle = label_middle(page, placed, tick);
        if (middle - half < free_from)
            return FALSE;
        free_from = middle + half + size * 0.4;
    }
    return TRUE;
}

/* The labelled ticks within the plot from left to right. */
static guint *visible_ticks(const Box *plot, const GArray *ticks, guint *n_visible)
{
    const guint n = ticks->len;
    guint *order = g_new(guint, n + 1);
    const gboolean leftwards = n > 1 && g_array_index(ticks, Tick, n - 1).position <
                                            g_array_index(ticks, Tick, 0).position;
    *n_visible = 0;
    for (guint i = 0; i < n; i++) {
        const guint k = leftwards ? n - 1 - i : i;
        const Tick *tick = &g_array_index(ticks, Tick, k);
        if (isfinite(tick->position) && *tick->label && tick->position >= plot->x - 1 &&
            tick->position <= plot->x + plot->width + 1)
            order[(*n_visible)++] = k;
    }
    return order;
}

/* ---- labels of categories ------------------------------------------------------------ */

enum { MOST_LINES = 3 };

/* px that the label of a category on the x axis may be wide: of the plot without the room that
 * texts take beside it, as far as that is known yet. */
static double category_room(const Page *page, const Scale *scale)
{
    const guint panels = page->chart->across ? MAX(page->chart->panels->len, 1) : 1;
    const double plot =
        (page->preset->width - 2 * page->preset->margin - axis_y_width(page)) / panels -
        page->room_left - page->room_right;
    return 0.92 * plot * scale_step(scale) / fabs(scale->range[1] - scale->range[0]);
}

/* A name in as many lines as it needs, the last cut where even MOST_LINES are not enough. */
static GPtrArray *label_lines(const Page *page, const char *label, double width, double size,
                              guint most)
{
    GPtrArray *lines = text_wrap(page, label, width, size, 400);
    if (lines->len <= most) {
        g_ptr_array_unref(lines);
        return text_balance(page, label, width, size, 400);
    }
    g_autoptr(GString) rest = g_string_new(lines->pdata[most - 1]);
    for (guint i = most; i < lines->len; i++)
        g_string_append_printf(rest, " %s", (char *)lines->pdata[i]);
    g_ptr_array_set_size(lines, (gint)most - 1);
    g_ptr_array_add(lines, text_fit(page, rest->str, width, size, 400));
    return lines;
}

/* Whether every step-th name stands in whole words in its room. */
static gboolean names_fit(const Page *page, const Scale *scale, guint step, double room)
{
    const double size = page->preset->label;
    for (guint i = 0; i < scale->categories->len; i += step) {
        const char *label = chart_translate(page->chart, scale->categories->pdata[i]);
        g_auto(GStrv) words = g_strsplit(label, " ", -1);
        for (char **word = words; *word; word++) {
            if (text_width(page, *word, size, 400) > room)
                return FALSE;
        }
        g_autoptr(GPtrArray) lines = text_wrap(page, label, room, size, 400);
        if (lines->len > MOST_LINES)
            return FALSE;
    }
    return TRUE;
}

/* Of columns so narrow that names would fall apart only every n-th is named. */
static guint category_every(const Page *page, const Scale *scale)
{
    static const double narrow = 4; /* of the type's size */
    const double room = category_room(page, scale);
    guint step = 1;
    while (room < narrow * page->preset->label && step < scale->categories->len &&
           !names_fit(page, scale, step, room * step))
        step++;
    return step;
}

guint axis_columns_every(const Page *page)
{
    guint most = 1;
    for (guint p = 0; p < page->chart->panels->len; p++) {
        const Scale *scale = ((const Panel *)page->chart->panels->pdata[p])->scales[CHANNEL_X];
        if (scale && scale_is_discrete(scale) && axis_has_labels(page, CHANNEL_X))
            most = MAX(most, category_every(page, scale));
    }
    return most;
}

/* Lines around or under a place, the full name as a tooltip where they do not say it all. */
static void draw_lines(Page *page, const GPtrArray *lines, const char *label, double x, double y,
                       double leading, const TextStyle *style)
{
    TextStyle here = *style;
    const char *last = lines->len > 0 ? lines->pdata[lines->len - 1] : "";
    here.title = g_str_has_suffix(last, "…") && !g_str_has_suffix(label, "…") ? label : NULL;
    for (guint i = 0; i < lines->len; i++)
        text_add(page, lines->pdata[i], NULL, x, y + i * leading, &here);
}

/* How many lines the longest name on the x axis takes. */
static guint category_line_count(const Page *page, const Scale *scale)
{
    guint most = 1;
    const guint every = category_every(page, scale);
    const double room = category_room(page, scale) * every;
    for (guint i = 0; i < scale->categories->len; i += every) {
        const char *label = chart_translate(page->chart, scale->categories->pdata[i]);
        g_autoptr(GPtrArray) lines =
            label_lines(page, label, room, page->preset->label, MOST_LINES);
        most = MAX(most, lines->len);
    }
    return most;
}

double axis_label_height(const Page *page, const Panel *panel)
{
    const Scale *scale = panel->scales[CHANNEL_X];
    if (!scale || !axis_has_labels(page, CHANNEL_X))
        return 0;
    const guint lines = scale_is_discrete(scale) ? category_line_count(page, scale) : 1;
    return page->preset->label * (1.75 + (lines - 1) * LINE);
}

static TextStyle category_text_style(const Page *page, Channel channel, Value category, double size)
{
    const char *name = category.type == VALUE_STRING ? category.as.string : NULL;
    const gboolean rest = name && !chart_highlights_category(page->chart, channel, name);
    return (TextStyle){.size = size,
                       .color = rest ? page->theme->muted : page->theme->text,
                       .anchor = channel == CHANNEL_X ? ANCHOR_MIDDLE : ANCHOR_END};
}

static void draw_x_categories(Page *page, const PlacedPanel *placed, const GArray *ticks)
{
    const double size = page->preset->label;
    const Scale *scale = placed->panel->scales[CHANNEL_X];
    const guint every = category_every(page, scale);
    const double room = category_room(page, scale) * every;
    for (guint i = 0; i < ticks->len; i += every) {
        const Tick *tick = &g_array_index(ticks, Tick, i);
        if (!isfinite(tick->position))
            continue;
        double left, right; /* where only every n-th is named, the first might stick out */
        label_bounds(page, placed, &left, &right);
        const double edge = 2 * fmin(tick->position - left, right - tick->position);
        g_autoptr(GPtrArray) lines =
            label_lines(page, tick->label, every > 1 ? fmin(room, edge) : room, size, MOST_LINES);
        const TextStyle style = category_text_style(page, CHANNEL_X, tick->value, size);
        draw_lines(page, lines, tick->label, tick->position,
                   placed->plot.y + placed->plot.height + size * 1.35, size * LINE, &style);
    }
}

/* ---- labels of numbers and times ------------------------------------------------------- */

/* All labels, or every second, third, ..., so that they stay evenly spaced. */
static void draw_x_labels(Page *page, const PlacedPanel *placed, const GArray *ticks)
{
    const Box *plot = &placed->plot;
    const double size = page->preset->label;
    const TextStyle style = {.size = size, .color = page->theme->muted, .anchor = ANCHOR_MIDDLE};
    guint n, step = 1;
    g_autofree guint *order = visible_ticks(plot, ticks, &n);
    while (step < n && !labels_fit(page, placed, ticks, order, n, step))
        step++;
    for (guint i = 0; i < n; i += step) {
        const Tick *tick = &g_array_index(ticks, Tick, order[i]);
        text_add(page, tick->label, NULL, label_middle(page, placed, tick),
                 plot->y + plot->height + size * 1.35, &style);
    }
}

double row_type_size(const Page *page, const Panel *panel, double size)
{
    const Scale *scale = panel->scales[CHANNEL_Y];
    const double most = fmax(size, page->preset->small);
    return scale && scale_is_discrete(scale)
               ? CLAMP(scale_step(scale) * 0.82, page->preset->small, most)
               : most;
}

gboolean row_is_labelled(const Page *page, const Panel *panel, double y)
{
    const Scale *scale = panel->scales[CHANNEL_Y];
    if (page->label_every <= 1 || !scale || !scale_is_discrete(scale))
        return TRUE;
    const double first = scale_position(scale, value_string(scale->categories->pdata[0]));
    return lround(fabs(y - first) / scale_step(scale)) % page->label_every == 0;
}

static void draw_y_labels(Page *page, const PlacedPanel *placed, const GArray *ticks)
{
    const Scale *scale = placed->panel->scales[CHANNEL_Y];
    const double size = row_type_size(page, placed->panel, page->preset->label);
    const double x = placed->plot.x - page->room_left - page->preset->label * 0.7;
    const gboolean discrete = scale_is_discrete(scale);
    const guint most =
        discrete ? (guint)CLAMP(scale_step(scale) / (size * LINE), 1, MOST_LINES) : 1;
    for (guint i = 0; i < ticks->len; i++) {
        const Tick *tick = &g_array_index(ticks, Tick, i);
        if (!isfinite(tick->position) || !row_is_labelled(page, placed->panel, tick->position))
            continue;
        g_autoptr(GPtrArray) lines =
            label_lines(page, tick->label, axis_label_widest(page), size, most);
        TextStyle style = category_text_style(page, CHANNEL_Y, tick->value, size);
        if (!discrete)
            style.color = page->theme->muted;
        draw_lines(page, lines, tick->label, x,
                   tick->position + text_middle(size) - (lines->len - 1.0) / 2 * size * LINE,
                   size * LINE, &style);
    }
}

guint axis_label_lines(const Page *page, const Panel *panel)
{
    const Scale *scale = panel->scales[CHANNEL_Y];
    guint most = 1;
    for (guint i = 0; scale && scale_is_discrete(scale) && i < scale->categories->len; i++) {
        const char *label = chart_translate(page->chart, scale->categories->pdata[i]);
        g_autoptr(GPtrArray) lines =
            label_lines(page, label, axis_label_widest(page), page->preset->label, MOST_LINES);
        most = MAX(most, lines->len);
    }
    return most;
}

double axis_label_widest(const Page *page)
{
    /* of the page, left of the plot; a page that may grow has room for more lines instead */
    const double share = page->preset->height > 0 ? 0.45 : 0.4;
    return page->preset->width * share;
}

void axis_label_draw(Page *page, const PlacedPanel *placed, Channel channel, const GArray *ticks)
{
    if (channel == CHANNEL_Y)
        draw_y_labels(page, placed, ticks);
    else if (scale_is_discrete(placed->panel->scales[channel]))
        draw_x_categories(page, placed, ticks);
    else
        draw_x_labels(page, placed, ticks);
}
