/* Axes: grid, tick labels, titles.  The x axis stands under the last panel, the
 * y axis left of each; its title stands above, never turned. */
#include "chart/expression.h"
#include "chart/format.h"
#include "chart/ticks.h"
#include "scene/page.h"

#include <math.h>
#include <string.h>

typedef struct {
    double position; /* px; NAN before there is a range */
    Value value;
    char *label;
} Tick;

static void tick_clear(gpointer data)
{
    g_free(((Tick *)data)->label);
}

static const cJSON *axis_json(const Page *page, Channel channel)
{
    const ChannelSpec *spec = page->chart->axes[channel];
    return spec && cJSON_IsObject(spec->axis) ? spec->axis : NULL;
}

static gboolean axis_is_there(const Page *page, Channel channel)
{
    const ChannelSpec *spec = page->chart->axes[channel];
    return spec && !spec->no_axis && !(channel == CHANNEL_X && page->bare_x);
}

const char *axis_title(const Page *page, Channel channel)
{
    const ChannelSpec *spec = page->chart->axes[channel];
    const cJSON *json = axis_json(page, channel);
    if (!axis_is_there(page, channel))
        return NULL;
    const char *title = json_member(json, "title") ? json_string(json, "title")
                        : spec->has_title          ? spec->title
                                                   : NULL;
    return chart_translate(page->chart, title);
}

/* ---- ticks -------------------------------------------------------------------- */

typedef struct {
    Value label, value;
} LabelContext;

static Value label_field(const char *field, gpointer context)
{
    const LabelContext *here = context;
    return strcmp(field, "label") == 0   ? here->label
           : strcmp(field, "value") == 0 ? here->value
                                         : VALUE_NOTHING;
}

/* labelExpr, as "datum.label + ' %'" */
static void apply_label_expression(Page *page, const cJSON *json, GArray *ticks)
{
    const cJSON *text = json_member(json, "labelExpr");
    if (!cJSON_IsString(text))
        return;
    const Place place = json_document_place(page->chart->document, text);
    g_autoptr(Expression) expression = expression_parse(text->valuestring, place, page->findings);
    if (expression)
        expression_set_locale(expression, page->locale);
    for (guint i = 0; expression && i < ticks->len; i++) {
        Tick *tick = &g_array_index(ticks, Tick, i);
        LabelContext context = {value_string(tick->label), tick->value};
        char *label = value_to_text(
            expression_evaluate(expression, label_field, &context, page->scene->strings));
        g_free(tick->label);
        tick->label = label;
    }
}

static char *continuous_label(const Page *page, const Scale *scale, const char *format,
                              double count, double number)
{
    if (scale->type == SCALE_TIME)
        return locale_time(page->locale, format, number);
    g_autoptr(NumberFormat) parsed =
        scale->type == SCALE_LOG
            ? number_format_parse(format ? format : "~s")
            : number_format_for_ticks(scale->domain[0], scale->domain[1], count, format);
    g_autofree char *english = number_format_apply(parsed, number);
    return locale_number(page->locale, english);
}

/* On a log scale that spans decades only their ends are labelled; the rest of
 * the ticks would crowd. */
static gboolean log_label_wanted(const Scale *scale, double number)
{
    const double decades = log10(scale->domain[1] / scale->domain[0]);
    const double mantissa = number / pow(10, floor(log10(number) + 1e-9));
    if (decades >= 3)
        return mantissa < 1.01;
    return mantissa < 1.01 || fabs(mantissa - 2) < 0.01 || fabs(mantissa - 5) < 0.01;
}

static GArray *tick_numbers(const Scale *scale, const cJSON *json, double count)
{
    const cJSON *values = json_member(json, "values");
    if (cJSON_IsArray(values)) {
        GArray *numbers = g_array_new(FALSE, FALSE, sizeof(double));
        for (const cJSON *item = values->child; item; item = item->next) {
            const double number = scale->type == SCALE_TIME ? value_to_time(spec_value(item))
                                                            : value_to_number(spec_value(item));
            g_array_append_val(numbers, number);
        }
        return numbers;
    }
    const double *d = scale->domain;
    return scale->type == SCALE_LOG    ? ticks_log(d[0], d[1], 10, count)
           : scale->type == SCALE_TIME ? ticks_utc(d[0], d[1], count)
                                       : ticks_linear(d[0], d[1], count);
}

/* "values" of a discrete axis: the categories that are labelled; NULL: all. */
static gboolean category_is_wanted(const cJSON *values, Value category)
{
    for (const cJSON *item = values ? values->child : NULL; item; item = item->next) {
        g_autofree char *text = value_to_text(spec_value(item));
        if (strcmp(text, category.as.string) == 0)
            return TRUE;
    }
    return !values;
}

