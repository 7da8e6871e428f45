/*
 * Bars and ticks: the rules of Vega-Lite's compile/mark/encode/position-rect.ts.
 */
#include "scene/vega_page.h"

#include <math.h>
#include <string.h>

/* A size in px, or a share of a band; neither: nothing is said. */
typedef struct {
    double px, share; /* NAN: not this */
} BandSize;

static BandSize read_band_size(const cJSON *value)
{
    const cJSON *share = json_member(value, "band");
    return (BandSize){cJSON_IsNumber(value) ? value->valuedouble : NAN,
                      cJSON_IsNumber(share) ? share->valuedouble : NAN};
}

static gboolean has_offset(const Layer *layer, Channel channel)
{
    return layer->channels[channel == CHANNEL_X ? CHANNEL_X_OFFSET : CHANNEL_Y_OFFSET].present;
}

/* Whether a bar or tick is as thick as its size says in this direction. */
static gboolean is_thickness(const Layer *layer, Channel channel)
{
    const Orient along = layer->mark.type == SHAPE_TICK
                             ? (channel == CHANNEL_Y ? ORIENT_VERTICAL : ORIENT_HORIZONTAL)
                             : (channel == CHANNEL_X ? ORIENT_VERTICAL : ORIENT_HORIZONTAL);
    return layer->orient == along;
}

static BandSize find_band_size(const VegaPage *page, const Layer *layer, Channel channel)
{
    const ChannelSpec *spec = &layer->channels[channel];
    const Scale *scale = page->panel->scales[channel];
    const gboolean sized = layer->mark.type == SHAPE_TICK || is_thickness(layer, channel);
    const char *length = channel == CHANNEL_X ? "width" : "height";
    const cJSON *value = sized ? layer_mark_value(layer, page->config, "size") : NULL;
    if (!value)
        value = layer_mark_value(layer, page->config, length);
    if (value)
        return read_band_size(value);
    if (spec->bin || spec->binned)
        return (BandSize){NAN, 1};
    if (spec->time_unit && !layer->channels[channel_second(channel)].present)
        return (BandSize){NAN,
                          config_number(page->config, layer->mark.name, "timeUnitBandSize", 1)};
    if (!scale)
        scale = page->panel->offsets[channel];
    if (scale && !scale_is_discrete(scale))
        return (BandSize){layer_mark_number(layer, page->config, "continuousBandSize", NAN), NAN};
    const cJSON *discrete = layer_mark_value(layer, page->config, "discreteBandSize");
    if (discrete)
        return read_band_size(discrete);
    return (BandSize){NAN, scale ? 1 : NAN};
}

/* ---- bands of time
 * --------------------------------------------------------------------------------- */

static void time_span(const VegaPage *page, const Layer *layer, guint row, Channel channel,
                      double ends[2])
{
    const Scale *scale = page->panel->scales[channel];
    const BandSize size = find_band_size(page, layer, channel);
    const double inset = isnan(size.share) ? 0.5 : (1 - size.share) / 2;
    double whole[2];
    layer_interval(layer, row, channel, whole);
    const double band =
        fabs(scale_number_position(scale, whole[1]) - scale_number_position(scale, whole[0]));
    const double least = layer_mark_number(layer, page->config, "minBandSize", 0);
    const double spacing = layer_mark_number(layer, page->config, "binSpacing", 0);
    double times[2];
    layer_time_band(layer, page->config, row, channel, times);
    const double inwards = band < least ? -(least - band) / 2 : spacing / 2;
    const double start = (1 - inset) * times[0] + inset * times[1];
    const double end = inset * times[0] + (1 - inset) * times[1];
    double px[2] = {scale_number_position(scale, start), scale_number_position(scale, end)};
    const double direction = px[1] >= px[0] ? 1 : -1;
    const double translate = 0.5; /* as the axes: half a px, to lie on whole ones */
    const double at = channel == CHANNEL_X ? page->x : page->y;
    const double offset = vega_offset(page, layer, row, channel, 0);
    const char *second = channel == CHANNEL_X ? "x2Offset" : "y2Offset"; /* of the beginning */
    ends[0] = at + translate + json_number(layer->mark.json, second, offset) + px[0] +
              direction * inwards;
    ends[1] = at + translate + offset + px[1] - direction * inwards;
}

/* ---- place and size
 * ----------------------------------------------------------------------------------- */

