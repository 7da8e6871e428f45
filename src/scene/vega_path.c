/* Points, rules, lines and texts of the whole grammar. */
#include "scene/vega_page.h"

#include <math.h>
#include <string.h>

/* ---- symbols (vega-scenegraph's symbols.js)
 * ---------------------------------------------------------- */

static void add_to(GArray *path, char verb, double x, double y)
{
    const PathSegment segment = {verb, {x, y}};
    g_array_append_val(path, segment);
}

static void add_polygon(GArray *path, double x, double y, const double (*corners)[2], guint n)
{
    for (guint i = 0; i < n; i++)
        add_to(path, i == 0 ? 'M' : 'L', x + corners[i][0], y + corners[i][1]);
    add_to(path, 'Z', 0, 0);
}

static void add_circle(GArray *path, double x, double y, double r)
{
    const double k = r * 0.5522847498307936;
    const PathSegment arcs[] = {
        {'M', {x + r, y}},
        {'C', {x + r, y + k, x + k, y + r, x, y + r}},
        {'C', {x - k, y + r, x - r, y + k, x - r, y}},
        {'C', {x - r, y - k, x - k, y - r, x, y - r}},
        {'C', {x + k, y - r, x + r, y - k, x + r, y}},
        {'Z', {0}},
    };
    g_array_append_vals(path, arcs, G_N_ELEMENTS(arcs));
}

static void build_symbol(GArray *path, const char *shape, double x, double y, double r)
{
    const double h = r * sqrt(3) / 2, s = r / 2.5;
    const struct {
        const char *name;
        double corners[12][2];
        guint n;
    } polygons[] = {
        {"square", {{-r, -r}, {r, -r}, {r, r}, {-r, r}}, 4},
        {"diamond", {{-r, 0}, {0, -r}, {r, 0}, {0, r}}, 4},
        {"triangle-up", {{0, -h}, {-r, h}, {r, h}}, 3},
        {"triangle-down", {{0, h}, {-r, -h}, {r, -h}}, 3},
        {"triangle-right", {{h, 0}, {-h, -r}, {-h, r}}, 3},
        {"triangle-left", {{-h, 0}, {h, -r}, {h, r}}, 3},
        {"cross",
         {{-r, -s},
          {-r, s},
          {-s, s},
          {-s, r},
          {s, r},
          {s, s},
          {r, s},
          {r, -s},
          {s, -s},
          {s, -r},
          {-s, -r},
          {-s, -s}},
         12},
    };
    if (g_strcmp0(shape, "stroke") == 0) {
        add_to(path, 'M', x - r, y);
        add_to(path, 'L', x + r, y);
        return;
    }
    for (gsize i = 0; shape && i < G_N_ELEMENTS(polygons); i++) {
        if (strcmp(shape, polygons[i].name) == 0) {
            add_polygon(path, x, y, polygons[i].corners, polygons[i].n);
            return;
        }
    }
    add_circle(path, x, y, r);
}

void vega_symbol_add(VegaPage *page, Mark *style, const char *shape, double x, double y,
                     double size)
{
    g_autoptr(GArray) path = g_array_new(FALSE, FALSE, sizeof(PathSegment));
    build_symbol(path, shape, x, y, sqrt(size) / 2);
    style->kind = MARK_PATH;
    style->as.path = (MarkPath){(const PathSegment *)(void *)path->data, path->len};
    scene_add(page->scene, style);
}

static const char *row_shape(const VegaPage *page, const Layer *layer, guint row)
{
    const ChannelSpec *spec = &layer->channels[CHANNEL_SHAPE];
    if (layer->mark.shape) /* circle and square are their shape */
        return layer->mark.shape;
    if (spec->present && spec->has_value)
        return spec->constant.as.string;
    if (vega_shows_data(spec) && page->chart->grammar.marks[CHANNEL_SHAPE])
        return vega_scale_shape(page->chart->grammar.marks[CHANNEL_SHAPE],
                                layer_value(layer, row, CHANNEL_SHAPE));
    return cJSON_GetStringValue(layer_mark_value(layer, page->config, "shape"));
}