/* All ticks of an axis over length px. */
static GArray *axis_ticks(Page *page, const Scale *scale, Channel channel, double length)
{
    GArray *ticks = g_array_new(FALSE, FALSE, sizeof(Tick));
    g_array_set_clear_func(ticks, tick_clear);
    const cJSON *json = axis_json(page, channel);
    const char *format = json_string(json, "format");
    if (scale_is_discrete(scale)) {
        for (guint i = 0; i < scale->categories->len; i++) {
            const Value value = value_string(scale->categories->pdata[i]);
            if (!category_is_wanted(json_member(json, "values"), value))
                continue;
            const Tick tick = {scale_position(scale, value), value,
                               g_strdup(chart_translate(page->chart, scale->categories->pdata[i]))};
            g_array_append_val(ticks, tick);
        }
    } else {
        const double room = page->preset->label * (channel == CHANNEL_X ? 7 : 3.5);
        const double count = json_number(json, "tickCount", fmax(2, floor(length / room)));
        g_autoptr(GArray) numbers = tick_numbers(scale, json, count);
        for (guint i = 0; i < numbers->len; i++) {
            const double number = g_array_index(numbers, double, i);
            if (scale->type == SCALE_LOG && !json_member(json, "values") &&
                !log_label_wanted(scale, number))
                continue;
            const Tick tick = {scale_number_position(scale, number), value_number(number),
                               continuous_label(page, scale, format, count, number)};
            g_array_append_val(ticks, tick);
        }
    }
    apply_label_expression(page, json, ticks);
    return ticks;
}

/* ---- room ---------------------------------------------------------------------- */

static gboolean labels_are_wanted(const Page *page, Channel channel)
{
    return axis_is_there(page, channel) && json_flag(axis_json(page, channel), "labels", TRUE);
}

static double widest_label(const Page *page, const Scale *scale, double length)
{
    g_autoptr(GArray) ticks = axis_ticks((Page *)page, scale, CHANNEL_Y, length);
    double widest = 0;
    for (guint i = 0; i < ticks->len; i++)
        widest = fmax(widest, text_width(page, g_array_index(ticks, Tick, i).label,
                                         page->preset->label, 400));
    return widest;
}

double axis_y_width(const Page *page)
{
    if (!labels_are_wanted(page, CHANNEL_Y))
        return 0;
    double widest = 0;
    for (guint p = 0; p < page->chart->panels->len; p++) {
        const Scale *scale = ((const Panel *)page->chart->panels->pdata[p])->scales[CHANNEL_Y];
        /* how many ticks there will be, and so their decimals, depends on a height
         * that is not known yet */
        const double height = page->scene->height;
        for (double length = height; scale && length > height / 16; length /= 2)
            widest = fmax(widest, widest_label(page, scale, length));
    }
    return fmin(widest, page->preset->width * 0.34) + page->preset->label * 0.7;
}

double axis_x_height(const Page *page, const Panel *panel)
{
    const double label = page->preset->label;
    double height = 0;
    if (panel->scales[CHANNEL_X] && labels_are_wanted(page, CHANNEL_X))
        height += label * 1.75;
    if (axis_title(page, CHANNEL_X))
        height += label * 1.45;
    return height;
}

/* ---- drawing --------------------------------------------------------------------- */

static void add_line(Page *page, double x1, double y1, double x2, double y2, Color color,
                     double width)
{
    const PathSegment segments[] = {{'M', {x1, y1}}, {'L', {x2, y2}}};
    const Mark mark = {
        .kind = MARK_PATH, .stroke = color, .stroke_width = width, .as.path = {segments, 2}};
    scene_add(page->scene, &mark);
}

static void draw_grid_of(Page *page, const PlacedPanel *placed, Channel channel)
{
    const Scale *scale = placed->panel->scales[channel];
    const gboolean across = channel == CHANNEL_X;
    if (!scale || !axis_is_there(page, channel) ||
        !json_flag(axis_json(page, channel), "grid", !scale_is_discrete(scale)))
        return;
    const Box *plot = &placed->plot;
    g_autoptr(GArray) ticks = axis_ticks(page, scale, channel, across ? plot->width : plot->height);
    for (guint i = 0; i < ticks->len; i++) {
        const double at = g_array_index(ticks, Tick, i).position;
        if (!isfinite(at))
            continue;
        if (across)
            add_line(page, at, plot->y, at, plot->y + plot->height, page->theme->grid,
                     page->theme->grid_width * page->preset->unit);
        else
            add_line(page, plot->x, at, plot->x + plot->width, at, page->theme->grid,
                     page->theme->grid_width * page->preset->unit);
    }
}