/* px of a band's size where nothing tells it. */
static double default_size(const VegaPage *page, const Layer *layer, Channel channel)
{
    const Scale *scale = page->panel->offsets[channel] ? page->panel->offsets[channel]
                                                       : page->panel->scales[channel];
    const double step = config_number(page->config, "view", "step", 20);
    const double own = page->panel->step[channel];
    if (scale && scale_is_discrete(scale))
        return (isnan(own) ? step : own) - 2;
    if (!layer->channels[channel].present) {
        const char *name =
            layer->mark.type == SHAPE_TICK ? "tickBandPaddingInner" : "barBandPaddingInner";
        const double padding = config_number(page->config, "scale", name, 0);
        return (1 - padding) * (channel == CHANNEL_X ? page->width : page->height);
    }
    return step - 2;
}

static void sized_span(const VegaPage *page, const Layer *layer, guint row, Channel channel,
                       double ends[2])
{
    const ChannelSpec *spec = &layer->channels[channel];
    const Scale *scale = page->panel->scales[channel], *offset = page->panel->offsets[channel];
    const Scale *innermost = has_offset(layer, channel) && offset ? offset : scale;
    const BandSize band = find_band_size(page, layer, channel);
    const gboolean sized =
        (layer->mark.type == SHAPE_TICK || is_thickness(layer, channel)) &&
        (layer->channels[CHANNEL_SIZE].present || json_member(layer->mark.json, "size"));
    const gboolean banded = innermost && innermost->type == SCALE_BAND && !isnan(band.share);
    const gboolean from_band = scale && scale->type == SCALE_BAND && !isnan(band.share);
    double size;
    if (sized)
        size = vega_channel_number(page, layer, row, CHANNEL_SIZE, "size", 0);
    else if (banded)
        size = fmax(layer_mark_number(layer, page->config, "minBandSize", 0),
                    band.share * scale_bandwidth(innermost));
    else if (!innermost && !isnan(band.share))
        size = band.share * (channel == CHANNEL_X ? page->width : page->height);
    else
        size = isnan(band.px) ? default_size(page, layer, channel) : band.px;
    if (!sized && (banded || from_band) && channel_shows_data(spec)) { /* from its beginning */
        double start = channel == CHANNEL_X ? page->x : page->y;
        if (scale)
            start += scale_position(scale, layer_value(layer, row, channel));
        if (scale && scale->type == SCALE_BAND)
            start -= scale_bandwidth(scale) / 2;
        start += vega_offset(page, layer, row, channel, 0);
        ends[0] = start + (banded ? (1 - band.share) / 2 * scale_bandwidth(innermost) : 0);
        ends[1] = ends[0] + size;
        return;
    }
    vega_align_span(page, layer, channel, vega_point(page, layer, row, channel), size, ends);
}

/* What the rectangle covers in a direction; FALSE: nothing. */
static gboolean rect_span(const VegaPage *page, const Layer *layer, guint row, Channel channel,
                          double ends[2])
{
    const ChannelSpec *spec = &layer->channels[channel];
    const Scale *scale = page->panel->scales[channel];
    const gboolean discrete = scale && scale_is_discrete(scale);
    const gboolean second = layer->channels[channel_second(channel)].present;
    const gboolean interval = layer_has_interval(layer, channel) || !isnan(bin_known_step(spec)) ||
                              (spec->time_unit && !second);
    const BandSize own = find_band_size(page, layer, channel);
    const gboolean fixed = !isnan(own.px) || layer->channels[CHANNEL_SIZE].present;
    if (channel_shows_data(spec) && interval && !fixed && !has_offset(layer, channel) && !discrete)
        time_span(page, layer, row, channel, ends);
    else if (((channel_shows_data(spec) && discrete) || is_thickness(layer, channel)) && !second)
        sized_span(page, layer, row, channel, ends);
    else
        return vega_range(page, layer, row, channel, ends);
    return isfinite(ends[0]) && isfinite(ends[1]);
}

/* ---- corners
 * --------------------------------------------------------------------------------------------- */

enum { TOP_LEFT, TOP_RIGHT, BOTTOM_RIGHT, BOTTOM_LEFT, N_CORNERS };

/* x and y: from the base to the end of the bar */
static gboolean find_corners(const VegaPage *page, const Layer *layer, const double x[2],
                             const double y[2], double radius[N_CORNERS])
{
    static const char *const names[] = {"cornerRadiusTopLeft", "cornerRadiusTopRight",
                                        "cornerRadiusBottomRight", "cornerRadiusBottomLeft"};
    const double all = layer_mark_number(layer, page->config, "cornerRadius", 0);
    const double end = layer_mark_number(layer, page->config, "cornerRadiusEnd", NAN);
    gboolean round = FALSE;
    for (int i = 0; i < N_CORNERS; i++) {
        radius[i] = layer_mark_number(layer, page->config, names[i], all);
        const gboolean top = i == TOP_LEFT || i == TOP_RIGHT;
        const gboolean left = i == TOP_LEFT || i == BOTTOM_LEFT;
        const gboolean at_end =
            layer->orient == ORIENT_HORIZONTAL ? left == (x[0] < x[1]) : top == (y[0] < y[1]);
        if (!isnan(end) && at_end)
            radius[i] = end;
        radius[i] = fmax(0, fmin(radius[i], fmin(fabs(x[1] - x[0]), fabs(y[1] - y[0])) / 2));
        round |= radius[i] > 0;
    }
    return round;
}