void vega_draw_points(VegaPage *page, const Layer *layer)
{
    for (guint row = 0; row < layer->frame->n_rows; row++) {
        const double x = vega_point(page, layer, row, CHANNEL_X);
        const double y = vega_point(page, layer, row, CHANNEL_Y);
        const double size = vega_channel_number(page, layer, row, CHANNEL_SIZE, "size", 30);
        if (!vega_row_valid(page, layer, row) || !isfinite(x + y + size) || size < 0)
            continue;
        Mark mark = {0};
        vega_style(page, layer, row, &mark);
        vega_symbol_add(page, &mark, row_shape(page, layer, row), x, y, size);
    }
}

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
        if (!vega_row_valid(page, layer, row))
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

/* ---- lines
 * ---------------------------------------------------------------------------------------------- */

typedef struct {
    double x, y;
    double key; /* of the order along the line */
    guint row;
} LinePoint;

static int compare_points(gconstpointer a, gconstpointer b)
{
    const LinePoint *p = a, *q = b;
    const int order = (p->key > q->key) - (p->key < q->key);
    return order != 0 ? order : (p->row > q->row) - (p->row < q->row);
}

/* d3-shape's monotone curve: tangents that never overshoot. */
static double slope3(const double *x, const double *y, guint i)
{
    const double h0 = x[i] - x[i - 1], h1 = x[i + 1] - x[i];
    const double s0 = h0 != 0 ? (y[i] - y[i - 1]) / h0 : 0;
    const double s1 = h1 != 0 ? (y[i + 1] - y[i]) / h1 : 0;
    const double p = h0 + h1 != 0 ? (s0 * h1 + s1 * h0) / (h0 + h1) : 0;
    const double sign = (s0 > 0) - (s0 < 0) + (s1 > 0) - (s1 < 0);
    return sign * fmin(fmin(fabs(s0), fabs(s1)), 0.5 * fabs(p));
}

/* down: the line runs along y */
static void add_monotone(GArray *path, const LinePoint *points, guint n, gboolean down)
{
    g_autofree double *x = g_new(double, n), *y = g_new(double, n), *t = g_new0(double, n);
    for (guint i = 0; i < n; i++) {
        x[i] = down ? points[i].y : points[i].x;
        y[i] = down ? points[i].x : points[i].y;
    }
    for (guint i = 1; i + 1 < n; i++)
        t[i] = slope3(x, y, i);
    if (n > 2) {
        t[0] = x[1] != x[0] ? (3 * (y[1] - y[0]) / (x[1] - x[0]) - t[1]) / 2 : t[1];
        t[n - 1] = x[n - 1] != x[n - 2]
                       ? (3 * (y[n - 1] - y[n - 2]) / (x[n - 1] - x[n - 2]) - t[n - 2]) / 2
                       : t[n - 2];
    } else if (n == 2) {
        t[0] = t[1] = x[1] != x[0] ? (y[1] - y[0]) / (x[1] - x[0]) : 0;
    }
    for (guint i = 1; i < n; i++) {
        const double d = (x[i] - x[i - 1]) / 3;
        const double c[6] = {x[i - 1] + d, y[i - 1] + d * t[i - 1], x[i] - d, y[i] - d * t[i], x[i],
                             y[i]};
        PathSegment segment = {.verb = 'C'};
        for (int j = 0; j < 6; j++)
            segment.points[j] = down ? c[j ^ 1] : c[j];
        g_array_append_val(path, segment);
    }
}

static void add_steps(GArray *path, const LinePoint *points, guint n, double share)
{
    for (guint i = 1; i < n; i++) {
        const double x = points[i - 1].x + share * (points[i].x - points[i - 1].x);
        add_to(path, 'L', x, points[i - 1].y);
        add_to(path, 'L', x, points[i].y);
        add_to(path, 'L', points[i].x, points[i].y);
    }
}

static void add_run(GArray *path, const char *interpolate, const LinePoint *points, guint n,
                    gboolean down)
{
    add_to(path, 'M', points[0].x, points[0].y);
    if (g_strcmp0(interpolate, "monotone") == 0)
        add_monotone(path, points, n, down);
    else if (interpolate && g_str_has_prefix(interpolate, "step"))
        add_steps(path, points, n,
                  strcmp(interpolate, "step-after") == 0    ? 1
                  : strcmp(interpolate, "step-before") == 0 ? 0
                                                            : 0.5);
    else
        for (guint i = 1; i < n; i++)
            add_to(path, 'L', points[i].x, points[i].y);
}