void axis_draw_grid(Page *page, const PlacedPanel *placed)
{
    scene_open_group(page->scene, "role-axis-grid");
    draw_grid_of(page, placed, CHANNEL_Y);
    draw_grid_of(page, placed, CHANNEL_X);
    scene_close_group(page->scene);
}

/* Whether every step-th label from the left has its room. */
static gboolean labels_fit(const Page *page, const GArray *ticks, const guint *order, guint n,
                           guint step)
{
    const double size = page->preset->label;
    double free_from = -INFINITY;
    for (guint i = 0; i < n; i += step) {
        const Tick *tick = &g_array_index(ticks, Tick, order[i]);
        const double half = text_width(page, tick->label, size, 400) / 2;
        if (tick->position - half < free_from)
            return FALSE;
        free_from = tick->position + half + size * 0.4;
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

/* All labels, or every second, third, ..., so that they stay evenly spaced. */
static void draw_x_labels(Page *page, const PlacedPanel *placed, const GArray *ticks)
{
    const Box *plot = &placed->plot;
    const double size = page->preset->label;
    const TextStyle style = {.size = size, .color = page->theme->muted, .anchor = ANCHOR_MIDDLE};
    guint n, step = 1;
    g_autofree guint *order = visible_ticks(plot, ticks, &n);
    while (step < n && !labels_fit(page, ticks, order, n, step))
        step++;
    for (guint i = 0; i < n; i += step) {
        const Tick *tick = &g_array_index(ticks, Tick, order[i]);
        text_add(page, tick->label, NULL, tick->position, plot->y + plot->height + size * 1.35,
                 &style);
    }
}

double row_type_size(const Page *page, const Panel *panel, double size)
{
    const Scale *scale = panel->scales[CHANNEL_Y];
    const double most = fmax(size, page->preset->small);
    return scale && scale_is_discrete(scale)
               ? CLAMP(scale_step(scale) * 0.86, page->preset->small, most)
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
    const double size = row_type_size(page, placed->panel, page->preset->label);
    const double widest = page->preset->width * 0.34;
    const gboolean discrete = scale_is_discrete(placed->panel->scales[CHANNEL_Y]);
    for (guint i = 0; i < ticks->len; i++) {
        const Tick *tick = &g_array_index(ticks, Tick, i);
        if (!isfinite(tick->position) || !row_is_labelled(page, placed->panel, tick->position))
            continue;
        g_autofree char *shown = text_fit(page, tick->label, widest, size, 400);
        const TextStyle style = {.size = size,
                                 .color = discrete ? page->theme->text : page->theme->muted,
                                 .anchor = ANCHOR_END,
                                 .title = strcmp(shown, tick->label) != 0 ? tick->label : NULL};
        text_add(page, shown, NULL, placed->plot.x - page->room_left - page->preset->label * 0.7,
                 tick->position + text_middle(size), &style);
    }
}

static void draw_title(Page *page, const PlacedPanel *placed, Channel channel)
{
    const char *title = axis_title(page, channel);
    if (!title)
        return;
    const double size = page->preset->label;
    const Box *plot = &placed->plot;
    const TextStyle style = {.size = size,
                             .color = page->theme->muted,
                             .anchor = channel == CHANNEL_X ? ANCHOR_END : ANCHOR_START};
    scene_open_group(page->scene, "role-axis-title");
    if (channel == CHANNEL_X)
        text_add(page, title, NULL, plot->x + plot->width,
                 plot->y + plot->height + size * (labels_are_wanted(page, CHANNEL_X) ? 2.85 : 1.2),
                 &style);
    else
        text_add(page, title, NULL, page->preset->margin,
                 plot->y - panel_header_height(page, placed->panel) - size * 0.7, &style);
    scene_close_group(page->scene);
}

void axis_draw(Page *page, const PlacedPanel *placed, gboolean labels_x, gboolean labels_y)
{
    for (int c = CHANNEL_X; c <= CHANNEL_Y; c++) {
        const Scale *scale = placed->panel->scales[c];
        if (!scale || !labels_are_wanted(page, (Channel)c) ||
            !(c == CHANNEL_X ? labels_x : labels_y))
            continue;
        g_autoptr(GArray) ticks = axis_ticks(
            page, scale, (Channel)c, c == CHANNEL_X ? placed->plot.width : placed->plot.height);
        scene_open_group(page->scene, "role-axis-label");
        if (c == CHANNEL_X)
            draw_x_labels(page, placed, ticks);
        else
            draw_y_labels(page, placed, ticks);
        scene_close_group(page->scene);
    }
    if (labels_x)
        draw_title(page, placed, CHANNEL_X);
    if (placed == page->panels)
        draw_title(page, placed, CHANNEL_Y);
}
