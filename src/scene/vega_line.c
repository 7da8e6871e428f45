/* Lines and areas: one path per group of rows, broken where a row has no place. */
#include "scene/vega_curve.h"
#include "scene/vega_page.h"

#include <math.h>
#include <string.h>

typedef struct {
    CurvePoint at, base; /* base: of an area, where it begins */
    double key;          /* of the order along the line */
    gboolean defined;    /* FALSE: the line breaks here */
    guint row;
} LinePoint;

static int compare_points(gconstpointer a, gconstpointer b)
{
    const LinePoint *p = a, *q = b;
    const int order = (p->key > q->key) - (p->key < q->key);
    return order != 0 ? order : (p->row > q->row) - (p->row < q->row);
}

/* An area covers a range along its measure (Vega-Lite's compile/mark/area.ts). */
static void place_point(const VegaPage *page, const Layer *layer, guint row, LinePoint *point)
{
    const gboolean across = layer->orient == ORIENT_HORIZONTAL;
    point->at.x = vega_point(page, layer, row, CHANNEL_X);
    point->at.y = vega_point(page, layer, row, CHANNEL_Y);
    point->base = point->at;
    if (layer->mark.type == SHAPE_AREA) {
        double ends[2];
        if (!vega_range(page, layer, row, across ? CHANNEL_X : CHANNEL_Y, ends))
            ends[0] = ends[1] = NAN;
        if (across)
            point->at.x = ends[0], point->base.x = ends[1];
        else
            point->at.y = ends[0], point->base.y = ends[1];
    }
    point->defined = layer_row_defined(layer, row);
}

/* Rows in the order of the line, whole or broken: a row without a place breaks it. */
static GArray *collect_points(const VegaPage *page, const Layer *layer, const guint *group,
                              guint wanted)
{
    GArray *points = g_array_new(FALSE, FALSE, sizeof(LinePoint));
    const ChannelSpec *order = &layer->channels[CHANNEL_ORDER];
    const gboolean ordered = (order->field || order->has_value) && layer->stack_channel < 0;
    const gboolean down = layer->orient == ORIENT_HORIZONTAL;
    const double sign = g_strcmp0(cJSON_GetStringValue(order->sort), "descending") == 0 ? -1 : 1;
    for (guint row = 0; row < layer->frame->n_rows; row++) {
        if (group[row] != wanted || !layer_row_shown(layer, row))
            continue;
        LinePoint point = {.row = row};
        place_point(page, layer, row, &point);
        point.key = ordered && !order->has_value
                        ? sign * layer_number(layer_value(layer, row, CHANNEL_ORDER))
                    : down ? point.at.y
                           : vega_point(page, layer, row, CHANNEL_X);
        if (!isnan(point.key))
            g_array_append_val(points, point);
    }
    const cJSON *told = layer_mark_value(layer, page->config, "order");
    const gboolean as_told =
        (ordered && order->has_value) || cJSON_IsNull(told) || cJSON_IsFalse(told);
    if (!as_told)
        g_array_sort(points, compare_points);
    return points;
}

static gboolean has_place(const LinePoint *point)
{
    return point->defined && isfinite(point->at.x + point->at.y + point->base.x + point->base.y);
}

static void add_run(GArray *path, const Layer *layer, Curve curve, const LinePoint *points, guint n)
{
    g_autofree CurvePoint *edge = g_new(CurvePoint, n);
    for (guint i = 0; i < n; i++)
        edge[i] = points[i].at;
    vega_curve_add(path, &curve, edge, n, 'M');
    if (layer->mark.type != SHAPE_AREA)
        return;
    for (guint i = 0; i < n; i++)
        edge[i] = points[n - 1 - i].base;
    curve.back = TRUE;
    vega_curve_add(path, &curve, edge, n, 'L');
    const PathSegment end = {.verb = 'Z'};
    g_array_append_val(path, end);
}

/* A path takes room for mitres, two strokes wide; legends stand around paths that come in groups.
 */
static void take_room(VegaPage *page, const Layer *layer, const Mark *mark, gboolean grouped)
{
    double box[4];
    if (!mark_extent(mark, box) || cJSON_IsTrue(layer_mark_value(layer, page->config, "clip")))
        return;
    const double by = 1.5 * mark->stroke_width;
    vega_reserve(page, box[0] - by, box[1] - by, box[2] + by, box[3] + by);
    for (int e = 0; grouped && page->grouped && e < 4; e++)
        page->grouped[e] =
            e < 2 ? fmin(page->grouped[e], box[e] - by) : fmax(page->grouped[e], box[e] + by);
}

static void draw_line(VegaPage *page, const Layer *layer, const guint *group, guint wanted,
                      gboolean grouped)
{
    g_autoptr(GArray) points = collect_points(page, layer, group, wanted);
    g_autoptr(GArray) path = g_array_new(FALSE, FALSE, sizeof(PathSegment));
    const LinePoint *all = (const LinePoint *)(void *)points->data;
    const Curve curve = {
        .interpolate = cJSON_GetStringValue(layer_mark_value(layer, page->config, "interpolate")),
        .tension = layer_mark_number(layer, page->config, "tension", 0),
        .down = layer->orient == ORIENT_HORIZONTAL,
    };
    for (guint i = 0, n; i < points->len; i += n + 1) {
        for (n = 0; i + n < points->len && has_place(&all[i + n]);)
            n++;
        if (n > 0)
            add_run(path, layer, curve, all + i, n);
    }
    if (path->len == 0)
        return;
    Mark mark = {.kind = MARK_PATH};
    vega_style(page, layer, all[0].row, &mark);
    mark.as.path = (MarkPath){(const PathSegment *)(void *)path->data, path->len};
    scene_add(page->scene, &mark);
    take_room(page, layer, &mark, grouped);
}

void vega_draw_lines(VegaPage *page, const Layer *layer)
{
    static const Channel channels[] = {
        CHANNEL_COLOR,        CHANNEL_FILL,       CHANNEL_STROKE,       CHANNEL_DETAIL,
        CHANNEL_OPACITY,      CHANNEL_SIZE,       CHANNEL_FILL_OPACITY, CHANNEL_STROKE_OPACITY,
        CHANNEL_STROKE_WIDTH, CHANNEL_STROKE_DASH};
    int columns[G_N_ELEMENTS(channels)];
    gboolean grouped = FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(channels); i++) {
        columns[i] = layer->channels[channels[i]].aggregate ? -1 : layer->columns[channels[i]];
        grouped |= columns[i] >= 0;
    }
    guint n_groups;
    g_autofree guint *group = frame_group(layer->frame, columns, G_N_ELEMENTS(columns), &n_groups);
    for (guint g = 0; g < n_groups; g++)
        draw_line(page, layer, group, g, grouped);
}