/* Rows in the order of the line, whole or broken: a row without a place breaks it. */
static GArray *collect_points(const VegaPage *page, const Layer *layer, const guint *group,
                              guint wanted)
{
    GArray *points = g_array_new(FALSE, FALSE, sizeof(LinePoint));
    const ChannelSpec *order = &layer->channels[CHANNEL_ORDER];
    const gboolean down = layer->orient == ORIENT_HORIZONTAL;
    const double sign = g_strcmp0(cJSON_GetStringValue(order->sort), "descending") == 0 ? -1 : 1;
    for (guint row = 0; row < layer->frame->n_rows; row++) {
        if (group[row] != wanted)
            continue;
        LinePoint point = {vega_point(page, layer, row, CHANNEL_X),
                           vega_point(page, layer, row, CHANNEL_Y), 0, row};
        point.key = order->present && !order->has_value
                        ? sign * layer_number(layer_value(layer, row, CHANNEL_ORDER))
                    : down ? point.y
                           : point.x;
        if (!vega_row_valid(page, layer, row))
            point.x = NAN;
        if (!isnan(point.key))
            g_array_append_val(points, point);
    }
    if (!order->present || !order->has_value)
        g_array_sort(points, compare_points);
    return points;
}

static void draw_line(VegaPage *page, const Layer *layer, const guint *group, guint wanted)
{
    g_autoptr(GArray) points = collect_points(page, layer, group, wanted);
    g_autoptr(GArray) path = g_array_new(FALSE, FALSE, sizeof(PathSegment));
    const LinePoint *all = (const LinePoint *)(void *)points->data;
    const char *interpolate =
        cJSON_GetStringValue(layer_mark_value(layer, page->config, "interpolate"));
    for (guint i = 0, n; i < points->len; i += n + 1) {
        for (n = 0; i + n < points->len && isfinite(all[i + n].x + all[i + n].y);)
            n++;
        if (n > 0)
            add_run(path, interpolate, all + i, n, layer->orient == ORIENT_HORIZONTAL);
    }
    if (path->len == 0)
        return;
    Mark mark = {.kind = MARK_PATH};
    vega_style(page, layer, all[0].row, &mark);
    mark.as.path = (MarkPath){(const PathSegment *)(void *)path->data, path->len};
    scene_add(page->scene, &mark);
}

void vega_draw_lines(VegaPage *page, const Layer *layer)
{
    static const Channel channels[] = {CHANNEL_COLOR,  CHANNEL_FILL,    CHANNEL_STROKE,
                                       CHANNEL_DETAIL, CHANNEL_OPACITY, CHANNEL_SIZE};
    int columns[G_N_ELEMENTS(channels)];
    for (gsize i = 0; i < G_N_ELEMENTS(channels); i++)
        columns[i] = layer->channels[channels[i]].aggregate ? -1 : layer->columns[channels[i]];
    guint n_groups;
    g_autofree guint *group = frame_group(layer->frame, columns, G_N_ELEMENTS(columns), &n_groups);
    for (guint g = 0; g < n_groups; g++)
        draw_line(page, layer, group, g);
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

void vega_draw_texts(VegaPage *page, const Layer *layer)
{
    static const char *const aligns[] = {"left", "center", "right", NULL};
    static const char *const baselines[] = {"alphabetic", "top", "middle", "bottom", NULL};
    const ChannelSpec *spec = &layer->channels[CHANNEL_TEXT];
    for (guint row = 0; row < layer->frame->n_rows; row++) {
        const double x = vega_point(page, layer, row, CHANNEL_X) +
                         layer_mark_number(layer, page->config, "dx", 0);
        const double y = vega_point(page, layer, row, CHANNEL_Y) +
                         layer_mark_number(layer, page->config, "dy", 0);
        if (!spec->present || !isfinite(x + y) || !vega_row_valid(page, layer, row))
            continue;
        Mark mark = {0};
        vega_style(page, layer, row, &mark);
        const VegaText style = {
            .size = vega_channel_number(page, layer, row, CHANNEL_SIZE, "fontSize", 11),
            .weight = font_weight(page, layer),
            .color = mark.fill,
            .anchor = (TextAnchor)word_of(page, layer, "align", aligns, 1),
            .baseline = (Baseline)word_of(page, layer, "baseline", baselines, BASELINE_MIDDLE),
            .angle = layer_mark_number(layer, page->config, "angle", 0),
            .title = mark.title,
            .href = mark.href,
        };
        if (!(style.size > 0)) /* of a missing value */
            continue;
        g_autofree char *text =
            vega_value_text(layer_value(layer, row, CHANNEL_TEXT), spec, spec->format);
        vega_text_add(page, text, x, y, &style);
    }
}