static void add_segment(GArray *path, char verb, const double points[6])
{
    PathSegment segment = {.verb = verb};
    for (int i = 0; points && i < (verb == 'C' ? 6 : 2); i++)
        segment.points[i] = points[i];
    g_array_append_val(path, segment);
}

/* The outline of a rectangle whose corners are round. */
static GArray *round_rect(const MarkRect *r, const double radius[N_CORNERS])
{
    const double k = 1 - 0.5522847498307936; /* of an arc's control points from the corner */
    const double corners[][2] = {{r->x, r->y},
                                 {r->x + r->width, r->y},
                                 {r->x + r->width, r->y + r->height},
                                 {r->x, r->y + r->height}};
    static const int before[][2] = {{0, 1}, {-1, 0}, {0, -1}, {1, 0}}; /* where one comes from */
    static const int after[][2] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
    GArray *path = g_array_new(FALSE, FALSE, sizeof(PathSegment));
    for (int i = 0; i < N_CORNERS; i++) {
        const double a = radius[i], cx = corners[i][0], cy = corners[i][1];
        const double start[6] = {cx + before[i][0] * a, cy + before[i][1] * a};
        const double arc[6] = {cx + before[i][0] * a * k, cy + before[i][1] * a * k,
                               cx + after[i][0] * a * k,  cy + after[i][1] * a * k,
                               cx + after[i][0] * a,      cy + after[i][1] * a};
        add_segment(path, i == 0 ? 'M' : 'L', start);
        if (a > 0)
            add_segment(path, 'C', arc);
    }
    add_segment(path, 'Z', NULL);
    return path;
}

static void add_round_rect(VegaPage *page, Mark *mark, const MarkRect *rect,
                           const double radius[N_CORNERS])
{
    g_autoptr(GArray) path = round_rect(rect, radius);
    mark->kind = MARK_PATH;
    mark->as.path = (MarkPath){(const PathSegment *)(void *)path->data, path->len};
    scene_add(page->scene, mark);
}

/* ---- marks
 * -----------------------------------------------------------------------------------------------
 */

static gboolean tick_spans(const VegaPage *page, const Layer *layer, guint row, double x[2],
                           double y[2])
{
    const gboolean horizontal = layer->orient == ORIENT_HORIZONTAL;
    const double thickness = layer_mark_number(layer, page->config, "thickness", 1);
    double *thin = horizontal ? y : x;
    const double middle = vega_point(page, layer, row, horizontal ? CHANNEL_Y : CHANNEL_X);
    thin[0] = middle - thickness / 2;
    thin[1] = middle + thickness / 2;
    return isfinite(middle) &&
           rect_span(page, layer, row, horizontal ? CHANNEL_X : CHANNEL_Y, horizontal ? x : y);
}

/* What a row covers, from its base to its end; FALSE: nothing. */
static gboolean row_spans(const VegaPage *page, const Layer *layer, guint row, double x[2],
                          double y[2])
{
    if (!layer_row_shown(layer, row))
        return FALSE;
    if (layer->mark.type == SHAPE_TICK)
        return tick_spans(page, layer, row, x, y);
    return rect_span(page, layer, row, CHANNEL_X, x) && rect_span(page, layer, row, CHANNEL_Y, y);
}

static MarkRect rect_of(const double x[2], const double y[2])
{
    return (MarkRect){fmin(x[0], x[1]), fmin(y[0], y[1]), fabs(x[1] - x[0]), fabs(y[1] - y[0]), 0};
}

/* ---- piles with round corners: the pile is cut out, not its blocks (Vega-Lite's
 * getGroupsForStackedBarWithCornerRadius) ------------------------------------- */

/* Corners at the ends to which blocks grow; the others only when all are round. */
static gboolean pile_corners(const VegaPage *page, const Layer *layer, const gboolean grows[4],
                             const MarkRect *rect, double radius[N_CORNERS])
{
    static const char *const names[] = {"cornerRadiusTopLeft", "cornerRadiusTopRight",
                                        "cornerRadiusBottomRight", "cornerRadiusBottomLeft"};
    static const int sides[N_CORNERS][2] = {{0, 2}, {1, 2}, {1, 3}, {0, 3}}; /* in grows */
    const double all = layer_mark_number(layer, page->config, "cornerRadius", 0);
    const double end = layer_mark_number(layer, page->config, "cornerRadiusEnd", NAN);
    const int along = layer->stack_channel == CHANNEL_X ? 0 : 1;
    gboolean round = FALSE;
    for (int i = 0; i < N_CORNERS; i++) {
        radius[i] = layer_mark_number(layer, page->config, names[i], all);
        if (!isnan(end) && grows[sides[i][along]])
            radius[i] = end;
        radius[i] = fmax(0, fmin(radius[i], fmin(rect->width, rect->height) / 2));
        round |= radius[i] > 0;
    }
    return round;
}

static void add_row(VegaPage *page, const Layer *layer, guint row, const double x[2],
                    const double y[2], Mark *mark)
{
    *mark = (Mark){.kind = MARK_RECT};
    vega_style(page, layer, row, mark);
    mark->as.rect = rect_of(x, y);
    scene_add(page->scene, mark);
}

static void draw_pile(VegaPage *page, const Layer *layer, const guint *group, guint wanted)
{
    double x[2], y[2], radius[N_CORNERS], box[4] = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    gboolean grows[4] = {FALSE, FALSE, FALSE, FALSE}; /* left, right, up, down */
    for (guint row = 0; row < layer->frame->n_rows; row++) {
        if (group[row] != wanted || !row_spans(page, layer, row, x, y))
            continue;
        box[0] = fmin(box[0], fmin(x[0], x[1]));
        box[1] = fmin(box[1], fmin(y[0], y[1]));
        box[2] = fmax(box[2], fmax(x[0], x[1]));
        box[3] = fmax(box[3], fmax(y[0], y[1]));
        grows[0] |= x[0] < x[1];
        grows[1] |= x[0] > x[1];
        grows[2] |= y[0] < y[1];
        grows[3] |= y[0] > y[1];
    }
    if (box[0] > box[2])
        return;
    const MarkRect whole = {box[0], box[1], box[2] - box[0], box[3] - box[1], 0};
    pile_corners(page, layer, grows, &whole, radius);
    g_autoptr(GArray) outline = round_rect(&whole, radius);
    const MarkPath path = {(const PathSegment *)(void *)outline->data, outline->len};
    const MarkGroup clip = {.role = "",
                            .clipped = TRUE,
                            .x = whole.x,
                            .y = whole.y,
                            .width = whole.width,
                            .height = whole.height,
                            .outline = path};
    Mark mark = {0};
    scene_add(page->scene, &(Mark){.kind = MARK_GROUP, .as.group = clip});
    scene_open_group(page->scene, VEGA_RECTS);
    for (guint row = 0; row < layer->frame->n_rows; row++) {
        if (group[row] == wanted && row_spans(page, layer, row, x, y))
            add_row(page, layer, row, x, y, &mark);
    }
    scene_close_group(page->scene);
    scene_close_group(page->scene);
    if (mark.stroke.alpha > 0) { /* around the pile, which cuts off that of its blocks */
        mark.kind = MARK_PATH;
        mark.fill = COLOR_NONE;
        mark.title = mark.href = mark.claims = NULL;
        mark.as.path = path;
        scene_add(page->scene, &mark);
    }
}

gboolean vega_has_round_piles(const VegaPage *page, const Layer *layer)
{
    static const gboolean everywhere[4] = {TRUE, TRUE, TRUE, TRUE};
    static const MarkRect any = {.width = 1, .height = 1};
    double radius[N_CORNERS];
    return layer->mark.type == SHAPE_BAR && layer->stack_channel >= 0 &&
           !layer->channels[CHANNEL_SIZE].field &&
           pile_corners(page, layer, everywhere, &any, radius);
}

void vega_draw_rects(VegaPage *page, const Layer *layer)
{
    if (vega_has_round_piles(page, layer)) {
        const gboolean across = layer->stack_channel == CHANNEL_X;
        const int places[] = {layer->columns[across ? CHANNEL_Y : CHANNEL_X],
                              layer->columns[across ? CHANNEL_Y_OFFSET : CHANNEL_X_OFFSET]};
        guint n_groups;
        g_autofree guint *group = frame_group(layer->frame, places, 2, &n_groups);
        for (guint g = 0; g < n_groups; g++)
            draw_pile(page, layer, group, g);
        return;
    }
    for (guint row = 0; row < layer->frame->n_rows; row++) {
        double x[2], y[2], radius[N_CORNERS];
        if (!row_spans(page, layer, row, x, y))
            continue;
        Mark mark = {.kind = MARK_RECT};
        vega_style(page, layer, row, &mark);
        const MarkRect rect = rect_of(x, y);
        if (find_corners(page, layer, x, y, radius)) {
            add_round_rect(page, &mark, &rect, radius);
        } else {
            mark.as.rect = rect;
            scene_add(page->scene, &mark);
        }
    }
}
